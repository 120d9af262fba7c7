"""What is written goes where it was named: through links, into pipes and devices, to stdout; never in their place."""

from __future__ import annotations

import os
import re
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.errors import OutputNotWritable
from extractor.output.placing import is_stdout, make_folder, unfinished, whole_file, whole_folder, write_atomically
from extractor.output.staging import Made, Stage
from extractor.output.writing import prepare_output
from tests.archives import fill
from tests.forked import Done, jobdesc

WRITERS = (
    ("matrix", "--format", "csv"),
    ("matrix", "--format", "html"),
    ("matrix", "--format", "xlsx"),
    ("audit", "--format", "json"),
    ("report",),
    ("framework", "--format", "json"),
    ("export", "--to", "jsonl"),
    ("export", "--to", "sqlite"),
    ("export", "--to", "jsonld"),
)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("placing")
    fill(folder / "archive", 2)
    assert jobdesc("import", folder / "archive", "--output", folder / "output", "--quiet").returncode == 0
    return folder / "output"


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("command", WRITERS, ids=" ".join)
def test_every_command_writes_through_a_link_and_into_a_pipe_and_to_stdout(
    command: tuple[str, ...], imported: Path, tmp_path: Path
) -> None:
    name, *options = command
    day = ("--today", "2026-01-05") if name in {"report", "audit"} else ()

    def write(to: str | Path) -> Done:
        done = jobdesc(name, imported, *options, *day, "--output", to)
        assert done.returncode == 0, done.stderr
        return done

    plain = tmp_path / "plain"
    write(plain)
    expected = plain.read_bytes()
    assert expected
    real, link = tmp_path / "far" / "real", tmp_path / "link"
    real.parent.mkdir()
    real.write_bytes(b"old")
    link.symlink_to("far/real")
    write(link)
    assert link.is_symlink()
    assert real.read_bytes() == expected
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()))
    reader.start()
    write(pipe)
    reader.join()
    assert stat.S_ISFIFO(pipe.lstat().st_mode)
    for shown in (received[0], write("-").stdout, write("/dev/stdout").stdout):
        assert without_ways(shown) == without_ways(expected)


def without_ways(page: bytes) -> bytes:
    """A report without its ways to the PDFs: they begin where it is written, and a stream stands nowhere."""
    return re.sub(rb'"\./[^"]*"', b'""', page)


def test_a_device_is_written_into_and_stays(imported: Path, tmp_path: Path) -> None:
    null = tmp_path / "null"
    try:
        os.mknod(null, 0o600 | stat.S_IFCHR, os.makedev(1, 3))
    except PermissionError:
        null = Path("/dev/null")
    for command in WRITERS:
        name, *options = command
        assert jobdesc(name, imported, *options, "--output", null).returncode == 0
        assert stat.S_ISCHR(null.stat().st_mode), command


def test_a_full_device_is_an_error_that_says_so(imported: Path) -> None:
    for command in WRITERS:
        name, *options = command
        done = jobdesc(name, imported, *options, "--output", "/dev/full")
        assert done.returncode == 1
        assert b"/dev/full: cannot be written (No space left on device)" in done.stderr
        assert b"Traceback" not in done.stderr
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_a_stage_on_a_full_disk_ends_without_a_fault_of_its_own(tmp_path: Path) -> None:
    prepare_output(tmp_path)
    unfinished(tmp_path / "csv" / "rows").symlink_to("/dev/full")
    with Stage(tmp_path) as stage:
        stage.put(Made("a.pdf", (("a.json", b"{}"),), (b"row",)))
    assert [path.name for path in tmp_path.rglob("*") if not path.is_dir()] == []


def test_what_a_shell_redirects_is_appended_to_and_not_replaced(imported: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_bytes(b"first\n")
    inode = log.stat().st_ino
    assert jobdesc("export", imported, "--to", "jsonl", "-o", "/dev/stdout", stdout=log).returncode == 0
    assert log.stat().st_ino == inode
    assert log.read_bytes().startswith(b'first\n{"schema_version"')


def test_an_export_folder_behind_a_link_is_renewed_behind_it(imported: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real")
    for _ in range(2):
        assert jobdesc("export", imported, "--to", "csv", "--output", link).returncode == 0
        assert link.is_symlink()
        assert (tmp_path / "real" / "functions.csv").read_bytes().count(b"\r\n") == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "real"]


def test_an_import_into_a_link_keeps_it_and_the_links_in_it(tmp_path: Path) -> None:
    fill(tmp_path / "archive", 1)
    (tmp_path / "real" / "csv").mkdir(parents=True)
    (tmp_path / "output").symlink_to("real")
    (tmp_path / "real" / "csv" / "functions.csv").symlink_to(tmp_path / "shared.csv")
    for number in (1, 2):
        fill(tmp_path / "archive", number)
        assert jobdesc("import", tmp_path / "archive", "--output", tmp_path / "output", "--quiet").returncode == 0
        assert (tmp_path / "output").is_symlink()
        assert (tmp_path / "real" / "csv" / "functions.csv").is_symlink()
        assert (tmp_path / "shared.csv").read_bytes().count(b"\r\n") == number + 1


def test_a_folder_has_no_place_on_stdout(tmp_path: Path) -> None:
    with pytest.raises(OutputNotWritable, match="a folder"), whole_folder(Path("-"), ".csv"):
        raise AssertionError


def test_a_failure_in_the_block_leaves_a_link_and_what_it_leads_to(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old")
    link.symlink_to(real)

    def fail() -> None:
        with whole_file(link) as path:
            path.write_text("half")
            raise OSError(28, "No space left on device")

    with pytest.raises(OutputNotWritable, match="No space"):
        fail()
    assert (real.read_text(), link.is_symlink()) == ("old", True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "real"]


@pytest.mark.usefixtures("umask")
def test_what_is_new_is_private_where_the_folder_is_new(tmp_path: Path) -> None:
    fill(tmp_path / "archive", 1)
    assert jobdesc("import", tmp_path / "archive", "--output", tmp_path / "new" / "output", "--quiet").returncode == 0
    folders = [tmp_path / "new", *(path for path in (tmp_path / "new").rglob("*") if path.is_dir())]
    assert {mode(folder) for folder in folders} == {0o700}
    written = [path for path in (tmp_path / "new").rglob("*") if path.is_file() and path.name != ".import.lock"]
    assert {path.name for path in written} >= {"ledger.sqlite3", "levels.csv", "datapackage.json"}
    assert {path.name: mode(path) for path in written if mode(path) != 0o600} == {}


@pytest.mark.usefixtures("umask")
def test_a_folder_that_was_there_decides_for_itself(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir(mode=0o755)
    write_atomically(tmp_path / "shared" / "new", "x")
    assert mode(tmp_path / "shared" / "new") == 0o644
    (tmp_path / "shared" / "new").chmod(0o640)
    write_atomically(tmp_path / "shared" / "new", "y")
    assert mode(tmp_path / "shared" / "new") == 0o640
    make_folder(tmp_path / "shared")
    assert mode(tmp_path / "shared") == 0o755


@pytest.mark.parametrize(
    ("name", "expected"),
    [("-", True), ("/dev/stdout", True), ("/dev/fd/1", True), ("/dev/stderr", False), ("x", False)],
)
def test_what_is_stdout(name: str, expected: bool) -> None:
    assert is_stdout(Path(name)) is expected
