"""What a draft asks where no level is read: answered as the guide says, the module reads the truth."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import regex
import weasyprint

from extractor.authoring.drafting import draft_rules
from extractor.matching.rulefile import text_to_rules
from extractor.pipeline import read_stages

Body = Callable[[dict[str, str]], str]
STYLE = "td { border: 0.6pt solid #444; padding: 1mm 3mm } table { border-collapse: collapse; margin: 2mm 0 }"
ONE = {"Kneden": "goed", "Rijzen": "vlot", "Wegen": "goed"}
TWO = {"Kneden": "vlot", "Vullen": "best", "Sieren": "vlot", "Bakken": "best"}
SCALE = ["goed", "vlot", "best"]


def scale_of(body: Body) -> list[str]:
    if body is on_its_side:
        return ["1", "2", "3"]
    return [level[0].upper() for level in SCALE] if body is at_the_end else SCALE


def printed_as(body: Body, level: str) -> str:
    """How the document of this body prints the level."""
    return scale_of(body)[SCALE.index(level)]


def table(*rows: tuple[str, ...]) -> str:
    return f"<table>{''.join('<tr>' + ''.join(f'<td>{c}</td>' for c in row) + '</tr>' for row in rows)}</table>"


def below(levels: dict[str, str]) -> str:
    return "".join(f"<p><b>{name}</b></p><p>bakt het {level}</p>" for name, level in levels.items())


def on_its_side(levels: dict[str, str]) -> str:
    signs = {"goed": "1", "vlot": "2", "best": "3"}
    return table(("Gebaar", *levels), ("Zo vaardig", *(signs[level] for level in levels.values())))


def in_brackets(levels: dict[str, str]) -> str:
    texts = ("Je staat vroeg op", "Je wast je handen", "Je weegt het meel", "Je ruimt je bank op")
    return "".join(f"<p>{t} ({n}, graad {lev}).</p>" for t, (n, lev) in zip(texts, levels.items(), strict=False))


def at_the_end(levels: dict[str, str]) -> str:
    return "".join(f"<p>{name} &nbsp; {level[0].upper()}</p>" for name, level in levels.items())


def in_groups(levels: dict[str, str]) -> str:
    (first, level), *rest = levels.items()
    heads = ("<tr><td colspan=2>Vroeg</td></tr>", "<tr><td colspan=2>Laat</td></tr>")
    cells = [f"<tr><td>{name}</td><td>{lev}</td></tr>" for name, lev in [(first, level), *rest]]
    return f"<table>{heads[0]}{cells[0]}{cells[1]}{heads[1]}{''.join(cells[2:])}</table>"


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        (below, 'worded = "bakt het {level}"'),
        (on_its_side, 'name = ["Gebaar"]\n# What stands before its level?\n# level = ["Zo vaardig"]'),
        (in_brackets, 'worded = "{any} ({name}, graad {level})."'),
        (at_the_end, 'worded = "{name} {level}"'),
        (in_groups, 'worded = "{name} | {level}"'),
    ],
)
def test_the_right_question_is_asked_and_its_answer_reads_all(body: Body, asked: str, tmp_path: Path) -> None:
    files = []
    for function, levels in (("Bakker", ONE), ("Meester", TWO)):
        html = f"<h1>Ambachtsblad</h1><p>Ambacht: {function}</p><h2>Doel</h2><p>Brood.</p><h2>Handen</h2>{body(levels)}"
        files.append(tmp_path / f"{function}.pdf")
        weasyprint.HTML(string=f"<style>{STYLE}</style>{html}").write_pdf(files[-1])
    text = draft_rules(files).text
    assert f"# {asked}" in text, text
    answered = text.replace(f"# {asked}", asked.replace("# level", "level")).replace("# heading =", "heading =")
    for part in ("labels", "scale"):
        answered = answered.replace(f"# [competencies.{part}]", f"[competencies.{part}]")
    answered = regex.sub(r"(?m)^# labels = .*$", f"labels = {json.dumps(scale_of(body))}", answered)
    rules = text_to_rules(answered, "answered.toml")
    for file, levels in zip(files, (ONE, TWO), strict=True):
        read = next(iter(read_stages(file, rules=rules))).description.competencies
        printed = {name: printed_as(body, level) for name, level in levels.items()}
        assert {c.name: c.required_label for c in read} == printed
