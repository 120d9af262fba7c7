"""Which lines begin an item: signs of any kind, typed or drawn; and which signs are part of the sentence."""

from __future__ import annotations

import pytest

from extractor.shaping.bullets import drawn_bullets, with_bullets
from extractor.shaping.lines import Line, words_to_lines
from extractor.shaping.marks.vocabulary import Shape, character_to_sign
from tests.drawing import BOLD, PLAIN, Paper, text_width
from tests.reading import layouts

LEFT, INDENT, RIGHT = 60.0, 74.0, 300.0
FULL = "Deze regel is vol en gaat op de volgende door,"
"""As wide as the column."""


def found(paper: Paper, right: float = LEFT + 0.1) -> list[tuple[str | None, str]]:
    """Bullet and text of each line of the only page."""
    (page,) = layouts(paper.pdf())
    drawn = {1: drawn_bullets(page, 10)}
    marks = [w for w in page.words if (sign := character_to_sign(w.text, w.font)) and sign.shape is Shape.BOX]
    lines: list[Line] = with_bullets(words_to_lines(page.words), right, drawn, marks)
    return [(line.bullet, line.text) for line in lines]


def items(sign: str, *texts: str, font: str = PLAIN, indent: float = INDENT) -> Paper:
    paper = Paper()
    for number, text in enumerate(texts):
        paper.text(LEFT, 100 + 14 * number, sign, 10, font)
        paper.text(indent, 100 + 14 * number, text)
    return paper


@pytest.mark.parametrize("sign", list("•●◦▪■‣⁃·∙*‒–—−-§○"))
def test_signs(sign: str) -> None:
    assert found(items(sign, "Leest.", "Schrijft.")) == [(sign, "Leest."), (sign, "Schrijft.")]


def test_the_letter_o_where_lines_repeat_it() -> None:
    assert found(items("o", "Leest.", "Schrijft.")) == [("o", "Leest."), ("o", "Schrijft.")]
    assert found(items("o", "Leest.", font="Courier")) == [("o", "Leest.")]
    assert found(items("o", "Leest.")) == [(None, "o Leest.")]


def test_numbers_and_letters_that_follow_each_other() -> None:
    paper = Paper()
    paper.lines(LEFT, 100, ["1. Leest.", "2. Schrijft.", "3. Rekent."])
    assert [bullet for bullet, _ in found(paper)] == ["1.", "2.", "3."]
    paper = Paper()
    paper.lines(LEFT, 100, ["a) Leest.", "b) Schrijft."])
    assert [bullet for bullet, _ in found(paper)] == ["a)", "b)"]


def test_a_number_alone_is_text() -> None:
    paper = Paper()
    paper.lines(LEFT, 100, ["3. in dit artikel", "en verder."])
    assert found(paper) == [(None, "3. in dit artikel"), (None, "en verder.")]


@pytest.mark.parametrize("shape", ["disc", "square"])
def test_drawn_bullets(shape: str) -> None:
    paper = Paper()
    for number, text in enumerate(("Leest.", "Schrijft.", "en rekent.")):
        baseline = 100 + 14 * number
        paper.text(INDENT, baseline, text)
        if number < 2 and shape == "disc":
            paper.disc(LEFT + 3, baseline - 3.5, 1.8)
        elif number < 2:
            paper.rect(LEFT + 1, baseline - 5, LEFT + 4, baseline - 2, filled=True)
    assert found(paper) == [("", "Leest."), ("", "Schrijft."), (None, "en rekent.")]


def test_a_tick_box_is_no_bullet() -> None:
    assert found(items("☐", "Leest.", "Schrijft.")) == [(None, "☐ Leest."), (None, "☐ Schrijft.")]


@pytest.mark.parametrize(
    ("sign", "continued"),
    [
        ("•", "– want zo is het."),
        ("•", "– 12 uur."),
        ("•", "§ 3 van het decreet."),
        ("‒", "– want zo is het."),
        ("–", "– want zo is het."),
        ("▪", "+ een half jaar."),
    ],
)
def test_a_dash_that_begins_a_wrapped_line_is_part_of_the_sentence(sign: str, continued: str) -> None:
    paper = items(sign, FULL)
    paper.text(INDENT, 112, continued)
    paper.text(LEFT, 126, sign)
    paper.text(INDENT, 126, "Schrijft.")
    right = INDENT + text_width(FULL, 10)
    assert found(paper, right) == [(sign, FULL), (None, continued), (sign, "Schrijft.")]


def test_a_dash_that_begins_a_wrapped_line_under_a_drawn_bullet() -> None:
    paper = Paper()
    paper.disc(LEFT + 3, 96.5, 1.8)
    paper.lines(INDENT, 100, [FULL, "– 12 uur of langer."])
    assert found(paper, INDENT + text_width(FULL, 10)) == [("", FULL), (None, "– 12 uur of langer.")]


@pytest.mark.parametrize("continued", ["– want zo is het.", "§ 3 van het decreet."])
def test_a_dash_that_begins_a_wrapped_line_of_a_paragraph(continued: str) -> None:
    paper = Paper()
    paper.lines(LEFT, 100, [FULL, continued])
    assert found(paper, LEFT + text_width(FULL, 10)) == [(None, FULL), (None, continued)]


def test_a_dash_after_a_line_that_is_not_full_begins_an_item() -> None:
    paper = Paper()
    paper.lines(LEFT, 100, ["Hij doet dit:", "– leest", "– schrijft"])
    assert found(paper, 500) == [(None, "Hij doet dit:"), ("–", "leest"), ("–", "schrijft")]


def test_items_inside_an_item() -> None:
    paper = items("•", "Leest:")
    for number, text in enumerate(("kranten", "boeken")):
        paper.text(INDENT, 114 + 14 * number, "–")
        paper.text(INDENT + 14, 114 + 14 * number, text)
    assert found(paper, 500) == [("•", "Leest:"), ("–", "kranten"), ("–", "boeken")]


def test_a_sign_without_text_is_no_item() -> None:
    paper = Paper()
    paper.text(LEFT, 100, "–", 10, BOLD)
    assert [text for _, text in found(paper)] == ["–"]
