"""What speaks for a mark: facts weighed by one table, and state, confidence and reason that follow from them."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

import extractor.shaping.marks
from extractor.shaping.marks.data import marks_data
from extractor.shaping.marks.evidence import Evidence, Fact

MARKS = Path(extractor.shaping.marks.__path__[0])


def test_each_fact_has_one_entry_and_each_entry_a_fact() -> None:
    assert set(marks_data()["evidence"]) == {fact.value for fact in Fact}


@pytest.mark.parametrize("fact", list(Fact))
def test_an_entry_weighs_in_one_way(fact: Fact) -> None:
    entry = marks_data()["evidence"][fact]
    assert set(entry) <= {"text", "nl", "short", "short_nl", "says", "confidence", "times", "nearer"}
    assert "nl" in entry
    assert ("short" in entry) == ("short_nl" in entry)
    assert sum(name in entry for name in ("confidence", "times", "nearer")) <= 1
    assert entry.get("says") in (None, True, False, "unreadable")
    assert 0 <= entry.get("confidence", 0) <= 1
    names = {name for _, name, _, _ in string.Formatter().parse(entry["text"]) if name}
    assert "before" in names or "short" in names or "confidence" in entry


def test_a_tick_typed_in_an_empty_box_says_no_more_that_it_is_empty() -> None:
    box = Evidence.of(Fact.DRAWN_EMPTY, shape="square")
    assert (box.state, box.confidence, box.reason) == (False, 0.9, "a drawn square with nothing in it")
    ticked = box.and_(Fact.TYPED_IN, raw="x")
    assert (ticked.state, ticked.confidence, ticked.reason) == (True, 0.9, "“x” in a drawn square")


def test_what_the_page_shows_makes_it_surer_and_what_it_does_not_show_less_so() -> None:
    sign = Evidence.of(Fact.SIGN, True, raw="✓")
    assert sign.and_(Fact.SHOWN).confidence == 0.975
    assert sign.and_(Fact.SHOWN_FAINTLY).confidence == 0.72
    assert sign.and_(Fact.SHOWN).state is True


def test_two_that_contradict_each_other_leave_nothing_known() -> None:
    sign = Evidence.of(Fact.BALLOT_BOX, True, raw="☒")
    denied = sign.and_(Fact.SHOWN_OTHERWISE, data="ticked", shown="the page shows it empty")
    assert (denied.state, denied.confidence) == (None, 0.3)
    assert denied.reason == "the data say ticked (the character ☒), the page shows it empty"
    assert denied.has(Fact.BALLOT_BOX)


def test_no_code_looks_into_a_sentence() -> None:
    """A sentence is for people: nothing cuts, splits or compares one."""
    for path in MARKS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
                assert node.value.attr != "reason", f"{path.name}:{node.lineno}"
            if isinstance(node, ast.Compare):
                parts = [node.left, *node.comparators]
                assert not any(isinstance(part, ast.Attribute) and part.attr == "reason" for part in parts)
