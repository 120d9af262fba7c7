"""Words that job descriptions share, by language: `rules/languages/*.toml`, each with the same keys, read once.

A new language is a new file there; nothing else names one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Any, ParamSpec, TypeVar, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

_P = ParamSpec("_P")
_T = TypeVar("_T")
_KEPT = 4096
"""Answers: more than one document asks for."""


def _folded(texts: frozenset[str]) -> frozenset[str]:
    return frozenset(text.casefold() for text in texts)


Texts = Annotated[tuple[str, ...], Field(min_length=1)]
TextSet = Annotated[frozenset[str], Field(min_length=1), AfterValidator(_folded)]
"""Words that are looked up as they fold: "heißt" is found as "heisst"."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TextWords(_Part):
    """What tells one language from another, and what typesetters' line ends and legends say in it.

    `verb_parts` are little words that end a text too, as a part of its verb.
    """

    little: TextSet
    lean_on_next: TextSet
    verb_parts: TextSet
    conjunctions: TextSet
    legend: TextSet


class DateWords(_Part):
    """`months` from January, each with its short forms; `ordinals` stand behind a day, `between` between the parts."""

    months: Annotated[tuple[Texts, ...], Field(min_length=12, max_length=12)]
    ordinals: Texts
    between: Texts


class LevelWords(_Part):
    prefixes: Texts
    inline: Texts
    points: Texts
    zero: TextSet
    required: Texts
    current: Texts
    of_job: Texts
    of_person: Texts
    column: TextSet
    headed: Texts
    aspects: TextSet
    qualifiers: Texts
    moments: TextSet
    yes_no: TextSet
    numbers: TextSet
    listing: TextSet
    low: TextSet
    high: TextSet
    scales: Annotated[tuple[Texts, ...], Field(min_length=1)]
    ordered: Annotated[tuple[Texts, ...], Field(min_length=1)]
    rated: tuple[str, ...] = ()
    footnotes: tuple[str, ...] = ()
    """Signs that a rule module counts, and those that it takes for a note's; no language has any."""


class CompetencyWords(_Part):
    """`general` are words of `column` that head tables of other things as well."""

    headings: Texts
    groups: Texts
    column: TextSet
    general: TextSet
    never: Texts
    proofs: Texts
    examples: Texts
    totals: TextSet


class ColumnWords(_Part):
    """What heads the other columns of a table of competencies; `units` with a name or a number behind them too."""

    description: TextSet
    code: TextSet
    other: Texts
    units: TextSet


class DocumentWords(_Part):
    """`about` and `others` deny a job description, `anybody` and `asking` speak for one, `weak` words say nothing.

    `collections` are the titles of what is about many jobs; `editions` and `places` are words behind a title that
    name no job: which paper it is, and where the job is. `jobs` are the nouns that jobs are named with, `sentence`
    words that no such name has.
    """

    titles: Texts
    about: Texts
    collections: Texts
    editions: Texts
    places: Texts
    others: Texts
    anybody: Texts
    jobs: Texts
    sentence: TextSet
    asking: TextSet
    weak: TextSet


class FieldLabels(_Part):
    """By standard name; `other` are labels of a header that have none."""

    name: Texts
    department: Texts
    service: Texts
    grade: Texts
    career: Texts
    organisation: Texts
    other: Texts

    def by_key(self) -> dict[str, tuple[str, ...]]:
        return {key: labels for key, labels in self if key != "other"}


class FieldWords(_Part):
    """`labels` by standard name, `headings` of the block that they stand in."""

    headings: Texts
    labels: FieldLabels


class SectionWords(_Part):
    """Headings by the standard name of the section; `structure` only divides, `joined` stands between two names."""

    purpose: Texts
    duties: Texts
    position: Texts
    requirements: Texts
    conditions: Texts
    salary: Texts
    contact: Texts
    application: Texts
    organisation: Texts
    relations: Texts
    authority: Texts
    competencies: Texts
    remarks: Texts
    approval: Texts
    structure: Texts
    joined: Texts


