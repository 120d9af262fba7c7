"""Documents of mixed layouts: two ways of giving a level, choices of a form and a legend in one document.

Whatever stands together, a level is what was printed or is doubted, what is no competency has none, and every word is
in the model.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import weasyprint

from extractor import JobDescription, Status, read_job_descriptions
from samples.generator.kinds import STYLE, table, ticks

NAMES = (
    "Luisteren Plannen Rekenen Overleggen Tekenen Snoeien Zaaien Begeleiden Vergaderen Onderhandelen Adviseren Leiden"
    " Noteren Organiseren Presenteren Samenwerken Controleren Bemiddelen"
).split()
CHOICES = (
    "<p>Statuut: ☐ statutair ☒ contractueel</p>",
    "<p>Rijbewijs B: ☒ ja ☐ nee</p>",
    "<p>Uurrooster: ☐ vast ☒ wisselend ☐ nacht</p>",
)
FILLER = (
    "<h2>Opleiding</h2><p>Diploma: niveau 5</p>",
    "<h2>Arbeidsvoorwaarden</h2><p>Je krijgt 26 dagen vakantie en maaltijdcheques.</p>",
    "<p>1 = beginner, 2 = bekwaam, 3 = sterk, 4 = meester</p>",
)

Block = Callable[[random.Random, list[str]], tuple[str, dict[str, int]]]


def matrix(chance: random.Random, names: list[str]) -> tuple[str, dict[str, int]]:
    levels = {name: chance.randrange(4) for name in names}
    sign, empty = chance.choice([("X", ""), ("☒", "☐"), ("●", "○"), ("✓", "-")])
    heads = [["Competentie", "1", "2", "3", "4"]]
    return table([*heads, *ticks(levels, "1234", sign, empty)]), {name: at + 1 for name, at in levels.items()}


def values(chance: random.Random, names: list[str]) -> tuple[str, dict[str, int]]:
    levels = {name: chance.randrange(1, 5) for name in names}
    heads = chance.choice([["Competentie", "Niveau"], ["Competentie", "Gewicht", "Niveau"]])
    middle = [] if len(heads) == 2 else [str(chance.randrange(1, 6))]
    return table([heads, *([name, *middle, str(level)] for name, level in levels.items())]), levels


def lines(chance: random.Random, names: list[str]) -> tuple[str, dict[str, int]]:
    levels = {name: chance.randrange(1, 5) for name in names}
    between = chance.choice([": niveau {}", " – niveau {}", " (niveau {} van 4)"])
    return "".join(f"<p>{name}{between.format(level)}</p>" for name, level in levels.items()), levels


def boxes(chance: random.Random, names: list[str]) -> tuple[str, dict[str, int]]:
    levels = {name: chance.randrange(1, 5) for name in names}

    def line(name: str, level: int) -> str:
        return f"<p>{name}: " + " ".join(f"{'☒' if n == level else '☐'} {n}" for n in range(1, 5)) + "</p>"

    return "".join(line(name, level) for name, level in levels.items()), levels


BLOCKS: tuple[Block, ...] = (matrix, values, lines, boxes)


def document(seed: int) -> tuple[str, dict[str, int]]:
    chance = random.Random(seed)
    names = chance.sample(NAMES, 6)
    first, second = chance.sample(BLOCKS, 2)
    parts = []
    levels: dict[str, int] = {}
    for block, some in ((first, names[:3]), (second, names[3:])):
        html, read = block(chance, some)
        parts.append(html)
        levels |= read
    between = chance.choice(["<p>En ook:</p>", "<h3>Technische competenties</h3>", CHOICES[2], FILLER[2]])
    before, after = chance.sample(CHOICES, 2)
    body = f"{before}<h2>Competenties</h2>{parts[0]}{between}{parts[1]}{chance.choice(FILLER[:2])}{after}"
    return f"<style>{STYLE}</style><h1>Functieprofiel</h1><p>Functie: Kok</p>{body}", levels


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{3,}", text))


def all_text(description: JobDescription) -> str:
    return description.model_dump_json()


@pytest.mark.parametrize("seed", range(24))
def test_whatever_stands_together_no_level_is_wrong_and_no_word_lost(seed: int, tmp_path: Path) -> None:
    html, levels = document(seed)
    weasyprint.HTML(string=html).write_pdf(tmp_path / "mixed.pdf")
    (description,) = read_job_descriptions(tmp_path / "mixed.pdf")
    sure = {c.name: c.required_level for c in description.competencies if c.status in (Status.OK, Status.UNRANKED)}
    assert {name: level for name, level in sure.items() if levels.get(name) != level} == {}
    assert len(sure) >= len(levels) - 3, "most of what is printed plainly is read"
    shown = re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL)
    assert words_of(shown) - words_of(all_text(description)) == set()
