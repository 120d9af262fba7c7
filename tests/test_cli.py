from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from reportlab.pdfgen.canvas import Canvas

from extractor.cli import main
from extractor.output.placing import write_atomically
from extractor.output.writing import job_description_to_json
from extractor.version import VERSION
from tests.archives import written
from tests.builders import job_description

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples" / "tienen-form"


def jobdesc(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="jobdesc")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


@pytest.fixture(scope="module")
def sample() -> Path:
    """The sample that is read fastest."""
    return min(SAMPLES.glob("*.pdf"), key=lambda path: (len(pikepdf.open(path).pages), path.name))


@pytest.fixture(scope="module")
def truth(sample: Path) -> dict[str, object]:
    loaded: dict[str, object] = json.loads(sample.with_suffix(".truth.json").read_text(encoding="utf-8"))
    return loaded


def letter(path: Path) -> None:
    canvas = Canvas(str(path))
    for number in range(20):
        canvas.drawString(72, 760 - 16 * number, f"Geachte mevrouw, dit is zin {number} van een brief.")
    canvas.save()


def picture_only(path: Path) -> None:
    canvas = Canvas(str(path))
    canvas.rect(100, 100, 200, 200, fill=1)
    canvas.save()


def locked(path: Path, sample: Path, password: str = "geheim") -> None:
    with pikepdf.open(sample) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="eigenaar", user=password))


def test_an_import_writes_what_it_read_and_says_so(tmp_path: Path, sample: Path) -> None:
    done = jobdesc("import", sample, "--output", tmp_path / "output")
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in (tmp_path / "output" / "csv").iterdir()) == [
        "aspects.csv",
        "competencies.csv",
        "corrected.csv",
        "datapackage.json",
        "documents.csv",
        "findings.csv",
        "functions.csv",
        "indicators.csv",
        "levels.csv",
        "sections.csv",
        "tasks.csv",
    ]
    competencies = rows(tmp_path / "output" / "csv" / "competencies.csv")
    printed = lines(done.stdout)
    assert printed[:5] == [
        "PDFs offered       1",
        "  imported         1",
        "  unrecognised     0",
        "  failed           0",
        "Job descriptions   1",
    ]
    assert printed[5].split() == ["Competencies", str(len(competencies))]
    assert printed[-1] == f"Written to {tmp_path / 'output'}: 1 JSON file and 10 CSV files."
    assert done.stderr == f"1/1 {sample.name}: 1 job description, {len(competencies)} competencies\n"


def test_what_is_wrong_with_a_pdf_is_said_with_the_next_step_and_the_rest_is_imported(
    tmp_path: Path, sample: Path
) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "good.pdf").write_bytes(sample.read_bytes())
    (archive / "empty.pdf").touch()
    (archive / "text.pdf").write_text("just text")
    (archive / "half.pdf").write_bytes(sample.read_bytes()[:600])
    (archive / "gone.pdf").symlink_to("nowhere.pdf")
    letter(archive / "letter.pdf")
    picture_only(archive / "scan.pdf")
    locked(archive / "locked.pdf", sample)

    done = jobdesc("import", archive, "--output", tmp_path / "output")

    assert done.exit_code == 1
    documents = rows(tmp_path / "output" / "csv" / "documents.csv")
    assert {row["path"]: (row["status"], row["error_code"]) for row in documents} == {
        "empty.pdf": ("failed", "file-empty"),
        "gone.pdf": ("failed", "path-unreadable"),
        "good.pdf": ("imported", ""),
        "half.pdf": ("failed", "pdf-damaged"),
        "letter.pdf": ("unrecognised", "no-rules-match"),
        "locked.pdf": ("failed", "password-needed"),
        "scan.pdf": ("failed", "no-text-layer"),
        "text.pdf": ("failed", "not-a-pdf"),
    }
    assert all(row["message"].startswith(row["path"]) for row in documents if row["error_code"])
    assert all(str(tmp_path) not in row["message"] for row in documents)
    for advice in (
        "empty.pdf: the file is empty (0 bytes)",
        "Save or print the document as PDF first, then import that file.",
        "Open it in a PDF viewer and save it again, or fetch a fresh copy.",
        "Give its password with --password.",
        "Scans are read where pip install 'jobdesc[scan]' was done; a hidden text layer is not believed.",
        "choose a module with --rules, or write one for this family.",
    ):
        assert advice in done.stdout


