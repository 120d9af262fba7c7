"""Which questions of a document are competencies, and which are choices of the form that are none.

Competenties
Klantgerichtheid    ☐ 1   ☒ 2   ☐ 3          a competency
Werktijd            ☐ deeltijds   ☒ voltijds          a choice
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

from extractor.findings import phrase
from extractor.matching.levels.explained import explaining
from extractor.matching.levels.labels import Label, LabelKind, core_of, label_core, text_to_label
from extractor.matching.levels.no_names import example_pattern, field_labels, is_no_competency
from extractor.matching.levels.question import Question
from extractor.matching.levels.scale import is_known_scale
from extractor.matching.levels.scales import kind_of
from extractor.matching.levels.standing import Standing, Standings
from extractor.matching.rulefile import CompetencyRules
from extractor.matching.vocabulary import fold, words

LEAST_FELLOWS = 2
"""So many questions at least share a scale."""


@dataclass(frozen=True)
class _Asked:
    """What the questions of a document have in common, to judge each of them by."""

    kinds: Set[LabelKind]
    """Of the levels under the heading of competencies, or that several questions have."""
    fellows: Counter[str]
    """How many names have a level of this key."""
    scale: frozenset[str]
    """The labels of the module's scale."""

    def shares_levels(self, question: Question) -> bool:
        """Do other names have most of its levels too?"""
        keys = set(question.keys)
        return sum(self.fellows[key] >= LEAST_FELLOWS for key in keys) > len(keys) / 2


def parted(
    questions: Sequence[Question], standings: Standings, rules: CompetencyRules
) -> tuple[list[Question], list[Question]]:
    """Competencies, and the choices of a form that are none; what is neither is nobody's."""
    asked = _Asked(_kinds(questions, standings), _fellows(questions), _module_scale(rules))
    competencies: list[Question] = []
    choices: list[Question] = []
    told = {id(question) for question in explaining(questions, _is_pay_or_level)}
    for question in questions:
        if id(question) in told:
            continue
        standing = standings.at(question.page, question.box)
        if _is_competency(question, standing, asked):
            competencies.append(_doubted_elsewhere(question, standing, standings))
        elif question.is_choice:
            choices.append(question)
    return competencies, choices


def _kinds(questions: Sequence[Question], standings: Standings) -> set[LabelKind]:
    if standings.speaks_of_competencies:
        kinds = {kind_of(q) for q in questions if standings.at(q.page, q.box) is Standing.COMPETENCIES}
    else:
        counts = Counter(kind_of(q) for q in questions)
        kinds = {kind for kind, count in counts.items() if count >= LEAST_FELLOWS}
    return kinds | {LabelKind.LETTER} if _are_called_competencies(questions) else kinds


def _are_called_competencies(questions: Sequence[Question]) -> bool:
    """Do several names begin with the word for what they are? Letters are levels then, as among numbers.

    Factor 6 - Personal contacts    Level 6-3
    Factor 7 - Purpose of contacts  Level 7-D
    """
    called = Counter(fold(q.name).split()[0] for q in questions if q.printed and q.name)
    return any(count > LEAST_FELLOWS and word in words().competencies.column for word, count in called.items())


def _fellows(questions: Sequence[Question]) -> Counter[str]:
    return Counter(key for key, _ in {(key, fold(q.name)) for q in questions for key in q.keys})


def _module_scale(rules: CompetencyRules) -> frozenset[str]:
    return frozenset(core_of(label) for label in rules.scale.labels) if rules.scale else frozenset()


def _doubted_elsewhere(question: Question, standing: Standing, standings: Standings) -> Question:
    """A table "Risico | Niveau" under another heading than the competencies need not be theirs."""
    elsewhere = standing is Standing.UNKNOWN and standings.speaks_of_competencies and question.names_otherwise
    return question.doubted(phrase("head-of-others")) if elsewhere else question


def _is_competency(question: Question, standing: Standing, asked: _Asked) -> bool:
    """Does it stand where competencies stand, and share its levels with others?

    A table says so by its heads; all else has to stand under a heading of competencies, or at least under no other one
    and with levels that everybody knows. Ticks under "dagelijks | wekelijks" say how often, and not how well.
    """
    if _is_named_as_none(question):
        return False
    if asked.scale.intersection(question.keys):
        return True
    if question.headed:
        return question.names_headed or standing is not Standing.ELSEWHERE
    return _stands_among(question, standing, asked.kinds) if question.printed else _is_asked(question, standing, asked)


def _is_named_as_none(question: Question) -> bool:
    """Does its name say that it is none: an example, a total, a head; or, where no head says it, a field?"""
    if question.printed and not (question.headed or question.own) and _is_pay_or_level(question.name):
        return True
    unsure = (question.printed or question.is_choice) and not question.headed
    if unsure and is_no_competency(question.name, whole=question.own):
        return True
    heads = words().competencies.column if question.printed else frozenset()
    if example_pattern().match(question.name) or fold(question.name) in words().competencies.totals | heads:
        return True
    return _is_a_level(question.name)


def _is_a_level(name: str) -> bool:
    """Heads over boxes are names of nothing: "Niveau 1   Niveau 2   Niveau 3"."""
    return label_core(name) != fold(name).strip(" .:;)(–-") and isinstance(text_to_label(name), Label)


def _is_pay_or_level(name: str) -> bool:
    """Is it the word for what is paid, or itself the word for a level: "Salaris: niveau 5", "Expert: niveau 3"?"""
    folded, levels = fold(name), words().levels
    names = (*levels.scales, *levels.ordered, levels.low, levels.high, words().sections.salary)
    return any(folded in known for known in names)


def _is_asked(question: Question, standing: Standing, asked: _Asked) -> bool:
    """Do all its levels stand there, and are they levels where it stands?"""
    known = kind_of(question) is not LabelKind.NAME or is_known_scale(question.labels)
    if question.is_choice and not _goes_up(question, known, asked):
        return False
    return standing is Standing.COMPETENCIES or (known and standing is Standing.UNKNOWN)


def _goes_up(question: Question, known: bool, asked: _Asked) -> bool:
    """Are the boxes of a choice levels: those of others too, or words that everybody knows, and not "Ja | Nee"?"""
    if set(question.keys) <= {fold(word) for word in words().levels.yes_no}:
        return False
    return asked.shares_levels(question) or (known and kind_of(question) is LabelKind.NAME)


def _stands_among(question: Question, standing: Standing, kinds: Set[LabelKind]) -> bool:
    """A line is a competency under their heading; elsewhere only where it shares their levels, and is no field."""
    if standing is Standing.COMPETENCIES:
        return True
    of_header = fold(question.name) in field_labels()
    return standing is Standing.UNKNOWN and kind_of(question) in kinds and not of_header
