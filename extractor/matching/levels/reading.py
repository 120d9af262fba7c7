"""Questions of all readers → competencies: which reading of the same ink stands, what is a competency, on which scale.

Every reader proposes; none wins by coming first. Of readings that share ink, the one that explains all that the other
explains and more stands. Where they explain the same and say the same, either will do; where they differ nobody can
say, and the doubt names both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extractor.findings import phrase
from extractor.matching.claims import Claim
from extractor.matching.document import DocumentContext
from extractor.matching.generic import may_be_competency
from extractor.matching.levels.aspects import one_of_each_name
from extractor.matching.levels.choices import match_choices
from extractor.matching.levels.columns import match_columns
from extractor.matching.levels.cut_names import with_cut_names_doubted
from extractor.matching.levels.groups import with_groups
from extractor.matching.levels.head_ticks import with_head_ticks
from extractor.matching.levels.heads import head_rows
from extractor.matching.levels.labelled import match_labelled
from extractor.matching.levels.labels import without_note
from extractor.matching.levels.laid_over import with_changed_doubted
from extractor.matching.levels.look_marks import with_look_marks
from extractor.matching.levels.looks import with_looks
from extractor.matching.levels.named_above import with_names_above
from extractor.matching.levels.order import in_reading_order
from extractor.matching.levels.own_patterns import match_own_patterns
from extractor.matching.levels.parting import parted
from extractor.matching.levels.printed import match_printed
from extractor.matching.levels.question import Question, taken
from extractor.matching.levels.rows import match_rows
from extractor.matching.levels.scale import is_known_scale
from extractor.matching.levels.scales import with_scales
from extractor.matching.levels.signs import with_sign_marks
from extractor.matching.levels.standing import document_to_standings
from extractor.matching.levels.torn_names import with_torn_names
from extractor.matching.levels.touching import with_touching_parted
from extractor.matching.levels.value_rows import not_applicable
from extractor.matching.levels.values import match_values
from extractor.matching.rulefile import CompetencyRules, StrategyName
from extractor.matching.vocabulary import fold, words
from extractor.model import FindingCode, Phrase
from extractor.shaping.tables.cells import Table

Reader = Callable[[DocumentContext, CompetencyRules], list[Question]]

READERS: dict[StrategyName, tuple[Reader, ...]] = {
    "rows": (match_rows,),
    "columns": (match_columns,),
    "choices": (match_choices,),
    "worded": (match_values, match_printed, match_own_patterns, match_labelled),
    "styled": (),
}
"""The readers behind each word of a rule module; `styled` is no geometry, but a source of marks for the others."""


@dataclass(frozen=True)
class LevelsRead:
    """What a document asks: `competencies` in the order of the page, and `choices` of the form that are none."""

    competencies: tuple[Question, ...]
    choices: tuple[Question, ...]


@dataclass(frozen=True)
class _Proposal:
    reader: str
    question: Question

    @cached_property
    def ink(self) -> frozenset[object]:
        """Its marks, and the words of its levels where it has no mark."""
        return self.question.ink or frozenset(
            (word.page, word.index) for option in self.question.options for word in option.label_words
        )


def match_levels(document: DocumentContext, rules: CompetencyRules) -> LevelsRead:
    """What the readers of the rule module find, each in the whole document, and what is left of it."""
    shaped, document = document, with_touching_parted(document)
    signed = with_head_ticks(with_sign_marks(document))
    looked = with_look_marks(signed, rules) if "styled" in rules.strategies else signed
    styled: tuple[StrategyName, ...] = ("styled",) if looked is not signed else ()
    looked = looked if looked is shaped else with_touching_parted(looked)
    proposals = [
        _Proposal(read.__name__, replace(question, read_by=(*styled, name)))
        for name in rules.strategies
        for read in READERS[name]
        for question in read(looked, rules)
    ]
    questions = one_reading_left(_as_labelled(proposals, document))
    if "styled" in rules.strategies:
        questions = with_looks(questions, looked)
    if not questions:
        return LevelsRead((), ())
    questions = with_names_above(questions, document)
    standings = document_to_standings(document, rules, [q for q in questions if _heads_nothing(q)])
    competencies, choices = parted(_without_bare_repeats(questions), standings, rules)
    competencies = with_changed_doubted(competencies, looked)
    competencies = [_without_column_name(_without_note(_as_none(question, rules))) for question in competencies]
    competencies = _with_heads(competencies, document)
    competencies = with_torn_names(competencies, document)
    competencies = with_cut_names_doubted(competencies, document)
    competencies = with_groups(competencies, document, rules, choices)
    competencies = one_of_each_name(competencies)
    competencies = with_scales(competencies, rules.scale, document)
    return LevelsRead(tuple(in_reading_order(competencies)), tuple(choices))


def _heads_nothing(question: Question) -> bool:
    """Has it levels to choose from, or a printed one behind a name that is a heading in other documents only?"""
    return len(question.options) > 1 or (question.printed and may_be_competency(question.name))


def _as_labelled(proposals: Sequence[_Proposal], document: DocumentContext) -> list[_Proposal]:
    """Where a rule module names the labels of every part, nothing else is read of these words, nor of their tables."""
    labelled = [p for p in proposals if p.reader == match_labelled.__name__]
    if not labelled:
        return list(proposals)
    held = {word_ for p in labelled for word_ in _words_taken(p.question)}
    for page in document.pages:
        for table in page.tables:
            inside = {(word.page, word.index) for word in table.words}
            held |= inside if inside & held else set()
    return [p for p in proposals if p in labelled or not held.intersection(_words_taken(p.question))]


def _words_taken(question: Question) -> set[tuple[int, int]]:
    return {(word.page, word.index) for part in question.took for word in part.words}


def one_reading_left(proposals: Sequence[_Proposal]) -> list[Question]:
    """The questions of which no other reading of the same ink is as good; doubted where two are."""
    proposals = _without_empty_readings(proposals)
    sound = [proposal for proposal in proposals if _shares_its_levels(proposal, proposals)]
    kept: list[_Proposal] = []
    for reading in sorted(_readings(sound), key=lambda r: (-len(_ink(r)), _unnamed(r))):
        kept = _with_reading(kept, reading)
    held = _ink(kept)
    kept += [proposal for proposal in proposals if proposal not in sound and not proposal.ink & held]
    kept = _without_known_again(kept)
    order = {id(proposal.question): i for i, proposal in enumerate(proposals)}
    kept.sort(key=lambda proposal: order.get(id(proposal.question), len(order)))
    return [proposal.question for proposal in kept]


def _without_known_again(kept: Sequence[_Proposal]) -> list[_Proposal]:
    """Without readings that have no ink, or no mark, of names that another reading found with theirs."""
    named = {(p.question.page, p.question.box) for p in kept if p.ink}
    left = [p for p in kept if p.ink or p.question.aspect or (p.question.page, p.question.box) not in named]
    return [p for p in left if p.question.ink or not _is_answered(p.question, left)]


def _is_answered(question: Question, kept: Sequence[_Proposal]) -> bool:
    """Do marks that another reading of the same name has stand on the labels of this one, which has none?"""
    labels = [word.box for option in question.options for word in option.label_words]
    return any(
        other.name == question.name
        and other.page == question.page
        and any(label.contains_middle_of(m.box) for label in labels for option in other.options for m in option.marks)
        for other in (proposal.question for proposal in kept if proposal.question.ink)
    )


def _without_empty_readings(proposals: Sequence[_Proposal]) -> list[_Proposal]:
    """Without those that found labels and no mark, where for another reader each label is the level itself."""
    printed = {
        (word.page, word.index)
        for proposal in proposals
        if proposal.question.printed
        for option in proposal.question.options
        for mark in option.marks
        for word in mark.words
    }

    def is_empty(question: Question) -> bool:
        labels = [{(word.page, word.index) for word in option.label_words} for option in question.options]
        return not question.ink and bool(labels) and all(words & printed for words in labels)

    return [proposal for proposal in proposals if not is_empty(proposal.question)]


def _shares_its_levels(proposal: _Proposal, proposals: Sequence[_Proposal]) -> bool:
    """Do its levels go up a scale that everybody knows, or that another question of the same reader has too?

    What has labels of its own is a choice of a form, or a table read across: it counts only where nothing else stands.
    """
    question = proposal.question
    if question.printed or not question.options or is_known_scale(question.labels):
        return True
    keys = set(question.keys)
    others = (p.question for p in proposals if p.reader == proposal.reader and p.question is not question)
    return any(2 * len(keys & set(other.keys)) > len(keys) for other in others)


def _readings(proposals: Sequence[_Proposal]) -> list[list[_Proposal]]:
    """What one reader makes of ink that hangs together: questions stand or fall with those of their own table."""
    readings: dict[tuple[str, object], list[_Proposal]] = defaultdict(list)
    for i, proposal in enumerate(proposals):
        readings[proposal.reader, _place(proposal, i)].append(proposal)
    return list(readings.values())


def _place(proposal: _Proposal, i: int) -> object:
    """Each page of a reader's questions is one reading; a question without ink is one by itself."""
    return proposal.question.page if proposal.ink else (proposal.question.page, i)


