"""Each wrong input is its own error with the next step; any bytes at all give a result or an ExtractorError."""

from __future__ import annotations

import os
import pickle
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor import (
    ExtractorError,
    FileEmpty,
    JobDescription,
    NoRulesMatch,
    NotAPdf,
    NoTextLayer,
    PasswordNeeded,
    PathUnreadable,
    PdfDamaged,
    read_job_descriptions,
)
from tests.drawing import Paper
from tests.truth import sample_pdfs

SMALLEST = min(sample_pdfs("tienen-form"), key=lambda path: (path.stat().st_size, path.name))
SAMPLE = SMALLEST.read_bytes()
NOBODY = 65534


def error_of(path: Path, data: bytes | None = None, password: str | None = None) -> ExtractorError:
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(ExtractorError) as raised:
        read_job_descriptions(path, password=password)
    return raised.value


def picture_only() -> bytes:
    paper = Paper()
    paper.rect(50, 50, 300, 300, filled=True)
    return paper.pdf()


def letter() -> bytes:
    paper = Paper()
    paper.lines(60, 60, [f"Geachte mevrouw, dit is zin {number} van een brief." for number in range(20)])
    return paper.pdf()


def without_pages() -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.save(out)
    return out.getvalue()


def locked(password: str) -> bytes:
    out = BytesIO()
    with pikepdf.open(SMALLEST) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user=password, owner="owner"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "error", "advice"),
    [
        (b"", FileEmpty, "Fetch the file again"),
        (b"PK\x03\x04 a Word document", NotAPdf, "Save or print the document as PDF"),
        (b"Geachte mevrouw", NotAPdf, "Save or print the document as PDF"),
        (b"%PDF-1.7\n", PdfDamaged, "save it again"),
        (b"%PDF-1.7\n" + bytes(2000), PdfDamaged, "save it again"),
        (SAMPLE[: len(SAMPLE) // 3], PdfDamaged, "save it again"),
        (without_pages(), PdfDamaged, "save it again"),
        (picture_only(), NoTextLayer, "jobdesc[scan]"),
        (letter(), NoRulesMatch, "jobdesc explain"),
        (locked("geheim"), PasswordNeeded, "--password"),
    ],
    ids=["empty", "word", "text", "header only", "zeros", "cut off", "no pages", "picture", "letter", "locked"],
)
def test_each_wrong_input_has_its_own_error(
    tmp_path: Path, data: bytes, error: type[ExtractorError], advice: str
) -> None:
    found = error_of(tmp_path / "functie.pdf", data)
    assert type(found) is error
    assert "functie.pdf" in str(found)
    assert advice in found.advice


def test_a_path_that_cannot_be_read(tmp_path: Path) -> None:
    assert type(error_of(tmp_path / "none.pdf")) is PathUnreadable
    assert type(error_of(tmp_path)) is PathUnreadable


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no owners of files")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "closed.pdf"
    path.write_bytes(SAMPLE)
    path.chmod(0)
    before = os.geteuid()
    os.seteuid(before or NOBODY)  # root may read everything
    try:
        assert type(error_of(path)) is PathUnreadable
    finally:
        os.seteuid(before)


def test_the_right_password_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(locked("geheim"))
    assert type(error_of(path, password="wrong")) is PasswordNeeded
    (description,) = read_job_descriptions(path, password="geheim")
    (open_one,) = read_job_descriptions(SMALLEST)
    assert description.competencies == open_one.competencies


def test_a_pdf_without_user_password_needs_none(tmp_path: Path) -> None:
    path = tmp_path / "protected.pdf"
    path.write_bytes(locked(""))
    assert len(read_job_descriptions(path)) == 1


@pytest.mark.parametrize("prefix", [b"\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n"])
def test_bytes_before_the_header_do_no_harm(tmp_path: Path, prefix: bytes) -> None:
    path = tmp_path / "mail.pdf"
    path.write_bytes(prefix + SAMPLE)
    (description,) = read_job_descriptions(path)
    (plain,) = read_job_descriptions(SMALLEST)
    assert description.competencies == plain.competencies
    assert description.source.bytes == len(prefix) + len(SAMPLE)


def test_places_of_objects_may_count_from_the_bytes_before_the_header(tmp_path: Path) -> None:
    path = tmp_path / "mail.pdf"
    paper = Paper()
    paper.text(60, 60, "Een brief.")
    data = re.sub(rb"\d{10}(?= 00000 n)", lambda place: b"%010d" % (int(place[0]) + 3), paper.pdf())
    data = re.sub(rb"(?<=startxref\n)\d+", lambda place: b"%d" % (int(place[0]) + 3), data)
    path.write_bytes(b"\r\n\n" + data)
    assert type(error_of(path)) is NoRulesMatch


@pytest.mark.parametrize("data", [b"", b"x", picture_only(), letter(), locked("geheim")])
def test_an_error_travels_between_processes(tmp_path: Path, data: bytes) -> None:
    error = error_of(tmp_path / "functie.pdf", data)
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), str(copy), copy.advice, copy.code) == (type(error), str(error), error.advice, error.code)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """The sample with some bytes changed, lost, doubled or put in, or its end cut off."""
    data = bytearray(SAMPLE)
    kinds = draw(st.sampled_from([["change"], ["change"], ["change", "lose", "double", "put in", "cut"]]))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data) - 1))
        length = draw(st.integers(1, 400))
        kind = draw(st.sampled_from(kinds))
        if kind == "change":
            data[at : at + 3] = draw(st.binary(min_size=3, max_size=3))
        elif kind == "lose":
            del data[at : at + length]
        elif kind == "double":
            data[at:at] = data[at : at + length]
        elif kind == "put in":
            data[at:at] = draw(
                st.sampled_from([b" 0 R", b"<<", b"[", b"/Kids [1 0 R]", b"endobj", b"stream\n", b"-1", b"\x00"])
            )
        elif len(data) > 1000:
            del data[max(1000, at) :]
    return bytes(data)


@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.one_of(mutated(), st.binary(max_size=200).map(lambda tail: b"%PDF-1.4\n" + tail)))
@pytest.mark.filterwarnings("ignore")
def test_any_bytes_give_a_result_or_an_extractor_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.pdf"
    path.write_bytes(data)
    try:
        found = read_job_descriptions(path)
    except ExtractorError as error:
        assert error.advice
    else:
        assert all(isinstance(description, JobDescription) for description in found)
