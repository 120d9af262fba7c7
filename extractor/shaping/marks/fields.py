"""Form fields → tick boxes: check boxes, radio buttons, and small text fields for an x."""

from __future__ import annotations

from extractor.model import MarkKind
from extractor.reading.layout import PageLayout, Widget
from extractor.shaping.marks.candidate import Candidate
from extractor.shaping.marks.evidence import Evidence, Fact
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.marks.vocabulary import Shape, character_to_sign, is_tick_letter

OFF = "Off"
"""The one name of the state "not on" (ISO 32000-1, 12.7.4.2.3)."""
TEXT_FIELD_SIDE = 3.0
"""A text field no larger than this many text sizes has room for an x and little else."""


def page_to_fields(page: PageLayout, text_size: float) -> list[Candidate]:
    candidates = []
    for widget in page.widgets:
        side = max(widget.box.width, widget.box.height)
        if min(widget.box.width, widget.box.height) <= 0:
            continue
        if widget.field_type == "Btn" and widget.state is not None:
            candidates.append(_button(page.number, widget, widget.state))
        elif widget.field_type == "Tx" and side <= TEXT_FIELD_SIDE * text_size:
            candidate = _text_field(page.number, widget)
            if candidate is not None:
                candidates.append(candidate)
    return candidates


def _button(page: int, widget: Widget, name: str) -> Candidate:
    state = name != OFF
    what = "radio button" if widget.radio else "check box"
    raw = f"/{name}" if widget.drawn else f"/V /{name}"
    evidence = Evidence.of(Fact.BUTTON if widget.drawn else Fact.BUTTON_VALUE, state, button=what, raw=raw)
    mark = SelectionMark(page, widget.box, MarkKind.WIDGET, raw, None, (), evidence)
    return Candidate(mark, Shape.CIRCLE if widget.radio else Shape.SQUARE, state, True, f"widget {state}", "widget")


def _text_field(page: int, widget: Widget) -> Candidate | None:
    """An empty one is a tick box only beside one that holds a tick."""
    value = (widget.value or "").strip()
    sign = character_to_sign(value, "")
    if value and not is_tick_letter(value) and not (sign is not None and sign.filled):
        return None
    evidence = Evidence.of(Fact.FIELD_TICKED, raw=value) if value else Evidence.of(Fact.FIELD_EMPTY)
    mark = SelectionMark(page, widget.box, MarkKind.WIDGET, value, None, (), evidence)
    return Candidate(mark, Shape.SQUARE, bool(value), bool(value), f"field {bool(value)}", "widget")
