"""Rows that an engine could not read: words of drawn forms are spoilt as engines spoil them, and no engine runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from extractor import FindingCode, JobDescription, pipeline, read_job_descriptions
from extractor.geometry import Box
from extractor.reading.layout import PageLayout, Word
from tests.scanned_forms import BODY, BOLD, NAMES, SENTENCES, Form, headed, matrix, rows

Spoil = Callable[[PageLayout], PageLayout]


def read(form: Form, spoil: Spoil, monkeypatch: pytest.MonkeyPatch) -> JobDescription:
    """The form as if an engine had read it, and `spoil` were what it could not read."""

    def pages(found: Iterable[PageLayout], *_: object) -> Iterator[PageLayout]:
        for page in found:
            words = tuple(replace(word, confidence=0.99) for word in page.words)
            yield spoil(replace(page, words=words, engine="engine 1", confidence=0.99))

    monkeypatch.setattr(pipeline, "pages_with_scans", pages)
    (description,) = read_job_descriptions("form.pdf", content=form.paper.data(), confirm=False)
    return description


def levels(description: JobDescription) -> dict[str, int | None]:
    return {competency.name: competency.required_level for competency in description.competencies}


def rng() -> np.random.Generator:
    return np.random.default_rng(4)


def without(page: PageLayout, gone: Callable[[Word], bool], *, between: tuple[float, float]) -> PageLayout:
    """The page without these words, and without the boxes at their heights."""
    heights = [word.baseline for word in page.words if gone(word)]

    def is_gone(middle_x: float, middle_y: float) -> bool:
        return between[0] < middle_x < between[1] and any(abs(y - 4 - middle_y) < 8 for y in heights)

    drawings = tuple(d for d in page.drawings if not is_gone(d.box.middle_x, d.box.middle_y))
    return replace(page, words=tuple(word for word in page.words if not gone(word)), drawings=drawings)


def test_a_row_whose_tick_is_a_blot_is_a_competency_without_a_level(monkeypatch: pytest.MonkeyPatch) -> None:
    form = matrix("fr", rng(), 4, marks="x")
    lost = next(iter(form.levels))

    def blotted(page: PageLayout) -> PageLayout:
        ticks = [word for word in page.words if word.text == "X"]
        first = min(ticks, key=lambda word: word.baseline)
        words = tuple(replace(w, text="•", confidence=0.4) if w is first else w for w in page.words)
        return replace(page, words=words)

    description = read(form, blotted, monkeypatch)
    assert levels(description) == {**form.levels, lost: None}
    (unclear,) = [finding for finding in description.findings if finding.code is FindingCode.LEVEL_UNCLEAR]
    assert unclear.competency is not None
    assert lost in unclear.message
    assert all(finding.code is not FindingCode.SCAN_NOT_WHOLE for finding in description.findings)


@pytest.mark.parametrize(
    ("lost", "doubted"),
    [((), ()), ((2,), (2,)), ((1, 2), (1, 2))],
)
def test_competencies_with_fewer_levels_than_others_are_doubted(
    lost: tuple[int, ...], doubted: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Label and box of the last level of some are gone: what is left counts up from 0 as it should."""
    form = rows("nl", rng(), 4, count=4)
    names = list(form.levels)

    def fewer(page: PageLayout) -> PageLayout:
        labels = sorted((word for word in page.words if word.text == "3"), key=lambda word: word.baseline)
        gone = {labels[i].index for i in lost}
        return without(page, lambda word: word.index in gone, between=(215, 250))

    found = levels(read(form, fewer, monkeypatch))
    assert [name for name in names if found[name] is None] == [names[i] for i in doubted]
    assert all(found[name] in (None, form.levels[name]) for name in names)


def one_table(worn: bool) -> Form:
    """Two competencies in one table; the rule between them is `worn` away, but for the part beside the boxes."""
    form, xs, names = Form(), [60.0, 180.0, 215.0, 250.0, 540.0], ("Luisteren", "Plannen")
    top = headed(form, "nl")
    ys = [top + 24 * i for i in range(9)]
    for x in xs:
        form.paper.line(x, ys[0], x, ys[-1])
    for i, y in enumerate(ys):
        first = xs[0] if i in (0, 8) or (i == 4 and not worn) else xs[1]
        for x0, x1 in pairwise([first, *(x for x in xs if x > first)]):
            if not (worn and i == 4 and x0 != xs[2]):
                form.paper.line(x0, y, x1, y)
    for i, name in enumerate(names):
        form.levels[name] = 1 + i
        form.paper.text(66, ys[4 * i] + 16, name, 10, BOLD)
    for i in range(8):
        form.paper.text(194, ys[i] + 16, str(i % 4), 10, BODY)
        form.box(227, ys[i] + 7, 10, i in (1, 6))
        form.paper.text(256, ys[i] + 16, f"Werkt volgens de afspraken ({i}).", 9, BODY)
    return form


