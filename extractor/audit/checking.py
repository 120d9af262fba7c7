"""Policy × tables of an import → a verdict per rule and function, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

from extractor.audit.conditions import Condition, all_of, asks, holds, like, with_rank
from extractor.audit.matrix import with_columns
from extractor.audit.policy import LevelRule, PeersRule, Policy, PolicyRule
from extractor.findings import Language, phrase, worded
from extractor.handmade.suggest import nearest
from extractor.model import Phrase, Value


class Verdict(StrEnum):
    """`unknown`: what the rule asks about is not known of this function. It is no pass, and fails the audit too."""

    PASS = "pass"  # noqa: S105  # no password
    VIOLATION = "violation"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Observation:
    """One observation: what was found and what was expected, and the page (from 1) to look at where there is one."""

    found_said: Phrase
    expected_said: Phrase
    competency: str | None = None
    page: int | None = None

    @property
    def found(self) -> str:
        return worded(self.found_said, Language.EN)

    @property
    def expected(self) -> str:
        return worded(self.expected_said, Language.EN)

    def __str__(self) -> str:
        return self.message_in(Language.EN)

    def message_in(self, language: Language) -> str:
        known = {"competency": self.competency, "page": self.page}
        said: dict[str, Value] = {name: value for name, value in known.items() if value is not None}
        return worded(phrase("audit-evidence", found=self.found_said, expected=self.expected_said, **said), language)


@dataclass(frozen=True, slots=True)
class Result:
    """What one rule says of one function; `evidence` is empty where it passes."""

    rule: str
    document_id: str
    function_key: str
    function: str
    path: str
    verdict: Verdict
    evidence: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """The results of a policy, by rule and then as in `functions`; `remarks` tell what a rule may not have meant."""

    policy: Policy
    results: tuple[Result, ...]
    remarks: tuple[Phrase, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        return self.notes_in(Language.EN)

    def notes_in(self, language: Language) -> tuple[str, ...]:
        return tuple(worded(remark, language) for remark in self.remarks)

    @property
    def fails(self) -> bool:
        """Whether a rule of severity error is violated, or cannot be judged."""
        strict = {rule.id for rule in self.policy.rules if rule.severity == "error"}
        return any(result.verdict is not Verdict.PASS and result.rule in strict for result in self.results)


Judged = dict[str, tuple[Verdict, tuple[Observation, ...]]]
"""By document id."""


def check_policy(policy: Policy, functions: pd.DataFrame, competencies: pd.DataFrame, *, today: date) -> Audit:
    """Judge every function that a rule is about; `today` is what `within_years` counts back from."""
    functions = with_rank(functions)
    placed = with_columns(competencies)
    results: list[Result] = []
    remarks: list[Phrase] = []
    for rule in policy.rules:
        chosen, unsure = _chosen(rule, functions, today)
        judged = _judge(rule, functions[chosen], placed, today)
        judged |= {
            id_: (Verdict.UNKNOWN, (Observation(_unsure(rule, unsure_of), all_of(c.said for c in rule.where)),))
            for id_, unsure_of in _rows(functions[unsure])
        }
        results.extend(_results(rule, functions[chosen | unsure], judged))
        remarks.extend(_remarks(rule, functions[chosen], placed, policy.path))
    return Audit(policy, tuple(results), tuple(remarks))


def _chosen(rule: PolicyRule, functions: pd.DataFrame, today: date) -> tuple[pd.Series[bool], pd.Series[bool]]:
    """The functions that a rule is about; and those of which that cannot be told, for a column is not stated."""
    all_hold = pd.Series(True, index=functions.index, dtype="boolean")
    for condition in rule.where:
        all_hold &= holds(condition, functions, today)
    return all_hold.fillna(False).astype(bool), all_hold.isna()


def _rows(functions: pd.DataFrame) -> Iterator[tuple[str, dict[str, object]]]:
    for row in functions.to_dict("records"):
        yield str(row["document_id"]), {str(key): value for key, value in row.items()}


def _unsure(rule: PolicyRule, function: dict[str, object]) -> Phrase:
    missing = tuple(c.column for c in rule.where if pd.isna(function[c.column]))  # type: ignore[call-overload]  # a cell
    return phrase("audit-unsure", columns=missing or (rule.where[0].column,))


def _judge(rule: PolicyRule, functions: pd.DataFrame, placed: pd.DataFrame, today: date) -> Judged:
    if rule.level is not None:
        return _judge_levels(rule.level, functions, placed)
    if rule.peers is not None:
        return _judge_peers(rule.peers, functions, placed)
    return _judge_columns(rule.expect, functions, today)


def _judge_columns(expected: Sequence[Condition], functions: pd.DataFrame, today: date) -> Judged:
    faults: dict[str, list[Observation]] = {}
    wrong: set[str] = set()
    for condition in expected:
        answers = holds(condition, functions, today)
        for place in (answers.isna() | ~answers.fillna(True)).to_numpy().nonzero()[0]:
            id_, value = functions["document_id"].iloc[place], functions[condition.column].iloc[place]
            stated: dict[str, Value] = {} if pd.isna(value) else {"value": str(value)}
            found = phrase("audit-column", column=condition.column, **stated)
            faults.setdefault(id_, []).append(Observation(found, condition.said))
            if not pd.isna(answers.iloc[place]):
                wrong.add(id_)
    return {
        id_: (Verdict.VIOLATION if id_ in wrong else Verdict.UNKNOWN, tuple(evidence))
        for id_, evidence in faults.items()
    }


def _judge_levels(asked: LevelRule, functions: pd.DataFrame, placed: pd.DataFrame) -> Judged:
    faults: dict[str, list[Observation]] = {}
    wrong: set[str] = set()
    expected = _asked(asked)
    rows = placed[placed["document_id"].isin(functions["document_id"])]
    for pattern in asked.competency:
        about = rows[_named(rows, [pattern])]
        levels = about["required_level"]
        fails = (~_within(asked, levels)).fillna(False).astype(bool)
        unknown = levels.isna() & (asked.unknown == "violation")
        for row in about[fails | unknown].to_dict("records"):
            known = not pd.isna(row["required_level"])
            level, status = row["required_level"], row["status"]
            found = phrase("audit-level", level=str(level)) if known else phrase("audit-unknown", status=status)
            faults.setdefault(row["document_id"], []).append(
                Observation(found, expected, row["competency"], int(row["page"]))
            )
            wrong |= {row["document_id"]} if known else set()
        if asked.absent == "violation":
            for id_ in functions.loc[~functions["document_id"].isin(about["document_id"]), "document_id"]:
                faults.setdefault(id_, []).append(Observation(phrase("audit-absent"), expected, pattern))
                wrong.add(id_)
    return {
        id_: (Verdict.VIOLATION if id_ in wrong else Verdict.UNKNOWN, tuple(evidence))
        for id_, evidence in faults.items()
    }


def _within(asked: LevelRule, levels: pd.Series[int]) -> pd.Series[bool]:
    fits = pd.Series(True, index=levels.index, dtype="boolean")
    if asked.at_least is not None:
        fits &= levels >= asked.at_least
    if asked.at_most is not None:
        fits &= levels <= asked.at_most
    if asked.one_of is not None:
        fits &= levels.isin(asked.one_of)
    if asked.none_of is not None:
        fits &= ~levels.isin(asked.none_of)
    return fits.mask(levels.isna())


def _asked(asked: LevelRule) -> Phrase:
    words = ("at_least", "at_most", "one_of", "none_of")
    return all_of(asks(word, value) for word in words if (value := getattr(asked, word)) is not None)


def _judge_peers(asked: PeersRule, functions: pd.DataFrame, placed: pd.DataFrame) -> Judged:
    """The median is that of the known levels of the competency among the functions that share the value."""
    group = functions.set_index("document_id")[asked.same]
    rows = placed[placed["document_id"].isin(functions["document_id"]) & _named(placed, asked.competency)]
    rows = rows.assign(peers=rows["document_id"].map(group))
    rows = rows[rows["required_level"].notna() & rows["peers"].notna()]
    of_peers = rows.groupby(["peers", "column"])["required_level"]
    median, count = of_peers.transform("median"), of_peers.transform("count")
    apart = (rows["required_level"] - median).abs() > asked.within
    faults: dict[str, list[Observation]] = {}
    odd = rows.assign(median=median, count=count)[apart & (count >= asked.least)]
    for row in odd.to_dict("records"):
        expected = phrase(
            "audit-median",
            median=f"{row['median']:g}",
            within=str(asked.within),
            count=str(row["count"]),
            column=asked.same,
            peers=str(row["peers"]),
        )
        found = phrase("audit-level", level=str(row["required_level"]))
        faults.setdefault(row["document_id"], []).append(
            Observation(found, expected, row["competency"], int(row["page"]))
        )
    judged: Judged = {id_: (Verdict.VIOLATION, tuple(evidence)) for id_, evidence in faults.items()}
    for id_ in functions.loc[functions[asked.same].isna(), "document_id"]:
        found, expected = phrase("audit-column", column=asked.same), phrase("audit-peers", column=asked.same)
        judged[id_] = (Verdict.UNKNOWN, (Observation(found, expected),))
    return judged


def _named(rows: pd.DataFrame, patterns: Sequence[str]) -> pd.Series[bool]:
    """Whether a competency has one of the names; a name that is no glob is compared letter by letter."""
    names = rows["competency"]
    fitting = {name for name in names.dropna().unique() if any(like(pattern, name) for pattern in patterns)}
    return names.isin(fitting)


def _results(rule: PolicyRule, functions: pd.DataFrame, judged: Judged) -> Iterator[Result]:
    columns = (functions[name] for name in ("document_id", "function_key", "name", "path"))
    for id_, key, name, path in zip(*columns, strict=True):
        verdict, evidence = judged.get(id_, (Verdict.PASS, ()))
        yield Result(rule.id, id_, key, key if pd.isna(name) else name, path, verdict, evidence)


def _remarks(rule: PolicyRule, chosen: pd.DataFrame, placed: pd.DataFrame, path: str) -> Iterator[Phrase]:
    where = f"{path}:{rule.line}: {rule.id}"
    if chosen.empty:
        yield phrase("audit-nobody", where=where)
    asked = rule.level or rule.peers
    if asked is None:
        return
    names = [str(name) for name in placed["competency"].dropna().unique()]
    for pattern in asked.competency:
        if not any(like(pattern, name) for name in names):
            meant = nearest(pattern, names)
            yield phrase("audit-nothing", where=where, name=pattern, **({"meant": meant} if meant else {}))
