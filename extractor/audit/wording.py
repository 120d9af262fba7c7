"""Two wordings → what was left out and what was put in, word by word."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Literal

Change = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that were treated alike, joined by spaces."""

    change: Change
    text: str


def word_diff(old: str, new: str) -> tuple[Run, ...]:
    """The runs in reading order; the `same` and `removed` ones make `old`, the `same` and `added` ones `new`."""
    before, after = old.split(), new.split()
    runs: list[Run] = []

    def add(change: Change, words: list[str]) -> None:
        if words:
            runs.append(Run(change, " ".join(words)))

    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            add("same", before[i1:i2])
        else:
            add("removed", before[i1:i2])
            add("added", after[j1:j2])
    return tuple(runs)


def diff_text(runs: tuple[Run, ...]) -> str:
    """`[-out-] {+in+}`, as git shows words."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return " ".join(marks[run.change].format(run.text) for run in runs)


def likeness(one: str, other: str) -> float:
    """0 where nothing is alike, 1 where all is, the case left aside."""
    one, other = one.casefold(), other.casefold()
    matcher = difflib.SequenceMatcher(a=one, b=other, autojunk=False)
    # The quick answers are upper bounds: most pairs need no more.
    return 0.0 if matcher.real_quick_ratio() < 0.5 or matcher.quick_ratio() < 0.5 else matcher.ratio()


def digits_of(text: str) -> list[str]:
    return re.findall(r"\d+", text)
