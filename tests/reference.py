"""The pages of docs that are written from the code, so that they cannot say anything else.

$ python -m tests.reference      writes them
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from extractor.findings import FindingKind, Language, kinds
from extractor.model import Severity

DOCS: Final = Path(__file__).parent.parent / "docs"

_SEVERITIES: Final = {
    Severity.ERROR: "A level or a page is not known. `--strict` answers 1 where one stands.",
    Severity.WARNING: "Something is odd or lacking; what was read stands.",
    Severity.INFO: "Good to know.",
}


def findings_page() -> str:
    """docs/findings.md."""
    lines = [
        "# Findings",
        "",
        "A finding says what a person should know about one document. It stands in the JSON and in `findings.csv`,",
        "with its page, its place on the page, and its competency where it is about one. A code has one severity,",
        "one meaning and one next step. The message of a finding is made of the values beside it (`values`), so that",
        "the report can word it in Dutch too.",
        "",
    ]
    for severity, meaning in _SEVERITIES.items():
        lines += [f"## {severity.value.capitalize()}", "", meaning, "", *_table(severity, Language.EN), ""]
    lines += ["## In het Nederlands", "", "Dezelfde codes, zoals het rapport ze noemt.", ""]
    return "\n".join([*lines, *_table(None, Language.NL)]) + "\n"


def _table(severity: Severity | None, language: Language) -> list[str]:
    heads = {Language.EN: ("what it means", "what to do"), Language.NL: ("wat het betekent", "wat te doen")}[language]
    rows = [f"| code | {heads[0]} | {heads[1]} |", "|---|---|---|"]
    return rows + [_row(kind, language) for kind in kinds() if severity in (None, kind.severity)]


def _row(kind: FindingKind, language: Language) -> str:
    wording = kind.wordings[language]
    return f"| `{kind.code.value}` | {wording.meaning} | {wording.next} |"


PAGES: Final[dict[Path, Callable[[], str]]] = {DOCS / "findings.md": findings_page}


if __name__ == "__main__":
    for path, written in PAGES.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(written(), encoding="utf-8")
