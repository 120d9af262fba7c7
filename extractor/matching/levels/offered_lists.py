"""The list of options that lines repeat behind their names, whatever words it is of.

Snijden:   starter   **gevorderd**   topper
Kleuren:   starter   gevorderd   **topper**          the same three behind two names: each of them is an option

Of words that are no whole list nobody can say which is meant: the one that is chosen may be among the others.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.matching.levels.labels import label_core
from extractor.matching.vocabulary import fold
from extractor.matching.vocabulary import words as vocabulary_words
from extractor.reading.layout import Word
from extractor.shaping.lines import words_to_segments, words_to_text

SIGNS = "/|,·;"
"""Signs between the options of a line."""
LEAST_OPTIONS = 3
"""Two words behind a name may as well be a level and something else of it."""
LONGEST_OPTION = 3
"""An option has at most so many words."""
GAP = 0.6
"""White wider than this many sizes parts options: no mere space."""

Options = tuple[tuple[Word, ...], ...]


def behind_name(words: Sequence[Word]) -> Sequence[Word]:
    """What stands behind the colon of a line, or else behind its first run of words."""
    colon = next((i for i, word in enumerate(words[:-1]) if word.text.endswith(":")), None)
    if colon is not None:
        return words[colon + 1 :]
    return words[len(words_to_segments(words, GAP)[0].words) :] if words else ()


def listed_options(words: Sequence[Word]) -> Options:
    """The options that a line lists behind its name; none where what stands there is no list."""
    parts: list[list[Word]] = [[]]
    for segment in words_to_segments(behind_name(words), GAP):
        for word in segment.words:
            if word.text.strip(SIGNS):
                parts[-1].append(word)
            if word.text[-1] in SIGNS:
                parts.append([])
        parts.append([])
    found = tuple(tuple(part) for part in parts if part)
    short = all(len(part) <= LONGEST_OPTION for part in found)
    return found if short and len(found) >= LEAST_OPTIONS and len(set(key_of(found))) == len(found) else ()


def key_of(options: Sequence[Sequence[Word]]) -> tuple[str, ...]:
    """What two lists of the same options have in common."""
    return tuple(fold(words_to_text(part).strip(SIGNS)) for part in options)


def goes_on(words: Sequence[Word], run: Sequence[Word]) -> bool:
    """Does a run of options that are words go on: behind the colon, at a sign, or as far away as options stand?

    Corte:   inicial   **medio**   alto         Foundation / **practitioner** / master
    """
    if not all(word.text.strip(SIGNS).isalpha() for word in run):
        return False
    first, last = words.index(run[0]), words.index(run[-1])
    return _goes_on_behind(words[last], words[last + 1 :]) or _goes_on_before(words[:first])


def _goes_on_behind(last: Word, after: Sequence[Word]) -> bool:
    """Not with "n.v.t.", which is none of the options."""
    if not after or not (last.text[-1] in SIGNS or after[0].text in SIGNS or _is_apart(last, after[0])):
        return False
    rest = label_core(words_to_text([word for word in after if word.text not in SIGNS]))
    return rest not in vocabulary_words().levels.zero


def _goes_on_before(before: Sequence[Word]) -> bool:
    if not before:
        return False
    named = [part for part in words_to_segments(before, GAP) if any(c.isalpha() for c in part.text)]
    behind_colon = any(word.text.endswith(":") for word in before[:-1]) and not before[-1].text.endswith(":")
    return before[-1].text[-1] in SIGNS or behind_colon or len(named) > 1


def _is_apart(word: Word, following: Word) -> bool:
    return following.box.x0 - word.box.x1 > GAP * word.size and any(c.isalnum() for c in following.text)
