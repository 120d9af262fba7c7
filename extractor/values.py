"""Values of which a page has thousands.

A frozen dataclass sets each of its fields through a call: to make one takes five times the time of a plain one. A
`value` is plain when it runs, and frozen for the type checker, which goes through every line that could change one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat
from typing import Any, Generic, NamedTuple, Self, TypeVar, cast, dataclass_transform, overload

T = TypeVar("T")
N = TypeVar("N", bound=NamedTuple)


class kept(Generic[T]):  # noqa: N801  (a decorator, as `property` is)
    """What an object is asked for the first time is kept: `cached_property` without its lock.

    Until Python 3.12 that lock took more time than most answers about a line do. Two threads may both ask; they get the
    same answer.
    """

    def __init__(self, ask: Callable[[Any], T]) -> None:
        self._ask = ask
        self.__doc__ = ask.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, thing: None, owner: type) -> Self: ...
    @overload
    def __get__(self, thing: object, owner: type) -> T: ...
    def __get__(self, thing: object | None, owner: type) -> Self | T:
        if thing is None:
            return self
        answer = thing.__dict__[self._name] = self._ask(thing)
        return answer


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[T]) -> type[T]:
    """Makes a class a dataclass that nothing may change, with slots unless it keeps what it was asked."""
    keeps = any(isinstance(member, kept | cached_property) for member in vars(cls).values())
    return dataclass(slots=not keeps, unsafe_hash="__hash__" not in vars(cls))(cls)


def changed(one: T, **fields: object) -> T:
    """The same value but for these fields, with all that it was asked: for fields that no answer of it hangs on."""
    other = object.__new__(type(one))
    other.__dict__.update(one.__dict__, **fields)
    return other


def many(kind: type[N], rows: Iterable[Iterable[Any]]) -> Iterator[N]:
    """One for each row, which has a value for every field: in a third of the time of calling the class."""
    return cast("Iterator[N]", map(tuple.__new__, repeat(kind), rows))