def _ink(reading: Sequence[_Proposal]) -> frozenset[object]:
    return frozenset().union(*(proposal.ink for proposal in reading))


def _with_reading(kept: Sequence[_Proposal], reading: Sequence[_Proposal]) -> list[_Proposal]:
    """`kept` and what `reading` adds to it; it explains no more than those before it."""
    result = list(kept)
    held = {ink: i for i, proposal in enumerate(result) for ink in proposal.ink}
    others = _ink(kept)
    weaker = bool(_ink(reading) & others) and _explains_less(reading, kept)
    for proposal in reading:
        rivals = sorted({held[ink] for ink in proposal.ink if ink in held})
        if not rivals:
            result.append(proposal)
            continue
        for i in rivals:
            rival = result[i]
            if not weaker and not _says_the_same(proposal.question, rival.question):
                doubted = _torn_between(rival.question, proposal.question)
                result[i] = replace(rival, question=doubted)
    return result


def _explains_less(reading: Sequence[_Proposal], kept: Sequence[_Proposal]) -> bool:
    """Do the readings before it explain all of its ink where they stand, and more?"""
    ink = _ink(reading)
    rivals = [proposal for proposal in kept if proposal.ink & ink]
    theirs = frozenset().union(*(proposal.ink for proposal in rivals))
    of_readers = frozenset().union(
        *(p.ink for p in kept if any(p.reader == r.reader and p.question.page == r.question.page for r in rivals))
    )
    more = len(of_readers) > len(ink) or _unnamed(reading) > _unnamed(rivals)
    return ink <= theirs | of_readers and more


