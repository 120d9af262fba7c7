"""Two sets of levels for one name: the level that somebody has never passes for the one that the job requires."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import FindingCode, Status, read_job_descriptions
from tests.paper import Paper

OVERS = [
    ("Niveau actuel", "Niveau requis", 1),
    ("Current level", "Target level", 1),
    ("Niveau requis", "Niveau actuel", 0),
    ("Huidig niveau", "Gewenst niveau", 1),
    ("Vereist niveau", "Huidig niveau", 0),
    ("Compétence actuelle", "Compétence future", 1),
    ("Nu", "Doelniveau", 1),
]
NAMES = ("Samenwerken", "Plannen", "Luisteren")
CURRENT, REQUIRED = (0, 1, 2), (2, 0, 1)


def pairs(overs: tuple[str, str], required: int, *, sign: str = "X") -> Paper:
    """The columns 1 to 3 twice, each set under its own head; the set at `required` holds the levels required."""
    paper = (
        Paper().text(60, 60, "Functiebeschrijving", 16).text(60, 80, "Functie: Kok").text(60, 120, "Competenties", 13)
    )
    xs = [60.0, 190, *(190 + 50.0 * i for i in range(1, 7))]
    ys = [140 + 20.0 * i for i in range(6)]
    for y in (ys[0], *ys[2:]):
        paper.line(xs[0], y, xs[-1], y)
    paper.line(xs[1], ys[1], xs[-1], ys[1])
    for i, x in enumerate(xs):
        paper.line(x, ys[0] if i in (0, 1, 4, 7) else ys[1], x, ys[-1])
    paper.text(64, 164, "Competentie").text(194, 154, overs[0]).text(344, 154, overs[1])
    for k in range(6):
        paper.text(210 + 50 * k, 174, str(k % 3 + 1))
    for i, name in enumerate(NAMES):
        paper.text(64, 194 + 20 * i, name)
        for place in (0, 1):
            level = (REQUIRED if place == required else CURRENT)[i]
            paper.text(210 + 50 * (3 * place + level), 194 + 20 * i, sign)
    return paper


@pytest.mark.parametrize("sign", ["X", "☒", "●"])
@pytest.mark.parametrize(("one", "other", "required"), OVERS)
def test_the_set_that_is_required_counts(one: str, other: str, required: int, sign: str, tmp_path: Path) -> None:
    path = tmp_path / "pairs.pdf"
    path.write_bytes(pairs((one, other), required, sign=sign).data())
    (description,) = read_job_descriptions(path, rules="generic")
    levels = {c.name: c.required_level for c in description.competencies}
    assert levels == {name: level + 1 for name, level in zip(NAMES, REQUIRED, strict=True)}


@pytest.mark.parametrize("overs", [("2023", "2024"), ("A", "B"), ("", "")])
def test_two_sets_that_nothing_tells_apart_give_no_level(overs: tuple[str, str], tmp_path: Path) -> None:
    path = tmp_path / "pairs.pdf"
    path.write_bytes(pairs(overs, 1).data())
    (description,) = read_job_descriptions(path, rules="generic")
    assert [(c.name, c.required_level, c.status) for c in description.competencies] == [
        (name, None, Status.UNCLEAR) for name in NAMES
    ]
    doubts = [f for f in description.findings if f.code is FindingCode.LEVEL_ASPECTS]
    assert [doubt.message.split(":")[0] for doubt in doubts] == list(NAMES)
    for competency, now, soon in zip(description.competencies, CURRENT, REQUIRED, strict=True):
        assert [aspect.required_level for aspect in competency.aspects] == [now + 1, soon + 1]
