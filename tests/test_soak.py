"""Days of use in one go: two archives, an output behind a link, kills, reviewers, exports. The same bytes at the end.

`make nightly` does it with 5,000 PDFs.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tests.archives import command, fill, jobdesc, small_pdf, written

DOCUMENTS = int(os.environ.get("JOBDESC_SOAK", "6"))
ROUNDS = max(2, DOCUMENTS // 500)
CORRECTED = max(2, DOCUMENTS // 100)


def killed_after(lines: int, *arguments: str | Path) -> None:
    """Run an import and kill it when it has reported so many PDFs; one that has fewer to read ends by itself."""
    process = subprocess.Popen(command(*arguments), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    if len(list(islice(process.stderr, lines))) == lines:
        process.send_signal(signal.SIGKILL)
    process.stderr.close()
    process.wait()


def reviewers(output: Path, chance: random.Random) -> Iterator[subprocess.Popen[bytes]]:
    """Two people who each write down some levels, at the same time."""
    for who in ("A. Peeters", "B. Maes"):
        number = chance.randrange(DOCUMENTS)
        said = ("--value", str((number + 1) % 4), "--reason", "signed copy", "--who", who, "--when", "2026-01-05")
        what = ("--function", f"stad-oever/functie-{number}", "--competency", "integriteit")
        yield subprocess.Popen(command("correct", output, *what, *said), stderr=subprocess.PIPE)


def export(output: Path, to: Path) -> bytes:
    done = jobdesc("export", output, "--to", "jsonl", "--output", to)
    assert done.returncode == 0, done.stderr
    return to.read_bytes()


def test_days_of_use_leave_what_one_undisturbed_import_does(tmp_path: Path) -> None:
    chance = random.Random(20260101)
    one, two = tmp_path / "one" / "archive", tmp_path / "two" / "archive"
    fill(one, DOCUMENTS)
    (two / "0").mkdir(parents=True)
    for number in range(0, DOCUMENTS, 3):
        (two / "0" / f"{number}.pdf").write_bytes(small_pdf(number, name=f"Andere functie {number}"))
    (tmp_path / "real").mkdir()
    output = tmp_path / "output"
    output.symlink_to("real")
    for number in range(ROUNDS):
        for archive in (one, two):
            killed_after(chance.randrange(1, DOCUMENTS), "import", archive, "--output", output, "--jobs", "2")
        for archive in (one, two):
            done = jobdesc("import", archive, "--output", output, "--quiet")
            assert done.returncode == 0, done.stderr
        for _ in range(CORRECTED // ROUNDS):
            for reviewer in list(reviewers(output, chance)):
                _, said = reviewer.communicate()
                # Both may mean the same, and one of them is told so.
                assert reviewer.returncode == 0 or b"already" in said or b"says the same" in said, said
        export(output, tmp_path / "export.jsonl")
        (one / "0" / f"late-{number}.pdf").write_bytes(small_pdf(DOCUMENTS + number))
    # The first archive moves, and everything is imported once more.
    one = one.rename(tmp_path / "moved")
    for archive in (one, two):
        assert jobdesc("import", archive, "--output", output, "--quiet").returncode == 0
    assert output.is_symlink()
    assert jobdesc("status", output, "--verify").returncode == 0
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    shutil.copy(output / "corrections.csv", fresh)
    for archive in (one, two):
        assert jobdesc("import", archive, "--output", fresh, "--quiet").returncode == 0
    assert written(output) == written(fresh)
    assert export(output, tmp_path / "export.jsonl") == export(fresh, tmp_path / "fresh.jsonl")
