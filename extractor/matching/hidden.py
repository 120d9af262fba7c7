"""Words that the page does not show → what is listed of them: they are no text of the document, but not lost either."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.findings import finding, on_page
from extractor.geometry import box_around
from extractor.model import Finding, FindingCode
from extractor.reading.layout import HiddenWord
from extractor.shaping.lines import Line, words_to_any_lines
from extractor.shaping.pages import ShapedPage


def hidden_lines(pages: Iterable[ShapedPage]) -> list[Line]:
    """Page by page, and the words of each reason by themselves: what lay on a layer is no line with what was erased."""
    return [
        line
        for page in pages
        for words in _by_reason(page.layout.hidden).values()
        for line in words_to_any_lines(one.word for one in words)
    ]


def hidden_findings(pages: Iterable[ShapedPage]) -> list[Finding]:
    """One for each page and reason."""
    findings = []
    for page in pages:
        for why, words in _by_reason(page.layout.hidden).items():
            place = on_page(page.number, box_around(one.word.box for one in words))
            first, more = words[0].word.text, len(words) - 1 or None
            findings.append(finding(FindingCode.TEXT_HIDDEN, place, why=why, first=first, more=more))
    return findings


def _by_reason(hidden: Iterable[HiddenWord]) -> dict[str, list[HiddenWord]]:
    found: dict[str, list[HiddenWord]] = {}
    for one in hidden:
        found.setdefault(one.why.value, []).append(one)
    return found
