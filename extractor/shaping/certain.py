"""What nobody can say of one, nobody can say of all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def all_certain(found: Iterable[T | None]) -> list[T] | None:
    """All that was found; None where one is None."""
    listed = list(found)
    certain = [one for one in listed if one is not None]
    return certain if len(certain) == len(listed) else None
