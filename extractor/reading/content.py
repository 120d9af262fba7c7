"""The objects of a page's content, as pdfminer's parser gives them, in a fraction of its time.

Three things pdfminer has otherwise than ISO 32000-1 (7.3.4): a sign behind a backslash that means nothing stays, an
octal number beyond a byte loses what is too much, and a last hexadecimal digit that stands alone has a 0 behind it.

One pattern finds what nearly all content is made of: numbers, names, strings, arrays of these and operators. All
else goes through pdfminer's own parser, one object at a time: comments, strings with brackets or odd escapes in
them, dictionaries, pictures within the content, what stands at the end of a stream, and whatever is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pdfminer.pdfinterp import PDFContentParser, PDFPageInterpreter
from pdfminer.pdftypes import stream_value
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import END_HEX_STRING, ESC_STRING, KWD, LIT, SPC, PSKeyword

# What a piece of a stream ends with may go on in the next piece: all but strings need something behind them.
_TOKEN = re.compile(
    rb"""[\s\x00]*+(?:
      ([-+]?[0-9]{1,99}+(?=[^0-9.]))                          # 1 a whole number, none that is too long for one
    | ([-+]?(?:[0-9]++\.[0-9]*+|\.[0-9]++)(?=[\x00-\xff]))    # 2 a number
    | ([A-Za-z][^\#/%\[\]()<>{}\s]*+)(?=[\x00-\xff])          # 3 an operator
    | \(((?:[^()\\]++|\\(?:[nrtbf()\\]|[0-3][0-7]{2}))*+)\)    # 4 a string
    | <((?:[0-9a-fA-F]{2})*+)>(?=[^>])                        # 5 a string in hexadecimal digits
    | /([^\#/%\[\]()<>{}\s]*+)(?=[^\#])                       # 6 a name
    | (\[)                                                    # 7
    | (\])                                                    # 8
    | <</MCID[ ]([0-9]{1,9})[ ]?>>                            # 9 what all tagged content begins with
    )""",
    re.VERBOSE,
)
_ESCAPE = re.compile(rb"\\(?:([0-7]{3})|(.))", re.DOTALL)
_OPERATOR, _BEGIN, _END = 3, 7, 8
_OCTAL_DIGITS = frozenset(bytes((digit,)) for digit in b"01234567")
_LINE_ENDS = frozenset((b"\r", b"\n"))
_SIGNS = (("*", "_a"), ('"', "_w"), ("'", "_q"))
"""How pdfminer writes signs in the names of its methods."""
_TRUTHS: dict[bytes, object] = {b"true": True, b"false": False}
_OF_PICTURES = frozenset({b"BI", b"ID"})


def _nothing() -> None:
    """For what is no operator."""


def _escaped(found: re.Match[bytes]) -> bytes:
    code, sign = found.groups()
    return bytes((int(code, 8) if code else ESC_STRING[sign],))


def _name(text: bytes) -> object:
    try:
        return LIT(str(text, "utf-8"))
    except UnicodeDecodeError:
        return LIT(text)


_VALUES: dict[int | None, Callable[[Any], object]] = {
    1: int,
    2: float,
    4: lambda text: _ESCAPE.sub(_escaped, text) if b"\\" in text else text,
    5: lambda digits: bytes.fromhex(str(digits, "ascii")),
    6: _name,
    9: lambda number: {"MCID": int(number)},
}


class ContentInterpreter(PDFPageInterpreter):
    """Pdfminer's, with this parser; what an operator does is looked up once."""

    def execute(self, streams: Sequence[object]) -> None:
        found = [one for one in map(stream_value, streams) if one.objid is not None]
        own = [one for one in found if one.objid not in self.parent_stream_ids]  # a form that draws itself has no end
        self.stream_ids.clear()
        self.stream_ids.update(one.objid for one in own if one.objid is not None)
        try:
            parser = ContentParser(own)
        except PSEOF:
            return
        acts: dict[PSKeyword, tuple[Callable[..., None], int]] = {}
        for one in parser.objects():
            if not isinstance(one, PSKeyword):
                self.argstack.append(one)
                continue
            act, count = acts.get(one) or acts.setdefault(one, self._act_of(one))
            operands = self.pop(count) if count else []
            if len(operands) == count:
                act(*operands)

    def _act_of(self, operator: PSKeyword) -> tuple[Callable[..., None], int]:
        """What is done for it, and how many operands that takes."""
        name = str(operator.name, "utf-8", "ignore")
        for sign, letters in _SIGNS:
            name = name.replace(sign, letters)
        act = getattr(self, f"do_{name}", None)
        return (_nothing, 0) if act is None else (act, act.__code__.co_argcount - 1)


class StandardStrings(PDFContentParser):
    """Pdfminer's, but for the strings that it has otherwise than the standard."""

    def _parse_string_1(self, s: bytes, i: int) -> int:
        sign = s[i : i + 1]
        digit = sign in _OCTAL_DIGITS
        if self.oct and not (digit and len(self.oct) < 3):
            self._curtoken += bytes((int(self.oct, 8) & 0xFF,))
            self._parse1 = self._parse_string
            return i
        if not digit and sign not in ESC_STRING and sign not in _LINE_ENDS:
            self._curtoken += sign
        return super()._parse_string_1(s, i)

    def _parse_hexstring(self, s: bytes, i: int) -> int:
        end = END_HEX_STRING.search(s, i)
        if end is None:
            return super()._parse_hexstring(s, i)
        digits = SPC.sub(b"", self._curtoken + s[i : end.start()])
        self._curtoken = digits + b"0" * (len(digits) % 2)
        return super()._parse_hexstring(s, end.start())


class ContentParser(StandardStrings):
    """Raises PSEOF where there is no stream."""

    BUFSIZ = 1 << 16

    def objects(self) -> Iterator[Any]:
        """Each operand, and each operator as a PSKeyword, to the end of the last stream."""
        while True:
            yield from self._plain()
            try:
                _, one = self.nextobject()
            except PSEOF:
                return
            yield one
            yield from [other for _, other in self.results]
            self.results.clear()

    def _plain(self) -> Iterator[Any]:
        """Up to something for pdfminer's parser, or the end of what was read of the stream."""
        match, values, buf, at = _TOKEN.match, _VALUES, self.buf, self.charpos
        while (found := match(buf, at)) is not None:
            kind = found.lastindex
            if kind == _OPERATOR:
                text = found[_OPERATOR]
                if text in _OF_PICTURES:
                    break
                one = _TRUTHS[text] if text in _TRUTHS else KWD(text)
                at = found.end()
            elif kind == _BEGIN:
                one, at = _array(buf, found.end())
                if one is None:
                    at = found.start()
                    break
            elif kind == _END:
                break
            else:
                one = values[kind](found[kind])  # type: ignore[index]
                at = found.end()
            yield one
        self.charpos = at


def _array(buf: bytes, at: int) -> tuple[list[object] | None, int]:
    """What it holds and where it ends; None where it holds more than numbers, names and strings."""
    items: list[object] = []
    while (found := _TOKEN.match(buf, at)) is not None:
        kind, at = found.lastindex, found.end()
        if kind == _END:
            return items, at
        if kind in (_OPERATOR, _BEGIN):
            break
        items.append(_VALUES[kind](found[kind]))  # type: ignore[index]
    return None, at
