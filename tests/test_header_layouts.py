"""Headers as towns lay them out: two labels a line, labels over their values, a sidebar; each in two languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import weasyprint

from extractor import read_job_descriptions

ENGLISH = {
    "organisation": "Hazelmere Borough Council",
    "title": "Job Description",
    "job": "Parks Team Leader",
    "fields": {
        "Job title": "Parks Team Leader",
        "Department": "Public Works",
        "Location": "Hazelmere",
        "Reports to": "Director of Places",
        "Grade": "G7",
        "Hours": "37 per week",
    },
    "sections": {
        "purpose About the role": "You lead a crew of twelve gardeners and keep parks and verges tidy all year round.",
        "duties What you will be responsible for": ["Plan the work of the crew.", "Inspect work.", "Order plants."],
        "requirements What we are looking for": ["A qualification in horticulture.", "A driving licence."],
        "application How to apply": "Send your letter before 1 May to people@hazelmere.example.",
    },
}
FRENCH = {
    "organisation": "Commune de Valserine",
    "title": "Fiche de poste",
    "job": "Responsable des espaces verts",
    "fields": {
        "Intitulé du poste": "Responsable des espaces verts",
        "Service": "Travaux publics",
        "Lieu de travail": "Valserine",
        "Supérieur hiérarchique": "Directeur technique des bâtiments",
        "Catégorie": "B",
        "Temps de travail": "Temps complet",
    },
    "sections": {
        "purpose Finalité du poste": "Vous dirigez douze jardiniers et veillez à ce que les parcs restent propres.",
        "duties Vos principales missions": ["Établir le planning.", "Contrôler les travaux.", "Commander les plantes."],
        "requirements Profil recherché": ["Diplôme en horticulture.", "Permis de conduire B."],
        "application Comment postuler ?": "Envoyez votre lettre avant le 1er mai à personnel@valserine.example.",
    },
}


@dataclass(frozen=True)
class Written:
    organisation: str
    title: str
    job: str
    fields: dict[str, str]
    sections: dict[str, str | list[str]]

    def body(self, number: str = "") -> str:
        parts = ""
        for n, (name, text) in enumerate(self.sections.items(), 1):
            heading = name.split(" ", 1)[1]
            items = f"<ul>{''.join(f'<li>{t}' for t in text)}</ul>" if isinstance(text, list) else f"<p>{text}</p>"
            parts += f"<div class=part><h2>{number.format(n)}{heading}</h2>{items}</div>"
        return parts

    def rows(self, across: int, cell: str) -> str:
        pairs = [cell.format(label=label, value=value) for label, value in self.fields.items()]
        rows = (pairs[i : i + across] for i in range(0, len(pairs), across))
        return "".join(f"<div style='display:flex'>{''.join(row)}</div>" for row in rows)


def two_labels_a_line(of: Written) -> str:
    """A letterhead over it, headings white on bars."""
    cell = "<div style='width:8cm'><b>{label}:</b> {value}</div>"
    return (
        "<style>body{font:10.5pt Lato} h2{background:#1f5f7a;color:white;font-size:11pt;padding:3pt}</style>"
        f"<p style='font-size:9pt'>{of.organisation}</p><h1>{of.title}</h1>{of.rows(2, cell)}{of.body()}"
    )


def labels_over_values(of: Written) -> str:
    """In small capitals, three a row; numbered headings, and the number of the only page."""
    cell = "<div style='width:5.4cm'><div style='font-size:8pt;text-transform:uppercase'>{label}</div>{value}</div>"
    return (
        "<style>@page{margin:2.2cm;@bottom-center{content:counter(page);font-size:9pt}} body{font:10.5pt 'Open Sans'}"
        " h2{font-size:12pt}</style>"
        f"<p style='font-size:9pt'>{of.organisation}</p><h1>{of.title}</h1>{of.rows(3, cell)}{of.body('{}. ')}"
    )


def a_sidebar(of: Written) -> str:
    """The header beside the text, whose headings are letterspaced, in boxes."""
    side = of.rows(1, "<p style='margin:0 0 6pt'><b>{label}</b><br>{value}</p>")
    return (
        "<style>@page{margin:1.6cm} body{font:10pt Carlito} .part{border:0.7pt solid #999;padding:4pt 8pt}"
        " h2{font-size:10pt;letter-spacing:2.5pt;text-transform:uppercase;font-weight:normal}</style>"
        f"<h1>{of.job}</h1><div style='display:flex'><div style='width:5.6cm;padding-right:.7cm'>"
        f"<p><b>{of.organisation}</b></p>{side}</div><div style='flex:1'>{of.body()}</div></div>"
    )


@pytest.mark.parametrize("layout", [two_labels_a_line, labels_over_values, a_sidebar])
@pytest.mark.parametrize("content", [ENGLISH, FRENCH], ids=["en", "fr"])
def test_a_header_is_read_as_it_is_laid_out(
    layout: Callable[[Written], str], content: dict[str, object], tmp_path: Path
) -> None:
    written = Written(**content)  # type: ignore[arg-type]
    weasyprint.HTML(string=f"<meta charset=utf-8>{layout(written)}").write_pdf(tmp_path / "drawn.pdf")
    (description,) = read_job_descriptions(tmp_path / "drawn.pdf")
    assert description.title == (written.job if layout is a_sidebar else written.title)
    assert description.function.name == written.job
    assert description.organisation == written.organisation
    # What is set in capitals is printed so.
    read = {field.label.casefold(): field.value for field in description.fields}
    assert read == {label.casefold(): value for label, value in written.fields.items()}
    named = {section.key: section for section in description.sections}
    assert [section.key for section in description.sections] == [name.split()[0] for name in written.sections]
    texts = list(written.sections.values())
    assert description.purpose.text == (texts[0],)
    assert list(description.purpose.duties) == texts[1]
    assert list(named["requirements"].items) == texts[2]
    assert named["application"].paragraphs == (texts[3],)
    assert description.word_count.unclaimed == 0
