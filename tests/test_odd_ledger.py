"""A ledger that another hand changed is an error with a next step; one that may not be written can still be read."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from extractor.cli import main
from tests.archives import command, jobdesc, small_pdf

pytestmark = pytest.mark.usefixtures("read_here")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of one good PDF and one broken one, and the output of its import."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "archive").mkdir()
    (folder / "archive" / "good.pdf").write_bytes(small_pdf(1))
    (folder / "archive" / "half.pdf").write_bytes(small_pdf(1)[:700])
    jobdesc("import", folder / "archive", "--output", folder / "output")
    return folder


@pytest.fixture
def output(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made / "output", tmp_path / "output"))


def change(output: Path, *statements: str) -> None:
    with closing(sqlite3.connect(output / "ledger.sqlite3")) as connection, connection:
        for statement in statements:
            connection.execute(statement)


ODD = {
    "no version": "PRAGMA user_version = 0",
    "a later version": "PRAGMA user_version = 99",
    "a column of another name": "ALTER TABLE source RENAME COLUMN fingerprint TO print",
    "a table that is gone": "DROP TABLE tally",
    "an error that is no JSON": "UPDATE reading SET error = 'oops' WHERE error IS NOT NULL",
    "an error of no kind": """UPDATE reading SET error = '["oops", ""]' WHERE error IS NOT NULL""",
}


@pytest.mark.parametrize("odd", ODD)
def test_a_ledger_that_was_changed_is_an_error_with_a_next_step(odd: str, made: Path, output: Path) -> None:
    change(output, ODD[odd])
    for arguments in (["status", str(output)], ["import", str(made / "archive"), "--output", str(output)]):
        done = CliRunner().invoke(main, arguments)
        assert isinstance(done.exception, SystemExit), done.exception
        assert done.exit_code == 1
        assert "ledger.sqlite3: " in done.stderr
        assert "import again" in done.stderr or "Use that version" in done.stderr


@pytest.mark.parametrize(
    "odd",
    [
        "UPDATE reading SET recipe = 'oops'",
        "UPDATE description SET json = x'00'",
        "UPDATE fact SET value = 'oops' WHERE name = 'published'",
    ],
)
def test_what_the_next_import_needs_of_it_is_looked_at_too(odd: str, made: Path, output: Path) -> None:
    change(output, odd, "DELETE FROM published", "DELETE FROM fact WHERE name = 'published' AND value != 'oops'")
    done = CliRunner().invoke(main, ["import", str(made / "archive"), "--output", str(output)])
    assert isinstance(done.exception, SystemExit), done.exception
    assert "ledger.sqlite3: not a ledger, or damaged" in done.stderr or "Written to" in done.stdout


def test_status_needs_no_right_to_write(output: Path) -> None:
    """As another user, or from a snapshot."""
    before = {path.name: path.stat().st_mtime_ns for path in output.iterdir()}
    for path in [*output.parents, output]:
        if path.owner() == output.owner() and path != Path("/"):
            path.chmod(path.stat().st_mode | 0o055)
    (output / "ledger.sqlite3").chmod(0o444)
    output.chmod(0o555)

    assert status_of_another(output) == 0
    output.chmod(0o755)
    assert {path.name: path.stat().st_mtime_ns for path in output.iterdir()} == before


def status_of_another(output: Path) -> int:
    """Exit code of `jobdesc status` in a process that gave away the rights of root, which may write anywhere."""
    CliRunner().invoke(main, ["status", str(output)])  # the interpreter itself may be where only root reads
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    done = CliRunner().invoke(main, ["status", str(output)])
    os._exit(done.exit_code if "PDFs offered" in done.stdout else 99)


def test_a_shell_that_allows_few_open_files_says_how_many_are_needed(made: Path, tmp_path: Path) -> None:
    words = command("import", made / "archive", "--output", tmp_path / "out", "--jobs", "1")
    line = f"ulimit -n 14; exec {' '.join(words)}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False, text=True)
    assert done.returncode == 1
    assert "open files with --jobs 1, and this shell allows 14\nSay `ulimit -n 256` first.\n" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_url_that_lacks_a_part_says_so(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["import", "github://nobody", "--output", str(tmp_path)])
    assert done.exit_code in {1, 2}
    assert "github://nobody: " in done.stderr
