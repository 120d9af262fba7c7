"""A draft → TOML with its notes, as a person goes on writing it."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Sequence

from extractor.authoring.common import Draft
from extractor.authoring.draft_rule import DraftRule, Value
from extractor.authoring.patterns import Regex
from extractor.matching.rule_schema import SCHEMA_FILE

WIDTH = 110
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
"""Neither in a comment nor between single quotes may TOML have these."""
HEAD = (
    "A first draft of a rule module, for a person to finish. Lines with CHECK need your eyes; a # before a rule "
    "switches it off. Patterns are searched in lines, whatever the case: ^ is the beginning, $ the end, \\s* any space."
)


def draft_to_toml(draft: Draft, documents: Sequence[str]) -> str:
    """The text of the file; `documents` are the names of the PDFs that it rests on."""
    number = f"{len(documents)} job description{'' if len(documents) == 1 else 's'}"
    lines = [f"#:schema ./{SCHEMA_FILE}", *_note(HEAD), *_note(f"It rests on {number}: {', '.join(documents)}.")]
    for table, rules in draft.tables.items():
        lines.append("")
        if table:
            lines.append(f"# [{table}]" if all(rule.off for rule in rules) else f"[{table}]")
        for rule in rules:
            lines += _rule(rule)
    return "\n".join(lines) + "\n"


def _note(text: str) -> list[str]:
    indent = "    " if text.startswith(" ") else ""
    return [f"# {line}" for line in textwrap.wrap(_CONTROL.sub(" ", text), WIDTH, subsequent_indent=indent)]


def _rule(rule: DraftRule) -> Iterator[str]:
    for note in rule.notes:
        yield from _note(note)
    if rule.key:
        lines = f"{rule.key} = {_value(rule.value)}".split("\n")
        yield from (f"# {line}" for line in lines) if rule.off else lines


def _value(value: Value) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Regex) and not _CONTROL.search(value) and "'''" not in value:
        return f"'{value}'" if "'" not in value else f"'''{value}'''"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    shown = [_value(item) for item in value]
    if len(value) == 1 and isinstance(value[0], Regex):
        return shown[0]
    line = f"[{', '.join(shown)}]"
    return line if len(line) <= WIDTH else "\n".join(["[", *(f"    {item}," for item in shown), "]"])
