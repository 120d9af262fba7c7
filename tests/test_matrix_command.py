"""The matrix on a terminal of any width, and parts of it."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from extractor.audit.loading import load_tables
from extractor.audit.matrix import marked_texts, required_levels
from extractor.cli import main
from extractor.cli.matrix import _print_table
from tests.generated import generated_tables, write_tables


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tables(generated_tables(12, 6), tmp_path_factory.mktemp("matrix"))


def jobdesc(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="jobdesc")


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("width", [24, 40, 64, 80, 200])
def test_no_terminal_is_too_narrow_for_a_level(width: int, folder: Path) -> None:
    tables = load_tables(folder, ["functions", "competencies"])
    made = required_levels(tables["functions"], tables["competencies"])
    file = io.StringIO()
    _print_table(Console(width=width, file=file, highlight=False, markup=False), made)
    shown = file.getvalue()
    assert max(map(len, re.findall(r"(?m)^  \S.*$", shown))) <= width
    # Every level of every function is there, whatever had to give way.
    levels = [str(text) for text in marked_texts(made).to_numpy().ravel()]
    tail = re.compile(r"(?:\s+(?:\d+\*?|[?–]))+\s*$")
    cells = [
        cell
        for line in shown.splitlines()
        if line.startswith("  ") and (m := tail.search(line))
        for cell in m[0].split()
    ]
    for level in set(levels):
        assert cells.count(level) >= levels.count(level), (level, shown)


def test_a_part_of_the_matrix_is_what_has_the_value(folder: Path) -> None:
    wanted = rows(folder, "functions")[0]["grade"]
    done = jobdesc("matrix", folder, "--format", "csv", "--where", f"grade={wanted.upper()}")
    assert done.exit_code == 0
    columns = next(csv.reader(io.StringIO(done.stdout)))
    names = [row["name"] for row in rows(folder, "functions") if row["grade"] == wanted]
    assert [name.partition(" (")[0] for name in columns[-len(names) :]] == names


def test_only_unknown_leaves_what_could_not_be_told(folder: Path) -> None:
    unknown = [row for row in rows(folder, "competencies") if not row["required_level"]]
    assert unknown
    done = jobdesc("matrix", folder, "--format", "csv", "--only-unknown")
    shown = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {row["competency"] for row in shown} == {row["competency"] for row in unknown}
    assert sum(int(row["unknown"]) for row in shown) == len(unknown)
    assert all("?" in row.values() for row in shown)


def test_a_condition_on_no_column_says_which_was_meant(folder: Path) -> None:
    done = jobdesc("matrix", folder, "--where", "grad=B")
    assert done.exit_code == 2
    assert "did you mean 'grade'" in done.stderr.lower()
