"""What an import writes is made anew only where it changed, and is to the byte what a fresh import would write."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest
from click.testing import CliRunner

from extractor.batch.importer import Import, ImportOrder
from extractor.batch.one_pdf import read_task
from extractor.batch.sources import find_sources
from extractor.batch.task import Task
from extractor.cli import main
from extractor.corrections.standing import load_corrections
from extractor.ledger import publishing
from extractor.ledger.opening import open_ledger
from extractor.ledger.overview import level_labels
from extractor.ledger.packing import Reading, unpacked
from extractor.ledger.recipe import current_recipe
from extractor.model import JobDescription
from extractor.output.schema import write_datapackage
from extractor.output.staging import Stage
from extractor.output.writing import prepare_output
from tests.archives import small_pdf, written

ORDER = ImportOrder(current_recipe(None), prune=True)
HEADER = "function_key,competency,field,old_value,new_value,reason,who,when\n"


class Here:
    """Workers that are this process, and read each content once in all the tests."""

    known: dict[tuple[str, bool], Reading] = {}  # noqa: RUF012  # it is meant to be shared

    def read(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Reading]]:
        for task in tasks:
            what = task.sha256, task.make_files
            if what not in self.known:
                self.known[what] = read_task(task)
            yield task, self.known[what]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...


def run(archive: Path, output: Path, *, staged: bool = False) -> bool:
    """Import, and say whether anything was written; `staged` where files are made while others are read."""
    prepare_output(output)
    with open_ledger(output) as ledger, ExitStack() as stack:
        order = replace(ORDER, corrections=load_corrections(ledger, output, None))
        stage = stack.enter_context(Stage(output)) if staged else None
        work = Import(ledger, find_sources([archive]), order, stage)
        work.look()
        for _ in work.read(lambda _: Here()):
            pass
        wrote = work.publish(output)
        write_datapackage(output, level_labels(ledger))
    return wrote


def step(chance: random.Random, archive: Path, output: Path) -> str:
    """Do one thing that people do to an archive."""
    there = sorted(archive.rglob("*.pdf"))
    what = chance.choice(["add", "add", "namesake", "change", "remove", "copy", "break", "move", "correct", "alter"])
    one = chance.choice(there) if there else None
    number = chance.randrange(12)
    new = archive / str(chance.randrange(3)) / f"{chance.randrange(1000)}.pdf"
    new.parent.mkdir(parents=True, exist_ok=True)
    corrections = output / "corrections.csv"
    if what == "add" or one is None:
        new.write_bytes(small_pdf(number))
    elif what == "namesake":
        new.write_bytes(small_pdf(number, name="Bode"))
    elif what == "change":
        one.write_bytes(small_pdf(number, name=chance.choice(["Bode", 'Griffier\r\n "x", y'])))
    elif what == "remove":
        one.unlink()
    elif what == "copy":
        shutil.copy(one, new)
    elif what == "break":
        one.write_bytes(b"no PDF")
    elif what == "move":
        one.rename(new)
    elif what == "correct":
        line = (
            f"stad-oever/functie-{number},integriteit,required_level,{number % 4},{(number + 1) % 4},x,y,2026-01-05\n"
        )
        corrections.write_text(HEADER + line if chance.random() < 0.7 else HEADER)
    else:
        written_files = sorted((output / "json").iterdir())
        if written_files:
            chance.choice(written_files).write_text("{}")
    return what


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_to_an_archive_the_output_is_that_of_a_fresh_import(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    archive, output = tmp_path / "archive", tmp_path / "output"
    (archive / "0").mkdir(parents=True)
    (archive / "0" / "0.pdf").write_bytes(small_pdf(0))
    run(archive, output, staged=True)
    for number in range(25):
        done = [step(chance, archive, output) for _ in range(chance.randrange(1, 4))]
        if not list(archive.rglob("*.pdf")):
            (archive / "0" / "0.pdf").write_bytes(small_pdf(0))
        run(archive, output, staged=True)
        fresh = tmp_path / f"fresh-{number}"
        fresh.mkdir()
        if (output / "corrections.csv").exists():
            shutil.copy(output / "corrections.csv", fresh)
        run(archive, fresh)
        assert written(output) == written(fresh), done
        assert not run(archive, output)
        shutil.rmtree(fresh)


def names_made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Takes the function's name of each job description that is made of the ledger from now on."""
    made: list[str] = []

    def counting(json: bytes) -> JobDescription:
        description = unpacked(json)
        made.append(description.function.name or "")
        return description

    monkeypatch.setattr(publishing, "unpacked", counting)
    return made


