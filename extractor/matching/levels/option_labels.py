"""The text of an option → its label and the rest of its line: "Niveau 2: helpt …" or "Basis – helpt …"."""

from __future__ import annotations

import regex

from extractor.matching.vocabulary import words as vocabulary_words
from extractor.shaping.lines import Line, canonical, words_to_text

LONGEST_LABEL = 30
AROUND_LABEL = " :.)–—-=/|,;·"
"""What may stand between a label and the next."""

LABEL = regex.compile(
    r"^(?:(?:"
    + "|".join(regex.escape(p) for p in sorted(vocabulary_words().levels.prefixes, key=len, reverse=True))
    + r")\s*)?"
    r"(?:\d{1,2}(?:-\d)?|[A-H]|[IVX]{1,4})(?:\s*[.:)=–—-]+(?=\s|$)|(?=\s|$))",
    regex.IGNORECASE,
)


def split_label(line: Line) -> tuple[str, Line | None]:
    """The label an option begins with, and the rest of its line: "Niveau 2: helpt …" or "Basis – helpt …"."""
    text = words_to_text(line.words)
    match = LABEL.match(text)
    end = match.end() if match else 0
    if not match:
        for sign in (":", " – ", " - ", " — "):
            at = text.find(sign)
            if 0 < at <= LONGEST_LABEL:
                end = at + len(sign)
                break
        else:
            return _bare(text), None
    taken, count = "", 0
    for i in range(1, len(line.words) + 1):
        taken = words_to_text(line.words[:i])
        count = i
        if len(taken) >= len(text[:end].rstrip()):
            break
    rest = line.words[count:]
    return _bare(taken), Line(rest) if rest else None


def _bare(text: str) -> str:
    """Without what parts it from the next; an abbreviation ("n.v.t.") keeps its last full stop."""
    label = canonical(text)
    bare = label.strip(AROUND_LABEL)
    if "." in bare and f"{bare}." in label:
        bare += "."
    return bare or label
