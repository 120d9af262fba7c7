"""The random sample: what it says is what statistics say, and it is drawn and kept as it should be."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from extractor.corrections.sample import SampleVerdict, draw, judge, read_sample, trust_in, write_sample
from extractor.corrections.trust import Trust, most_wrong
from extractor.ledger.opening import look_into_ledger
from tests.forms import Block, Competency, Form, Group, Level, Tick
from tests.forms import draw as draw_form
from tests.test_cli import jobdesc

pytestmark = pytest.mark.usefixtures("read_here")

DAY = date(2026, 1, 5)
# From the tables of Clopper and Pearson (one-sided, 95 %), and by hand where nothing is wrong: 1 - 0.05 ** (1 / n).
KNOWN = [
    (300, 0, 0.009936),
    (59, 0, 0.049507),
    (10, 0, 0.258866),
    (10, 1, 0.394163),
    (100, 2, 0.061619),
    (300, 3, 0.025646),
    (20, 20, 1.0),
]


@pytest.mark.parametrize(("seen", "wrong", "share"), KNOWN)
def test_the_share_that_can_be_wrong_is_that_of_the_tables(seen: int, wrong: int, share: float) -> None:
    assert most_wrong(seen, wrong) == pytest.approx(share, abs=2e-4)


def test_it_holds_in_nineteen_of_twenty_imports_or_more() -> None:
    """Imports whose true share is just above what a sample would allow are taken for better in at most one of 20."""
    chance = random.Random(20260105)
    true, seen = 0.03, 200
    fooled = sum(most_wrong(seen, sum(chance.random() < true for _ in range(seen))) < true for _ in range(2000))
    assert fooled / 2000 <= 0.06


@pytest.mark.parametrize(
    ("trust", "dutch", "english"),
    [
        (
            Trust(300, 300, 0, 5000, 5000, current=True),
            "300 bekeken, 0 fout: hoogstens 1 op 100 fout, met 95 % zekerheid",
            "300 seen, 0 wrong: at most 1 in 100 wrong at 95 %",
        ),
        (
            Trust(300, 2, 0, 5000, 5000, current=True),
            "2 bekeken, 0 fout: te weinig om iets te zeggen",
            "2 seen, 0 wrong: too few to say anything",
        ),
        (
            Trust(40, 40, 1, 40, 40, current=True),
            "40 bekeken, 1 fout: alle niveaus zijn bekeken",
            "40 seen, 1 wrong: all levels were seen",
        ),
        (
            Trust(300, 300, 0, 5000, 6000, current=False),
            "300 bekeken, 0 fout: de import is sindsdien veranderd (5000 niveaus toen, 6000 nu)",
            "300 seen, 0 wrong: the import has changed since (5000 levels then, 6000 now)",
        ),
    ],
)
def test_the_sentence(trust: Trust, dutch: str, english: str) -> None:
    assert trust.statement("nl") == dutch
    assert trust.statement("en") == english


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three functions: two levels that are ok in each, and one that is not."""
    folder = tmp_path_factory.mktemp("sample")
    (folder / "archive").mkdir()
    for name in ("Griffier", "Bode", "Kok"):
        said = [("Integriteit", "..x."), ("Luisteren", ".x.."), ("Zorg", ".xx.")]
        looks: dict[str, Tick] = {"x": "ticked", ".": "empty"}
        competencies = tuple(
            Competency(what, tuple(Level(looks[tick], (f"Doet {n}.",)) for n, tick in enumerate(ticks)))
            for what, ticks in said
        )
        form = Form((Block("GEDRAGSCOMPETENTIES", (Group("Waarden", competencies),)),), name=name)
        (folder / "archive" / f"{name}.pdf").write_bytes(draw_form(form))
    jobdesc("import", folder / "archive", "--output", folder / "output", "--quiet")
    return folder / "output"


def test_every_level_that_is_ok_is_as_likely_as_any_other_and_no_doubt_is_drawn(output: Path) -> None:
    chance = random.Random(7)
    drawn: Counter[str] = Counter()
    with look_into_ledger(output) as ledger:
        for _ in range(600):
            drawn.update(looked.id for looked in draw(ledger, 2, DAY, chance))
    assert len(drawn) == 6
    assert not any(id_.endswith(".zorg") for id_ in drawn)
    assert all(150 <= number <= 250 for number in drawn.values())  # 200 each; 50 are four deviations


def test_the_sample_is_kept_judged_and_printed(output: Path) -> None:
    with look_into_ledger(output) as ledger:
        assert trust_in(ledger, output) is None
        write_sample(output, draw(ledger, 100, DAY))
    sample = read_sample(output)
    assert len(sample) == 6
    assert {looked.read_value for looked in sample} == {"1", "2"}
    for looked in sample[:-1]:
        assert judge(output, looked.id, SampleVerdict.RIGHT, "M. Peeters", DAY)
    assert "5 seen, 0 wrong: at most 1 in 2 wrong at 95 %." in jobdesc("status", output).output
    assert judge(output, sample[-1].id, SampleVerdict.UNCLEAR, "=M. Peeters", DAY)
    assert not judge(output, "0123456789ab.zorg", SampleVerdict.RIGHT, "M. Peeters", DAY)
    with look_into_ledger(output) as ledger:
        trust = trust_in(ledger, output)
    assert trust == Trust(drawn=6, seen=6, wrong=1, levels=6, now=6, current=True)
    assert "6 seen, 1 wrong: all levels were seen." in jobdesc("status", output).output
