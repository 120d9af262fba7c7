"""Small things said in every producer: the running foot with its page numbers."""

from __future__ import annotations

import re

from .model import Job


def foot_parts(pattern: str, job: Job) -> list[str]:
    """The pieces of a running head or foot; `{page}` and `{pages}` stay for the producer."""
    name = job.value("name") or ""
    text = pattern.replace("{organisation}", job.organisation or "")
    text = text.replace("{function}", name[:1].lower() + name[1:])
    return [part for part in re.split(r"(\{pages?\})", text) if part]


def foot_text(pattern: str, job: Job, page: int, pages: int) -> str:
    """A running head or foot for one page."""
    values = {"{page}": str(page), "{pages}": str(pages)}
    return "".join(values.get(part, part) for part in foot_parts(pattern, job))
