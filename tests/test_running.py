"""Running heads and feet: known by place and recurrence, never by their words, and nothing else is taken for one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractor.shaping.running import split_running
from tests.drawing import Paper
from tests.forms import Block, Competency, Form, Group, Level, Look, Tear, draw
from tests.reading import read, shaped

HEAD, FOOT = 40.0, 810.0
BODY = ["De eerste zin van een bladzijde.", "De tweede zin ervan.", "De derde zin, en dan is het gedaan."]


def split(draw_page: Callable[[Paper, int], None], pages: int = 4) -> tuple[list[str], list[str]]:
    """The running lines, and what is left of the pages."""
    paper = Paper()
    for number in range(1, pages + 1):
        if number > 1:
            paper.turn_page()
        draw_page(paper, number)
    bare, running = split_running(shaped(paper.pdf()))
    return [line.text for line in running], [line.text for page in bare for line in page.lines]


def body(paper: Paper, number: int, lines: Sequence[str] = BODY) -> None:
    """Text that differs from page to page and ends at a height of its own."""
    paper.lines(60, 100 + 7 * number, [f"{line} ({'abcdefgh'[number]})" for line in lines])


def test_a_foot_with_a_changing_number() -> None:
    def page(paper: Paper, number: int) -> None:
        body(paper, number)
        paper.text(60, FOOT, f"Gemeente Oever – pagina {number}")

    running, rest = split(page)
    assert running == [f"Gemeente Oever – pagina {n}" for n in range(1, 5)]
    assert len(rest) == 12


def test_a_head_of_two_lines_and_a_foot() -> None:
    def page(paper: Paper, number: int) -> None:
        paper.lines(60, HEAD, ["Stad Oever", "Dienst personeel"])
        body(paper, number)
        paper.text(300, FOOT, str(number))

    running, rest = split(page, pages=2)
    assert running == ["Stad Oever", "Dienst personeel", "1", "Stad Oever", "Dienst personeel", "2"]
    assert len(rest) == 6


def test_a_head_that_is_a_table() -> None:
    def page(paper: Paper, number: int) -> None:
        for x0, x1, text in ((50, 300, "Stad Oever"), (300, 545, f"versie {number}")):
            paper.frame(x0, 30, x1, 50)
            paper.text(x0 + 4, 44, text)
        body(paper, number)

    running, rest = split(page)
    assert running == [f"Stad Oever versie {n}" for n in range(1, 5)]
    assert len(rest) == 12


def test_left_and_right_pages_have_feet_of_their_own() -> None:
    def page(paper: Paper, number: int) -> None:
        body(paper, number)
        paper.text(60 if number % 2 else 500, FOOT, f"{number}" if number % 2 else f"blz. {number}")

    assert split(page)[0] == ["1", "blz. 2", "3", "blz. 4"]


def test_a_foot_on_the_last_page_only() -> None:
    def page(paper: Paper, number: int) -> None:
        body(paper, number)
        if number == 4:
            paper.text(60, FOOT, "Stad Oever  Pagina 4 van 4")

    running, rest = split(page)
    assert running == ["Stad Oever Pagina 4 van 4"]
    assert len(rest) == 12


def test_a_line_outside_the_frame_of_all_other_pages() -> None:
    def page(paper: Paper, number: int) -> None:
        body(paper, number)
        if number == 2:
            paper.text(60, FOOT, "Ontwerp, niet verspreiden")

    assert split(page)[0] == ["Ontwerp, niet verspreiden"]


def test_what_recurs_in_the_middle_of_the_page_is_text() -> None:
    def page(paper: Paper, number: int) -> None:
        body(paper, number)
        paper.text(60, 420, "Dit omvat:")

    assert split(page)[0] == []


def test_what_stands_at_the_head_of_one_page_is_text() -> None:
    def page(paper: Paper, number: int) -> None:
        paper.lines(60, HEAD, [f"Bladzijde {'abcdefgh'[number]} begint anders.", "En gaat zo verder."])
        body(paper, number)

    running, rest = split(page)
    assert running == []
    assert len(rest) == 20


def test_a_page_alone_keeps_its_lines() -> None:
    def page(paper: Paper, number: int) -> None:
        body(paper, number)
        paper.text(60, FOOT, "Opgemaakt te Oever.")

    assert split(page, pages=1) == ([], [*(f"{line} (b)" for line in BODY), "Opgemaakt te Oever."])


def test_the_same_box_alone_at_the_head_of_two_pages_is_no_running_head() -> None:
    levels = tuple(Level("ticked" if i == 3 else "empty", ("Zin.",)) for i in range(4))
    groups = tuple(Group(name, (Competency(f"Kennis {name}", levels),)) for name in ("Een", "Twee", "Drie"))
    form = Form((Block("Techniek", groups),))
    description = read(draw(form, Look(tears={(c, 3): Tear(9, 1, 9) for c in range(3)}, gap=14)))
    assert [c.required_level for c in description.competencies] == [3, 3, 3]
    assert description.findings == ()


def margin_text(paper: Paper, x: float, text: str) -> None:
    """Up the page, from its middle."""
    paper.canvas.saveState()
    paper.canvas.translate(x, paper.height / 2)
    paper.canvas.rotate(90)
    paper.text(0, paper.height, text, 7)
    paper.canvas.restoreState()


def test_text_up_the_margin_of_every_page_runs() -> None:
    def page(paper: Paper, number: int) -> None:
        margin_text(paper, 30 if number % 2 else 570, f"Gemeente Oever, blad {number}")
        paper.lines(60, 100 + 7 * number, [f"{line} {line} ({'abcdefgh'[number]})" for line in BODY])
        paper.lines(60, 400, [f"{line} ({'abcdefgh'[number]})" for line in BODY])

    running, rest = split(page)
    assert running == [f"Gemeente Oever, blad {n}" for n in range(1, 5)]
    assert len(rest) == 24


def test_text_up_the_margin_of_one_page_is_left_and_tears_nothing() -> None:
    paper = Paper()
    paper.text(60, 60, "FUNCTIEBESCHRIJVING GRIFFIER", 16)
    paper.lines(60, 110, ["Functienaam: Griffier", "Dienst: Burgerzaken"])
    paper.text(60, 400, "Doel van de functie", 12)
    lines = [
        f"Je houdt de griffie en de boeken van de gemeente bij, en dat op dag {n} van elke maand," for n in range(6)
    ]
    paper.lines(60, 420, [*lines, "ook in de zomer."])
    margin_text(paper, 30, "Voorlopig")
    description = read(paper.pdf(), rules="tienen")
    assert [line.text for line in description.unclaimed] == ["Voorlopig"]
    assert description.purpose.text == (" ".join([*lines, "ook in de zomer."]),)


def test_numbers_that_do_not_count_the_pages_are_no_feet() -> None:
    """The label of a level that a page's end parted from its box, at the same height on two pages."""

    def page(paper: Paper, number: int) -> None:
        body(paper, number)
        if number in {2, 3}:
            paper.text(160, 790, {2: "3", 3: "0"}[number])
        paper.text(300, FOOT, str(number + 4))

    running, rest = split(page)
    assert running == ["5", "6", "7", "8"]
    assert [text for text in rest if text.isdecimal()] == ["3", "0"]


def test_a_foot_of_one_page_runs_through_the_pages_around_it_but_a_head_does_not() -> None:
    paper = Paper()
    for number in range(1, 4):
        if number > 1:
            paper.turn_page()
        paper.text(60, HEAD, "Functiebeschrijving")
        body(paper, number)
        paper.text(60, FOOT, "Functieboek gemeente Oever")
    before, page, after = shaped(paper.pdf())
    _, running = split_running([page], beside=[before, after])
    assert [line.text for line in running] == ["Functieboek gemeente Oever"]
    assert split_running([page]) == ([page], [])