class OrganisationWords(_Part):
    begins: Texts
    ends: Texts


class AgreementWords(_Part):
    titles: Texts
    leads: Texts
    extensions: Texts


class ApprovalWords(_Part):
    verbs: Texts
    by: Texts
    articles: Texts
    sessions: Texts
    on: Texts


class ContinuedWords(_Part):
    suffixes: Texts


class Words(_Part):
    """One language's words, or those of all languages together."""

    text: TextWords
    dates: DateWords
    levels: LevelWords
    competencies: CompetencyWords
    columns: ColumnWords
    documents: DocumentWords
    fields: FieldWords
    sections: SectionWords
    organisation: OrganisationWords
    agreements: AgreementWords
    approval: ApprovalWords
    continued: ContinuedWords


@lru_cache(maxsize=1)
def languages() -> Mapping[str, Words]:
    """Every language that is known, by its code (ISO 639)."""
    return read_languages(files("extractor.rules") / "languages")


def all_words() -> Words:
    """The words in force: those of every language, as nobody says which one a document is in before it is read.

    Where a rule module adds words for its documents, see `words_in_force`, those too.
    """
    return _IN_FORCE.get() or shared_words()


@lru_cache(maxsize=1)
def shared_words() -> Words:
    """Those of every language, and no rule module's."""
    return together(languages().values())


_IN_FORCE: ContextVar[Words | None] = ContextVar("words in force", default=None)


@contextmanager
def words_in_force(words: Words) -> Iterator[None]:
    """While one document is read, these are the words."""
    token = _IN_FORCE.set(words)
    try:
        yield
    finally:
        _IN_FORCE.reset(token)


def per_words(build: Callable[[], _T]) -> Callable[[], _T]:
    """Builds once for the words in force, and again only where others are: for patterns that are made of words."""
    built: dict[int, tuple[Words, _T]] = {}

    @wraps(build)
    def known() -> _T:
        words = all_words()
        if id(words) not in built:
            built[id(words)] = (words, build())
        return built[id(words)][1]

    return known


def once_per_words(answer: Callable[_P, _T]) -> Callable[_P, _T]:
    """Answers a question once for the words in force: the same labels and heads stand on every page of a document.

    For pure functions of hashable arguments. The latest answers are kept, so that an archive costs no memory.
    """
    kept: dict[int, tuple[Words, Callable[_P, _T]]] = {}

    @wraps(answer)
    def known(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        words = all_words()
        if id(words) not in kept:
            kept[id(words)] = (words, cast(Callable[_P, _T], lru_cache(maxsize=_KEPT)(answer)))
        return kept[id(words)][1](*args, **kwargs)

    return known


def read_languages(folder: Traversable) -> dict[str, Words]:
    """The files of a folder, by name: `nl.toml` is Dutch.

    Raises pydantic's ValidationError for a list that is empty, missing or unknown.
    """
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return {
        file.name.removesuffix(".toml"): Words.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
        for file in found
    }


def together(some: Iterable[Words]) -> Words:
    merged: dict[str, Any] = {}
    for one in some:
        merged = cast(dict[str, Any], _merged(merged, one.model_dump())) if merged else one.model_dump()
    return Words.model_validate(merged)


def _merged(one: object, other: object) -> object:
    """Tables key by key, lists one behind the other without what they share; months are January with January."""
    if isinstance(one, dict) and isinstance(other, dict):
        return {key: _months(one[key], other[key]) if key == "months" else _merged(one[key], other[key]) for key in one}
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return one | other
    return tuple(dict.fromkeys((*cast(tuple[object, ...], one), *cast(tuple[object, ...], other))))


def _months(one: tuple[tuple[str, ...], ...], other: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(dict.fromkeys((*a, *b))) for a, b in zip(one, other, strict=True))
