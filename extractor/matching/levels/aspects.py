"""Questions of one printed name made one: several levels under aspects, or every level of a dictionary.

    Competentie | Huidig | Gewenst         Competentie | Niveau functie | Niveau medewerker
    Luisteren   |   2    |    3            Luisteren   |       4        |         3

The one that is said to be required gives the level; where none is, or several are, nobody can say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractor.findings import phrase
from extractor.matching.levels.question import Doubt, Question
from extractor.matching.vocabulary import fold, words
from extractor.model import FindingCode

SHORT = 4
"""Words of so many letters stand inside others: "ist" in "Statistik"."""


def one_of_each_name(questions: Sequence[Question]) -> list[Question]:
    """Questions of one printed name made one: sets of levels under aspects, or every level of a dictionary."""
    by_name: dict[tuple[object, ...], list[Question]] = {}
    for question in questions:
        key = (question.page, question.box, fold(question.name))
        by_name.setdefault(key, []).append(question)
    merged = []
    for same in by_name.values():
        if len(same) == 1 and not same[0].aspect:
            merged.append(same[0])
        elif all(question.printed and not question.aspect for question in same):
            merged.append(_dictionary(same))
        else:
            merged.append(_with_aspects(same))
    return merged


def _dictionary(same: Sequence[Question]) -> Question:
    """A name with several levels behind it: every level is printed and none is chosen."""
    reason = phrase("several-printed")
    options = tuple(option.doubted(reason) for question in same for option in question.options)
    took = tuple(part for question in same for part in question.took)
    return replace(same[0], options=options, took=took, printed=False)


def _with_aspects(same: Sequence[Question]) -> Question:
    """One competency with several sets of levels. The one that is said to be required gives its level."""
    names = [question.aspect or "" for question in same]
    asked = [q for q, name in zip(same, names, strict=True) if _says(name, words().levels.required)]
    had = [q for q, name in zip(same, names, strict=True) if _says(name, words().levels.current)]
    rest = [q for q in same if q not in had]
    required = asked or (rest if had else _of_the_job(same))
    took = tuple(part for question in same for part in question.took)
    if len(required) == 1:
        return replace(required[0], others=tuple(same), took=took)
    doubt = Doubt(phrase("several-aspects"), FindingCode.LEVEL_ASPECTS)
    return replace(same[0], others=tuple(same), took=took, doubt=doubt, aspect=None)


def _of_the_job(same: Sequence[Question]) -> list[Question]:
    """The level that the job asks, beside that of whoever has it: "Niveau functie | Niveau medewerker"."""
    if len(same) != len(("job", "person")):
        return []
    levels = words().levels
    said = [set(fold(question.aspect or "").split()) for question in same]
    job = [question for question, text in zip(same, said, strict=True) if text & {*levels.of_job}]
    person = [question for question, text in zip(same, said, strict=True) if text & {*levels.of_person}]
    return job if len(job) == 1 and len(person) == 1 and job != person else []


def _says(aspect: str, vocabulary: Iterable[str]) -> bool:
    """Is one of the words in it: whole, or, where it is long enough to be no part of another one, inflected?"""
    folded = fold(aspect)
    return any(word in (folded if len(word) > SHORT else folded.split()) for word in vocabulary)
