"""What people trip over in daily use: what waits unseen, what is said wrongly, and tables that are opened by hand."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import duckdb
import pikepdf
import pytest
from click.testing import CliRunner, Result

from extractor.batch.sources import find_sources
from extractor.cli import main
from extractor.errors import SchemeNotAllowed
from extractor.export import TARGETS, Options
from extractor.export.source import ImportFolder
from tests.archives import fill, small_pdf
from tests.drawing import Paper

pytestmark = pytest.mark.usefixtures("read_here")


def jobdesc(*arguments: str | Path) -> Result:
    return CliRunner().invoke(
        main, [str(argument) for argument in arguments], prog_name="jobdesc", catch_exceptions=False
    )


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("daily")
    fill(folder / "archive", 2)
    assert jobdesc("import", folder / "archive", "--output", folder / "output").exit_code == 0
    return folder / "output"


def test_corrections_that_wait_are_said_by_everything_that_shows_the_import(tmp_path: Path) -> None:
    archive, output = fill(tmp_path / "archive", 2), tmp_path / "output"
    jobdesc("import", archive, "--output", output)
    shows = [
        ("report", output, "-o", tmp_path / "report.html"),
        ("matrix", output),
        ("audit", output),
        ("framework", output),
        ("show", output),
        ("export", output, "--to", "jsonl", "-o", "-"),
    ]
    quiet = [jobdesc(*command) for command in shows]
    assert [done.stderr for done in quiet if "wait" in done.stderr] == []
    said = ("--value", "3", "--reason", "signed copy", "--who", "M. Peeters", "--when", "2026-01-05")
    assert (
        jobdesc("correct", output, "--function", "stad-oever/functie-1", "--competency", "integriteit", *said).exit_code
        == 0
    )
    waits = f"1 correction in {output / 'corrections.csv'} waits"
    for command, before in zip(shows, quiet, strict=True):
        done = jobdesc(*command)
        assert waits in done.stderr, command
        assert done.stdout == before.stdout
    assert waits in jobdesc("status", output).stdout
    assert json.loads(jobdesc("status", output, "--json").stdout)["corrections_waiting"] == 1
    dry = jobdesc("import", archive, "--output", output, "--dry-run").stdout
    assert f"1 line of {output / 'corrections.csv'} new or changed, to be applied" in dry
    jobdesc("import", archive, "--output", output)
    assert "waits" not in jobdesc("matrix", output).stderr
    assert "to be applied" not in jobdesc("import", archive, "--output", output, "--dry-run").stdout


@pytest.mark.parametrize(
    "call",
    [
        "import none.pdf",
        "show none.pdf",
        "show none.json",
        "show empty",
        "explain none.pdf",
        "marks none.pdf",
        "compare none.pdf other.pdf",
        "status empty",
        "correct empty --document x --field name --value x --reason x --who x",
        "matrix empty",
        "audit empty",
        "report empty",
        "framework empty",
        "export empty --to csv",
        "import none.pdf --corrections none.csv",
        "audit empty --policy none.toml",
    ],
)
def test_a_call_that_names_what_is_not_there_is_a_wrong_call(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    done = jobdesc(*call.split())
    assert done.exit_code == 2, done.output
    assert re.search(r"none|empty", done.stderr)
    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]


def test_a_typo_in_a_policy_is_one_fault(imported: Path, tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    rule = '[[rules]]\nid = "a"\n{} = "x"\nlevel = {{ competency = "*", at_least = 1 }}\n'
    for text, fault in (
        (rule.format("decription"), "3: rules.1.decription: unknown key; did you mean 'description'?"),
        (rule.format("description").replace("rules", "rule"), "1: rule: unknown key; did you mean 'rules'?"),
    ):
        policy.write_text(text)
        done = jobdesc("audit", imported, "--policy", policy)
        assert done.exit_code == 2
        assert done.stderr.splitlines()[1:-1] == [f"  {policy}:{fault}"]


def test_a_folder_of_an_import_is_shown_as_its_functions(imported: Path) -> None:
    shown = jobdesc("show", imported)
    assert shown.exit_code == 0
    assert [line.split()[:5] for line in shown.stdout.splitlines()[1:3]] == [
        ["Functie", "0", "1", "of", "1"],
        ["Functie", "1", "1", "of", "1"],
    ]
    listed = json.loads(jobdesc("show", imported, "--json").stdout)
    assert [function["name"] for function in listed] == ["Functie 0", "Functie 1"]
    for function in listed:
        one = json.loads(jobdesc("show", imported / function["json"], "--json").stdout)
        assert one["function_key"] == function["function_key"]


def test_what_prints_gives_json_too(imported: Path, tmp_path: Path) -> None:
    by_function = json.loads(jobdesc("matrix", imported, "--json").stdout)
    assert {"Functie 0", "Functie 1"} <= by_function[0].keys()
    assert json.loads(jobdesc("matrix", imported, "--json", "--by", "career").stdout)
    assert {"tienen", "generic"} <= {module["id"] for module in json.loads(jobdesc("rules", "list", "--json").stdout)}
    fill(tmp_path / "archive", 1)
    said = json.loads(jobdesc("import", tmp_path / "archive", "--output", tmp_path / "output", "--json").stdout)
    assert (said["offered"], said["imported"], said["competencies"]["ok"]) == (1, 1, 1)
    status = json.loads(jobdesc("status", tmp_path / "output", "--json").stdout)
    assert {**said, "trust": None} == status
    (tmp_path / "archive" / "second.pdf").write_bytes(small_pdf(7))
    again = ("import", tmp_path / "archive", "--output", tmp_path / "output", "--dry-run", "--json")
    assert json.loads(jobdesc(*again).stdout) == {
        "new": 1,
        "changed": 0,
        "again": 0,
        "unchanged": 1,
        "vanished": 0,
        "to_do": [{"change": "new", "path": "second.pdf"}],
        "prune": False,
        "corrections_waiting": 0,
    }
    (tmp_path / "archive" / "second.pdf").rename(tmp_path / "archive" / "third.pdf")
    assert not jobdesc("import", tmp_path / "archive", "--output", tmp_path / "output", "--quiet").exit_code
    (tmp_path / "archive" / "third.pdf").unlink()
    gone = json.loads(jobdesc(*again, "--prune").stdout)
    assert (gone["vanished"], gone["prune"]) == (1, True)
    assert gone["to_do"] == [{"change": "vanished", "path": "third.pdf"}]


def test_a_bundle_is_one_json_text(tmp_path: Path) -> None:
    with pikepdf.new() as bundle:
        for number in (1, 2):
            with pikepdf.open(BytesIO(small_pdf(number))) as one:
                bundle.pages.extend(one.pages)
        bundle.save(tmp_path / "bundle.pdf")
    shown = json.loads(jobdesc("show", tmp_path / "bundle.pdf", "--json").stdout)
    assert [(one["function"]["name"], one["schema_version"]) for one in shown] == [
        ("Functie 1", "1.1"),
        ("Functie 2", "1.1"),
    ]


@pytest.mark.parametrize("command", ["matrix", "audit", "framework"])
def test_two_formats_at_once_are_a_mistake(command: str, imported: Path, tmp_path: Path) -> None:
    done = jobdesc(command, imported, "--format", "csv", "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--format csv and --json are two formats: leave one of them out" in done.stderr
    both = jobdesc(command, imported, "--format", "json", "--json")
    assert both.exit_code == 0
    assert json.loads(both.stdout) == json.loads(jobdesc(command, imported, "--json").stdout)
    settings = tmp_path / "jobdesc.toml"
    settings.write_text(f'[{command}]\nformat = "csv"\n')
    env = {"JOBDESC_CONFIG": str(settings)}
    as_json = CliRunner().invoke(main, [command, str(imported), "--json"], env=env)
    assert json.loads(as_json.stdout) == json.loads(both.stdout)
    settings.write_text(f"[{command}]\njson = true\n")
    as_csv = CliRunner().invoke(main, [command, str(imported), "--format", "csv"], env=env)
    assert as_csv.stdout == jobdesc(command, imported, "--format", "csv").stdout != ""


@pytest.mark.parametrize("command", ["matrix", "audit", "compare"])
def test_a_file_that_no_table_is_written_to_is_said(command: str, imported: Path, tmp_path: Path) -> None:
    done = jobdesc(command, imported, *([imported] if command == "compare" else []), "-o", tmp_path / "file")
    assert (done.exit_code, done.stdout, [*tmp_path.iterdir()]) == (2, "", [])
    assert "--output takes no table: add --format " in done.stderr


def test_counts_of_findings_name_the_first_files(tmp_path: Path) -> None:
    for number in range(5):
        path = tmp_path / "archive" / f"{number}.pdf"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(small_pdf(number, name="Bode"))
    said = jobdesc("import", tmp_path / "archive", "--output", tmp_path / "output").stdout
    assert "\n  function-duplicate: 0.pdf, 1.pdf, 2.pdf, …\n" in said


def test_blank_pages_are_no_pictures_and_no_password_is_none_given(tmp_path: Path) -> None:
    blank = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(blank)
    (tmp_path / "blank.pdf").write_bytes(blank.getvalue())
    paper = Paper()
    paper.rect(50, 50, 300, 300, filled=True)
    (tmp_path / "scan.pdf").write_bytes(paper.pdf())
    (tmp_path / "plain.pdf").write_bytes(small_pdf(1))
    with pikepdf.open(tmp_path / "plain.pdf") as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "(its pages are empty)" in jobdesc("show", tmp_path / "blank.pdf").stderr
    assert "(its pages are empty)" in jobdesc("marks", tmp_path / "blank.pdf").stderr
    assert "(only pictures of pages)" in jobdesc("show", tmp_path / "scan.pdf").stderr
    assert "is protected (no password was given)" in jobdesc("show", tmp_path / "locked.pdf").stderr
    wrong = jobdesc("show", tmp_path / "locked.pdf", "--password", "c")
    assert "is protected (the password given does not open it)" in wrong.stderr


@pytest.mark.parametrize("column", ["organisation", "grade"])
def test_every_partitioned_table_answers_the_query_of_the_docs(column: str, imported: Path, tmp_path: Path) -> None:
    target = TARGETS["parquet"]
    target.write(ImportFolder(imported), str(tmp_path / "parquet"), Options(partition_by=column))
    for folder in (path for path in (tmp_path / "parquet").iterdir() if path.is_dir()):
        query = f"SELECT * FROM read_parquet('{folder}/*/*.parquet', hive_partitioning = true)"
        found = duckdb.sql(query)
        with (imported / "csv" / f"{folder.name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert found is not None
        assert {*found.columns} == {*header, column}
        assert len(found.fetchall()) == len(rows)


def test_a_workbook_for_a_full_disk_is_one_message(imported: Path, tmp_path: Path) -> None:
    script = (
        "import resource, sys; from extractor.cli import main; import xlsxwriter;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000));"
        f"main(['export', {str(imported)!r}, '--to', 'xlsx', '--output', {str(tmp_path / 'book.xlsx')!r}])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert ": cannot be written (" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_tables_for_people_are_written_beside_those_for_programs(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "a.pdf").write_bytes(small_pdf(1, name="=cmd|'/C calc'!A0"))
    output = tmp_path / "output"
    assert jobdesc("import", tmp_path / "archive", "--output", output).exit_code == 0
    assert not (output / "excel-nl").exists()
    assert "do not open csv/ in a spreadsheet" in (output / "README.txt").read_text().replace("\n", " ")
    for dialect, delimiter in (("excel-nl", ";"), ("excel", ",")):
        jobdesc("import", tmp_path / "archive", "--output", output, "--dialect", dialect)
        with (output / dialect / "functions.csv").open(encoding="utf-8-sig", newline="") as file:
            (row,) = csv.DictReader(file, delimiter=delimiter)
        assert row["name"] == "'=cmd|'/C calc'!A0"
        assert {path.name for path in (output / dialect).iterdir()} == {
            path.name for path in (output / "csv").glob("*.csv")
        }
    with (output / "csv" / "functions.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["name"] == "=cmd|'/C calc'!A0"


@pytest.mark.parametrize("command", [("matrix", "--format", "html"), ("audit", "--format", "html", "--policy")])
def test_pages_allow_nothing_but_their_own_style(command: tuple[str, ...], imported: Path, tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text(
        '[[rules]]\nid = "a"\ndescription = "x"\nlevel = { competency = "*", at_least = 0 }\n'
    )
    name, *options = command
    page = jobdesc(name, imported, *options, *([tmp_path / "policy.toml"] if "--policy" in options else [])).stdout
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert re.fullmatch(r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'", policy)
    assert "style=" not in page


def test_a_url_of_another_kind_is_not_followed(tmp_path: Path) -> None:
    for url in ("file:///etc", "github://org:repo@main/x", "simplecache::s3://bucket/x", "S3X://bucket"):
        with pytest.raises(SchemeNotAllowed, match="are not read here") as caught:
            find_sources([tmp_path, url])
        assert "--url-schemes" in caught.value.advice
    fill(tmp_path / "archive", 1)
    assert len(find_sources([f"file://{tmp_path / 'archive'}"], schemes=("file",))) == 1
    done = jobdesc("import", f"file://{tmp_path / 'archive'}", "--output", tmp_path / "output")
    assert (done.exit_code, (tmp_path / "output").exists()) == (2, False)
