"""The order of careers: E1 below D3 below C1 … below A1a, as the grades of local government rise."""

from __future__ import annotations

from extractor.matching.career import STEP, text_to_career

Rank = tuple[int, int, str]
_LETTERS = "EDCBA"


def step_to_rank(step: str) -> Rank | None:
    """A value that sorts as steps do; None where `step` is no step of such a career."""
    match = STEP.match(step.strip())
    return None if match is None else (_LETTERS.index(match["rank"][0]), int(match["number"]), match["letter"] or "")


def career_to_ranks(career: str) -> tuple[Rank, Rank] | None:
    """The lowest and the highest step of a career as printed; None where one of its steps is unknown."""
    ranks = [step_to_rank(step) for step in text_to_career(career).steps]
    known = [rank for rank in ranks if rank is not None]
    return (min(known), max(known)) if known and len(known) == len(ranks) else None


def career_to_letter(career: str) -> str | None:
    """`B` of "B1-B3": what the rank of a function is called; None where a career has several, or none."""
    letters = {step[0] for step in text_to_career(career).steps if step_to_rank(step) is not None}
    return letters.pop() if len(letters) == 1 else None
