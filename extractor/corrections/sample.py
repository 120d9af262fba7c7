"""How far the levels can be trusted, measured: a random sample of those read as ok, and what a person saw of each.

It stands in review.csv of the output, which no import writes. A line is a level; its verdict is empty until somebody
has looked. A line whose PDF is gone, or whose level is read otherwise by now, says nothing any more.
"""

from __future__ import annotations

import csv
import hashlib
import io
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from enum import StrEnum
from itertools import accumulate
from pathlib import Path
from typing import Final

from filelock import FileLock

from extractor.corrections.trust import Trust
from extractor.errors import ListInvalid
from extractor.handmade.formulas import disarmed
from extractor.handmade.table import read_text
from extractor.ledger.doubts import readings_in, sure_levels
from extractor.ledger.store import Ledger
from extractor.model import Status
from extractor.output.placing import REVIEW, write_atomically

FILE_NAME: Final = REVIEW


class SampleVerdict(StrEnum):
    """`unclear`: the page does not let a person tell, which speaks against the level as much as a wrong one."""

    RIGHT = "right"
    WRONG = "wrong"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Looked:
    """A level of the sample that `sample` names, drawn from `levels` on a day, and who saw what of it when."""

    sample: str
    drawn_on: str
    levels: int
    document_id: str
    competency: str
    read_value: str
    verdict: str = ""
    who: str = ""
    when: str = ""

    @property
    def id(self) -> str:
        """As the questions of a review are called."""
        return f"{self.document_id}.{self.competency}"


_COLUMNS: Final = tuple(field.name for field in fields(Looked))


def draw(ledger: Ledger, size: int, day: date, chance: random.Random | None = None) -> list[Looked]:
    """`size` of the levels that were read as ok, each as likely as any other, in the order they were drawn."""
    chance = chance or random.SystemRandom()
    counts = sure_levels(ledger)
    until = list(accumulate(number for _, number in counts))
    levels = until[-1] if until else 0
    drawn = chance.sample(range(levels), min(size, levels))
    found: dict[int, tuple[str, str, str]] = {}
    wanted = sorted(drawn)
    before = 0
    for (sha256, _), end in zip(counts, until, strict=True):
        of_pdf = [number for number in wanted if before <= number < end]
        if of_pdf:
            sure = [
                (read.document_id, competency.id, str(competency.required_level))
                for read in readings_in(ledger, sha256)
                for competency in read.competencies
                if competency.status is Status.OK
            ]
            found |= {number: sure[number - before] for number in of_pdf}
        before = end
    return [Looked(_print_of(counts), day.isoformat(), levels, *found[number]) for number in drawn]


def read_sample(output: Path) -> list[Looked]:
    """The sample of an output; empty where none was drawn. Raises ListInvalid where somebody changed its columns."""
    path = output / FILE_NAME
    if not path.exists():
        return []
    text = read_text(path).removeprefix("\ufeff")
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    try:
        return [Looked(**{**row, "levels": int(row["levels"])}) for row in rows]  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError) as error:
        raise ListInvalid(str(path), [f"line {rows.line_num}: {error}"]) from error


def write_sample(output: Path, sample: Sequence[Looked]) -> None:
    """In place of the one there was. Raises OutputNotWritable."""
    with _alone(output):
        _write(output, sample)


def judge(output: Path, id_: str, verdict: SampleVerdict, who: str, day: date) -> bool:
    """Write down what a person saw of one level; False where the sample does not hold it."""
    with _alone(output):
        sample = read_sample(output)
        if not any(looked.id == id_ for looked in sample):
            return False
        seen = [
            replace(looked, verdict=verdict.value, who=who, when=day.isoformat()) if looked.id == id_ else looked
            for looked in sample
        ]
        _write(output, seen)
        return True


def trust_in(ledger: Ledger, output: Path) -> Trust | None:
    """What the sample of an output says; None where none was drawn."""
    sample = read_sample(output)
    if not sample:
        return None
    counts = sure_levels(ledger)
    seen = [looked for looked in sample if looked.verdict]
    return Trust(
        drawn=len(sample),
        seen=len(seen),
        wrong=sum(looked.verdict != SampleVerdict.RIGHT for looked in seen),
        levels=sample[0].levels,
        now=sum(number for _, number in counts),
        current=sample[0].sample == _print_of(counts),
    )


def _print_of(counts: Sequence[tuple[str, int]]) -> str:
    return hashlib.sha256(repr([tuple(count) for count in counts]).encode()).hexdigest()[:12]


def _write(output: Path, sample: Sequence[Looked]) -> None:
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter=";")
    table.writerow(_COLUMNS)
    table.writerows([disarmed(str(value)) for value in asdict(looked).values()] for looked in sample)
    write_atomically(output / FILE_NAME, f"\ufeff{text.getvalue()}")


@contextmanager
def _alone(output: Path) -> Iterator[None]:
    with FileLock(output / f".{FILE_NAME}.lock", timeout=30):
        yield
