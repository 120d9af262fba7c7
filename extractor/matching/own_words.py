"""The words that a rule module adds to the shared ones, for its own documents."""

from __future__ import annotations

from functools import lru_cache

from extractor.languages import ColumnWords, CompetencyWords, LevelWords, Words, all_words
from extractor.matching.rulefile import CompetencyRules
from extractor.matching.vocabulary import fold

_Added = tuple[tuple[str, tuple[str, ...]], ...]


def with_own_words(rules: CompetencyRules) -> Words:
    columns = tuple((key, tuple(map(fold, texts))) for key, texts in rules.columns if key != "cell")
    more = (
        ("level_words", tuple(map(fold, rules.level_words))),
        ("not_applicable", tuple(map(fold, rules.not_applicable))),
        ("never", tuple(map(fold, rules.never))),
        ("rated", rules.rated),
        ("footnotes", tuple(map(fold, rules.footnotes))),
    )
    return _with((*columns, *more))


@lru_cache(maxsize=64)
def _with(added: _Added) -> Words:
    """The same words for the same rules, so that what is built of them is built once."""
    texts, words = dict(added), all_words()
    if not any(texts.values()):
        return words
    return words.model_copy(
        update={
            "levels": _levels(words.levels, texts),
            "competencies": _competencies(words.competencies, texts),
            "columns": _columns(words.columns, texts),
        }
    )


def _levels(levels: LevelWords, texts: dict[str, tuple[str, ...]]) -> LevelWords:
    aspects = (*texts["aspects"], *texts["required"], *texts["current"], *texts["functions"])
    return levels.model_copy(
        update={
            "prefixes": (*levels.prefixes, *texts["level_words"]),
            "inline": (*levels.inline, *texts["level_words"]),
            "column": levels.column | set(texts["level"]),
            "zero": levels.zero | set(texts["not_applicable"]),
            "aspects": levels.aspects | set(aspects),
            "required": (*levels.required, *texts["required"]),
            "current": (*levels.current, *texts["current"]),
            "rated": texts["rated"],
            "footnotes": texts["footnotes"],
        }
    )


def _competencies(words: CompetencyWords, texts: dict[str, tuple[str, ...]]) -> CompetencyWords:
    return words.model_copy(
        update={"column": words.column | set(texts["name"]), "never": (*words.never, *texts["never"])}
    )


def _columns(words: ColumnWords, texts: dict[str, tuple[str, ...]]) -> ColumnWords:
    return words.model_copy(
        update={
            "description": words.description | set(texts["description"]),
            "code": words.code | set(texts["code"]),
            "other": (*words.other, *texts["other"]),
        }
    )
