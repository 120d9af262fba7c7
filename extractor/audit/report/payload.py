"""What the page shows, as plain values for its script: indexes instead of repeated texts, and no more than fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import pandas as pd

from extractor.audit.checking import Audit, Verdict
from extractor.audit.matrix import HEADINGS, required_levels, with_columns
from extractor.audit.oddities import Oddity
from extractor.findings import Language, kinds, message_in
from extractor.model import FindingCode

Payload = dict[str, Any]

FIXED_SIZE: Final = 150_000
SIZE_PER_FUNCTION: Final = 6_000
"""Bytes that the page may have without pictures."""

# How many characters of an indicator text, and how many lines of a list a function, from generous to bare.
DETAIL: Final[tuple[tuple[int | None, int], ...]] = ((None, 40), (300, 20), (150, 10), (80, 5), (40, 2), (0, 1))

_ABOVE, _BELOW = 16.0, 46.0
"""Points of a page shown above the first mark and below the last one: their own lines of text."""
_SEVERITIES: Final = {"error": 0, "warning": 1, "info": 2}


def report_payload(
    tables: Mapping[str, pd.DataFrame],
    audit: Audit | None,
    oddities: Sequence[Oddity],
    *,
    detail: int,
    language: Language = Language.EN,
) -> Payload:
    """The values of the tables, of an audit and of oddities, at one of the steps of `DETAIL`."""
    longest, most = DETAIL[detail]
    functions, competencies = tables["functions"], with_columns(tables["competencies"])
    matrix = required_levels(functions, tables["competencies"])
    texts = _Interned(longest)
    place = {key: number for number, key in enumerate(matrix.columns.index)}
    number = {id_: i for i, id_ in enumerate(functions["document_id"])}
    column_of = {
        (id_, competency): place[column]
        for id_, competency, column in zip(
            competencies["document_id"], competencies["competency_id"], competencies["column"], strict=True
        )
    }
    by_name = {
        (id_, name): place[column]
        for id_, name, column in zip(
            competencies["document_id"], competencies["competency"], competencies["column"], strict=True
        )
    }
    worded = _worded(tables["findings"], language)
    cells = _cells(competencies, tables["levels"], tables["indicators"], worded, place, texts)
    room = most * max(1, len(functions)) + 100
    findings = _findings(worded, number, column_of)
    odd = [
        [
            o.kind.value,
            number[o.document_id],
            by_name.get((o.document_id, o.competency or ""), -1),
            o.competency,
            o.page,
            o.message_in(language),
            [[run.change[0], run.text] for run in o.diff],
        ]
        for o in oddities
    ]
    return {
        "columns": _records(matrix.columns[[*HEADINGS, "known", "unknown"]]),
        "functions": [
            {**facts, "cells": cells.get(facts["document_id"], [])}
            for facts in _records(functions.drop(columns=["competencies", "ok"]))
        ],
        "documents": {
            "offered": len(tables["documents"]),
            "imported": int((tables["documents"]["status"] == "imported").sum()),
            "pages": int(tables["documents"]["pages"].sum()),
            "failed": _records(
                tables["documents"].loc[
                    tables["documents"]["status"] != "imported", ["path", "status", "error_code", "message"]
                ]
            ),
        },
        "levels": {"known": int(matrix.rows["known"].sum()), "unknown": int(matrix.rows["unknown"].sum())},
        "findings": findings[:room],
        "kinds": _kinds({str(one[1]) for one in findings[:room]}, language),
        "oddities": odd[:room],
        "policy": None if audit is None else _policy(audit, number, by_name, room, language),
        "left_out": max(0, len(findings) - room) + max(0, len(odd) - room),
        "shortened": texts.shortened,
        "ladders": texts.ladders,
        "texts": texts.texts,
    }


class _Interned:
    """Texts and rows of texts, each once; `longest` characters of each, and `shortened` where that was too few."""

    def __init__(self, longest: int | None) -> None:
        self._longest = longest
        self._texts: dict[str, int] = {}
        self._ladders: dict[tuple[tuple[str, int, int], ...], int] = {}
        self.shortened = False

    def ladder(self, rungs: Iterable[tuple[str, str, int]]) -> int:
        """Of each level its label, its text and its number."""
        ladder = tuple((label, self._text(text), level) for label, text, level in rungs)
        return self._ladders.setdefault(ladder, len(self._ladders))

    def _text(self, text: str) -> int:
        if self._longest is not None and len(text) > self._longest:
            text = text[: self._longest].rstrip() + "…"
            self.shortened = True
        return self._texts.setdefault(text, len(self._texts))

    @property
    def texts(self) -> list[str]:
        return list(self._texts)

    @property
    def ladders(self) -> list[list[list[str | int]]]:
        return [[list(rung) for rung in ladder] for ladder in self._ladders]


class _Rung(NamedTuple):
    """One level of a competency, as its row of levels.csv has it; the box in points."""

    level: Any
    label: Any
    marked: Any
    page: Any
    x0: Any
    top: Any
    x1: Any
    bottom: Any

    @property
    def state(self) -> str:
        return "?" if pd.isna(self.marked) else str(int(self.marked))

    @property
    def box(self) -> list[int]:
        return [round(float(edge)) for edge in (self.x0, self.top, self.x1, self.bottom)]


def _cells(
    competencies: pd.DataFrame,
    levels: pd.DataFrame,
    indicators: pd.DataFrame,
    findings: pd.DataFrame,
    place: Mapping[str, int],
    texts: _Interned,
) -> dict[str, list[list[Any]]]:
    """By document: column, level, status, page, marks, boxes of ticks, band of the page, ladder, id, label, correction.

    The marks are a character each; what was corrected is said where a level is a person's word.
    """
    said: defaultdict[tuple[str, str, int], list[str]] = defaultdict(list)
    for id_, competency, level, text in zip(
        *(indicators[name] for name in ("document_id", "competency_id", "level", "text")), strict=True
    ):
        said[id_, competency, level].append(text)
    rungs: defaultdict[tuple[str, str], list[_Rung]] = defaultdict(list)
    names = ("document_id", "competency_id", *_Rung._fields)
    for id_, competency, *rung in zip(*(levels[name] for name in names), strict=True):
        rungs[id_, competency].append(_Rung(*rung))
    said_by_person = findings[findings["code"] == FindingCode.CORRECTED.value]
    words = dict(
        zip(
            zip(said_by_person["document_id"], said_by_person["competency"], strict=True),
            said_by_person["message"],
            strict=True,
        )
    )
    cells: defaultdict[str, list[list[Any]]] = defaultdict(list)
    facts = (
        "document_id",
        "competency_id",
        "column",
        "required_level",
        "required_label",
        "status",
        "page",
        "corrected",
    )
    for id_, competency, column, level, label, status, page, corrected in zip(
        *(competencies[name] for name in facts), strict=True
    ):
        of_competency = rungs[id_, competency]
        ladder = texts.ladder(
            (str(rung.label), "\n".join(said[id_, competency, rung.level]), int(rung.level)) for rung in of_competency
        )
        known = None if pd.isna(level) else int(level)
        evidence = _evidence(of_competency, int(page))
        cell = [place[column], known, status, *evidence, ladder, competency, None if pd.isna(label) else label]
        by_person = not pd.isna(corrected) and bool(corrected)
        cells[id_].append([*cell, words.get((id_, competency), "")] if by_person else cell)
    return dict(cells)


def _evidence(rungs: Sequence[_Rung], page: int) -> tuple[int, str, list[list[int]], list[int] | None]:
    """The page of the tick (else of the first mark), its boxes in whole points, and the band of that page to show."""
    seen = [rung for rung in rungs if not pd.isna(rung.page)]
    marks = "".join(rung.state for rung in rungs)
    ticked = [rung for rung in seen if rung.state == "1"]
    if not seen:
        return page, marks, [], None
    page = int((ticked or seen)[0].page)
    on_page = [rung for rung in seen if rung.page == page]
    top = min(float(rung.top) for rung in on_page)
    bottom = max(float(rung.bottom) for rung in on_page)
    boxes = [rung.box for rung in ticked if rung.page == page]
    return page, marks, boxes, [round(max(0.0, top - _ABOVE)), round(bottom + _BELOW)]


def _findings(
    findings: pd.DataFrame, number: Mapping[str, int], column_of: Mapping[tuple[str, str], int]
) -> list[list[Any]]:
    """Worst first: severity, code, function (or -1), column (or -1), page, path, message."""
    worst = findings["severity"].map(_SEVERITIES).fillna(len(_SEVERITIES)).sort_values(kind="stable")
    return [
        [
            row["severity"],
            row["code"],
            number.get(row["document_id"], -1),
            column_of.get((row["document_id"], row["competency"]), -1),
            row["page"],
            row["path"],
            row["message"],
        ]
        for row in _records(findings.loc[worst.index])
    ]


def _worded(findings: pd.DataFrame, language: Language) -> pd.DataFrame:
    """The same in another language, as far as the catalogue knows their values."""
    if language is Language.EN:
        return findings
    messages = [
        message_in(language, code, message, None if pd.isna(values) else values)
        for code, message, values in zip(findings["code"], findings["message"], findings["values"], strict=True)
    ]
    return findings.assign(message=pd.array(messages, dtype="string"))


def _kinds(codes: Collection[str], language: Language) -> dict[str, list[str]]:
    """What each finding means and what to do next."""
    known = {kind.code.value: kind.wordings[language] for kind in kinds()}
    return {code: [known[code].meaning, known[code].next] for code in sorted(codes) if code in known}


def _policy(
    audit: Audit, number: Mapping[str, int], by_name: Mapping[tuple[str, str], int], room: int, language: Language
) -> dict[str, Any]:
    """Rules with counts and what does not pass: function, verdict, and per piece of evidence its text and column."""
    rules = []
    for rule in audit.policy.rules:
        results = [result for result in audit.results if result.rule == rule.id]
        odd = [result for result in results if result.verdict is not Verdict.PASS]
        room_for_rule = max(1, room // len(audit.policy.rules))
        rules.append(
            {
                "id": rule.id,
                "description": rule.description,
                "severity": rule.severity,
                **{verdict.value: sum(result.verdict is verdict for result in results) for verdict in Verdict},
                "results": [
                    [
                        number[result.document_id],
                        result.verdict.value,
                        [
                            [e.message_in(language), by_name.get((result.document_id, e.competency or ""), -1)]
                            for e in result.evidence[:10]
                        ],
                    ]
                    for result in odd[:room_for_rule]
                ],
            }
        )
    return {"title": audit.policy.title, "rules": rules, "notes": list(audit.notes_in(language))}


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of plain values; unknowns are None."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [{str(key): value for key, value in row.items()} for row in plain.to_dict("records")]
