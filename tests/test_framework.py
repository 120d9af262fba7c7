"""The catalogue of competencies: what is one competency, what is one wording, and what must not change either."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random
from uuid import NAMESPACE_URL, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.framework.catalogue import CatalogueCompetency, Framework, WordingPlace, framework_of, ids_of
from extractor.framework.sameness import folded
from extractor.model import JobDescription
from samples.generator.weverbeke import jobs, load
from tests.frameworks import archives, document, said
from tests.readings import readings_of
from tests.truth import sample_pdfs


def only(framework: Framework) -> CatalogueCompetency:
    (one,) = framework.competencies
    return one


# ------------------------------------------------------------------ counted by hand, and against the library


def test_the_samples_give_the_library_that_they_were_printed_from() -> None:
    """Five programs printed fourteen selections of one library; the catalogue is that library, word for word."""
    pdfs = sample_pdfs("tienen-form")
    framework = framework_of(one for pdf in pdfs for one in readings_of(pdf))
    chosen = Counter(entry.name for pdf in pdfs for entry in jobs()[pdf.stem].competencies)
    library = {
        (group["block"], group["name"], entry["name"], chosen[entry["name"]]): entry["levels"]
        for group in load("weverbeke-competencies.toml")["group"]
        for entry in group["competency"]
        if chosen[entry["name"]]
    }
    found = {
        (each.block_number, each.group, each.name, each.documents): [
            [*level.shared.indicators] for level in each.levels
        ]
        for each in framework.competencies
    }
    assert framework.documents == 14
    assert found == library
    assert not any(level.variants for each in framework.competencies for level in each.levels)
    assert {each.organisation for each in framework.competencies} == {"Stad Weverbeke"}
    by_name = {each.name: each for each in framework.competencies}
    # Counted by hand in the samples: 46 competencies, one in all documents, one in two of them.
    assert len(by_name) == 46
    assert by_name["Integriteit"].documents == 14
    assert [place.path for place in by_name["Betrokkenheid bij de stad"].places] == [
        "administratief-medewerker-burgerzaken.pdf",
        "logistiek-assistent-schoonmaak.pdf",
    ]


# ------------------------------------------------------------------ one wording, or two


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zegt “wat” – doet dat.", 'zegt "wat" - doet dat'),
        ("collega’s helpen;", "Collega's  helpen."),
        ("zoals foto's, …", "zoals foto’s , ..."),
        ("5 % van het budget (per jaar )", "5% van het budget (per jaar)"),
        ("« oui »", "“oui”"),
        ("goed gekeurd door de be heerder", "goedgekeurd door de beheerder"),
        ("on\u00adeﬃciënt", "onefficiënt"),
    ],
)
def test_typography_is_no_variant(one: str, other: str) -> None:
    a, b, c = document("a.pdf", said("X", one)), document("b.pdf", said("X", one)), document("c.pdf", said("X", other))
    level = only(framework_of([c, b, a])).levels[0]
    assert level.variants == ()
    assert level.shared.indicators == (one,)
    assert [place.path for place in level.shared.places] == ["a.pdf", "b.pdf", "c.pdf"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Helpt één collega.",), ("Helpt een collega.",)),
        (("Binnen 10 dagen",), ("Binnen 100 dagen",)),
        (("Leest, schrijft, …",), ("Leest, schrijft",)),
        (("Leest.", "Schrijft."), ("Schrijft.", "Leest.")),
        (("Leest. Schrijft.",), ("Leest.", "Schrijft.")),
        (("C++",), ("C#",)),
        (("Vanaf 3 5 dagen",), ("Vanaf 35 dagen",)),
    ],
)
def test_a_real_difference_is_a_variant(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    a, b, c = (document(f"{n}.pdf", said("X", *texts)) for n, texts in (("a", one), ("b", one), ("c", other)))
    level = only(framework_of([c, a, b])).levels[1]
    assert level.shared.indicators == one
    (variant,) = level.variants
    assert (variant.indicators, variant.places) == (other, (WordingPlace("c.pdf", c.document_id, 2),))


def test_a_tie_goes_to_the_newest_document_and_then_to_the_alphabet() -> None:
    old = document("a.pdf", said("X", "Oud"), approved=date(2019, 1, 1))
    new = document("b.pdf", said("X", "Nieuw"), approved=date(2024, 1, 1))
    undated = document("c.pdf", said("X", "Anders"), approved=None)
    assert [w.indicators for w in only(framework_of([undated, old, new])).levels[0].wordings] == [
        ("Nieuw",),
        ("Oud",),
        ("Anders",),
    ]
    same = document("d.pdf", said("X", "Maar"), approved=date(2024, 1, 1))
    assert only(framework_of([new, same])).levels[0].shared.indicators == ("Maar",)


def test_a_document_without_text_has_no_vote() -> None:
    bare, other, text = (
        document("a.pdf", said("X")),
        document("b.pdf", said("X")),
        document("c.pdf", said("X", "Leest")),
    )
    level = only(framework_of([bare, other, text])).levels[0]
    assert level.shared.indicators == ("Leest",)
    assert level.variants == ()
    assert [wording.documents for wording in level.textless] == [2]
    assert only(framework_of([bare, other])).levels[0].textless == ()


# ------------------------------------------------------------------ one competency, or two


@pytest.mark.parametrize(
    "others",
    [
        [document("b.pdf", said("Communicatie", group="Gedrag"))],
        [document("b.pdf", said("Communicatie", block="Gedrag"))],
        [document("b.pdf", said("Communicatie", ticks="x..."))],
        [document("b.pdf", said("Communicatie"), organisation="Stad Elders")],
        [document("b.pdf", said("Communicatie"), organisation=None)],
        [document("b.pdf", said("Communicatie+"))],
    ],
    ids=["group", "block", "scale", "organisation", "no organisation", "name"],
)
def test_the_same_name_elsewhere_is_another_competency(others: list[JobDescription]) -> None:
    one = document("a.pdf", said("Communicatie"))
    framework = framework_of([one, *others])
    assert [each.documents for each in framework.competencies] == [1, 1]
    assert len({each.id for each in framework.competencies}) == 2


def test_an_id_is_what_the_docstring_says() -> None:
    """Another system keeps these ids for years: a change of how they are made has to be meant."""
    one = only(framework_of([document("a.pdf", said("Netwerken – relaties", group="Taal", ticks="x."))]))
    said_by_hand = '["competency","stadoever","","taal","netwerken-relaties",[[0,"0"],[1,"1"]]]'
    assert one.id == str(uuid5(uuid5(NAMESPACE_URL, "urn:jobdesc:framework"), said_by_hand))


def test_headings_that_differ_in_typography_only_are_one() -> None:
    one = document("a.pdf", said("Netwerken – relaties", group="‘Anderen’", block="GEDRAG"), organisation="STAD OEVER")
    other = document("b.pdf", said("netwerken - relaties", group="'anderen'", block="Gedrag"))
    assert only(framework_of([one, other])).documents == 2


def test_a_heading_without_a_letter_heads_nothing() -> None:
    one = only(framework_of([document("a.pdf", said("X", group=" ", block="."), organisation="")]))
    assert (one.organisation, one.block_number, one.block, one.group) == (None, None, None, None)
    assert one.id == only(framework_of([document("a.pdf", said("X"), organisation=None)])).id


def test_a_scale_of_words_is_not_one_of_numbers() -> None:
    numbers = said("X", ticks="x..")
    words = numbers.model_copy(
        update={
            "levels": tuple(level.model_copy(update={"label": "abc"[level.level]}) for level in numbers.levels),
            "required_label": None,
        }
    )
    spelled = numbers.model_copy(
        update={
            "levels": tuple(level.model_copy(update={"label": f"Niveau {level.level}"}) for level in numbers.levels),
            "required_label": None,
        }
    )
    documents = [document("a.pdf", numbers), document("b.pdf", words), document("c.pdf", spelled)]
    assert sorted(each.documents for each in framework_of(documents).competencies) == [1, 2]


def test_a_level_that_was_lost_is_no_other_scale() -> None:
    whole, other = said("X", ticks="x..."), said("Y", ticks="x...")
    torn = whole.model_copy(update={"levels": whole.levels[:2]})
    documents = [document("a.pdf", whole, other), document("b.pdf", torn, other, torn=[torn.id])]
    found = {each.name: each for each in framework_of(documents).competencies}
    assert [found["X"].documents, found["Y"].documents] == [2, 2]
    assert [len(level.shared.places) for level in found["X"].levels] == [2, 2, 1, 1]


def test_what_has_no_name_is_in_no_competency_and_not_lost() -> None:
    framework = framework_of([document("b.pdf", said(" ."), said("X")), document("a.pdf", said(""))])
    assert [each.name for each in framework.competencies] == ["X"]
    assert [place.path for place in framework.unnamed] == ["a.pdf", "b.pdf"]


# ------------------------------------------------------------------ whatever the documents are


@given(archives(), st.randoms(use_true_random=False))
def test_the_order_of_the_documents_does_not_matter(documents: list[JobDescription], random: Random) -> None:
    shuffled = list(documents)
    random.shuffle(shuffled)
    assert framework_of(shuffled) == framework_of(documents)


@given(archives())
def test_a_document_more_or_less_changes_no_id(documents: list[JobDescription]) -> None:
    """What a document has keeps its id, alone or among any others; nothing else appears."""
    alone = {each.id for one in documents for each in framework_of([one]).competencies}
    assert {each.id for each in framework_of(documents).competencies} == alone
    assert {id_ for one in documents for id_ in ids_of(one).values()} == alone


@given(archives())
def test_every_level_of_every_document_is_in_one_wording(documents: list[JobDescription]) -> None:
    framework = framework_of(documents)
    entries = {each.id: each for each in framework.competencies}
    assert len(entries) == len(framework.competencies)
    expected: Counter[tuple[str, int, tuple[str, tuple[str, ...]], WordingPlace]] = Counter()
    unnamed = 0
    for one in documents:
        ids = ids_of(one)
        for each in one.competencies:
            if each.id not in ids:
                unnamed += 1
                continue
            for level in each.levels:
                alike = (folded(level.label), tuple(map(folded, level.indicators)))
                page = level.mark.page if level.mark else each.page
                expected[ids[each.id], level.level, alike, WordingPlace(one.source.path, one.document_id, page)] += 1
    found: Counter[tuple[str, int, tuple[str, tuple[str, ...]], WordingPlace]] = Counter()
    for entry in entries.values():
        for step in entry.levels:
            for wording in step.wordings:
                alike = (folded(wording.label), tuple(map(folded, wording.indicators)))
                found.update((entry.id, step.level, alike, place) for place in wording.places)
            assert step.shared.documents == max(wording.documents for wording in (step.shared, *step.variants))
            assert not any(wording.indicators for wording in step.textless)
            assert step.shared.indicators or not any(wording.indicators for wording in step.wordings)
    assert found == expected
    assert len(framework.unnamed) == unnamed


@given(st.text() | st.text(alphabet="aA 1٣.,;'\"…\u0301\u00ad\n–ﬁİ", max_size=12))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
