from __future__ import annotations

import os
from pathlib import Path

import pytest

from extractor.batch.locations import LocalFile
from extractor.batch.sources import find_sources
from extractor.errors import NothingToImport, PathUnreadable
from extractor.ledger.passed_over import PassedOver


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    for name in ("b.pdf", "a.PDF", "deep/er/c.pdf", "deep/notes.txt", ".hidden.pdf", ".trash/d.pdf"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return folder


def relative_paths(*named: str | os.PathLike[str]) -> list[str]:
    return [source.relative_path for source in find_sources(named)]


def test_a_folder_gives_the_pdfs_of_all_folders_in_it(archive: Path) -> None:
    found = find_sources([archive])
    assert found.named == (str(archive),)
    assert [source.location for source in found] == [
        LocalFile(str(archive / "a.PDF")),
        LocalFile(str(archive / "b.pdf")),
        LocalFile(str(archive / "deep" / "er" / "c.pdf")),
    ]
    assert [(source.root, source.inner, source.relative_path) for source in found] == [
        (str(archive), path, path) for path in ("a.PDF", "b.pdf", "deep/er/c.pdf")
    ]
    assert found.passed_over == (PassedOver(".txt", str(archive / "deep" / "notes.txt")),)


def test_a_file_named_outright_is_taken_whatever_its_name(archive: Path) -> None:
    assert relative_paths(archive / "deep" / "notes.txt") == ["notes.txt"]
    assert relative_paths(archive / ".hidden.pdf") == [".hidden.pdf"]


def test_a_glob_is_expanded_as_a_shell_would(archive: Path) -> None:
    assert relative_paths(f"{archive}/*.pdf") == ["b.pdf"]
    assert relative_paths(f"{archive}/**/*.pdf") == ["b.pdf", "deep/er/c.pdf"]
    assert relative_paths(f"{archive}/d*") == ["er/c.pdf"]


def test_a_name_with_brackets_that_exists_is_no_glob(archive: Path) -> None:
    (archive / "b[1].pdf").write_text("x")
    assert relative_paths(archive / "b[1].pdf") == ["b[1].pdf"]


def test_several_paths_are_relative_to_the_folder_that_holds_them_all(archive: Path) -> None:
    assert relative_paths(archive / "deep" / "er", archive / "b.pdf") == ["b.pdf", "deep/er/c.pdf"]


def test_a_path_means_the_same_from_wherever_it_is_named(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(archive / "deep")
    assert relative_paths("..") == ["a.PDF", "b.pdf", "deep/er/c.pdf"]
    assert relative_paths("../deep/er", ".") == ["er/c.pdf"]


def test_what_is_reached_in_several_ways_is_listed_once(archive: Path) -> None:
    (archive / "z.pdf").symlink_to("b.pdf")
    assert relative_paths(archive, archive / "b.pdf", archive / "deep", f"{archive}/*.pdf") == [
        "a.PDF",
        "b.pdf",
        "deep/er/c.pdf",
    ]


def test_symlink_loops_end(archive: Path) -> None:
    (archive / "deep" / "up").symlink_to("..")
    (archive / "deep" / "self").symlink_to("self")
    assert relative_paths(archive) == ["a.PDF", "b.pdf", "deep/er/c.pdf"]


def test_a_link_to_nowhere_is_listed_so_that_the_import_reports_it(archive: Path) -> None:
    (archive / "gone.pdf").symlink_to("nowhere.pdf")
    assert relative_paths(archive) == ["a.PDF", "b.pdf", "deep/er/c.pdf", "gone.pdf"]


def test_a_missing_file_beside_others_is_listed_so_that_the_import_reports_it(archive: Path) -> None:
    assert relative_paths(archive / "b.pdf", archive / "typo.pdf") == ["b.pdf", "typo.pdf"]


def test_a_name_that_is_no_utf8_is_shown_in_a_way_that_can_be_written(archive: Path) -> None:
    (archive / os.fsdecode(b"caf\xe9.pdf")).write_text("x")
    assert "caf\\xe9.pdf" in relative_paths(archive)


def test_nothing_that_exists_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PathUnreadable, match="no such file or folder"):
        find_sources([tmp_path / "typo"])


@pytest.mark.parametrize("named", ["", "*.pdf"])
def test_nothing_to_import_is_an_error(tmp_path: Path, named: str) -> None:
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(NothingToImport, match="there is no PDF in"):
        find_sources([f"{tmp_path}/{named}"])
