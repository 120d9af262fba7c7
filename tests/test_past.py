"""What an output said on a day of the past, without any copy of it; and what no export may go on from."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractor.cli import main
from extractor.ledger import past
from extractor.ledger.opening import look_into_ledger
from extractor.ledger.past import said_on
from tests.archives import fill, small_pdf
from tests.test_publishing import run

DAY = datetime(2026, 1, 1, 12, tzinfo=UTC)


def jobdesc(*arguments: str | Path) -> Result:
    return CliRunner().invoke(
        main, [str(argument) for argument in arguments], prog_name="jobdesc", catch_exceptions=False
    )


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An output of four days: two functions; one changed and one came; one left; nothing but another look."""
    archive, output = tmp_path / "archive", tmp_path / "output"
    archive.mkdir()

    def on(day: int) -> None:
        monkeypatch.setattr(past, "clock", lambda: DAY + timedelta(days=day))
        run(archive, output)

    (archive / "a.pdf").write_bytes(small_pdf(0, name="Bode"))
    (archive / "b.pdf").write_bytes(small_pdf(1, name="Griffier"))
    on(0)
    (archive / "a.pdf").write_bytes(small_pdf(3, name="Bode"))
    (archive / "c.pdf").write_bytes(small_pdf(2, name="Koster"))
    on(1)
    (archive / "b.pdf").unlink()
    on(2)
    on(3)
    return output


def said(output: Path, moment: datetime) -> list[tuple[str, int | None]]:
    with look_into_ledger(output) as ledger:
        return sorted((str(d.function.name), d.competencies[0].required_level) for d in said_on(ledger, output, moment))


def test_each_day_is_what_stood_there(history: Path) -> None:
    hour = timedelta(hours=1)
    assert said(history, DAY + hour) == [("Bode", 0), ("Griffier", 1)]
    assert said(history, DAY + timedelta(days=1) - hour) == [("Bode", 0), ("Griffier", 1)]
    assert said(history, DAY + timedelta(days=1)) == [("Bode", 3), ("Griffier", 1), ("Koster", 2)]
    assert said(history, DAY + timedelta(days=2)) == [("Bode", 3), ("Koster", 2)]
    assert said(history, DAY + timedelta(days=99)) == [("Bode", 3), ("Koster", 2)]


def test_a_day_before_anything_was_kept_is_refused(history: Path) -> None:
    done = jobdesc("compare", history, "--since", "2025-12-31")
    assert done.exit_code == 2
    assert "is kept since 2026-01-01" in done.stderr


def test_compare_says_what_changed_since_a_day(history: Path) -> None:
    done = jobdesc("compare", history, "--since", "2026-01-02", "--json")
    changed = {one["function"]: one for one in json.loads(done.stdout)}
    assert "raised" in [change["kind"] for change in changed["Bode"]["changes"]]
    assert (changed["Griffier"]["new"], changed["Koster"]["old"]) == (None, None)
    shown = jobdesc("compare", history, "--since", "2026-01-02").stdout
    assert "raised" in shown
    assert "removed  Griffier" in shown
    later = jobdesc("compare", history, "--since", "2026-01-04").stdout
    assert later.strip() == "0 changes in 0 functions"
    assert jobdesc("compare", history, history, "--since", "2026-01-04").exit_code == 2
    assert jobdesc("compare").exit_code == 2


def test_what_a_person_corrected_is_part_of_the_past(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive, output = fill(tmp_path / "archive", 1), tmp_path / "output"
    monkeypatch.setattr(past, "clock", lambda: DAY)
    run(archive, output)
    (output / "corrections.csv").write_text(
        "function_key,competency,field,old_value,new_value,reason,who,when\n"
        "stad-oever/functie-0,integriteit,required_level,0,3,x,y,2026-01-05\n"
    )
    monkeypatch.setattr(past, "clock", lambda: DAY + timedelta(days=1))
    run(archive, output)
    assert said(output, DAY) == [("Functie 0", 0)]
    assert said(output, DAY + timedelta(days=1)) == [("Functie 0", 3)]


def test_a_file_that_somebody_altered_was_never_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive, output = fill(tmp_path / "archive", 1), tmp_path / "output"
    monkeypatch.setattr(past, "clock", lambda: DAY)
    run(archive, output)
    (file,) = (output / "json").iterdir()
    file.write_text(file.read_text().replace("Functie 0", "Baas"))
    monkeypatch.setattr(past, "clock", lambda: DAY + timedelta(days=1))
    run(archive, output)
    assert said(output, DAY) == said(output, DAY + timedelta(days=1)) == [("Functie 0", 0)]


def test_an_export_goes_on_from_an_earlier_state_only(tmp_path: Path) -> None:
    fill(tmp_path / "archive", 2)
    output, last, other = tmp_path / "output", tmp_path / "last", tmp_path / "other"
    run(tmp_path / "archive", output)
    shutil.copytree(output, last)
    (tmp_path / "archive" / "new.pdf").write_bytes(small_pdf(7))
    run(tmp_path / "archive", output)
    export = ("export", output, "--to", "jsonl", "-o", tmp_path / "x.jsonl", "--changed-since")
    done = jobdesc(*export, last)
    assert (done.exit_code, "1 job description changed, 0 removed." in done.stdout) == (0, True)
    (tmp_path / "x.jsonl").unlink()
    fill(tmp_path / "else", 9)
    run(tmp_path / "else", other)
    refused = jobdesc(*export, other)
    assert refused.exit_code == 2
    assert "but the output of another archive" in refused.stderr
    backwards = jobdesc("export", last, "--to", "jsonl", "-o", tmp_path / "x.jsonl", "--changed-since", output)
    assert backwards.exit_code == 2
    assert "but a later state of it" in backwards.stderr
    assert not (tmp_path / "x.jsonl").exists()
    # Without its ledger a copy is taken at its user's word.
    (last / "ledger.sqlite3").unlink()
    assert jobdesc(*export, last).exit_code == 0
