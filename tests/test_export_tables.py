"""Every target read back by its own program says what the model says."""

from __future__ import annotations

import asyncio
import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import cast

import duckdb
import pandas as pd
import pyarrow.dataset
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings

from extractor.errors import ImportFolderInvalid, NotForTarget, OutputNotWritable
from extractor.export import TARGETS, Options
from extractor.export.source import ImportFolder, Row, open_import
from extractor.export.views import views
from extractor.framework.mapping import Codes
from extractor.handmade.formulas import armed, disarmed
from extractor.model import JobDescription
from extractor.output.columns import COLUMNS, NUMBER, POINTS, TRUTH
from tests.exports import HOSTILE, TEXTS, described, imported, rows_of
from tests.readme import ROOT

PLAIN = Options()
BOUNDED = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def exported(source: ImportFolder, target: str, options: Options = PLAIN) -> Path:
    to = source.path / "export" / TARGETS[target].default
    TARGETS[target].write(source, str(to), options)
    return to


def contents(to: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in ([to] if to.is_file() else to.rglob("*")) if path.is_file()}


def killed_after_one(read: Callable[..., Iterator[object]]) -> Callable[..., Iterator[object]]:
    """The same reader of rows or documents, in a process that does not live to see the second one."""

    def reading(*arguments: object) -> Iterator[object]:
        yield next(read(*arguments))
        os.kill(os.getpid(), signal.SIGKILL)

    return reading


def read_csv(path: Path, *, excel: bool = False) -> Iterator[Row]:
    """As the dialect promises: Python's reader, and for `excel-nl` what a spreadsheet shows without its apostrophe."""
    types = COLUMNS[path.stem]
    with path.open(encoding="utf-8-sig" if excel else "utf-8", newline="") as file:
        lines = csv.reader(file, delimiter=";" if excel else ",")
        assert next(lines) == list(types)
        for line in lines:
            yield tuple(_typed(text, type_, excel) for text, type_ in zip(line, types.values(), strict=True))


def _typed(text: str, type_: str, excel: bool) -> str | int | float | bool | None:
    if not text:
        return None
    if type_ == TRUTH:
        return text == "true"
    if type_ == NUMBER:
        return int(text)
    if type_ == POINTS:
        return float(text.replace(",", ".") if excel else text)
    return armed(text) if excel else text


def read_sqlite(path: Path, table: str) -> list[Row]:
    with closing(sqlite3.connect(path)) as database:
        found = database.execute(f'SELECT * FROM "{table}" ORDER BY rowid').fetchall()
    truths = [type_ == TRUTH for type_ in COLUMNS[table].values()]
    return [
        tuple(bool(cell) if truth and cell is not None else cell for cell, truth in zip(row, truths, strict=True))
        for row in found
    ]


def read_arrow(table: pyarrow.Table) -> list[Row]:
    return [tuple(row.values()) for row in table.to_pylist()]


@BOUNDED
@given(TEXTS)
@example("".join(HOSTILE))
@example("=cmd|' /C calc'!A0")
@example("\0")
def test_every_table_target_read_back_equals_the_model(text: str) -> None:
    one, other = described("een", text), described("twee", "Gewoon.")
    expected = rows_of(one, other)
    with tempfile.TemporaryDirectory() as folder:
        source = open_import(imported(Path(folder), one, other))
        plain = exported(source, "csv")
        assert {table: list(read_csv(plain / f"{table}.csv")) for table in COLUMNS} == expected
        excel = exported(source, "csv", Options(dialect="excel-nl"))
        assert {table: list(read_csv(excel / f"{table}.csv", excel=True)) for table in COLUMNS} == expected
        sqlite = exported(source, "sqlite")
        assert {table: read_sqlite(sqlite, table) for table in COLUMNS} == expected
        parquet = exported(source, "parquet")
        assert {table: read_arrow(pq.read_table(parquet / f"{table}.parquet")) for table in COLUMNS} == expected
        with duckdb.connect(str(exported(source, "duckdb")), read_only=True) as database:
            assert {table: database.sql(f'FROM "{table}"').fetchall() for table in COLUMNS} == expected


