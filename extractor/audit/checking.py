"""Policy × tables of an import → a verdict per rule and function, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

from extractor.audit.conditions import Condition, holds, like, with_rank
from extractor.audit.matrix import with_columns
from extractor.audit.policy import LevelRule, PeersRule, Policy, Rule
from extractor.handmade.suggest import did_you_mean


class Verdict(StrEnum):
    """`unknown`: what the rule asks about is not known of this function. It is no pass, and fails the audit too."""

    PASS = "pass"  # noqa: S105  # no password
    VIOLATION = "violation"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One observation: what was found and what was expected, and the page (from 1) to look at where there is one."""

    found: str
    expected: str
    competency: str | None = None
    page: int | None = None

    def __str__(self) -> str:
        about = f"{self.competency}: " if self.competency else ""
        page = f" (page {self.page})" if self.page else ""
        return f"{about}found {self.found}, expected {self.expected}{page}"


@dataclass(frozen=True, slots=True)
class Result:
    """What one rule says of one function; `evidence` is empty where it passes."""

    rule: str
    document_id: str
    function_key: str
    function: str
    path: str
    verdict: Verdict
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """The results of a policy, by rule and then as in `functions`; `notes` tell what a rule may not have meant."""

    policy: Policy
    results: tuple[Result, ...]
    notes: tuple[str, ...]

    @property
    def fails(self) -> bool:
        """Whether a rule of severity error is violated, or cannot be judged."""
        strict = {rule.id for rule in self.policy.rules if rule.severity == "error"}
        return any(result.verdict is not Verdict.PASS and result.rule in strict for result in self.results)


Judged = dict[str, tuple[Verdict, tuple[Evidence, ...]]]
"""By document id."""


def check_policy(policy: Policy, functions: pd.DataFrame, competencies: pd.DataFrame, *, today: date) -> Audit:
    """Judge every function that a rule is about; `today` is what `within_years` counts back from."""
    functions = with_rank(functions)
    placed = with_columns(competencies)
    results: list[Result] = []
    notes: list[str] = []
    for rule in policy.rules:
        chosen, unsure = _chosen(rule, functions, today)
        judged = _judge(rule, functions[chosen], placed, today)
        judged |= {
            id_: (Verdict.UNKNOWN, (Evidence(_shown(rule, unsure_of), f"{' and '.join(map(str, rule.where))}"),))
            for id_, unsure_of in _rows(functions[unsure])
        }
        results.extend(_results(rule, functions[chosen | unsure], judged))
        notes.extend(_notes(rule, functions[chosen], placed, policy.path))
    return Audit(policy, tuple(results), tuple(notes))


def _chosen(rule: Rule, functions: pd.DataFrame, today: date) -> tuple[pd.Series[bool], pd.Series[bool]]:
    """The functions that a rule is about; and those of which that cannot be told, for a column is not stated."""
    all_hold = pd.Series(True, index=functions.index, dtype="boolean")
    for condition in rule.where:
        all_hold &= holds(condition, functions, today)
    return all_hold.fillna(False).astype(bool), all_hold.isna()


def _rows(functions: pd.DataFrame) -> Iterator[tuple[str, dict[str, object]]]:
    for row in functions.to_dict("records"):
        yield str(row["document_id"]), {str(key): value for key, value in row.items()}


def _shown(rule: Rule, function: dict[str, object]) -> str:
    missing = [c.column for c in rule.where if pd.isna(function[c.column])]  # type: ignore[call-overload]  # a cell
    return f"{', '.join(missing) or rule.where[0].column} not stated or not readable"


def _judge(rule: Rule, functions: pd.DataFrame, placed: pd.DataFrame, today: date) -> Judged:
    if rule.level is not None:
        return _judge_levels(rule.level, functions, placed)
    if rule.peers is not None:
        return _judge_peers(rule.peers, functions, placed)
    return _judge_columns(rule.expect, functions, today)


