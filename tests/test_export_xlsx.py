"""The workbook, read back by another library: nothing from a document becomes a formula or a link."""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from extractor.audit.matrix import matrix_texts, required_levels
from extractor.errors import ExtraMissing, OutputNotWritable
from extractor.export.sheets import LONGEST_TEXT
from extractor.export.xlsx import write_matrix, write_xlsx
from extractor.findings import Language, Place, finding, on_page
from extractor.model import FindingCode
from extractor.output.outcome import OfferedPdf
from extractor.output.writing import write_import
from tests.builders import job_description
from tests.generated import generated_tables, write_tables

LOOKALIKES = ["=1+1", "+32 16 80 56 11", "-1", "@SUM(A1)", "http://example.org", "{=1}", "0123", "x" * 40_000]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tables = generated_tables(len(LOOKALIKES), 6)
    tables["functions"]["name"] = pd.array(LOOKALIKES, dtype="string")
    tables["functions"]["service"] = pd.array(LOOKALIKES, dtype="string")
    return write_tables(tables, tmp_path / "import")


def sheet(path: Path, name: str) -> Worksheet:
    found = openpyxl.load_workbook(path)[name]
    assert isinstance(found, Worksheet)
    return found


def test_text_stays_text(folder: Path, tmp_path: Path) -> None:
    write_xlsx(folder, tmp_path / "book.xlsx")
    functions = sheet(tmp_path / "book.xlsx", "functions")
    services = [row[6] for row in functions.iter_rows(min_row=2, max_row=1 + len(LOOKALIKES))]
    assert [cell.value for cell in services] == [*LOOKALIKES[:-1], "x" * (LONGEST_TEXT - 1) + "…"]
    for page in openpyxl.load_workbook(tmp_path / "book.xlsx").worksheets:
        assert all(cell.data_type in {"s", "n", "inlineStr"} for row in page.iter_rows() for cell in row)
        assert not any(cell.hyperlink for row in page.iter_rows() for cell in row)


def test_the_matrix_is_the_matrix(tmp_path: Path) -> None:
    tables = generated_tables(30, 8)
    matrix = required_levels(tables["functions"], tables["competencies"])
    write_matrix(matrix, tmp_path / "matrix.xlsx")
    page = sheet(tmp_path / "matrix.xlsx", "matrix")
    rows = page.iter_rows(min_row=4, max_row=33, min_col=6, max_col=13)
    assert [[str(cell.value) for cell in row] for row in rows] == matrix_texts(matrix).to_numpy().tolist()
    assert page.freeze_panes == "B4"
    assert page.auto_filter.ref == "A3:M33"
    assert [page.cell(1, 6).value, page.cell(2, 6).value, page.cell(3, 6).value] == [
        "TECHNIEK",
        "Groep 0",
        "Competentie 00",
    ]
    assert {str(area.sqref) for area in page.conditional_formatting} == {"F4:M33"}
    medians = [page.cell(37, column).value for column in range(6, 14)]
    assert medians == list(matrix.columns["median"])


def test_text_that_looks_like_markup_is_text(tmp_path: Path) -> None:
    text = "<r><t>a & b</t></r>"
    tables = generated_tables(2, 2)
    tables["functions"]["name"] = pd.array([text, text], dtype="string")
    tables["competencies"]["competency"] = tables["competencies"]["group"] = text
    write_xlsx(write_tables(tables, tmp_path / "import"), tmp_path / "book.xlsx")
    assert [sheet(tmp_path / "book.xlsx", "functions").cell(row, 5).value for row in (2, 3)] == [text, text]
    matrix = sheet(tmp_path / "book.xlsx", "matrix")
    assert {matrix.cell(4, 1).value, matrix.cell(2, 6).value, matrix.cell(3, 6).value} == {text}


def test_a_corrected_level_is_a_number_that_looks_different(tmp_path: Path) -> None:
    tables = generated_tables(5, 4)
    tables["competencies"]["corrected"] = tables["competencies"]["competency"] == "Competentie 01"
    write_matrix(required_levels(tables["functions"], tables["competencies"]), tmp_path / "matrix.xlsx")
    page = sheet(tmp_path / "matrix.xlsx", "matrix")
    cells = list(page.iter_rows(min_row=4, max_row=8, min_col=6, max_col=9))
    looks = [[bool(cell.font.i) for cell in row] for row in cells]
    assert looks == [[False, cell[1].value != "–", False, False] for cell in cells]
    assert any(row[1] for row in looks)
    assert "corrected by a person" in str(page.cell(14, 1).value)


