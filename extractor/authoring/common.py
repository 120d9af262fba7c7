"""What the documents of one family have in common → the rules of a draft, and what a person has to look at.

What cannot be told from the documents is left to the person: as a rule that is switched off, or as a note.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

import regex

from extractor.authoring.asking import (
    asked_aspects,
    asked_columns,
    asked_heading,
    asked_levels,
    asked_lines,
    asked_notes,
    asks_for_levels,
    gives_level,
)
from extractor.authoring.draft_rule import Rule
from extractor.authoring.headings import (
    Heading,
    competency_places,
    heading_over_competencies,
    is_usual,
    numbered_headings,
    section_keys,
    usual_headings,
)
from extractor.authoring.observing import COMPETENCY, Observed
from extractor.authoring.patterns import (
    NUMBERING,
    Regex,
    beginning_pattern,
    common_beginning,
    common_end,
    heading_pattern,
    literal,
    numbering_pattern,
    same,
)
from extractor.authoring.wording import counted, examples, few, listing, quoted
from extractor.matching.generic import generic_module
from extractor.matching.levels.labels import is_zero, label_core
from extractor.matching.vocabulary import fold, words
from extractor.slugs import slug

LABELLED = regex.compile(r"^(\p{L}[\p{L} ]{6,40}):\s+\p{L}.{30,}")
"""A sentence behind a label of its own."""

SECTION_NOTES = {
    "purpose": "What the job is for. Under these headings sentences become the purpose, list items become duties.",
    "duties": "What is done in it.",
    "position": "Its place in the organisation.",
    "structure": "Headings that only divide. Text right under one of them stands in the section of that heading.",
}
WAYS = (
    "How a level is given. rows: a row for each level. columns: a column for each level. choices: the levels in a line "
    "or a list. worded: the level is printed beside the name. styled: the level that is meant looks different."
)


@dataclass(frozen=True)
class Draft:
    """The rules by the table that they stand in, "" first."""

    tables: dict[str, list[Rule]]

    def and_wider(self) -> Iterator[Draft]:
        """This draft, the same with every way of giving a level, and the same without a fixed scale too."""
        yield self
        strategies, *rules = self.tables["competencies"]
        every = generic_module().competencies.strategies
        wider = self
        if strategies.value != every:
            note = "CHECK: with fewer ways less is read of these documents, so every way is tried."
            wider = Draft({**self.tables, "competencies": [Rule("strategies", every, (WAYS, note)), *rules]})
            yield wider
        if not all(rule.off for rule in self.tables.get("competencies.scale", ())):
            yield Draft({table: inner for table, inner in wider.tables.items() if table != "competencies.scale"})


def common_rules(observed: Sequence[Observed], id_: str | None = None) -> Draft:
    """`observed` are of one family; `id_` is the module's id, which otherwise comes from the title."""
    family = _Family(observed)
    tables = {
        "": [*family.identity(id_), *family.extension(), *family.approval()],
        "document": [family.title(), *family.requires(), *family.organisation(), *family.text_columns()],
        "fields": family.fields(),
        "fields.labels": family.labels(),
        "sections": family.sections(),
        "agreements": family.agreements(),
        "competencies": family.competencies(),
        "competencies.columns": asked_columns(observed) if family.unread else asked_aspects(observed),
        "competencies.scale": family.scale(),
    }
    return Draft({table: rules for table, rules in tables.items() if rules})


