"""A drafted rule module holds, reads its own PDFs no worse than no rules do, and reads one it has never seen.

Held against the truth that was written before the PDFs existed.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import regex
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from extractor import FamiliesMixed, NotAPdf, PathUnreadable
from extractor.authoring.common import Draft, common_rules
from extractor.authoring.draft_rule import DraftRule
from extractor.authoring.drafting import draft_rules
from extractor.authoring.families import families
from extractor.authoring.observing import COMPETENCY, Observed, ObservedPart
from extractor.authoring.patterns import Regex, common_beginning, common_end, heading_pattern, literal
from extractor.authoring.printing import draft_to_toml
from extractor.authoring.truth import TruthVerdict, compare
from extractor.cli import main
from extractor.matching.recognise import misfit
from extractor.matching.rule_schema import SCHEMA_FILE, rule_schema
from extractor.matching.rulefile import RuleModule, rule_file_faults, text_to_rules
from extractor.pipeline import read_stages
from tests.test_rule_schema import schema_faults
from tests.truth import SAMPLES, truth_of

HELD_OUT = {
    "tienen-form/technisch-assistent-wegen": ["redder-zwembad", "logistiek-assistent-schoonmaak"],
    "fiche-fonction/bibliothecaire": ["conseiller-amenagement", "employee-population", "ouvrier-polyvalent"],
    "northmere/community-librarian": ["licensing-officer", "parking-officer", "senior-data-analyst"],
    "federaal/dossierbeheerder": ["attache-beleid", "inspecteur"],
    "inland-ports/port-specialist-weasyprint": ["port-specialist-reportlab"],
    "oosterwoud/systemen": ["beleidsuitvoering", "ontwikkeling"],
}
each_family = pytest.mark.parametrize("held_out", HELD_OUT)


def drafted_from(held_out: str) -> list[Path]:
    folder = (SAMPLES / held_out).parent
    return [folder / f"{name}.pdf" for name in HELD_OUT[held_out]]


@cache
def draft_of(held_out: str) -> tuple[str, RuleModule]:
    text = draft_rules(drafted_from(held_out), id_="mine").text
    return text, text_to_rules(text, "mine.toml")


def right(pdf: Path, rules: str | RuleModule) -> int:
    """How many required levels are read as the truth has them."""
    read = [stages.description for stages in read_stages(pdf, rules=rules)]
    true = truth_of(pdf)["documents"]
    return sum(compare(one, truth).verdicts[TruthVerdict.RIGHT] for one, truth in zip(read, true, strict=True))


@each_family
def test_it_has_no_faults_and_rests_on_no_path(held_out: str, tmp_path: Path) -> None:
    text, _ = draft_of(held_out)
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    assert rule_file_faults(tmp_path / "mine.toml") == []
    assert schema_faults(tomllib.loads(text)) == []
    assert str(SAMPLES.parent) not in text
    assert all(path.name in text.replace("\n# ", "") for path in drafted_from(held_out))


@each_family
def test_it_reads_no_level_less_than_no_rules_do(held_out: str) -> None:
    _, rules = draft_of(held_out)
    for pdf in drafted_from(held_out):
        assert right(pdf, rules) >= right(pdf, "generic"), pdf.name


@each_family
def test_it_knows_and_reads_a_document_of_the_family_that_it_never_saw(held_out: str) -> None:
    _, rules = draft_of(held_out)
    pdf = SAMPLES / f"{held_out}.pdf"
    assert [misfit(stages.pages, rules) for stages in read_stages(pdf, rules=rules)] == [None]
    assert right(pdf, rules) >= right(pdf, "generic")
    (description,) = (stages.description for stages in read_stages(pdf, rules=rules))
    (truth,) = truth_of(pdf)["documents"]
    assert description.title == truth["title"]
    assert description.language == truth["language"]
    assert {f.key: f.value for f in description.fields if f.key} == {
        f["key"]: f["value"] for f in truth["fields"] if f["key"] in {f.key for f in description.fields}
    }


def test_it_knows_no_document_of_another_family() -> None:
    _, rules = draft_of("northmere/community-librarian")
    for other in (
        "fiche-fonction/bibliothecaire",
        "strategies/inline-chromium",
        "inland-ports/port-specialist-reportlab",
    ):
        assert all(misfit(stages.pages, rules) for stages in read_stages(SAMPLES / f"{other}.pdf", rules=rules))


def test_blocks_agreements_and_the_head_of_the_tables_are_told_from_the_form() -> None:
    """What `rules/tienen` says by hand."""
    text, rules = draft_of("tienen-form/technisch-assistent-wegen")
    (pdf,) = (SAMPLES / "tienen-form").glob("technisch-assistent-wegen.pdf")
    (description,) = (stages.description.model_dump(mode="json") for stages in read_stages(pdf, rules=rules))
    (truth,) = truth_of(pdf)["documents"]
    assert description["task_agreements"] == truth["task_agreements"]
    for read, true in zip(description["competencies"], truth["competencies"], strict=True):
        assert {key: read[key] for key in true if key != "levels"} == {k: v for k, v in true.items() if k != "levels"}
    assert '\nstrategies = ["rows"]\n' in text
    assert '\nlabels = ["0", "1", "2", "3"]\n' in text


def test_the_same_pdfs_give_the_same_text(tmp_path: Path) -> None:
    paths = drafted_from("federaal/dossierbeheerder")
    copies = [tmp_path / path.name for path in paths]
    for path, copy in zip(paths, copies, strict=True):
        copy.write_bytes(path.read_bytes())
    text = draft_rules(paths).text
    assert draft_rules([*reversed(copies), copies[0]]).text == text


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (
            ["fiche-fonction/bibliothecaire", "northmere/parking-officer", "fiche-fonction/ouvrier-polyvalent"],
            ["bibliothecaire.pdf, ouvrier-polyvalent.pdf", "parking-officer.pdf"],
        ),
        (
            ["federaal/gestionnaire-dossiers", "federaal/attache-beleid"],
            ["attache-beleid.pdf", "gestionnaire-dossiers.pdf"],
        ),
    ],
)
def test_several_families_are_told_apart(names: list[str], groups: list[str]) -> None:
    with pytest.raises(FamiliesMixed) as raised:
        draft_rules([SAMPLES / f"{name}.pdf" for name in names])
    assert raised.value.message.splitlines()[1:] == [f"  {group}" for group in groups]
    assert "each of these groups" in raised.value.advice


def test_what_cannot_be_drafted_from(tmp_path: Path) -> None:
    with pytest.raises(PathUnreadable):
        draft_rules([tmp_path / "none.pdf"])
    (tmp_path / "letter.pdf").write_text("Dear madam", encoding="utf-8")
    with pytest.raises(NotAPdf):
        draft_rules([SAMPLES / "federaal" / "inspecteur.pdf", tmp_path / "letter.pdf"])


# What documents have in common, by documents that are made up


def part(text: str, claim: str | None = None, *, item: bool = False, strong: bool = False) -> ObservedPart:
    return ObservedPart(text, (text,), claim, item, strong, 1, 0.0)


def heading(text: str) -> ObservedPart:
    return part(text, strong=True)


ONE = Observed(
    name="baker.pdf",
    parts=(
        part("Job sheet", "title", strong=True),
        part("Baker", "title", strong=True),
        part("Bakers of the Isle"),
        part("Name: Baker", "field"),
        part("Shift: night", "field"),
        heading("1. What it's for"),
        part("Bread for all."),
        heading("2. What's done"),
        part("Kneads.", item=True),
        heading("3. Skills:"),
        part("Baking", COMPETENCY),
        part("Counting", COMPETENCY),
        part("Signed by the Guild on 3 May 2021."),
    ),
    title=("Job sheet", "Baker"),
    function="Baker",
    labels=(("Name", "name"), ("Shift", None)),
    empty_labels=(),
    approval=None,
    organisation=None,
    language="en",
    strategies=("choices",),
    scales=(("n/a", "some", "much"),),
    complete=True,
    levels={(None, "Baking"): 2, (None, "Counting"): 1},
    competencies=2,
    unclaimed=0,
    unlike=None,
)
TWO = replace(
    ONE,
    name="miller.pdf",
    parts=tuple(replace(p, text=p.text.replace("'", "’").replace("3 May", "4 June")) for p in ONE.parts),
    title=("Job sheet", "Miller"),
    function="Miller",
)


def drafted(*observed: Observed) -> tuple[str, dict[str, list[DraftRule]]]:
    draft = common_rules(observed)
    text = draft_to_toml(draft, [one.name for one in observed])
    text_to_rules(text, "draft")
    return text, draft.tables


def rule(tables: dict[str, list[DraftRule]], table: str, key: str) -> DraftRule:
    (found,) = (rule for rule in tables[table] if rule.key == key)
    return found


def test_headings_fit_with_either_apostrophe_and_whatever_number() -> None:
    text, _ = drafted(ONE, TWO)
    pattern, _ = text_to_rules(text, "draft").sections.structure
    for printed in ("1. What it's for", "II. What it’s for:", "what it's for"):
        assert pattern.search(printed), printed
    assert not pattern.search("1. What it's for us")


def test_what_cannot_be_known_is_switched_off_or_said() -> None:
    text, tables = drafted(ONE, TWO)
    organisation, approval = rule(tables, "document", "organisation"), rule(tables, "", "approval")
    assert organisation.off
    assert organisation.value == ["^(?<organisation>Bakers of the Isle)$"]
    assert approval.off
    assert approval.value == r"^Signed by the Guild on\b"
    assert 'no standard name is known for "Shift"' in text
    assert "What's done" in " ".join(rule(tables, "sections", "structure").notes)
    assert "organisation" not in tomllib.loads(text)["document"]


def test_the_scale_is_fixed_only_where_all_print_it() -> None:
    _, tables = drafted(ONE, TWO)
    assert rule(tables, "competencies.scale", "labels").value == ("n/a", "some", "much")
    assert rule(tables, "competencies.scale", "first").value == 0
    for other in (replace(TWO, scales=(("low", "high"),)), replace(TWO, scales=(("some",),), complete=False)):
        text, tables = drafted(ONE, other)
        assert rule(tables, "competencies.scale", "labels").off
        assert "scale" not in tomllib.loads(text)["competencies"]


def test_one_way_where_all_agree_and_every_way_where_they_differ() -> None:
    _, tables = drafted(ONE, TWO)
    assert rule(tables, "competencies", "strategies").value == ("choices",)
    for other in (replace(TWO, strategies=("rows",)), replace(TWO, strategies=())):
        _, tables = drafted(ONE, other)
        found = rule(tables, "competencies", "strategies")
        assert len(found.value) == 5  # type: ignore[arg-type]  # a list of names
        assert any("CHECK" in note for note in found.notes)


def test_what_one_document_lacks_is_said_and_not_required() -> None:
    three = replace(ONE, name="porter.pdf", parts=tuple(p for p in ONE.parts if p.text != "3. Skills:"))
    text, tables = drafted(ONE, TWO, three)
    assert [rule for rule in tables["document"] if rule.key == "requires"] == []
    assert rule(tables, "competencies", "heading").value == r"^(?:[\dIVX.]+\s*[.):]?\s*)?Skills\s*:?$"
    two = replace(TWO, language="nl")
    text, tables = drafted(ONE, two)
    assert rule(tables, "", "language").off
    assert "en (1); nl (1)" in text


def test_one_document_says_that_it_is_only_one() -> None:
    text, tables = drafted(ONE)
    assert rule(tables, "document", "title").value == r"^Job sheet\b"
    assert text.count("One document does not show it") + text.count("one document does not show") == 2


def test_the_organisation_is_cut_off_from_what_stands_in_its_line() -> None:
    lines = ("Gilde van Isle Functiekaart bakker", "Gilde van Isle – Miller", "Gilde van Isle Job sheet")
    _, tables = drafted(*(replace(one, organisation=line) for one, line in zip((ONE, TWO, ONE), lines, strict=True)))
    assert rule(tables, "document", "organisation").value == ["^(?<organisation>Gilde van Isle)"]


@pytest.mark.parametrize(
    ("titles", "fits", "fits_not"),
    [
        (["Sheet: baker", "Sheet: miller"], "Sheet: porter", "The sheet"),
        (["Baker, job sheet", "Miller, job sheet"], "Porter, job sheet", "job sheet of the porter"),
        (["Functiekaart: bakker", "Job description of a miller"], "Functiekaart: portier", "Portier"),
        (["Baker", "Miller"], "Miller", "Porter"),
    ],
)
def test_the_title_is_what_all_titles_share(titles: list[str], fits: str, fits_not: str) -> None:
    observed = [replace(one, title=(title,), function=None) for one, title in zip((ONE, TWO), titles, strict=True)]
    text, _ = drafted(*observed)
    (*patterns,) = text_to_rules(text, "draft").document.title
    assert any(pattern.search(fits) for pattern in patterns)
    assert not any(pattern.search(fits_not) for pattern in patterns)


def test_documents_that_share_their_form_are_a_family() -> None:
    other = replace(ONE, labels=(("Naam", "name"),), title=("Functie",), parts=(heading("Competenties"),))
    assert families([other, ONE, TWO]) == [[other], [ONE, TWO]]
    assert families([ONE, other, TWO]) == [[ONE, TWO], [other]]


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Zl", "Zp"]), min_size=1, max_size=30)


@given(words)
def test_any_text_is_found_by_its_own_pattern(text: str) -> None:
    printed = " ".join(text.split())
    assert regex.search(f"^{literal(printed)}$", printed, regex.VERSION1 | regex.IGNORECASE)
    if any(letter.isalpha() for letter in printed):
        assert regex.search(heading_pattern([printed]), printed, regex.VERSION1 | regex.IGNORECASE)


@given(st.lists(st.builds(Regex, words) | words, min_size=1, max_size=3), words)
def test_any_value_and_any_note_come_back_from_toml(values: list[str], note: str) -> None:
    draft = Draft(
        {"table": [DraftRule("one", values[0], (note,)), DraftRule("many", [*values, "x"], (note,)), DraftRule("n", 3)]}
    )
    read = tomllib.loads(draft_to_toml(draft, [note]))
    assert read == {"table": {"one": values[0], "many": [*values, "x"], "n": 3}}


@given(st.lists(st.lists(st.sampled_from(["a", "b", "A"]), max_size=4), min_size=1, max_size=4))
def test_common_words_begin_and_end_every_text(texts: list[list[str]]) -> None:
    joined = [" ".join(text) for text in texts]
    beginning, end = common_beginning(joined).lower(), common_end(joined).lower()
    assert all(text.lower().startswith(beginning) and text.lower().endswith(end) for text in joined)
    nexts = {" ".join(text[: len(beginning.split()) + 1]).lower() for text in texts}
    assert len(nexts) > 1 or nexts == {beginning}


# At the command line


def test_the_command_writes_the_module_and_its_schema_and_shows_what_it_reads(tmp_path: Path) -> None:
    files = [str(path) for path in drafted_from("northmere/community-librarian")]
    output = tmp_path / "my" / "Northmere Council.toml"
    done = CliRunner().invoke(main, ["rules", "draft", *files, "--output", str(output)])
    assert done.exit_code == 0, done.output
    assert "parking-officer.pdf" in done.output
    assert "6 of " in done.output
    written = tomllib.loads(output.read_text(encoding="utf-8"))
    assert written["id"] == "northmere-council"
    assert json.loads((output.parent / SCHEMA_FILE).read_text(encoding="utf-8")) == rule_schema()
    assert CliRunner().invoke(main, ["rules", "check", str(output)]).output.endswith("no faults\n")


def test_without_output_the_module_is_all_that_is_printed() -> None:
    files = [str(path) for path in drafted_from("inland-ports/port-specialist-weasyprint")]
    done = CliRunner().invoke(main, ["rules", "draft", *files])
    assert done.exit_code == 0
    assert text_to_rules(done.stdout, "stdout").language == "en"
    assert "9 of 9" in done.stderr


def test_the_command_refuses_as_the_house_does(tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_text("Dear madam", encoding="utf-8")
    done = CliRunner().invoke(main, ["rules", "draft", str(tmp_path / "letter.pdf")])
    assert done.exit_code == 1
    assert "this is not a PDF" in done.stderr
    (tmp_path / "folder").mkdir()
    sample = str(SAMPLES / "federaal" / "inspecteur.pdf")
    done = CliRunner().invoke(main, ["rules", "draft", sample, "-o", str(tmp_path / "letter.pdf" / "mine.toml")])
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr
