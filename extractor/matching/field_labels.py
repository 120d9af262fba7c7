"""The labels of a header: what a label may be, its standard name, and the pair that it makes with its value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from extractor.languages import all_words, per_words
from extractor.matching.document import DocumentContext
from extractor.matching.rulefile import FieldRules
from extractor.matching.vocabulary import fold
from extractor.shaping.lines import Line, canonical, line_to_segments, lines_to_text

LONGEST_LABEL = 60
"""No label is longer than this many characters; a longer text before a colon is a sentence."""

LEAST_HEADS = 2
"""One label over one value is a column of labels, not a row of them."""


@dataclass
class Pair:
    """A label and its value, each as its lines; no value where there is none (yet)."""

    label: list[Line]
    value: list[Line] = field(default_factory=list)


@lru_cache(maxsize=64)
def keys_by_label(labels: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, str]:
    """The standard name for each label as it folds; once for each rule module."""
    return {fold(label): key for key, some in labels for label in some}


@per_words
def _without_key() -> frozenset[str]:
    return frozenset(map(fold, all_words().fields.labels.other))


class FieldLabels:
    """What the rules know as labels, over the words of one document."""

    def __init__(self, context: DocumentContext, rules: FieldRules) -> None:
        self._vocabulary = context.vocabulary
        self._keys = keys_by_label(tuple(rules.labels.items()))

    def key(self, label: str) -> str | None:
        """The standard name of the label, None where the rules give none."""
        return self._keys.get(fold(label))

    def has(self, label: str) -> bool:
        """Is it one, with a standard name or without ("Reports to")?"""
        folded = fold(label)
        return folded in self._keys or folded in _without_key()

    def text(self, lines: Sequence[Line]) -> str:
        """As printed; a hyphen at the end of a line is the typesetter's where the rules know the label without it."""
        text = lines_to_text(lines, self._vocabulary).removesuffix(":").strip()
        if self.key(text) is None and len(lines) > 1:
            unbroken = "".join(line.text[:-1] if line.text.endswith("-") else f"{line.text} " for line in lines)
            unbroken = canonical(unbroken).removesuffix(":").strip()
            if self.key(unbroken) is not None:
                return unbroken
        return text

    def knows(self, lines: Sequence[Line]) -> bool:
        """Are these lines together a label that the rules know?"""
        return self.has(self.text(lines))

    def heads_columns(self, line: Line) -> bool:
        """Is it a row of labels beside each other, most of them known, and none with a value behind it?"""
        texts = [segment.text for segment in line_to_segments(line)]
        known = sum(self.has(text) for text in texts)
        return known >= LEAST_HEADS and 2 * known > len(texts) and all(len(text) <= LONGEST_LABEL for text in texts)
