"""Whatever a town prints in this form: no wrong level, no lost word, a finding exactly where ticks are odd."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from extractor import FindingCode, JobDescription, read_job_descriptions
from tests.drawing import FONTS
from tests.forms import CHOICE, EMPTY, TICKED, Block, Competency, Form, Group, Level, Look, Tear, Tick, draw
from tests.strategies import forms, looks
from tests.truth import differences

bounded = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],  # to shrink a document takes minutes; as it is, it can be read as well
)


def read(pdf: bytes, folder: Path) -> JobDescription:
    path = folder / "drawn.pdf"
    path.write_bytes(pdf)
    (description,) = read_job_descriptions(path, rules="tienen")
    return description


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("drawn")


def assert_is(description: JobDescription, form: Form) -> None:
    assert differences(description, form.truth) == []
    assert description.word_count.unclaimed == 0
    odd = [(f.competency, f.code) for f in description.findings]
    ids = [competency.id for competency in description.competencies]
    expected = [
        (id_, FindingCode(code)) for id_, c in zip(ids, form.competencies, strict=True) for code in sorted(c.findings)
    ]
    assert sorted(odd, key=str) == sorted(expected, key=str)


@given(data=st.data())
@settings(bounded, max_examples=60)
def test_a_drawn_form_is_read_as_it_was_meant(folder: Path, data: st.DataObject) -> None:
    form = data.draw(forms())
    look = data.draw(looks(form))
    assert_is(read(draw(form, look), folder), form)


LEVELS = tuple(
    Level(
        "ticked" if i == 2 else "empty",
        (f"Zin {i} die over meer dan een regel loopt, want zo lang is zij wel.", "Kort."),
    )
    for i in range(4)
)
PLAIN = Form(
    (
        Block(
            "Gedrag", (Group("Waarden", (Competency("Integriteit", LEVELS), Competency("Omgaan met druk", LEVELS))),)
        ),
        Block("Techniek", (Group("Vaktechnische kennis", (Competency("Kennis van de wet", LEVELS),)),)),
    )
)
TORN = Look(tears={(0, 2): Tear(level=1, indicators=1), (1, 2): Tear(name=9, level=1, indicators=99)})
"""Twice the ticked box is parted from its digit by the end of a page."""


def with_tick(form: Form, competency: int, level: int, tick: Tick) -> Form:
    """The same form with one tick changed."""
    count = iter(range(99))

    def changed(c: Competency) -> Competency:
        if next(count) != competency:
            return c
        return replace(c, levels=tuple(replace(v, tick=tick) if i == level else v for i, v in enumerate(c.levels)))

    return replace(
        form,
        blocks=tuple(
            replace(b, groups=tuple(replace(g, competencies=tuple(map(changed, g.competencies))) for g in b.groups))
            for b in form.blocks
        ),
    )


@pytest.mark.parametrize("tick", ["empty", "ticked", "missing", "both"])
@pytest.mark.parametrize("level", range(4))
@pytest.mark.parametrize("competency", range(3))
def test_each_tick_that_is_flipped_removed_or_doubled_is_noticed(
    tmp_path: Path, competency: int, level: int, tick: Tick
) -> None:
    mutated = with_tick(PLAIN, competency, level, tick)
    description = read(draw(mutated, TORN), tmp_path)
    assert_is(description, mutated)
    changed = mutated != PLAIN
    assert [c.required_level for c in description.competencies].count(2) == (2 if changed else 3)
    assert bool(description.findings) == changed


def test_the_whole_text_is_read_the_same_wherever_the_page_ends(tmp_path: Path) -> None:
    for place in [(0, 1), (1, 0), (2, 3)]:
        for tear in (Tear(), Tear(9, 1, 1), Tear(9, 1, 99), Tear(1, 2, 1), Tear(1, 2, 2), Tear(9, 0, 1)):
            assert_is(read(draw(PLAIN, Look(tears={place: tear})), tmp_path), PLAIN)


FACE = f"""
@font-face {{ font-family: Proof; src: url({(FONTS / "ProofSans.ttf").as_uri()}); }}
@page {{ size: A4; margin: 20mm }}
body {{ font: 9pt/1.25 Proof; orphans: 1; widows: 1 }} h1 {{ font-size: 16pt }} h2, h3 {{ font-size: 11pt }}
table {{ border-collapse: collapse; width: 100%; margin-bottom: 3mm }}
td, th {{ border: 0.5pt solid; padding: 1mm; vertical-align: top; text-align: left; font-weight: normal }}
td ul {{ margin: 0; padding-left: 4mm; list-style-type: "‒ " }}
"""


def as_html(form: Form) -> str:
    boxes: dict[Tick, str] = {"empty": EMPTY, "ticked": TICKED, "missing": "", "both": f"{EMPTY} {TICKED}"}

    def items(texts: tuple[str, ...]) -> str:
        return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in texts) + "</ul>" if texts else ""

    parts = [
        f"<meta charset='utf-8'><style>{FACE}</style><h1>FUNCTIEBESCHRIJVING {escape(form.name.upper())}</h1>",
        f"<p>Functienaam: {escape(form.name)}</p><p>Dienst: Burgerzaken</p>",
        f"<h2>Doel van de functie</h2><p>{escape(form.purpose)}</p>{items(form.duties)}<h2>Competenties</h2>",
    ]
    for number, block in enumerate(form.blocks, 1):
        parts.append(f"<h3>Blok {number}: {escape(block.title)}</h3>")
        for group in block.groups:
            parts.append(f"<table><col style='width:30%'><col style='width:10%'><col><tr><th>{escape(group.name)}")
            parts.append(f"<th colspan=2>{CHOICE}</tr>")
            for c in group.competencies:
                name = f"<td rowspan={len(c.levels)}>{escape(c.name)}"
                for i, level in enumerate(c.levels):
                    parts.append(f"<tr>{name if i == 0 else ''}<td>{i}<br>{boxes[level.tick]}<td>")
                    parts.append(items(level.indicators) + "</tr>")
            parts.append("</table>")
    return "".join(parts) + (f"<p>{escape(form.approval)}</p>" if form.approval else "")


@given(form=forms(most=6))
@settings(bounded, max_examples=12)
def test_the_same_form_printed_by_weasyprint(folder: Path, form: Form) -> None:
    try:
        import weasyprint
    except (ImportError, OSError) as error:  # the package, or the Pango library that it draws with
        pytest.skip(f"WeasyPrint does not run here: {error}")
    pdf: bytes = weasyprint.HTML(string=as_html(form)).write_pdf()
    assert_is(read(pdf, folder), form)