def _unnamed(reading: Sequence[_Proposal]) -> int:
    return sum(not proposal.question.name for proposal in reading)


def _says_the_same(one: Question, other: Question) -> bool:
    same_name = fold(one.name) == fold(other.name)
    chosen = [sorted(option.key for option in question.chosen) for question in (one, other)]
    return same_name and chosen[0] == chosen[1]


def _torn_between(one: Question, other: Question) -> Question:
    says = tuple(_reading(question) for question in (one, other))
    return one.doubted(phrase("two-ways", says=says), FindingCode.LEVEL_READINGS)


def _reading(question: Question) -> Phrase:
    chosen = tuple(option.label for option in question.chosen)
    return phrase("read-as", name=question.name, **({"chosen": chosen} if chosen else {}))


def _without_bare_repeats(questions: Sequence[Question]) -> list[Question]:
    """Without the names that another table only says more of, such as how they are tested; its words are nobody's."""
    asked = {fold(question.name) for question in questions if question.options}
    return [q for q in questions if q.options or q.aspect or fold(q.name) not in asked]


def _with_heads(questions: Sequence[Question], document: DocumentContext) -> list[Question]:
    """The heads of a table of competencies go with the first question in it, however that was read."""
    headed = list(questions)
    for page in document.pages:
        for table in page.tables:
            first = next((i for i, q in enumerate(headed) if q.page == table.page and _stands_in(q, table)), None)
            rows = head_rows(table, document) if first is not None and not headed[first].grouped else 0
            if rows and first is not None:
                words_ = [w for row in range(rows) for c in table.row(row) if c.row0 == row for w in c.words]
                question = headed[first]
                headed[first] = replace(question, took=(*question.took, *taken(Claim.TABLE_HEAD, words_)))
    return headed


def _stands_in(question: Question, table: Table) -> bool:
    return table.box.contains_middle_of(question.box)


def _without_note(question: Question) -> Question:
    name = without_note(question.name)
    return question if name == question.name else replace(question, name=name)


def _as_none(question: Question, rules: CompetencyRules) -> Question:
    """A level that is printed as "n.v.t." is none, unless the module has that on its scale; its words are left over."""
    said = question.printed and len(question.options) == 1 and question.doubt is None and rules.scale is None
    if not said or not not_applicable(question.options[0].label):
        return question
    took = tuple(part for part in question.took if part.claim is not Claim.LEVEL)
    return replace(question, options=(), unfilled=True, took=took)


def _without_column_name(question: Question) -> Question:
    """The word "Competentie" over the column of names is the heading of that column, not a group of competencies."""
    named = question.group is not None and fold(question.group) in words().competencies.column
    return replace(question, group=None) if named else question
