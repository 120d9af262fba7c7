"""Tables of rows without rules, or with some only: read as if all were there, or not at all; never otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from extractor import JobDescription, Status
from tests.drawing import BOLD, Paper
from tests.forms import EMPTY, TICKED, Block, Competency, Form, Group, Level, Look, Tear, draw
from tests.reading import read
from tests.readings import reading_of
from tests.strategies import forms, looks
from tests.truth import differences, sample_pdfs, truth_of

Rules = Literal["horizontal", "vertical", "none"]
SOME_RULES: tuple[Rules, ...] = ("horizontal", "vertical", "none")
some_rules = pytest.mark.parametrize("rules", SOME_RULES)
bounded = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)

LONG = "Zoekt zelf uit hoe het beter kan, legt dat uit aan wie het aangaat en blijft niet staan bij wat altijd zo was."


def competency(name: str, ticked: int) -> Competency:
    levels = [Level("ticked" if i == ticked else "empty", (f"{LONG} Dat is {i}.", f"Kort is {i}.")) for i in range(4)]
    return Competency(name, (Level(levels[0].tick, ("N.v.t.",)), *levels[1:]))


FORM = Form(
    (
        Block("Gedrag", (Group("Waarden", (competency("Integriteit", 2), competency("Omgaan met druk", 0))),)),
        Block("Techniek", (Group("Kennis", (competency("Kennis van de wet", 3), competency("Netwerken", 1))),)),
    )
)


def levels_of(description: JobDescription) -> list[tuple[str, int | None, list[tuple[str, bool | None, list[str]]]]]:
    return [
        (c.name, c.required_level, [(v.label, v.marked, list(v.indicators)) for v in c.levels])
        for c in description.competencies
    ]


# ------------------------------------------------------------------ the samples


@pytest.mark.parametrize("pdf", sample_pdfs("unruled"), ids=lambda pdf: pdf.stem)
def test_every_sample_has_its_levels_and_their_text(pdf: Path) -> None:
    (truth,) = truth_of(pdf)["documents"]
    description = reading_of(pdf)
    expected = [
        (c["name"], c["required_level"], [(v["label"], v["marked"], v["indicators"]) for v in c["levels"]])
        for c in truth["competencies"]
    ]
    assert levels_of(description) == expected


# ------------------------------------------------------------------ the same form with and without rules


@some_rules
@pytest.mark.parametrize("look", [Look(), Look(stacked=False), Look(middle=True), Look(bullet=""), Look(gap=0)])
def test_a_form_without_rules_is_the_same_form(rules: Rules, look: Look) -> None:
    assert differences(read(draw(FORM, replace(look, rules=rules))), FORM.truth) == []


@some_rules
@pytest.mark.parametrize(
    "tear",
    [Tear(), Tear(9, 1, 1), Tear(9, 1, 9), Tear(9, 2, 1), Tear(9, 2, 3)],
    ids=["before the row", "between digit and box", "all but the box", "in a sentence", "between sentences"],
)
@pytest.mark.parametrize("place", [(0, 0), (0, 2), (1, 3), (2, 1)])
def test_a_page_ends(place: tuple[int, int], tear: Tear, rules: Rules) -> None:
    """A row that the page tears apart is whole again, or nothing is read of its column; no level is another one's."""
    description = read(draw(FORM, Look(rules=rules, tears={place: tear})))
    assert_never_wrong(description, FORM)
    assert description.source.page_count == 2


@given(data=st.data())
@settings(bounded, max_examples=40)
def test_rules_taken_away_change_no_level(data: st.DataObject) -> None:
    """What is read without the rules is what is read with them; where that is not certain it is not read."""
    form = data.draw(forms())
    look = replace(data.draw(looks(form)), rules=data.draw(st.sampled_from(SOME_RULES)))
    assert_never_wrong(read(draw(form, look)), form)


@given(data=st.data())
@settings(bounded, max_examples=25)
def test_tidy_forms_need_no_rules(data: st.DataObject) -> None:
    """One tick each, bullets, no row torn: nothing is in doubt, so everything is read."""
    form = tidy(data.draw(forms()))
    look = data.draw(looks(form))
    look = replace(look, rules=data.draw(st.sampled_from(SOME_RULES)), tears={}, bullet="‒")
    description = read(draw(form, look))
    assert [c["name"] for c in form.truth["competencies"]] == [c.name for c in description.competencies]
    assert differences(description, {"competencies": form.truth["competencies"]}) == []


def tidy(form: Form) -> Form:
    def level(number: int) -> Level:
        return Level("ticked" if number == 1 else "empty", (LONG, "Kort en goed."))

    def whole(c: Competency) -> Competency:
        return replace(c, levels=tuple(level(i) for i in range(4)))

    return replace(
        form,
        blocks=tuple(
            replace(b, groups=tuple(replace(g, competencies=tuple(map(whole, g.competencies))) for g in b.groups))
            for b in form.blocks
        ),
    )


