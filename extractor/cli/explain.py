"""`jobdesc explain`: what each stage made of a PDF, page by page, and which rule claimed what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.text import Text

from extractor.cli.console import console_for_results, print_json, printable
from extractor.cli.options import gathered
from extractor.errors import PageOutOfRange
from extractor.geometry import Box
from extractor.matching.claims import Claims
from extractor.output.picture import SCALE, Overlay, page_with_overlays, write_picture
from extractor.pipeline import Stages, read_stages
from extractor.reading.layout import Word
from extractor.reading.pdf import open_pdf
from extractor.reading.rendering import PdfiumRenderer
from extractor.settings import ReadingSettings
from extractor.shaping.lines import words_to_lines, words_to_text
from extractor.shaping.marks.selection import SelectionMark
from extractor.shaping.pages import ShapedPage
from extractor.shaping.tables.cells import Table

COLOURS: dict[str, tuple[int, int, int]] = {
    "title": (120, 60, 160),
    "heading": (120, 60, 160),
    "field": (0, 110, 180),
    "purpose": (0, 140, 140),
    "position": (0, 140, 140),
    "task agreement": (0, 140, 140),
    "task": (0, 140, 140),
    "block": (120, 60, 160),
    "group": (120, 60, 160),
    "table head": (120, 60, 160),
    "competency name": (0, 110, 180),
    "level label": (90, 90, 90),
    "level": (90, 90, 90),
    "indicator": (110, 140, 70),
    "running": (160, 160, 160),
}
OTHER = (0, 140, 140)
UNCLAIMED = (220, 0, 0)
CELL = (150, 150, 150)
TICKED, EMPTY, UNREADABLE = (0, 150, 0), (230, 140, 0), (220, 0, 0)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is shown, and how."""

    page: int | None
    image: Path | None
    as_json: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that one rule claimed, in the line or cell `box`, as a viewer shows it; without a claim a table itself."""

    claim: str | None
    box: Box
    cell: tuple[int, int] | None
    text: str


@gathered(_Asked, "asked")
def explain(file: Path, rules: str | None, settings: ReadingSettings, asked: _Asked) -> None:
    found = list(_shown(read_stages(file, settings, rules=rules), asked.page))
    if asked.page is not None and not found:
        raise PageOutOfRange(
            f"{file}: no job description has a page {asked.page}", "Leave out --page to see which pages there are."
        )
    if asked.as_json:
        print_json([_as_data(stages, pages) for stages, pages in found])
    else:
        console = console_for_results()
        for stages, pages in found:
            _print_document(console, stages)
            for page in pages:
                _print_page(console, page, stages)
    if asked.image is not None and found:
        stages, pages = found[0]
        _draw(file, settings.password, pages[0], stages, asked.image)


def _shown(read: Iterable[Stages], number: int | None) -> Iterator[tuple[Stages, list[ShapedPage]]]:
    """The job descriptions with their pages, or only those with the page that has this number in the PDF."""
    found = False
    for stages in read:
        pages = [page for page in stages.pages if number in (None, page.layout.shown_page)]
        if pages:
            found = True
            yield stages, pages
        elif found:
            return


def _as_data(stages: Stages, pages: Sequence[ShapedPage]) -> dict[str, object]:
    description, rules = stages.description, stages.matches.rules
    return {
        "title": description.title,
        "pages": description.source.pages,
        "rules": {"id": rules.id, "version": rules.version, "origin": rules.origin},
        "words": description.word_count.model_dump(),
        "shown": [
            {
                "page": page.layout.shown_page,
                "size": _size(page),
                "text_size": page.text_size,
                "runs": [
                    {"claim": run.claim, "box": run.box.rounded(), "cell": run.cell, "text": run.text}
                    for run in _runs(page, stages)
                    if run.claim is not None
                ],
                "marks": [
                    {"box": mark.box.rounded(), "state": mark.state, "kind": mark.kind, "raw": mark.raw}
                    | {"reason": mark.reason}
                    for mark in _marks(page, stages)
                ],
            }
            for page in pages
        ],
    }


def _size(page: ShapedPage) -> tuple[float, float]:
    """Points across and down, as a viewer shows the page: a page that was turned lies on its side."""
    x0, top, x1, bottom = page.layout.shown_box(Box(0, 0, page.layout.width, page.layout.height)).rounded()
    return round(x1 - x0, 2), round(bottom - top, 2)


def _marks(page: ShapedPage, stages: Stages) -> Iterator[SelectionMark]:
    for mark in stages.matches.context.marks.get(page.number, ()):
        yield replace(mark, box=page.layout.shown_box(mark.box))


def _print_document(console: Console, stages: Stages) -> None:
    description, rules = stages.description, stages.matches.rules
    first, last = description.source.pages
    console.print(Text(printable(description.title or "(no title)"), style="bold"))
    console.print(f"pages {first}-{last}, rules {rules.id} {rules.version} ({rules.origin})")
    count = description.word_count
    console.print(f"words: {count.claimed} claimed, {count.running} running, {count.unclaimed} unclaimed")


def _print_page(console: Console, page: ShapedPage, stages: Stages) -> None:
    console.print()
    layout = page.layout
    width, height = _size(page)
    size = f"{width:.0f} x {height:.0f} pt"
    console.print(
        Text(f"page {layout.shown_page}: {size}, {len(layout.words)} words, text size {page.text_size:g}", style="bold")
    )
    for run in _runs(page, stages):
        if run.claim is None:
            console.print(Text(f"  {run.box.top:6.1f}  {run.text}"))
        else:
            place = f"[{run.cell[0]},{run.cell[1]}] " if run.cell else ""
            _row(console, run.claim, run.box.top, f"{place}{run.text}")
    for mark in _marks(page, stages):
        state = {True: "ticked", False: "empty", None: "unreadable"}[mark.state]
        x0, top, x1, bottom = mark.box.rounded()
        place = f"at {x0} {top} {x1} {bottom}"
        console.print(
            Text(f"  {top:6.1f}  mark {state} {mark.kind} {printable(mark.raw or '')} {place}: {mark.reason}")
        )


def _runs(page: ShapedPage, stages: Stages) -> Iterator[_Run]:
    """What stands on a page from top to bottom, after what repeats on every page."""
    context, claims = stages.matches.context, stages.matches.claims
    shaped = next(p for p in context.pages if p.number == page.number)
    shown = page.layout.shown_box
    for line in context.running:
        if line.page == page.number:
            yield _Run("running", shown(line.box), None, line.text)
    for element in shaped.elements():
        if not isinstance(element, Table):
            box = shown(element.box)
            yield from (_Run(claim, box, None, text) for claim, text in claimed_runs(element.words, claims))
            continue
        yield _Run(None, shown(element.box), None, f"table, {element.row_count} rows, {len(element.xs) - 1} columns")
        for cell in element.cells:
            at, box = (cell.row0, cell.col0), shown(cell.box)
            yield from (_Run(claim, box, at, text) for claim, text in claimed_runs(cell.words, claims))


def claimed_runs(words: Iterable[Word], claims: Claims) -> Iterator[tuple[str, str]]:
    for line in words_to_lines(words):
        for claim, run in groupby(line.words, key=lambda word: claims.by(word) or "UNCLAIMED"):
            yield claim, words_to_text(list(run))


def _row(console: Console, claim: str, top: float, text: str) -> None:
    style = "red" if claim == "UNCLAIMED" else "dim"
    console.print(Text(f"  {top:6.1f}  ").append(f"{claim:16} ", style=style).append(printable(text)), soft_wrap=True)


def _draw(file: Path, password: str | None, page: ShapedPage, stages: Stages, image: Path) -> None:
    with open_pdf(file, password) as pdf, PdfiumRenderer(pdf.data, password) as renderer:
        raster = renderer.render(page.layout.shown_page, None, SCALE)
    overlays = [replace(overlay, box=page.layout.shown_box(overlay.box)) for overlay in _overlays(page, stages)]
    write_picture(page_with_overlays(raster, overlays), image)


def _overlays(page: ShapedPage, stages: Stages) -> Sequence[Overlay]:
    context, claims = stages.matches.context, stages.matches.claims
    tables = next(shaped.tables for shaped in context.pages if shaped.number == page.number)
    overlays = [Overlay(cell.box, CELL, width=1) for table in tables for cell in table.cells]
    for word in page.layout.words:
        claim = claims.by(word)
        if claim != "selection mark":
            colour = UNCLAIMED if claim is None else COLOURS.get(claim, OTHER)
            overlays.append(Overlay(word.box, colour, filled=True, width=0))
    for mark in context.marks.get(page.number, ()):
        colour = UNREADABLE if mark.state is None else TICKED if mark.state else EMPTY
        overlays.append(Overlay(mark.box.grown(1), colour, filled=mark.state is True, width=3))
    return overlays
