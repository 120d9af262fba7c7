"""The objects of content: what the quick pattern finds is what pdfminer's own parser finds, whatever stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import KWD, LIT

from extractor.reading.content import ContentParser, StandardStrings

PIECES = [
    *(b" ", b"\n", b"\r\n", b"\t", b"\x00", b"\x0c"),
    *(b"1", b"-2", b"+3", b"4.5", b"-.5", b"6.", b".", b"-", b"+-7", b"--8", b"1.2.3", b"9e5", b"12abc"),
    *(b"(abc)", b"(a(b)c)", b"(a\\)b)", b"(\\101\\7)", b"(a\\\nb)", b"(\xe9\x00)", b"(open", b")", b"()"),
    *(b"<4142>", b"<414>", b"<41 42>", b"<>", b"<4x>", b"<41>>", b"<41", b">"),
    *(b"/F1", b"/", b"/A#42C", b"/\xe9", b"/a/b", b"/N[", b"#"),
    *(b"[", b"]", b"[(a)-3.5(b)]", b"[1[2]3]", b"[/a true]", b"[(a) Tj", b"[]"),
    *(b"<</MCID 3 >>BDC", b"<</MCID 3>>", b"<</MCID  3 >>", b"(\\8)", b"(\\400)", b"(a\\053\\n)"),
    *(b"<<", b">>", b"<</A 1/B(c)>>", b"<</A>>", b"{", b"}", b"{1 2}"),
    *(b"Tj", b"TJ", b"T*", b"'", b'"', b"BT", b"f*", b"true", b"false", b"null", b"q", b"%note", b"% a\n"),
    *(b"BI /W 1 ID x\x01 EI", b"BI/F/A85 ID abc~>", b"BI", b"ID", b"EI", b"BI ID EI Q"),
]
contents = st.lists(st.lists(st.sampled_from(PIECES), max_size=14).map(b"".join), min_size=1, max_size=3)


def streams(parts: Sequence[bytes]) -> list[PDFStream]:
    return [PDFStream({}, part) for part in parts]


def pdfminers(parts: Sequence[bytes], size: int) -> Iterator[object]:
    parser = StandardStrings(streams(parts))
    parser.BUFSIZ = size
    while True:
        try:
            _, one = parser.nextobject()
        except PSEOF:
            return
        yield one


def ours(parts: Sequence[bytes], size: int) -> Iterator[object]:
    parser = ContentParser(streams(parts))
    parser.BUFSIZ = size
    return parser.objects()


def said(objects: Iterator[object]) -> list[str]:
    """Each with its type, and what is raised at the end; a picture by its data."""
    listed: list[str] = []
    try:
        for one in objects:
            listed.append(repr((one.attrs, one.rawdata)) if isinstance(one, PDFStream) else repr(one))
    except Exception as error:
        listed.append(repr(error))
    return listed


@settings(max_examples=1500, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(parts=contents, size=st.sampled_from([1, 2, 3, 5, 8, 4096]))
@example(parts=[b"/F1 9 Tf (a) Tj", b"(b) Tj"], size=4096)
@example(parts=[b"1 2", b"3 Td"], size=4096)
@example(parts=[b"1" * 5000 + b" 2 3"], size=4096)
@example(parts=[b"1" * 100 + b" 2 3"], size=4096)
@example(parts=[b"BI /W 1 ID x EI (a) Tj"], size=4)
def test_all_is_found_that_pdfminer_finds(parts: list[bytes], size: int) -> None:
    assert said(ours(parts, size)) == said(pdfminers(parts, size))


@settings(max_examples=500, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(parts=st.lists(st.binary(max_size=40), min_size=1, max_size=2))
def test_so_it_is_for_any_bytes(parts: list[bytes]) -> None:
    assert said(ours(parts, 4096)) == said(pdfminers(parts, 4096))


def test_plain_content_is_read_without_pdfminers_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    found = ours([b"q BT /F1 9.5 Tf [(ab) -3 <63>] TJ 1 0 0 -1 2 3 Tm T* q "], 4096)
    assert next(found) == KWD(b"q")  # which makes pdfminer read the stream
    monkeypatch.setattr(ContentParser, "_parse_main", lambda *_: pytest.fail("it went the slow way"))
    texts = [next(found) for _ in range(15)]
    assert texts[:6] == [KWD(b"BT"), LIT("F1"), 9.5, KWD(b"Tf"), [b"ab", -3, b"c"], KWD(b"TJ")]
    assert texts[-2:] == [KWD(b"T*"), KWD(b"q")]


@pytest.mark.parametrize("size", [1, 4096])
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *((rb"(\Hi \9\( \q)", b"Hi 9( q"), (rb"(\400\501b\53)", b"\x00Ab+"), (b"(a\\\nb\\\rc)", b"abc")),
        *((b"<414>", b"A@"), (b"<4 1 4>", b"A@"), (b"<4>", b"@"), (b"<>", b""), (rb"((\X))", b"(X)")),
    ],
)
def test_strings_are_those_of_the_standard(written: bytes, meant: bytes, size: int) -> None:
    assert next(iter(ours([written + b" Tj "], size))) == meant
