"""Blocks as a web page, for Chromium and WeasyPrint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from samples.generator.blocks import Beside, Block, Bullets, Cell, Grid, Heading, Line, NewPage, Para, Run, Tick

DrawTick = Callable[[Tick], str]


@dataclass(frozen=True)
class Look:
    """How the page looks; `css` is added at the end."""

    font: str = "Liberation Sans"
    size: float = 10.5
    border: str = "0.6pt solid #222"
    accent: str = "#000"
    bullet: str = "disc"
    page: str = "A4"
    css: str = ""
    foot: str = ""


def page(blocks: Sequence[Block], look: Look, tick: DrawTick, *, language: str = "nl", title: str = "") -> str:
    """The whole document."""
    body = "".join(_block(block, tick) for block in blocks)
    foot = f"@bottom-left{{content:'{look.foot}';font-size:8pt}}" if look.foot else ""
    css = (
        f"@page{{size:{look.page};margin:20mm;{foot}}}html{{font:{look.size}pt/1.3 '{look.font}','DejaVu Sans'}}"
        f"body{{margin:0}}h1,h2,h3,h4{{color:{look.accent};margin:9pt 0 3pt;break-after:avoid}}"
        "h1{font-size:1.7em;margin:0 0 4pt}h2{font-size:1.25em}h3{font-size:1.05em;margin:7pt 0 1pt}"
        f"p{{margin:0 0 3pt}}ul{{margin:0 0 4pt;padding-left:15pt;list-style:{look.bullet}}}"
        "table{border-collapse:collapse;margin:3pt 0 8pt}td,th{padding:2pt 4pt;vertical-align:top;text-align:left}"
        f"table.ruled>*>tr>td,table.ruled>*>tr>th{{border:{look.border}}}.c{{text-align:center}}"
        "table.beside>tbody>tr>td{padding:0 14pt 0 0}p.tabs{white-space:pre;display:flex}"
        f"{look.css}"
    )
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{css}</style></head><body>{body}</body></html>"
    )


def _block(block: Block, tick: DrawTick) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level + 1}>{escape(text)}</h{level + 1}>"
        case Para(line, tabs, indent):
            if tabs:
                return _tabbed(line, tabs, tick)
            style = f' style="margin-left:{indent}mm"' if indent else ""
            return f"<p{style}>{_line(line, tick)}</p>"
        case Bullets(items):
            return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
        case Grid():
            return _grid(block, tick)
        case Beside(left, right):
            cells = f"<td>{_grid(left, tick)}</td><td>{_grid(right, tick)}</td>"
            return f"<table class=beside><tbody><tr>{cells}</tr></tbody></table>"
        case NewPage():
            return '<div style="break-after:page"></div>'


def _line(line: Line, tick: DrawTick) -> str:
    return "".join(tick(piece) if isinstance(piece, Tick) else _run(piece) for piece in line)


def _run(run: Run) -> str:
    text = escape(run.text).replace("   ", "&nbsp;&nbsp; ")
    if run.bold:
        text = f"<b>{text}</b>"
    styles = []
    if run.underline:
        styles.append("text-decoration:underline")
    if run.strike:
        styles.append("text-decoration:line-through")
    if run.shade:
        styles.append(f"background:#{run.shade}")
    return f'<span style="{";".join(styles)}">{text}</span>' if styles else text


def _tabbed(line: Line, tabs: tuple[float, ...], tick: DrawTick) -> str:
    """Tab stops as boxes of fixed width: the page has columns, but no table."""
    columns: list[str] = [""]
    for piece in line:
        if isinstance(piece, Tick):
            columns[-1] += tick(piece)
            continue
        first, *rest = piece.text.split("\t")
        columns[-1] += _run(Run(first, bold=piece.bold))
        columns += [_run(Run(text, bold=piece.bold)) for text in rest]
    starts = [0.0, *tabs]
    parts = []
    for number, column in enumerate(columns):
        width = starts[number + 1] - starts[number] if number + 1 < len(starts) else 25
        parts.append(f'<span style="width:{width}mm">{column}</span>')
    return f"<p class=tabs>{''.join(parts)}</p>"


def _grid(grid: Grid, tick: DrawTick) -> str:
    columns = "".join(f'<col style="width:{width}mm">' for width in grid.widths)
    rows = [f"<tr>{''.join(_cell(cell, tick) for cell in row)}</tr>" for row in grid.rows]
    head, body = "".join(rows[: grid.head_rows]), "".join(rows[grid.head_rows :])
    head = f"<thead>{head}</thead>" if grid.repeat_head else f"<tbody>{head}</tbody>"
    width = f'style="width:{sum(grid.widths)}mm;table-layout:fixed"'
    kind = "ruled" if grid.ruled else "plain"
    return f"<table class={kind} {width}><colgroup>{columns}</colgroup>{head}<tbody>{body}</tbody></table>"


def _cell(cell: Cell, tick: DrawTick) -> str:
    spans = f" colspan={cell.colspan}" * (cell.colspan > 1) + f" rowspan={cell.rowspan}" * (cell.rowspan > 1)
    shade = f' style="background:#{cell.shade}"' if cell.shade else ""
    lines = "".join(f"<div>{_line(line, tick)}</div>" for line in cell.lines)
    return f"<td{spans}{' class=c' if cell.centre else ''}{shade}>{lines}</td>"
