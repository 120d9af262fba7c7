"""Pages of scans back to where they stand in the PDF: a person looks things up on the page that a viewer shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from extractor.geometry import Box
from extractor.model import JobDescription
from extractor.reading.layout import Shown


def on_shown_pages(description: JobDescription, shown: Mapping[int, Shown]) -> JobDescription:
    """The same with every page and box as a viewer has them; `shown` by the number of the upright page."""
    if not shown:
        return description
    moved = _moved(description, shown)
    assert isinstance(moved, JobDescription)
    return moved


def _moved(value: Any, shown: Mapping[int, Shown]) -> Any:
    if isinstance(value, tuple):
        return tuple(_moved(item, shown) for item in value)
    if not isinstance(value, BaseModel):
        return value
    fields = type(value).model_fields
    changes: dict[str, Any] = {name: _moved(getattr(value, name), shown) for name in fields}
    page = changes.get("page")
    if isinstance(page, int) and page in shown:
        changes["page"] = shown[page].page
        if changes.get("bbox") is not None:
            changes["bbox"] = shown[page].box(Box(*changes["bbox"])).rounded()
    if "pages" in fields and changes["pages"]:
        changes["pages"] = tuple(shown[number].page if number in shown else number for number in changes["pages"])
    return value.model_copy(update=changes)
