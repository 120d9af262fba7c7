"""What options offer to choose from, by name; a test holds them to be what the program has.

They stand here because help and completion name them: what they stand for takes a second to load.
"""

from __future__ import annotations

from typing import Final

from extractor.batch.remote import SCHEMES as SCHEMES

READERS: Final = ("pdfplumber", "pdfium", "both")
OCR: Final = ("auto", "rapidocr", "tesseract", "off")
ROWS: Final = ("function", "department", "grade", "career")
PEERS: Final = ("grade", "department", "service", "career", "rank")
AUDIT_FORMATS: Final = ("json", "csv", "junit", "sarif", "html")
FRAMEWORK_FORMATS: Final = ("csv", "json", "mapping")
TARGETS: Final = ("csv", "jsonl", "sqlite", "parquet", "duckdb", "xlsx", "case", "jsonld")
DIALECTS: Final = ("excel-nl", "excel")
FIELDS: Final = (
    "required_level",
    "title",
    "organisation",
    "name",
    "department",
    "service",
    "grade",
    "career",
    "approved_by",
    "approved_on",
    "competency",
    "group",
    "finding",
)
