"""Every sample is read exactly as its truth says, nothing is lost, and each mark is where it is said to be.

The truth was written before the PDF existed; letters and places come from pdfium, which the extractor reads no text
with.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from extractor import FindingCode, JobDescription, NoRulesMatch, Status
from tests.pdfium import Glyph, glyphs, page_sizes
from tests.readings import readings_of
from tests.truth import SAMPLES, differences, sample_pdfs, truth_of

FILES = sample_pdfs()
TIENEN = sample_pdfs("tienen-form")
BOXES = {"☐": False, "□": False, "☒": True, "☑": True, "■": True}
BULLETS = "‒−–-•▪§●"

each_file = pytest.mark.parametrize("pdf", FILES, ids=lambda pdf: f"{pdf.parent.name}/{pdf.stem}")
each_form = pytest.mark.parametrize("pdf", TIENEN, ids=lambda pdf: pdf.stem)

glyphs_of = cache(glyphs)


def one(pdf: Path) -> JobDescription:
    (description,) = readings_of(pdf)
    return description


def test_there_are_samples() -> None:
    assert len(TIENEN) >= 12
    assert {path.name for path in TIENEN} == {path.name for path in (SAMPLES / "tienen-form").glob("*.pdf")}


@each_file
def test_every_value_and_every_finding_is_the_truth(pdf: Path) -> None:
    truth = truth_of(pdf)
    if truth["status"] == "unrecognised":
        with pytest.raises(NoRulesMatch):
            readings_of(pdf)
        return
    descriptions = readings_of(pdf)
    assert len(descriptions) == len(truth["documents"])
    found = [d for one, true in zip(descriptions, truth["documents"], strict=True) for d in differences(one, true)]
    assert found == []
    without_rules = [FindingCode.GENERIC_RULES for description in descriptions if description.rules.id == "generic"]
    findings = [f.code for description in descriptions for f in description.findings]
    findings = [code for code in findings if code is not FindingCode.MODULE_STEPPED_BACK]
    assert "findings" in truth or pdf.parent.name == "kinds" or "rule-keys" in pdf.parts  # what a person reads, no more
    assert "findings" not in truth or sorted(findings) == sorted([*truth["findings"], *without_rules])
    assert {description.source.page_count for description in descriptions} == {truth["page_count"]}


@each_form
def test_every_word_is_accounted_for(pdf: Path) -> None:
    description = one(pdf)
    count = description.word_count
    assert description.unclaimed == ()
    assert count.unclaimed == 0
    assert count.total == count.claimed + count.running
    assert count.running == sum(len(line.text.split()) for line in description.running)


@each_form
def test_every_letter_of_the_pdf_is_in_the_model(pdf: Path) -> None:
    """Bullets aside, and with the two words of the form that are the names of fields in the model."""
    description = one(pdf)
    printed = Counter(plain("".join(glyph.text for glyph in glyphs_of(pdf))))
    left = printed.copy()
    left.subtract(plain(model_texts(description)))
    rest = {char: count for char, count in left.items() if count}
    assert rest in ({}, {"o": _items(description)})  # one document has the letter o for its bullets


@each_form
def test_each_mark_stands_on_the_glyph_that_pdfium_sees_there(pdf: Path) -> None:
    description = one(pdf)
    sizes = page_sizes(pdf)
    boxes = [glyph for glyph in glyphs_of(pdf) if glyph.text in BOXES]
    levels = [level for competency in description.competencies for level in competency.levels]
    assert len(levels) == len(boxes)
    for level in levels:
        assert level.mark is not None
        x0, top, x1, bottom = level.mark.bbox
        width, height = sizes[level.mark.page - 1]
        assert 0 <= x0 < x1 <= width
        assert 0 <= top < bottom <= height
        (glyph,) = [g for g in boxes if g.page == level.mark.page and _holds_middle(level.mark.bbox, g)]
        assert BOXES[glyph.text] == level.marked
        assert level.mark.raw == glyph.text


@each_form
def test_a_number_stands_only_where_one_level_is_ticked(pdf: Path) -> None:
    for competency in one(pdf).competencies:
        ticked = [level.level for level in competency.levels if level.marked]
        assert (competency.required_level is not None) == (competency.status is Status.OK)
        assert competency.status is not Status.OK or ticked == [competency.required_level]


def letters_of_model(description: JobDescription) -> str:
    """All that the model holds of the PDF, as letters and digits."""
    return plain(model_texts(description) + (description.organisation or ""))


def model_texts(description: JobDescription) -> str:
    parts = [description.title or "", description.extension_clause or ""]
    parts += [f"{field.label} {field.value or ''}" for field in description.fields]
    parts += [*description.purpose.text, *description.purpose.duties, *description.position]
    for agreement in description.task_agreements:
        parts += [f"Taakafspraak {agreement.number}", agreement.title, *agreement.tasks]
    if description.extension_clause is not None:
        parts.append("Verruimende bepaling")
    for competency in description.competencies:
        parts += [competency.name, competency.description or ""]
        parts += [f"{aspect.name} {aspect.required_label or ''}" for aspect in competency.aspects]
        parts += [competency.required_label or ""] if not competency.levels else []
        for level in competency.levels:
            parts += [level.label, level.mark.raw or "" if level.mark else "", *level.indicators]
    for section in description.sections:
        parts += [*section.paragraphs, *section.items]
    parts += [line.text for line in (*description.headings, *description.running, *description.unclaimed)]
    parts.append(description.approval.text if description.approval else "")
    return "".join(parts)


def _items(description: JobDescription) -> int:
    lists = [description.purpose.duties, description.position, *(a.tasks for a in description.task_agreements)]
    lists += [level.indicators for competency in description.competencies for level in competency.levels]
    return sum(map(len, lists))


def plain(text: str) -> str:
    """Letters, digits and signs that mean something; bullets, dashes and colons come and go with the form."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if (c.isalnum() or c in BOXES) and c not in BULLETS)


def _holds_middle(bbox: tuple[float, float, float, float], glyph: Glyph) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return bbox[0] <= x <= bbox[2] and bbox[1] <= y <= bbox[3]
