"""The query of every page about a target, run on what that target wrote of the samples."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import openpyxl
import pytest

from extractor.export import TARGETS, Options
from extractor.export.source import open_import
from tests.exports import described, imported
from tests.frameworks import document, said
from tests.readme import ROOT
from tests.test_cli import jobdesc

PAGES = ROOT / "docs" / "export"


def query_of(page: str) -> str:
    text = (PAGES / f"{page}.md").read_text(encoding="utf-8")
    (query,) = re.findall(r"```sql\n(.*?);\n```", text, re.DOTALL)
    return str(query)


def test_every_target_has_its_page() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == {*TARGETS, "sql"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = imported(tmp_path_factory.mktemp("import"), described("een", "Archiveert.", "Stad Weverbeke"))
    for name, options in {
        "parquet": Options(partition_by="organisation"),
        "jsonl": Options(),
        "duckdb": Options(),
        "case": Options(),
    }.items():
        TARGETS[name].write(open_import(folder), str(folder / "export" / TARGETS[name].default), options)
    return folder


@pytest.mark.parametrize("page", ["parquet", "jsonl", "duckdb", "case"])
def test_the_query_answers_in_duckdb(folder: Path, page: str) -> None:
    query = query_of(page).replace("output/", f"{folder}/")
    database = str(folder / "export" / "jobdesc.duckdb") if page == "duckdb" else ":memory:"
    with duckdb.connect(database, read_only=page == "duckdb") as connection:
        assert connection.sql(query).fetchall()


def test_the_query_about_the_catalogue_answers_in_duckdb(tmp_path: Path) -> None:
    documents = [document(f"{text}.pdf", said("Taal", text)) for text in ("Leest", "Schrijft")]
    folder = imported(tmp_path / "output", document("a.pdf", said("Taal", "Leest")), *documents)
    assert jobdesc("framework", folder, "--output", folder).exit_code == 0
    query = query_of("../framework").replace("output/", f"{folder}/")
    with duckdb.connect() as connection:
        found = connection.sql(query).fetchall()
    assert found == [("Taal", level, 1, "Schrijft", "Schrijft.pdf#page=2") for level in (0, 1)]


@pytest.mark.parametrize("page", ["sqlite", "sql"])
def test_the_query_answers_in_a_database(folder: Path, tmp_path: Path, page: str) -> None:
    path = tmp_path / "jobdesc.sqlite"
    if page == "sqlite":
        TARGETS["sqlite"].write(open_import(folder), str(path), Options())
    else:
        from extractor.export import DATABASE

        DATABASE.write(open_import(folder), f"sqlite:///{path}", Options())
    with closing(sqlite3.connect(path)) as database:
        assert database.execute(query_of(page)).fetchall()


def test_the_formulas_for_a_workbook_name_the_columns_that_they_mean(folder: Path, tmp_path: Path) -> None:
    text = (PAGES / "xlsx.md").read_text(encoding="utf-8")
    (formulas,) = re.findall(r"```excel\n(.*?)\n```", text, re.DOTALL)
    TARGETS["xlsx"].write(open_import(folder), str(tmp_path / "book.xlsx"), Options())
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    named = {book[sheet][f"{column}1"].value for sheet, column in re.findall(r"(\w+)!([A-Z]+):\2", formulas)}
    assert named == {"competency", "required_level", "status"}
    assert {value.value for value in book["competencies"]["J"][1:]} == {"ok", "multiple"}
