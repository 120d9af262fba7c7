"""What the documents of one family have in common → the rules of a draft, and what a person has to look at.

What cannot be told from the documents is left to the person: as a rule that is switched off, or as a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.authoring.asking import (
    asked_aspects,
    asked_columns,
    asked_labels,
)
from extractor.authoring.draft_rule import DraftRule
from extractor.authoring.end_rules import approval, extension
from extractor.authoring.family import Family
from extractor.authoring.header_rules import agreements, fields, labels, sections
from extractor.authoring.identity import identity, organisation, requires, text_columns, title
from extractor.authoring.level_rules import WAYS, competencies, scale
from extractor.authoring.observing import Observed
from extractor.matching.generic import generic_module


@dataclass(frozen=True)
class Draft:
    """The rules by the table that they stand in, "" first."""

    tables: dict[str, list[DraftRule]]

    def and_wider(self) -> Iterator[Draft]:
        """This draft, the same with every way of giving a level, and the same without a fixed scale too."""
        yield self
        strategies, *rules = self.tables["competencies"]
        every = generic_module().competencies.strategies
        wider = self
        if strategies.value != every:
            note = "CHECK: with fewer ways less is read of these documents, so every way is tried."
            wider = Draft({**self.tables, "competencies": [DraftRule("strategies", every, (WAYS, note)), *rules]})
            yield wider
        if not all(rule.off for rule in self.tables.get("competencies.scale", ())):
            yield Draft({table: inner for table, inner in wider.tables.items() if table != "competencies.scale"})


def common_rules(observed: Sequence[Observed], id_: str | None = None) -> Draft:
    """`observed` are of one family; `id_` is the module's id, which otherwise comes from the title."""
    family = Family(observed)
    tables = {
        "": [*identity(family, id_), *extension(family), *approval(family)],
        "document": [title(family), *requires(family), *organisation(family), *text_columns(family)],
        "fields": fields(family),
        "fields.labels": labels(family),
        "sections": sections(family),
        "agreements": agreements(family),
        "competencies": competencies(family),
        "competencies.columns": asked_columns(observed) if family.unread else asked_aspects(observed),
        "competencies.labels": asked_labels(observed) if family.unread else [],
        "competencies.scale": scale(family),
    }
    return Draft({table: rules for table, rules in tables.items() if rules})