def assert_never_wrong(description: JobDescription, form: Form) -> None:
    """Of every competency that is read as certain, each level has its own tick and its own text."""
    truth: dict[str, list[dict[str, Any]]] = {}
    for c in form.competencies:
        truth.setdefault(c.name, []).append(c.truth)
    for found in description.competencies:
        if found.status is not Status.OK:
            continue
        if found.name not in truth:
            continue
        fitting = [c for c in truth[found.name] if c["required_level"] == found.required_level]
        assert fitting, (found.name, found.required_level)
        levels = [(v.level, v.marked, list(v.indicators)) for v in found.levels]
        assert levels in [[(v["level"], v["marked"], v["indicators"]) for v in c["levels"]] for c in fitting]


# ------------------------------------------------------------------ what cannot be certain


def page() -> Paper:
    paper = Paper()
    paper.text(50, 60, "FUNCTIEBESCHRIJVING GRIFFIER", 16, BOLD)
    paper.text(50, 90, "Functienaam: Griffier")
    paper.text(50, 110, "Doel van de functie", 12, BOLD)
    paper.text(50, 130, "Je houdt de griffie open.")
    paper.text(50, 150, "Competenties", 12, BOLD)
    paper.text(50, 180, "Waarden", 10, BOLD)
    paper.text(160, 180, "Keuze niveau en duiding", 10, BOLD)
    return paper


def test_boxes_as_far_from_the_label_above_as_from_the_one_below() -> None:
    """Under a heading the first row is whole, so its label stands above its box, and so do the others."""
    paper = page()
    for row in range(4):
        paper.text(165, 200 + 24 * row, str(row))
        paper.text(164, 212 + 24 * row, TICKED if row == 2 else EMPTY)
        paper.text(200, 200 + 24 * row, f"‒ Zin van niveau {row}.")
    paper.text(50, 200, "Integriteit")
    (found,) = read(paper.pdf()).competencies
    assert (found.name, found.required_level) == ("Integriteit", 2)
    assert [level.indicators for level in found.levels] == [(f"Zin van niveau {row}.",) for row in range(4)]


def test_a_box_without_its_label_in_the_middle_leaves_everything_unread() -> None:
    paper = page()
    for row in range(4):
        if row != 1:
            paper.text(165, 200 + 24 * row, str(row))
        paper.text(164, 212 + 24 * row, TICKED if row == 2 else EMPTY)
        paper.text(200, 200 + 24 * row, f"‒ Zin nummer {row}.")
    paper.text(50, 200, "Integriteit")
    description = read(paper.pdf())
    assert all(c.required_level is None for c in description.competencies)
    assert description.findings != ()


def test_lines_that_could_belong_to_the_row_above_or_below_leave_everything_unread() -> None:
    """Labels at the top or at the foot of their rows: both fit, and no sentence tells."""
    paper = page()
    lines = ["Eerste", "Tweede", "Derde", "Vierde", "Vijfde"]
    for i, text in enumerate(lines):
        paper.text(200, 200 + 12 * i, text)
    for row, line in enumerate((0, 2, 4)):
        paper.text(165, 200 + 12 * line, f"{row} {TICKED if row == 1 else EMPTY}")
    paper.text(50, 200, "Integriteit")
    description = read(paper.pdf())
    assert all(not level.indicators or level.marked is None for c in description.competencies for level in c.levels)


def test_a_list_of_boxes_is_no_table() -> None:
    paper = page()
    for i, (name, ticked) in enumerate((("Integriteit", 1), ("Initiatief", 2))):
        top = 200 + 80 * i
        paper.text(50, top, name, 10, BOLD)
        for row, label in enumerate(("basis", "gevorderd", "expert")):
            paper.text(65, top + 14 * (row + 1), f"{TICKED if row == ticked else EMPTY} {label}")
    found = read(paper.pdf(), rules="generic").competencies
    assert [(c.name, [v.label for v in c.levels if v.marked]) for c in found] == [
        ("Integriteit", ["gevorderd"]),
        ("Initiatief", ["expert"]),
    ]


def test_a_name_between_two_sets_of_levels_is_given_to_neither() -> None:
    """It stands beside the last level of one and the first of the other: nobody can say whose it is."""
    paper = page()
    for row in range(8):
        paper.text(165, 200 + 14 * row, f"{row % 4} {TICKED if row % 4 == 2 else EMPTY}")
        paper.text(200, 200 + 14 * row, f"‒ Zin {row}.")
    paper.lines(50, 236, ["Integriteit", "en", "moed"])
    assert all(c.name == "" or c.required_level is None for c in read(paper.pdf()).competencies)


def test_the_rest_of_a_torn_row_does_not_take_the_next_name() -> None:
    """Only the box of the last level stands on the second page; the name below it begins with the first level."""
    paper = page()
    paper.text(50, 200, "Integriteit")
    for row in range(4):
        top = 200 + 30 * row
        paper.text(165, top, str(row))
        paper.text(200, top, f"‒ Werkt met zin {row}.")
        if row < 3:
            paper.text(164, top + 12, TICKED if row == 2 else EMPTY)
    paper.turn_page()
    paper.text(164, 50, EMPTY)
    paper.text(50, 70, "Initiatief")
    for row in range(4):
        top = 70 + 30 * row
        paper.text(165, top, str(row))
        paper.text(200, top, f"‒ Kijkt naar zin {row}.")
        paper.text(164, top + 12, TICKED if row == 1 else EMPTY)
    found = read(paper.pdf()).competencies
    assert [(c.name, c.required_level) for c in found] == [("Integriteit", 2), ("Initiatief", 1)]
