"""What one rule module makes of a PDF, line by line: which rule took what, what is left, which levels it reads."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.text import Text

from extractor.authoring.drafting import why_not_recognised
from extractor.authoring.unused import unused_rules
from extractor.cli.console import counted, printable
from extractor.cli.explain import claimed_runs
from extractor.matching.rulefile import load_rule_file
from extractor.pipeline import Stages, read_stages
from extractor.settings import ReadingSettings

NAMES = 17
"""Columns for what a text was taken for."""


def print_tried(console: Console, module: Path, file: Path, password: str | None) -> None:
    """Raises RuleFileError for a module with faults, an InputError for a file that cannot be read."""
    rules = load_rule_file(module)
    for stages in read_stages(file, ReadingSettings(password), rules=rules):
        reason = why_not_recognised(stages)
        if reason is not None:
            console.print(
                Text(f"{file.name}: not recognised by {rules.id}: {reason}", style="bold red"), soft_wrap=True
            )
        for fault in unused_rules(stages.matches):
            console.print(Text(f"CHECK {printable(fault)}", style="bold red"), soft_wrap=True)
        _print_lines(console, stages)
        _print_levels(console, stages)


def _print_lines(console: Console, stages: Stages) -> None:
    claims = stages.matches.claims
    for page in stages.pages:
        console.print(Text(f"page {page.number}", style="bold"))
        for claim, text in claimed_runs(page.layout.words, claims):
            left = claim == "UNCLAIMED"
            name = Text(f"  {'LEFT' if left else claim:{NAMES}} ", style="red" if left else "dim")
            console.print(name.append(printable(text), style="red" if left else ""), soft_wrap=True)


def _print_levels(console: Console, stages: Stages) -> None:
    description = stages.description
    console.print(Text("levels", style="bold"))
    for one in description.competencies:
        label = one.required_label or ("-" if one.required_level is None else str(one.required_level))
        console.print(Text(f"  {printable(one.name)}: {printable(label)} ({one.status})"), soft_wrap=True)
    known = sum(one.required_level is not None for one in description.competencies)
    count = description.word_count
    total = counted(len(description.competencies), "competency", "competencies")
    console.print(f"{total}, {known} with a level; {count.unclaimed} of {count.total} words left")
