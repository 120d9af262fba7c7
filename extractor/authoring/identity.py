"""What a family is called and recognised by: the head of a draft and its `document` table."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.authoring.draft_rule import DraftRule
from extractor.authoring.family import Family
from extractor.authoring.headings import (
    SeenHeading,
)
from extractor.authoring.observing import COMPETENCY, Observed
from extractor.authoring.patterns import (
    NUMBERING,
    Regex,
    beginning_pattern,
    common_beginning,
    common_end,
    literal,
    numbering_pattern,
    same,
)
from extractor.authoring.wording import counted, examples, few, listing
from extractor.matching.vocabulary import fold, words
from extractor.slugs import slug


def identity(family: Family, id_: str | None) -> list[DraftRule]:
    name = ", ".join([_title_words(family) or "Job descriptions", *_organisations(family)[:1]])
    called = "What `--rules` and the output call it: any name of your own."
    doubts = [f"CHECK: is {one.name} a job description? {one.unlike}." for one in family.all if one.unlike]
    return [
        DraftRule("id", id_ or slug(name) or "my-module", (*doubts, called)),
        DraftRule("version", "0.1", ("Raise it when you change something.",)),
        DraftRule("name", name, ("CHECK: for people, a name for these documents.",)),
        _language(family),
    ]


def _language(family: Family) -> DraftRule:
    found = counted(one.language for one in family.all)
    if len(found) == 1 and found[0][0] != "und":
        return DraftRule("language", found[0][0])
    note = f"CHECK: the language is told from each document's own words. Found: {listing(found)}."
    return DraftRule("language", found[0][0], (note,), off=True)


def _title_words(family: Family) -> str:
    """The words that every title begins with, without those of the function's name."""
    common = common_beginning([one.title[0] for one in family.all if one.title])
    for one in family.all:
        common = _cut_at(common, one.function)
    return _known_title(common) or common


def title(family: Family) -> DraftRule:
    lines = [one.title[0] for one in family.all if one.title]
    common, end = _title_words(family), common_end(lines)
    notes = [f"A job description begins at a line like this. Printed: {examples(lines)}."]
    without = [one.name for one in family.all if not one.title]
    if without:
        notes.append(f"CHECK: no title was seen in {few(without)}.")
    if common:
        if len(family.all) == 1:
            notes.append("CHECK: one document does not show which of these words every title has.")
        return DraftRule("title", Regex(f"^{numbering_pattern(lines)}{beginning_pattern(common)}"), tuple(notes))
    if end:
        return DraftRule("title", Regex(rf"\b{literal(end)}$"), tuple(notes))
    return _different_titles(lines, notes) if lines else _unseen_title(family, notes)


def _unseen_title(family: Family, notes: Sequence[str]) -> DraftRule:
    """By the first lines of the documents; where they differ, by what job descriptions are titled with."""
    first = common_beginning([one.parts[0].text for one in family.all if one.parts])
    if first:
        note = "CHECK: no title was seen. Is it this one, which begins the first line of each document?"
        return DraftRule("title", Regex(f"^{beginning_pattern(first)}"), (note,))
    note = "CHECK: no title was seen. Write how the first line of each document begins."
    return DraftRule("title", Regex(f"^(?:{'|'.join(words().documents.titles[:3])})"), (*notes, note))


def _different_titles(lines: Sequence[str], notes: Sequence[str]) -> DraftRule:
    """Each title by itself."""
    note = "CHECK: these titles have no word in common. Write what is the same in all titles of the family."
    known = [
        f"^{beginning_pattern(begins)}" if (begins := _known_title(line)) else f"^{literal(line)}$" for line in lines
    ]
    return DraftRule("title", [Regex(pattern) for pattern in dict.fromkeys(known)], (*notes, note))


def requires(family: Family) -> list[DraftRule]:
    """Headings that every document has, on a line of their own."""
    chosen = [
        heading
        for heading in family.headings
        if len(heading.documents) == len(family.all)
        and (heading is family.over_competencies or heading.section == "purpose")
        and _on_one_line(family, heading)
    ]
    if not chosen:
        return []
    notes = (
        "A document in which one of these is missing is of another family.",
        f"CHECK: take out what a document of the family may lack. {_all_of(family.all)}",
    )
    return [DraftRule("requires", [heading.pattern for heading in chosen], notes)]


def text_columns(family: Family) -> list[DraftRule]:
    found = {one.text_columns for one in family.all} - {None}
    note = "CHECK: does the text stand in two columns side by side, as it seems? Else take this line out."
    return [DraftRule("text_columns", max(filter(None, found)), (note,))] if found else []


def _on_one_line(family: Family, heading: SeenHeading) -> bool:
    key = same(heading.printed[0])
    return all(any(len(part.lines) == 1 and same(part.text) == key for part in one.parts) for one in family.all)


def _organisations(family: Family) -> list[str]:
    """As the documents say them, without a title or a function's name that stands in the same line."""
    names = []
    for one in family.all:
        name = one.organisation or ""
        for text in (*one.title[:1], _title_words(family), one.function or "", *words().documents.titles):
            before, found, _ = fold(name).partition(f" {fold(text)}")
            name = name[: len(before)].rstrip(" –-|,:·") if text and found else name
        names += [name] if name else []
    return [name for name, _ in counted(names)]


def organisation(family: Family) -> list[DraftRule]:
    if any(key == "organisation" for one in family.all for _, key in one.labels):
        return []
    if found := _organisations(family):
        notes = ["Who employs, where no label of the header says it."]
        notes += ["CHECK: are these all there are?"] if len(found) > 1 else []
        return [
            DraftRule("organisation", [Regex(f"^(?<organisation>{literal(name)})") for name in found], tuple(notes))
        ]
    if shared := _shared_above_the_header(family):
        note = (
            "CHECK: nothing says who employs. Is it one of these lines, which every first page has above the "
            "header? Then take the # away."
        )
        patterns = [Regex(f"^(?<organisation>{literal(text)})$") for text in shared]
        return [DraftRule("organisation", patterns, (note,), off=True)]
    return []


def _shared_above_the_header(family: Family) -> list[str]:
    """Lines that no rule knows and every document has between its title and its header."""
    above = []
    for one in family.all:
        end = next((i for i, part in enumerate(one.parts) if part.claim in ("field", "heading", COMPETENCY)), 0)
        above.append({p.text for p in one.parts[:end] if p.claim is None and not NUMBERING.match(p.text)})
    return sorted(set.intersection(*above)) if len(above) > 1 else []


def _all_of(observed: Sequence[Observed]) -> str:
    return "One document does not show it." if len(observed) == 1 else f"All {len(observed)} have it."


def _known_title(text: str) -> str:
    """The words at the beginning that job descriptions are titled with: "Functiekaart" of "Functiekaart: bakker"."""
    known = [title for title in words().documents.titles if fold(text).startswith(fold(title))]
    return text[: len(max(known, key=len, default=""))]


def _cut_at(text: str, name: str | None) -> str:
    """The text without what follows where the name begins in it."""
    folded = fold(text).split()
    first = fold(name).split()[:1] if name else []
    return " ".join(text.split()[: folded.index(first[0])]) if first and first[0] in folded else text