@BOUNDED
@given(TEXTS)
@example("".join(HOSTILE))
def test_json_lines_read_back_are_the_documents(text: str) -> None:
    one, other = described("een", text), described("twee")
    with tempfile.TemporaryDirectory() as folder:
        raw = exported(open_import(imported(Path(folder), one, other)), "jsonl").read_bytes()
    lines = raw.split(b"\n")
    assert lines.pop() == b""
    again = [JobDescription.model_validate_json(line) for line in lines]
    assert again == sorted((one, other), key=lambda d: d.document_id)


@given(TEXTS)
def test_a_disarmed_text_is_no_formula_and_comes_back(text: str) -> None:
    assert disarmed(text)[:1] not in {*"=+-@\t\r"}
    assert armed(disarmed(text)) == text


def test_excel_nl_is_what_a_dutch_spreadsheet_opens(tmp_path: Path) -> None:
    source = open_import(imported(tmp_path, described("een", "=1+1")))
    folder = exported(source, "csv", Options(dialect="excel-nl"))
    raw = (folder / "levels.csv").read_bytes()
    lines = raw.split(b"\r\n")
    assert lines[0] == b"\xef\xbb\xbf" + ";".join(COLUMNS["levels"]).encode()
    assert lines[1].endswith(b";integriteit;0;0;false;glyph;2;160,0;100,0;170,5;110,25")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    tasks = (folder / "tasks.csv").read_text(encoding="utf-8-sig")
    assert ";agreement;;'=1+1;1;'=1+1" in tasks


@pytest.mark.parametrize("target", ["csv", "jsonl", "sqlite", "parquet", "case"])
def test_the_same_import_exports_to_the_same_bytes(tmp_path: Path, target: str) -> None:
    one, other = (
        exported(open_import(imported(tmp_path / name, described("een"), described("twee"))), target) for name in "ab"
    )
    assert contents(one) == contents(other)


