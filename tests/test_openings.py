"""Bundles: every job description of a PDF by itself, with its own levels; heads that are repeated begin none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from extractor import read_job_descriptions
from tests.drawing import BOLD, PLAIN, Paper

COOK = [("Koken", 3), ("Hygiëne", 4), ("Samenwerken", 1)]
GARDENER = [("Snoeien", 2), ("Graven", 3), ("Samenwerken", 4)]
JOBS = [("Kok", COOK), ("Tuinier", GARDENER)]
Read = list[tuple[str | None, list[tuple[str | None, int | None]]]]


class _Writer:
    """Writes from the top of a page to its bottom."""

    def __init__(self) -> None:
        self.paper = Paper()
        self.top = 60.0

    def page(self) -> None:
        self.paper.turn_page()
        self.top = 60.0

    def line(self, text: str, size: float = 10, font: str = PLAIN) -> None:
        self.paper.text(60, self.top, text, size, font)
        self.top += 14 + size

    def title(self, text: str) -> None:
        self.line(text, 18, BOLD)

    def duties(self, job: str) -> None:
        self.line("Taken", 13, BOLD)
        self.line(f"• Je werkt als {job.lower()} voor de hele gemeente.")

    def levels(self, levels: Sequence[tuple[str, int]]) -> None:
        self.line("Competenties", 13, BOLD)
        for name, level in levels:
            self.line(f"{name}: niveau {level}")
        self.top += 20

    def read(self, folder: Path) -> Read:
        path = folder / "bundle.pdf"
        path.write_bytes(self.paper.pdf())
        return [
            (one.function.name, [(c.name, c.required_level) for c in one.competencies])
            for one in read_job_descriptions(path)
        ]


def both() -> Read:
    return [(job, [*levels]) for job, levels in JOBS]


@pytest.mark.parametrize("own_page", [True, False], ids=["a page each", "one page"])
@pytest.mark.parametrize("head", [("Functieprofiel {}",), ("Functiebeschrijving", "Functie: {}")])
def test_each_job_has_its_own_levels(head: tuple[str, ...], own_page: bool, tmp_path: Path) -> None:
    sheet = _Writer()
    for number, (job, levels) in enumerate(JOBS):
        if number and own_page:
            sheet.page()
        sheet.title(head[0].format(job))
        for line in head[1:]:
            sheet.line(line.format(job))
        sheet.duties(job)
        sheet.levels(levels)
    assert sheet.read(tmp_path) == both()


def test_one_job_in_two_services_is_two(tmp_path: Path) -> None:
    sheet = _Writer()
    for number, (service, levels) in enumerate([("Keuken", COOK), ("Groen", GARDENER)]):
        if number:
            sheet.page()
        sheet.title("Functiebeschrijving")
        sheet.line("Functie: Medewerker")
        sheet.line(f"Dienst: {service}")
        sheet.duties("Medewerker")
        sheet.levels(levels)
    assert sheet.read(tmp_path) == [("Medewerker", [*levels]) for levels in (COOK, GARDENER)]


@pytest.mark.parametrize("job_in_title", [True, False])
def test_a_head_on_each_page_is_the_title_of_one(job_in_title: bool, tmp_path: Path) -> None:
    sheet = _Writer()
    for number in range(2):
        if number:
            sheet.page()
        sheet.line("Functiebeschrijving Kok" if job_in_title else "Functiebeschrijving", 12, BOLD)
        if not job_in_title:
            sheet.line("Functie: Kok")
        sheet.levels(COOK) if number else sheet.duties("Kok")
    assert sheet.read(tmp_path) == [("Kok", COOK)]


@pytest.mark.parametrize("title", ["Functieprofiel: competenties", "Functieprofiel Kok (vervolg)", "2. Competenties"])
def test_a_page_that_goes_on_begins_none(title: str, tmp_path: Path) -> None:
    sheet = _Writer()
    sheet.title("Functieprofiel Kok")
    sheet.duties("Kok")
    sheet.page()
    sheet.title(title)
    sheet.levels(COOK)
    assert sheet.read(tmp_path) == [("Kok", COOK)]


def test_the_form_of_an_appraisal_behind_it_adds_no_levels(tmp_path: Path) -> None:
    sheet = _Writer()
    sheet.title("Functieprofiel Kok")
    sheet.duties("Kok")
    sheet.levels(COOK)
    sheet.page()
    sheet.title("Evaluatieformulier")
    sheet.line("Functie: Kok")
    sheet.levels([(name, 1) for name, _ in COOK])
    assert sheet.read(tmp_path) == [("Kok", COOK)]


def test_covers_and_contents_are_none(tmp_path: Path) -> None:
    sheet = _Writer()
    sheet.line("Functieprofielen", 30, BOLD)
    sheet.page()
    for number, (job, _) in enumerate(JOBS):
        sheet.line(f"Functieprofiel {job} {'.' * 40} {number + 3}")
    for job, levels in JOBS:
        sheet.page()
        sheet.title(f"Functieprofiel {job}")
        sheet.duties(job)
        sheet.levels(levels)
    assert sheet.read(tmp_path) == both()


@pytest.mark.parametrize("own_page", [True, False], ids=["a page each", "one page"])
def test_a_heading_that_begins_as_a_title_does_begins_none(own_page: bool, tmp_path: Path) -> None:
    """The sections of the form do not begin again under it, and "kandidaat" is no job."""
    sheet = _Writer()
    sheet.title("Functieprofiel Kok")
    sheet.duties("Kok")
    if own_page:
        sheet.page()
    sheet.title("Functieprofiel kandidaat")
    sheet.levels(COOK)
    assert sheet.read(tmp_path) == [("Kok", COOK)]


def test_a_heading_on_the_page_after_a_headline_begins_none(tmp_path: Path) -> None:
    """The first page has no title that is known, but it has the sections of a form."""
    sheet = _Writer()
    sheet.title("Kok in het rusthuis")
    sheet.line("Functie: Kok")
    sheet.line("Dienst: Keuken")
    sheet.duties("Kok")
    sheet.page()
    sheet.title("Functieprofiel kandidaat")
    sheet.levels(COOK)
    assert sheet.read(tmp_path) == [("Kok", COOK)]


def test_a_list_of_titles_over_them_is_none(tmp_path: Path) -> None:
    sheet = _Writer()
    for job, _ in JOBS:
        sheet.title(f"Functieprofiel {job}")
    for job, levels in JOBS:
        sheet.page()
        sheet.title(f"Functieprofiel {job}")
        sheet.duties(job)
        sheet.levels(levels)
    assert sheet.read(tmp_path) == both()