def test_every_sheet_has_all_rows_and_a_filter(folder: Path, tmp_path: Path) -> None:
    write_xlsx(folder, tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    assert book.sheetnames == ["matrix", "to check", "functions", "competencies", "findings", "tasks", "documents"]
    for name in book.sheetnames[2:]:
        rows = len((folder / "csv" / f"{name}.csv").read_text(encoding="utf-8").splitlines()) - 1
        page = sheet(tmp_path / "book.xlsx", name)
        assert page.max_row == rows + 1, name
        assert page.auto_filter.ref == f"A1:{get_column_letter(page.max_column)}{rows + 1}"
        assert page.freeze_panes == "A2"


def test_more_rows_than_a_sheet_holds_leave_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.export.xlsx.MOST_ROWS", 5)
    with pytest.raises(OutputNotWritable, match=r"functions: more rows than a sheet of Excel holds \(5\)"):
        write_xlsx(folder, tmp_path / "out" / "book.xlsx")
    assert list((tmp_path / "out").iterdir()) == []


def test_findings_lead_to_their_page(tmp_path: Path) -> None:
    folder = write_tables(generated_tables(40, 6), tmp_path / "import")
    (tmp_path / "archive").mkdir()
    write_xlsx(folder, tmp_path / "out.xlsx", tmp_path / "archive")
    page = sheet(tmp_path / "out.xlsx", "findings")
    cell = page.cell(2, 2)
    assert cell.hyperlink is not None
    place = f"{cell.hyperlink.target}#{cell.hyperlink.location}"
    # Excel wants the separators of Windows, and understands them on a Mac too.
    assert place.replace("\\", "/").endswith(f"archive/{cell.value}#page={page.cell(2, 6).value}")


def test_the_same_import_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_xlsx(folder, tmp_path / "one.xlsx")
    write_xlsx(folder, tmp_path / "two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_what_cannot_be_written_is_said(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(OutputNotWritable, match=r"book\.xlsx: cannot be written"):
        write_xlsx(folder, tmp_path / "file" / "book.xlsx")
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ExtraMissing, match="a workbook needs the package xlsxwriter"):
        write_xlsx(folder, tmp_path / "book.xlsx")


@pytest.fixture
def checked(tmp_path: Path) -> Path:
    """An import with something to check, and the archive that its PDFs stand in."""
    doubt = finding(FindingCode.LEVEL_NONE, Place(2, None, "initiatief"), name="Initiatief")
    known = finding(FindingCode.GENERIC_RULES)
    odd = finding(FindingCode.TEXT_UNCLAIMED, on_page(3), first="=1+1", more=2)
    one = job_description(findings=(known, odd, doubt))
    write_import(tmp_path / "import", [OfferedPdf(one.source.path, one.source.sha256, job_descriptions=(one,))])
    (tmp_path / "archive" / "sub").mkdir(parents=True)
    (tmp_path / "archive" / "sub" / "griffier.pdf").write_bytes(b"%PDF-")
    return tmp_path / "import"


def test_what_is_to_be_checked_has_a_sheet_in_the_language_of_the_reader(checked: Path, tmp_path: Path) -> None:
    write_xlsx(checked, tmp_path / "book.xlsx", tmp_path / "archive", language=Language.NL)
    page = sheet(tmp_path / "book.xlsx", "Na te kijken")
    heads, *rows = ([cell.value for cell in row] for row in page.iter_rows())
    assert heads[:6] == ["Ernst", "Functie", "Dienst", "Competentie", "Wat er is", "Wat te doen"]
    assert [row[0] for row in rows] == ["fout", "waarschuwing"]
    assert rows[0][1:5] == ["Griffier, 2de graad", None, "Initiatief", "Initiatief: geen niveau is aangekruist"]
    assert str(rows[0][5]).startswith("Kijk op de pagina.")
    assert rows[1][4] == "tekst die geen regel kent: '=1+1' en nog 2"
    link = page.cell(2, 8).hyperlink
    assert link is not None
    assert f"{link.target}#{link.location}".replace("\\", "/").endswith("archive/sub/griffier.pdf#page=2")


def test_a_level_is_a_number_that_leads_to_its_page(checked: Path, tmp_path: Path) -> None:
    write_xlsx(checked, tmp_path / "book.xlsx", tmp_path / "archive", language=Language.NL)
    page = sheet(tmp_path / "book.xlsx", "Matrix")
    first = [cell.value for cell in page[3]].index("Integriteit") + 1
    cells = [page.cell(4, column) for column in range(first, first + 3)]
    assert [cell.value for cell in cells] == [2, "?", "?"]
    places = [cell.hyperlink and f"{cell.hyperlink.target}#{cell.hyperlink.location}" for cell in cells]
    assert [str(place).replace("\\", "/").rpartition("archive/")[2] for place in places] == [
        "sub/griffier.pdf#page=2"
    ] * 3
    said = [row[0].value for row in page.iter_rows(min_row=5) if row[0].value]
    assert said[:4] == ["bekend", "onbekend", "mediaan", "Legende"]


def test_without_the_pdfs_nothing_leads_anywhere(checked: Path, tmp_path: Path) -> None:
    write_xlsx(checked, tmp_path / "book.xlsx")
    for page in openpyxl.load_workbook(tmp_path / "book.xlsx").worksheets:
        assert not any(cell.hyperlink for row in page.iter_rows() for cell in row)


def test_every_sheet_prints_one_page_wide(checked: Path, tmp_path: Path) -> None:
    write_xlsx(checked, tmp_path / "book.xlsx")
    for page in openpyxl.load_workbook(tmp_path / "book.xlsx").worksheets:
        assert page.sheet_properties.pageSetUpPr is not None
        assert page.sheet_properties.pageSetUpPr.fitToPage, page.title
        assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert page.print_title_rows is not None


def test_rows_are_as_high_as_the_text_in_them(tmp_path: Path) -> None:
    """A program that does not make room by itself would print one text over the next."""
    short, long = (on_page(page) for page in (1, 2))
    findings = (
        finding(FindingCode.TEXT_UNCLAIMED, short, first="a"),
        finding(FindingCode.TEXT_UNCLAIMED, long, first="woord " * 60),
    )
    one = job_description(findings=findings)
    write_import(tmp_path / "import", [OfferedPdf(one.source.path, one.source.sha256, job_descriptions=(one,))])
    write_xlsx(tmp_path / "import", tmp_path / "book.xlsx", language=Language.NL)
    rows = sheet(tmp_path / "book.xlsx", "Na te kijken").row_dimensions
    # 360 characters take seven lines of 52 or more, of some 15 points each.
    assert rows[3].height >= 7 * 15 > rows[2].height
    matrix = sheet(tmp_path / "book.xlsx", "Matrix")
    assert matrix.row_dimensions[3].height >= 90
