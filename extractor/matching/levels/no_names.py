"""Names that are none of a competency, whatever stands beside them: schooling, an example of how to fill in a form."""

from __future__ import annotations

import regex

from extractor.languages import per_words
from extractor.matching.vocabulary import fold, words, words_to_pattern


def is_no_competency(name: str, *, whole: bool = False) -> bool:
    """What forms ask for that is none: schooling, a licence, a contract. The first words of the name say so.

    Or the last one: "First aid certificate", and in a language that puts it first "Certificat de secourisme".
    `whole`: all of them do. "Contract" is none, "Contract care" may be one where a rule module's pattern says so.
    """
    folded = fold(name)
    if whole:
        return folded in words().competencies.never
    return f"{folded} ".startswith(_never_begins()) or _paper().search(folded) is not None


@per_words
def _never_begins() -> tuple[str, ...]:
    return tuple(f"{word}{sign}" for word in words().competencies.never for sign in " :,")


@per_words
def _paper() -> regex.Pattern[str]:
    """A name that ends in the word for a paper that proves schooling, or begins with it and says of what."""
    proofs = words_to_pattern(words().competencies.proofs)
    of = words_to_pattern(("de", "d'", "en"))
    return regex.compile(rf"\b\p{{L}}*(?:{proofs})$|^(?:{proofs})\s+(?:{of})\b")


@per_words
def field_labels() -> frozenset[str]:
    """The labels of a form's header, folded: "Functieklasse" beside or over a level is a field, not a competency."""
    return frozenset(fold(label) for labels in words().fields.labels.by_key().values() for label in labels)


@per_words
def example_pattern() -> regex.Pattern[str]:
    """How the form is filled in: "Voorbeeld: Klantgericht", "Bv. Klantgericht"; "Voorbeeld geven" is a name."""
    examples = words().competencies.examples
    short = words_to_pattern(text for text in examples if text.endswith("."))
    whole = words_to_pattern(text for text in examples if not text.endswith("."))
    return regex.compile(rf"^\W*(?:(?:{whole})(?:\s+\d{{1,2}})?\s*(?:$|[:;–—(-])|(?:{short}))", regex.IGNORECASE)
