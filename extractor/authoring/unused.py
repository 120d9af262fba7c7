"""What of a rule module does nothing in a document: a head, a sign or a line that is not there, a level off the scale.

A word that is typed wrongly is so said, and not only missing from what comes out.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.matching.claims import Claim
from extractor.matching.document import DocumentContext
from extractor.matching.levels.own_patterns import Fit, levels_off_scale
from extractor.matching.matches import Matches
from extractor.matching.plain_patterns import as_written
from extractor.matching.rule_patterns import Patterns
from extractor.matching.vocabulary import fold
from extractor.shaping.pages import ShapedPage
from extractor.shaping.paragraphs import lines_to_paragraphs
from extractor.shaping.tables.cells import Table

_READ_AS_TEXT = frozenset({Claim.TITLE, Claim.FIELD, Claim.HEADING, Claim.PURPOSE, Claim.DUTY, Claim.SECTION})


def unused_rules(matches: Matches) -> Iterator[str]:
    """A sentence for each; only what a person would have typed to read levels is asked for."""
    rules = matches.rules.competencies
    lines = _lines(matches)
    for key in ("heading", "elsewhere", "worded", "level_heading"):
        yield from _patterns_that_fit_nothing(key, getattr(rules, key), lines)
    texts = [fold(line) for line in lines]
    for key, words in rules.columns:
        if key != "cell":
            yield from _words_that_are_nowhere(f"columns.{key}", words, texts)
    for key, words in rules.labels:
        yield from _words_that_are_nowhere(f"labels.{key}", words, texts)
    for key in ("level_words", "never", "rated", "footnotes"):
        yield from _words_that_are_nowhere(key, getattr(rules, key), texts)
    if rules.scale is not None:
        for fit in _off_scale(matches):
            known = ", ".join(rules.scale.labels)
            yield f"scale: {fit.text!r} fits a pattern, but {fit.label.text!r} is none of {known}"


def _off_scale(matches: Matches) -> Iterator[Fit]:
    """Where levels are read, a line that was read as other text is one that only looks like theirs."""
    read = bool(matches.levels.competencies)
    for fit in levels_off_scale(matches.context, matches.rules.competencies):
        if not read or matches.claims.by(fit.level[0]) not in _READ_AS_TEXT:
            yield fit


def _lines(matches: Matches) -> list[str]:
    pages = matches.context.pages
    cells = [cell for page in pages for table in page.tables for cell in table.cells if cell.words]
    texts = [line.text for page in pages for line in page.lines]
    texts += [line.text for cell in cells for line in cell.lines]
    texts += [text for page in pages for text in _paragraphs(page, matches.context)]
    return [*texts, *(matches.context.text_of(cell) for cell in cells)]


def _paragraphs(page: ShapedPage, context: DocumentContext) -> Iterator[str]:
    """Without the signs of lists: every line, and those together that are one text."""
    for part in page.parts():
        if not isinstance(part, Table):
            lines = context.flow_lines(part)
            yield from (line.text for line in lines)
            yield from (" ".join(line.text for line in group) for group in lines_to_paragraphs(lines, context.right))


def _patterns_that_fit_nothing(key: str, patterns: Patterns, lines: list[str]) -> Iterator[str]:
    for pattern in patterns:
        rows = "|" in pattern.pattern and key == "worded"  # cells are held against it side by side
        if not rows and not any(pattern.search(line) for line in lines):
            yield f"{key}: no line looks like {as_written(pattern.pattern)!r}"


def _words_that_are_nowhere(key: str, words: tuple[str, ...], texts: list[str]) -> Iterator[str]:
    for word in words:
        if not any(fold(word) in text for text in texts):
            yield f"{key}: {word!r} is not printed"
