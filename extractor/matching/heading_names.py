"""Is a heading one of the names that job descriptions share, and of what: of a section, of competencies, of a block?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.languages import SectionWords, shared_words
from extractor.matching.printed_names import PrintedNames, behind_joined, without_numbers

STRUCTURE, COMPETENCIES, GROUP, NEVER, FIELDS = "structure", "competency-heading", "group", "never", "fields"
"""Kinds of names, beside the sections; a name may be of several."""
SECTIONS = tuple(key for key in SectionWords.model_fields if key not in {STRUCTURE, "joined"})
"""A name of a section is of the kind that is the section's standard name; of two sections it is the first one's."""
_END = regex.compile(r"(?:\s*\([^()]*\))?\s*[:.?!]*$")
"""What no name needs: a remark in brackets, signs."""


@dataclass(frozen=True)
class HeadingOf:
    """Stands where a pattern may: it fits a name of these kinds, or several joined, "Taken en opdrachten (5)"."""

    kinds: frozenset[str]

    @property
    def pattern(self) -> str:
        return f"a heading of {', '.join(sorted(self.kinds))}"

    def search(self, text: str) -> bool:
        return any(_is_joined(rest, self.kinds) for rest in without_numbers(text))


@lru_cache(maxsize=1)
def kinds_of_names() -> Mapping[str, frozenset[str]]:
    words = shared_words()
    texts = {
        **{key: getattr(words.sections, key) for key in (*SECTIONS, STRUCTURE)},
        COMPETENCIES: words.competencies.headings,
        GROUP: words.competencies.groups,
        NEVER: words.competencies.never,
        FIELDS: words.fields.headings,
    }
    kinds: dict[str, set[str]] = {}
    for kind, names in texts.items():
        for name in names:
            kinds.setdefault(name, set()).add(kind)
    return {name: frozenset(of) for name, of in kinds.items()}


@lru_cache(maxsize=1)
def heading_names() -> PrintedNames:
    return PrintedNames(kinds_of_names())


def _is_joined(text: str, kinds: frozenset[str]) -> bool:
    """Names stand in others ("taken", "taken en opdrachten"): each that fits is tried, at each place once."""
    places, tried = [0], {0}
    while places:
        for name, end in heading_names().beginning(text, places.pop()):
            if kinds.isdisjoint(kinds_of_names()[name]):
                continue
            if _END.match(text, end):
                return True
            following = set(behind_joined(text, end)) - tried
            places += following
            tried |= following
    return False
