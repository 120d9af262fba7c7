"""What a random sample says of all: how many levels can be wrong at most, and that in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

CONFIDENCE: Final = 0.95
_TEXTS: Final = {
    "en": {
        "said": "{0} seen, {1} wrong",
        "changed": "{0}: the import has changed since ({1} levels then, {2} now)",
        "all": "{0}: all levels were seen",
        "few": "{0}: too few to say anything",
        "at_most": "{0}: at most 1 in {1} wrong at 95 %",
    },
    "nl": {
        "said": "{0} bekeken, {1} fout",
        "changed": "{0}: de import is sindsdien veranderd ({1} niveaus toen, {2} nu)",
        "all": "{0}: alle niveaus zijn bekeken",
        "few": "{0}: te weinig om iets te zeggen",
        "at_most": "{0}: hoogstens 1 op {1} fout, met 95 % zekerheid",
    },
}


@dataclass(frozen=True, slots=True)
class Trust:
    """What a sample says: of `drawn` levels `seen`, and of these `wrong` or not to be told.

    `levels` were ok when it was drawn, `now` are. It is `current` where they are the same ones.
    """

    drawn: int
    seen: int
    wrong: int
    levels: int
    now: int
    current: bool

    @property
    def complete(self) -> bool:
        """Whether every level there is was looked at: then nothing is left to chance."""
        return self.seen == self.levels > 0

    @property
    def one_in(self) -> int | None:
        """At most one in so many of all levels is wrong, at 95 %; None where that says nothing."""
        share = most_wrong(self.seen, self.wrong)
        return int(1 / share + 1e-9) if share <= 0.5 else None

    def statement(self, language: Literal["nl", "en"] = "en") -> str:
        """In one sentence, without its full stop."""
        texts = _TEXTS[language]
        said = texts["said"].format(self.seen, self.wrong)
        if not self.current:
            return texts["changed"].format(said, self.levels, self.now)
        if self.complete:
            return texts["all"].format(said)
        return texts["few"].format(said) if self.one_in is None else texts["at_most"].format(said, self.one_in)


def most_wrong(seen: int, wrong: int) -> float:
    """The largest share that can be wrong, at 95 %, where `wrong` of `seen` drawn by chance are (Clopper and Pearson).

    What that share is, is found by halving: at a larger one it would be too unlikely to see so few.
    """
    if wrong >= seen:
        return 1.0
    low, high = wrong / seen, 1.0
    for _ in range(60):
        share = (low + high) / 2
        low, high = (low, share) if _no_more_than(wrong, seen, share) < 1 - CONFIDENCE else (share, high)
    return high


def _no_more_than(wrong: int, seen: int, share: float) -> float:
    """How likely it is that no more than `wrong` of `seen` are, where `share` of all are."""
    term = (1 - share) ** seen
    total = term
    for number in range(wrong):
        term *= (seen - number) / (number + 1) * share / (1 - share)
        total += term
    return total
