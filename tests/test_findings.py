"""The catalogue of findings: whole, in both languages, and the only place where findings are made."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest
import weasyprint
from hypothesis import given
from hypothesis import strategies as st

from extractor import read_job_descriptions
from extractor.findings import (
    Language,
    Place,
    as_it_was,
    finding,
    kind_of,
    kinds,
    message_of,
    needed_names,
    on_page,
    phrase,
    settled,
    value_names,
    worded,
)
from extractor.model import Finding, FindingCode, Phrase, Severity
from extractor.shaping.marks.evidence import Evidence, Fact
from samples.generator.kinds import STYLE, table
from tests.reference import PAGES

ROOT = Path(__file__).parent.parent
NAMES = sorted({name for kind in kinds() for name in value_names(kind.wordings[Language.EN].message)})


def in_dutch(one: Finding) -> str:
    return message_of(one.code, one.message, one.values, Language.NL)


def test_every_code_has_its_entry() -> None:
    assert {kind.code for kind in kinds()} == set(FindingCode)


def test_every_code_is_given_somewhere() -> None:
    modules = [path for path in (ROOT / "extractor").rglob("*.py") if path.name != "codes.py"]
    named = {name for path in modules for name in re.findall(r"FindingCode\.(\w+)", path.read_text(encoding="utf-8"))}
    # Version 1.0 of the output promised one that is not given any more.
    assert {code.name for code in FindingCode} - named == {"PAGE_WITHOUT_TEXT"}


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.code.value)
def test_both_languages_say_the_same_values_and_end_their_sentences(kind: object) -> None:
    english, dutch = (kind_of(kind.code).wordings[language] for language in Language)  # type: ignore[attr-defined]
    assert value_names(dutch.message) == value_names(english.message)
    assert needed_names(dutch.message) == needed_names(english.message)
    assert all(text.endswith(".") for text in (english.meaning, english.next, dutch.meaning, dutch.next))


def test_parts_of_messages_say_the_same_values_in_both_languages() -> None:
    parts = tomllib.loads((ROOT / "extractor" / "findings.toml").read_text(encoding="utf-8"))["phrase"]
    assert len(parts) > 20
    for name, part in parts.items():
        assert part.keys() == {language.value for language in Language}, name
        assert value_names(part["nl"]) == value_names(part["en"]), name
        assert needed_names(part["nl"]) == needed_names(part["en"]), name


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_what_is_written_from_the_code_stands_in_the_docs(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == PAGES[path](), "python -m tests.reference"


def test_a_finding_is_made_by_the_catalogue_alone() -> None:
    makers = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "extractor").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Finding"
    }
    assert makers == {"extractor/findings.py"}


def test_a_message_is_made_of_its_values() -> None:
    found = finding(FindingCode.TEXT_UNCLAIMED, on_page(3), first="l'accueil", more=2)
    assert found.message == 'text that no rule knows: "l\'accueil" and 2 more'
    assert in_dutch(found) == 'tekst die geen regel kent: "l\'accueil" en nog 2'
    assert (found.severity, found.page, found.values) == (Severity.WARNING, 3, {"first": "l'accueil", "more": 2})


def test_what_is_not_known_is_left_out_or_named() -> None:
    found = finding(FindingCode.LEVEL_SET_INCOMPLETE, name=None, missing=())
    assert found.message == "a competency without a name: no level found"
    assert in_dutch(found) == "een competentie zonder naam: geen niveau gevonden"
    assert finding(FindingCode.LEVEL_SET_INCOMPLETE, name="A", missing=("1", "3")).message == "A: no level 1, 3 found"


def test_parts_of_a_message_are_worded_too() -> None:
    reasons = (Phrase(phrase="no-box", values={"label": "2"}), Phrase(phrase="off-scale"))
    found = finding(FindingCode.LEVEL_UNCLEAR, name="Taal", reasons=reasons)
    assert found.message == "Taal: 2: no box found; a level without label: not on the scale"
    assert in_dutch(found) == "Taal: 2: geen vakje gevonden; een niveau zonder naam: niet op de schaal"
    assert Finding.model_validate_json(found.model_dump_json()) == found


def test_what_speaks_for_a_mark_is_said_in_both_languages() -> None:
    sentences = tomllib.loads((ROOT / "rules" / "marks.toml").read_text(encoding="utf-8"))["evidence"]
    for fact, said in sentences.items():
        assert value_names(said["nl"]) == value_names(said["text"]), fact
        assert ("short" in said) == ("short_nl" in said), fact
    sign = Evidence.of(Fact.SIGN, raw="☒")
    box = Evidence.of(Fact.DRAWN_EMPTY, shape="square").and_(Fact.TYPED_IN, raw="x").and_(Fact.TWO_DISAGREE, other=sign)
    assert box.reason == "two on top of each other disagree: “x” in a drawn square; the character ☒"
    assert worded(box.said, Language.EN) == box.reason
    assert worded(box.said, Language.NL) == (
        "twee over elkaar spreken elkaar tegen: “x” in een vierkant (getekend); het teken ☒"
    )
    shown = sign.and_(Fact.SHOWN_OTHERWISE, data="ticked", shown="the page shows it empty")
    found = finding(
        FindingCode.LEVEL_UNCLEAR, name="Taal", reasons=(phrase("not-readable", reason=shown.said, label="2"),)
    )
    assert in_dutch(found) == (
        "Taal: 2: niet te lezen (de gegevens zeggen aangekruist (het teken ☒), de pagina toont het leeg)"
    )


def test_names_of_fields_have_words() -> None:
    found = finding(FindingCode.FIELD_MISSING, key="department", labels=("Afdeling", "Directie"))
    assert found.message == "no value for department ('Afdeling' or 'Directie')"
    assert in_dutch(found) == "geen waarde voor afdeling ('Afdeling' of 'Directie')"


def test_a_wrong_value_is_refused_where_it_is_made() -> None:
    with pytest.raises(ValueError, match="level-none: the message has no place for nmae"):
        finding(FindingCode.LEVEL_NONE, nmae="Taal")
    with pytest.raises(ValueError, match="text-unclaimed: the message needs first"):
        finding(FindingCode.TEXT_UNCLAIMED)


def test_a_message_whose_values_are_not_known_stays_as_it_is() -> None:
    assert message_of(FindingCode.TEXT_UNCLAIMED, "text of old", {}, Language.NL) == "text of old"


def test_a_doubt_that_a_person_settled_can_be_had_back() -> None:
    doubt = finding(FindingCode.LEVEL_MULTIPLE, Place(2, (1, 2, 3, 4), "taal"), name="Taal", ticked=("1", "2"))
    answered = settled(doubt)
    assert (answered.code, answered.severity) == (FindingCode.LEVEL_SETTLED, Severity.INFO)
    assert in_dutch(answered) == "Taal: meer dan één niveau is aangekruist (1, 2)"
    again = Finding.model_validate_json(answered.model_dump_json())
    assert (as_it_was(again), as_it_was(doubt)) == (doubt, doubt)


TEXT = st.text(min_size=1, max_size=8)
PHRASES = st.builds(
    lambda label, reason: Phrase(phrase="not-readable", values={"label": label, "reason": reason}), TEXT, TEXT
)


@given(
    st.sampled_from([kind for kind in kinds() if kind.code is not FindingCode.LEVEL_SETTLED]),
    st.fixed_dictionaries({name: st.one_of(TEXT, st.integers(1), st.tuples(TEXT, PHRASES)) for name in NAMES}),
)
def test_any_value_comes_through_in_both_languages(kind: object, values: dict[str, object]) -> None:
    code = kind.code  # type: ignore[attr-defined]
    names = value_names(kind_of(code).wordings[Language.EN].message)
    found = finding(code, **{name: values[name] for name in names})  # type: ignore[arg-type]
    assert Finding.model_validate_json(found.model_dump_json()) == found
    for message in (found.message, in_dutch(found)):
        for value in found.values.values():
            parts = value if isinstance(value, tuple) else (value,)
            assert all(str(part) in message for part in parts if not isinstance(part, Phrase))


def test_every_reason_of_a_doubt_is_a_phrase_of_the_catalogue() -> None:
    """Each name that is asked for stands in it, and no phrase of it is left over."""
    catalogue = tomllib.loads((ROOT / "extractor" / "findings.toml").read_text(encoding="utf-8"))["phrase"]
    names, wanted = set(catalogue), set()
    for path in (ROOT / "extractor").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in names:
                wanted.add(node.value)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "phrase":
                first = node.args[0]
                assert not isinstance(first, ast.Constant) or first.value in names, f"{path.name}:{node.lineno}"
    assert names == wanted


def test_a_doubt_is_said_in_dutch_where_it_was_made_far_from_the_words(tmp_path: Path) -> None:
    rows = [["Competentie", "Niveau"], ["Luisteren", "2-3"], ["Plannen", "2+"], ["Rekenen", "1"]]
    html = f"<style>{STYLE}</style><h1>Functieprofiel</h1><p>Functie: Kok</p><h2>Competenties</h2>{table(rows)}"
    (tmp_path / "kok.pdf").write_bytes(bytes(weasyprint.HTML(string=html).write_pdf()))
    (description,) = read_job_descriptions(tmp_path / "kok.pdf")
    said = [in_dutch(one) for one in description.findings if one.code is FindingCode.LEVEL_UNCLEAR]
    assert said == ["Luisteren: '2-3' noemt meer dan één niveau", "Plannen: '2+' is niet één niveau"]
