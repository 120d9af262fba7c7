"""Lines → paragraphs and items, by the signs that a typesetter leaves."""

from __future__ import annotations

from extractor.shaping.bullets import with_bullets
from extractor.shaping.lines import Line, Vocabulary, lines_to_text, words_to_lines
from extractor.shaping.paragraphs import lines_to_paragraphs
from tests.drawing import BOLD, Paper, wrap
from tests.forms import item_lines
from tests.reading import layouts

LEFT, WIDTH, SIZE = 60.0, 300.0, 10.0
LONG = "Je volgt de wetgeving en de rechtspraak op de voet, en je zegt tijdig aan de andere diensten wat er voor hen verandert."
OTHER = "Daarnaast schrijf je de nota's voor het college, en je legt ze uit aan wie er vragen over heeft."


def paragraphs(*papers: Paper, by_sentence: bool = False) -> list[str]:
    lines: list[Line] = []
    for paper in papers:
        for page in layouts(paper.pdf()):
            lines += words_to_lines(page.words)
    lines = with_bullets(lines, LEFT + WIDTH, {}, ())
    groups = lines_to_paragraphs(lines, LEFT + WIDTH, by_sentence=by_sentence)
    return [lines_to_text(group, Vocabulary([])) for group in groups]


def draw(paper: Paper, text: str, baseline: float) -> float:
    """Returns where the next line would stand."""
    lines = wrap(text, WIDTH, SIZE)
    paper.lines(LEFT, baseline, lines)
    return baseline + 12 * len(lines)


def draw_item(paper: Paper, text: str, bullet: str, baseline: float) -> float:
    for line in item_lines(text, bullet, WIDTH, SIZE):
        for dx, piece, _ in line:
            paper.text(LEFT + dx, baseline, piece)
        baseline += 12
    return baseline


def test_wrapped_lines_are_one_paragraph() -> None:
    paper = Paper()
    draw(paper, LONG, 100)
    assert paragraphs(paper) == [LONG]


def test_space_parts_paragraphs() -> None:
    paper = Paper()
    draw(paper, OTHER, draw(paper, LONG, 100) + 8)
    assert paragraphs(paper) == [LONG, OTHER]


def test_a_line_that_is_not_full_ends_a_paragraph() -> None:
    paper = Paper()
    draw(paper, LONG, draw(paper, "Je leidt de dienst.", 100))
    assert paragraphs(paper) == ["Je leidt de dienst.", LONG]


def test_a_bold_line_is_a_paragraph_of_its_own() -> None:
    paper = Paper()
    paper.text(LEFT, 100, "Doel van de functie", SIZE, BOLD)
    draw(paper, LONG, 112)
    assert paragraphs(paper) == ["Doel van de functie", LONG]


def test_each_bullet_begins_an_item() -> None:
    paper = Paper()
    y = draw(paper, LONG, 100)
    for text in (OTHER, "Kort.", LONG):
        y = draw_item(paper, text, "•", y)
    assert paragraphs(paper) == [LONG, OTHER, "Kort.", LONG]


def test_a_sentence_goes_on_over_the_page() -> None:
    lines = wrap(LONG, WIDTH, SIZE)
    paper = Paper()
    paper.lines(LEFT, 780, lines[:1])
    paper.turn_page()
    paper.lines(LEFT, 60, lines[1:])
    assert paragraphs(paper) == [LONG]


def test_an_item_goes_on_over_the_page() -> None:
    lines = item_lines(LONG, "‒", WIDTH, SIZE)
    paper = Paper()
    for dx, piece, _ in lines[0]:
        paper.text(LEFT + dx, 780, piece)
    paper.turn_page()
    baseline = 60.0
    for line in lines[1:]:
        paper.text(LEFT + line[0].dx, baseline, line[0].text)
        baseline += 12
    draw_item(paper, OTHER, "‒", baseline)
    assert paragraphs(paper) == [LONG, OTHER]


def test_a_paragraph_that_is_done_does_not_go_on_over_the_page() -> None:
    paper = Paper()
    paper.lines(LEFT, 780, ["Je leidt de dienst."])
    paper.turn_page()
    draw(paper, OTHER, 60)
    assert paragraphs(paper) == ["Je leidt de dienst.", OTHER]


def test_without_bullets_each_sentence_may_be_an_item() -> None:
    paper = Paper()
    y = 100.0
    for text in ("Leest.", LONG, "Schrijft."):
        y = draw(paper, text, y)
    assert paragraphs(paper, by_sentence=True) == ["Leest.", LONG, "Schrijft."]
