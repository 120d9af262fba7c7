"""An OpenDocument form with real form controls, which LibreOffice exports as AcroForm fields."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from html import escape
from pathlib import Path

from samples.generator.model import Competency, Job

from .libreoffice import print_pdf

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("form", "form"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)


def print_form(job: Job, words: dict[str, str], out: Path, *, radio: bool = False) -> None:
    """Print a form whose boxes are checkboxes, or one group of radio buttons for each competency."""
    with tempfile.TemporaryDirectory() as work:
        source = Path(work) / "form.fodt"
        source.write_text(_document(job, words, radio=radio), encoding="utf-8")
        print_pdf(source, out)


def _controls(competencies: Iterable[Competency], *, radio: bool) -> str:
    kind = "radio" if radio else "checkbox"
    component = "RadioButton" if radio else "CheckBox"
    parts = []
    for number, competency in enumerate(competencies):
        for level in competency.levels:
            identifier = f"c{number}l{level.level}"
            name = f"competentie{number}" if radio else identifier
            value = f'form:value="{level.level}"' if radio else ""
            state = ("form:current-selected" if radio else "form:current-state") + (
                ('="true"' if radio else '="checked"') if level.marked else ('="false"' if radio else '="unchecked"')
            )
            parts.append(
                f'<form:{kind} form:name="{name}" form:id="{identifier}" xml:id="{identifier}" {state} '
                f"{value} "
                f'form:control-implementation="ooo:com.sun.star.form.component.{component}"/>'
            )
    return "".join(parts)


def _paragraph(text: str, style: str = "P") -> str:
    return f'<text:p text:style-name="{style}">{escape(text)}</text:p>'


def _items(items: Iterable[str]) -> str:
    inner = "".join(f"<text:list-item>{_paragraph(item)}</text:list-item>" for item in items)
    return f'<text:list text:style-name="L">{inner}</text:list>'


def _cell(content: str, *, rows: int = 1) -> str:
    span = f' table:number-rows-spanned="{rows}"' if rows > 1 else ""
    return f'<table:table-cell table:style-name="C"{span}>{content}</table:table-cell>'


def _rows(number: int, competency: Competency) -> str:
    result = ""
    for i, level in enumerate(competency.levels):
        name = (
            _cell(_paragraph(competency.name, "B"), rows=len(competency.levels))
            if i == 0
            else "<table:covered-table-cell/>"
        )
        control = (
            f'<text:p text:style-name="P"><draw:control text:anchor-type="as-char" svg:width="0.42cm" '
            f'svg:height="0.42cm" draw:control="c{number}l{level.level}"/></text:p>'
        )
        texts = "".join(_paragraph(text) for text in level.indicators) or _paragraph("")
        result += (
            f"<table:table-row>{name}{_cell(_paragraph(level.label))}{_cell(control)}{_cell(texts)}</table:table-row>"
        )
    return result


def _document(job: Job, words: dict[str, str], *, radio: bool) -> str:
    columns = "".join(f'<table:table-column table:style-name="W{i}"/>' for i in range(4))
    widths = "".join(
        f'<style:style style:name="W{i}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}cm"/></style:style>'
        for i, width in enumerate((4.5, 1.2, 1.2, 9.6))
    )
    styles = (
        '<style:style style:name="P" style:family="paragraph"><style:text-properties '
        'style:font-name="Liberation Sans" fo:font-family="Liberation Sans" fo:font-size="10pt"/></style:style>'
        '<style:style style:name="B" style:family="paragraph" style:parent-style-name="P"><style:text-properties '
        'fo:font-family="Liberation Sans" fo:font-size="10pt" fo:font-weight="bold"/></style:style>'
        '<style:style style:name="T" style:family="paragraph"><style:text-properties '
        'fo:font-family="Liberation Sans" fo:font-size="17pt" fo:font-weight="bold"/></style:style>'
        '<style:style style:name="H" style:family="paragraph"><style:paragraph-properties fo:margin-top="0.3cm" '
        'fo:margin-bottom="0.1cm"/><style:text-properties fo:font-family="Liberation Sans" fo:font-size="12pt" '
        'fo:font-weight="bold"/></style:style>'
        '<style:style style:name="C" style:family="table-cell"><style:table-cell-properties '
        'fo:border="0.5pt solid #000000" fo:padding="0.08cm"/></style:style>'
        '<style:style style:name="TT" style:family="table"><style:table-properties style:width="16.5cm" '
        'table:align="left"/></style:style>'
        '<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
        '<style:list-level-properties text:space-before="0.2cm" text:min-label-width="0.5cm"/>'
        "</text:list-level-style-bullet></text:list-style>"
    )
    fields = "".join(_paragraph(f"{field.label}: {field.value}") for field in job.fields)
    rows = "".join(_rows(number, competency) for number, competency in enumerate(job.competencies))
    body = (
        "".join(_paragraph(line, "T") for line in job.title)
        + _paragraph(job.organisation or "")
        + fields
        + _paragraph(words["purpose"], "H")
        + "".join(_paragraph(text) for text in job.purpose)
        + _paragraph(words["duties"], "H")
        + _items(job.duties)
        + _paragraph(words["position"], "H")
        + _items(job.position)
        + _paragraph(words["competencies"], "H")
        + f'<table:table table:name="T1" table:style-name="TT">{columns}{rows}</table:table>'
        + _paragraph(job.approval.text if job.approval else "")
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} xmlns:ooo="http://openoffice.org/2004/office"'
        ' office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:automatic-styles>{widths}{styles}</office:automatic-styles><office:body><office:text>"
        '<office:forms form:automatic-focus="false" form:apply-design-mode="false"><form:form form:name="Form" '
        'form:control-implementation="ooo:com.sun.star.form.component.Form">'
        f"{_controls(job.competencies, radio=radio)}</form:form></office:forms>{body}</office:text></office:body>"
        "</office:document>"
    )
