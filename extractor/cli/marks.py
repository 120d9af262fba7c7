"""`jobdesc marks`: every selection mark of any PDF, whatever its template."""

from __future__ import annotations

from pathlib import Path

from rich.table import Table
from rich.text import Text

from extractor.cli.console import console_for_results, counted, print_json, printable
from extractor.errors import PageOutOfRange
from extractor.listing import ListedMark, MarkList, list_marks
from extractor.output.picture import SCALE, Overlay, page_with_overlays, write_picture
from extractor.reading.pdf import open_pdf
from extractor.reading.rendering import PdfiumRenderer
from extractor.settings import ReadingSettings

STATE = {True: "ticked", False: "empty", None: "unclear"}
STYLE = {True: "bold green", False: "dim", None: "red"}
COLOUR = {True: (0, 150, 0), False: (230, 140, 0), None: (220, 0, 0)}


def marks(
    file: Path, as_json: bool, page: int | None, image: Path | None, no_confirm: bool, settings: ReadingSettings
) -> None:
    found = list_marks(
        file,
        password=settings.password,
        confirm=not no_confirm,
        scans=settings.scans,
        reader=settings.reader,
    )
    if page is not None:
        if page > found.page_count:
            raise PageOutOfRange(f"{file}: there is no page {page}", f"It has {counted(found.page_count, 'page')}.")
        found = MarkList(found.page_count, tuple(listed for listed in found.marks if listed.mark.page == page))
    if as_json:
        print_json(_as_data(found))
    else:
        _print(found)
    if image is not None:
        shown = page or (found.marks[0].mark.page if found.marks else 1)
        with open_pdf(file, settings.password) as pdf, PdfiumRenderer(pdf.data, settings.password) as renderer:
            raster = renderer.render(shown, None, SCALE)
        overlays = [
            Overlay(listed.mark.box.grown(1), COLOUR[listed.mark.state], filled=listed.mark.state is True, width=3)
            for listed in found.marks
            if listed.mark.page == shown
        ]
        write_picture(page_with_overlays(raster, overlays), image)


def _print(found: MarkList) -> None:
    console = console_for_results()
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False)
    table.add_column("Page", justify="right")
    table.add_column("At", justify="right")
    table.add_column("State")
    table.add_column("Kind")
    table.add_column("Belongs to", ratio=1)
    for listed in found.marks:
        mark = listed.mark
        at = f"{mark.box.x0:.0f}, {mark.box.top:.0f}"
        state = Text(STATE[mark.state], style=STYLE[mark.state])
        table.add_row(str(mark.page), at, state, mark.kind.value, _text(listed))
    if found.marks:
        console.print(table)
        console.print()
    states = [listed.mark.state for listed in found.marks]
    console.print(
        f"{counted(len(states), 'mark')} on {counted(found.page_count, 'page')}: "
        f"{states.count(True)} ticked, {states.count(False)} empty, {states.count(None)} unclear"
    )


def _text(listed: ListedMark) -> Text:
    label = listed.label
    text = Text(" · ".join(printable(part) for part in (label.row, label.column, label.text) if part))
    if listed.mark.state is None:
        text.append(f"\n{printable(listed.mark.reason)}", style="red")
    return text


def _as_data(found: MarkList) -> dict[str, object]:
    return {
        "page_count": found.page_count,
        "marks": [
            {
                "page": listed.mark.page,
                "bbox": listed.mark.box.rounded(),
                "marked": listed.mark.state,
                "kind": listed.mark.kind.value,
                "raw": listed.mark.raw,
                "font": listed.mark.font,
                "label": listed.label.text,
                "row": listed.label.row,
                "column": listed.label.column,
                "confidence": round(listed.mark.confidence, 2),
                "reason": listed.mark.reason,
            }
            for listed in found.marks
        ],
    }
