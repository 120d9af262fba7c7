"""Form fields → tick boxes: check boxes, radio buttons, and small text fields for an x."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.model import MarkKind
from extractor.reading.layout import PageLayout, Widget
from extractor.shaping.marks.candidate import Candidate
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.marks.vocabulary import Shape, character_to_sign, is_tick_letter

OFF = "Off"
"""The one name of the state "not on" (ISO 32000-1, 12.7.4.2.3)."""
BY_VALUE_ONLY = "/V /"
"""How `raw` begins where the field has a value, but does not name the appearance that shows it."""
TEXT_FIELD_SIDE = 3.0
"""A text field no larger than this many text sizes has room for an x and little else."""


def page_to_fields(page: PageLayout, text_size: float) -> Iterable[Candidate]:
    for widget in page.widgets:
        if min(widget.box.width, widget.box.height) <= 0:
            continue
        if widget.field_type == "Btn" and widget.state is not None:
            yield _button(page.number, widget)
        elif widget.field_type == "Tx" and max(widget.box.width, widget.box.height) <= TEXT_FIELD_SIDE * text_size:
            candidate = _text_field(page.number, widget)
            if candidate is not None:
                yield candidate


def _button(page: int, widget: Widget) -> Candidate:
    assert widget.state is not None
    state = widget.state != OFF
    what = "radio button" if widget.radio else "check box"
    raw = f"/{widget.state}" if widget.drawn else f"{BY_VALUE_ONLY}{widget.state}"
    reason = f"a {what} of the form is {raw}"
    mark = SelectionMark(page, widget.box, state, MarkKind.WIDGET, raw, None, (), 0.97, reason)
    return Candidate(mark, Shape.CIRCLE if widget.radio else Shape.SQUARE, state, True, f"widget {state}", "widget")


def _text_field(page: int, widget: Widget) -> Candidate | None:
    """An empty one is a tick box only beside one that holds a tick."""
    value = (widget.value or "").strip()
    sign = character_to_sign(value, "")
    if value and not is_tick_letter(value) and not (sign is not None and sign.filled):
        return None
    reason = f"a text field holds “{value}”" if value else "a small text field is empty"
    mark = SelectionMark(page, widget.box, bool(value), MarkKind.WIDGET, value, None, (), 0.85, reason)
    return Candidate(mark, Shape.SQUARE, bool(value), bool(value), f"field {bool(value)}", "widget")