class _Family:
    def __init__(self, observed: Sequence[Observed]) -> None:
        self._all = observed
        self.unread = asks_for_levels(observed)
        self._series = numbered_headings(observed)
        self._header = self._heading_of_the_header()
        cells = {same(text) for one in observed for grid in one.seen.tables for text in grid.rows[0]}
        cells |= {same(text.text) for one in observed for text in one.seen.texts if gives_level(text.text, observed)}
        headings = [h for h in usual_headings(observed, self._series) if same(h.printed[0]) not in cells]
        self._headings = [h for h in headings if self._header is None or fold(h.printed[0]) != fold(self._header)]
        self._over_competencies = over = heading_over_competencies(self._headings)
        if over is not None:  # what stands between it and the competencies heads a group of them
            self._headings = [h for h in self._headings if not h.before or h.place <= over.place]

    # What it is called

    def identity(self, id_: str | None) -> list[Rule]:
        name = ", ".join([self._title_words() or "Job descriptions", *self._organisations()[:1]])
        called = "What `--rules` and the output call it: any name of your own."
        doubts = [f"CHECK: is {one.name} a job description? {one.unlike}." for one in self._all if one.unlike]
        return [
            Rule("id", id_ or slug(name) or "my-module", (*doubts, called)),
            Rule("version", "0.1", ("Raise it when you change something.",)),
            Rule("name", name, ("CHECK: for people, a name for these documents.",)),
            self._language(),
        ]

    def _language(self) -> Rule:
        found = counted(one.language for one in self._all)
        if len(found) == 1 and found[0][0] != "und":
            return Rule("language", found[0][0])
        note = f"CHECK: the language is told from each document's own words. Found: {listing(found)}."
        return Rule("language", found[0][0], (note,), off=True)

    # How it is recognised

    def _title_words(self) -> str:
        """The words that every title begins with, without those of the function's name."""
        common = common_beginning([one.title[0] for one in self._all if one.title])
        for one in self._all:
            common = _cut_at(common, one.function)
        return _known_title(common) or common

    def title(self) -> Rule:
        lines = [one.title[0] for one in self._all if one.title]
        common, end = self._title_words(), common_end(lines)
        notes = [f"A job description begins at a line like this. Printed: {examples(lines)}."]
        without = [one.name for one in self._all if not one.title]
        if without:
            notes.append(f"CHECK: no title was seen in {few(without)}.")
        if common:
            if len(self._all) == 1:
                notes.append("CHECK: one document does not show which of these words every title has.")
            return Rule("title", Regex(f"^{numbering_pattern(lines)}{beginning_pattern(common)}"), tuple(notes))
        if end:
            return Rule("title", Regex(rf"\b{literal(end)}$"), tuple(notes))
        if not lines:
            notes.append("CHECK: no title was seen. Write how the first line of each document begins.")
            return Rule("title", Regex(f"^(?:{'|'.join(words().documents.titles[:3])})"), tuple(notes))
        notes.append("CHECK: these titles have no word in common. Write what is the same in all titles of the family.")
        known = [
            f"^{beginning_pattern(title)}" if (title := _known_title(line)) else f"^{literal(line)}$" for line in lines
        ]
        return Rule("title", [Regex(pattern) for pattern in dict.fromkeys(known)], tuple(notes))

    def requires(self) -> list[Rule]:
        """Headings that every document has, on a line of their own."""
        chosen = [
            heading
            for heading in self._headings
            if len(heading.documents) == len(self._all)
            and (heading is self._over_competencies or heading.section == "purpose")
            and self._on_one_line(heading)
        ]
        if not chosen:
            return []
        notes = (
            "A document in which one of these is missing is of another family.",
            f"CHECK: take out what a document of the family may lack. {_all_of(self._all)}",
        )
        return [Rule("requires", [heading.pattern for heading in chosen], notes)]

    def text_columns(self) -> list[Rule]:
        found = {one.text_columns for one in self._all} - {None}
        note = "CHECK: does the text stand in two columns side by side, as it seems? Else take this line out."
        return [Rule("text_columns", max(filter(None, found)), (note,))] if found else []

    def _on_one_line(self, heading: Heading) -> bool:
        key = same(heading.printed[0])
        return all(any(len(part.lines) == 1 and same(part.text) == key for part in one.parts) for one in self._all)

    def _organisations(self) -> list[str]:
        """As the documents say them, without a title or a function's name that stands in the same line."""
        names = []
        for one in self._all:
            name = one.organisation or ""
            for text in (*one.title[:1], self._title_words(), one.function or "", *words().documents.titles):
                before, found, _ = fold(name).partition(f" {fold(text)}")
                name = name[: len(before)].rstrip(" –-|,:·") if text and found else name
            names += [name] if name else []
        return [name for name, _ in counted(names)]

    def organisation(self) -> list[Rule]:
        if any(key == "organisation" for one in self._all for _, key in one.labels):
            return []
        if found := self._organisations():
            notes = ["Who employs, where no label of the header says it."]
            notes += ["CHECK: are these all there are?"] if len(found) > 1 else []
            return [Rule("organisation", [Regex(f"^(?<organisation>{literal(name)})") for name in found], tuple(notes))]
        if shared := self._shared_above_the_header():
            note = (
                "CHECK: nothing says who employs. Is it one of these lines, which every first page has above the "
                "header? Then take the # away."
            )
            patterns = [Regex(f"^(?<organisation>{literal(text)})$") for text in shared]
            return [Rule("organisation", patterns, (note,), off=True)]
        return []

    def _shared_above_the_header(self) -> list[str]:
        """Lines that no rule knows and every document has between its title and its header."""
        above = []
        for one in self._all:
            end = next((i for i, part in enumerate(one.parts) if part.claim in ("field", "heading", COMPETENCY)), 0)
            above.append({p.text for p in one.parts[:end] if p.claim is None and not NUMBERING.match(p.text)})
        return sorted(set.intersection(*above)) if len(above) > 1 else []

    # The header

    def fields(self) -> list[Rule]:
        named = all("name" in {key for _, key in one.labels} for one in self._all)
        note = "Standard names that every document has a value for; where one is missing, a finding says so."
        rules = [Rule("heading", heading_pattern([self._header]))] if self._header else []
        return [*rules, Rule("required", ["name"] if named else [], (note,))]

    def _heading_of_the_header(self) -> str | None:
        """A label that never has a value and stands above all others."""
        found = counted(one.empty_labels[0] for one in self._all if one.empty_labels)
        with_value = {fold(label) for one in self._all for label, _ in one.labels}
        if found and found[0][1] == len(self._all) and fold(found[0][0]) not in with_value:
            return found[0][0]
        return None

    def labels(self) -> list[Rule]:
        keys = {fold(label): key for one in self._all for label, key in one.labels}
        found = counted(label for one in self._all for label in dict(one.labels))
        by_key: dict[str, list[str]] = {}
        for label, _ in found:
            if key := keys[fold(label)]:
                by_key.setdefault(key, []).append(label)
        unknown = [label for label, count in found if keys[fold(label)] is None and is_usual(count, self._all)]
        notes = ["Labels as they are printed, by the standard name of what stands beside them."]
        if unknown:
            notes.append(
                f"CHECK: no standard name is known for {quoted(unknown)}. Add a label to name, department, service, "
                "grade, career or organisation, or leave it: it is read all the same, under its own name only."
            )
        if len(by_key.get("name", ())) > 1:
            notes.append("CHECK: more than one label gives the name; the first one in a document counts.")
        return [Rule("", "", tuple(notes)), *(Rule(key, labels) for key, labels in by_key.items())]

    # The sections

    def sections(self) -> list[Rule]:
        found: dict[str, list[Heading]] = {}
        for heading in self._headings:
            if heading is not self._over_competencies:
                found.setdefault(heading.section or "structure", []).append(heading)
        rules = [
            Rule(key, [heading.pattern for heading in found[key]], self._section_notes(key, found[key]))
            for key in (*section_keys(), "structure")
            if key in found
        ]
        everywhere = [h for h in found.get("purpose", []) if len(h.documents) == len(self._all)]
        some = any(one.competencies for one in self._all)
        required = [*(["purpose"] if everywhere else []), *(["competencies"] if some else [])]
        return [*rules, Rule("required", required, ("Where one of these is missing, a finding says so.",))]

    def _section_notes(self, key: str, headings: Sequence[Heading]) -> tuple[str, ...]:
        notes = [SECTION_NOTES[key]]
        if key == "structure" and any(heading.follows for heading in headings):
            where = ", ".join(section_keys())
            notes.append(f"CHECK: what stands under these? Move a heading to {where}, if it is that:")
            notes += [f"  {heading.printed[0]}: {examples(heading.follows)}" for heading in headings if heading.follows]
        for heading in headings:
            without = [one.name for one in self._all if one.name not in heading.documents]
            notes += [f"{quoted(heading.printed[:1])} is not in {few(without)}."] if without else []
        return tuple(notes)

    def agreements(self) -> list[Rule]:
        series = next((each for each in self._series if each.holds_items and not each.holds_competencies), None)
        if series is None:
            return []
        rules = [Rule("title", series.pattern, (f"Numbered headings over tasks. Printed: {examples(series.titles)}.",))]
        lead = common_beginning(series.leads) if len(series.leads) > 1 else ""
        if lead:
            whole = len({fold(text) for text in series.leads}) == 1
            pattern = rf"^{literal(lead.rstrip(' :'))}\s*:?$" if whole else rf"^{beginning_pattern(lead)}.*:$"
            rules.append(Rule("lead", Regex(pattern), ("The fixed sentence before the tasks.",)))
        return rules

    # The competencies

    def competencies(self) -> list[Rule]:
        rules = [self._strategies()]
        if self._over_competencies is not None:
            rules.append(Rule("heading", self._over_competencies.pattern, ("The heading over all competencies.",)))
        blocks = next((each for each in self._series if each.holds_competencies), None)
        if blocks is not None:
            note = f"Headings over parts of them. Printed: {examples(blocks.titles)}."
            rules.append(Rule("block", blocks.pattern, (note,)))
        if head := self._head_of_the_levels():
            note = "What stands over the levels in the head of each table."
            rules.append(Rule("header", Regex(f"^{literal(head)}"), (note,)))
        rules += asked_notes(self._all)
        if self.unread:
            rules += [] if self._over_competencies else asked_heading(self._all, self._headings)
            rules += asked_lines(self._all)
        return rules

    def _strategies(self) -> Rule:
        """The one way, where all documents agree; else every way, for the next one may have yet another."""
        seen = counted(" and ".join(one.strategies) for one in self._all if one.strategies)
        without = [one.name for one in self._all if not one.strategies]
        notes = [WAYS]
        if without:
            notes.append(f"CHECK: no level was read in {few(without)}. See `jobdesc explain` and `jobdesc marks`.")
        if len(seen) == 1 and not without:
            return Rule("strategies", self._all[0].strategies, tuple(notes))
        if len(seen) > 1:
            notes.append(f"CHECK: the documents differ ({listing(seen)}), so every way is tried, in this order.")
        every = generic_module().competencies.strategies
        if not seen and not any(one.seen.marks for one in self._all):
            notes.append("Nothing is ticked in them, so no row for each level is looked for.")
            every = tuple(name for name in every if name != "rows")
        return Rule("strategies", every, tuple(notes))

    def _head_of_the_levels(self) -> str | None:
        """The text that heads most tables of levels in most documents."""
        heads: list[str] = []
        for one in self._all:
            if "rows" in one.strategies:
                upto = one.parts[: competency_places(one)[1]]
                counts = Counter(part.text for part in upto if part.in_table and part.may_head)
                heads += [text for text, count in counts.items() if count == max(counts.values()) > 1]
        found = counted(heads)
        return found[0][0] if found and is_usual(found[0][1], self._all) else None

    def scale(self) -> list[Rule]:
        """Only where every document prints all levels, and the same ones; else each document's own is read off it."""
        seen = [one for one in self._all if one.scales]
        whole = [one for one in seen if one.complete]
        if not seen:
            note = "CHECK: which levels are there, from low to high, as they are printed? Then take the # away, twice."
            return [Rule("labels", asked_levels(self._all) or ["low", "higher"], (note,), off=True)]
        if len({tuple(map(label_core, one.scales[0])) for one in whole}) != 1 or len(whole) < len(self._all):
            shown = listing(counted(_scale_text(one) for one in seen))
            notes = (
                f"No fixed scale: it is read off each document. Printed: {shown}.",
                "CHECK: is there one scale for all? Then write its levels from low to high, and take the # away.",
            )
            labels = max((one.scales[0] for one in seen), key=len)
            if len(labels) < 2:
                labels = tuple(dict.fromkeys(label for one in seen for scale in one.scales for label in scale))
            return [Rule("labels", labels if len(labels) > 1 else ["low", "higher"], notes, off=True)]
        labels = whole[0].scales[0]
        rules = [Rule("labels", labels, ("CHECK: from low to high, as they are printed.",))]
        if not all(label.isdecimal() for label in labels):
            zero = is_zero(label_core(labels[0]))
            rules.append(Rule("first", 0 if zero else 1, ("The number of the lowest one in the output.",)))
        return rules

    # What ends it

    def extension(self) -> list[Rule]:
        found: list[str] = []
        for one in self._all:
            matches = [
                LABELLED.match(part.text)
                for part in one.parts[: competency_places(one)[0]]
                if not part.item
                and part.claim not in ("field", "title")
                and not any(s.is_one(part) for s in self._series)
            ]
            found += dict.fromkeys(match[1] for match in matches if match)
        usual = [label for label, count in counted(found) if is_usual(count, self._all)]
        if not usual or len(self._all) == 1:
            return []
        after_tasks = bool(self.agreements())
        what = (
            "is taken for the clause that extends the tasks"
            if after_tasks
            else "may be a clause that extends the tasks"
        )
        note = f"CHECK: most documents have a sentence after {quoted(usual[:1])}, which {what}."
        return [Rule("extension", Regex(rf"^{literal(usual[0])}\s*:\s*(?<text>.*)$"), (note,), off=not after_tasks)]

    def approval(self) -> list[Rule]:
        found = [one.approval for one in self._all if one.approval]
        if found:
            note = f"Who approved it, and when. Printed: {examples([text for text, _, _ in found])}."
            patterns = list(dict.fromkeys(_approval_pattern(*approval) for approval in found))
            return [Rule("approval", patterns, (note,))]
        last = [one.parts[-1].text for one in self._all if one.parts and one.parts[-1].claim is None]
        if not is_usual(len(last), self._all) or not common_beginning(last):
            return []
        note = (
            f"CHECK: the documents end with {examples(last)}. If that says who approved them and when, put the groups "
            "(?<authority>.+?) and (?<date>.+?) in their places and take the # away."
        )
        fixed = " ".join(takewhile(lambda word: not any(c.isdecimal() for c in word), common_beginning(last).split()))
        return [Rule("approval", Regex(f"^{beginning_pattern(fixed or last[0])}"), (note,), off=True)]


