"""Adverts as people write them: a headline that is the job, headings in plain letters, parts under one heading."""

from __future__ import annotations

from pathlib import Path

import pytest
import weasyprint

from extractor import NoRulesMatch, read_job_descriptions
from extractor.matching.career import text_to_career
from extractor.matching.job_names import names_job
from extractor.matching.title_function import title_to_function
from extractor.model import JobDescription


def read(body: str, path: Path, style: str = "") -> JobDescription:
    weasyprint.HTML(string=f"<style>body{{font:11pt Lato}}{style}</style>{body}").write_pdf(path)
    (description,) = read_job_descriptions(path)
    return description


@pytest.mark.parametrize(
    ("text", "job"),
    [
        ("Head of Finance", "Head of Finance"),
        ("Sr. Technology Consultant", "Sr. Technology Consultant"),
        ("Internship: Embedded Software Developer", "Embedded Software Developer"),
        ("Data Engineer | Northmere Council", "Data Engineer"),
        ("Beleidsmedewerker mobiliteit", "Beleidsmedewerker mobiliteit"),
        ("Diensthoofd financiën", "Diensthoofd financiën"),
        ("Leiter*in Finanzen", "Leiter*in Finanzen"),
        ("Verwaltungsfachangestellte/r", "Verwaltungsfachangestellte/r"),
        ("Chargé·e de mission", "Chargé·e de mission"),
        ("Technicien(ne) réseau", "Technicien(ne) réseau"),
        ("Técnico/a de Gestión", "Técnico/a de Gestión"),
        ("Human Resources", None),
        ("Risk management", None),
        ("Kookboek", None),
        ("Line Manager", None),
        ("Manager handbook", None),
        ("We are looking for an engineer", None),
        ("Wij zoeken een deskundige", None),
        ("Become a founding member of the digital service", None),
        ("Northmere Council", None),
        ("Nurse report 2024", None),
        ("Architect – Engineer", None),
    ],
)
def test_a_job_is_named_by_a_word_for_people(text: str, job: str | None) -> None:
    assert names_job(text) == job


@pytest.mark.parametrize(
    ("title", "function"),
    [
        ("Job description for a Software Developer", "Software Developer"),
        ("Simulation toolbox job description: evolution in one dimension", None),
        ("Union job description: Ranger", "Ranger"),
    ],
)
def test_a_title_that_says_more_than_what_it_is_must_name_people(title: str, function: str | None) -> None:
    assert title_to_function(title) == function


def test_money_has_no_steps() -> None:
    assert text_to_career("$115,700 - $149,710 a year").steps == ()
    assert text_to_career("B1-B3").steps == ("B1", "B2", "B3")


def test_an_advert_with_parts_under_one_heading_and_headings_in_plain_letters(tmp_path: Path) -> None:
    text = "Lindmark keeps the water of four valleys clean, and looks for somebody who likes to know why."
    advert = read(
        f"""<h1>Water Quality Analyst</h1><b>Lindmark Rivers Ltd (Brindle)</b><p>{text}</p>
        <b>Responsibilities</b><br><b>In the field</b><ul><li>Takes samples.<li>Keeps the boat.</ul>
        <b>In the laboratory</b><ul><li>Measures oxygen.<li>Writes to the farms.</ul>
        <div>Qualifications</div><ul><li>A degree in chemistry.</ul>
        <div>Benefits</div><ul><li>A bicycle.</ul>""",
        tmp_path / "advert.pdf",
    )
    assert (advert.title, advert.function.name) == ("Water Quality Analyst", "Water Quality Analyst")
    assert advert.organisation == "Lindmark Rivers Ltd"
    assert advert.purpose.duties == ("Takes samples.", "Keeps the boat.", "Measures oxygen.", "Writes to the farms.")
    named = [(section.heading, section.key, section.items) for section in advert.sections]
    assert named == [
        ("Lindmark Rivers Ltd (Brindle)", None, ()),
        ("Responsibilities", "duties", ()),
        ("In the field", "duties", ()),
        ("In the laboratory", "duties", ()),
        ("Qualifications", "requirements", ("A degree in chemistry.",)),
        ("Benefits", "conditions", ("A bicycle.",)),
    ]
    assert advert.word_count.unclaimed == 0


def test_an_advert_of_labels_alone_is_one_and_a_curriculum_of_the_same_words_is_none(tmp_path: Path) -> None:
    duties = "<p>Responsibilities:</p><ul><li>Cleans data.<li>Draws maps.</ul>"
    advert = read(
        f"<p>Position: Junior Map Maker and Analyst</p><p>Company: Lindmark</p>{duties}"
        "<p>Requirements:</p><ul><li>Patience.</ul>",
        tmp_path / "advert.pdf",
    )
    assert advert.function.name == "Junior Map Maker and Analyst"
    assert [section.key for section in advert.sections] == ["duties", "requirements"]
    with pytest.raises(NoRulesMatch):
        read(
            f"<h1>Ada Brindle</h1><p>Position: Junior Analyst</p><p>Company: Lindmark</p>{duties}"
            "<p>Education:</p><ul><li>Brindle College.</ul><p>Skills:</p><ul><li>SQL</ul>",
            tmp_path / "curriculum.pdf",
        )


