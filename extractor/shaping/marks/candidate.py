"""What may be a selection mark, before its company has been looked at."""

from __future__ import annotations

from dataclasses import replace

from extractor.geometry import Box
from extractor.model import MarkKind
from extractor.reading.layout import Word
from extractor.shaping.marks.evidence import Fact
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.marks.vocabulary import Shape
from extractor.values import value

PATTERN = "pattern"
"""What a box holds that is filled with a pattern or a gradient: only its pixels tell how dark it is."""


@value
class Candidate:
    """A thing that looks like a tick box.

    `certain` ones are marks wherever they stand, the others only in the right company. `filled` is how it looks, which
    is nearly always its state; `solid` is a plain ■ or ●, `cross` tells ✗ from ✓. `look` is equal for things that look
    the same and `family` for things that may be each other's counterpart. An `icon` is a code of which only its font
    knows what it shows. One `apart` ends its line, far behind the text before it. `number` tells it from all others of
    the document, once they are counted.
    """

    mark: SelectionMark
    shape: Shape
    filled: bool | None
    certain: bool
    look: str
    family: str
    cross: bool = False
    solid: bool = False
    icon: bool = False
    apart: bool = False
    number: int = -1

    @property
    def box(self) -> Box:
        return self.mark.box

    def found(self, fact: Fact, **words: object) -> Candidate:
        """The same after one more fact, which says its state."""
        mark = self.mark.found(fact, None, **words)
        return replace(self, mark=mark, filled=self.filled if mark.state is None else mark.state)

    def made_of_too(self, words: tuple[Word, ...]) -> Candidate:
        """The words of what lies under it are part of it, so that they are not taken for text."""
        more = tuple(word for word in words if word not in self.mark.words)
        return replace(self, mark=replace(self.mark, words=self.mark.words + more)) if more else self


def precedence(kind: MarkKind) -> int:
    """A form field or annotation over a drawing or picture over text."""
    if kind in {MarkKind.WIDGET, MarkKind.ANNOTATION}:
        return 3
    return 2 if kind in {MarkKind.VECTOR, MarkKind.IMAGE} else 1
