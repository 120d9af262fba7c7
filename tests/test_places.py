"""Things by where they stand, whatever their size."""

from __future__ import annotations

from time import perf_counter

from extractor.geometry import Box
from extractor.shaping.marks.places import Places


def test_what_lies_at_a_point_in_the_order_it_was_added() -> None:
    places: Places[str] = Places(10)
    assert not places
    places.add(Box(0, 0, 1e9, 1e9), "vast")
    places.add(Box(5, 5, 25, 8), "wide")
    places.add(Box(20, 5, 30, 30), "right")
    assert places
    assert list(places.at(22, 6)) == ["vast", "wide", "right"]
    assert list(places.at(6, 20)) == ["vast"]
    assert list(places.at(-1, 6)) == []


def test_a_thing_a_thousand_miles_wide_takes_no_time() -> None:
    """A damaged number in a PDF makes such letters."""
    places: Places[int] = Places(10)
    begin = perf_counter()
    for number in range(100):
        places.add(Box(-1e8, -1e8, 1e8, 1e8), number)
    assert perf_counter() - begin < 1
