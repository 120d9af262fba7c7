"""What lets text be painted and not be seen, of which pdfminer keeps nothing: clips, transparency, soft masks.

q 0 0 10 10 re W n  …  BT (niveau 2) Tj ET  Q      the text stands outside its clip (ISO 32000-1, 8.5.4)
q /GS1 gs  …  BT (niveau 2) Tj ET  Q               GS1 has /ca 0, or a soft mask (11.6.4.4, 11.6.5.2)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, cast

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import Matrix, apply_matrix_pt, mult_matrix

from extractor.geometry import Box
from extractor.reading.layout import Glyph

FAINT = 1 / 16
"""What is painted with less than this part of its colour is seen by nobody."""


class Veil(NamedTuple):
    """`clip` is a box around all that shows, in points of the page, None where nothing is cut off; the rest are flags.

    `clear` is that of what is filled, `stroke_clear` that of what is stroked; `shaped` a clip that is no rectangle.
    `within` is that of the form that the text stands in: what the form sets itself does not lift it.
    """

    clip: Box | None = None
    clear: bool = False
    stroke_clear: bool = False
    masked: bool = False
    shaped: bool = False
    within: bool = False

    def may_hide_all(self, *, stroked: bool) -> bool:
        return self.masked or self.shaped or self.within or (self.stroke_clear if stroked else self.clear)

    def clipped(self, box: Box, *, shaped: bool = False) -> Veil:
        """Cut off at this box too, or within it."""
        if shaped:
            return self.clipped(box)._replace(shaped=True)
        if self.clip is None:
            return self._replace(clip=box)
        x0, top = max(self.clip.x0, box.x0), max(self.clip.top, box.top)
        x1, bottom = max(x0, min(self.clip.x1, box.x1)), max(top, min(self.clip.bottom, box.bottom))
        return self._replace(clip=Box(x0, top, x1, bottom))

    def in_a_form(self) -> Veil:
        hides = self.may_hide_all(stroked=False) or self.may_hide_all(stroked=True)
        return Veil(self.clip, within=hides)

    def with_state(self, state: Any) -> Veil:
        """As an entry of /ExtGState says (ISO 32000-1, table 58)."""
        said = state if isinstance(state, dict) else {}
        fill, stroke, mask = (resolve1(said.get(key)) for key in ("ca", "CA", "SMask"))
        veil = self
        if isinstance(fill, (int, float)):
            veil = veil._replace(clear=fill < FAINT)
        if isinstance(stroke, (int, float)):
            veil = veil._replace(stroke_clear=stroke < FAINT)
        return veil if mask is None else veil._replace(masked=isinstance(mask, dict))


NOTHING_HIDDEN = Veil()


def may_veil(veil: Veil, glyphs: Sequence[Glyph], *, stroked: bool) -> bool:
    """Need the glyphs of a string not show, all or some of them? A clip that holds both ends holds all between."""
    if veil.may_hide_all(stroked=stroked):
        return True
    clip = veil.clip
    return clip is not None and not all(clip.contains_middle_of(glyph.box) for glyph in (glyphs[0], glyphs[-1]))


def form_box(form: object, matrix: Matrix) -> tuple[Sequence[Sequence[Any]], Matrix] | None:
    """The path of a form's /BBox, which cuts off what it paints, with its matrix; None for what is no form."""
    if not isinstance(form, PDFStream) or getattr(form.get("Subtype"), "name", None) != "Form":
        return None
    box, own = _numbers(form.get("BBox"), 4), _numbers(form.get("Matrix"), 6)
    if box is None:
        return None
    x0, y0, x1, y1 = box
    path = (("m", x0, y0), ("l", x1, y0), ("l", x1, y1), ("l", x0, y1), ("h",))
    return path, mult_matrix(cast(Matrix, tuple(own)), matrix) if own is not None else matrix


def _numbers(found: Any, count: int) -> list[float] | None:
    listed = [resolve1(one) for one in resolve1(found)] if isinstance(resolve1(found), list) else []
    return listed if len(listed) == count and all(isinstance(one, (int, float)) for one in listed) else None


def path_box(path: Sequence[Sequence[Any]], matrix: Matrix) -> tuple[float, float, float, float]:
    """Left, lower, right and upper edge of a path of pdfminer's, in its coordinates of the page; of none a point."""
    points = [apply_matrix_pt(matrix, (s[i], s[i + 1])) for s in path for i in range(1, len(s) - 1, 2)] or [(0.0, 0.0)]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def is_rectangle(path: Sequence[Sequence[Any]], matrix: Matrix) -> bool:
    """Is the path a rectangle along the sides of the page, or empty? Others let through less than their box."""
    points = [apply_matrix_pt(matrix, (s[1], s[2])) for s in path if s[0] in "ml" and len(s) > 2]
    if not path:
        return True
    if any(s[0] not in "mlh" for s in path) or sum(s[0] == "m" for s in path) > 1 or not 4 <= len(points) <= 5:
        return False
    xs, ys = ({round(value, 1) for value in values} for values in zip(*points, strict=True))
    return len(xs) <= 2 and len(ys) <= 2
