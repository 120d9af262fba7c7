from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.batch.importer import import_sources, with_function_duplicates
from extractor.batch.sources import Source, find_sources
from extractor.errors import NoRulesMatch, NotAPdf, PdfDamaged
from extractor.model import Finding, FindingCode, JobDescription, Severity
from extractor.outcome import OfferedPdf, Outcome
from tests.builders import job_description


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class FakeReader:
    """Reads a file that says what to do; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None, str | None]] = []

    def __call__(
        self, path: Path, *, rules: str | None, password: str | None, relative_path: str | None
    ) -> tuple[JobDescription, ...]:
        assert relative_path is not None
        self.asked.append((relative_path, rules, password))
        content = path.read_bytes()
        if content == b"damaged":
            raise PdfDamaged(str(path), "xref")
        if content == b"letter":
            raise NoRulesMatch(str(path), [("tienen", "no title")])
        if content == b"bug":
            raise ZeroDivisionError
        return (job_description(path=relative_path, sha256=digest(content), findings=()),)


def import_files(folder: Path, reader: FakeReader, **files: bytes) -> Iterator[OfferedPdf]:
    for name, content in files.items():
        (folder / f"{name}.pdf").write_bytes(content)
    return import_sources(find_sources([folder]), rules="tienen", password="secret", read=reader)


def test_a_bad_pdf_costs_itself_only(tmp_path: Path) -> None:
    reader = FakeReader()
    offered = list(import_files(tmp_path, reader, a=b"one", b=b"damaged", c=b"letter", d=b"two"))
    assert [(pdf.path, pdf.sha256, pdf.outcome) for pdf in offered] == [
        ("a.pdf", digest(b"one"), Outcome.IMPORTED),
        ("b.pdf", digest(b"damaged"), Outcome.FAILED),
        ("c.pdf", digest(b"letter"), Outcome.UNRECOGNISED),
        ("d.pdf", digest(b"two"), Outcome.IMPORTED),
    ]
    assert [description.source.path for description in offered[3].job_descriptions] == ["d.pdf"]
    assert reader.asked == [(f"{name}.pdf", "tienen", "secret") for name in "abcd"]


def test_messages_name_the_file_as_the_import_does_and_no_folder_of_this_machine(tmp_path: Path) -> None:
    offered = list(import_files(tmp_path, FakeReader(), b=b"damaged", c=b"letter"))
    assert [str(pdf.error) for pdf in offered] == [
        "b.pdf: the PDF is damaged and cannot be read (xref)",
        "c.pdf: no rule module recognises this document (tienen: no title)",
    ]


def test_the_same_bytes_are_read_once_and_listed_twice(tmp_path: Path) -> None:
    reader = FakeReader()
    offered = list(import_files(tmp_path, reader, a=b"one", b=b"one", c=b"damaged", d=b"damaged"))
    assert [(pdf.path, pdf.same_as, pdf.outcome) for pdf in offered] == [
        ("a.pdf", None, Outcome.IMPORTED),
        ("b.pdf", "a.pdf", Outcome.IMPORTED),
        ("c.pdf", None, Outcome.FAILED),
        ("d.pdf", None, Outcome.FAILED),
    ]
    assert offered[1].job_descriptions == ()


def test_results_come_one_at_a_time(tmp_path: Path) -> None:
    reader = FakeReader()
    results = import_files(tmp_path, reader, a=b"one", b=b"two")
    next(results)
    assert [path for path, _, _ in reader.asked] == ["a.pdf"]


def test_what_is_no_readable_file_is_an_error_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "gone.pdf").symlink_to("nowhere.pdf")
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "folder").mkdir()
    sources = [*find_sources([tmp_path]), Source(tmp_path / "folder", "folder")]
    assert [str(pdf.error) for pdf in import_sources(sources, read=FakeReader())] == [
        "gone.pdf: cannot be opened (No such file or directory)",
        "pipe.pdf: cannot be opened (not a file)",
        "folder: cannot be opened (a folder without access)",
    ]


def test_a_fault_of_the_program_is_not_blamed_on_the_pdf(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        list(import_files(tmp_path, FakeReader(), a=b"bug"))


def pdf(path: str, key: str, *, digest: str, name: str | None = "Bode") -> OfferedPdf:
    description = job_description(path=path, sha256=digest, function_key=key, name=name, findings=())
    return OfferedPdf(path, digest, job_descriptions=(description,))


def test_two_documents_of_one_function_point_at_each_other() -> None:
    before = (
        pdf("old/bode.pdf", "oever/bode", digest="aa" * 32),
        pdf("griffier.pdf", "oever/griffier", digest="bb" * 32),
        pdf("bode.pdf", "oever/bode", digest="cc" * 32),
        OfferedPdf("text.pdf", "dd" * 32, error=NotAPdf("text.pdf")),
    )
    old, griffier, new, text = with_function_duplicates(before)
    assert old.job_descriptions[0].findings == (
        Finding(
            code=FindingCode.FUNCTION_DUPLICATE,
            severity=Severity.WARNING,
            message="oever/bode is described in bode.pdf (pages 1-3) too",
            competency=None,
            page=1,
            bbox=None,
        ),
    )
    assert [finding.message for finding in new.job_descriptions[0].findings] == [
        "oever/bode is described in old/bode.pdf (pages 1-3) too"
    ]
    assert (griffier, text) == (before[1], before[3])
    assert before[0].job_descriptions[0].findings == ()


def test_job_descriptions_without_a_name_are_no_duplicates() -> None:
    nameless = tuple(pdf(f"{d}.pdf", "oever/", digest=d * 32, name=None) for d in ("aa", "bb"))
    assert with_function_duplicates(nameless) == nameless


def test_an_outcome_is_one_of_three() -> None:
    with pytest.raises(ValueError, match="exactly one of"):
        OfferedPdf("a.pdf", None)
    with pytest.raises(ValueError, match="exactly one of"):
        OfferedPdf("a.pdf", None, error=PdfDamaged("a.pdf"), same_as="b.pdf")
