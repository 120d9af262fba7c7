"""A row per level, torn by the page in every place it can be; a mark belongs to the row it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extractor import FindingCode, Status
from tests.drawing import BOLD, Paper, text_width
from tests.forms import EMPTY, TICKED, Block, Competency, Form, Group, Level, Look, Tear, Tick, draw
from tests.reading import read
from tests.truth import differences

LONG = "Zoekt zelf uit hoe het beter kan, legt dat uit aan wie het aangaat en blijft niet staan bij wat altijd zo was."


def competency(name: str, ticked: int) -> Competency:
    ticks: list[Tick] = ["ticked" if i == ticked else "empty" for i in range(4)]
    return Competency(
        name, tuple(Level(tick, (f"{LONG} Dat is {i}.", f"Kort is {i}.")) for i, tick in enumerate(ticks))
    )


FORM = Form(
    (
        Block(
            "Gedrag",
            (Group("Waarden", (competency("Integriteit", 2), competency("Omgaan met verandering en druk", 0))),),
        ),
        Block("Techniek", (Group("Kennis", (competency("Kennis van de wet", 3),)),)),
    )
)

TEARS = {
    "before the row": Tear(),
    "between digit and box": Tear(9, 1, 1),
    "all but the box": Tear(9, 1, 9),
    "in the middle of a sentence": Tear(9, 2, 1),
    "between two sentences": Tear(9, 2, 3),
    "inside the name": Tear(1, 1, 1),
}


@pytest.mark.parametrize("look", [Look(), Look(cut_open=True), Look(repeat_header=True), Look(borders="rects", gap=0)])
@pytest.mark.parametrize("tear", TEARS.values(), ids=list(TEARS))
@pytest.mark.parametrize("place", [(0, 0), (0, 2), (0, 3), (1, 0), (2, 0), (2, 3)])
def test_a_page_ends(place: tuple[int, int], tear: Tear, look: Look) -> None:
    description = read(draw(FORM, replace(look, tears={place: tear})))
    assert description.source.page_count == 2
    assert differences(description, FORM.truth) == []
    assert description.findings == ()


@pytest.mark.parametrize("place", [(0, 0), (0, 2), (1, 0), (2, 0)])
def test_a_page_ends_before_the_label_where_cells_are_centred(place: tuple[int, int]) -> None:
    description = read(draw(FORM, Look(middle=True, tears={place: Tear(9, 0, 1)})))
    assert differences(description, FORM.truth) == []


def test_the_ticked_box_alone_on_the_next_page_keeps_its_evidence() -> None:
    description = read(draw(FORM, Look(tears={(0, 2): Tear(9, 1, 9)})))
    level = description.competencies[0].levels[2]
    assert (description.competencies[0].page, level.marked) == (1, True)
    assert level.mark is not None
    assert (level.mark.page, level.mark.raw) == (2, TICKED)


def test_the_name_alone_at_the_foot_of_the_page() -> None:
    """WeasyPrint does it: it keeps digit and box together, but lets the name stand where there is room."""
    description = read(draw(FORM, Look(tears={(1, 0): Tear(9, 0, 0)})))
    assert differences(description, FORM.truth) == []


def test_a_name_in_two_groups_has_an_id_of_its_own_in_each() -> None:
    same = competency("Plannen", 1)
    form = Form((Block("Gedrag", (Group("Waarden", (same,)), Group("Denken", (same,)))),))
    description = read(draw(form))
    assert [c.id for c in description.competencies] == ["waarden-plannen", "denken-plannen"]
    assert description.findings == ()


def test_a_name_twice_in_one_group_is_a_finding() -> None:
    form = Form((Block("Gedrag", (Group("Waarden", (competency("Plannen", 1), competency("Plannen", 2))),)),))
    description = read(draw(form))
    assert [c.required_level for c in description.competencies] == [1, 2]
    assert len({c.id for c in description.competencies}) == 2
    assert [finding.code for finding in description.findings] == [FindingCode.COMPETENCY_DUPLICATE]


def test_a_level_that_is_not_there_is_a_finding() -> None:
    """Three rows of the four: a number would be a guess about the fourth."""
    three = Competency("Plannen", competency("Plannen", 1).levels[:3])
    form = Form((Block("Gedrag", (Group("Waarden", (competency("Integriteit", 2), three)),)),))
    (_, found) = read(draw(form)).competencies
    assert (found.status, found.required_level, len(found.levels)) == (Status.INCOMPLETE, None, 3)


def test_a_box_in_a_sentence_is_not_the_mark_of_its_level() -> None:
    levels = tuple(
        Level("ticked" if i == 1 else "empty", (f"Zet een {TICKED} of een {EMPTY} waar het moet.",)) for i in range(4)
    )
    form = Form((Block("Gedrag", (Group("Waarden", (Competency("Nauwkeurigheid", levels),)),)),))
    (found,) = read(draw(form)).competencies
    assert [level.marked for level in found.levels] == [False, True, False, False]
    assert found.levels[0].indicators == levels[0].indicators


def test_the_same_sentence_at_two_levels_is_kept_at_both() -> None:
    levels = tuple(Level("ticked" if i == 1 else "empty", ("Werkt in team.",)) for i in range(4))
    form = Form((Block("Gedrag", (Group("Waarden", (Competency("Samenwerken", levels),)),)),))
    (found,) = read(draw(form)).competencies
    assert [level.indicators for level in found.levels] == [("Werkt in team.",)] * 4


def test_the_order_in_which_the_pdf_holds_its_text_does_not_matter() -> None:
    """First every box, then every digit, then the names, the sentences last, from bottom to top."""
    paper = Paper()
    paper.text(50, 60, "FUNCTIEBESCHRIJVING GRIFFIER", 16, BOLD)
    paper.text(50, 90, "Functienaam: Griffier")
    paper.text(50, 110, "Doel van de functie", 12, BOLD)
    paper.text(50, 130, "Je houdt de griffie open.")
    paper.text(50, 150, "Competenties", 12, BOLD)
    tops = [200 + 40 * row for row in range(4)]
    paper.frame(50, 180, 150, 200)
    paper.frame(150, 180, 500, 200)
    paper.frame(50, 200, 150, 360)
    for row, top in enumerate(tops):
        paper.text(160, top + 30, TICKED if row == 2 else EMPTY)
        paper.frame(150, top, 190, top + 40)
        paper.frame(190, top, 500, top + 40)
    for row, top in reversed(list(enumerate(tops))):
        paper.text(160, top + 15, str(row))
    for row, top in reversed(list(enumerate(tops))):
        paper.text(200, top + 15, f"‒ Zin van niveau {row}.")
    paper.text(55, 215, "Integriteit")
    paper.text(160, 195, "Keuze niveau en duiding", 10, BOLD)
    paper.text(55, 195, "Waarden", 10, BOLD)
    (found,) = read(paper.pdf()).competencies
    assert (found.name, found.group, found.required_level) == ("Integriteit", "Waarden", 2)
    assert [level.indicators for level in found.levels] == [(f"Zin van niveau {row}.",) for row in range(4)]


def ruled_rows(names: Sequence[str]) -> Paper:
    """A ruled row for each level, with a name cell of its own ("/" ends a line of it); level 2 is ticked."""
    paper = Paper()
    paper.text(50, 40, "FUNCTIEBESCHRIJVING GRIFFIER", 16, BOLD)
    paper.text(50, 60, "Functienaam: Griffier")
    paper.text(50, 80, "Doel van de functie", 12, BOLD)
    paper.text(50, 94, "Je houdt de griffie open.")
    paper.text(50, 107, "Competenties", 12, BOLD)
    paper.frame(50, 110, 150, 130)
    paper.frame(150, 110, 500, 130)
    paper.text(55, 124, "Waarden", 10, BOLD)
    paper.text(155, 124, "Keuze niveau en duiding", 10, BOLD)
    for i, name in enumerate(names):
        top, row = 130 + 30 * i, i % 4
        paper.frame(50, top, 150, top + 30)
        paper.frame(150, top, 190, top + 30)
        paper.frame(190, top, 500, top + 30)
        paper.lines(55, top + 12, name.split("/"))
        paper.text(160, top + 12, f"{row} {TICKED if row == 2 else EMPTY}")
        paper.text(200, top + 12, f"‒ Werkt met zin {row}.")
    return paper


def test_a_name_in_every_row_is_one_competency() -> None:
    found = read(ruled_rows(["Integriteit"] * 4 + ["Initiatief"] * 4).pdf()).competencies
    assert [(c.name, c.required_level) for c in found] == [("Integriteit", 2), ("Initiatief", 2)]


def test_the_rest_of_a_name_alone_on_the_next_page_belongs_to_it() -> None:
    """Level 0 is whole at the foot of the page; the name goes on beside nothing."""
    paper = ruled_rows(["Kennis van de/wet van 4"])
    paper.turn_page()
    paper.frame(50, 40, 150, 60)
    paper.text(55, 52, "augustus 1996")
    paper.frame(150, 40, 190, 60)
    paper.frame(190, 40, 500, 60)
    for i in range(3):
        top, row = 60 + 30 * i, 1 + i
        for x0, x1 in ((50, 150), (150, 190), (190, 500)):
            paper.frame(x0, top, x1, top + 30)
        paper.text(160, top + 12, f"{row} {TICKED if row == 2 else EMPTY}")
        paper.text(200, top + 12, f"‒ Werkt met zin {row}.")
    (found,) = read(paper.pdf()).competencies
    assert (found.name, found.required_level) == ("Kennis van de wet van 4 augustus 1996", 2)


def test_a_word_too_long_for_its_cell_is_whole() -> None:
    """No line of the cell could hold it, so the program broke it without a hyphen."""
    word = "Organisatieverbondenheidsbeleid"
    fits = max(n for n in range(len(word)) if text_width(word[:n], 10) <= 90)
    (found,) = read(ruled_rows([f"{word[:fits]}/{word[fits:]}", "", "", ""]).pdf()).competencies
    assert found.name == word


def test_a_word_that_just_fits_its_cell_stays_apart_from_the_next() -> None:
    word = "Organisatieverbondenheidsbeleid"
    fits = max(n for n in range(len(word)) if text_width(word[:n], 10) <= 90)
    (found,) = read(ruled_rows([f"{word[:fits]}/met anderen", "", "", ""]).pdf()).competencies
    assert found.name == f"{word[:fits]} met anderen"


def test_a_group_that_is_headed_again_on_the_next_page_is_no_name() -> None:
    """Its row has an empty cell beside it, as the row of a name that stands alone."""
    paper = ruled_rows(["Integriteit", ""])
    paper.turn_page()
    for top, name in ((40, "Waarden"), (60, "")):
        for x0, x1 in ((50, 150), (150, 190), (190, 500)):
            paper.frame(x0, top, x1, top + (20 if name else 30))
        paper.text(55, top + 12, name)
    for i in range(2):
        top, row = 60 + 30 * i, 2 + i
        for x0, x1 in ((50, 150), (150, 190), (190, 500)):
            paper.frame(x0, top, x1, top + 30)
        paper.text(160, top + 12, f"{row} {TICKED if row == 2 else EMPTY}")
        paper.text(200, top + 12, f"‒ Werkt met zin {row}.")
    (found,) = read(paper.pdf()).competencies
    assert (found.name, found.group, found.required_level) == ("Integriteit", "Waarden", 2)
