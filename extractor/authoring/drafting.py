"""PDFs of one family → the draft of a rule module, read back on the same PDFs before anybody sees it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.authoring.common import common_rules
from extractor.authoring.families import families
from extractor.authoring.observing import Observed, observe
from extractor.authoring.printing import draft_to_toml
from extractor.errors import FamiliesMixed
from extractor.findings import in_english
from extractor.matching.generic import generic_module
from extractor.matching.recognise import misfit
from extractor.matching.rulefile import RuleModule, text_to_rules
from extractor.pipeline import Stages, read_stages
from extractor.settings import ReadingSettings


@dataclass(frozen=True)
class Reread:
    """One job description read without rules and with the draft: levels that are known, words that nobody took.

    `lost` are competencies whose level only the generic module knows; `unrecognised` says why the draft passes it over.
    """

    name: str
    competencies: int
    levels: int
    levels_before: int
    unclaimed: int
    unclaimed_before: int
    lost: tuple[str, ...]
    unrecognised: str | None


@dataclass(frozen=True)
class Drafted:
    """The TOML of the module, and what it reads."""

    text: str
    reread: tuple[Reread, ...]


def draft_rules(
    paths: Sequence[str | os.PathLike[str]], *, id_: str | None = None, password: str | None = None
) -> Drafted:
    """The same PDFs give the same text, in whatever order they are named.

    Where no level is read the draft asks for what it needs, with what was seen. Raises an InputError for a PDF that
    cannot be read, FamiliesMixed where they are of several families.
    """
    files = sorted(
        {os.path.realpath(path): os.fspath(path) for path in paths}.values(), key=lambda p: (Path(p).name, p)
    )
    seen = _seen(files, generic_module(), password)
    groups = families(seen)
    if len(groups) > 1:
        listing = "\n".join(f"  {', '.join(one.name for one in group)}" for group in groups)
        raise FamiliesMixed(
            f"these PDFs are of {len(groups)} families, by their titles, labels and headings:\n{listing}",
            "Draft a rule module from each of these groups. Documents in two languages are two families.",
        )
    tried = []
    for draft in common_rules(seen, id_).and_wider():
        tried.append(_read_back(draft_to_toml(draft, [one.name for one in seen]), files, seen, password))
        if not any(one.lost or one.unclaimed > one.unclaimed_before for one in tried[-1].reread):
            break
    return min(tried, key=_what_is_not_read)


def _seen(files: Sequence[str], rules: RuleModule, password: str | None) -> list[Observed]:
    """What the documents show; read in two columns where nothing was read and their lines may be those of two."""
    seen = [one for path in files for one, _ in _observed(path, rules, password)]
    unread = not any(one.strategies for one in seen) and rules.document.text_columns is None
    if not unread or not any(one.seen.in_columns for one in seen):
        return seen
    document = rules.document.model_copy(update={"text_columns": 2})
    parted = rules.model_copy(update={"document": document})
    return [one for path in files for one, _ in _observed(path, parted, password)]


def why_not_recognised(stages: Stages) -> str | None:
    """What the document lacks for the module that it was read with; None where that would know it."""
    return in_english(misfit(stages.pages, stages.matches.rules))


def _what_is_not_read(drafted: Drafted) -> tuple[int, int]:
    """Levels first, then words."""
    return sum(len(one.lost) for one in drafted.reread), sum(one.unclaimed for one in drafted.reread)


def _observed(path: str, rules: RuleModule, password: str | None) -> Iterator[tuple[Observed, str | None]]:
    for stages in read_stages(path, ReadingSettings(password), rules=rules):
        yield observe(stages), in_english(misfit(stages.pages, rules))


def _read_back(text: str, files: Sequence[str], before: Sequence[Observed], password: str | None) -> Drafted:
    rules = text_to_rules(text, "draft")
    after = [one for path in files for one in _observed(path, rules, password)]
    reread = []
    for old in before:
        new, unrecognised = next(((n, why) for n, why in after if n.name == old.name), (None, "not seen as one"))
        levels = {} if new is None else {name: level for (_, name), level in new.levels.items()}
        lost = [name for (_, name), level in old.levels.items() if levels.get(name) != level]
        reread.append(
            Reread(
                name=old.name,
                competencies=0 if new is None else new.competencies,
                levels=0 if new is None else len(new.levels),
                levels_before=len(old.levels),
                unclaimed=0 if new is None else new.unclaimed,
                unclaimed_before=old.unclaimed,
                lost=tuple(lost),
                unrecognised=unrecognised,
            )
        )
    return Drafted(text, tuple(reread))
