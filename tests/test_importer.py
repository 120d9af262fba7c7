"""What an import does with what is new, changed, the same, gone or has failed; on real PDFs."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.batch.importer import Import, ImportOrder, SourceChange
from extractor.batch.sources import find_sources
from extractor.batch.workers import LocalWorkers, Workers
from extractor.errors import ImportNotFound, LedgerUnusable
from extractor.ledger.opening import look_into_ledger, open_ledger
from extractor.ledger.overview import Overview, overview_of
from extractor.ledger.recipe import Recipe, current_recipe
from extractor.output.outcome import OfferedPdf
from extractor.reading.limits import ReadingLimits
from tests.archives import InThisProcess, fill, small_pdf, with_slow_page, written

RECIPE = current_recipe(None)
PLAIN = ImportOrder(RECIPE)


def run(
    archive: Path | Sequence[Path], output: Path, order: ImportOrder = PLAIN, *, limited: bool = False
) -> tuple[list[str], Overview]:
    """Import, and say which PDFs were read; `limited` by workers that hold to the limits of time."""
    sources = find_sources([archive] if isinstance(archive, Path) else archive)
    output.mkdir(exist_ok=True)

    def employ(_: int) -> Workers:
        return LocalWorkers(1, order.limits) if limited else InThisProcess()

    with open_ledger(output) as ledger:
        work = Import(ledger, sources, order)
        work.look()
        read = [finished.path for finished in work.read(employ)]
        work.publish(output)
        return sorted(read), overview_of(ledger)


def changes(archive: Path, output: Path, order: ImportOrder = PLAIN) -> dict[str, str]:
    with open_ledger(output, writing=False) as ledger, ledger.together(undo=True):
        work = Import(ledger, find_sources([archive]), order)
        work.look_within()
        return {path: change.value for change, path in work.changes()}


def rows(output: Path, table: str) -> list[dict[str, str]]:
    with (output / "csv" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return fill(tmp_path / "archive", 3)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def test_what_is_unchanged_is_not_read_and_not_written_again(archive: Path, output: Path) -> None:
    assert run(archive, output)[0] == ["0/0.pdf", "1/1.pdf", "2/2.pdf"]
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*.*") if path.suffix in {".csv", ".json"}}
    assert run(archive, output)[0] == []
    assert before == {path: path.stat().st_mtime_ns for path in before}


def test_what_changed_is_read_again_and_replaces_what_was_written(archive: Path, output: Path) -> None:
    run(archive, output)
    (archive / "1" / "1.pdf").write_bytes(small_pdf(7))
    (archive / "1" / "9.pdf").write_bytes(small_pdf(9))
    assert changes(archive, output) == {
        "0/0.pdf": "unchanged",
        "1/1.pdf": "changed",
        "1/9.pdf": "new",
        "2/2.pdf": "unchanged",
    }
    assert run(archive, output)[0] == ["1/1.pdf", "1/9.pdf"]
    run(archive, output / "fresh")
    fresh = written(output / "fresh")
    assert {name: data for name, data in written(output).items() if not name.startswith("fresh")} == fresh


def test_what_moved_is_not_read_again_and_stands_under_its_new_path(archive: Path, output: Path) -> None:
    run(archive, output)
    (archive / "1" / "1.pdf").rename(archive / "moved.pdf")
    assert run(archive, output, replace(PLAIN, prune=True))[0] == []
    run(archive, output / "fresh")
    fresh = written(output / "fresh")
    assert {name: data for name, data in written(output).items() if not name.startswith("fresh")} == fresh


def test_what_vanished_is_kept_and_counted_until_it_is_pruned(archive: Path, output: Path) -> None:
    run(archive, output)
    (archive / "1" / "1.pdf").unlink()
    read, overview = run(archive, output)
    assert (read, overview.vanished, overview.offered) == ([], 1, 3)
    assert len(rows(output, "documents")) == 3
    _, overview = run(archive, output, replace(PLAIN, prune=True))
    assert (overview.vanished, overview.offered) == (0, 2)
    assert [row["path"] for row in rows(output, "documents")] == ["0/0.pdf", "2/2.pdf"]
    assert len(list((output / "json").iterdir())) == 2


def test_the_same_bytes_are_read_once_and_listed_twice(archive: Path, output: Path) -> None:
    (archive / "copy.pdf").write_bytes(small_pdf(1))
    read, overview = run(archive, output)
    assert read == ["0/0.pdf", "1/1.pdf", "2/2.pdf"]
    assert (overview.offered, overview.descriptions, overview.repeated) == (4, 3, 1)
    assert {row["path"]: row["message"] for row in rows(output, "documents")}["copy.pdf"] == "the same file as 1/1.pdf"


def test_namesakes_point_at_each_other_and_no_longer_when_one_is_gone(archive: Path, output: Path) -> None:
    (archive / "namesake.pdf").write_bytes(small_pdf(8, name="Functie 1"))
    _, overview = run(archive, output)
    assert overview.findings["function-duplicate", "warning"] == 2
    key = rows(output, "functions")[1]["function_key"]
    found = [row for row in rows(output, "findings") if row["code"] == "function-duplicate"]
    assert [(row["path"], row["message"]) for row in found] == [
        ("1/1.pdf", f"{key} is described in namesake.pdf (pages 1-1) too"),
        ("namesake.pdf", f"{key} is described in 1/1.pdf (pages 1-1) too"),
    ]
    (archive / "namesake.pdf").unlink()
    run(archive, output, replace(PLAIN, prune=True))
    assert [row for row in rows(output, "findings") if row["code"] == "function-duplicate"] == []


def test_of_many_namesakes_the_first_are_named(tmp_path: Path, output: Path) -> None:
    archive = tmp_path / "many"
    archive.mkdir()
    for number in range(8):
        (archive / f"{number}.pdf").write_bytes(small_pdf(number, name="Bode"))
    run(archive, output)
    messages = [row["message"] for row in rows(output, "findings") if row["code"] == "function-duplicate"]
    assert len(messages) == 8
    assert messages[0].partition("described in ")[2] == (
        "1.pdf (pages 1-1), 2.pdf (pages 1-1), 3.pdf (pages 1-1), 4.pdf (pages 1-1), 5.pdf (pages 1-1) and 2 more too"
    )
    assert messages[7].partition("described in ")[2].startswith("0.pdf (pages 1-1), 1.pdf")


def test_a_failure_is_kept_until_it_is_asked_for_again(archive: Path, output: Path) -> None:
    (archive / "half.pdf").write_bytes(small_pdf(1)[:700])
    assert "half.pdf" in run(archive, output)[0]
    assert run(archive, output)[0] == []
    (archive / "new.pdf").write_bytes(small_pdf(11))
    read, overview = run(archive, output, replace(PLAIN, failed=True))
    assert read == ["half.pdf"]
    assert (overview.vanished, overview.offered) == (0, 4)


def test_a_limit_that_was_hit_is_tried_again_when_it_is_another(archive: Path, output: Path) -> None:
    small = ImportOrder(RECIPE, limits=replace(PLAIN.limits, reading=ReadingLimits(pages=0)))
    _, overview = run(archive, output, small)
    assert [cause.code for cause in overview.causes] == ["too-many-pages"]
    assert run(archive, output, small)[0] == []
    assert len(run(archive, output)[0]) == 3


def test_what_was_read_in_part_is_tried_again_as_what_failed_is(tmp_path: Path, output: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "bundle.pdf").write_bytes(with_slow_page(small_pdf(1), small_pdf(2)))
    short = ImportOrder(RECIPE, limits=replace(PLAIN.limits, page_seconds=1))
    _, overview = run(archive, output, short, limited=True)
    assert (overview.descriptions, overview.findings["time-limit", "error"]) == (1, 1)
    assert run(archive, output, short)[0] == []
    assert run(archive, output, replace(short, failed=True), limited=True)[0] == ["bundle.pdf"]
    longer = ImportOrder(RECIPE, limits=replace(PLAIN.limits, page_seconds=1.5))
    assert run(archive, output, longer, limited=True)[0] == ["bundle.pdf"]


def test_a_file_that_somebody_edited_is_written_again(archive: Path, output: Path) -> None:
    run(archive, output)
    before = written(output)
    (output / "csv" / "levels.csv").write_text("oops")
    next((output / "json").iterdir()).unlink()
    assert run(archive, output)[0] == []
    assert written(output) == before


def test_a_ledger_that_is_none_is_refused(archive: Path, output: Path) -> None:
    output.mkdir()
    (output / "ledger.sqlite3").write_text("not a database" * 100)
    with pytest.raises(LedgerUnusable, match="not a ledger"):
        run(archive, output)
    with pytest.raises(ImportNotFound, match=r"no ledger\.sqlite3 in it"), look_into_ledger(output / "other"):
        pass


A, B, C, B2, GENERIC = ("a", "1"), ("b", "1"), ("c", "1"), ("b", "2"), ("generic", "1")


@pytest.mark.parametrize(
    ("before", "now", "used", "concerned"),
    [
        ([A, B, GENERIC], [A, B, GENERIC], {"b"}, False),
        ([A, B, GENERIC], [A, B2, GENERIC], {"b"}, True),
        ([A, B, GENERIC], [A, B2, GENERIC], {"a"}, False),
        ([A, B, GENERIC], [A, B2, GENERIC], {"generic"}, True),
        ([A, B, GENERIC], [A, B2, GENERIC], set(), True),
        ([A, B, GENERIC], [A, B, C, GENERIC], {"b"}, False),
        ([B, GENERIC], [A, B, GENERIC], {"b"}, True),
        ([A, B, GENERIC], [A, GENERIC], {"b"}, True),
    ],
)
def test_a_change_of_the_rules_concerns_what_it_may_change(
    before: list[tuple[str, str]], now: list[tuple[str, str]], used: set[str], concerned: bool
) -> None:
    old, new = Recipe("1", tuple(before), forced=False), Recipe("1", tuple(now), forced=False)
    assert new.concerns(old, used) is concerned
    assert replace(new, program="2").concerns(old, used)


def test_another_program_version_reads_everything_again(archive: Path, output: Path) -> None:
    run(archive, output)
    newer = ImportOrder(replace(RECIPE, program="9.9"))
    assert Counter(changes(archive, output, newer).values()) == {SourceChange.AGAIN.value: 3}
    assert len(run(archive, output, newer)[0]) == 3


def test_an_outcome_is_one_of_four() -> None:
    with pytest.raises(ValueError, match="exactly one of"):
        OfferedPdf("a.pdf", None)
    with pytest.raises(ValueError, match="exactly one of"):
        OfferedPdf("a.pdf", None, same_as="b.pdf", attached=2)
