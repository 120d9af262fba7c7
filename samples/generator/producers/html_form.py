"""The town's form as a web page, for the producers that print HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from samples.generator.model import Competency, Job, blocks
from samples.generator.style import Style
from samples.generator.wording import foot_parts

LEVEL_ROWS = {
    "stacked": "<div>{label}</div><div class=box>{box}</div>",
    "inline": "{label}&nbsp;<span class=box>{box}</span>",
}


def page(job: Job, style: Style) -> str:
    """The whole document."""
    parts = [*_general(job), *_agreements(job), *_competencies(job, style)]
    if job.approval:
        parts.append(f"<p class=approval>{escape(job.approval.text)}</p>")
    return (
        f'<!DOCTYPE html><html lang="{job.language}"><head><meta charset="utf-8">'
        f"<title>{escape(' '.join(job.title))}</title><style>{_css(job, style)}</style></head>"
        f"<body>{''.join(parts)}</body></html>"
    )


def _list(items: Iterable[str], kind: str) -> str:
    return f"<ul class={kind}>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"


def _general(job: Job) -> list[str]:
    fields = "".join(f"<p class=field><b>{escape(f.label)}:</b> {escape(f.value)}</p>" for f in job.fields)
    return [
        f"<h1>{'<br>'.join(escape(line) for line in job.title)}</h1>",
        f"<h2>I. Algemeen</h2><h3>Functie</h3>{fields}<h3>Doel van de functie</h3>",
        "".join(f"<p>{escape(text)}</p>" for text in job.purpose),
        _list(job.duties, "text"),
        f"<h3>Plaats in de organisatie</h3>{_list(job.position, 'text')}",
    ]


def _agreements(job: Job) -> list[str]:
    parts = ["<h2 class=chapter>II. Inhoudelijke taakafspraken</h2>"]
    for agreement in job.agreements:
        parts += [
            f"<p class=agreement><b>Taakafspraak {agreement.number}:</b> {escape(agreement.title)}</p>",
            "<p>Dit omvat onder meer de volgende concrete taken:</p>",
            _list(agreement.tasks, "text"),
        ]
    parts.append(f"<p class=agreement><b>Verruimende bepaling:</b> {escape(job.extension or '')}</p>")
    return parts


def _competencies(job: Job, style: Style) -> list[str]:
    parts = ["<h2 class=chapter>III. Competenties</h2>"]
    for block, groups in blocks(job):
        assert block is not None
        parts.append(f"<h3 class=block>BLOK {block.number}: {escape(block.title)}</h3>")
        for group, competencies in groups:
            head = f"<tr class=group><th>{escape(group or '')}</th><th colspan=2>Keuze niveau en duiding</th></tr>"
            head = f"<thead>{head}</thead>" if style.repeat_header else f"<tbody>{head}</tbody>"
            rows = "".join(_rows(competency, style) for competency in competencies)
            widths = "".join(f'<col style="width:{width}mm">' for width in style.columns)
            parts.append(f"<table><colgroup>{widths}</colgroup>{head}<tbody>{rows}</tbody></table>")
    return parts


def _rows(competency: Competency, style: Style) -> str:
    name = f"<td class=name rowspan={len(competency.levels)}>{escape(competency.name)}</td>"
    rows: list[str] = []
    for level in competency.levels:
        box = style.boxes[bool(level.marked)]
        cell = LEVEL_ROWS[style.level].format(label=escape(level.label), box=box)
        rows.append(
            f"<tr>{name if not rows else ''}<td class=level>{cell}</td><td>{_list(level.indicators, 'cell')}</td></tr>"
        )
    return "".join(rows)


def _marker(bullet: str) -> str:
    """CSS for one kind of list: a text bullet, the browser's own disc, or nothing."""
    if bullet == "native":
        return "list-style:disc;padding-left:14pt"
    if not bullet:
        return "list-style:none;padding-left:0"
    return "list-style:none;padding-left:12pt"


def _bullet(kind: str, bullet: str, font: str | None) -> str:
    if bullet in ("", "native"):
        return ""
    family = f"font-family:'{font}';" if font else ""
    return (
        f"ul.{kind} li{{position:relative}}"
        f"ul.{kind} li::before{{content:'{bullet}';{family}position:absolute;left:-11pt}}"
    )


def _margin_box(pattern: str, job: Job) -> tuple[str, str]:
    """The left and right halves of a running line as CSS `content` values."""
    sides = []
    for side in pattern.partition("\t")[::2]:
        parts = [
            {"{page}": "counter(page)", "{pages}": "counter(pages)"}.get(part, f'"{part}"')
            for part in foot_parts(side, job)
        ]
        sides.append(" ".join(parts) or '""')
    return sides[0], sides[1]


def _running(job: Job, style: Style) -> str:
    rules = ""
    for place, pattern in (("top", style.head), ("bottom", style.foot)):
        if pattern:
            left, right = _margin_box(pattern, job)
            look = f"font:8pt '{style.font}';white-space:nowrap"
            rules += f"@{place}-left{{content:{left};{look}}}@{place}-right{{content:{right};{look}}}"
    return rules


def _css(job: Job, style: Style) -> str:
    margins = " ".join(f"{side}mm" for side in style.margins)
    size = f"{style.page[0]}mm {style.page[1]}mm"
    border = {"lines": "0.5pt solid #000", "rects": "1pt solid #777", "none": "0"}[style.rule]
    chapter = "h2.chapter{break-before:page}" if style.chapters_on_new_page else ""
    shade = f"background:#{style.shade}" if style.shade else ""
    return (
        f"@page{{size:{size};margin:{margins};{_running(job, style)}}}"
        f"html{{font:{style.size}pt/1.25 '{style.font}','{style.box_font}';orphans:1;widows:1}}"
        f"body{{margin:0}}h1,h2,h3{{color:#{style.accent};break-after:avoid}}"
        f"h1{{font-size:{style.size + 7}pt;margin:0 0 14pt}}{chapter}"
        f"h2{{font-size:{style.size + 3}pt;margin:14pt 0 8pt}}"
        f"h3{{font-size:{style.size + 1}pt;margin:12pt 0 4pt}}h3.block{{margin-top:{style.lead}pt}}"
        "p{margin:0 0 5pt}p.field{margin:0 0 1pt}p.agreement{margin-top:10pt}p.approval{margin-top:16pt}"
        f"ul{{margin:0}}ul.text{{{_marker(style.bullet)}}}"
        f"ul.cell{{{_marker(style.cell_bullet)}}}"
        f"{_bullet('text', style.bullet, style.bullet_font)}"
        f"{_bullet('cell', style.cell_bullet, style.bullet_font)}"
        "table{border-collapse:collapse;table-layout:fixed;margin-bottom:10pt;"
        f"width:{sum(style.columns)}mm;font-size:{style.table_size}pt}}"
        f"th,td{{border:{border};padding:1.5pt 4pt;vertical-align:top;text-align:left}}"
        f"tr.group th{{{shade}}}td.name{{font-weight:bold}}"
        f"td.name,td.level{{vertical-align:{style.align}}}td.level{{text-align:center}}"
        f".box{{font-family:'{style.box_font}'}}"
    )