def test_what_did_not_change_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive, output = tmp_path / "archive", tmp_path / "output"
    for number in range(10):
        (archive / str(number)).mkdir(parents=True)
        (archive / str(number) / f"{number}.pdf").write_bytes(small_pdf(number))
    run(archive, output)
    made = names_made(monkeypatch)
    before = {path: path.stat().st_mtime_ns for path in (output / "json").iterdir()}
    (archive / "4" / "new.pdf").write_bytes(small_pdf(20))
    run(archive, output)
    assert made == ["Functie 20"]
    assert before == {path: path.stat().st_mtime_ns for path in before}
    made.clear()
    # A namesake changes what is said of the one that was there, and of no other.
    (archive / "5" / "namesake.pdf").write_bytes(small_pdf(21, name="Functie 3"))
    run(archive, output)
    assert made == ["Functie 3", "Functie 3"]
    made.clear()
    (archive / "0" / "0.pdf").unlink()
    run(archive, output)
    assert made == []


def test_what_is_made_while_others_are_read_is_put_in_its_place_and_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, output = tmp_path / "archive", tmp_path / "output"
    archive.mkdir()
    for number in range(6):
        (archive / f"{number}.pdf").write_bytes(small_pdf(100 + number))
    (archive / "namesake.pdf").write_bytes(small_pdf(107, name="Functie 103"))
    (archive / "none.pdf").write_bytes(b"no PDF")
    prepare_output(output)
    (output / "corrections.csv").write_text(
        f"{HEADER}stad-oever/functie-101,integriteit,required_level,1,2,x,y,2026-01-05\n"
    )
    made = names_made(monkeypatch)
    run(archive, output, staged=True)
    # What a person's word changes is made anew; that there is a namesake is added to what was made.
    assert made == ["Functie 101"]
    plain = tmp_path / "plain"
    plain.mkdir()
    shutil.copy(output / "corrections.csv", plain)
    run(archive, plain)
    assert written(output) == written(plain)
    made.clear()
    shutil.copy(archive / "5.pdf", archive / "0-the-same-as-5.pdf")
    (archive / "8.pdf").write_bytes(small_pdf(108))
    run(archive, output, staged=True)
    # A path that comes before the one that it was read by is what its JSON says.
    assert made == ["Functie 105"]
    assert not list(output.rglob(".*.unfinished"))


def test_a_json_that_is_a_link_stays_one(tmp_path: Path) -> None:
    archive, output = tmp_path / "archive", tmp_path / "output"
    archive.mkdir()
    (archive / "1.pdf").write_bytes(small_pdf(1))
    run(archive, output, staged=True)
    (file,) = (output / "json").iterdir()
    expected, elsewhere = file.read_bytes(), tmp_path / "elsewhere.json"
    file.unlink()
    file.symlink_to(elsewhere)
    for content in (None, b"altered"):
        if content is not None:
            elsewhere.write_bytes(content)
        shutil.rmtree(output / "csv")
        (output / "ledger.sqlite3").unlink()
        run(archive, output, staged=True)
        assert file.is_symlink()
        assert elsewhere.read_bytes() == expected


def test_a_table_of_somebody_else_is_made_again_from_the_beginning(tmp_path: Path) -> None:
    archive, output = tmp_path / "archive", tmp_path / "output"
    archive.mkdir()
    for number in range(3):
        (archive / f"{number}.pdf").write_bytes(small_pdf(number))
    run(archive, output)
    (output / "csv" / "levels.csv").write_bytes((output / "csv" / "levels.csv").read_bytes()[:-40])
    (archive / "3.pdf").write_bytes(small_pdf(3))
    run(archive, output)
    run(archive, tmp_path / "fresh")
    assert written(output) == written(tmp_path / "fresh")


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_a_file_that_was_altered_behind_its_time_is_found_and_mended(kind: str, tmp_path: Path) -> None:
    archive, output = tmp_path / "archive", tmp_path / "output"
    archive.mkdir()
    for number in range(3):
        (archive / f"{number}.pdf").write_bytes(small_pdf(number))
    assert CliRunner().invoke(main, ["import", str(archive), "--output", str(output)]).exit_code == 0
    sound = CliRunner().invoke(main, ["status", str(output), "--verify"])
    assert (sound.exit_code, sound.stdout) == (0, "Every file is what was read.\n")
    before = written(output)
    file = next((output / "json").iterdir()) if kind == "json" else output / "csv" / "competencies.csv"
    times = file.stat()
    file.write_bytes(file.read_bytes().replace(b"Integriteit", b"Integriteyt", 1))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    done = CliRunner().invoke(main, ["status", str(output), "--verify"])
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        f"differs  {file.relative_to(output).as_posix()}",
        "1 file is not what was read: run the same import to mend them.",
    ]
    CliRunner().invoke(main, ["import", str(archive), "--output", str(output)])
    assert written(output) == before
    assert CliRunner().invoke(main, ["status", str(output), "--verify"]).exit_code == 0
