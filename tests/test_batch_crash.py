"""An import that is killed at any moment, and then run again, leaves what an undisturbed one does."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.archives import command, fill, jobdesc, small_pdf, written

DOCUMENTS = 12
MOMENTS = int(os.environ.get("JOBDESC_KILLS", "8"))


@dataclass(frozen=True)
class Layout:
    """What is named to an import of 15 PDFs, and whether its output is named by a link; what comes out undisturbed."""

    named: tuple[Path, ...]
    linked: bool
    expected: dict[str, bytes]

    def output(self, folder: Path) -> Path:
        output = folder / "output"
        if self.linked:
            (folder / "elsewhere").mkdir()
            output.symlink_to(folder / "elsewhere")
        return output


def laid_out(folder: Path, kind: str) -> Layout:
    named: tuple[Path, ...]
    if kind == "one folder":
        named = (fill(folder / "archive", DOCUMENTS),)
    else:
        # Each of the two has files of the same names, one is a link, and so are two of the files.
        named = (fill(folder / "one", 7), folder / "two")
        fill(folder / "real", 5, first=50)
        (folder / "two").symlink_to("real")
        (folder / "one" / "0" / "0.pdf").rename(folder / "kept.pdf")
        (folder / "one" / "0" / "0.pdf").symlink_to(folder / "kept.pdf")
        (folder / "one" / "there.pdf").symlink_to("1/1.pdf")
    (named[0] / "0" / "again.pdf").write_bytes(small_pdf(3))
    (named[0] / "namesake.pdf").write_bytes(small_pdf(99, name="Functie 5"))
    (named[0] / "broken.pdf").write_bytes(small_pdf(1)[:700])
    output = folder / "undisturbed"
    done = jobdesc("import", *named, "--output", output)
    assert done.returncode == 1, done.stderr.decode()
    return Layout(named, kind != "one folder", written(output))


@pytest.fixture(scope="module")
def layouts(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Layout]:
    """Each kind is laid out once."""
    return cache(lambda kind: laid_out(tmp_path_factory.mktemp("layout"), kind))


@pytest.fixture(scope="module")
def plain(layouts: Callable[[str], Layout]) -> Layout:
    return layouts("one folder")


@pytest.fixture(scope="module", params=["one folder", "links and two roots"])
def layout(request: pytest.FixtureRequest, layouts: Callable[[str], Layout]) -> Layout:
    return layouts(request.param)


@pytest.fixture(scope="module")
def archive(plain: Layout) -> Path:
    return plain.named[0]


def killed(arguments: list[str], chosen: random.Random, read: int, seconds: float) -> bool:
    """Run the command and kill it when it has read so many PDFs, and `seconds` later; whether it still ran then."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    assert process.stderr is not None
    for _ in range(read):
        if not process.stderr.readline():
            break
    time.sleep(seconds)
    still = process.poll() is None
    if chosen.random() < 0.5:
        process.kill()
    elif still:
        os.killpg(process.pid, signal.SIGKILL)  # its workers too, at the same moment
    process.communicate()
    return still


