"""An error of a PDF as the ledger keeps it: its code and its detail, about no path in particular."""

from __future__ import annotations

import json
from collections.abc import Iterator

from extractor.errors import ExtractorError, InputError, NoRulesMatch
from extractor.ledger.packing import OddlyKept
from extractor.output.outcome import Outcome


def _classes(kind: type[ExtractorError]) -> Iterator[type[ExtractorError]]:
    yield kind
    for inner in kind.__subclasses__():
        yield from _classes(inner)


_INPUT_ERRORS = {kind.code: kind for kind in _classes(InputError)}
LIMIT_CODES = frozenset({"file-too-big", "too-many-pages", "time-limit", "memory-limit"})


def error_to_json(error: InputError | NoRulesMatch) -> str:
    if isinstance(error, NoRulesMatch):
        return json.dumps([error.code, error.reasons, error.said])
    return json.dumps([error.code, error.detail])


def error_from_json(text: str, path: str) -> InputError | NoRulesMatch:
    """Raises OddlyKept where it is none."""
    try:
        code, detail, *more = json.loads(text)
        if code == NoRulesMatch.code:
            return NoRulesMatch(path, [(module, reason) for module, reason in detail], *more)
        kind = _INPUT_ERRORS[code]
    except (ValueError, TypeError, KeyError) as error:
        raise OddlyKept("an error in it was changed") from error
    assert issubclass(kind, InputError)
    return kind(path, detail)


def code_of(error: str) -> str:
    """Raises OddlyKept where it is none."""
    return error_from_json(error, "").code


def outcome_of(error: str | None) -> Outcome:
    if error is None:
        return Outcome.IMPORTED
    return Outcome.UNRECOGNISED if code_of(error) == NoRulesMatch.code else Outcome.FAILED