def test_a_password_opens_a_protected_pdf(tmp_path: Path, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked(tmp_path / "locked.pdf", sample)
    output = ("--output", tmp_path / "output")
    assert jobdesc("import", tmp_path / "locked.pdf", *output, "--password", "fout").exit_code == 1
    assert jobdesc("import", tmp_path / "locked.pdf", *output, "--password", "geheim").exit_code == 0
    monkeypatch.setenv("JOBDESC_PASSWORD", "geheim")
    assert jobdesc("show", tmp_path / "locked.pdf").exit_code == 0


def test_the_same_import_gives_the_same_bytes(tmp_path: Path, sample: Path) -> None:
    for output in ("one", "two"):
        jobdesc("import", sample, "--output", tmp_path / output)
    one, two = (written(tmp_path / output) for output in ("one", "two"))
    assert one == two
    assert not any(str(tmp_path).encode() in content for content in one.values())


def test_strict_answers_1_where_an_error_finding_stands(tmp_path: Path, sample: Path) -> None:
    assert jobdesc("import", sample, "--output", tmp_path / "output", "--strict").exit_code == 0
    with pikepdf.open(sample) as pdf:
        del pdf.pages[1]
        pdf.save(tmp_path / "page-lost.pdf")
    call = ("import", tmp_path / "page-lost.pdf", "--output", tmp_path / "output")
    loose = jobdesc(*call)
    severities = {row["severity"] for row in rows(tmp_path / "output" / "csv" / "findings.csv")}
    assert (loose.exit_code, "error" in severities) == (0, True)
    assert jobdesc(*call, "--strict").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "exit_code", "said"),
    [
        (["import", "typo.pdf"], 2, "jobdesc: typo.pdf: cannot be opened (no such file or folder)\n"),
        (["import", "."], 2, "jobdesc: there is no PDF in ., but 1 .json, 1 without an ending\n"),
        (["import", "letter.pdf", "--rules", "tienne"], 2, "Did you mean 'tienen'?"),
        (
            ["import", "letter.pdf", "--output", "taken"],
            1,
            "jobdesc: taken: cannot be written (a file stands where a folder has to)\n",
        ),
        (["import"], 2, "Missing argument 'PATH...'"),
        (["import", "letter.pdf", "--colour"], 2, "No such option"),
        (["show", "other.json"], 1, "this is not a job description that an import wrote"),
        (["show", "typo.pdf"], 2, "typo.pdf: cannot be opened"),
        (["shwo"], 2, "No such command 'shwo'"),
    ],
)
def test_a_wrong_call_says_so_on_stderr_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], exit_code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").touch()
    (tmp_path / "other.json").write_text("{}")
    if "letter.pdf" in arguments:
        letter(tmp_path / "letter.pdf")
    before = sorted(tmp_path.rglob("*"))
    done = jobdesc(*arguments)
    assert (done.exit_code, done.stdout) == (exit_code, "")
    assert said in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_show_prints_one_job_description_for_a_person(tmp_path: Path) -> None:
    write_atomically(tmp_path / "one.json", job_description_to_json(job_description()))
    done = jobdesc("show", tmp_path / "one.json")
    assert done.exit_code == 0
    assert lines(done.stdout) == [
        "FUNCTIEBESCHRIJVING GRIFFIER",
        "Gemeente Oever",
        "",
        "Afdeling  Algemeen beheer",
        "Dienst    –",
        "Approved  Goedgekeurd door de gemeenteraad op 9 februari 2023",
        "File      sub/griffier.pdf, pages 1-3",
        "Rules     tienen 1",
        "",
        "2 duties, 2 task agreements with 3 tasks, 3 competencies",
        "",
        "Competency              Required  Levels",
        "",
        "1. Gedragscompetenties",
        "Waarden",
        "  Integriteit           2         0 ☐  1 ☐  2 ☒  3 ☐",
        "  Initiatief            none      0 ☐  1 ☐  2 ☐  3 ☐",
        "",
        "  Kennis                unclear   0 ?  1 ☒",
        "",
        "Finding     Page  Message",
        'level-none     2  no level is ticked for "Initiatief"',
    ]


