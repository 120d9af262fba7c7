"""Things that follow each other, or touch, in groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def grouped(things: Iterable[T], goes_on: Callable[[list[T], T], bool]) -> list[list[T]]:
    """Neighbours in groups: each thing joins the group before it where `goes_on(group, thing)`, or begins another."""
    groups: list[list[T]] = []
    for thing in things:
        if groups and goes_on(groups[-1], thing):
            groups[-1].append(thing)
        else:
            groups.append([thing])
    return groups


class Joined:
    """The numbers from 0 up to `count`, each a group of its own until it is joined with others."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def join(self, one: int, other: int) -> None:
        self._parent[self._root(one)] = self._root(other)

    def groups(self) -> list[list[int]]:
        """In the order of their first members."""
        found: dict[int, list[int]] = {}
        for i in range(len(self._parent)):
            found.setdefault(self._root(i), []).append(i)
        return list(found.values())

    def _root(self, i: int) -> int:
        parent = self._parent
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i
