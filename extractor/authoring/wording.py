"""How the notes of a draft count and quote what was printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from extractor.matching.vocabulary import fold

MOST_TEXTS = 3
"""So many examples are shown in a note."""
LONGEST_EXAMPLE = 60


def counted(values: Iterable[str]) -> list[tuple[str, int]]:
    """Each once with how often, whatever the case: the most frequent first, and then as they come."""
    firsts: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for value in values:
        firsts.setdefault(fold(value), value)
        counts[fold(value)] += 1
    return [(firsts[key], count) for key, count in counts.most_common()]


def listing(found: Sequence[tuple[str, int]]) -> str:
    return "; ".join(f"{value} ({count})" for value, count in found)


def quoted(texts: Sequence[str]) -> str:
    return ", ".join(f'"{text}"' for text in texts)


def examples(texts: Sequence[str]) -> str:
    once = list(dict.fromkeys(texts))
    more = f" and {len(once) - MOST_TEXTS} more" if len(once) > MOST_TEXTS else ""
    return f"{quoted([short(text) for text in once[:MOST_TEXTS]])}{more}"


def short(text: str) -> str:
    return text if len(text) <= LONGEST_EXAMPLE else f"{text[: LONGEST_EXAMPLE - 2].rsplit(' ', 1)[0]} …"


def few(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_TEXTS} more" if len(names) > MOST_TEXTS else ""
    return f"{', '.join(names[:MOST_TEXTS])}{more}"
