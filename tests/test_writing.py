from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import JsonInvalid, NoRulesMatch, OutputNotWritable, PathUnreadable
from extractor.output.outcome import OfferedPdf
from extractor.output.placing import write_atomically
from extractor.output.rows import header_of, offered_to_csv
from extractor.output.tables import frame_to_csv, offered_to_frames
from extractor.output.writing import (
    job_description_from_json,
    job_description_to_json,
    json_file_name,
    prepare_output,
    write_import,
)
from tests.builders import job_description
from tests.exports import TEXTS, described

TABLES = ("aspects competencies corrected documents findings functions indicators levels sections tasks").split()


def offered(**changes: object) -> OfferedPdf:
    description = job_description(**changes)  # type: ignore[arg-type]
    return OfferedPdf(description.source.path, description.source.sha256, job_descriptions=(description,))


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_import_writes_a_json_for_each_job_description_and_all_tables(tmp_path: Path) -> None:
    written = write_import(tmp_path / "deep" / "output", [offered()])
    assert sorted(files_below(tmp_path / "deep" / "output")) == sorted(
        ["json/griffier-2de-graad.0123456789ab.json", *(f"csv/{name}.csv" for name in TABLES)]
    )
    assert sorted(written.files) == sorted(files_below(tmp_path / "deep" / "output"))
    assert written.removed == ()


def test_the_same_import_gives_the_same_bytes(tmp_path: Path) -> None:
    write_import(tmp_path / "one", [offered()])
    write_import(tmp_path / "two", [offered()])
    assert files_below(tmp_path / "one") == files_below(tmp_path / "two")


def test_json_is_readable_utf8_in_the_order_of_the_model_and_ends_with_a_line_feed(tmp_path: Path) -> None:
    write_import(tmp_path, [offered()])
    raw = (tmp_path / "json" / "griffier-2de-graad.0123456789ab.json").read_bytes()
    assert raw.startswith(b'{\n  "schema_version": "1.1",\n  "document_id": "0123456789ab",\n')
    assert raw.endswith(b"}\n")
    assert not raw.endswith(b"\n\n")
    assert b"\r" not in raw
    assert '"raw": "☒"'.encode() in raw
    data = json.loads(raw)
    assert data["approval"]["date"] == "2023-02-09"
    assert data["competencies"][0]["levels"][2]["mark"]["bbox"] == [160.0, 140.0, 170.5, 150.25]
    assert [c["required_level"] for c in data["competencies"]] == [2, None, None]
    assert [level["marked"] for level in data["competencies"][2]["levels"]] == [None, True]


def test_csv_is_rfc_4180(tmp_path: Path) -> None:
    write_import(tmp_path, [offered()])
    raw = (tmp_path / "csv" / "competencies.csv").read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n") == 4
    assert b',"Griffier, 2de graad",' in raw


def test_json_comes_back_as_the_same_value(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    write_atomically(path, job_description_to_json(job_description()))
    assert job_description_from_json(path) == job_description()


@pytest.mark.parametrize("content", [b"", b"{}", b"[1, 2]", b"\xff\xfe", b'{"schema_version": "0.9"}'])
def test_another_json_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "one.json"
    path.write_bytes(content)
    with pytest.raises(JsonInvalid):
        job_description_from_json(path)


def test_a_json_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PathUnreadable, match="No such file"):
        job_description_from_json(tmp_path / "none.json")


def test_a_second_import_replaces_the_first_and_touches_no_file_of_anyone_else(tmp_path: Path) -> None:
    write_import(tmp_path, [offered(), offered(path="b.pdf", sha256="bb" * 32, function_key="oever/bode")])
    (tmp_path / "json" / "notes.json").write_text("mine")
    (tmp_path / "json" / "griffier-2de-graad.0123456789ab.json.bak").write_text("mine")
    written = write_import(tmp_path, [offered(path="b.pdf", sha256="bb" * 32, function_key="oever/bode")])
    assert written.removed == ("json/griffier-2de-graad.0123456789ab.json",)
    assert sorted(path.name for path in (tmp_path / "json").iterdir()) == [
        "bode.bbbbbbbbbbbb.json",
        "griffier-2de-graad.0123456789ab.json.bak",
        "notes.json",
    ]


def test_a_json_follows_a_function_that_got_another_name(tmp_path: Path) -> None:
    write_import(tmp_path, [offered()])
    write_import(tmp_path, [offered(function_key="oever/hoofdgriffier")])
    assert [path.name for path in (tmp_path / "json").iterdir()] == ["hoofdgriffier.0123456789ab.json"]


@pytest.mark.parametrize(
    ("function_key", "expected"),
    [
        ("oever/bode", "bode.0123456789ab.json"),
        ("oever/", "function.0123456789ab.json"),
        ("", "function.0123456789ab.json"),
        ("oever/..", "function.0123456789ab.json"),
        ("oever/" + "a" * 400, "a" * 150 + ".0123456789ab.json"),
    ],
)
def test_json_file_names_are_safe(function_key: str, expected: str) -> None:
    assert json_file_name(job_description(function_key=function_key)) == expected


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    write_atomically(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "new \ud800")
    assert files_below(tmp_path) == {"one.json": b"old"}


def test_an_output_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("mine")
    with pytest.raises(OutputNotWritable, match="cannot be written") as caught:
        prepare_output(tmp_path / "output" / "deeper")
    assert "--output" in caught.value.advice
    assert (tmp_path / "output").read_text() == "mine"


def test_a_table_that_cannot_be_replaced_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "csv" / "levels.csv" / "occupied").mkdir(parents=True)
    with pytest.raises(OutputNotWritable):
        write_import(tmp_path, [offered()])
    assert list(tmp_path.rglob("*.unfinished")) == []


@given(TEXTS)
def test_the_tables_are_written_as_pandas_would(text: str) -> None:
    """pandas is who reads them in Python; the import makes them without it, which it would load for nothing else."""
    one = described("een", text)
    refused = OfferedPdf("twee.pdf", None, error=NoRulesMatch("twee.pdf", [("generic", text)]))
    pdfs = [OfferedPdf("een.pdf", one.source.sha256, job_descriptions=(one,)), refused]
    parts = list(map(offered_to_csv, pdfs))
    for position, (name, frame) in enumerate(offered_to_frames(pdfs).items()):
        assert header_of(name) + b"".join(part[position] for part in parts) == frame_to_csv(frame).encode(), name


@given(st.lists(st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), min_size=1)), min_size=1))
def test_every_text_comes_back_from_csv(texts: list[str | None]) -> None:
    frame = pd.DataFrame({"text": pd.array(texts, dtype="string"), "end": pd.array([1] * len(texts), dtype="Int64")})
    rows = list(csv.reader(io.StringIO(frame_to_csv(frame), newline="")))
    assert rows[0] == ["text", "end"]
    assert [row[0] for row in rows[1:]] == [text or "" for text in texts]
