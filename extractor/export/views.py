"""The views that every database gets; plain SQL that SQLite, DuckDB and PostgreSQL read alike."""

from __future__ import annotations

_REQUIRED = """
SELECT f.document_id, f.function_key, f.organisation, f.name AS function_name, c.block, c."group",
       c.competency_id, c.competency, c.status, c.required_level, c.required_label, c.corrected{codes}
FROM competencies c
JOIN functions f ON f.document_id = c.document_id{join}
"""

_TO_CHECK = """
SELECT f.document_id, f.path, f.name AS function_name, c.competency_id, c.competency, c.status,
       c.required_label, c.page
FROM competencies c
JOIN functions f ON f.document_id = c.document_id
WHERE c.required_level IS NULL
"""


def views(*, with_codes: bool) -> dict[str, str]:
    """Name → SELECT.

    `required_levels` has a row per function and competency, with the user's codes where there is a mapping;
    `levels_to_check` those of them whose level a person has to look up.
    """
    codes = ", m.esco_uri, m.vdab_code, m.own_code" if with_codes else ""
    join = "\nLEFT JOIN mapping m ON m.competency_id = c.competency_id" if with_codes else ""
    return {
        "required_levels": _REQUIRED.format(codes=codes, join=join).strip(),
        "levels_to_check": _TO_CHECK.strip(),
    }
