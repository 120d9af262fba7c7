"""An output folder in figures, for who asks what an import came to."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from extractor.findings import kind_of
from extractor.ledger.faults import error_from_json, outcome_of
from extractor.ledger.packing import kept_json
from extractor.ledger.passed_over import PassedOverKind, kinds_passed_over, passed_over
from extractor.ledger.replaced import Replaced, last_replaced
from extractor.ledger.roots import Named, left_out, named_by
from extractor.ledger.store import Ledger
from extractor.model import FindingCode, Severity
from extractor.output.outcome import Outcome

EXAMPLES = 3
"""PDFs that are named of many; one more is looked for, to know whether there are."""


@dataclass(frozen=True, slots=True)
class Cause:
    """PDFs that failed in one way: some of them in words, and the next step for all."""

    code: str
    advice: str
    number: int
    messages: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """An output folder in figures. `unread` PDFs still wait to be read; `examples` are the first few with a finding.

    Of earlier imports, `vanished` are gone from what the last one was `named`, and `elsewhere` was not asked for.
    `passed_over` are files of the last import that are no PDF, `replaced` the PDFs that have another content since.
    """

    outcomes: Counter[Outcome]
    descriptions: int
    competencies: Counter[str]
    findings: Counter[tuple[str, str]]
    examples: dict[tuple[str, str], tuple[str, ...]]
    causes: tuple[Cause, ...]
    repeated: int
    vanished: int
    elsewhere: int
    named: Named
    passed_over: tuple[PassedOverKind, ...]
    replaced: tuple[Replaced, ...]
    unread: int
    finished: bool

    @property
    def offered(self) -> int:
        return self.outcomes.total()

    @property
    def has_error_finding(self) -> bool:
        return any(severity == Severity.ERROR for _, severity in self.findings)


def overview_of(ledger: Ledger, shown: int = 10) -> Overview:
    """`shown` messages of each cause are put into words."""
    outcomes: Counter[Outcome] = Counter()
    causes: dict[tuple[str, str], tuple[int, list[str]]] = {}
    unread = repeated = 0
    rows = ledger.db.execute(
        "SELECT path, s.error, r.error, r.recipe, s.sha256 IS NOT NULL AND path !="
        " (SELECT MIN(path) FROM source f WHERE f.sha256 = s.sha256)"
        " FROM source s LEFT JOIN reading r USING (sha256) ORDER BY path"
    )
    for path, own_error, reading_error, recipe, again in rows:
        text = own_error or reading_error
        if text is None and recipe is None:
            unread += 1
            continue
        outcomes[outcome_of(text)] += 1
        repeated += bool(again and not text)
        if text:
            error = error_from_json(text, path)
            number, messages = causes.get((error.code, error.advice), (0, []))
            if number < shown:
                messages.append(error.message)
            causes[error.code, error.advice] = (number + 1, messages)
    competencies, findings = _tallied(ledger)
    (descriptions,) = ledger.db.execute(
        "SELECT COUNT(*) FROM description WHERE sha256 IN (SELECT sha256 FROM source)"
    ).fetchone()
    left = left_out(ledger)
    return Overview(
        outcomes=outcomes,
        descriptions=descriptions,
        competencies=competencies,
        findings=findings,
        examples=_examples(ledger, findings),
        causes=tuple(
            Cause(code, advice, number, tuple(messages))
            for (code, advice), (number, messages) in sorted(causes.items())
        ),
        repeated=repeated,
        vanished=len(left.vanished),
        elsewhere=left.elsewhere,
        named=named_by(ledger),
        passed_over=tuple(kinds_passed_over(passed_over(ledger))),
        replaced=tuple(last_replaced(ledger)),
        unread=unread,
        finished=ledger.fact("finished") == "yes",
    )


def _tallied(ledger: Ledger) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Competencies by status, and findings by code and severity."""
    counts: Counter[tuple[str, str, str]] = Counter()
    read = ledger.db.execute(
        "SELECT kind, name, severity, SUM(number) FROM tally WHERE sha256 IN (SELECT sha256 FROM source)"
        " GROUP BY 1, 2, 3"
    )
    for kind, name, severity, number in (*read, *_tallies_of_corrections(ledger)):
        counts[kind, name, severity] += number
    competencies = Counter({name: n for (kind, name, _), n in counts.items() if kind == "competency"})
    findings = Counter({(name, severity): n for (kind, name, severity), n in counts.items() if kind == "finding"})
    (doubles,) = ledger.db.execute(
        "SELECT COALESCE(SUM(n), 0) FROM (SELECT COUNT(*) AS n FROM standing"
        " WHERE named AND sha256 IN (SELECT sha256 FROM source) GROUP BY function_key HAVING n > 1)"
    ).fetchone()
    if doubles:
        duplicate = kind_of(FindingCode.FUNCTION_DUPLICATE)
        findings[duplicate.code.value, duplicate.severity.value] = doubles
    return competencies, +findings


def level_labels(ledger: Ledger) -> list[tuple[int, str]]:
    """Every label that a level has in a document."""
    rows = ledger.db.execute(
        "SELECT DISTINCT CAST(severity AS INTEGER), name FROM tally WHERE kind = 'label'"
        " AND sha256 IN (SELECT sha256 FROM source) ORDER BY 1, 2"
    )
    return list(rows)


def _examples(ledger: Ledger, findings: Counter[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """By code and severity; a PDF that a person corrected may have the finding no more, and is not named."""
    rows = ledger.db.execute(
        "SELECT DISTINCT name, severity, path FROM ("
        " SELECT name, severity, path, DENSE_RANK() OVER (PARTITION BY name, severity ORDER BY path) AS place"
        " FROM tally JOIN source USING (sha256)"
        " WHERE kind = 'finding' AND sha256 NOT IN (SELECT sha256 FROM corrected))"
        " WHERE place <= ? ORDER BY 1, 2, 3",
        (EXAMPLES + 1,),
    )
    found: defaultdict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    for name, severity, path in rows:
        found[name, severity] += (path,)
    doubles = ledger.db.execute(
        "SELECT path FROM standing JOIN source USING (sha256) WHERE named AND function_key IN ("
        " SELECT function_key FROM standing WHERE named AND sha256 IN (SELECT sha256 FROM source)"
        " GROUP BY function_key HAVING COUNT(*) > 1) ORDER BY path LIMIT ?",
        (EXAMPLES + 1,),
    )
    for code, severity in findings:
        if code == FindingCode.FUNCTION_DUPLICATE.value:
            found[code, severity] = tuple(path for (path,) in doubles)
    return dict(found)


def _tallies_of_corrections(ledger: Ledger) -> list[tuple[str, str, str, int]]:
    """What corrections add to the tallies of the readings, or take from them."""
    rows = ledger.db.execute("SELECT tallies FROM corrected WHERE sha256 IN (SELECT sha256 FROM source)")
    return [tuple(tally) for (text,) in rows for tally in kept_json(text)]
