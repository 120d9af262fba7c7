"""A level that is printed behind its name → a question: its one option, or all that are printed behind each other."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.geometry import box_around
from extractor.languages import per_words
from extractor.matching.claims import Claim
from extractor.matching.levels.behind_names import FoundLevel
from extractor.matching.levels.labels import Label, NoLabel, text_to_label
from extractor.matching.levels.question import Option, Question, taken
from extractor.matching.vocabulary import fold, words, words_to_pattern
from extractor.model import MarkKind
from extractor.reading.layout import Word
from extractor.shaping.lines import Line, words_to_text
from extractor.shaping.marks.evidence import Evidence, Fact
from extractor.shaping.marks.selection import SelectionMark


def found_to_question(name: str, name_words: Sequence[Word], one: FoundLevel, line: Line) -> Question:
    text = one.label.text
    mark = SelectionMark(
        page=one.level_words[0].page,
        box=box_around(word.box for word in one.level_words),
        kind=MarkKind.TEXT,
        raw=words_to_text(one.level_words),
        font=one.level_words[0].font,
        words=tuple(one.level_words),
        evidence=Evidence.of(Fact.PRINTED),
    )
    listed = _listed(one)
    core = one.label.core if isinstance(one.label, Label) else None
    options = listed or (Option(text, (mark,), label_words=one.level_words, core=core),)
    question = Question(
        name=name,
        page=name_words[0].page,
        box=box_around(word.box for word in name_words),
        options=options,
        printed=True,
        took=(*taken(Claim.NAME, [*line.bullet_words, *name_words]), *taken(Claim.LEVEL, one.level_words)),
    )
    return question.doubted(one.label.reason) if isinstance(one.label, NoLabel) else question


def _listed(one: FoundLevel) -> tuple[Option, ...]:
    """Levels that are printed behind each other, each an option: "niveau 1 / niveau 2 / niveau 3"."""
    if not isinstance(one.label, NoLabel):
        return ()
    prefixes = {fold(prefix) for prefix in words().levels.prefixes}
    options: list[Option] = []
    before: list[Word] = []
    for word in one.level_words:
        text = word.text.strip(" ()/|,;:")
        if not text or fold(text) in prefixes:
            before = [word] if text else []
            continue
        label = text_to_label(text)
        if not isinstance(label, Label):
            return ()
        options.append(Option(label.text, (), label_words=(*before, word)))
        before = []
    return tuple(options) if len(options) > 1 and len({o.label for o in options}) == len(options) else ()


@per_words
def level_prefix() -> regex.Pattern[str]:
    """The word for "level" that a line may have before its label."""
    return regex.compile(rf"(?<![\p{{L}}])(?:{words_to_pattern(words().levels.inline)})(?![\p{{L}}])", regex.IGNORECASE)
