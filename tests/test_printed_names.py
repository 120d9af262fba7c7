"""Names that are looked up are found as a pattern of all of them would find them."""

from __future__ import annotations

import regex
from hypothesis import example, given
from hypothesis import strategies as st

from extractor.languages import shared_words
from extractor.matching.heading_names import FIELDS, HeadingOf
from extractor.matching.printed_names import PrintedNames, evened
from extractor.matching.section_names import SectionName, bare, section_name
from extractor.matching.title_names import TitleLine, begins_with_title, ends_of_title, mentions_title
from extractor.matching.vocabulary import words_to_pattern

POSITION, JOINED = shared_words().sections.position, shared_words().sections.joined
TITLES = shared_words().documents.titles
DIGITS = r"\d{1,2}(?:\.\d{1,2})*"
NUMBER = rf"^(?:(?:[IVX]{{1,4}}|{DIGITS}|[A-Z])\s*[.):–-]\s*|(?:{DIGITS}\.?|(?-i:[IVX]{{1,4}}))\s+)?"
WHOLE = regex.compile(
    rf"{NUMBER}(?:(?:{words_to_pattern(POSITION)})"
    rf"(?:\s*(?:{words_to_pattern(JOINED)})\s*(?=\S)|(?:\s*\([^()]*\))?\s*[:.?!]*$))+$",
    regex.VERSION1 | regex.IGNORECASE,
)
BEGINS = regex.compile(rf"{NUMBER}(?:{words_to_pattern(TITLES)})\b", regex.VERSION1 | regex.IGNORECASE)
MENTIONS = regex.compile(rf"\b(?:{words_to_pattern(TITLES)})\b", regex.VERSION1 | regex.IGNORECASE)

PRINTINGS = (
    str,
    str.upper,
    str.capitalize,
    lambda text: text.replace("'", "’"),
    lambda text: text.replace("é", "e").replace("ö", "o"),
    lambda text: text.replace("é", "É").replace("ss", "ß"),
    lambda text: text[:-1],
)
NUMBERS = ("", "I. ", "XIV ", "iv ", "iv. ", "3.1 ", "3.1. ", "12 - ", "B) ", "b.", "1.2.3.4: ", "A-", "É. ")
BETWEEN = (*(f" {joined} " for joined in JOINED), *JOINED, " ", "-", " en en ", ",  ")
ENDS = ("", ":", " :", "?!", " (5)", " (a) (b)", " (5):", "s", "²", " x", " en", ",", " (")


def printed(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    one = st.builds(lambda name, printing: printing(name), st.sampled_from(names), st.sampled_from(PRINTINGS))
    several = st.lists(st.one_of(one, st.sampled_from(BETWEEN)), min_size=1, max_size=5).map("".join)
    return st.builds("{}{}{}".format, st.sampled_from(NUMBERS), several, st.sampled_from(ENDS))


@given(printed(POSITION))
@example("II. Positionering & HIËRARCHIE (5):")
@example("Hiérarchieenhiërarchie")
@example("positionering en positionering, positionering of")
def test_a_heading_is_a_name_or_several_joined(text: str) -> None:
    assert HeadingOf(frozenset({"position"})).search(text) is (WHOLE.search(text) is not None)


@given(printed(TITLES))
@example("3. Functieprofiel Kok")
@example("Functieprofielen")
@example("Ons functieprofiel")
def test_a_title_is_found_as_a_word(text: str) -> None:
    found = MENTIONS.search(text)
    assert TitleLine().search(text) is (BEGINS.search(text) is not None)
    assert mentions_title(text) is (found is not None)
    assert begins_with_title(text) is (found is not None and not any(c.isalpha() for c in text[: found.start()]))


def test_a_line_of_a_table_of_contents_is_no_title() -> None:
    assert TitleLine().search("Functieprofiel Kok")
    assert not TitleLine().search("Functieprofiel Kok ...... 12")


def test_a_name_of_two_letters_is_found_beside_longer_ones() -> None:
    names = PrintedNames(["cv", "cv’s van kandidaten", "été"])
    text = evened("CV's  van Kandidaten")
    assert [name for name, _ in names.beginning(text)] == ["cv’s van kandidaten", "cv"]
    assert [*names.last_words(evened("Voorbij is de ete"))] == ["été"]
    assert [*names.words_in(evened("een cv, ÉTÉ"))] == [("cv", 4), ("été", 8)]
    assert not [*names.words_in(evened("cvs"))]


def test_many_joined_names_take_no_time_that_doubles_with_each() -> None:
    headings = HeadingOf(frozenset({"duties", "requirements"}))
    assert headings.search(" en ".join(["taken en verantwoordelijkheden"] * 500))
    assert not headings.search(" en ".join(["taken en verantwoordelijkheden"] * 500) + " x")


def test_a_block_of_fields_has_names_too() -> None:
    assert HeadingOf(frozenset({FIELDS})).search("I. Identificatie")
    assert not HeadingOf(frozenset()).search("Taken")


def test_a_section_is_told_by_the_whole_heading_by_its_beginning_and_by_its_end() -> None:
    found = {
        "3.1 Kerntaken:": SectionName("duties", exact=True, whole=True),
        "Skill(s)": SectionName("competencies", exact=True, whole=True),
        "What you will be doing in our team": SectionName("duties", exact=True),
        "Plaats in de organisatie vandaag": SectionName("position", exact=True),
        "Kerntaken vandaag": SectionName("duties", exact=False),
        "De belangrijkste kerntaken?": SectionName("duties", exact=False),
        "Kerntakenlijst": None,
        "Onderhandelen over de handtekening": None,
    }
    assert {text: section_name(text) for text in found} == found


def test_bare_headings_are_compared_without_their_number() -> None:
    assert [bare(text) for text in ("II. Taken (5):", "3.1. Taken", "C) Taken?", "Taken")] == ["taken"] * 4


def test_a_title_is_one_word_for_it_or_two_that_are_joined() -> None:
    text = evened("FUNCTIEBESCHRIJVING en Competentieprofiel Kok")
    assert [text[:end] for end in ends_of_title(text)] == [
        "functiebeschrijving en competentieprofiel",
        "functiebeschrijving",
    ]
    assert not [*ends_of_title("kok functiebeschrijving")]
