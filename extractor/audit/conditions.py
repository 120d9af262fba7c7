"""What a policy can ask of a column: a closed list of words, each for the kind of column that it fits."""

from __future__ import annotations

import calendar
import fnmatch
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

import pandas as pd

from extractor.audit.careers import Rank, career_to_letter, career_to_ranks, step_to_rank
from extractor.findings import phrase
from extractor.model import Phrase
from extractor.output.columns import COLUMNS, NUMBER

Value = str | int | float | bool | date | tuple[str | int | float, ...]


class ValueKind(Enum):
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CAREER = "career"


def _kind(name: str, dtype: str) -> ValueKind:
    if name == "career":
        return ValueKind.CAREER
    if name == "approved_on":
        return ValueKind.DATE
    return ValueKind.NUMBER if dtype == NUMBER else ValueKind.TEXT


FUNCTION_COLUMNS: Final[dict[str, ValueKind]] = {
    **{name: _kind(name, dtype) for name, dtype in COLUMNS["functions"].items()},
    "rank": ValueKind.TEXT,
}
"""The columns of functions.csv, and `rank`: the letter of the career, "B" for "B1-B3"."""

Texts = str | tuple[str, ...]

_FOR_TEXT = ("is", "not", "one_of", "none_of", "contains", "like", "unlike", "stated")
_ORDER = ("at_least", "at_most", "below", "above")
_FOR_NUMBERS = ("is", "not", "one_of", "none_of", "at_least", "at_most", "stated")
WORDS: Final[dict[ValueKind, tuple[str, ...]]] = {
    ValueKind.TEXT: _FOR_TEXT,
    ValueKind.NUMBER: _FOR_NUMBERS,
    ValueKind.DATE: ("within_years", "after", "before", "stated"),
    ValueKind.CAREER: (*_FOR_TEXT, *_ORDER),
}
Fits = Callable[[object], bool]


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing asked of one column."""

    column: str
    word: str
    value: Value

    @property
    def said(self) -> Phrase:
        """What is asked, in the words of the catalogue."""
        if self.word == "stated":
            return phrase("audit-stated", column=self.column, value=str(self.value))
        return phrase("audit-condition", column=self.column, asked=asks(self.word, self.value))


def asks(word: str, value: Value) -> Phrase:
    """One thing asked of a value: at least 2."""
    values = tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)
    return phrase("audit-asks", word=word.replace("_", " "), values=values)


def all_of(asked: Iterable[Phrase]) -> Phrase:
    """Several things that must all hold."""
    return phrase("audit-all", parts=tuple(asked))


def condition_fault(condition: Condition) -> str | None:
    """Why the value does not fit the word and the column, or None."""
    kind, word = FUNCTION_COLUMNS[condition.column], condition.word
    if word in {"one_of", "none_of"}:
        fits, wanted = _LISTS[kind]
    elif kind is ValueKind.CAREER and word in _ORDER:
        fits, wanted = _is_step, 'is a step of a career, such as "B1" or "A1a"'
    else:
        fits, wanted = _BY_WORD.get(word) or _SINGLE[kind]
    return None if fits(condition.value) else wanted


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_step(value: object) -> bool:
    return isinstance(value, str) and step_to_rank(value) is not None


def _is_years(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_list_of(fits: Fits) -> Fits:
    return lambda value: isinstance(value, tuple) and bool(value) and all(map(fits, value))


def _is_one_or_several(value: object) -> bool:
    return _is_text(value) or _is_list_of(_is_text)(value)


_SINGLE: Final[dict[ValueKind, tuple[Fits, str]]] = {
    ValueKind.TEXT: (_is_text, "is a text"),
    ValueKind.CAREER: (_is_text, "is a text"),
    ValueKind.NUMBER: (_is_number, "is a number"),
    ValueKind.DATE: (lambda value: isinstance(value, date), "is a date, such as 2024-01-31, without quotes"),
}
_LISTS: Final[dict[ValueKind, tuple[Fits, str]]] = {
    ValueKind.TEXT: (_is_list_of(_is_text), "is a list of texts"),
    ValueKind.CAREER: (_is_list_of(_is_text), "is a list of texts"),
    ValueKind.NUMBER: (_is_list_of(_is_number), "is a list of numbers"),
}
_BY_WORD: Final[dict[str, tuple[Fits, str]]] = {
    "stated": (lambda value: isinstance(value, bool), "is true or false"),
    "within_years": (_is_years, "is a number of whole years"),
    **dict.fromkeys(("contains", "like", "unlike"), (_is_one_or_several, "is a text, or a list of texts")),
}
"""What a value must be, and how that is said, where the word alone decides it."""


def holds(condition: Condition, functions: pd.DataFrame, today: date) -> pd.Series[bool]:
    """For each function True, False, or NA where the column is not stated (a condition on that is never NA)."""
    column, word, value = functions[condition.column], condition.word, condition.value
    if word == "stated":
        return (column.notna() == value).astype("boolean")
    test = _tests(FUNCTION_COLUMNS[condition.column], word, value, today)
    answers = {known: test(known) for known in column.dropna().unique()}
    return column.map(answers).astype("boolean")


def with_rank(functions: pd.DataFrame) -> pd.DataFrame:
    """`functions` with the column `rank`."""
    careers = {career: career_to_letter(career) for career in functions["career"].dropna().unique()}
    return functions.assign(rank=functions["career"].map(careers).astype("string"))


def like(pattern: str, text: str) -> bool:
    """Whether the glob (`*`, `?`, `[abc]`) fits the whole text, whatever the case."""
    return fnmatch.fnmatchcase(text.casefold(), pattern.casefold())


def _tests(kind: ValueKind, word: str, value: Value, today: date) -> Callable[[object], bool | None]:
    """None is an answer too: a date that is no date, a career that has no order."""
    if kind is ValueKind.DATE:
        return lambda known: _date_holds(word, value, str(known), today)
    if kind is ValueKind.CAREER and word in _ORDER:
        step = step_to_rank(str(value))
        return lambda known: None if step is None else _career_holds(word, step, str(known))
    if word in {"at_least", "at_most"} and isinstance(value, int | float):
        return lambda known: float(str(known)) >= value if word == "at_least" else float(str(known)) <= value
    wanted = [_folded(item) for item in (value if isinstance(value, tuple) else (value,))]
    simple: dict[str, Callable[[object], bool]] = {
        "is": lambda known: _folded(known) in wanted,
        "one_of": lambda known: _folded(known) in wanted,
        "not": lambda known: _folded(known) not in wanted,
        "none_of": lambda known: _folded(known) not in wanted,
        "contains": lambda known: any(item in _folded(known) for item in wanted),
        "like": lambda known: any(like(item, str(known)) for item in wanted),
        "unlike": lambda known: not any(like(item, str(known)) for item in wanted),
    }
    return simple[word]


def _folded(value: object) -> str:
    return value.casefold() if isinstance(value, str) else f"{value:g}"


def _date_holds(word: str, value: Value, known: str, today: date) -> bool | None:
    try:
        stated = date.fromisoformat(known)
    except ValueError:
        return None
    if word == "within_years" and isinstance(value, int):
        return _years_before(today, value) <= stated <= today
    if not isinstance(value, date):
        raise TypeError(f"{word} of a date compares with a date, not with {value!r}")
    return stated > value if word == "after" else stated < value


def _years_before(day: date, years: int) -> date:
    last = calendar.monthrange(day.year - years, day.month)[1]
    return day.replace(year=day.year - years, day=min(day.day, last))


def _career_holds(word: str, step: Rank, career: str) -> bool | None:
    """A career is above a step with all of its steps, and at least a step with its lowest one."""
    ranks = career_to_ranks(career)
    if ranks is None:
        return None
    lowest, highest = ranks
    return {"at_least": lowest >= step, "above": lowest > step, "at_most": highest <= step, "below": highest < step}[
        word
    ]
