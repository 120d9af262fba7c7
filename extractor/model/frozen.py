"""What all models are, and where something stands on a page."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

BBox = tuple[float, float, float, float]
"""[x0, top, x1, bottom] in PDF points, origin at the top left of the page as a viewer shows it."""
PageNumber = Annotated[int, Field(ge=1)]
"""Page of the PDF, from 1."""


class Frozen(BaseModel):
    """Cannot be changed, has no other members, and describes each by the words under it."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
