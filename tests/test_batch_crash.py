"""An import that is killed at any moment, and then run again, leaves what an undisturbed one does."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.archives import command, fill, jobdesc, small_pdf, written

DOCUMENTS = 12
MOMENTS = int(os.environ.get("JOBDESC_KILLS", "8"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = fill(tmp_path_factory.mktemp("crash") / "archive", DOCUMENTS)
    (folder / "0" / "again.pdf").write_bytes(small_pdf(3))
    (folder / "namesake.pdf").write_bytes(small_pdf(99, name="Functie 5"))
    (folder / "broken.pdf").write_bytes(small_pdf(1)[:700])
    return folder


@pytest.fixture(scope="module")
def undisturbed(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], float]:
    output = tmp_path_factory.mktemp("undisturbed")
    start = time.monotonic()
    done = jobdesc("import", archive, "--output", output, "--jobs", "2")
    assert done.returncode == 1, done.stderr.decode()
    return written(output), time.monotonic() - start


def killed(arguments: list[str], after: float, how: signal.Signals) -> bool:
    """Run the command and kill it, and no process of its own; whether it still ran."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(how)
        process.wait(20)
        return True
    return False


def test_killed_at_random_moments_it_ends_as_if_undisturbed(
    archive: Path, undisturbed: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    expected, seconds = undisturbed
    chosen = random.Random(20260101)
    kills = 0
    while kills < MOMENTS:
        output = tmp_path / "output"
        shutil.rmtree(output, ignore_errors=True)
        arguments = command("import", archive, "--output", output, "--jobs", "2")
        # Early and late in one output: half of them fall on what is written when all is read.
        for _ in range(4):
            kills += killed(arguments, chosen.uniform(0.3, 1.1) * seconds, signal.SIGKILL)
        done = jobdesc(*arguments[3:])
        assert done.returncode == 1, done.stderr.decode()
        assert written(output) == expected, f"after {kills} kills"


def children(pid: int) -> set[int]:
    """Of a process on Linux, with their own."""
    listing = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    direct = {int(child) for child in listing.split()}
    return direct.union(*map(children, direct))


def alive(pids: set[int]) -> set[int]:
    return {pid for pid in pids if Path(f"/proc/{pid}").exists() and " Z " not in Path(f"/proc/{pid}/stat").read_text()}


def assert_end(pids: set[int]) -> None:
    for _ in range(600):
        if not alive(pids):
            return
        time.sleep(0.1)
    pytest.fail(f"{alive(pids)} still run")


def reading_one(archive: Path, output: Path, scratch: Path) -> subprocess.Popen[str]:
    """An import that has read its first PDF; `scratch` is its folder for what it needs for a while."""
    scratch.mkdir(exist_ok=True)
    process = subprocess.Popen(
        command("import", archive, "--output", output, "--jobs", "1"),
        env={**os.environ, "TMPDIR": str(scratch)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    assert process.stderr.readline().startswith("1/")
    return process


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_what_stops_it_leaves_nothing_and_it_says_how_to_go_on(
    how: signal.Signals, archive: Path, undisturbed: tuple[dict[str, bytes], float], tmp_path: Path
) -> None:
    output, scratch = tmp_path / "output", tmp_path / "scratch"
    process = reading_one(archive, output, scratch)
    workers = children(process.pid)
    assert workers
    process.send_signal(how)
    _, said = process.communicate()
    assert said.splitlines()[-1] == "jobdesc: stopped; the same command goes on from here"
    assert process.returncode == 128 + how
    assert_end(workers)
    assert list(scratch.iterdir()) == []
    go_on = jobdesc("import", archive, "--output", output, "--jobs", "1")
    assert b"1/15" not in go_on.stderr
    assert written(output) == undisturbed[0]


def test_what_nohup_protects_goes_on(archive: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        ["nohup", *command("import", archive, "--output", tmp_path, "--jobs", "1")],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stderr
    process.stderr.readline()
    process.send_signal(signal.SIGHUP)
    process.communicate()
    assert process.returncode == 1


def test_one_that_is_killed_takes_its_workers_along_and_the_next_clears_up(archive: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    process = reading_one(archive, tmp_path / "output", scratch)
    workers = children(process.pid)
    process.kill()
    process.communicate()
    assert_end(workers)
    (left,) = scratch.iterdir()
    living = reading_one(archive, tmp_path / "other", scratch)
    living.send_signal(signal.SIGSTOP)
    (mine,) = scratch.iterdir()
    assert mine != left
    reading_one(archive, tmp_path / "third", scratch).communicate()
    assert list(scratch.iterdir()) == [mine]
    living.send_signal(signal.SIGCONT)
    living.communicate()
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("kilobytes", [30, 150, 400])
def test_a_full_disk_is_said_and_gone_on_from(
    archive: Path, undisturbed: tuple[dict[str, bytes], float], tmp_path: Path, kilobytes: int
) -> None:
    """The kernel refuses to let any file grow beyond a size, in the middle of whatever is written."""

    def fill_up() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024,) * 2)

    full = run_with(fill_up, command("import", archive, "--output", tmp_path, "--jobs", "2"))
    if full.returncode != 1 or b"cannot be written" not in full.stderr:
        pytest.fail(full.stderr.decode())
    assert b"Traceback" not in full.stderr
    assert jobdesc("import", archive, "--output", tmp_path, "--jobs", "2").returncode == 1
    assert written(tmp_path) == undisturbed[0]


def run_with(prepare: Callable[[], None], arguments: list[str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(arguments, capture_output=True, preexec_fn=prepare, check=False)


def test_a_second_import_into_one_output_says_that_another_writes_there(archive: Path, tmp_path: Path) -> None:
    first = subprocess.Popen(
        command("import", archive, "--output", tmp_path, "--jobs", "1"), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert first.stderr
    first.stderr.readline()
    first.send_signal(signal.SIGSTOP)
    second = jobdesc("import", archive, "--output", tmp_path)
    seen = jobdesc("status", tmp_path)
    first.send_signal(signal.SIGCONT)
    first.communicate(timeout=60)
    assert second.returncode == 1
    assert b"another import writes there" in second.stderr
    assert b"not read yet" in seen.stdout
    assert first.returncode == 1
