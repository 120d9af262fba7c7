"""`jobdesc framework` as a user calls it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from extractor.framework.mapping import read_mapping
from extractor.model import Status
from tests.exports import imported
from tests.frameworks import document, said
from tests.test_cli import jobdesc, lines


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents; the third has one wording of its own, a competency without a name, and one from another town."""
    reading = said("Lezen", "Leest wat er staat.", group="Taal", block="GEDRAG")
    other = said("Lezen", "Leest wat er moet staan.", group="Taal", block="GEDRAG")
    bare = said("Tellen", ticks="x..")
    return imported(
        tmp_path / "output",
        document("a.pdf", reading, bare),
        document("b.pdf", reading),
        document("map/c.pdf", other, said("")),
        document("d.pdf", said("Tellen", "Telt.", ticks=".x."), organisation=None),
    )


def test_the_table_is_for_a_person(folder: Path) -> None:
    done = jobdesc("framework", folder)
    assert done.exit_code == 0
    assert [line.split() for line in lines(done.stdout)[:12]] == [
        ["Competency", "Documents", "Levels", "Variants"],
        ["(organisation", "not", "stated)"],
        ["(no", "block)"],
        ["(no", "group)"],
        ["Tellen", "1", "0", "1", "2", "0"],
        ["Stad", "Oever"],
        ["1.", "GEDRAG"],
        ["Taal"],
        ["Lezen", "3", "0", "1", "2"],
        ["(no", "block)"],
        ["(no", "group)"],
        ["Tellen", "1", "0", "1", "2", "0"],
    ]
    assert lines(done.stdout)[12:] == [
        "",
        "Lezen, level 0 (Taal, Stad Oever), in 2 documents",
        "  0 • Leest wat er [-staat.-] {+moet staan.+}",
        "    1 document: map/c.pdf p. 2",
        "",
        "Lezen, level 1 (Taal, Stad Oever), in 2 documents",
        "  1 • Leest wat er [-staat.-] {+moet staan.+}",
        "    1 document: map/c.pdf p. 2",
        "",
        "3 competencies in 4 job descriptions; 8 levels, 2 of them with variants",
        "1 without a readable name, left out: map/c.pdf p. 2",
    ]


def test_the_files_say_the_same_as_the_catalogue(folder: Path, tmp_path: Path) -> None:
    done = jobdesc("framework", folder, "--output", tmp_path / "new" / "place")
    assert done.stdout == f"Written to {tmp_path}/new/place: framework.csv and framework.json.\n"
    with (tmp_path / "new" / "place" / "framework.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    shown = ("competency", "level", "wording", "documents", "indicators", "places")
    assert [tuple(row[name] for name in shown) for row in rows if row["competency"] == "Lezen"] == [
        ("Lezen", level, wording, documents, text, places)
        for level in "01"
        for wording, documents, text, places in (
            ("shared", "2", "Leest wat er staat.", ""),
            ("variant", "1", "Leest wat er moet staan.", "map/c.pdf#page=2"),
        )
    ]
    found = json.loads((tmp_path / "new" / "place" / "framework.json").read_text(encoding="utf-8"))
    assert (found["documents"], found["as_of"]) == (4, "2023-02-09")
    assert [place["path"] for place in found["unnamed"]] == ["map/c.pdf"]
    reading = next(each for each in found["competencies"] if each["name"] == "Lezen")
    assert [place["path"] for place in reading["levels"][0]["places"]] == ["a.pdf", "b.pdf"]
    assert [place["path"] for place in reading["levels"][0]["variants"][0]["places"]] == ["map/c.pdf"]
    assert {row["id"] for row in rows} == {each["id"] for each in found["competencies"]}


def test_one_of_them_goes_to_a_pipe(folder: Path) -> None:
    assert jobdesc("framework", folder, "--format", "csv").stdout.startswith("id,organisation,block_number,block,")
    assert json.loads(jobdesc("framework", folder, "--format", "json").stdout)["documents"] == 4


def test_a_mapping_is_filled_in_bit_by_bit(folder: Path, tmp_path: Path) -> None:
    codes = tmp_path / "codes.csv"
    assert jobdesc("framework", folder, "--format", "mapping", "--output", codes).exit_code == 0
    assert codes.read_text(encoding="utf-8").splitlines() == [
        "competency_id,competency,esco_uri,vdab_code,own_code",
        "tellen,Tellen,,,",
        "lezen,Lezen,,,",
    ]
    assert read_mapping(codes) == {}
    codes.write_text("competency_id,competency,own_code\nlezen,Lezen,C-01\nleezen,Lezen,C-02\n", encoding="utf-8")
    said_of = lines(jobdesc("framework", folder, "--mapping", codes).stdout)
    assert said_of[-4:] == [
        "2 competencies without codes:",
        "  tellen  Tellen",
        "  tellen  Tellen",
        "Codes for no competency here: leezen",
    ]
    again = jobdesc("framework", folder, "--mapping", codes, "--format", "mapping").stdout.splitlines()
    assert again[1:] == ["tellen,Tellen,,,", "lezen,Lezen,,,C-01", "leezen,,,,C-02"]


def test_codes_stand_in_the_files(folder: Path, tmp_path: Path) -> None:
    codes = tmp_path / "codes.csv"
    codes.write_text("competency_id,own_code\nlezen,C-01\n", encoding="utf-8")
    assert jobdesc("framework", folder, "--mapping", codes, "--output", tmp_path / "files").exit_code == 0
    with (tmp_path / "files" / "framework.csv").open(encoding="utf-8", newline="") as file:
        assert {(row["competency"], row["own_code"]) for row in csv.DictReader(file)} == {
            ("Lezen", "C-01"),
            ("Tellen", ""),
        }
    found = json.loads((tmp_path / "files" / "framework.json").read_text(encoding="utf-8"))["competencies"]
    assert [each["codes"]["own_code"] for each in found] == [None, "C-01", None]


def test_a_place_that_takes_no_file_is_named(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = jobdesc("framework", folder, "--output", tmp_path / "file")
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr


def test_an_archive_without_competencies_is_an_empty_catalogue(tmp_path: Path) -> None:
    folder = imported(tmp_path, document("a.pdf"))
    assert (
        jobdesc("framework", folder).stdout
        == "0 competencies in 1 job description; 0 levels, 0 of them with variants\n"
    )
    assert len(jobdesc("framework", folder, "--format", "csv").stdout.splitlines()) == 1


def test_a_competency_without_levels_keeps_its_row(tmp_path: Path) -> None:
    changed = {"levels": (), "required_level": None, "required_label": None, "status": Status.NONE}
    bare = said("Lezen").model_copy(update=changed)
    folder = imported(tmp_path, document("a.pdf", bare))
    (row,) = csv.DictReader(jobdesc("framework", folder, "--format", "csv").stdout.splitlines())
    assert (row["competency"], row["level"], row["documents"]) == ("Lezen", "", "1")
