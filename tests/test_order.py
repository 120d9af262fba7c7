"""Competencies come in the order a reader takes them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.geometry import Box
from extractor.matching.levels.order import in_reading_order
from extractor.matching.levels.question import Question


def at(name: str, x0: float, top: float, width: float = 180, height: float = 60, page: int = 1) -> Question:
    return Question(name, page, Box(x0, top, x0 + width, top + height), ())


def names(*found: Question) -> str:
    return "".join(competency.name for competency in in_reading_order(found))


def test_down_one_column_then_down_the_next() -> None:
    assert names(at("a", 60, 100), at("c", 300, 100), at("b", 60, 180), at("d", 300, 185)) == "abcd"


def test_columns_stand_under_what_runs_across_the_page() -> None:
    across = at("a", 60, 100, 420), at("e", 60, 400, 420)
    assert names(*across, at("b", 60, 200), at("d", 300, 200), at("c", 60, 280)) == "abcde"


def test_what_is_indented_here_and_there_is_one_column() -> None:
    assert names(at("a", 60, 100, 40), at("b", 110, 200, 40), at("c", 60, 300, 40)) == "abc"


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 800), st.integers(1, 3)), max_size=12))
def test_none_is_lost_and_pages_follow_each_other(places: list[tuple[int, int, int]]) -> None:
    found = [at(str(i), x, top, page=page) for i, (x, top, page) in enumerate(places)]
    ordered = in_reading_order(found)
    assert sorted(c.name for c in ordered) == sorted(c.name for c in found)
    assert [c.page for c in ordered] == sorted(c.page for c in found)
