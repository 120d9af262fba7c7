"""All labels that a document prints → its scales, one for each sort of labels.

    1 2 3 4                           numbers and Roman numerals are themselves
    Basis | Gevorderd | Expert        names rank in a scale that everybody knows and that has all of them,
    A = goed, B = voldoende           in the order of a legend, or of what it says that they mean,
    Zwak | Redelijk | Sterk           or as they are printed side by side, where their words say which end is up;
    A | B | C                         so do letters that follow each other in the alphabet
    Essential | Desirable, Advanced   else nobody knows their order: the label is sure, a number is not

Every label has to stand in two questions: what stands in one only is noise, or another question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from extractor.matching.document import DocumentContext
from extractor.matching.levels.directions import goes_up
from extractor.matching.levels.labels import ROMAN, TICK_LETTERS, Label, LabelKind, is_zero, text_to_label
from extractor.matching.levels.legends import Beside, legend_scale, meanings, meanings_scale, texts_beside
from extractor.matching.levels.question import Question
from extractor.matching.levels.scale import LEAST_MAJORITY, RankedBy, Scale, document_scale
from extractor.matching.rulefile import ScaleRules
from extractor.matching.vocabulary import words

CODES = frozenset({LabelKind.LETTER, LabelKind.NAME})
"""Labels that a legend may explain; numbers are themselves, whatever is said of them."""
_ENDING = regex.compile(r"\d+$")
"""The number in a label."""
_PLUS_MINUS = regex.compile(r"^(?:\++|[-–−]+|[o0±=]|\+[-–−/]+\+?)$")


def with_scales(questions: Sequence[Question], rules: ScaleRules | None, document: DocumentContext) -> list[Question]:
    """The questions, each with the scale of its labels; without `rules` lines of the document may explain them."""
    if rules is not None:
        scale = document_scale(rules, (question.labels for question in questions))
        return [replace(question, scale=scale) for question in questions]
    beside = texts_beside(document, questions)
    scaled = list(questions)
    for members in _clusters(questions):
        scale = _scale([questions[i] for i in members], beside)
        for i in members:
            scaled[i] = replace(questions[i], scale=scale)
    return scaled


def _clusters(questions: Sequence[Question]) -> list[list[int]]:
    """Questions whose labels are of one sort; names only where they share one, printed names all together."""
    by_key: dict[object, list[int]] = {}
    names: list[_Names] = []
    for i, question in enumerate(questions):
        kind = kind_of(question)
        if kind is not LabelKind.NAME:
            by_key.setdefault((kind, question.printed and kind is LabelKind.LETTER), []).append(i)
            continue
        names = _with_names(names, i, question)
    return [*by_key.values(), *(members for _, members in names)]


_Names = tuple[set[str], list[int]]
"""Labels that are names, and the questions that share them."""


def _with_names(clusters: Sequence[_Names], i: int, question: Question) -> list[_Names]:
    """The clusters with question `i`: those it shares a label with become one."""
    labels = {key for key in question.keys if not is_zero(key)}
    labels |= {"printed"} if question.printed else set()
    joined = [cluster for cluster in clusters if cluster[0] & labels]
    shared = labels.union(*(of_names for of_names, _ in joined))
    members = sorted([i, *(member for _, others in joined for member in others)])
    return [*(cluster for cluster in clusters if cluster not in joined), (shared, members)]


def kind_of(question: Question) -> LabelKind:
    """The sort of most of its labels, those of "not applicable" left out."""
    keys = question.keys or [key for other in question.others for key in other.keys]
    kinds = Counter(kind for kind in map(_key_to_kind, keys) if kind is not LabelKind.ZERO)
    if kinds[LabelKind.ROMAN] and (any(_is_letter_only(key) for key in keys) or _are_both_ticks(keys)):
        return LabelKind.LETTER  # "T | V | X": no numerals, for the first one is none
    return kinds.most_common(1)[0][0] if kinds else LabelKind.ZERO


def _key_to_kind(key: str) -> LabelKind:
    label = text_to_label(key)
    if isinstance(label, Label):
        return label.kind
    return LabelKind.NUMBER if key.isdecimal() else LabelKind.NAME


def _are_both_ticks(keys: Sequence[str]) -> bool:
    """Are there only "V" and "X": no scale goes from 5 to 10, and their third one may not have been read?"""
    return set(keys) == TICK_LETTERS


def _is_letter_only(key: str) -> bool:
    """Is it a letter that is no Roman numeral?"""
    return len(key) == 1 and key.isalpha() and key not in ROMAN


def _scale(questions: Sequence[Question], beside: Sequence[Beside]) -> Scale:
    sets = [one for question in questions for one in (question.others or (question,))]
    sequences = [one.keys for one in sets]
    found = _ranked([s for s in sequences if s], questions, beside)
    full = [s for s, one in zip(sequences, sets, strict=True) if len(s) > 1 and not one.printed]
    return replace(found, ranks=_usual(full, found))


def _usual(sequences: Sequence[Sequence[str]], scale: Scale) -> frozenset[int] | None:
    """The set of ranks that most questions have: the others lack some."""
    sets = Counter(
        frozenset(scale.by_label[label] for label in sequence)
        for sequence in sequences
        if all(label in scale.by_label for label in sequence)
    )
    if not sets:
        return None
    usual, count = max(sets.items(), key=lambda pair: (pair[1], len(pair[0]), sorted(pair[0])))
    return usual if count > LEAST_MAJORITY * sum(sets.values()) and len(usual) > 1 else None


def _ranked(sequences: Sequence[Sequence[str]], questions: Sequence[Question], beside: Sequence[Beside]) -> Scale:
    labels = list(dict.fromkeys(label for sequence in sequences for label in sequence))
    zeros = {label: 0 for label in labels if is_zero(label)}
    rest = [label for label in labels if label not in zeros]
    kind = kind_of(questions[0])
    order = _printed_order(sequences, set(zeros))
    found = _by_itself(rest, kind) or _by_legend(rest, kind, beside) or _by_known(rest, kind, order)
    if found is None:
        found = _by_place(rest, kind, order, beside) if order is not None else None
    return replace(found, by_label={**zeros, **found.by_label}) if found is not None else _unordered(zeros, rest)


def _by_itself(labels: Sequence[str], kind: LabelKind) -> Scale | None:
    """What the labels say without the document: numbers and signs."""
    own = _itself(labels, kind)
    if own is not None:
        return Scale(own, None)
    if any(label.startswith("+") for label in labels):
        signs = _plus_and_minus(labels)
        return Scale(signs, None) if signs is not None else _unordered({}, labels)
    return None


def _by_known(labels: Sequence[str], kind: LabelKind, order: Sequence[str] | None) -> Scale | None:
    """Their places on a scale that everybody knows, where the document prints no scale that counts them otherwise.

    Of "Basic | Advanced | Expert" over ticks, "Expert" is the third of this document and the fourth of the known scale:
    nobody can say which number is meant. A code has its own: "A2 | B1 | B2" are not 1, 2, 3.
    """
    known = _known(labels) if kind is LabelKind.NAME else None
    upwards = _upwards(order, kind) if known is not None and order is not None else None
    if known is None or upwards is None or any(c.isdecimal() for label in labels for c in label):
        return Scale(known, None) if known is not None else None
    counted = {label: i for i, label in enumerate(upwards, start=1)}
    agree = all(counted.get(label) == rank for label, rank in known.items())
    return Scale(known, None) if agree else _unordered({}, labels)


def _by_legend(labels: Sequence[str], kind: LabelKind, beside: Sequence[Beside]) -> Scale | None:
    return legend_scale(labels, beside) or (meanings_scale(labels, beside) if kind in CODES else None)


def _by_place(labels: Sequence[str], kind: LabelKind, order: list[str], beside: Sequence[Beside]) -> Scale | None:
    """The order in which they are printed, where it is one, and nothing says that letters mean something else."""
    upwards = _upwards(order, kind)
    if upwards is None or (kind is LabelKind.LETTER and meanings(labels, beside)):
        return None
    return Scale({label: i for i, label in enumerate(upwards, start=1)}, None, source=RankedBy.PRINTED)


def _unordered(zeros: Mapping[str, int], labels: Sequence[str]) -> Scale:
    """Ranks that only tell the labels apart."""
    return Scale({**zeros, **{label: i for i, label in enumerate(labels, start=1)}}, None, source=RankedBy.NONE)


def _itself(labels: Sequence[str], kind: LabelKind) -> dict[str, int] | None:
    """Numbers and Roman numerals are their own rank; whatever stands among them has none."""
    if kind in (LabelKind.NUMBER, LabelKind.PERCENT):
        numbers = {label: _ENDING.search(label) for label in labels}
        return {label: int(match.group()) for label, match in numbers.items() if match is not None}
    if kind is LabelKind.ROMAN:
        return {label: ROMAN[label] for label in labels if label in ROMAN}
    return {} if kind is LabelKind.ZERO else None


def _plus_and_minus(labels: Sequence[str]) -> dict[str, int] | None:
    """The ranks of "- | o | + | ++": a plus is more, a minus less, whichever stands first.

    None where pluses alone are known: how many signs stand below them nobody says.
    """
    if not all(_PLUS_MINUS.match(label) for label in labels) or all(label.startswith("+") for label in labels):
        return None
    worth = {label: label.count("+") - sum(label.count(minus) for minus in "-–−") for label in labels}
    ordered = sorted(set(worth.values()))
    if len(ordered) < len(labels):
        return None
    return {label: ordered.index(worth[label]) + 1 for label in labels}


def _known(labels: Sequence[str]) -> dict[str, int] | None:
    """The ranks of a scale that has all the labels; None where none has, or scales differ about a rank.

    "Basis" and "Expert" are 1 and 3 on one scale, 1 and 4 on another: which one is meant nobody can say.
    """
    fitting = [scale for scale in words().levels.scales if labels and all(label in scale for label in labels)]
    ranks = {tuple((label, scale.index(label) + 1) for label in labels) for scale in fitting}
    return dict(next(iter(ranks))) if len(ranks) == 1 else None


def _printed_order(sequences: Sequence[Sequence[str]], zeros: set[str]) -> list[str] | None:
    """The order in which levels stand side by side, the same in every question; each in two questions at least."""
    full = [kept for s in sequences if len(kept := [label for label in s if label not in zeros]) > 1]
    if not full:
        return None
    if len(full) > 1:
        full = _of_several(full)
    order: list[str] = max(full, key=len)
    return order if all(_follows(sequence, order) for sequence in full) else None


def _of_several(sequences: Sequence[Sequence[str]]) -> list[list[str]]:
    """Without the labels that one question alone has."""
    count = Counter(label for sequence in sequences for label in set(sequence))
    return [[label for label in sequence if count[label] > 1] for sequence in sequences]


def _follows(sequence: Sequence[str], order: Sequence[str]) -> bool:
    return all(label in order for label in sequence) and sorted(sequence, key=order.index) == list(sequence)


def _upwards(order: Sequence[str], kind: LabelKind) -> Sequence[str] | None:
    """The printed order from low to high; None where nothing says that it is one, or which end is up.

    Essential | Desirable, Team A | Team B, Zelfstandig | Onder toezicht: what stands first need not be the least.
    """
    if kind is LabelKind.LETTER:
        follow = all(len(label) == 1 for label in order) and all(ord(b) - ord(a) == 1 for a, b in pairwise(order))
        return order if follow else None
    is_up = goes_up(order)
    if is_up is None:
        return None
    return order if is_up else order[::-1]
