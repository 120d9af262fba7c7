"""`jobdesc export` as a user calls it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extractor.errors import ListInvalid
from extractor.framework.mapping import Codes, read_mapping
from tests.exports import described, imported
from tests.test_cli import jobdesc


def test_the_default_place_is_in_the_import(tmp_path: Path) -> None:
    result = jobdesc("export", imported(tmp_path, described("een")), "--to", "jsonl")
    assert result.exit_code == 0
    assert result.stdout == f"Written to {tmp_path}/export/jobdesc.jsonl.\n"
    assert (tmp_path / "export" / "jobdesc.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "xml"], "there is no target xml"),
        (["--to", "sqlite", "--removed", "mark"], "--removed says nothing to the target sqlite"),
        (["--to", "postgresql://x/y", "--output", "z"], "a database is written in place"),
    ],
)
def test_a_wrong_call_is_answered_with_2(tmp_path: Path, arguments: list[str], said: str) -> None:
    result = jobdesc("export", imported(tmp_path, described("een")), *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_competencies_without_codes_are_listed(tmp_path: Path) -> None:
    mapping = tmp_path / "codes.csv"
    mapping.write_text("\ufeffcompetency_id;own_code\nintegriteit;C-01\nintegritiet;C-02\n", encoding="utf-8")
    folder = imported(tmp_path, described("een"))
    said = "1 competency without codes: initiatief\nCodes for no competency here: integritiet\n"
    assert jobdesc("export", folder, "--to", "csv", "--mapping", mapping).stderr == said
    # Where nothing changed nothing is written, and the mapping is held against the whole all the same.
    assert jobdesc("export", folder, "--to", "csv", "--mapping", mapping, "--changed-since", folder).stderr == said


def test_changes_are_counted(tmp_path: Path) -> None:
    before, now = imported(tmp_path / "a", described("een")), imported(tmp_path / "b", described("twee"))
    result = jobdesc("export", now, "--to", "csv", "--changed-since", before)
    assert result.stdout.endswith("\n1 job description changed, 1 removed.\n")


@pytest.mark.parametrize(
    ("target", "package", "extra"),
    [
        ("duckdb", "duckdb", "duckdb"),
        ("duckdb", "pyarrow", "duckdb"),
        ("parquet", "pyarrow", "parquet"),
        ("xlsx", "xlsxwriter", "xlsx"),
        ("sqlite:///x.db", "sqlalchemy", "sql"),
        ("postgresql://nobody@localhost/nothing", "psycopg", "sql"),
    ],
)
def test_a_missing_package_is_named_with_its_extra(tmp_path: Path, target: str, package: str, extra: str) -> None:
    folder = imported(tmp_path, described("een"))
    code = (
        f"import sys; sys.modules[{package!r}] = None\n"
        f"from extractor.cli import main; main(['export', {str(folder)!r}, '--to', {target!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 2
    assert f"needs the package {package}" in done.stderr
    assert f'Run: pip install "jobdesc[{extra}]"' in done.stderr


def test_a_mapping_says_all_its_faults_at_once(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("competency_id,esco_uri\na,http://x.y/z\na,http://x.y/z\nb,esco:1\n,http://x.y/z\n")
    with pytest.raises(ListInvalid) as refused:
        read_mapping(path)
    assert refused.value.faults == (
        "line 3: a stands in the file twice",
        "line 4: esco_uri 'esco:1' is not an http or https URI",
        "line 5: competency_id is empty",
    )
    path.write_text("competency_id,esco_url\n")
    with pytest.raises(ListInvalid, match="unknown column 'esco_url'; did you mean 'esco_uri'"):
        read_mapping(path)


def test_a_mapping_is_read(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text('competency_id,competency,vdab_code,own_code\na,De a," 7 ",\n"b",B,,\n')
    assert read_mapping(path) == {"a": Codes(None, "7", None)}
