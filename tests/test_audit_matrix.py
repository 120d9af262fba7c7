"""The matrix against plain SQL over the CSV files, which shares nothing with it but the files."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from click.testing import CliRunner

from extractor.audit.loading import load_table, load_tables
from extractor.audit.matrix import By, level_statistics, matrix_texts, matrix_to_table, required_levels
from extractor.audit.matrix_page import matrix_to_html
from extractor.cli import main
from extractor.errors import ImportNotFound, TableInvalid
from extractor.model import JobDescription
from extractor.output.columns import COLUMNS
from extractor.output.outcome import OfferedPdf
from extractor.output.tables import offered_to_frames
from extractor.output.writing import write_import
from tests.builders import competency, job_description
from tests.generated import generated_tables, write_tables


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tables(generated_tables(60, 12), tmp_path_factory.mktemp("import"))


def sql(folder: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        for name in COLUMNS:
            connection.execute(f"create view {name} as select * from read_csv('{folder}/csv/{name}.csv', header=true)")
        return connection.execute(query).fetchall()


def frames(*descriptions: JobDescription) -> dict[str, pd.DataFrame]:
    return offered_to_frames([OfferedPdf(d.source.path, d.source.sha256, job_descriptions=(d,)) for d in descriptions])


def test_every_table_comes_back_as_it_was_made(tmp_path: Path) -> None:
    made = frames(job_description())
    write_tables(made, tmp_path)
    for name, frame in load_tables(tmp_path, COLUMNS).items():
        pd.testing.assert_frame_equal(frame, made[name])


def test_a_text_that_looks_like_nothing_stays_text(tmp_path: Path) -> None:
    tables = generated_tables(3, 2)
    tables["functions"]["service"] = pd.array(["NA", "null", "None"], dtype="string")
    write_tables(tables, tmp_path)
    assert list(load_table(tmp_path, "functions")["service"]) == ["NA", "null", "None"]


def test_what_is_no_import_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(ImportNotFound, match=r"not the output of an import \(csv/levels.csv is missing\)"):
        load_table(tmp_path, "levels")
    write_tables(generated_tables(2, 2), tmp_path)
    file = tmp_path / "csv" / "levels.csv"
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("true", "waar", 1), encoding="utf-8")
    with pytest.raises(TableInvalid, match=r"row \d+, marked: 'waar' is not true or false"):
        load_table(tmp_path, "levels")
    file.write_text(good.replace(",2,200.0", ",2.5,200.0", 1), encoding="utf-8")
    with pytest.raises(TableInvalid, match=r"row 1, page: '2.5' is not a whole number"):
        load_table(tmp_path, "levels")
    file.write_text(good.replace("mark_kind", "kind", 1), encoding="utf-8")
    with pytest.raises(TableInvalid, match="the column mark_kind is missing"):
        load_table(tmp_path, "levels")
    file.write_text("", encoding="utf-8")
    with pytest.raises(TableInvalid):
        load_table(tmp_path, "levels")


def test_every_cell_is_the_level_in_the_file(folder: Path) -> None:
    tables = load_tables(folder, ["functions", "competencies"])
    matrix = required_levels(tables["functions"], tables["competencies"])
    texts = matrix_texts(matrix)
    found = {(row, column): texts.at[row, column] for row in texts.index for column in texts.columns}
    rows = sql(folder, "select document_id, competency_id, required_level from competencies")
    expected = dict.fromkeys(found, "–") | {(d, c): "?" if level is None else str(level) for d, c, level in rows}
    assert found == expected
    assert {"?", "–"} < set(found.values())


@pytest.mark.parametrize("by", [By.DEPARTMENT, By.GRADE, By.CAREER])
def test_counts_and_medians_are_those_of_sql(folder: Path, by: By) -> None:
    tables = load_tables(folder, ["functions", "competencies"])
    statistics = level_statistics(**tables, by=by)
    figures = ["functions", "known", "unknown", "median", "lowest", "highest"]
    found = {
        (None if pd.isna(row[by.value]) else row[by.value], row["competency"]): tuple(float(row[f]) for f in figures)
        for row in statistics.to_dict("records")
    }
    query = f"""select f.{by.value}, c.competency, count(*), count(required_level), count(*) - count(required_level),
                median(required_level), min(required_level), max(required_level)
                from competencies c join functions f using (document_id) group by all"""
    assert found == {(g, c): tuple(map(float, values)) for g, c, *values in sql(folder, query)}
    matrix = required_levels(**tables, by=by)
    for (group, name), (_, known, unknown, median, *_) in found.items():
        column = matrix.columns.index[matrix.columns["competency"] == name][0]
        row = "(not stated)" if group is None else group
        assert matrix.levels.at[row, column] == median
        assert (matrix.known.at[row, column], matrix.unknown.at[row, column]) == (known, unknown)


def test_competencies_of_one_name_stand_in_one_column_though_one_document_has_the_name_twice() -> None:
    def described(digest: str, *competencies: tuple[str, str, str]) -> JobDescription:
        made = tuple(competency(id_, name, ".x", group=group) for id_, name, group in competencies)
        return job_description(sha256=digest * 64, path=f"{digest}.pdf", competencies=made, findings=())

    tables = frames(
        described(
            "a", ("met-klanten-luisteren", "Luisteren", "Met klanten"), ("in-team-luisteren", "Luisteren", "In team")
        ),
        described("b", ("luisteren", "Luisteren", "Met klanten")),
    )
    matrix = required_levels(tables["functions"], tables["competencies"])
    assert list(matrix.columns.index) == ["met-klanten-luisteren", "in-team-luisteren"]
    assert matrix_texts(matrix).to_numpy().tolist() == [["1", "1"], ["1", "–"]]


def test_the_csv_has_a_row_for_each_competency(folder: Path) -> None:
    done = CliRunner().invoke(main, ["matrix", str(folder), "--format", "csv"])
    assert done.exit_code == 0
    table = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(table) == 12
    assert list(table[0])[:11] == [
        *("competency_id", "block_number", "block", "group", "competency", "functions", "known", "unknown", "median"),
        *("corrected", "Functie 0000"),
    ]
    assert all(value for row in table for value in row.values())


def test_two_functions_of_one_name_are_told_apart() -> None:
    tables = frames(
        *(
            job_description(sha256=d * 64, path=f"{d}.pdf", competencies=(competency("a", "A", "x"),), findings=())
            for d in "ab"
        )
    )
    table = matrix_to_table(required_levels(tables["functions"], tables["competencies"]))
    assert list(table.columns[-2:]) == ["Griffier, 2de graad (aaaaaaaaaaaa)", "Griffier, 2de graad (bbbbbbbbbbbb)"]


def test_the_table_for_a_terminal_names_what_is_unknown(folder: Path) -> None:
    done = CliRunner().invoke(main, ["matrix", str(folder), "--by", "grade"])
    assert done.exit_code == 0
    assert "TECHNIEK · Groep 0" in done.stdout
    assert all(len(line.rstrip()) <= 80 for line in done.stdout.splitlines())
    ((known, unknown),) = sql(
        folder, "select count(required_level), count(*) - count(required_level) from competencies"
    )
    assert done.stdout.splitlines()[-1] == f"5 grades, 12 competencies: {known} levels known, {unknown} unknown"


def test_the_page_escapes_what_the_documents_say() -> None:
    evil = competency("a", "<script>alert(1)</script>", "x", group="<b>")
    tables = frames(job_description(name="<img src=x>", competencies=(evil,), findings=()))
    page = matrix_to_html(required_levels(tables["functions"], tables["competencies"]), "A & B")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;img src=x&gt;" in page
    assert "<script" not in page
    assert "<b>" not in page


def test_an_import_without_a_job_description_is_an_empty_matrix(tmp_path: Path) -> None:
    write_tables(generated_tables(0), tmp_path)
    for kind in ("table", "csv", "html"):
        done = CliRunner().invoke(main, ["matrix", str(tmp_path), "--format", kind])
        assert done.exit_code == 0, done.output


def test_xlsx_needs_a_file(folder: Path) -> None:
    done = CliRunner().invoke(main, ["matrix", str(folder), "--format", "xlsx"])
    assert done.exit_code == 2
    assert "--output matrix.xlsx" in done.stderr


def test_an_import_of_the_version_before_can_still_be_read(tmp_path: Path) -> None:
    """What came with 1.1 is unknown in it: two tables, and a column in two others."""
    one = job_description()
    write_import(tmp_path, [OfferedPdf(one.source.path, one.source.sha256, job_descriptions=(one,))])
    for name in ("aspects", "sections"):
        (tmp_path / "csv" / f"{name}.csv").unlink()
    for name, column in (("competencies", "required_label"), ("findings", "values")):
        file = tmp_path / "csv" / f"{name}.csv"
        pd.read_csv(file, dtype="string").drop(columns=column).to_csv(file, index=False)
    for name, frame in load_tables(tmp_path, COLUMNS).items():
        assert {column: str(kind) for column, kind in frame.dtypes.items()} == COLUMNS[name]
    assert load_table(tmp_path, "competencies")["required_label"].isna().all()
    assert load_table(tmp_path, "aspects").empty