def _all_of(observed: Sequence[Observed]) -> str:
    return "One document does not show it." if len(observed) == 1 else f"All {len(observed)} have it."


def _approval_pattern(text: str, authority: str | None, date: str | None) -> Regex:
    """The printed line with groups in the places of what was told."""
    pattern = literal(text.rstrip(" ."))
    for name, value in (("authority", authority), ("date", date)):
        if value:
            pattern = pattern.replace(literal(value), rf"(?<{name}>\S.*?)", 1)
    return Regex(rf"^{pattern}\.?$")


def _known_title(text: str) -> str:
    """The words at the beginning that job descriptions are titled with: "Functiekaart" of "Functiekaart: bakker"."""
    known = [title for title in words().documents.titles if fold(text).startswith(fold(title))]
    return text[: len(max(known, key=len, default=""))]


def _cut_at(text: str, name: str | None) -> str:
    """The text without what follows where the name begins in it."""
    folded = fold(text).split()
    first = fold(name).split()[:1] if name else []
    return " ".join(text.split()[: folded.index(first[0])]) if first and first[0] in folded else text


def _scale_text(one: Observed) -> str:
    labels = one.scales[0] if one.complete else sorted({label for scale in one.scales for label in scale})
    return " ".join(labels) if all(len(label) < 3 for label in labels) else ", ".join(labels)
