"""Words that job descriptions share in five languages: data in `rules/vocabulary.toml`, read once."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

import regex
from pydantic import BaseModel, ConfigDict

from extractor.shaping.lines import canonical

APOSTROPHES = "'’‘`´ʼ"


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
    groups: tuple[str, ...]
    column: frozenset[str]


class DocumentWords(_Part):
    titles: tuple[str, ...]


class SectionWords(_Part):
    purpose: tuple[str, ...]
    duties: tuple[str, ...]
    position: tuple[str, ...]
    structure: tuple[str, ...]
    joined: tuple[str, ...]


class FieldWords(_Part):
    """`labels` by standard name, `headings` of the block that they stand in."""

    labels: dict[str, tuple[str, ...]]
    headings: tuple[str, ...]


class OrganisationWords(_Part):
    begins: tuple[str, ...]
    ends: tuple[str, ...]


class AgreementWords(_Part):
    titles: tuple[str, ...]
    leads: tuple[str, ...]
    extensions: tuple[str, ...]


class ApprovalWords(_Part):
    verbs: tuple[str, ...]
    by: tuple[str, ...]
    articles: tuple[str, ...]
    sessions: tuple[str, ...]
    on: tuple[str, ...]


class ContinuedWords(_Part):
    suffixes: tuple[str, ...]


class Words(_Part):
    levels: LevelWords
    competencies: CompetencyWords
    documents: DocumentWords
    fields: FieldWords
    sections: SectionWords
    organisation: OrganisationWords
    agreements: AgreementWords
    approval: ApprovalWords
    continued: ContinuedWords
    language: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def words() -> Words:
    text = (files("extractor.rules") / "vocabulary.toml").read_text(encoding="utf-8")
    return Words.model_validate(tomllib.loads(text))


def words_to_pattern(texts: Iterable[str]) -> str:
    """Any of the texts, the longest first, however their apostrophes, spaces and (in capitals) accents are printed."""
    return "|".join("".join(map(_character, text)) for text in sorted(texts, key=len, reverse=True))


def _character(character: str) -> str:
    if character in APOSTROPHES:
        return f"[{APOSTROPHES}]"
    if character == " ":
        return r"\s+"
    plain = unicodedata.normalize("NFD", character)[0]
    return regex.escape(character) if plain == character else f"[{character}{plain}]"


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
