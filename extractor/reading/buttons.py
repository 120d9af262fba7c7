"""The check boxes and radio buttons of a form as the PDF has them, by qpdf.

Pdfium makes a form whole when it loads it: a button without an appearance state is given one, and its value is taken
away. What the file said is then lost, and with it that the value and the picture of a button differ.
"""

from __future__ import annotations

from io import BytesIO
from typing import NamedTuple

import pikepdf

from extractor.reading.layout import OFF

MAX_FIELD_DEPTH = 32
"""Field trees of real forms are a few levels deep; a longer chain of parents is a loop."""


class Button(NamedTuple):
    """`state` is the name of what it shows, "Off" where it is off; `drawn` is true where /AS says so."""

    state: str
    value: str | None
    drawn: bool


class Buttons:
    """Opens the PDF when the first one is asked for. Close it after use."""

    def __init__(self, data: bytes, password: str | None) -> None:
        self._data = data
        self._password = password
        self._pdf: pikepdf.Pdf | None = None

    def close(self) -> None:
        if self._pdf is not None:
            self._pdf.close()
            self._pdf = None

    def of(self, page: int, index: int) -> Button | None:
        """Of the annotation at `index` of a page, from 1; None where qpdf finds none there."""
        try:
            if self._pdf is None:
                self._pdf = pikepdf.open(BytesIO(self._data), password=self._password or "")
            annotation = self._pdf.pages[page - 1].obj.Annots[index]
            return _button(annotation)
        except (pikepdf.PdfError, pikepdf.PasswordError, AttributeError, IndexError, KeyError, TypeError, ValueError):
            # Pdfium has found it all the same; what it says of the button is then all there is.
            return None


def _button(annotation: pikepdf.Object) -> Button:
    value = _text(_inherited(annotation, "/V"))
    appearance = annotation.get("/AS")
    chosen = _inherited(annotation, "/V")
    name = str(chosen)[1:] if isinstance(chosen, pikepdf.Name) else None
    pictures = annotation.get("/AP")
    normal = pictures.get("/N") if isinstance(pictures, pikepdf.Dictionary) else None
    if isinstance(appearance, pikepdf.Name):
        shown = str(appearance)[1:]
        valued = isinstance(normal, pikepdf.Dictionary) and name not in (None, OFF) and f"/{name}" in normal
        # Off is shown, but its value is its own picture: viewers differ about which of the two counts.
        return Button(name or OFF, value, drawn=False) if shown == OFF and valued else Button(shown, value, drawn=True)
    known = not isinstance(normal, pikepdf.Dictionary) or f"/{name}" in normal
    return Button(name if name is not None and known else OFF, value, drawn=False)


def _inherited(field: pikepdf.Object, key: str) -> pikepdf.Object | None:
    node = field
    for _ in range(MAX_FIELD_DEPTH):
        if key in node:
            return node[key]
        if "/Parent" not in node:
            return None
        node = node["/Parent"]
    return None


def _text(value: pikepdf.Object | None) -> str | None:
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    return str(value) if isinstance(value, pikepdf.String) else None
