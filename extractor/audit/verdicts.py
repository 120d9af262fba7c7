"""Audits and oddities as text for other programs: JSON, CSV, JUnit, SARIF, and one HTML page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pandas as pd

from extractor.audit.checking import Audit, Result, Verdict
from extractor.audit.html import csp_hash
from extractor.audit.oddities import Oddity
from extractor.audit.policy import PolicyRule
from extractor.audit.wording import diff_text
from extractor.output.tables import frame_to_csv
from extractor.version import VERSION

_RESULT_COLUMNS = "rule severity verdict document_id function_key function path competency found expected page".split()
_ODDITY_COLUMNS = "kind document_id function path competency page message diff".split()


def audit_to_json(audit: Audit) -> str:
    """Rules with their counts, notes, and every result with its evidence."""
    by_rule = _by_rule(audit)
    return _json(
        {
            "policy": {"title": audit.policy.title, "path": audit.policy.path},
            "rules": [
                {
                    "id": rule.id,
                    "description": rule.description,
                    "severity": rule.severity,
                    **{verdict.value: _count(by_rule[rule.id], verdict) for verdict in Verdict},
                }
                for rule in audit.policy.rules
            ],
            "notes": list(audit.notes),
            "results": [
                {
                    "rule": result.rule,
                    "verdict": result.verdict.value,
                    "document_id": result.document_id,
                    "function_key": result.function_key,
                    "function": result.function,
                    "path": result.path,
                    "evidence": [
                        {"competency": e.competency, "found": e.found, "expected": e.expected, "page": e.page}
                        for e in result.evidence
                    ],
                }
                for result in audit.results
            ],
        }
    )


def audit_to_csv(audit: Audit) -> str:
    """A row for each piece of evidence, and one for each function that passes."""
    severity = {rule.id: rule.severity for rule in audit.policy.rules}
    rows = [
        (
            *(r.rule, severity[r.rule], r.verdict.value, r.document_id, r.function_key, r.function, r.path),
            *((e.competency, e.found, e.expected, e.page) if e else (None,) * 4),
        )
        for r in audit.results
        for e in (r.evidence or (None,))
    ]
    return frame_to_csv(_frame(rows, _RESULT_COLUMNS))


def audit_to_junit(audit: Audit) -> str:
    """A suite for each rule, a case for each function; a violation is a failure, an unknown an error."""
    root = ElementTree.Element("testsuites", name=_printable(audit.policy.title))
    by_rule = _by_rule(audit)
    for rule in audit.policy.rules:
        results = by_rule[rule.id]
        suite = ElementTree.SubElement(
            root,
            "testsuite",
            name=rule.id,
            tests=str(len(results)),
            failures=str(_count(results, Verdict.VIOLATION)),
            errors=str(_count(results, Verdict.UNKNOWN)),
        )
        for result in results:
            case = ElementTree.SubElement(
                suite, "testcase", classname=rule.id, name=f"{_printable(result.function)} [{result.document_id}]"
            )
            if result.verdict is not Verdict.PASS:
                tag = "failure" if result.verdict is Verdict.VIOLATION else "error"
                fault = ElementTree.SubElement(case, tag, message=_printable(rule.description), type=rule.severity)
                fault.text = _printable("\n".join([result.path, *map(str, result.evidence)]))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def audit_to_sarif(audit: Audit) -> str:
    """SARIF 2.1.0: a result for each piece of evidence of what does not pass; the PDF is the artifact."""
    rules = {rule.id: rule for rule in audit.policy.rules}
    results = [
        {
            "ruleId": result.rule,
            "level": rules[result.rule].severity,
            "message": {"text": f"{result.function}: {evidence}"},
            "locations": [_sarif_location(result)],
            "partialFingerprints": {
                "function": "/".join([result.rule, result.document_id, evidence.competency or evidence.expected])
            },
            "properties": {"verdict": result.verdict.value, "page": evidence.page},
        }
        for result in audit.results
        for evidence in result.evidence
    ]
    driver = {
        "name": "jobdesc",
        "version": VERSION,
        "rules": [
            {"id": r.id, "shortDescription": {"text": r.description}, "defaultConfiguration": {"level": r.severity}}
            for r in audit.policy.rules
        ],
    }
    return _json(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
        }
    )


_STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;margin:1.5rem auto;max-width:70rem;padding:0 1rem;color:#1b1b1b}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;"
    "border-bottom:1px solid #ccc}.violation{color:#8a1c00;font-weight:600}.unknown{color:#6b4a00;font-weight:600}"
)


def audit_to_html(audit: Audit) -> str:
    """One page without any script; every text is escaped."""
    title = escape(audit.policy.title)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src {csp_hash(_STYLE)}">'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
        f"<body><h1>{title}</h1>{''.join(_html_rules(audit))}</body></html>\n"
    )


def oddities_to_json(oddities: Iterable[Oddity]) -> str:
    return _json(
        [
            {
                "kind": oddity.kind.value,
                "document_id": oddity.document_id,
                "function": oddity.function,
                "path": oddity.path,
                "competency": oddity.competency,
                "page": oddity.page,
                "message": oddity.message,
                "diff": [{"change": run.change, "text": run.text} for run in oddity.diff],
            }
            for oddity in oddities
        ]
    )


def oddities_to_csv(oddities: Iterable[Oddity]) -> str:
    rows = [
        (o.kind.value, o.document_id, o.function, o.path, o.competency, o.page, o.message, diff_text(o.diff) or None)
        for o in oddities
    ]
    return frame_to_csv(_frame(rows, _ODDITY_COLUMNS))


def _frame(rows: list[tuple[Any, ...]], columns: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=columns, dtype=object)
    return frame.astype({name: "Int64" if name == "page" else "string" for name in columns})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _by_rule(audit: Audit) -> dict[str, list[Result]]:
    by_rule: dict[str, list[Result]] = {rule.id: [] for rule in audit.policy.rules}
    for result in audit.results:
        by_rule[result.rule].append(result)
    return by_rule


def _count(results: Iterable[Result], verdict: Verdict) -> int:
    return Counter(result.verdict for result in results)[verdict]


def _sarif_location(result: Result) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": quote(result.path)}}}


def _printable(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(
        c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "�" for c in text
    )


def _html_rules(audit: Audit) -> Iterator[str]:
    by_rule = _by_rule(audit)
    for note in audit.notes:
        yield f"<p>{escape(note)}</p>"
    for rule in audit.policy.rules:
        yield from _html_rule(rule, by_rule[rule.id])


def _html_rule(rule: PolicyRule, results: list[Result]) -> Iterator[str]:
    counts = ", ".join(f"{_count(results, verdict)} {verdict.value}" for verdict in Verdict)
    yield f"<h2>{escape(rule.description)}</h2><p><code>{escape(rule.id)}</code> ({rule.severity}): {counts}</p>"
    odd = [result for result in results if result.verdict is not Verdict.PASS]
    if not odd:
        return
    yield "<table><thead><tr><th>Function<th>Verdict<th>Evidence<th>File</tr></thead><tbody>"
    for result in odd:
        evidence = "<br>".join(escape(str(e)) for e in result.evidence)
        yield (
            f'<tr><td>{escape(result.function)}<td class="{result.verdict.value}">{result.verdict.value}'
            f"<td>{evidence}<td>{escape(result.path)}</tr>"
        )
    yield "</tbody></table>"
