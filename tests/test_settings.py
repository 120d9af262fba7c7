"""What is typed each time can be said once: in jobdesc.toml, or in the environment."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import weasyprint
from click.testing import CliRunner, Result

from extractor.cli import main
from tests.archives import fill
from tests.test_cli import rows as rows_of

pytestmark = pytest.mark.usefixtures("read_here")


def jobdesc(*arguments: str | Path) -> Result:
    return CliRunner().invoke(
        main, [str(argument) for argument in arguments], prog_name="jobdesc", catch_exceptions=False
    )


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with an archive in another one."""
    fill(tmp_path / "hr" / "archive", 1)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


def test_a_file_beside_the_archive_says_where_and_how(work: Path) -> None:
    settings = work / "hr" / "jobdesc.toml"
    settings.write_text('output = "out"\n[import]\nmax-pages = 0\n')
    refused = jobdesc("import", work / "hr" / "archive")
    assert (refused.exit_code, "'--max-pages': 0" in refused.stderr) == (2, True)
    settings.write_text('output = "out"\nrules = "tienen"\n[import]\nmax-pages = 1\n[matrix]\nby = "career"\n')
    assert jobdesc("import", work / "hr" / "archive").exit_code == 0
    assert (work / "hr" / "out" / "csv" / "functions.csv").exists()
    # Here there is none: the folder where one works has its own.
    (work / "work" / "jobdesc.toml").write_text('output = "../hr/out"\n[matrix]\nby = "career"\n')
    assert jobdesc("matrix", "--format", "csv").stdout.startswith("career,")
    assert jobdesc("matrix", "--format", "csv", "--by", "function").stdout.startswith("competency_id,")
    assert "PDFs offered" in jobdesc("status").stdout


def test_what_is_typed_goes_before_the_environment_and_that_before_the_file(
    work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (work / "hr" / "jobdesc.toml").write_text('output = "file"\n')
    monkeypatch.setenv("JOBDESC_IMPORT_OUTPUT", str(work / "environment"))
    jobdesc("import", work / "hr" / "archive", "-o", work / "typed")
    assert sorted(path.name for path in work.iterdir()) == ["hr", "typed", "work"]
    jobdesc("import", work / "hr" / "archive")
    assert (work / "environment" / "csv").is_dir()
    monkeypatch.delenv("JOBDESC_IMPORT_OUTPUT")
    jobdesc("import", work / "hr" / "archive")
    assert (work / "hr" / "file" / "csv").is_dir()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[import]\ntimeuot = 3\n", "import.timeuot: jobdesc import has no option --timeuot"),
        ("timeout = 3\n", "timeout: over the tables stand only output"),
        ("[import\n", "cannot be used"),
        ('[import]\ntimeout = "soon"\n', "'soon' is not a valid float"),
    ],
)
def test_a_fault_in_the_file_is_a_wrong_call(text: str, said: str, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = work / "mine.toml"
    file.write_text(text)
    monkeypatch.setenv("JOBDESC_CONFIG", str(file))
    done = jobdesc("import", work / "hr" / "archive")
    assert done.exit_code == 2
    assert said in done.stderr
    assert sorted(path.name for path in work.iterdir()) == ["hr", "mine.toml", "work"]


def test_a_scale_ranks_what_no_document_does(work: Path) -> None:
    """ "Drager" alone is a label without a number; that it is the third of three is known here only."""
    archive = work / "hr" / "words"
    archive.mkdir()
    said = {"Plannen": "Drager", "Overleg": "Starter", "Zorg": "Drager"}
    rows = "".join(f"<tr><td>{name}<td>{label}" for name, label in said.items())
    table = f"<h2>Competenties</h2><table><tr><th>Competentie<th>Niveau{rows}</table>"
    page = f"<style>td, th {{ border: 1pt solid }}</style><h1>Functiebeschrijving</h1><p>Functienaam: Kok</p>{table}"
    weasyprint.HTML(string=page).write_pdf(archive / "kok.pdf")
    jobdesc("import", archive, "-o", work / "out")
    (work / "hr" / "jobdesc.toml").write_text('language = "nl"\nscale = ["Starter", "Groeier", "Drager"]\n')

    def read() -> list[tuple[str, ...]]:
        columns = ("competency", "required_level", "required_label", "status")
        return [tuple(row[name] for name in columns) for row in rows_of(work / "out" / "csv" / "competencies.csv")]

    assert read() == [(name, "", label, "unranked") for name, label in said.items()]
    assert jobdesc("import", archive, "-o", work / "out").exit_code == 0
    ranks = {"Starter": "1", "Drager": "3"}
    assert read() == [(name, ranks[label], label, "ok") for name, label in said.items()]
    assert not [row for row in rows_of(work / "out" / "csv" / "findings.csv") if row["code"] == "level-unranked"]
    document = json.loads(jobdesc("show", archive / "kok.pdf", "--json", "--scale", "Starter,Groeier,Drager").stdout)
    assert document["scale"]["labels"] == ["Starter", "Groeier", "Drager"]
    # The language is said to every command, also to targets that speak none.
    (work / "work" / "jobdesc.toml").write_text(f'output = "{work / "out"}"\nlanguage = "nl"\n')
    assert jobdesc("export", "--to", "jsonl").exit_code == 0
    refused = jobdesc("show", archive / "kok.pdf", "--scale", "Starter")
    assert (refused.exit_code, "alone is no scale" in refused.stderr) == (2, True)


def test_help_names_no_settings_of_anybody(work: Path) -> None:
    (work / "work" / "jobdesc.toml").write_text("[import\n")
    assert jobdesc("--help").exit_code == 0
    assert jobdesc("--version").exit_code == 0