def test_killed_at_random_moments_it_ends_as_if_undisturbed(layout: Layout, tmp_path: Path) -> None:
    chosen = random.Random(20260101)
    for number in range(MOMENTS // 4):
        folder = tmp_path / str(number)
        folder.mkdir()
        output = layout.output(folder)
        arguments = command("import", *layout.named, "--output", output)
        # Early and late in one output: half of them fall on what is written when all is read.
        moments = [(chosen.choice([chosen.randrange(15), 15]), chosen.uniform(0, 0.3)) for _ in range(4)]
        kills = sum(killed([*arguments, "--jobs", "2"], chosen, *moment) for moment in moments)
        done = jobdesc(*arguments[3:])
        assert done.returncode == 1, done.stderr.decode()
        assert written(output) == layout.expected, f"after {kills} kills"


def test_workers_that_are_killed_cost_nothing(layout: Layout, tmp_path: Path) -> None:
    """By the kernel where memory is short, for one: each of the first three, as soon as it is there."""
    output = layout.output(tmp_path)
    process = subprocess.Popen(
        command("import", *layout.named, "--output", output, "--jobs", "2"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    killed_ones: set[int] = set()
    while len(killed_ones) < 3 and process.poll() is None:
        for worker in workers_of(process.pid) - killed_ones:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
            killed_ones.add(worker)
    _, said = process.communicate()
    assert len(killed_ones) >= 3
    assert b"Traceback" not in said
    assert process.returncode == 1
    assert written(output) == layout.expected


def workers_of(pid: int) -> set[int]:
    """The workers of an import: children of its child that has imported everything, of which they are copies."""
    return set().union(*map(direct_children, direct_children(pid)))


def direct_children(pid: int) -> set[int]:
    """Of a process on Linux."""
    try:
        listing = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:  # it has ended
        return set()
    return {int(child) for child in listing.split()}


def children(pid: int) -> set[int]:
    """The same, with their own."""
    direct = direct_children(pid)
    return direct.union(*map(children, direct))


def alive(pids: set[int]) -> set[int]:
    return {pid for pid in pids if Path(f"/proc/{pid}").exists() and " Z " not in Path(f"/proc/{pid}/stat").read_text()}


def assert_end(pids: set[int]) -> None:
    for _ in range(600):
        if not alive(pids):
            return
        time.sleep(0.1)
    pytest.fail(f"{alive(pids)} still run")


@pytest.fixture
def scratch() -> Iterator[Path]:
    """With a short path, so that a socket can stand in it."""
    with tempfile.TemporaryDirectory(prefix="s") as folder:
        yield Path(folder)


def reading_one(archive: Path, output: Path, scratch: Path) -> subprocess.Popen[str]:
    """An import that has read its first PDF; `scratch` is its folder for what it needs for a while."""
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
    how: signal.Signals, plain: Layout, archive: Path, tmp_path: Path, scratch: Path
) -> None:
    output = tmp_path / "output"
    process = reading_one(archive, output, scratch)
    workers = children(process.pid)
    assert workers_of(process.pid)
    process.send_signal(how)
    _, said = process.communicate()
    assert said.splitlines()[-1] == "jobdesc: stopped; the same command goes on from here"
    assert process.returncode == 128 + how
    assert_end(workers)
    assert list(scratch.iterdir()) == []
    go_on = jobdesc("import", archive, "--output", output, "--jobs", "1")
    assert b"1/15" not in go_on.stderr
    assert written(output) == plain.expected


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


def test_one_that_is_killed_takes_its_workers_along_and_the_next_clears_up(
    archive: Path, tmp_path: Path, scratch: Path
) -> None:
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


@pytest.mark.parametrize("kilobytes", [30, 400])
def test_a_full_disk_is_said_and_gone_on_from(layout: Layout, tmp_path: Path, kilobytes: int) -> None:
    """The kernel refuses to let any file grow beyond a size, in the middle of whatever is written."""

    def fill_up() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024,) * 2)

    output = layout.output(tmp_path)
    arguments = command("import", *layout.named, "--output", output)
    full = subprocess.run(arguments, capture_output=True, preexec_fn=fill_up, check=False)
    if full.returncode != 1 or b"cannot be written" not in full.stderr:
        pytest.fail(full.stderr.decode())
    assert b"Traceback" not in full.stderr
    assert jobdesc(*arguments[3:]).returncode == 1
    assert written(output) == layout.expected


def test_a_second_import_into_one_output_says_that_another_writes_there(layout: Layout, tmp_path: Path) -> None:
    """Also where the second one names the output otherwise."""
    output = layout.output(tmp_path)
    first = subprocess.Popen(
        command("import", *layout.named, "--output", output, "--jobs", "2"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert first.stderr
    first.stderr.readline()
    first.send_signal(signal.SIGSTOP)
    second = jobdesc("import", *layout.named, "--output", output.resolve())
    seen = jobdesc("status", output)
    first.send_signal(signal.SIGCONT)
    first.communicate()
    assert second.returncode == 1
    assert b"another import writes there" in second.stderr
    assert b"not read yet" in seen.stdout
    assert first.returncode == 1
    assert written(output) == layout.expected


def test_an_archive_that_holds_a_module_of_a_name_that_is_needed(tmp_path: Path) -> None:
    """What is imported before workers know from where is not taken from the folder that one stands in."""
    folder = fill(tmp_path / "archive", 2)
    for name in ("numpy", "regex", "extractor"):
        (folder / f"{name}.py").write_text(f"import os\nos.mkdir({str(tmp_path / 'taken')!r})\n")
    script = tmp_path / "elsewhere" / "jobdesc.py"
    script.parent.mkdir()
    script.write_text("if __name__ == '__main__':\n    from extractor.cli import main\n    main()\n")
    done = subprocess.run(
        [sys.executable, str(script), "import", ".", "--output", str(tmp_path / "output"), "--jobs", "1"],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert not (tmp_path / "taken").exists()