def test_show_gives_a_pdf_and_its_json_the_same_portrait(tmp_path: Path, sample: Path) -> None:
    jobdesc("import", sample, "--output", tmp_path)
    (written,) = (tmp_path / "json").iterdir()
    assert jobdesc("show", sample).stdout == jobdesc("show", written).stdout


def test_show_never_sends_control_characters_to_the_terminal(tmp_path: Path) -> None:
    nasty = job_description(name="x", path="\x1b]0;owned\x07[red]griffier[/red].pdf").model_copy(
        update={"title": "\x1b[2JTITEL \u202egro.oreve", "organisation": "[link=http://x]Oever[/link]"}
    )
    write_atomically(tmp_path / "one.json", job_description_to_json(nasty))
    shown = jobdesc("show", tmp_path / "one.json").stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[link=http://x]Oever[/link]" in shown
    assert "[red]griffier[/red].pdf" in shown


def test_rules_list_names_the_built_in_modules() -> None:
    listed = lines(jobdesc("rules", "list").stdout)
    assert listed[0].split() == ["Id", "Version", "Language", "Name", "From"]
    assert any(line.startswith("tienen ") and line.endswith("built in") for line in listed)


def test_rules_check_finds_every_fault_of_every_file(tmp_path: Path) -> None:
    assert jobdesc("rules", "check").exit_code == 0
    good = ROOT / "rules" / "tienen" / "tienen.toml"
    assert jobdesc("rules", "check", good).stdout == f"{good}: no faults\n"
    text = good.read_text(encoding="utf-8")
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    (tmp_path / "b.toml").write_text(text.replace("\n[document]", "\nlangage = 'nl'\n\n[document]"), encoding="utf-8")
    done = jobdesc("rules", "check", tmp_path)
    assert done.exit_code == 1
    assert lines(done.stdout) == [
        f"{tmp_path / 'a.toml'}: no faults",
        f"{tmp_path / 'b.toml'}: 1 fault",
        "  line 16: langage: unknown key; did you mean 'language'?",
    ]


def test_the_version_is_that_of_the_library() -> None:
    assert jobdesc("--version").stdout == f"jobdesc, version {VERSION}\n"


def test_python_m_extractor_is_the_same_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "extractor", "rules", "list"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert lines(done.stdout) == lines(jobdesc("rules", "list").stdout)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_that_lacks_a_character_shows_the_rest(tmp_path: Path, encoding: str) -> None:
    write_atomically(tmp_path / "one.json", job_description_to_json(job_description()))
    done = subprocess.run(
        [sys.executable, "-m", "extractor", "show", str(tmp_path / "one.json")],
        cwd=ROOT,
        env={"PYTHONIOENCODING": encoding, "PATH": ""},
        capture_output=True,
        check=True,
    )
    assert b"0 \\u2610  1 \\u2610  2 \\u2612  3 \\u2610" in done.stdout


@pytest.mark.parametrize(("typed", "meant"), [("improt", "'import'"), ("matrx", "'matrix'")])
def test_a_command_that_is_typed_wrongly_is_answered_with_the_one_that_was_meant(typed: str, meant: str) -> None:
    result = jobdesc(typed)
    assert result.exit_code == 2
    assert f"No such command '{typed}'; did you mean {meant}?" in result.stderr


def test_a_folder_of_pdfs_is_no_output(tmp_path: Path) -> None:
    result = jobdesc("show", tmp_path)
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        2,
        f"jobdesc: {tmp_path}: this is not the output of an import",
    )
