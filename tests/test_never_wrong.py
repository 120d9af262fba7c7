"""The one promise over all families of samples: a required level is right or it is null, never another number."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.errors import NoRulesMatch
from tests.readings import readings_of
from tests.truth import sample_pdfs, truth_of

SMALL = [pdf for pdf in sample_pdfs() if truth_of(pdf)["page_count"] < 20]


@pytest.mark.parametrize("pdf", SMALL, ids=lambda pdf: f"{pdf.parent.name}/{pdf.stem}")
def test_no_required_level_is_a_wrong_number(pdf: Path) -> None:
    truth: dict[str, set[int | None]] = {}
    for document in truth_of(pdf)["documents"]:
        for competency in document["competencies"]:
            truth.setdefault(competency["name"], {None}).add(competency["required_level"])
    try:
        descriptions = readings_of(pdf)
    except NoRulesMatch:
        return
    wrong = {
        c.name: (truth[c.name], c.required_level)
        for description in descriptions
        for c in description.competencies
        if c.name in truth and c.required_level not in truth[c.name]
    }
    assert wrong == {}
