"""Words that job descriptions share in five languages: data in `rules/vocabulary.toml`, read once."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from extractor.shaping.lines import canonical


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LevelWords(_Part):
    prefixes: tuple[str, ...]
    zero: frozenset[str]
    required: tuple[str, ...]
    current: tuple[str, ...]
    column: frozenset[str]
    scales: tuple[tuple[str, ...], ...]


class CompetencyWords(_Part):
    headings: tuple[str, ...]


class DocumentWords(_Part):
    titles: tuple[str, ...]


class SectionWords(_Part):
    purpose: tuple[str, ...]
    position: tuple[str, ...]


class ContinuedWords(_Part):
    suffixes: tuple[str, ...]


class Words(_Part):
    levels: LevelWords
    competencies: CompetencyWords
    documents: DocumentWords
    fields: dict[str, tuple[str, ...]]
    sections: SectionWords
    continued: ContinuedWords
    language: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def words() -> Words:
    text = (files("extractor.rules") / "vocabulary.toml").read_text(encoding="utf-8")
    return Words.model_validate(tomllib.loads(text))


def fold(text: str) -> str:
    """For comparing words: canonical, without case and without the colon of a label."""
    return canonical(text).rstrip(" :").casefold()


def is_repeated(text: str, earlier: str) -> bool:
    """The same text once more, at the head of a later page, with or without "(vervolg)" behind it."""
    folded, before = fold(text), fold(earlier)
    if folded == before:
        return True
    rest = folded.removeprefix(before).strip(" ()[]-–:")
    return folded.startswith(before) and rest in words().continued.suffixes
