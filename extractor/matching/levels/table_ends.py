"""Lines that no table of competencies without rules has among its rows: it ends above them.

Competentie                 Niveau
Luisteren                      3
Opleiding en ervaring                    heads another section
Taal                        Niveau       heads a table of something else
Frans                         B2
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.matching.levels.heads import Role, texts_to_role
from extractor.matching.levels.no_names import is_no_competency
from extractor.matching.section_names import section_name
from extractor.shaping.lines import Line, line_to_segments


def heads_another(line: Line) -> bool:
    """Does it head something that is no competency, by itself or over levels?"""
    first, *others = line_to_segments(line)
    if not others:
        known = section_name(line.text) if line.text[:1].isupper() and is_no_competency(line.text) else None
        return known is not None and known.whole
    return _has_level(others) and texts_to_role([first.text]) is not Role.NAME


def heads_schooling(line: Line) -> bool:
    """Does it head what is never a competency, and its levels: "Opleiding    Niveau"?"""
    first, *others = line_to_segments(line)
    return bool(others) and is_no_competency(first.text) and _has_level(others)


def _has_level(heads: Sequence[Line]) -> bool:
    return any(texts_to_role([head.text]) is Role.LEVEL for head in heads)