def test_names_between_which_the_rule_is_worn_away_are_two(monkeypatch: pytest.MonkeyPatch) -> None:
    form = one_table(worn=False)
    assert levels(read(form, lambda page: page, monkeypatch)) == form.levels
    found = levels(read(one_table(worn=True), lambda page: page, monkeypatch))
    assert set(form.levels) <= set(found)
    assert all(level is None for level in found.values())


def test_a_level_whose_label_nobody_could_read_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two rows beside a name one is read: who ticked the other cannot be said."""
    form = rows("nl", rng(), 4, count=3)

    def unread(page: PageLayout) -> PageLayout:
        words = tuple(replace(w, text="8ă", confidence=0.01) if w.text == "3" else w for w in page.words)
        return replace(page, words=words)

    assert set(levels(read(form, unread, monkeypatch)).values()) == {None}


@pytest.mark.parametrize(
    ("sign", "left", "expected"), [("V", 515, True), ("7", 515, True), ("•", 515, False), ("X", 203, True)]
)
def test_a_sign_beside_a_competency_that_is_no_levels_is_a_doubt(
    sign: str, left: float, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pen's tick far from every box, or behind a label; a dot that the form prints is none."""
    form = rows("nl", rng(), 4, count=3)
    first, *others = form.levels

    def with_sign(page: PageLayout) -> PageLayout:
        model = next(word for word in page.words if word.text == "1")
        box = Box(left, model.box.top, left + 8, model.box.bottom)
        added = replace(model, index=len(page.words), text=sign, box=box, confidence=0.9)
        return replace(page, words=(*page.words, added))

    found = levels(read(form, with_sign, monkeypatch))
    assert (found[first] is None) is expected
    assert [found[name] for name in others] == [form.levels[name] for name in others]


def test_a_tick_in_the_margin_that_joins_the_text_of_a_level_is_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a list without rules what stands far to the right of a level is taken for a part of its line."""
    form = Form()
    top = headed(form, "en")
    for name in NAMES["en"][:3]:
        form.levels[name] = 2
        form.paper.text(60, top, name, 10.5, BOLD)
        for i in range(1, 5):
            form.box(70, top + 18 * i - 9, 10, i == 2)
            form.paper.text(88, top + 18 * i, str(i), 10, BODY)
            form.paper.text(105, top + 18 * i, SENTENCES["en"], 10, BODY)
        top += 100

    def with_sign(page: PageLayout) -> PageLayout:
        line = next(word for word in page.words if word.text == "3")
        box = Box(566, line.box.top, 576, line.box.bottom)
        added = replace(line, index=len(page.words), text="J", box=box, confidence=0.0)
        return replace(page, words=(*page.words, added))

    assert levels(read(form, with_sign, monkeypatch)) == {**form.levels, NAMES["en"][0]: None}


def test_a_page_that_speaks_of_competencies_and_gives_none_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """All boxes are gone, and with them all that says where levels are."""
    form = rows("nl", rng(), 4, count=3)

    def bare(page: PageLayout) -> PageLayout:
        words = tuple(word for word in page.words if word.text not in "0123")
        return replace(page, words=words, drawings=())

    description = read(form, bare, monkeypatch)
    assert description.competencies == ()
    (error,) = [finding for finding in description.findings if finding.code is FindingCode.SCAN_NOT_WHOLE]
    assert "Competenties" in error.message


def test_a_cell_without_its_box_is_no_empty_box(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where other cells of a matrix have a box, one without it was ticked, or not: nobody sees it."""
    form = matrix("en", rng())
    number = next(i for i, (_, _, ticked) in enumerate(form.boxes) if not ticked)
    name = list(form.levels)[number // 5]
    place = Box(*form.boxes[number][1])

    def without_box(page: PageLayout) -> PageLayout:
        return replace(page, drawings=tuple(d for d in page.drawings if not place.contains_middle_of(d.box)))

    assert levels(read(matrix("en", rng()), lambda page: page, monkeypatch)) == form.levels
    assert levels(read(form, without_box, monkeypatch)) == {**form.levels, name: None}


def test_a_tick_over_the_words_of_a_level_is_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its line is higher than those of the other levels, and its letters are read all the same."""
    form = rows("nl", rng(), 4, count=3)
    first, *others = form.levels

    def written_over(page: PageLayout) -> PageLayout:
        line = next(word.baseline for word in page.words if word.text == "(2).")
        words = tuple(replace(w, size=1.4 * w.size) if w.baseline == line and w.box.x0 > 250 else w for w in page.words)
        return replace(page, words=words)

    found = levels(read(form, written_over, monkeypatch))
    assert found[first] is None
    assert [found[name] for name in others] == [form.levels[name] for name in others]
