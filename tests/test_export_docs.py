"""The query of every page about a target, run on what that target wrote of the samples."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from extractor.export import TARGETS, Options
from extractor.export.source import open_import
from tests.exports import described, imported
from tests.readme import ROOT

PAGES = ROOT / "docs" / "export"


def query_of(page: str) -> str:
    (query,) = re.findall(r"```sql\n(.*?);\n```", (PAGES / f"{page}.md").read_text(encoding="utf-8"), re.DOTALL)
    return str(query)


def test_every_target_has_its_page() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == {*TARGETS, "sql"} - {"xlsx"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = imported(tmp_path_factory.mktemp("import"), described("een", "Archiveert.", "Stad Weverbeke"))
    for name, options in {
        "parquet": Options(partition_by="organisation"),
        "jsonl": Options(),
        "duckdb": Options(),
    }.items():
        TARGETS[name].write(open_import(folder), str(folder / "export" / TARGETS[name].default), options)
    return folder


@pytest.mark.parametrize("page", ["parquet", "jsonl", "duckdb"])
def test_the_query_answers_in_duckdb(folder: Path, page: str) -> None:
    query = query_of(page).replace("output/", f"{folder}/")
    database = str(folder / "export" / "jobdesc.duckdb") if page == "duckdb" else ":memory:"
    with duckdb.connect(database, read_only=page == "duckdb") as connection:
        assert connection.sql(query).fetchall()


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
