"""The pure functions on pictures, held against pictures drawn here: where things were drawn is the truth."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

pytest.importorskip("cv2")

from extractor.reading.scan.boxes import find_boxes, hole_sides, missing_boxes, usual_side
from extractor.reading.scan.erasing import erased, free_of_rules
from extractor.reading.scan.folds import without_folds
from extractor.reading.scan.ground import flattened, page_ink, without_dust
from extractor.reading.scan.keeping import KeptInFolder, key_of
from extractor.reading.scan.lines import find_lines
from extractor.reading.scan.pixels import MM, Grey, Mask, turned
from extractor.reading.scan.rounds import find_rounds
from extractor.reading.scan.rules import find_rules
from extractor.reading.scan.seen import Area, SeenPage, SeenRule, SeenTick, SeenWord
from extractor.reading.scan.states import seen_tick, seen_ticks, states_of
from extractor.reading.scan.turning import Placement, cut_sheet, lies_sideways, skew_of

CATALOGUE = Path(__file__).parent.parent / "extractor" / "findings.toml"
ROWS, COLUMNS = 1400, 1100
SIDE = 40
"""Of a tick box, outer edge, in pixels: 3.4 mm."""


class Sheet:
    """A page of 300 dpi being drawn."""

    def __init__(self, rows: int = ROWS, columns: int = COLUMNS, paper: int = 255) -> None:
        self.picture = Image.new("L", (columns, rows), paper)
        self.draw = ImageDraw.Draw(self.picture)

    def text(self, x: int, y: int, text: str, size: int = 42, ink: int = 0) -> Sheet:
        self.draw.text((x, y), text, fill=ink, font_size=size)
        return self

    def line(self, x0: int, y0: int, x1: int, y1: int) -> Sheet:
        self.draw.line((x0, y0, x1, y1), fill=0, width=3)
        return self

    def box(self, x: int, y: int, tick: str = "") -> Sheet:
        self.draw.rectangle((x, y, x + SIDE - 1, y + SIDE - 1), outline=0, width=3)
        inside = (x + 7, y + 7, x + SIDE - 8, y + SIDE - 8)
        if tick == "x":
            self.draw.line(inside, fill=0, width=4)
            self.draw.line((inside[0], inside[3], inside[2], inside[1]), fill=0, width=4)
        elif tick == "v":
            self.draw.line((x + 8, y + 20, x + 17, y + 30, x + 32, y + 8), fill=0, width=4)
        elif tick == "full":
            self.draw.rectangle(inside, fill=0)
        elif tick == "speck":
            self.draw.ellipse((x + 17, y + 17, x + 22, y + 22), fill=0)
        return self

    def ring(self, x: int, y: int, dot: bool = False) -> Sheet:
        self.draw.ellipse((x, y, x + SIDE - 1, y + SIDE - 1), outline=0, width=3)
        if dot:
            self.draw.ellipse((x + 11, y + 11, x + SIDE - 12, y + SIDE - 12), fill=0)
        return self

    @property
    def grey(self) -> Grey:
        return np.asarray(self.picture).copy()

    @property
    def ink(self) -> Grey:
        return page_ink(self.grey)


def table(sheet: Sheet, ticks: list[str], x: int = 300) -> Sheet:
    """A row for each tick, a box in the second column."""
    for row in range(len(ticks) + 1):
        sheet.line(100, 200 + 100 * row, 1000, 200 + 100 * row)
    for column in (100, 250, 400, 1000):
        sheet.line(column, 200, column, 200 + 100 * len(ticks))
    for row, tick in enumerate(ticks):
        sheet.box(x, 230 + 100 * row, tick).text(150, 230 + 100 * row, str(row)).text(430, 230 + 100 * row, "Luistert")
    return sheet


def states_said(ticks: list[SeenTick]) -> list[bool | None]:
    """The states; why a box has its own is said in Dutch too."""
    said = states_of(ticks)
    dutch = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))["word"]["nl"]
    assert {why for _, why in said} <= dutch.keys()
    return [state for state, _ in said]


def ticks_of(ink: Mask, folds: Mask | None = None) -> list[tuple[Area, bool | None]]:
    side = usual_side(hole_sides(ink)[0])
    assert side is not None
    _, mask = find_rules(ink)
    boxes = sorted(find_boxes(ink, mask, side), key=lambda box: (box.y, box.x))
    ticks = seen_ticks(ink, boxes, [], [], np.zeros_like(ink) if folds is None else folds)
    return [(tick.area, state) for tick, state in zip(ticks, states_said(ticks), strict=True)]


def test_coloured_paper_and_a_dark_head_become_black_on_white() -> None:
    sheet = Sheet(paper=190)
    sheet.draw.rectangle((100, 100, 1000, 300), fill=40)
    sheet.text(140, 160, "Competentie", ink=240).text(140, 600, "Luisteren", ink=30)
    flat = flattened(sheet.grey)
    assert np.median(flat) > 245
    for left, top in ((140, 165), (140, 605)):
        letters = flat[top : top + 45, left : left + 150]
        assert letters.min() < 60
        assert np.median(letters) > 200


def test_specks_are_dust_only_where_they_are_many_and_a_dot_belongs_to_its_letter() -> None:
    few = Sheet().text(100, 100, "i. j.")
    few.draw.rectangle((800, 800, 802, 802), fill=0)
    ink, dust = without_dust(few.ink)
    assert dust is None
    assert ink[795:810, 795:810].any()
    many = Sheet().text(100, 100, "i. j.")
    rng = np.random.default_rng(1)
    for x, y in rng.integers(300, 1000, (260, 2)):
        many.draw.rectangle((int(x), int(y), int(x) + 2, int(y) + 2), fill=0)
    ink, dust = without_dust(many.ink)
    assert dust is not None
    assert not (dust & ink).any()
    assert not ink[300:, 300:].any()
    assert (ink[:300, :300] == many.ink[:300, :300]).all()


def test_rules_are_found_whole_though_worn_and_no_letter_is_one() -> None:
    sheet = Sheet().line(100, 300, 900, 300).line(100, 300, 100, 700).text(200, 400, "TTTT ____ illl")
    sheet.draw.rectangle((480, 295, 486, 305), fill=255)
    rules, mask = find_rules(sheet.ink)
    assert [(rule.across, rule.area.w > 790 or rule.area.h > 390) for rule in rules if rule.area.y < 390] == [
        (True, True),
        (False, True),
    ]
    assert mask[298:303, 500].any()


@pytest.mark.parametrize("degrees", [-2.3, -0.8, 0.0, 0.35, 1.6])
def test_the_angle_of_a_table_is_measured_to_a_twentieth_of_a_degree(degrees: float) -> None:
    ink = page_ink(turned(table(Sheet(), [""] * 6).grey, degrees))
    assert skew_of(ink) == pytest.approx(-degrees, abs=0.05)


def test_text_without_rules_tells_its_angle_too() -> None:
    sheet = Sheet()
    for row in range(12):
        sheet.text(100, 150 + 80 * row, "De medewerker luistert naar wat anderen vragen")
    assert skew_of(page_ink(turned(sheet.grey, 1.2))) == pytest.approx(-1.2, abs=0.2)
    assert not lies_sideways(sheet.ink)
    assert lies_sideways(np.ascontiguousarray(np.rot90(sheet.ink)))


def test_the_way_back_from_every_turn_and_cut() -> None:
    """A dot on the glass, followed through a quarter turn, a cut and a small turn, is led back to where it lies."""
    glass = np.full((600, 900), 255, np.uint8)
    glass[200:205, 700:705] = 0
    placement = Placement.of_render(2.0, 2.0)
    upright = np.ascontiguousarray(np.rot90(glass))
    placement = placement.after_quarters(1, *glass.shape)
    cut = upright[:, 50:].copy()
    placement = placement.after_cut(50)
    level = turned(cut, 1.5)
    placement = placement.after_turn(1.5, *cut.shape)
    over = np.ascontiguousarray(level[::-1, ::-1])
    placement = placement.after_quarters(2, *level.shape)
    y, x = (float(v.mean()) + 0.5 for v in np.nonzero(over < 128))
    found = placement.matrix @ np.array([x, y, 1.0])
    assert found[:2] == pytest.approx((702.5 / 2, 202.5 / 2), abs=0.6)


def test_a_sheet_is_cut_between_its_pages_and_never_through_a_table() -> None:
    sheet = Sheet(3508, 4960)
    for row in range(20):
        sheet.text(300, 300 + 90 * row, "Links staat tekst " * 4).text(2700, 300 + 90 * row, "Rechts ook " * 5)
    cut = cut_sheet(sheet.ink)
    assert cut is not None
    assert 2300 < cut < 2650
    assert cut_sheet(sheet.line(300, 2800, 4600, 2800).ink) is None
    assert cut_sheet(Sheet(3508, 2480).ink) is None


@pytest.mark.parametrize("tick", ["x", "v"])
def test_boxes_are_found_with_what_is_in_them_and_letters_are_none(tick: str) -> None:
    sheet = table(Sheet(), ["", tick, "", ""]).text(100, 900, "DOOR BODE OO D B Q", size=56)
    found = ticks_of(sheet.ink)
    assert [state for _, state in found] == [False, True, False, False]
    assert all(abs(area.x - 300) <= 2 and abs(area.w - SIDE) <= 2 for area, _ in found)


def test_a_speck_in_a_box_is_no_tick_and_a_blackened_one_is_unclear() -> None:
    ticks = ["", "x", "speck", "", "full", "", ""]
    assert [s for _, s in ticks_of(table(Sheet(), ticks).ink)] == [False, True, None, False, None, False, False]


def test_a_stroke_beside_an_empty_box_makes_it_unclear() -> None:
    sheet = table(Sheet(), ["", "x", "", ""])
    sheet.draw.line((344, 424, 356, 474), fill=0, width=6)
    assert {area.y // 100: state for area, state in ticks_of(sheet.ink)}.get(4) is None
    below = table(Sheet(), ["", "x", "", ""])
    below.draw.line((300, 478, 345, 474), fill=0, width=6)
    assert {area.y // 100: state for area, state in ticks_of(below.ink)} == {2: False, 3: True, 4: None, 5: False}


def test_round_boxes_stand_free() -> None:
    sheet = Sheet().text(600, 300, "OOOO", size=56)
    for row in range(4):
        sheet.ring(300, 300 + 100 * row, dot=row == 1)
    ink = sheet.ink
    side = usual_side(hole_sides(ink)[1])
    assert side is not None
    rounds = sorted(find_rounds(ink, np.zeros_like(ink), side))
    assert [(abs(box.x - 300) <= 2, abs(box.y - 300 - 100 * row) <= 2) for row, box in enumerate(rounds)] == [
        (True, True)
    ] * 4
    ticks = [seen_tick(ink, box, is_round=True) for box in rounds]
    assert states_said(ticks) == [False, True, False, False]


def ring_ticks(sheet: Sheet) -> list[bool | None]:
    ink = sheet.ink
    side = usual_side(hole_sides(ink)[1])
    assert side is not None
    rounds = sorted(find_rounds(ink, np.zeros_like(ink), side), key=lambda box: (box.y, box.x))
    return [state for state, _ in states_of([seen_tick(ink, box, is_round=True) for box in rounds])]


def test_round_boxes_in_line_have_their_labels_close_by() -> None:
    sheet = Sheet()
    for row in range(4):
        sheet.ring(300, 300 + 100 * row, dot=row == 2).text(358, 300 + 100 * row, "Basis")
    assert ring_ticks(sheet) == [False, False, True, False]


@pytest.mark.parametrize("stroke", [[(296, 496), (345, 545)], [(305, 520), (318, 537), (352, 490)]])
def test_a_pen_leaves_the_round_box_that_it_ticks(stroke: list[tuple[int, int]]) -> None:
    """A cross and a tick over a circle; the same strokes where no circle is are no box."""
    sheet = Sheet()
    for row in range(4):
        sheet.ring(300, 300 + 100 * row)
    for x in (0, 400):
        sheet.draw.line([(a + x, b) for a, b in stroke], fill=0, width=4)
        if len(stroke) == 2:
            sheet.draw.line((345 + x, 494, 297 + x, 546), fill=0, width=4)
    assert ring_ticks(sheet) == [False, False, True, False]


@pytest.mark.parametrize("struck", [(290, 454, 350, 446), (325, 450, 356, 447), (308, 441, 330, 464)])
def test_a_printed_tick_that_a_pen_struck_out_is_none(struck: tuple[int, int, int, int]) -> None:
    """A line through the box, out of it on one side, and thick inside it: its fellows have none of it."""
    sheet = table(Sheet(), ["x", "", "x", "", "x", "", ""])
    sheet.draw.line(struck, fill=0, width=7)
    assert [state for _, state in ticks_of(sheet.ink)] == [True, False, None, False, True, False, False]


@pytest.mark.parametrize(("scribbled", "third"), [(False, True), (True, None)])
def test_a_tick_of_a_pen_that_is_scribbled_over_in_its_box_is_none(scribbled: bool, third: bool | None) -> None:
    """Ticks and crosses of one hand, no two alike, that leave their boxes; over one it went to and fro, within it."""
    sheet = table(Sheet(), [""] * 8)
    for stroke in (
        (306, 248, 315, 262, 338, 226),
        (303, 426, 337, 468),
        (340, 428, 303, 468),
        (302, 527, 340, 573),
        (344, 528, 303, 566),
        (306, 752, 315, 768, 340, 722),
    ):
        sheet.draw.line(stroke, fill=0, width=4)
    if scribbled:
        sheet.draw.line((306, 437, 334, 441, 306, 446, 334, 450, 306, 455, 334, 460), fill=0, width=4)
    assert [state for _, state in ticks_of(sheet.ink)] == [True, False, third, True, False, True, False, False]


def test_a_line_through_a_box_is_no_rule_of_a_table() -> None:
    """A straight stroke of 8 mm is as long as a rule, and would be taken off the box that it strikes out."""
    sheet = table(Sheet(), ["x", "", "x", ""])
    sheet.draw.line((272, 450, 368, 450), fill=0, width=4)
    ink = sheet.ink
    rules, mask = find_rules(ink)
    boxes = [Area(300, 230 + 100 * row, SIDE, SIDE) for row in range(4)]
    free = free_of_rules(ink, rules, mask, boxes)
    assert free[450, 285:295].all()
    assert not free[298:303, 260:380].any()
    states = states_of([seen_tick(free, box, is_round=False) for box in boxes])
    assert [state for state, _ in states] == [True, False, None, False]


def test_a_tick_in_the_cell_of_an_empty_box_makes_it_unclear() -> None:
    sheet = table(Sheet(), ["x", "", "", ""])
    sheet.draw.line((356, 350, 366, 362, 384, 330), fill=0, width=5)
    ink = sheet.ink
    assert [state for _, state in ticks_of(ink)] == [True, None, False, False]


def test_a_box_that_a_pen_joined_to_its_cell_is_looked_for_again() -> None:
    sheet = table(Sheet(), ["", "", "", ""])
    sheet.draw.line((270, 425, 380, 478), fill=0, width=5)
    sheet.draw.line((250, 460, 398, 440), fill=0, width=5)
    ink = sheet.ink
    rules, mask = find_rules(ink)
    boxes = find_boxes(ink, mask, SIDE - 6)
    more = missing_boxes(ink, rules, boxes)
    assert len(boxes) + len(more) == 4
    assert all(abs(box.x - 300) <= 4 for box in more)


def test_lines_end_at_rules_and_at_wide_gaps_and_hold_their_dots() -> None:
    sheet = Sheet().text(100, 100, "ijzige zin.").text(700, 100, "kolom").line(500, 60, 500, 200).text(420, 100, "ab")
    sheet.text(520, 100, "cd")
    ink = sheet.ink
    _, mask = find_rules(ink)
    _, text = erased(sheet.grey, ink, mask, [])
    lines = sorted(find_lines(text, mask), key=lambda line: line.x)
    assert [round(line.x, -1) for line in lines] == [100, 420, 520, 700]
    assert lines[0].h > 1.15 * find_lines(Sheet().text(100, 100, "zzz").ink, np.zeros_like(ink))[0].h


def test_the_rules_boxes_and_ticks_of_a_table_are_no_text() -> None:
    sheet = table(Sheet(), ["", "x", "", ""])
    ink = sheet.ink
    _, mask = find_rules(ink)
    boxes = find_boxes(ink, mask, SIDE - 6)
    clean, text = erased(sheet.grey, ink, mask, boxes)
    assert not text[200:620, 270:390].any()
    assert clean[200:620, 270:390].min() > 200
    assert text[230:280, 430:600].any()


@pytest.mark.parametrize("seed", range(12))
def test_no_noise_speck_or_turn_makes_another_tick(seed: int) -> None:
    """Each box keeps its state or nobody can tell it: never the other one."""
    rng = np.random.default_rng(seed)
    ticks = [str(tick) for tick in rng.choice(["", "", "", "x", "v"], 8)]
    sheet = table(Sheet(), ticks)
    for _ in range(int(rng.integers(0, 400))):
        x, y, r = rng.uniform(0, COLUMNS), rng.uniform(0, ROWS), rng.uniform(0.5, 2.4)
        sheet.draw.ellipse((x - r, y - r, x + r, y + r), fill=int(rng.integers(0, 120)))
    picture = sheet.picture.filter(ImageFilter.GaussianBlur(float(rng.uniform(0, 1.4))))
    noisy = np.asarray(picture, np.float32) * rng.uniform(0.7, 1) + rng.normal(0, rng.uniform(0, 14), (ROWS, COLUMNS))
    angle = float(rng.uniform(-1.5, 1.5))
    flat = flattened(turned(np.clip(noisy, 0, 255).astype(np.uint8), angle))
    flat = turned(flat, skew_of(page_ink(flat)))
    ink, _ = without_dust(page_ink(flat))
    side = usual_side(hole_sides(ink)[0])
    if side is None:
        return
    for area, state in ticks_of(ink):
        row = math.floor((area.middle[1] - 200) / 100)
        assert 0 <= row < 8
        assert abs(area.middle[0] - 320) < 30
        assert state in (None, ticks[row] != ""), f"row {row} of {ticks}"


def test_what_was_seen_is_kept_whole_and_what_is_damaged_is_read_anew(tmp_path: Path) -> None:
    page = SeenPage(
        page=3,
        rows=100,
        columns=80,
        placement=(1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0),
        rules=(SeenRule(Area(1, 2, 30, 3), True),),
        ticks=(SeenTick(Area(5, 6, 7, 7), False, 0.4, 0.9, 0.0),),
        words=(SeenWord("één", Area(1, 2, 3, 4), 0.98, 0, 7.5, 12),),
    )
    kept = KeptInFolder(tmp_path / "kept")
    key = key_of("picture", "engine")
    assert kept.get(key) is None
    kept.put(key, [page])
    assert kept.get(key) == [page]
    (file,) = (tmp_path / "kept").rglob("*.gz")
    file.write_bytes(file.read_bytes()[:-9])
    assert kept.get(key) is None


def test_a_millimetre_is_what_it_is_at_300_dpi() -> None:
    assert pytest.approx(11.81, abs=0.01) == MM


@pytest.mark.parametrize("kind", ["ring", "box"])
@pytest.mark.parametrize("stroke", [(310, 420, 330, 520), (290, 405, 352, 545)])
def test_one_stroke_through_two_boxes_loses_none_of_them(kind: str, stroke: tuple[int, int, int, int]) -> None:
    """Both hold ink of the same line: no one of them is a tick that somebody meant, or an empty box."""
    sheet = Sheet()
    for row in range(6):
        getattr(sheet, kind)(300, 300 + 100 * row)
    sheet.draw.line(stroke, fill=0, width=5)
    ink = sheet.ink
    sides = hole_sides(ink)
    side = usual_side(sides[1 if kind == "ring" else 0])
    assert side is not None
    find = find_rounds if kind == "ring" else find_boxes
    boxes = sorted(find(ink, np.zeros_like(ink), side), key=lambda box: box.y)
    assert [round((box.y - 300) / 100) for box in boxes] == list(range(6))
    none: list[Area] = []
    squares, rounds = (none, boxes) if kind == "ring" else (boxes, none)
    ticks = seen_ticks(ink, squares, rounds, [], np.zeros_like(ink))
    assert states_said(ticks) == [False, None, None, False, False, False]


@pytest.mark.parametrize(
    ("fold", "second"),
    [((0, 446, COLUMNS, 458), True), ((314, 0, 322, ROWS), None), ((0, 346, COLUMNS, 358), None)],
)
def test_a_fold_over_the_whole_page_takes_no_box_and_no_rule_with_it(
    fold: tuple[int, int, int, int], second: bool | None
) -> None:
    """Through an empty box, through a whole column, through the ticked one, which a ruler may have struck out so."""
    sheet = table(Sheet(), ["", "x", "", ""])
    sheet.draw.line(fold, fill=90, width=5)
    ink, _, folds = without_folds(sheet.ink, sheet.grey)
    assert [state for _, state in ticks_of(ink, folds)] == [False, second, False, False]
    assert len(find_rules(ink)[0]) == 9
    plain = table(Sheet(), [""] * 4)
    assert (without_folds(plain.ink, plain.grey).ink == plain.ink).all()
    assert not without_folds(plain.ink, plain.grey).folds.any()


def test_scraps_of_a_faint_rule_are_part_of_it_and_a_letter_on_it_is_none() -> None:
    """The sides of boxes of hairlines, one below the other: left over, they are read as an l or a 1."""
    sheet = Sheet()
    sheet.draw.rectangle((300, 200, 302, 700), fill=0)
    sheet.draw.rectangle((298, 700, 300, 1200), fill=0)
    sheet.draw.rectangle((297, 300, 298, 340), fill=0)
    sheet.draw.rectangle((290, 400, 298, 430), fill=0)
    sheet.draw.rectangle((300, 160, 301, 192), fill=0)
    sheet.draw.rectangle((300, 100, 301, 130), fill=0)
    rules, mask = find_rules(sheet.ink)
    assert len(rules) == 1
    assert mask[164:190, 300].all()
    assert not mask[100:132].any()
    assert mask[302:338, 297:299].all()
    assert not mask[402:428, 290:297].any()
