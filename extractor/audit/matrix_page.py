"""A matrix as one HTML page without any script: to mail, to print, to put on an intranet."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

import pandas as pd

from extractor.audit.html import csp_hash
from extractor.audit.matrix import CORRECTED, NOT_STATED, LevelMatrix, marked_texts

_STYLE = """
body{font:14px/1.4 system-ui,sans-serif;margin:1.5rem;color:#1b1b1b}
table{border-collapse:separate;border-spacing:1px}
th{font-weight:600;text-align:left;background:#eef1f4;padding:3px 6px}
td{text-align:center;padding:3px 6px;min-width:1.6em;background:#fff}
thead th{vertical-align:bottom}
tbody th,thead tr:last-child th:first-child{position:sticky;left:0;white-space:nowrap}
.name span{writing-mode:vertical-rl;transform:rotate(180deg);max-height:16em}
.l0{background:#f2f6fb}.l1{background:#c6dbef}.l2{background:#6baed6}.l3{background:#2171b5;color:#fff}
.l4,.l5,.l6,.l7,.l8,.l9{background:#08306b;color:#fff}
.unknown{background:#fff;outline:2px dashed #b35900;outline-offset:-2px;font-weight:700}.absent{color:#6b6b6b}
.corrected{text-decoration:underline dotted}
.figure{background:#fff;border-left:1px solid #999}
@media print{body{margin:0;font-size:9px}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""


def matrix_to_html(matrix: LevelMatrix, title: str) -> str:
    """The page, UTF-8; every text from a document is escaped."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src {csp_hash(_STYLE)}">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>"
        "<p>A digit is the required level (a median where a row stands for several functions), "
        "? a level that is unknown, – a competency that the document does not have"
        f"{', * a level that a person corrected' if matrix.number_corrected else ''}.</p>"
        f"<table><thead>{''.join(_head(matrix))}</thead><tbody>{''.join(_body(matrix))}</tbody></table></body></html>\n"
    )


def _head(matrix: LevelMatrix) -> Iterator[str]:
    headings = matrix.columns[["block", "group"]].fillna("").to_numpy().tolist()
    yield f"<tr><th></th>{_spans([block for block, _ in headings])}<th colspan=2></th></tr>"
    yield f"<tr><th></th>{_spans([tuple(heading) for heading in headings])}<th colspan=2></th></tr>"
    names = "".join(
        f'<th class="name" scope="col"><span>{escape(str(name))}</span></th>'
        for name in matrix.columns["competency"].fillna(NOT_STATED)
    )
    yield f'<tr><th scope="col">{matrix.by.value.capitalize()}</th>{names}<th scope="col">Known</th>'
    yield '<th scope="col">Unknown</th></tr>'


def _spans(headings: list[object]) -> str:
    runs = [(heading, len(list(run))) for heading, run in groupby(headings)]
    return "".join(
        f'<th colspan="{length}" scope="colgroup">'
        f"{escape(str(heading[1] if isinstance(heading, tuple) else heading))}</th>"
        for heading, length in runs
    )


def _body(matrix: LevelMatrix) -> Iterator[str]:
    texts = marked_texts(matrix)
    names = matrix.rows["name"].fillna(NOT_STATED)
    rows = zip(names, texts.to_numpy(), matrix.rows["known"], matrix.rows["unknown"], strict=True)
    for name, cells, known, unknown in rows:
        figures = f'<td class="figure">{known}</td><td>{unknown}</td>'
        yield f'<tr><th scope="row">{escape(name)}</th>{"".join(map(_cell, cells))}{figures}</tr>'
    medians = "".join(_cell("–" if pd.isna(median) else f"{median:g}") for median in matrix.columns["median"])
    yield f'<tr><th scope="row">Median of all</th>{medians}<td class="figure"></td><td></td></tr>'
    for figure in ("known", "unknown"):
        counts = "".join(f"<td>{count}</td>" for count in matrix.columns[figure])
        yield f'<tr><th scope="row">{figure.capitalize()}</th>{counts}<td class="figure"></td><td></td></tr>'


def _cell(text: str) -> str:
    level = text.removesuffix(CORRECTED)
    kind = {"?": "unknown", "–": "absent"}.get(level) or f"l{min(9, max(0, int(float(level))))}"
    return f'<td class="{kind}{" corrected" if level != text else ""}">{text}</td>'
