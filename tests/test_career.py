from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.matching.career import text_to_career


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("B1-B3", ["B1", "B2", "B3"]),
        ("C1 – C3", ["C1", "C2", "C3"]),
        ("D1 t.e.m. D3", None),
        ("D1 t/m D3", ["D1", "D2", "D3"]),
        ("E1 tot E3", ["E1", "E2", "E3"]),
        ("A1a-A1b-A2a", ["A1a", "A1b", "A2a"]),
        ("A4a-A4b", ["A4a", "A4b"]),
        ("A1a-A3a", ["A1a", "A2a", "A3a"]),
        ("A1a-A2b", ["A1a", "A2b"]),
        ("Cv1-Cv2", ["Cv1", "Cv2"]),
        ("B4-B5", ["B4", "B5"]),
        ("IFIC 14", ["IFIC 14"]),
        ("B1, B2 en B3", ["B1", "B2", "B3"]),
        ("B3-B1", ["B3", "B1"]),
        ("C1-B3", ["C1", "B3"]),
    ],
)
def test_steps(text: str, steps: list[str] | None) -> None:
    career = text_to_career(text)
    assert career.text == text
    assert steps is None or list(career.steps) == steps


@given(st.sampled_from("ABCDE"), st.integers(1, 8), st.integers(1, 8), st.sampled_from(["-", " - ", "–", "/", " t/m "]))
def test_a_range_begins_and_ends_as_printed(rank: str, low: int, high: int, dash: str) -> None:
    low, high = sorted((low, high + 1))
    steps = text_to_career(f"{rank}{low}{dash}{rank}{high}").steps
    if low < high:
        assert list(steps) == [f"{rank}{number}" for number in range(low, high + 1)]


@given(st.text(max_size=30))
def test_any_text_stays_as_it_is_printed(text: str) -> None:
    assert text_to_career(text).text == text
