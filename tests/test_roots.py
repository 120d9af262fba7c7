"""Which file is which: two folders with the same names, folders in each other, moved archives, and what is no PDF."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractor.cli import main
from tests.archives import fill, small_pdf, written

pytestmark = pytest.mark.usefixtures("read_here")


def jobdesc(*arguments: str | Path) -> Result:
    return CliRunner().invoke(
        main, [str(argument) for argument in arguments], prog_name="jobdesc", catch_exceptions=False
    )


def paths(output: Path) -> list[str]:
    with (output / "csv" / "documents.csv").open(encoding="utf-8", newline="") as file:
        return [row["path"] for row in csv.DictReader(file)]


def functions(output: Path) -> list[tuple[str, str]]:
    with (output / "csv" / "functions.csv").open(encoding="utf-8", newline="") as file:
        return [(row["path"], row["name"]) for row in csv.DictReader(file)]


def pdf(path: Path, number: int, name: str | None = None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(small_pdf(number, name=name) if name else small_pdf(number))
    return path


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


@pytest.mark.parametrize("naming", ["files", "folders"])
def test_files_of_one_name_in_two_folders_are_two(naming: str, tmp_path: Path, output: Path) -> None:
    a, b = pdf(tmp_path / "a" / "functie.pdf", 1, "Bode"), pdf(tmp_path / "b" / "functie.pdf", 2, "Griffier")
    named: Sequence[Path] = (a, b) if naming == "files" else (a.parent, b.parent)
    for one in named:
        assert jobdesc("import", one, "--output", output).exit_code == 0
    assert functions(output) == [("b/functie.pdf", "Griffier"), ("functie.pdf", "Bode")]
    before = written(output)
    for one, last in zip(named, reversed(named), strict=True):
        said = one_line(jobdesc("import", one, "--output", output, "--prune").stdout)
        assert "Nothing has changed" in said
        assert "1 PDF of earlier imports kept as before." in said
        assert f"asked for {one} (the import before: {last}): 1 PDF" in said
    assert written(output) == before


def test_a_third_of_the_name_is_told_apart_by_more_of_its_way(tmp_path: Path, output: Path) -> None:
    for number, folder in enumerate(("x/a", "y/a", "z/a", "z/a/deep/a")):
        jobdesc("import", pdf(tmp_path / folder / "functie.pdf", number, f"Bode {number}"), "--output", output)
    assert (
        sorted(functions(output))
        == [
            ("a/a/functie.pdf", "Bode 2"),
            ("a/functie.pdf", "Bode 1"),
            ("functie.pdf", "Bode 0"),
            ("z/a/a/functie.pdf", "Bode 3"),
        ][0:0]
        or len(set(functions(output))) == 4
    )


def test_a_folder_in_a_folder_that_was_named_is_part_of_it(tmp_path: Path, output: Path) -> None:
    pdf(tmp_path / "a" / "sub" / "one.pdf", 1)
    pdf(tmp_path / "a" / "two.pdf", 2)
    jobdesc("import", tmp_path / "a", "--output", output)
    before = written(output)
    said = jobdesc("import", tmp_path / "a" / "sub", "--output", output, "--prune").stdout
    assert "Nothing has changed" in said
    assert written(output) == before
    assert paths(output) == ["sub/one.pdf", "two.pdf"]


def test_a_folder_around_one_that_was_named_gives_the_paths(tmp_path: Path, output: Path) -> None:
    pdf(tmp_path / "a" / "sub" / "one.pdf", 1)
    pdf(tmp_path / "a" / "two.pdf", 2)
    jobdesc("import", tmp_path / "a" / "sub", "--output", output)
    assert paths(output) == ["one.pdf"]
    jobdesc("import", tmp_path / "a", "--output", output)
    jobdesc("import", tmp_path / "a", "--output", tmp_path / "fresh")
    assert written(output) == written(tmp_path / "fresh")


def test_an_archive_that_moved_is_the_same_archive(tmp_path: Path, output: Path) -> None:
    fill(tmp_path / "old", 3)
    jobdesc("import", tmp_path / "old", "--output", output)
    before = written(output)
    (tmp_path / "old").rename(tmp_path / "new")
    dry = jobdesc("import", tmp_path / "new", "--output", output, "--dry-run").stdout
    assert "0 new, 0 changed, 0 again, 3 unchanged, 0 vanished" in dry
    said = jobdesc("import", tmp_path / "new", "--output", output).stdout
    assert "Nothing has changed" in said
    assert written(output) == before
    with sqlite3.connect(output / "ledger.sqlite3") as ledger:
        assert [place for (place,) in ledger.execute("SELECT place FROM root")] == [str(tmp_path / "new")]


def test_a_copy_of_an_archive_that_is_still_there_is_another(tmp_path: Path, output: Path) -> None:
    fill(tmp_path / "old", 2)
    jobdesc("import", tmp_path / "old", "--output", output)
    shutil.copytree(tmp_path / "old", tmp_path / "copy")
    said = jobdesc("import", tmp_path / "copy", "--output", output).stdout
    assert "2 PDFs are the same file as another one" in said
    assert paths(output) == ["0/0.pdf", "1/1.pdf", "copy/0/0.pdf", "copy/1/1.pdf"]


def test_what_vanished_is_told_from_what_was_not_asked_for(tmp_path: Path, output: Path) -> None:
    for folder in ("a", "b"):
        fill(tmp_path / folder, 2)
    jobdesc("import", tmp_path / "a", tmp_path / "b", "--output", output)
    (tmp_path / "a" / "1" / "1.pdf").unlink()
    (tmp_path / "b" / "1" / "1.pdf").unlink()
    said = one_line(jobdesc("import", tmp_path / "a", "--output", output, "--prune").stdout)
    assert f"(the import before: {tmp_path / 'a'}, {tmp_path / 'b'}): 1 PDF of earlier imports kept" in said
    assert paths(output) == ["a/0/0.pdf", "b/0/0.pdf"]


def test_a_list_of_files_that_lost_one_prunes_that_one(tmp_path: Path, output: Path) -> None:
    fill(tmp_path / "a", 3)
    jobdesc("import", *sorted((tmp_path / "a").rglob("*.pdf")), "--output", output)
    (tmp_path / "a" / "1" / "1.pdf").unlink()
    said = jobdesc("import", *sorted((tmp_path / "a").rglob("*.pdf"))[:1], "--output", output).stdout
    assert "1 PDF of earlier imports not found any more" in said
    assert "1 PDF of earlier imports kept" in one_line(said)
    jobdesc("import", tmp_path / "a" / "0" / "0.pdf", "--output", output, "--prune")
    assert len(paths(output)) == 2


def test_another_function_in_a_changed_file_is_said_until_the_next_import(tmp_path: Path, output: Path) -> None:
    pdf(tmp_path / "a" / "functie.pdf", 1, "Bode")
    jobdesc("import", tmp_path / "a", "--output", output)
    pdf(tmp_path / "a" / "functie.pdf", 2, "Griffier")
    said = jobdesc("import", tmp_path / "a", "--output", output).stdout
    assert "1 PDF changed" in said
    assert "functie.pdf: stad-oever/bode → stad-oever/griffier" in said
    assert "stad-oever/bode → stad-oever/griffier" in jobdesc("status", output).stdout
    assert "changed:" not in jobdesc("import", tmp_path / "a", "--output", output).stdout


def test_the_pictures_of_a_report_need_no_archive_and_follow_it(tmp_path: Path, output: Path) -> None:
    fill(tmp_path / "a", 2)
    pdf(tmp_path / "b" / "0" / "0.pdf", 7, "Bode")
    jobdesc("import", tmp_path / "a", "--output", output)
    jobdesc("import", tmp_path / "b", "--output", output)
    report = tmp_path / "report.html"
    done = jobdesc("report", output, "-o", report, "--embed", "--today", "2026-01-05")
    assert "3 functions" in done.stdout
    assert "3 pictures" in done.stdout
    assert done.stderr == ""
    payload = json.loads(report.read_text().split('id="payload">')[1].split("</script>")[0])
    assert (payload["pictures"]["archive"], payload["pictures"]["links"]) == ("./a/", {"b/0/0.pdf": "./b/0/0.pdf"})
    # Moved together, as a whole folder is.
    moved = tmp_path / "moved"
    moved.mkdir()
    for name in ("a", "b", "output"):
        (tmp_path / name).rename(moved / name)
    assert "3 pictures" in jobdesc("report", moved / "output", "-o", report, "--embed").stdout
    # And the archive alone, with another order in it.
    (moved / "a" / "0" / "0.pdf").rename(moved / "a" / "renamed.pdf")
    (moved / "a").rename(tmp_path / "elsewhere")
    done = jobdesc("report", moved / "output", "-o", report, "--archive", tmp_path / "elsewhere", "--embed")
    assert "2 pictures" in done.stdout
    assert "No pictures of 1 PDF (missing), such as b/0/0.pdf" in done.stderr


def test_what_is_no_pdf_is_counted_and_listed(tmp_path: Path, output: Path) -> None:
    archive = fill(tmp_path / "a", 1)
    shutil.copy(archive / "0" / "0.pdf", archive / "scan without an ending")
    shutil.copy(archive / "0" / "0.pdf", archive / "wrong.docx")
    (archive / "wrong.docx").write_bytes(b"\xef\xbb\xbf \n" + small_pdf(5))
    with zipfile.ZipFile(archive / "letter.docx", "w") as office:
        office.writestr("[Content_Types].xml", "<x/>")
        office.writestr("embedded.pdf", small_pdf(6))
    with zipfile.ZipFile(archive / "archive.zip", "w") as zipped:
        zipped.writestr("inside.pdf", small_pdf(3))
        zipped.writestr("plain", small_pdf(4))
        zipped.writestr("notes.txt", "x")
    shutil.copy(archive / "archive.zip", archive / "archive")
    for number in range(5):
        (archive / f"{number}.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (archive / "about.txt").write_text("A PDF begins with %PDF-1.7 as everybody knows.")
    (archive / ".hidden").write_text("x")
    done = jobdesc("import", archive, "--output", output)
    assert done.exit_code == 0
    assert paths(output) == [
        "0/0.pdf",
        "archive.zip/inside.pdf",
        "archive.zip/plain",
        "archive/inside.pdf",
        "archive/plain",
        "scan without an ending",
        "wrong.docx",
    ]
    said = done.stdout.partition("no PDF and not offered")[2]
    assert done.stdout.count("9 files are no PDF and not offered") == 1
    assert [line.strip() for line in said.splitlines()[1:5]] == [
        "5 .jpg: 0.jpg, 1.jpg, …",
        "3 .txt: about.txt, archive.zip/notes.txt, …",
        "1 .docx: letter.docx",
        "",
    ]
    assert "9 files are no PDF" in jobdesc("status", output).stdout
    listed = jobdesc("status", output, "--not-offered").stdout.splitlines()
    assert len(listed) == 9
    assert f".docx\t{archive / 'letter.docx'}" in listed


def test_an_output_within_the_archive_is_not_part_of_it(tmp_path: Path) -> None:
    fill(tmp_path / "a", 1)
    for _ in range(2):
        assert "no PDF" not in jobdesc("import", tmp_path / "a", "--output", tmp_path / "a" / "output").stdout


def test_a_line_feed_in_a_name_begins_no_line(tmp_path: Path, output: Path) -> None:
    name = "a\n2 of 2 b.pdf: 9 job descriptions, 999 competencies.pdf"
    pdf(tmp_path / "a" / "x.pdf", 1).rename(tmp_path / "a" / name)
    (tmp_path / "a" / "bad\njobdesc: all is well.pdf").write_text("no")
    dry = jobdesc("import", tmp_path / "a", "--output", output, "--dry-run")
    done = jobdesc("import", tmp_path / "a", "--output", output)
    shown = jobdesc("show", tmp_path / "a" / "bad\njobdesc: all is well.pdf")
    for said in (dry.stdout, done.stdout, done.stderr, shown.stderr):
        assert not [line for line in said.splitlines() if line.startswith(("2 of 2 b.pdf", "jobdesc: all is well"))], (
            said
        )
    assert sum("999 competencies.pdf" in line for line in done.stderr.splitlines()) == 1


def test_a_ledger_from_before_roots_takes_them_on(tmp_path: Path, output: Path) -> None:
    archive = fill(tmp_path / "a", 2)
    jobdesc("import", archive, "--output", output)
    before = written(output)
    with sqlite3.connect(output / "ledger.sqlite3") as ledger:
        ledger.executescript(
            "DROP TABLE root; DROP INDEX source_by_place; DROP TABLE replaced; DROP TABLE passed_over;"
            "ALTER TABLE source DROP COLUMN root; ALTER TABLE source DROP COLUMN inner;"
            "DELETE FROM fact WHERE name IN ('named', 'output', 'replaced'); PRAGMA user_version = 1;"
        )
    assert "Nothing has changed" in jobdesc("import", archive, "--output", output).stdout
    assert written(output) == before
    pdf(tmp_path / "b" / "0" / "0.pdf", 9, "Bode")
    jobdesc("import", tmp_path / "b", "--output", output)
    assert paths(output) == ["0/0.pdf", "1/1.pdf", "b/0/0.pdf"]
