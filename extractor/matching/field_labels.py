"""The labels of a header: what a label may be, its standard name, and the pair that it makes with its value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.matching.document import DocumentContext
from extractor.matching.rulefile import FieldRules
from extractor.shaping.lines import Line, canonical, lines_to_text

LONGEST_LABEL = 60
"""No label is longer than this many characters; a longer text before a colon is a sentence."""


@dataclass
class Pair:
    """A label and its value, each as its lines; no value where there is none (yet)."""

    label: list[Line]
    value: list[Line] = field(default_factory=list)


class Labels:
    """What the rules know as labels, over the words of one document."""

    def __init__(self, context: DocumentContext, rules: FieldRules) -> None:
        self._vocabulary = context.vocabulary
        self._keys = {_fold(label): key for key, labels in rules.labels.items() for label in labels}

    def key(self, label: str) -> str | None:
        """The standard name of the label, None where the rules give none."""
        return self._keys.get(_fold(label))

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
        return self.key(self.text(lines)) is not None


def _fold(label: str) -> str:
    return canonical(label).rstrip(": ").casefold()