def _judge_columns(expected: Sequence[Condition], functions: pd.DataFrame, today: date) -> Judged:
    faults: dict[str, list[Evidence]] = {}
    wrong: set[str] = set()
    for condition in expected:
        answers = holds(condition, functions, today)
        for place in (answers.isna() | ~answers.fillna(True)).to_numpy().nonzero()[0]:
            id_, value = functions["document_id"].iloc[place], functions[condition.column].iloc[place]
            found = f"{condition.column} {'not stated' if pd.isna(value) else value}"
            faults.setdefault(id_, []).append(Evidence(found, str(condition)))
            if not pd.isna(answers.iloc[place]):
                wrong.add(id_)
    return {
        id_: (Verdict.VIOLATION if id_ in wrong else Verdict.UNKNOWN, tuple(evidence))
        for id_, evidence in faults.items()
    }


def _judge_levels(asked: LevelRule, functions: pd.DataFrame, placed: pd.DataFrame) -> Judged:
    faults: dict[str, list[Evidence]] = {}
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
            found = str(row["required_level"]) if known else f"unknown ({row['status']})"
            faults.setdefault(row["document_id"], []).append(
                Evidence(found, expected, row["competency"], int(row["page"]))
            )
            wrong |= {row["document_id"]} if known else set()
        if asked.absent == "violation":
            for id_ in functions.loc[~functions["document_id"].isin(about["document_id"]), "document_id"]:
                faults.setdefault(id_, []).append(Evidence("not in the document", expected, pattern))
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


def _asked(asked: LevelRule) -> str:
    parts = [
        f"{word.replace('_', ' ')} {', '.join(map(str, value)) if isinstance(value, tuple) else value}"
        for word in ("at_least", "at_most", "one_of", "none_of")
        if (value := getattr(asked, word)) is not None
    ]
    return " and ".join(parts)


def _judge_peers(asked: PeersRule, functions: pd.DataFrame, placed: pd.DataFrame) -> Judged:
    """The median is that of the known levels of the competency among the functions that share the value."""
    group = functions.set_index("document_id")[asked.same]
    rows = placed[placed["document_id"].isin(functions["document_id"]) & _named(placed, asked.competency)]
    rows = rows.assign(peers=rows["document_id"].map(group))
    rows = rows[rows["required_level"].notna() & rows["peers"].notna()]
    of_peers = rows.groupby(["peers", "column"])["required_level"]
    median, count = of_peers.transform("median"), of_peers.transform("count")
    apart = (rows["required_level"] - median).abs() > asked.within
    faults: dict[str, list[Evidence]] = {}
    odd = rows.assign(median=median, count=count)[apart & (count >= asked.least)]
    for row in odd.to_dict("records"):
        expected = (
            f"{row['median']:g} give or take {asked.within} "
            f"(the median of {row['count']} functions with {asked.same} {row['peers']})"
        )
        faults.setdefault(row["document_id"], []).append(
            Evidence(str(row["required_level"]), expected, row["competency"], int(row["page"]))
        )
    judged: Judged = {id_: (Verdict.VIOLATION, tuple(evidence)) for id_, evidence in faults.items()}
    for id_ in functions.loc[functions[asked.same].isna(), "document_id"]:
        judged[id_] = (Verdict.UNKNOWN, (Evidence(f"{asked.same} not stated", f"a {asked.same} to compare within"),))
    return judged


def _named(rows: pd.DataFrame, patterns: Sequence[str]) -> pd.Series[bool]:
    """Whether a competency has one of the names; a name that is no glob is compared letter by letter."""
    names = rows["competency"]
    fitting = {name for name in names.dropna().unique() if any(like(pattern, name) for pattern in patterns)}
    return names.isin(fitting)


def _results(rule: Rule, functions: pd.DataFrame, judged: Judged) -> Iterator[Result]:
    columns = (functions[name] for name in ("document_id", "function_key", "name", "path"))
    for id_, key, name, path in zip(*columns, strict=True):
        verdict, evidence = judged.get(id_, (Verdict.PASS, ()))
        yield Result(rule.id, id_, key, key if pd.isna(name) else name, path, verdict, evidence)


def _notes(rule: Rule, chosen: pd.DataFrame, placed: pd.DataFrame, path: str) -> Iterator[str]:
    where = f"{path}:{rule.line}: {rule.id}"
    if chosen.empty:
        yield f"{where}: no function is meant by this rule"
    asked = rule.level or rule.peers
    if asked is None:
        return
    names = [str(name) for name in placed["competency"].dropna().unique()]
    for pattern in asked.competency:
        if not any(like(pattern, name) for name in names):
            yield f"{where}: no document has the competency {pattern!r}{did_you_mean(pattern, names)}"
