"""A sample's content as truth JSON: the names of the output contract, minus everything positional."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .model import Competency, Job, TextSection

SCHEMA_VERSION = "1.1"


def document_truth(job: Job) -> dict[str, Any]:
    """One job description under the contract's names."""
    return {
        "schema_version": SCHEMA_VERSION,
        "language": job.language,
        "title": " ".join(job.title),
        "organisation": job.organisation,
        "function": {
            "name": job.value("name"),
            "department": job.value("department"),
            "service": job.value("service"),
            "grade": job.value("grade"),
            "career": _career(job),
        },
        "fields": [{"label": f.label, "value": f.value, "key": f.key} for f in job.fields],
        "purpose": {"text": list(job.purpose), "duties": list(job.duties)},
        "position": list(job.position),
        "task_agreements": [{"number": a.number, "title": a.title, "tasks": list(a.tasks)} for a in job.agreements],
        "extension_clause": job.extension,
        **({"sections": [_section(s) for s in job.sections]} if job.sections else {}),
        "competencies": [_competency(c) for c in job.competencies],
        "approval": None
        if job.approval is None
        else {
            "text": job.approval.text,
            "authority": job.approval.authority,
            "date": job.approval.date,
        },
    }


def _section(section: TextSection) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "key": section.key,
        "paragraphs": list(section.paragraphs),
        "items": list(section.items),
    }


def _career(job: Job) -> dict[str, Any] | None:
    text = job.value("career")
    return None if text is None else {"text": text, "steps": list(job.career_steps)}


def _competency(competency: Competency) -> dict[str, Any]:
    block = competency.block
    return {
        "name": competency.name,
        "block": None if block is None else {"number": block.number, "title": block.title},
        "group": competency.group,
        "required_level": competency.required_level,
        "required_label": competency.required_label,
        "status": competency.status,
        "levels": [
            {
                "level": level.level,
                "label": level.label,
                "marked": level.marked,
                "indicators": list(level.indicators),
            }
            for level in competency.levels
        ],
    }


def file_truth(
    jobs: Sequence[Job],
    *,
    page_count: int | None,
    findings: Sequence[str],
    notes: str,
    status: str,
) -> dict[str, Any]:
    """The truth of one PDF, which may hold several job descriptions, or none."""
    return {
        "status": status,
        "page_count": page_count,
        "documents": [document_truth(job) for job in jobs],
        "findings": sorted(findings),
        "notes": notes,
    }


def write(path: Path, truth: dict[str, Any]) -> None:
    """Write the truth in NFC, readable in a diff."""
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    path.write_text(unicodedata.normalize("NFC", text) + "\n", encoding="utf-8")
