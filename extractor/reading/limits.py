"""How much of a PDF is read at most: nothing that a file says of itself makes the reading endless."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from extractor.errors import FileTooBig, TooManyPages


class OutOfTime(BaseException):
    """Raised in the middle of whatever runs when the time for a page or a PDF is gone: at `page`.

    No error, so that nothing which mends errors takes it for one.
    """

    def __init__(self, page: int, after: str) -> None:
        self.detail = f"at page {page}, {after}"
        super().__init__(self.detail)


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Most pages and most bytes of one PDF; None is no limit."""

    pages: int | None = None
    bytes: int | None = None

    def check_bytes(self, path: str, size: int) -> None:
        """Raises FileTooBig."""
        if self.bytes is not None and size > self.bytes:
            raise FileTooBig(path, f"{size:,} bytes, at most {self.bytes:,}")

    def check_pages(self, path: str, pages: Iterator[object]) -> None:
        """Raises TooManyPages. Walks the page tree up to the limit, for its own count need not be true."""
        if self.pages is not None and next(islice(pages, self.pages, None), None) is not None:
            raise TooManyPages(path, f"at most {self.pages:,}")


NO_LIMITS = ReadingLimits()
