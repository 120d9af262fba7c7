"""What the pages that are written share."""

from __future__ import annotations

import base64
import hashlib


def csp_hash(text: str) -> str:
    """How a content security policy names the one style or script that it allows."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
