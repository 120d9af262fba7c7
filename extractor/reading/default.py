"""What reads where nobody chose, to be known without loading any reader."""

from __future__ import annotations

from typing import Final

DEFAULT_READER: Final = "pdfplumber"
