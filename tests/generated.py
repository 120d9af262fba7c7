"""Imports made up by the thousand, for tests and benchmarks of what comes after one. The same seed, the same tables."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pandas as pd

from extractor.output.columns import COLUMNS
from extractor.output.tables import frame_to_csv

GRADES = {
    "Deskundige": "B1-B3",
    "Beleidsmedewerker": "A1a-A3a",
    "Administratief medewerker": "C1-C3",
    "Arbeider": "D1-D3",
}
DEPARTMENTS = ("Welzijn", "Ruimte", "Vrije tijd", "Burgerzaken", "Interne zaken")
_WORDS = (
    "werkt zelfstandig volgt regels toont inzicht bewaakt kwaliteit helpt collega's plant taken leest stukken".split()
)

Rows = list[dict[str, object]]


def generated_tables(functions: int, competencies: int = 40, seed: int = 1) -> dict[str, pd.DataFrame]:
    """An import of that many functions; each has nearly all competencies, four levels each, and some levels unknown."""
    chance = random.Random(seed)
    names = [f"Competentie {number:02}" for number in range(competencies)]
    wording = {
        (name, level): [" ".join(chance.choices(_WORDS, k=9)).capitalize() + "." for _ in range(2)]
        for name in names
        for level in range(4)
    }
    rows: dict[str, Rows] = {name: [] for name in COLUMNS}
    for number in range(functions):
        _add_function(rows, number, names, wording, chance)
    return {name: pd.DataFrame(rows[name], columns=list(types)).astype(types) for name, types in COLUMNS.items()}


def write_tables(tables: dict[str, pd.DataFrame], folder: Path) -> Path:
    (folder / "csv").mkdir(parents=True, exist_ok=True)
    for name, frame in tables.items():
        (folder / "csv" / f"{name}.csv").write_text(frame_to_csv(frame), encoding="utf-8", newline="")
    return folder


def _add_function(
    rows: dict[str, Rows],
    number: int,
    names: list[str],
    wording: dict[tuple[str, int], list[str]],
    chance: random.Random,
) -> None:
    sha256 = hashlib.sha256(str(number).encode()).hexdigest()
    document_id, path = sha256[:12], f"map/functie-{number:04}.pdf"
    grade = chance.choice(list(GRADES))
    unknown = total = 0
    for place, name in enumerate(names):
        if chance.random() < 0.05:
            continue
        total += 1
        required = chance.choices(range(4), weights=(1, 4, 4, 2))[0]
        known = chance.random() > 0.02
        unknown += not known
        competency_id, page = name.lower().replace(" ", "-"), 2 + place // 5
        rows["competencies"].append(
            {
                "document_id": document_id,
                "function_key": f"stad/functie-{number:04}",
                "function_name": f"Functie {number:04}",
                "block_number": 1 + (place >= len(names) // 2),
                "block": "GEDRAG" if place >= len(names) // 2 else "TECHNIEK",
                "group": f"Groep {place // 5}",
                "competency_id": competency_id,
                "competency": name,
                "required_level": required if known else None,
                "status": "ok" if known else "none",
                "page": page,
            }
        )
        for level in range(4):
            top = 100.0 + 130 * (place % 5) + 30 * level
            rows["levels"].append(
                {
                    "document_id": document_id,
                    "competency_id": competency_id,
                    "level": level,
                    "label": str(level),
                    "marked": known and level == required,
                    "mark_kind": "glyph",
                    "page": page,
                    "x0": 200.0,
                    "top": top,
                    "x1": 209.5,
                    "bottom": top + 9.5,
                }
            )
            for position, text in enumerate(wording[name, level], 1):
                rows["indicators"].append(
                    {
                        "document_id": document_id,
                        "competency_id": competency_id,
                        "level": level,
                        "position": position,
                        "text": text,
                    }
                )
        if not known:
            rows["findings"].append(
                {
                    "document_id": document_id,
                    "path": path,
                    "code": "level-none",
                    "severity": "error",
                    "competency": competency_id,
                    "page": page,
                    "message": f"no level is ticked for {name!r}",
                }
            )
    rows["functions"].append(
        {
            "document_id": document_id,
            "function_key": f"stad/functie-{number:04}",
            "path": path,
            "organisation": "Stad Verzinsel",
            "name": f"Functie {number:04}",
            "department": chance.choice(DEPARTMENTS),
            "service": f"Dienst {number % 17}",
            "grade": grade if chance.random() > 0.02 else None,
            "career": GRADES[grade],
            "approved_by": "college",
            "approved_on": f"{chance.randint(2010, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            "competencies": total,
            "ok": total - unknown,
            "findings": unknown,
        }
    )
    rows["documents"].append(
        {
            "path": path,
            "sha256": sha256,
            "status": "imported",
            "error_code": None,
            "message": None,
            "pages": 12,
            "documents": 1,
            "rules": "tienen 1.0",
            "competencies": total,
            "findings": unknown,
        }
    )
