"""A row per level, torn by the page in every place it can be; a mark belongs to the row it stands in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor import FindingCode, Status
from tests.drawing import BOLD, Paper
from tests.forms import EMPTY, TICKED, Block, Competency, Form, Group, Level, Look, Tear, Tick, draw
from tests.reading import read
from tests.truth import differences

LONG = "Zoekt zelf uit hoe het beter kan, legt dat uit aan wie het aangaat en blijft niet staan bij wat altijd zo was."


def competency(name: str, ticked: int) -> Competency:
    ticks: list[Tick] = ["ticked" if i == ticked else "empty" for i in range(4)]
    return Competency(name, tuple(Level(tick, (f"{LONG} Dat is {i}.", f"Kort is {i}.")) for i, tick in enumerate(ticks)))


FORM = Form(
    (
        Block("Gedrag", (Group("Waarden", (competency("Integriteit", 2), competency("Omgaan met verandering en druk", 0))),)),
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


@pytest.mark.xfail(strict=True, reason="a row of which only the name stands on the page is taken for a group")
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
    levels = tuple(Level("ticked" if i == 1 else "empty", (f"Zet een {TICKED} of een {EMPTY} waar het moet.",)) for i in range(4))
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
