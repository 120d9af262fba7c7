"""Boxes that are typed with brackets, on pictures drawn here: which they are, and what is in them."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2")

from extractor.reading.scan.boxes import usual_side
from extractor.reading.scan.engines import ReadWord
from extractor.reading.scan.pixels import MM, Grey, Mask
from extractor.reading.scan.recognising import holds_other_sign
from extractor.reading.scan.seen import Area
from extractor.reading.scan.states import seen_ticks, states_of
from extractor.reading.scan.typed import Pair, empty_heights, find_typed, is_opening
from tests.test_scan_pictures import Sheet

HIGH, WIDE = 40, 9


def bracket(sheet: Sheet, x: int, y: int, *, opens: bool) -> None:
    """Stem and arms of three pixels."""
    arm = (x, x + WIDE - 1) if opens else (x - WIDE + 1, x)
    sheet.line(x, y, x, y + HIGH - 1)
    sheet.line(arm[0], y + 1, arm[1], y + 1).line(arm[0], y + HIGH - 2, arm[1], y + HIGH - 2)


def typed(sheet: Sheet, x: int, y: int, sign: str = "", inside: int = 30) -> None:
    """`sign`: x, a larger X that touches both stems, or a 1."""
    bracket(sheet, x, y, opens=True)
    bracket(sheet, x + inside, y, opens=False)
    reach = {"x": 7, "X": 2}.get(sign)
    if reach is not None:
        left, right, top, foot = x + reach, x + inside - reach, y + 9, y + 31
        sheet.draw.line((left, top, right, foot), fill=0, width=4)
        sheet.draw.line((left, foot, right, top), fill=0, width=4)
    elif sign == "1":
        sheet.draw.line((x + inside // 2, y + 6, x + inside // 2, y + 32), fill=0, width=4)


def found_in(ink: Mask) -> list[Pair]:
    height = usual_side(empty_heights(ink, MM))
    assert height is not None
    return sorted(find_typed(ink, np.zeros_like(ink), height), key=lambda pair: (pair.area.y, pair.area.x))


@pytest.mark.parametrize("sign", ["x", "X"])
def test_typed_boxes_are_found_whether_or_not_their_x_touches_them(sign: str) -> None:
    sheet = Sheet().text(100, 900, "EEN LIJST [of twee] DOOR BODE ([) CEL]", size=40)
    for i, mark in enumerate(["", sign, "", "", ""]):
        typed(sheet, 200 + 150 * i, 300, mark)
        sheet.text(245 + 150 * i, 300, str(i))
    ink = sheet.ink
    pairs = found_in(ink)
    assert [abs(pair.area.x - 200 - 150 * i) <= 2 for i, pair in enumerate(pairs)] == [True] * 5
    states = states_of(seen_ticks(ink, [], [], pairs, np.zeros_like(ink)))
    assert [state for state, _ in states] == [False, True, False, False, False]


def test_brackets_are_boxes_only_where_several_enclose_paper() -> None:
    sheet = Sheet()
    for i, mark in enumerate(["", "", "x", "x", "1"]):
        typed(sheet, 200 + 150 * i, 300, mark)
    assert usual_side(empty_heights(sheet.ink, MM)) is None


def test_a_tick_with_more_ink_or_a_line_below_it_is_unclear() -> None:
    sheet = Sheet()
    for row, mark in enumerate(["x", "", "x", "", "x", "x", "x", "x", "", ""]):
        typed(sheet, 300, 200 + 100 * row, mark)
    sheet.draw.rectangle((308, 412, 322, 428), fill=0)  # the third, scribbled over within it
    sheet.draw.line((296, 643, 334, 643), fill=0, width=4)  # the fifth, underlined
    pairs = found_in(sheet.ink)
    states = states_of(seen_ticks(sheet.ink, [], [], pairs, np.zeros_like(sheet.ink)))
    assert [state for state, _ in states] == [True, False, None, False, None, True, True, True, False, False]


class Says:
    name, version = "says", "1"

    def __init__(self, text: str) -> None:
        self.text = text

    def read(self, crop: Grey) -> tuple[ReadWord, ...]:
        return (ReadWord(self.text, 0, crop.shape[1], 0.9),)


@pytest.mark.parametrize(
    ("sign", "read", "other"), [("x", "X", False), ("1", "1", True), ("x", "×", False), ("", "o", False)]
)
def test_a_note_in_brackets_is_no_box_and_paper_is_no_letter(sign: str, read: str, other: bool) -> None:
    sheet = Sheet()
    typed(sheet, 300, 200, sign)
    assert holds_other_sign(sheet.grey, Area(303, 204, 25, 32), Says(read)) is other


def test_a_parenthesis_or_a_letter_is_no_bracket() -> None:
    for letter in "(lICEGtfr1":
        ink = Sheet().text(100, 100, letter, size=60).ink
        rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
        part = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        assert not is_opening(part), letter
