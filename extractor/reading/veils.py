"""What lets text be painted and not be seen, of which pdfminer keeps nothing: clips, transparency, soft masks.

q 0 0 10 10 re W n  …  BT (niveau 2) Tj ET  Q      the text stands outside its clip (ISO 32000-1, 8.5.4)
q /GS1 gs  …  BT (niveau 2) Tj ET  Q               GS1 has /ca 0, or a soft mask (11.6.4.4, 11.6.5.2)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pdfminer.pdftypes import resolve1
from pdfminer.utils import Matrix, apply_matrix_pt

from extractor.geometry import Box

FAINT = 1 / 16
"""What is painted with less than this part of its colour is seen by nobody."""


class Veil(NamedTuple):
    """`clip` is a box around all that shows, in points of the page, None where nothing is cut off; the rest are flags.

    `within` is that of the form that the text stands in: what the form sets itself does not lift it.
    """

    clip: Box | None = None
    clear: bool = False
    masked: bool = False
    within: bool = False

    @property
    def may_hide_all(self) -> bool:
        return self.clear or self.masked or self.within

    def clipped(self, box: Box) -> Veil:
        """Cut off at this box too."""
        if self.clip is None:
            return self._replace(clip=box)
        x0, top = max(self.clip.x0, box.x0), max(self.clip.top, box.top)
        x1, bottom = max(x0, min(self.clip.x1, box.x1)), max(top, min(self.clip.bottom, box.bottom))
        return self._replace(clip=Box(x0, top, x1, bottom))

    def in_a_form(self) -> Veil:
        return Veil(self.clip, within=self.may_hide_all)

    def with_state(self, state: Any) -> Veil:
        """As an entry of /ExtGState says (ISO 32000-1, table 58)."""
        said = state if isinstance(state, dict) else {}
        alpha, mask = resolve1(said.get("ca")), resolve1(said.get("SMask"))
        veil = self
        if isinstance(alpha, (int, float)):
            veil = veil._replace(clear=alpha < FAINT)
        return veil if mask is None else veil._replace(masked=isinstance(mask, dict))


def path_box(path: Sequence[Sequence[Any]], matrix: Matrix) -> tuple[float, float, float, float]:
    """Left, lower, right and upper edge of a path of pdfminer's, in its coordinates of the page; of none a point."""
    points = [apply_matrix_pt(matrix, (s[i], s[i + 1])) for s in path for i in range(1, len(s) - 1, 2)] or [(0.0, 0.0)]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
