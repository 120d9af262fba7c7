"""The samples of `samples/kinds`: two at least of every kind that archives are full of, and what is read of boxes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from extractor.listing import ListedMark, list_marks
from samples.generator.kinds_table import STANDING_FOR
from tests.truth import sample_pdfs, truth_of

FILES = {pdf.stem: pdf for pdf in sample_pdfs("kinds")}
WITH_BOXES = [pdf for pdf in FILES.values() if "boxes" in truth_of(pdf)]
KINDS_OF_ARCHIVES = 16


def test_two_samples_at_least_stand_for_every_kind() -> None:
    assert len(STANDING_FOR) == KINDS_OF_ARCHIVES
    assert {kind for kind, slugs in STANDING_FOR.items() if len({*slugs} & FILES.keys()) < 2} == set()


def test_every_sample_stands_for_one_kind() -> None:
    assert Counter(slug for slugs in STANDING_FOR.values() for slug in slugs) == Counter(FILES.keys())


def as_read(listed: ListedMark) -> dict[str, object]:
    label = listed.label
    return {"asked": label.row, "answer": label.column or label.text, "ticked": listed.mark.state}


@pytest.mark.parametrize("pdf", WITH_BOXES, ids=lambda pdf: pdf.stem)
def test_a_box_has_the_text_that_a_person_reads_with_it(pdf: Path) -> None:
    assert [as_read(listed) for listed in list_marks(pdf).marks] == truth_of(pdf)["boxes"]
