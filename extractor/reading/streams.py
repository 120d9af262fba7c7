"""Do the streams that a page is drawn by unpack to their end? Pdfminer takes what it gets of a broken one, silently."""

from __future__ import annotations

from collections.abc import Iterator

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.layout import LTContainer, LTFigure
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_ASCIIHEX_DECODE,
    LITERALS_FLATE_DECODE,
    PDFStream,
    resolve1,
)
from pdfminer.psparser import literal_name

from extractor.reading.deflate import MOST_NESTED, unpacks_whole


class StreamChecker:
    """Looks into each stream of a PDF once, before it is parsed: pdfminer forgets the packed bytes then."""

    def __init__(self) -> None:
        self._whole: dict[int, bool] = {}

    def is_whole(self, page: PDFPage) -> bool:
        """Is every content stream of the page whole? Forms are another question."""
        return all(self._unpacks_whole(resolve1(stream)) for stream in page.contents)

    def broken_forms(self, page: PDFPage) -> frozenset[str]:
        """Names of the forms (ISO 32000-1, 8.10) the page may draw, in forms too, that do not unpack whole."""
        return frozenset(self._broken_forms(page.resources, 0, set()))

    def _broken_forms(self, resources: object, depth: int, seen: set[int]) -> Iterator[str]:
        resources = resolve1(resources)
        forms = resolve1(resources.get("XObject")) if isinstance(resources, dict) else None
        if not isinstance(forms, dict) or depth > MOST_NESTED:
            return
        for name, reference in forms.items():
            form = resolve1(reference)
            if not isinstance(form, PDFStream) or id(form) in seen or not _is_form(form):
                continue
            seen.add(id(form))
            if not self._unpacks_whole(form):
                yield name
            yield from self._broken_forms(form.get("Resources"), depth + 1, seen)

    def _unpacks_whole(self, stream: object) -> bool:
        if not isinstance(stream, PDFStream):
            return True
        if stream.objid is None:
            return _unpacks_whole(stream)
        if stream.objid not in self._whole:
            self._whole[stream.objid] = _unpacks_whole(stream)
        return self._whole[stream.objid]


def drawn_forms(layout: LTContainer) -> Iterator[str]:  # type: ignore[type-arg]
    """The names of the forms and pictures that a page draws."""
    for item in layout:
        if isinstance(item, LTFigure):
            yield item.name
            yield from drawn_forms(item)


def _is_form(stream: PDFStream) -> bool:
    subtype = resolve1(stream.get("Subtype"))
    return subtype is not None and literal_name(subtype) == "Form"


def _unpacks_whole(stream: PDFStream) -> bool:
    packed = stream.rawdata
    filters = [name for name, _ in stream.get_filters()]
    if packed is None or not any(name in LITERALS_FLATE_DECODE for name in filters):
        return True
    if stream.decipher is not None and stream.objid is not None and stream.genno is not None:
        packed = stream.decipher(stream.objid, stream.genno, packed, stream.attrs)
    while filters[0] not in LITERALS_FLATE_DECODE:
        if filters[0] in LITERALS_ASCII85_DECODE:
            packed = ascii85decode(packed)
        elif filters[0] in LITERALS_ASCIIHEX_DECODE:
            packed = asciihexdecode(packed)
        else:
            return True
        del filters[0]
    return unpacks_whole(packed)
