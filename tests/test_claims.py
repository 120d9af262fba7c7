"""Who took which word: readers say what they took, one place keeps the books, and reading them changes nothing."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from extractor.geometry import Box
from extractor.matching.assembly import assemble
from extractor.matching.claims import Claim, Claims, Notes, Taken
from extractor.pipeline import read_stages
from extractor.reading.layout import Word
from extractor.settings import ReadingSettings
from tests.drawing import BOLD, Paper
from tests.truth import sample_pdfs

ROOT = Path(__file__).parent.parent
ONE_OF_EACH = list({path.parent: path for path in sample_pdfs() if path.parent.name != "no-job"}.values())


def word(index: int) -> Word:
    return Word(text="x", page=1, index=index, box=Box(0, 0, 1, 1), baseline=1, font="F", size=10)


def test_the_first_claim_stands_and_books_do_not_change() -> None:
    one, other, third = map(word, range(3))
    before = Claims([Taken(Claim.NAME, (one,))])
    after = before.with_taken([Taken(Claim.FIELD, (one, other))])
    assert [after.by(each) for each in (one, other, third)] == [Claim.NAME, Claim.FIELD, None]
    assert [before.by(each) for each in (one, other)] == [Claim.NAME, None]
    assert list(after.unclaimed((one, other, third))) == [third]
    assert (after.left((one, other)), after.left((other, third))) == (False, True)


def test_what_a_reader_notes_is_in_nobodys_books_before_it_is_handed_back() -> None:
    one, other = map(word, range(2))
    before = Claims([Taken(Claim.NAME, (one,))])
    notes = Notes(before)
    notes.take([one, other], Claim.HEADING)
    assert [notes.by(one), notes.by(other), before.by(other)] == [Claim.NAME, Claim.HEADING, None]
    assert before.with_taken(notes.taken).by(other) is Claim.HEADING


def test_one_place_keeps_the_books() -> None:
    """A reader that entered what it takes by itself would make the next one's reading depend on it unseen."""
    keepers = {
        path.relative_to(ROOT / "extractor").as_posix()
        for path in (ROOT / "extractor").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and (getattr(node.func, "attr", "") == "with_taken" or getattr(node.func, "id", "") == "Claims")
        and path.name != "claims.py"
    }
    # A letterhead and the rows that a scan lost are told from what all others left, of the one reading that was chosen.
    assert keepers == {"matching/choosing.py", "matching/letterhead.py", "matching/scan_rows.py"}


def letter() -> bytes:
    """A job description whose only word for its organisation runs up its edge, where no section takes it."""
    paper = Paper()
    paper.canvas.saveState()
    paper.canvas.rotate(90)
    paper.canvas.drawString(paper.height - 125, -30, "Gemeente Lierbeke")
    paper.canvas.restoreState()
    paper.text(60, 90, "FUNCTIEBESCHRIJVING GRIFFIER", 16, BOLD)
    paper.text(60, 140, "Doel van de functie", 12, BOLD)
    paper.text(60, 160, "Je houdt de griffie open en de boeken dicht.")
    return paper.pdf()


@pytest.mark.parametrize("pdf", [None, *ONE_OF_EACH], ids=lambda p: f"{p.parent.name}-{p.stem}" if p else "letter")
def test_assembling_twice_gives_the_same(pdf: Path | None, tmp_path: Path) -> None:
    if pdf is None:
        pdf = tmp_path / "letter.pdf"
        pdf.write_bytes(letter())
    for stages in read_stages(pdf, ReadingSettings(confirm=False)):
        matches, source = stages.matches, stages.description.source
        again = [assemble(matches, source, stages.description.document_id) for _ in range(2)]
        assert again[0] == again[1]
        assert again[0].organisation == stages.description.organisation
        assert again[0].headings == stages.description.headings
        if pdf.parent == tmp_path:
            assert again[0].organisation == "Gemeente Lierbeke"
            words = [w for w in matches.context.pages[0].layout.words if matches.claims.by(w) is Claim.ORGANISATION]
            assert [word.text for word in words] == ["Gemeente", "Lierbeke"]
