"""Proves, from the words on the pages, that the samples hold every kind of page-break damage.

Nothing of the extractor is used: the words come from pdfplumber, what they mean from the truth files.
Along the way this proves the truth itself: letter by letter, the words of the name column, of the level
column and of the indicator column must be exactly those of the truth, in its order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

FOLDER = Path(__file__).resolve().parents[1] / "samples" / "tienen-form"
FILES = sorted(FOLDER.glob("*.pdf"))
BOXES = {"☐": False, "□": False, "☒": True, "☑": True, "■": True}
BULLETS = frozenset("‒−–-•▪§o●")
HEADER = "Keuze niveau en duiding"


@dataclass(frozen=True)
class Word:
    """A word with its place in the document."""

    page: int
    top: float
    x0: float
    x1: float
    text: str


@dataclass(frozen=True)
class Letter:
    """A letter, with the page and the height it stands at."""

    page: int
    top: float
    text: str


@dataclass(frozen=True)
class Level:
    """One level of the truth, and where the pages have it."""

    number: int
    digit: Letter
    box: Letter
    sentences: tuple[tuple[Letter, ...], ...]

    @property
    def ticked(self) -> bool:
        return BOXES[self.box.text]

    @property
    def pages(self) -> set[int]:
        """The pages of its indicators."""
        return {letter.page for sentence in self.sentences for letter in sentence}

    @property
    def every_page(self) -> set[int]:
        """The pages of its indicators, its digit and its box."""
        return self.pages | {self.digit.page, self.box.page}


@dataclass(frozen=True)
class Competency:
    """A competency of the truth, and where the pages have it."""

    group: str
    name: tuple[Letter, ...]
    levels: tuple[Level, ...]

    @property
    def name_pages(self) -> set[int]:
        return {letter.page for letter in self.name}


@dataclass(frozen=True)
class Sample:
    """A PDF as its words and its truth agree to have it."""

    producer: str
    competencies: tuple[Competency, ...]
    headers: tuple[Letter, ...]
    feet: frozenset[int]


def lines(path: Path) -> Iterator[list[Word]]:
    """The lines of the document: words at one height, from left to right."""
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            words = [
                Word(number, word["top"], word["x0"], word["x1"], word["text"])
                for word in page.extract_words(x_tolerance=1.5)
            ]
            page.close()
            line: list[Word] = []
            for word in sorted(words, key=lambda w: w.top):
                if line and word.top - line[0].top > 4:
                    yield sorted(line, key=lambda w: w.x0)
                    line = []
                line.append(word)
            if line:
                yield sorted(line, key=lambda w: w.x0)


def said(line: Iterable[Word]) -> str:
    return " ".join(word.text for word in line)


def spell(words: Iterable[Word]) -> list[Letter]:
    return [Letter(word.page, word.top, char) for word in words for char in word.text]


def take(letters: Iterator[Letter], text: str, where: str) -> tuple[Letter, ...]:
    """The next letters, which must be those of `text`; white space does not count."""
    found = tuple(letter for _, letter in zip(text.replace(" ", ""), letters, strict=False))
    assert "".join(letter.text for letter in found) == text.replace(" ", ""), where
    return found


def without_bullet(words: list[Word]) -> list[Word]:
    return words[1:] if words and words[0].text in BULLETS else words


@cache
def read(path: Path) -> Sample:
    """Match the words of the competency tables with the truth; a letter out of place fails."""
    truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
    (document,) = truth["documents"]
    every = list(lines(path))
    feet = frozenset(line[0].page for line in every if "Pagina" in said(line)[-24:])
    start = next(i for i, line in enumerate(every) if said(line).startswith("III."))
    body = [line for line in every[start + 1 :] if not is_running(line, document)]
    boxes = [word for line in body for word in line if word.text[-1] in BOXES]
    left = min(line_x(line) for line in body if HEADER in said(line))
    right = max(word.x1 for word in boxes)

    names: list[Word] = []
    levels: list[Word] = []
    texts: list[Word] = []
    headers: list[Letter] = []
    in_header = False
    for line in body:
        if said(line).startswith("BLOK ") or said(line) == document["approval"]["text"]:
            continue
        name = [word for word in line if word.x0 < left - 1]
        level = [word for word in line if left - 1 <= word.x0 and word.x1 <= right + 1]
        text = [word for word in line if word.x0 > right]
        if HEADER in said(line):
            headers.append(Letter(line[0].page, line[0].top, said(name)))
            in_header = True
            continue
        in_header = in_header and not level and not text
        if not in_header:  # else: the second line of a long group name
            names += name
        levels += level
        texts += without_bullet(text)

    return Sample(
        producer=producer(path),
        competencies=tuple(match(document["competencies"], spell(names), spell(levels), spell(texts))),
        headers=tuple(headers),
        feet=feet,
    )


def line_x(line: list[Word]) -> float:
    return next(word.x0 for word in line if word.text == "Keuze")


def is_running(line: list[Word], document: dict[str, Any]) -> bool:
    text = said(line)
    foot = f"{document['organisation']} Functiebeschrijving"
    head = f"{document['organisation']} {document['function']['service']}"
    return (text.startswith(foot) and "Pagina" in text) or text == head


def producer(path: Path) -> str:
    with pdfplumber.open(path) as pdf:
        return str(pdf.metadata["Producer"]).split()[0]


def match(
    truth: list[dict[str, Any]],
    names: list[Letter],
    levels: list[Letter],
    texts: list[Letter],
) -> Iterator[Competency]:
    name, level, text = iter(names), iter(levels), iter(texts)
    for entry in truth:
        found = []
        for wanted in entry["levels"]:
            where = f"{entry['name']}, level {wanted['level']}"
            (digit,) = take(level, wanted["label"], where)
            box = next(level)
            assert BOXES[box.text] is wanted["marked"], where
            sentences = tuple(take(text, sentence, where) for sentence in wanted["indicators"])
            found.append(Level(wanted["level"], digit, box, sentences))
        yield Competency(entry["group"], take(name, entry["name"], entry["name"]), tuple(found))
    rest = [*name, *level, *text]
    assert not rest, f"left over: {''.join(letter.text for letter in rest)[:80]!r}"


# ------------------------------------------------------------------ the kinds of damage


def row_moved(sample: Sample) -> Iterator[Level]:
    """1. A whole level row stands on the next page, away from its name."""
    for competency in sample.competencies:
        for before, level in pairwise(competency.levels):
            (page, *others) = level.every_page
            if not others and before.every_page == {page - 1} and page not in competency.name_pages:
                yield level


def cell_split(sample: Sample) -> Iterator[Level]:
    """2. A row breaks inside the level cell: the digit on one page, its box on the next."""
    for competency in sample.competencies:
        for level in competency.levels:
            if level.box.page == level.digit.page + 1:
                yield level


def box_alone(sample: Sample) -> Iterator[Level]:
    """3. Name, digit and bullets at the foot of a page, the box alone at the head of the next."""
    for competency in sample.competencies:
        first = competency.levels[0]
        foot = {first.digit.page}
        if first.pages == foot == competency.name_pages and first.box.page == first.digit.page + 1:
            yield first


def list_split(sample: Sample) -> Iterator[Level]:
    """4. The bullets of a level go on over the page, past a running foot."""
    for competency in sample.competencies:
        for level in competency.levels:
            if len(level.pages) > 1 and min(level.pages) in sample.feet:
                yield level


def sentence_split(sample: Sample) -> Iterator[Level]:
    """4a. … in mid-sentence."""
    for competency in sample.competencies:
        for level in competency.levels:
            if any(len({letter.page for letter in s}) > 1 for s in level.sentences):
                yield level


def competency_at_head(sample: Sample) -> Iterator[Level]:
    """5. A competency begins at the head of a page."""
    for before, after in pairwise(sample.competencies):
        if max(before.levels[-1].every_page) < min(after.levels[0].every_page):
            yield after.levels[0]


def group_at_head(sample: Sample) -> Iterator[Level]:
    """5a. … and with it a group."""
    for before, after in pairwise(sample.competencies):
        first = after.levels[0]
        if before.group != after.group and max(before.levels[-1].every_page) < first.digit.page:
            yield first


def headed_pages(sample: Sample) -> Iterator[tuple[Level, bool]]:
    """The first level on each page on which a table goes on, and whether a header stands above it."""
    for group, members in groupby(sample.competencies, key=lambda c: c.group):
        levels = [level for competency in members for level in competency.levels]
        for before, level in pairwise(levels):
            if level.digit.page > before.digit.page:
                above = [
                    header
                    for header in sample.headers
                    if header.page == level.digit.page and header.top < level.digit.top
                ]
                yield level, any(header.text.split()[0] == group.split()[0] for header in above)


def header_repeated(sample: Sample) -> Iterator[Level]:
    """5b. A table goes on over the page with its header row."""
    return (level for level, headed in headed_pages(sample) if headed)


def header_not_repeated(sample: Sample) -> Iterator[Level]:
    """5c. A table goes on over the page without its header row."""
    return (level for level, headed in headed_pages(sample) if not headed)


KINDS = (
    row_moved,
    cell_split,
    box_alone,
    list_split,
    sentence_split,
    competency_at_head,
    group_at_head,
    header_repeated,
    header_not_repeated,
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_word_of_the_tables_is_in_the_truth(path: Path) -> None:
    sample = read(path)
    assert 20 <= len(sample.competencies) <= 40
    assert all(sum(level.ticked for level in c.levels) == 1 for c in sample.competencies)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_damage_occurs_twice_from_different_producers(kind: Any) -> None:
    found = {path: sample.producer for path in FILES if any(kind(sample := read(path)))}
    assert len(found) >= 2, kind.__doc__
    assert len(set(found.values())) >= 2, kind.__doc__


@pytest.mark.parametrize("kind", [row_moved, cell_split], ids=lambda kind: kind.__name__)
def test_damage_strikes_the_ticked_row_too(kind: Any) -> None:
    samples = [read(path) for path in FILES]
    producers = {sample.producer for sample in samples for level in kind(sample) if level.ticked}
    assert len(producers) >= 2, kind.__doc__