def test_a_paper_whose_title_ends_in_job_description_is_none(tmp_path: Path) -> None:
    with pytest.raises(NoRulesMatch):
        read("<h1>Toolbox job description</h1><h3>Rotor</h3><p>It turns.</p>", tmp_path / "paper.pdf")


def test_a_name_in_two_lines_is_one_and_a_job_is_no_part_of_it(tmp_path: Path) -> None:
    of_lines = "<p><b>NORTHMERE</b></p><p><b>REFUGEE COUNCIL</b></p><p>Brindle</p>"
    duties = "<h3>Responsibilities</h3><ul><li>Drives.</ul><h3>Who you are</h3><ul><li>Careful.</ul>"
    advert = read(f"<h1>Job description</h1>{of_lines}{duties}", tmp_path / "lines.pdf")
    assert advert.organisation == "NORTHMERE REFUGEE COUNCIL"
    under = "<p><b>Driver (m/f)</b></p><p><b>Lindmark Ltd (Brindle)</b></p><p>A bus.</p>"
    advert = read(f"<h1>Job description</h1>{under}{duties}", tmp_path / "under.pdf")
    assert (advert.organisation, advert.function.name) == ("Lindmark Ltd", "Driver (m/f)")


def test_a_heading_under_labels_in_letters_like_its_own_is_one(tmp_path: Path) -> None:
    text = "Lindmark keeps the water of four valleys clean, and looks for somebody who likes to know why it is so."
    advert = read(
        "<h1>Analyst</h1><b>Job title: Analyst<br>Location: Brindle<br>Job type: Full-time</b>"
        f"<p style='margin-bottom:0'><b>About Lindmark</b></p><p style='margin-top:0'>{text}</p>"
        f"<b>Key responsibilities</b><ul><li>{text}<li>{text}</ul><b>Who you are</b><p>{text}</p>",
        tmp_path / "advert.pdf",
    )
    assert [field.label for field in advert.fields] == ["Job title", "Location", "Job type"]
    named = [(section.heading, section.paragraphs) for section in advert.sections]
    assert named == [("About Lindmark", (text,)), ("Key responsibilities", ()), ("Who you are", (text,))]


def test_a_remark_at_the_foot_gives_way_to_the_headline(tmp_path: Path) -> None:
    advert = read(
        "<p>Zum 1. Mai ist zu besetzen:</p><h1>Mitarbeiter / Mitarbeiterin<br>Karten und Medien (m/w/d)</h1>"
        "<b>Aufgabengebiet:</b><p>Sie betreuen die Karten des Instituts.</p><b>Anforderungen:</b>"
        "<ul><li>Geduld.</ul><p style='margin-top:14cm'>Stellenangebot vom 7. April</p>",
        tmp_path / "advert.pdf",
    )
    assert advert.title == "Mitarbeiter / Mitarbeiterin Karten und Medien (m/w/d)"
    assert advert.function.name == advert.title


@pytest.mark.parametrize("down", [18.8, 19.4], ids=["within an item", "between items"])
def test_a_line_that_wrapped_early_and_a_row_that_a_page_break_parted_go_on(down: float, tmp_path: Path) -> None:
    first = "The ranger walks the whole of the valley and its woods once a week in company of a volunteer of"
    cell = "padding:3pt;border:1pt solid black;width:8cm;vertical-align:top"
    advert = read(
        f"<h1>Position description: Ranger</h1><h3>Job purpose</h3><p>{first}<br>Northmere and tells what was seen.</p>"
        f"<h3>Conditions</h3><table style='border-collapse:collapse;margin-top:{down}cm'>"
        f"<tr><td style='{cell}'>Other:<td style='{cell}'>"
        "<ul><li>Work may ask for travel.<li>The ranger may be asked to wear<br>a whistle and a hat.</ul></table>",
        tmp_path / "advert.pdf",
        "@page{size:A4;margin:2cm} h1{font-size:20pt} li,ul{orphans:1;widows:1}",
    )
    assert advert.source.page_count == 2
    assert advert.purpose.text == (f"{first} Northmere and tells what was seen.",)
    other = next(section for section in advert.sections if section.heading == "Other:")
    assert other.items == ("Work may ask for travel.", "The ranger may be asked to wear a whistle and a hat.")
