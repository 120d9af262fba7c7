"""What a reader must not fall for, each trap by itself. Levels, findings and places are read off the pages by eye."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from extractor import Competency, FindingCode, JobDescription, MarkKind, Status, read_job_descriptions
from extractor.listing import ListedMark, list_marks
from tests.readings import reading_of
from tests.truth import SAMPLES

Levels = dict[str, int | Status]
NONE, MULTIPLE, UNCLEAR, INCOMPLETE = Status.NONE, Status.MULTIPLE, Status.UNCLEAR, Status.INCOMPLETE
LEVEL_FINDINGS = frozenset(code for code in FindingCode if code.value.startswith("level"))


@cache
def read(name: str) -> JobDescription:
    return reading_of(pdf(name))


@cache
def marks(name: str) -> tuple[ListedMark, ...]:
    return list_marks(pdf(name)).marks


def pdf(name: str) -> Path:
    return SAMPLES / "traps" / f"{name}.pdf"


def levels(name: str) -> Levels:
    """The required level of each competency; its status where it has none."""
    return {c.name: c.status if c.required_level is None else c.required_level for c in read(name).competencies}


def competency(name: str, of: str) -> Competency:
    return next(c for c in read(name).competencies if c.name == of)


def findings(name: str) -> list[tuple[str, str | None, int | None]]:
    """Those about levels: code, competency and page."""
    return [(f.code.value, f.competency, f.page) for f in read(name).findings if f.code in LEVEL_FINDINGS]


def ticked(name: str) -> Counter[bool | None]:
    return Counter(listed.mark.state for listed in marks(name))


def test_icons_of_an_icon_font_are_no_tick_boxes() -> None:
    assert levels("icon-font") == {
        "Samenwerken": 3, "Verslag uitbrengen": 2, "Plannen": 3, "Vaktaal Frans": 0, "Kwaliteit bewaken": 2,
        "Leidinggeven": 0,
    }  # fmt: skip
    assert findings("icon-font") == []
    assert ticked("icon-font") == {True: 6, False: 18}
    assert {listed.mark.raw for listed in marks("icon-font")} == {"☐", "☒"}
    assert read("icon-font").purpose.duties[0].endswith("Je helpt bij het wassen, het kleden en de maaltijden.")


def test_bullets_of_a_symbol_font_are_no_tick_boxes() -> None:
    assert levels("symbol-bullets") == {
        "Luisteren": 1, "Werken met het bewonersdossier": 1, "Omgaan met stress": 0, "Initiatief nemen": 0,
        "Mondeling toelichten": 0, "Leidinggeven": 2,
    }  # fmt: skip
    assert findings("symbol-bullets") == []
    assert ticked("symbol-bullets") == {True: 6, False: 18}
    assert read("symbol-bullets").purpose.duties == (
        "Je herstelt defecten en houdt een logboek bij.",
        "Je voert het preventieve onderhoud uit.",
        "Je begeleidt keuringen door externen.",
    )


def test_the_letter_o_as_a_bullet_is_no_empty_box() -> None:
    assert levels("letter-o-bullets") == {
        "Werken met het bewonersdossier": 0, "Plannen": 1, "Hygiënisch werken": 0, "Vaktaal Frans": 1,
        "Kwaliteit bewaken": 0, "Leidinggeven": 2,
    }  # fmt: skip
    assert findings("letter-o-bullets") == []
    assert ticked("letter-o-bullets") == {True: 6, False: 18}
    assert competency("letter-o-bullets", "Plannen").levels[1].indicators == ("Volgt de planning van de dag.",)


def test_highlighting_is_no_tick_and_makes_up_for_none() -> None:
    assert levels("highlighted-words") == {
        "Samenwerken": 3, "Luisteren": 3, "Verslag uitbrengen": 0, "Werken met het bewonersdossier": NONE,
        "Hygiënisch werken": 0, "Omgaan met stress": 1,
    }  # fmt: skip
    assert findings("highlighted-words") == [("level-none", "werken-met-het-bewonersdossier", 1)]
    (finding,) = (f for f in read("highlighted-words").findings if f.code is FindingCode.LEVEL_NONE)
    assert finding.bbox is not None
    assert 625 < finding.bbox[1] < finding.bbox[3] < 665


def test_a_white_cross_is_no_tick() -> None:
    assert levels("white-strokes") == {
        "Samenwerken": 3, "Plannen": 2, "Hygiënisch werken": 3, "Omgaan met stress": 0, "Initiatief nemen": 3,
        "Kwaliteit bewaken": 3,
    }  # fmt: skip
    assert findings("white-strokes") == []
    assert ticked("white-strokes") == {True: 6, False: 18}


def test_boxes_that_a_sentence_speaks_of_are_text() -> None:
    """A line that says how to fill in the form, and "(☐ wordt ☒)" in an indicator of the first competency."""
    assert levels("box-in-running-text") == {
        "Luisteren": 1, "Omgaan met stress": 3, "Initiatief nemen": 3, "Kwaliteit bewaken": 1,
        "Mondeling toelichten": 0, "Leidinggeven": 0,
    }  # fmt: skip
    assert findings("box-in-running-text") == []
    assert ticked("box-in-running-text") == {True: 6, False: 18}
    assert competency("box-in-running-text", "Luisteren").levels[2].indicators == (
        "Vult formulieren in (☐ wordt ☒) zonder hulp.",
    )
    texts = (text for section in read("box-in-running-text").sections for text in section.paragraphs)
    (note,) = (text for text in texts if text.startswith("Kruis"))
    assert note == "Kruis per competentie één vakje aan: ☒ is het vereiste niveau, ☐ is niet gekozen."


def test_digits_in_names_and_sentences_are_no_levels() -> None:
    assert levels("digits-in-prose") == {
        "Werken op 2 plaatsen": 2, "Niveau 3 Nederlands": 1, "EHBO": 3, "Rijbewijs": 0,
    }  # fmt: skip
    assert findings("digits-in-prose") == []
    assert [level.indicators for level in competency("digits-in-prose", "Niveau 3 Nederlands").levels] == [
        ("0 fouten is niet nodig.",), ("Haalt niveau 1.",), ("Haalt niveau 2.",), ("3 op 3 voor alles.",),
    ]  # fmt: skip


def test_beside_real_boxes_lines_through_words_say_nothing() -> None:
    """Level 1 of the third competency is struck out and its box ticked, as is that of level 2: nobody guesses."""
    assert levels("struck-out-levels") == {
        "Luisteren": 2, "Verslag uitbrengen": 1, "Werken met het bewonersdossier": MULTIPLE, "Plannen": 3,
        "Mondeling toelichten": 0, "Leidinggeven": 0,
    }  # fmt: skip
    assert findings("struck-out-levels") == [("level-multiple", "werken-met-het-bewonersdossier", 1)]
    both = [level.marked for level in competency("struck-out-levels", "Werken met het bewonersdossier").levels]
    assert both == [False, True, True, False]


def test_a_competency_without_a_tick_has_no_level() -> None:
    assert levels("none-ticked") == {
        "Samenwerken": 1, "Luisteren": NONE, "Initiatief nemen": 3, "Kwaliteit bewaken": 3,
        "Mondeling toelichten": NONE, "Leidinggeven": 3,
    }  # fmt: skip
    assert findings("none-ticked") == [("level-none", "luisteren", 1), ("level-none", "mondeling-toelichten", 2)]
    assert [level.marked for level in competency("none-ticked", "Luisteren").levels] == [False] * 4


def test_two_ticks_are_no_choice() -> None:
    assert levels("two-ticked") == {
        "Samenwerken": MULTIPLE, "Verslag uitbrengen": 0, "Werken met het bewonersdossier": 3, "Omgaan met stress": 2,
        "Initiatief nemen": 2, "Leidinggeven": MULTIPLE,
    }  # fmt: skip
    assert findings("two-ticked") == [("level-multiple", "samenwerken", 1), ("level-multiple", "leidinggeven", 2)]
    assert [level.marked for level in competency("two-ticked", "Samenwerken").levels] == [False, True, True, False]
    assert [level.marked for level in competency("two-ticked", "Leidinggeven").levels] == [True] * 4


def test_a_level_that_is_missing_may_be_the_one_that_was_ticked() -> None:
    """The second competency has its tick all the same: a form that is not whole is not believed."""
    assert levels("level-missing") == {
        "Samenwerken": 0, "Luisteren": INCOMPLETE, "Verslag uitbrengen": 3, "Plannen": INCOMPLETE,
        "Omgaan met stress": 2, "Kwaliteit bewaken": 2,
    }  # fmt: skip
    assert findings("level-missing") == [
        ("level-set-incomplete", "luisteren", 1),
        ("level-set-incomplete", "plannen", 1),
    ]
    assert [level.level for level in competency("level-missing", "Luisteren").levels] == [0, 1, 3]
    assert [level.level for level in competency("level-missing", "Plannen").levels] == [0, 2, 3]


def test_a_dictionary_chooses_nothing_and_says_so_once() -> None:
    found = read("dictionary").competencies
    assert len(found) == 12
    assert {(c.status, c.required_level) for c in found} == {(UNCLEAR, None)}
    assert {tuple((level.level, level.marked) for level in c.levels) for c in found} == {
        ((0, None), (1, None), (2, None), (3, None))
    }
    assert findings("dictionary") == [("levels-not-chosen", None, 1)]
    assert not any(f.code is FindingCode.COMPETENCY_DUPLICATE for f in read("dictionary").findings)
    assert ticked("dictionary") == {}


@pytest.mark.parametrize("confirm", [True, False])
def test_a_printed_cross_under_an_empty_field_is_a_contradiction(confirm: bool) -> None:
    (description,) = read_job_descriptions(pdf("field-against-glyph"), confirm=confirm)
    assert {c.name: c.status if c.required_level is None else c.required_level for c in description.competencies} == {
        "Plannen": 3, "Omgaan met stress": UNCLEAR, "Vaktaal Frans": 0, "Kwaliteit bewaken": 2,
        "Mondeling toelichten": UNCLEAR, "Leidinggeven": 0,
    }  # fmt: skip
    unclear = [f for f in description.findings if f.code is FindingCode.LEVEL_UNCLEAR]
    assert [f.competency for f in unclear] == ["omgaan-met-stress", "mondeling-toelichten"]
    assert all("/Off" in f.message and "☒" in f.message for f in unclear)
    stress = description.competencies[1]
    assert [level.mark and level.mark.kind for level in stress.levels if level.marked is None] == [MarkKind.WIDGET]


def test_specks_and_scratches_in_a_box_are_no_ticks() -> None:
    assert levels("specks-in-boxes") == {
        "Werken met het bewonersdossier": 3, "Plannen": 1, "Hygiënisch werken": 1, "Omgaan met stress": 3,
        "Initiatief nemen": 1, "Kwaliteit bewaken": 2,
    }  # fmt: skip
    assert findings("specks-in-boxes") == []
    assert ticked("specks-in-boxes") == {True: 6, False: 18}


@pytest.mark.parametrize("path", sorted((SAMPLES / "traps").glob("*.pdf")), ids=lambda path: path.stem)
def test_without_rules_for_its_family_it_is_no_more_dangerous(path: Path) -> None:
    """The levels are the same where every way of giving a level is tried, not only that of a known form."""
    (description,) = read_job_descriptions(path, rules="generic")
    values = {c.name: c.status if c.required_level is None else c.required_level for c in description.competencies}
    assert values == levels(path.stem)


def test_every_trap_has_its_test() -> None:
    here = Path(__file__).read_text(encoding="utf-8")
    assert [path.stem for path in (SAMPLES / "traps").glob("*.pdf") if f'"{path.stem}"' not in here] == []
