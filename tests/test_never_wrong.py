"""The one promise over all families of samples: a required level is right or it is null, never another number."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from extractor import Competency
from extractor.errors import NoRulesMatch
from tests.readings import readings_of
from tests.truth import sample_pdfs, truth_of

SMALL = [pdf for pdf in sample_pdfs() if truth_of(pdf)["page_count"] < 20]


@pytest.mark.parametrize("pdf", SMALL, ids=lambda pdf: f"{pdf.parent.name}/{pdf.stem}")
def test_no_required_level_is_a_wrong_number(pdf: Path) -> None:
    truth: dict[str, list[dict[str, Any]]] = {}
    for document in truth_of(pdf)["documents"]:
        for competency in document["competencies"]:
            truth.setdefault(competency["name"], []).append(competency)
    try:
        descriptions = readings_of(pdf)
    except NoRulesMatch:
        return
    wrong = {
        c.name: (truth[c.name], c.required_level, c.required_label)
        for description in descriptions
        for c in description.competencies
        if c.name in truth and not any(map(partial(_may_be, c), truth[c.name]))
    }
    assert wrong == {}


def _may_be(read: Competency, true: dict[str, Any]) -> bool:
    """Unknown, or what the truth has: the number, which is None where nobody can tell it."""
    return read.required_level in {None, true["required_level"]}
