"""A person's word through the real commands: it outlives imports, new versions of a PDF, prunes and kills."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from click.testing import Result

from extractor.corrections.adding import Overtaken, take_back, write_down
from extractor.corrections.opening import read_corrections
from extractor.corrections.publishing import apply_waiting
from extractor.corrections.waiting import waiting
from extractor.export import DATABASE, TARGETS, Options
from extractor.export.source import open_import
from extractor.ledger.opening import look_into_ledger
from extractor.output.writing import job_description_from_json
from tests.archives import command, written
from tests.forms import Block, Competency, Form, Group, Level, Tick, draw
from tests.test_batch_crash import killed
from tests.test_cli import jobdesc, rows

pytestmark = pytest.mark.usefixtures("read_here")

KEY = "stad-oever/griffier"
WORD = "--reason", "papieren versie", "--who", "M. Peeters", "--when", "2026-01-05"
HEADER = "function_key,competency,field,old_value,new_value,reason,who,when\n"


def pdf(ticks: str, *, name: str = "Griffier", approval: str | None = "Goedgekeurd op 9 februari 2023.") -> bytes:
    """`ticks` of the competency Integriteit, `x` or `.`; the competency Luisteren has level 1."""
    said: dict[str, Tick] = {"x": "ticked", ".": "empty"}
    one = Competency("Integriteit", tuple(Level(said[tick], (f"Doet {i}.",)) for i, tick in enumerate(ticks)))
    other = Competency("Luisteren", tuple(Level(said[tick], (f"Luistert {i}.",)) for i, tick in enumerate(".x..")))
    blocks = (Block("GEDRAGSCOMPETENTIES", (Group("Waarden", (one, other)),)),)
    return draw(Form(blocks, name=name, approval=approval))


def saved_again(data: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as opened:
        opened.docinfo["/Producer"] = "Another program"
        opened.save(out)
    return out.getvalue()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "griffier.pdf").write_bytes(pdf(".xx."))
    (folder / "bode.pdf").write_bytes(pdf("..x.", name="Bode"))
    return folder


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def run(archive: Path, output: Path, *more: str | Path) -> Result:
    return jobdesc("import", archive, "--output", output, "--log-json", *more)


def read(result: Result) -> list[str]:
    """The PDFs that were read."""
    return sorted(json.loads(text)["path"] for text in result.stderr.splitlines() if text.startswith("{"))


def level(output: Path, key: str = KEY, competency: str = "integriteit") -> tuple[str, str, str]:
    (row,) = [
        r
        for r in rows(output / "csv" / "competencies.csv")
        if (r["function_key"], r["competency_id"]) == (key, competency)
    ]
    return row["required_level"], row["status"], row["corrected"]


def codes(output: Path, severity: str = "error") -> list[str]:
    return [r["code"] for r in rows(output / "csv" / "findings.csv") if r["severity"] == severity]


def say(output: Path, text: str) -> None:
    (output / "corrections.csv").write_text(HEADER + text, encoding="utf-8")


def correct(output: Path, *arguments: str) -> Result:
    return jobdesc("correct", output, *arguments, *WORD)


def said_line(new: str = "2", old: str = "", key: str = KEY, competency: str = "integriteit") -> str:
    return f"{key},{competency},required_level,{old},{new},papieren versie,M. Peeters,2026-01-05\n"


def test_the_word_of_a_person_outlives_imports(archive: Path, output: Path) -> None:
    assert read(run(archive, output)) == ["bode.pdf", "griffier.pdf"]
    assert level(output) == ("", "multiple", "false")
    machine = written(output)
    added = correct(output, "--function", KEY, "--competency", "integriteit", "--value", "2")
    assert added.exit_code == 0, added.output
    assert "integriteit: required_level unknown → 2\n  in griffier.pdf\n" in added.stdout
    untouched = (output / "corrections.csv").read_bytes()

    done = run(archive, output)
    assert (read(done), done.exit_code) == ([], 0)
    assert "1 correction in corrections.csv: 1 applied." in done.stdout
    assert level(output) == ("2", "ok", "true")
    assert codes(output) == []
    assert codes(output, "info") == ["level-settled", "corrected"]
    assert [
        " ".join(["", "", *text.split()])
        for text in done.stdout.splitlines()
        if text.split()[:1] in (["ok"], ["multiple"])
    ] == ["  ok 4", "  multiple 0"]
    assert "level-multiple   1  error" not in done.stdout
    corrected = written(output)
    assert run(archive, output, "--strict").exit_code == 0
    assert written(output) == corrected

    # Saved again by another program: another PDF, the same function, the same word.
    (archive / "griffier.pdf").write_bytes(saved_again(pdf(".xx.")))
    done = run(archive, output, "--prune")
    assert read(done) == ["griffier.pdf"]
    assert level(output) == ("2", "ok", "true")

    (archive / "griffier.pdf").write_bytes(pdf(".xx."))
    run(archive, output, "--prune")
    assert written(output) == corrected
    assert (output / "corrections.csv").read_bytes() == untouched

    (output / "corrections.csv").unlink()
    done = run(archive, output)
    assert "There is no corrections.csv any more: 1 correction of the import before no longer apply." in done.stdout
    assert written(output) == machine
    assert "corrections" not in run(archive, output).stdout


def test_a_machine_that_reads_something_else_by_now_is_a_conflict(archive: Path, output: Path) -> None:
    run(archive, output)
    say(output, said_line("2"))
    (archive / "griffier.pdf").write_bytes(pdf("...x"))
    done = run(archive, output, "--prune", "--strict")
    assert done.exit_code == 1
    assert "1 correction in corrections.csv: 1 conflict." in done.stdout
    assert level(output) == ("", "unclear", "false")
    assert codes(output) == ["correction-conflict"]
    (row,) = rows(output / "csv" / "corrected.csv")
    assert (row["state"], row["read_value"], row["old_value"], row["new_value"]) == ("conflict", "3", "", "2")
    # The person looks again, and agrees with the new version.
    say(output, said_line("3"))
    done = run(archive, output)
    assert "1 redundant" in done.stdout
    assert level(output) == ("3", "ok", "false")


def test_slips_of_the_pen_come_up(archive: Path, output: Path) -> None:
    run(archive, output)
    say(
        output,
        said_line(key="stad-oever/grifier")
        + said_line(competency="integritijt")
        + said_line()
        + said_line(old="2", new="1"),
    )
    done = run(archive, output)
    assert done.stdout.rpartition("4 corrections in")[2].splitlines()[:3] == [
        " corrections.csv: 1 applied, 1 superseded, 2 unmatched.",
        "  line 2: no job description has the function_key 'stad-oever/grifier'; did you mean 'stad-oever/griffier'?",
        "  line 3: stad-oever/griffier has no competency 'integritijt'; did you mean 'integriteit'?",
    ]
    assert level(output) == ("1", "ok", "true")
    assert "2 unmatched" in jobdesc("status", output).stdout


def test_a_file_with_faults_stops_the_import_before_anything_is_read(archive: Path, output: Path) -> None:
    run(archive, output)
    before = written(output)
    say(output, said_line().replace("required_level", "level") + said_line().replace("2026-01-05", "gisteren"))
    before["corrections.csv"] = (output / "corrections.csv").read_bytes()
    for more in ((), ("--dry-run",)):
        done = run(archive, output, *more)
        assert done.exit_code == 2
        assert "line 2, field: 'level' cannot be corrected" in done.stderr
        assert "line 3, when: 'gisteren' is no day" in done.stderr
        assert written(output) == before


def test_a_name_with_a_slip_gets_its_key_and_its_namesakes(archive: Path, output: Path) -> None:
    (archive / "later.pdf").write_bytes(pdf("...x", name="Grifier"))
    run(archive, output)
    assert codes(output, "warning") == []
    say(output, "stad-oever/grifier,,name,Grifier,Griffier,tikfout,M. Peeters,2026-01-05\n")
    done = run(archive, output)
    assert read(done) == []
    assert codes(output, "warning") == ["function-duplicate"] * 2
    assert "function-duplicate  2  warning" in done.stdout
    names = sorted((r["path"], r["function_key"], r["corrected"]) for r in rows(output / "csv" / "functions.csv"))
    assert names[1:] == [("griffier.pdf", KEY, ""), ("later.pdf", KEY, "name")]
    assert sorted(path.name.partition(".")[0] for path in (output / "json").iterdir()) == [
        "bode",
        "griffier",
        "griffier",
    ]
    # By the key that stands in the output now, the level of both can be spoken of.
    refused = correct(output, "--function", KEY, "--competency", "integriteit", "--value", "2")
    assert refused.exit_code == 2
    assert "say different things (griffier.pdf: unknown, later.pdf: 3)" in refused.stderr


def test_a_file_elsewhere_is_remembered_and_missed_when_it_is_gone(archive: Path, output: Path, tmp_path: Path) -> None:
    run(archive, output)
    kept = tmp_path / "hr" / "woord.csv"
    kept.parent.mkdir()
    kept.write_text(HEADER + said_line(), encoding="utf-8")
    run(archive, output, "--corrections", kept)
    assert level(output) == ("2", "ok", "true")
    added = correct(output, "--function", "stad-oever/bode", "--competency", "Integriteit", "--value", "1")
    assert str(kept) in added.stdout
    done = run(archive, output)
    assert "2 corrections in woord.csv: 2 applied." in done.stdout
    assert level(output, "stad-oever/bode") == ("1", "ok", "true")
    kept.rename(kept.with_suffix(".oud"))
    done = run(archive, output)
    assert done.exit_code == 2
    assert "woord.csv: cannot be opened" in done.stderr
    assert level(output) == ("2", "ok", "true")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--function", "stad-oever/grifier", "--competency", "integriteit", "--value", "2"),
            "did you mean 'stad-oever/griffier'",
        ),
        (
            ("--document", "0123456789ab", "--competency", "integriteit", "--value", "2"),
            "has the document_id '0123456789ab'",
        ),
        (("--function", KEY, "--competency", "integritijt", "--value", "2"), "did you mean 'integriteit'"),
        (
            ("--function", KEY, "--competency", "integriteit", "--value", "4"),
            "has no level '4'; its levels are 0, 1, 2, 3",
        ),
        (("--function", KEY, "--competency", "luisteren", "--value", "1"), "required_level is read as 1 already"),
        (("--function", KEY, "--value", "2"), "competency: is empty"),
        (("--value", "2", "--competency", "integriteit"), "neither it nor document_id says"),
        (("--function", KEY, "--field", "approved_on", "--value", "9 mei"), "'9 mei' is no day"),
    ],
)
def test_what_cannot_be_corrected_is_refused_and_nothing_is_written(
    whole: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = correct(whole, *arguments)
    assert done.exit_code == 2, done.output
    assert said in done.stderr
    assert not (whole / "corrections.csv").exists()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    (folder / "griffier.pdf").write_bytes(pdf(".xx."))
    run(folder / "griffier.pdf", folder / "output")
    return folder / "output"


def test_a_second_word_on_a_value_says_what_it_replaces(archive: Path, output: Path) -> None:
    run(archive, output)
    where = ("--function", KEY, "--competency", "integriteit")
    correct(output, *where, "--value", "2")
    again = correct(output, *where, "--value", "2")
    assert again.exit_code == 2
    assert "line 2 of the corrections says the same (M. Peeters, 2026-01-05)" in again.stderr
    run(archive, output)
    second = correct(output, *where, "--value", "1")
    assert "It takes the place of line 2." in second.stdout
    run(archive, output)
    assert level(output) == ("1", "ok", "true")
    other = (*where[:3], "luisteren")
    correct(output, *other, "--value", "2")
    back = correct(output, *other, "--value", "1")
    assert back.exit_code == 2
    assert "read as 1 already; line 4 of the corrections says otherwise" in back.stderr


def test_no_import_no_correction(tmp_path: Path) -> None:
    done = correct(tmp_path, "--function", KEY, "--competency", "integriteit", "--value", "2")
    assert done.exit_code == 2
    assert "this is not the output of an import (there is no ledger.sqlite3 in it)" in done.stderr


def test_an_approval_can_be_dated_where_there_is_one(archive: Path, output: Path) -> None:
    (archive / "bode.pdf").write_bytes(pdf("..x.", name="Bode", approval=None))
    run(archive, output)
    on = ("--field", "approved_on", "--value", "10/02/2023")
    assert "no approval" in correct(output, "--function", "stad-oever/bode", *on).stderr
    assert "approved_on 2023-02-09 → 2023-02-10" in correct(output, "--function", KEY, *on).stdout
    run(archive, output)
    dates = {r["function_key"]: (r["approved_on"], r["corrected"]) for r in rows(output / "csv" / "functions.csv")}
    assert dates == {KEY: ("2023-02-10", "approved_on"), "stad-oever/bode": ("", "")}


def test_what_is_shown_to_people_says_who_said_it(archive: Path, output: Path, tmp_path: Path) -> None:
    run(archive, output)
    say(output, said_line() + f"{KEY},,grade,,A1,uit het besluit,M. Peeters,2026-01-05\n")
    run(archive, output)
    (file,) = (output / "json").glob("griffier.*.json")
    shown = jobdesc("show", file).stdout
    assert "2 corrected" in shown
    assert "Corrected grade  A1 (read: unknown)" in " ".join(shown.split(" ")).replace("   ", "  ")
    assert "corrected by M. Peeters on 2026-01-05" in shown
    assert job_description_from_json(file).function.grade == "A1"
    matrix = jobdesc("matrix", output).stdout
    assert "* corrected by a person: 1 level" in matrix
    assert "2*" in matrix
    page = jobdesc("matrix", output, "--format", "html").stdout
    assert page.count(' corrected">2*<') == 1
    (row,) = [
        text for text in jobdesc("matrix", output, "--format", "csv").stdout.splitlines() if "Integriteit" in text
    ]
    assert row == "integriteit,1,GEDRAGSCOMPETENTIES,Waarden,Integriteit,2,2,0,2.0,1,2,2"


def test_other_systems_get_the_word_and_lose_it_when_it_is_taken_back(
    archive: Path, output: Path, tmp_path: Path
) -> None:
    run(archive, output)
    say(output, said_line())
    run(archive, output)
    database = tmp_path / "all.sqlite"
    query = "SELECT required_level, corrected FROM required_levels WHERE competency_id = 'integriteit' ORDER BY 2"
    for target, options in ((TARGETS["sqlite"], Options()), (DATABASE, Options())):
        to = str(database) if target is not DATABASE else f"sqlite:///{tmp_path / 'kept.sqlite'}"
        target.write(open_import(output), to, options)
    for path in (database, tmp_path / "kept.sqlite"):
        with closing(sqlite3.connect(path)) as opened:
            assert opened.execute(query).fetchall() == [(2, 0), (2, 1)]
            assert opened.execute('SELECT who, "when", new_value FROM corrected').fetchall() == [
                ("M. Peeters", "2026-01-05", "2")
            ]
    say(output, "")
    run(archive, output)
    DATABASE.write(open_import(output), f"sqlite:///{tmp_path / 'kept.sqlite'}", Options())
    with closing(sqlite3.connect(tmp_path / "kept.sqlite")) as opened:
        assert opened.execute(query).fetchall() == [(2, 0), (None, 0)]
        assert opened.execute("SELECT * FROM corrected").fetchall() == []
        assert opened.execute("SELECT code, severity FROM findings").fetchall() == [("level-multiple", "error")]


def test_an_export_does_not_take_the_corrections_for_its_own(archive: Path, output: Path, tmp_path: Path) -> None:
    run(archive, output)
    hr = tmp_path / "hr"
    hr.mkdir()
    (hr / "corrections.csv").write_text(HEADER + said_line(), encoding="utf-8")
    done = jobdesc("export", output, "--to", "csv", "--output", hr)
    assert done.exit_code == 1
    assert (hr / "corrections.csv").read_text(encoding="utf-8") == HEADER + said_line()


def test_killed_at_any_moment_the_same_import_ends_with_the_same_bytes(archive: Path, output: Path) -> None:
    run(archive, output)
    say(output, said_line() + "stad-oever/bode,,grade,,A1,uit het besluit,M. Peeters,2026-01-05\n")
    before = output.with_name("before")
    shutil.copytree(output, before)
    run(archive, output)
    expected = written(output)
    chosen = random.Random(20260105)
    for _ in range(4):
        shutil.rmtree(output)
        shutil.copytree(before, output)
        killed(command("import", archive, "--output", output), chosen, 0, chosen.uniform(0.2, 2))
        assert run(archive, output).exit_code == 0
        assert written(output) == expected


def test_what_is_written_down_waits_until_it_is_applied(archive: Path, output: Path) -> None:
    run(archive, output)
    assert waiting(output) is None
    jobdesc("correct", output, "--function", KEY, "--competency", "integriteit", "--value", "2", *WORD)
    there = waiting(output)
    assert there is not None
    assert (there.file, there.new, there.gone, there.fault) == (output / "corrections.csv", 1, 0, None)
    report = apply_waiting(output)
    assert report is not None
    assert report.fates == {"applied": 1}
    assert level(output) == ("2", "ok", "true")
    assert waiting(output) is None
    (output / "corrections.csv").unlink()
    gone = waiting(output)
    assert gone is not None
    assert (gone.new, gone.gone) == (0, 1)
    apply_waiting(output)
    assert level(output) == ("", "multiple", "false")


def test_applying_gives_what_the_next_import_gives(archive: Path, output: Path, tmp_path: Path) -> None:
    run(archive, output)
    jobdesc("correct", output, "--function", KEY, "--competency", "integriteit", "--value", "2", *WORD)
    shutil.copytree(output, tmp_path / "other")
    apply_waiting(output)
    run(archive, tmp_path / "other")
    assert written(output) == written(tmp_path / "other")


def test_a_list_with_a_fault_waits_and_says_why(archive: Path, output: Path) -> None:
    run(archive, output)
    (output / "corrections.csv").write_text(HEADER + f"{KEY},integriteit,required_levle,,2,x,y,2026-01-05\n")
    there = waiting(output)
    assert there is not None
    assert there.fault is not None
    assert "required_level" in there.fault


def test_a_level_that_cannot_be_known_is_answered_and_stays_unknown(archive: Path, output: Path) -> None:
    run(archive, output)
    assert codes(output) == ["level-multiple"]
    said = jobdesc("correct", output, "--function", KEY, "--competency", "integriteit", "--value", "", *WORD)
    assert "integriteit: required_level cannot be known" in said.output
    report = apply_waiting(output)
    assert report is not None
    assert report.fates == {"applied": 1}
    assert level(output) == ("", "multiple", "true")
    assert codes(output) == []
    again = jobdesc("correct", output, "--function", KEY, "--competency", "integriteit", "--value", "", *WORD)
    assert again.exit_code == 2
    assert "says the same" in again.stderr


def test_two_who_write_at_once_lose_nothing(archive: Path, output: Path) -> None:
    run(archive, output)

    def answer(number: int) -> None:
        with look_into_ledger(output) as ledger:
            cells = {
                "function_key": KEY,
                "field": "grade",
                "new_value": f"Graad {number}",
                "reason": f"blik {number}",
                "who": "M. Peeters",
                "when": "2026-01-05",
            }
            write_down(ledger, output / "corrections.csv", cells)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(answer, range(24)))
    lines = read_corrections(output / "corrections.csv").lines
    assert sorted(line.reason for line in lines) == sorted(f"blik {number}" for number in range(24))


def test_who_did_not_see_the_line_of_another_is_told(archive: Path, output: Path) -> None:
    run(archive, output)
    path = output / "corrections.csv"
    mine = {
        "function_key": KEY,
        "competency": "integriteit",
        "field": "required_level",
        "new_value": "1",
        "reason": "gezien",
        "who": "J. Claes",
        "when": "2026-01-06",
    }
    jobdesc("correct", output, "--function", KEY, "--competency", "Integriteit", "--value", "2", *WORD)
    with look_into_ledger(output) as ledger:
        with pytest.raises(Overtaken) as overtaken:
            write_down(ledger, path, mine, seen=())
        theirs = overtaken.value.line
        assert (theirs.who, theirs.new_value) == ("M. Peeters", "2")
        before = path.read_bytes()
        added = write_down(ledger, path, mine, seen={theirs.imprint}).line
    assert [line.new_value for line in read_corrections(path).lines] == ["2", "1"]
    assert take_back(path, added)
    assert path.read_bytes() == before
    assert not take_back(path, added)


@pytest.mark.parametrize(
    "arguments",
    [("matrix",), ("report", "-o", "r.html"), ("audit",), ("framework",), ("export", "--to", "csv"), ("status",)],
)
def test_every_command_that_shows_an_import_applies_what_waits_when_asked(
    archive: Path, output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    run(archive, output)
    correct(output, "--function", KEY, "--competency", "integriteit", "--value", "2")
    command_, *rest = arguments
    without = jobdesc(command_, output, *rest)
    assert "1 correction" in without.output
    assert level(output) == ("", "multiple", "false")
    applied = jobdesc(command_, output, *rest, "--apply")
    assert "Corrections in corrections.csv: 1 applied." in applied.stderr
    assert level(output) == ("2", "ok", "true")