@pytest.mark.parametrize("target", sorted(TARGETS.keys() - {"xlsx"}))  # a workbook holds neither levels nor JSON
def test_an_export_that_breaks_off_leaves_the_earlier_one(tmp_path: Path, target: str) -> None:
    source = open_import(imported(tmp_path, described("een")))
    to = exported(source, target)
    before = contents(to)
    with (tmp_path / "csv" / "levels.csv").open("a", encoding="utf-8") as file:
        file.write("zes,cellen,te,weinig\r\n")
    next((tmp_path / "json").glob("*.json")).write_text("{}")
    with pytest.raises(Exception, match=r"levels\.csv, line 10: not as an import writes it|een\..*json: this is not"):
        exported(source, target)
    assert contents(to) == before
    assert [path.name for path in to.parent.iterdir()] == [to.name]


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_a_killed_export_leaves_the_earlier_one_and_the_next_cleans_up(tmp_path: Path, target: str) -> None:
    source = open_import(imported(tmp_path, described("een"), described("twee")))
    to = exported(source, target)
    before = contents(to)
    code = f"""
import sys
from extractor.export.source import ImportFolder
from tests.test_export_tables import killed_after_one
for name in ("rows", "documents"):
    setattr(ImportFolder, name, killed_after_one(getattr(ImportFolder, name)))
from extractor.cli import main
main(["export", {str(tmp_path)!r}, "--to", {target!r}])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert contents(to) == before
    exported(source, target)
    assert [path.name for path in to.parent.iterdir()] == [to.name]


@pytest.mark.parametrize("target", ["csv", "jsonl"])
def test_a_place_below_a_file_is_refused(tmp_path: Path, target: str) -> None:
    source = open_import(imported(tmp_path / "import", described("een")))
    (tmp_path / "file").write_text("mine")
    with pytest.raises(OutputNotWritable, match=r"file/x: cannot be written"):
        TARGETS[target].write(source, str(tmp_path / "file" / "x"), PLAIN)
    assert (tmp_path / "file").read_text() == "mine"


def test_an_export_that_still_runs_keeps_what_it_has(tmp_path: Path) -> None:
    source = open_import(imported(tmp_path, described("een")))
    running = tmp_path / "export" / f".jobdesc.jsonl.{os.getppid()}.unfinished"
    running.parent.mkdir()
    running.write_text("{")
    exported(source, "jsonl")
    assert running.read_text() == "{"


def test_sqlite_has_keys_that_hold_and_views(tmp_path: Path) -> None:
    path = exported(open_import(imported(tmp_path, described("een"), described("twee"))), "sqlite")
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        foreign = {row[2] for row in database.execute("PRAGMA foreign_key_list(indicators)")}
        assert foreign == {"levels"}
        columns = "function_key, competency_id, required_level, required_label, status"
        required = database.execute(f"SELECT {columns} FROM required_levels ORDER BY 1, 2").fetchall()
        assert required == [
            ("gemeente-oever/een", "initiatief", None, None, "multiple"),
            ("gemeente-oever/een", "integriteit", 2, "2", "ok"),
            ("gemeente-oever/twee", "initiatief", None, None, "multiple"),
            ("gemeente-oever/twee", "integriteit", 2, "2", "ok"),
        ]
        assert database.execute("SELECT count(*) FROM levels_to_check").fetchone() == (2,)
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("PRAGMA foreign_keys = ON").execute(
                "INSERT INTO tasks VALUES ('gone', 'duty', 1, '', 1, '')"
            )


def test_sqlite_finds_words_without_their_accents(tmp_path: Path) -> None:
    path = exported(open_import(imported(tmp_path, described("een", "Coördineert het geheel."))), "sqlite")
    with closing(sqlite3.connect(path)) as database:
        found = database.execute(
            "SELECT DISTINCT kind FROM search WHERE search MATCH 'coordineert' ORDER BY 1"
        ).fetchall()
    assert found == [("competency",), ("indicator",), ("task",)]


def test_datasette_serves_the_views_and_the_search(tmp_path: Path) -> None:
    from datasette.app import Datasette

    path = exported(open_import(imported(tmp_path, described("een"))), "sqlite")

    async def ask(*urls: str) -> list[object]:
        client = Datasette([str(path)]).client
        return [(await client.get(url)).json() for url in urls]

    rows, found = asyncio.run(
        ask(
            "/jobdesc/required_levels.json?_shape=array&competency_id=integriteit",
            "/jobdesc.json?_shape=array&sql=select+count(*)+as+n+from+search+where+search+match+'doet'",
        )
    )
    assert [row["required_level"] for row in cast(list[dict[str, object]], rows)] == [2]
    # An indicator at each of four levels, the name of a competency, and two tasks.
    assert found == [{"n": 7}]


def test_duckdb_and_parquet_are_typed(tmp_path: Path) -> None:
    source = open_import(imported(tmp_path, described("een")))
    with duckdb.connect(str(exported(source, "duckdb")), read_only=True) as database:
        types = dict(
            database.sql("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'levels'").fetchall()
        )
        assert types["level"] == "BIGINT"
        assert types["marked"] == "BOOLEAN"
        assert types["x0"] == "DOUBLE"
        assert {
            row[0] for row in database.sql("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
        } == {*views(with_codes=False)}
    schema = pq.read_schema(exported(source, "parquet") / "competencies.parquet")
    assert str(schema.field("required_level").type) == "int64"


def test_parquet_is_partitioned_on_request(tmp_path: Path) -> None:
    here, there = described("een", organisation="Stad A/B"), described("twee", organisation="Stad C")
    source = open_import(imported(tmp_path, here, there))
    folder = exported(source, "parquet", Options(partition_by="organisation"))
    parts = sorted(path.parent.name for path in (folder / "levels").rglob("*.parquet"))
    assert parts == ["organisation=Stad A%2FB", "organisation=Stad C"]
    dataset = pyarrow.dataset.dataset(folder / "functions", partitioning="hive")
    only = dataset.to_table(filter=pyarrow.dataset.field("organisation") == "Stad C").to_pylist()
    assert [row["document_id"] for row in only] == [there.document_id]
    with duckdb.connect() as database:
        everything = f"read_parquet('{folder}/levels/*/*.parquet', hive_partitioning = true)"
        assert database.sql(f"SELECT count(*) FROM {everything} GROUP BY organisation").fetchall() == [(8,), (8,)]


def test_a_mapping_joins_in_every_table_target(tmp_path: Path) -> None:
    codes = {"integriteit": Codes("http://data.europa.eu/esco/skill/x", None, "C-01")}
    source = open_import(imported(tmp_path, described("een")), codes)
    query = "SELECT competency_id, esco_uri, own_code FROM required_levels ORDER BY 1"
    expected = [("initiatief", None, None), ("integriteit", "http://data.europa.eu/esco/skill/x", "C-01")]
    with closing(sqlite3.connect(exported(source, "sqlite"))) as database:
        assert database.execute(query).fetchall() == expected
    with duckdb.connect(str(exported(source, "duckdb")), read_only=True) as duck:
        assert duck.sql(query).fetchall() == expected
    assert (exported(source, "csv") / "mapping.csv").read_text() == (
        "competency_id,esco_uri,vdab_code,own_code\nintegriteit,http://data.europa.eu/esco/skill/x,,C-01\n"
    )
    assert pq.read_table(exported(source, "parquet") / "mapping.parquet").num_rows == 1
    columns = ["competency_id", "esco_uri", "own_code"]
    rows = pq.read_table(exported(source, "parquet") / "competencies.parquet", columns=columns).to_pylist()
    assert sorted(tuple(row.values()) for row in rows) == expected
    parts = exported(source, "parquet", Options(partition_by="organisation")) / "competencies"
    rows = pyarrow.dataset.dataset(parts, partitioning="hive").to_table(columns=columns).to_pylist()
    assert sorted(tuple(row.values()) for row in rows) == expected
    with (exported(source, "csv") / "competencies.csv").open(encoding="utf-8", newline="") as file:
        cells = [
            (row["competency_id"], row["esco_uri"] or None, row["own_code"] or None) for row in csv.DictReader(file)
        ]
    assert sorted(cells) == expected
    frame = pd.read_excel(exported(source, "xlsx"), "competencies", keep_default_na=False, na_values=[""])[columns]
    assert sorted(frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None)) == expected
    line = json.loads(exported(source, "jsonl").read_text(encoding="utf-8"))
    assert [c["codes"]["own_code"] for c in line["competencies"]] == ["C-01", None]


def test_an_earlier_import_may_have_had_fewer_tables_and_fields(tmp_path: Path) -> None:
    same, new = described("een"), described("twee")
    before = imported(tmp_path / "before", same)
    (before / "csv" / "corrected.csv").unlink()
    for file in (before / "json").iterdir():
        document = json.loads(file.read_text(encoding="utf-8"))
        del document["corrections"]
        for competency in document["competencies"]:
            del competency["corrected"]
        file.write_text(json.dumps(document), encoding="utf-8")
    source = open_import(imported(tmp_path / "now", same, new), since=before)
    assert [document.source.path for document in source.documents()] == ["twee.pdf"]


def test_changed_since_writes_what_changed_and_what_is_gone(tmp_path: Path) -> None:
    same, gone, old, new = described("zelfde"), described("weg"), described("stuk", "Oud."), described("stuk", "Nieuw.")
    before = imported(tmp_path / "before", same, gone, old)
    source = open_import(imported(tmp_path / "now", same, new), since=before)
    folder = exported(source, "csv")
    assert [row[0] for row in read_csv(folder / "functions.csv")] == [new.document_id]
    assert {row[0] for row in read_csv(folder / "levels.csv")} == {new.document_id}
    removals = list(csv.reader((folder / "removals.csv").read_text().splitlines()))[1:]
    assert sorted(row[0] for row in removals) == sorted([gone.document_id, old.document_id])
    lines = [json.loads(line) for line in exported(source, "jsonl").read_text().splitlines()]
    assert [line["document_id"] for line in lines if not line.get("removed")] == [new.document_id]
    assert {line["function_key"] for line in lines if line.get("removed")} == {gone.function_key, old.function_key}
    with closing(sqlite3.connect(exported(source, "sqlite"))) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        found = {table: database.execute(f'SELECT * FROM "{table}"').fetchall() for table in ("functions", "removals")}
    parquet = exported(source, "parquet")
    assert {table: read_arrow(pq.read_table(parquet / f"{table}.parquet")) for table in found} == found
    with duckdb.connect(str(exported(source, "duckdb")), read_only=True) as duck:
        assert {table: duck.sql(f'FROM "{table}"').fetchall() for table in found} == found
        assert duck.sql("SELECT DISTINCT document_id FROM levels").fetchall() == [(new.document_id,)]
    assert [row[0] for row in found["functions"]] == [new.document_id]
    assert sorted(found["removals"]) == sorted((d.document_id, d.function_key, d.source.path) for d in (gone, old))


def test_what_changed_is_partitioned_too_and_what_is_gone_is_not(tmp_path: Path) -> None:
    here, gone = described("een", organisation="Stad A"), described("weg", organisation="Stad B")
    source = open_import(imported(tmp_path / "b", here), since=imported(tmp_path / "a", gone))
    folder = exported(source, "parquet", Options(partition_by="organisation"))
    assert [path.name for path in (folder / "levels").iterdir()] == ["organisation=Stad A"]
    assert [row[0] for row in read_arrow(pq.read_table(folder / "removals.parquet"))] == [gone.document_id]


def test_nothing_changed_is_an_empty_feed(tmp_path: Path) -> None:
    before = imported(tmp_path / "before", described("een"))
    source = open_import(imported(tmp_path / "now", described("een")), since=before)
    assert exported(source, "jsonl").read_bytes() == b""
    assert list(read_csv(exported(source, "csv") / "documents.csv")) == []


def test_another_reader_version_alone_is_no_change(tmp_path: Path) -> None:
    one = described("een")
    other = one.model_copy(update={"reader": one.reader.model_copy(update={"version": "9.9"})})
    source = open_import(imported(tmp_path / "now", other), since=imported(tmp_path / "before", one))
    assert source.changes is not None
    assert not source.changes.document_ids


def test_a_folder_that_no_import_wrote_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFolderInvalid, match=r"there is no csv/documents\.csv in it"):
        open_import(tmp_path)


def test_a_table_with_other_columns_is_refused_with_its_name(tmp_path: Path) -> None:
    source = open_import(imported(tmp_path, described("een")))
    (tmp_path / "csv" / "tasks.csv").write_text("a,b\r\n1,2\r\n")
    with pytest.raises(ImportFolderInvalid, match=r"tasks\.csv, line 1: the columns are a, b, not document_id"):
        exported(source, "sqlite")


def test_a_folder_of_someone_else_is_not_replaced(tmp_path: Path) -> None:
    source = open_import(imported(tmp_path, described("een")))
    (tmp_path / "export" / "csv").mkdir(parents=True)
    (tmp_path / "export" / "csv" / "thesis.docx").write_text("mine")
    with pytest.raises(OutputNotWritable, match=r"holds thesis\.docx, which no export wrote"):
        exported(source, "csv")
    assert (tmp_path / "export" / "csv" / "thesis.docx").read_text() == "mine"


@pytest.mark.parametrize(
    ("target", "options", "said"),
    [
        ("jsonl", Options(dialect="excel-nl"), "--dialect says nothing to the target jsonl"),
        ("csv", Options(dialect="excel-fr"), "there is no CSV dialect excel-fr"),
        ("parquet", Options(partition_by="path"), "cannot partition by path"),
    ],
)
def test_an_option_that_a_target_cannot_honour_is_refused(
    tmp_path: Path, target: str, options: Options, said: str
) -> None:
    source = open_import(imported(tmp_path, described("een")))
    with pytest.raises(NotForTarget, match=said):
        exported(source, target, options)
