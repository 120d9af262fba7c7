"""Every error the extractor raises on purpose, each with a code, an exit status and the next step.

    ExtractorError
    ├── InputError                  one PDF cannot be read; an import records it and goes on
    │   ├── PathUnreadable          path-unreadable
    │   ├── FileEmpty               file-empty
    │   ├── NotAPdf                 not-a-pdf
    │   ├── PdfDamaged              pdf-damaged
    │   ├── PasswordNeeded          password-needed
    │   ├── NoTextLayer             no-text-layer
    │   └── JsonInvalid             json-invalid: not what an import of this version writes
    ├── NoRulesMatch                no-rules-match: readable, but no rule module knows it
    ├── RuleFileError               rules-invalid: all faults of a rule module at once
    ├── RulesNotFound               rules-not-found
    ├── NothingToImport             nothing-to-import
    ├── PageOutOfRange              page-out-of-range
    ├── OutputNotWritable           output-not-writable
    ├── ImportFolderInvalid         import-folder-invalid: an export was pointed at something else
    ├── ListInvalid                 list-invalid: all faults of a CSV that a person keeps, at once
    ├── NotForTarget                not-for-target: an option that an export target cannot honour
    ├── DatabaseRefused             database-refused: no connection, or no right
    ├── DatabaseDiffers             database-differs: its tables are not the ones an export needs
    └── ExtraMissing                extra-missing: an optional dependency is not installed

The code stands in `documents.csv`; the exit status is the command line's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


class ExtractorError(Exception):
    """Base of all: `str(error)` says what is wrong and where, `advice` what to do next."""

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __reduce__(self) -> tuple[type[ExtractorError], tuple[object, ...]]:
        """Errors travel between processes, so they must survive pickling."""
        return type(self), self._arguments()

    def _arguments(self) -> tuple[object, ...]:
        return (self.message, self.advice)


class InputError(ExtractorError):
    """One PDF cannot be read. `path` is the file as it was offered."""

    template: ClassVar[str] = "{path}: cannot be read"
    next_step: ClassVar[str] = "Check the file."

    def __init__(self, path: str, detail: str = "") -> None:
        self.path = path
        self.detail = detail
        message = self.template.format(path=path)
        super().__init__(f"{message} ({detail})" if detail else message, self.next_step)

    def _arguments(self) -> tuple[object, ...]:
        return (self.path, self.detail)


class PathUnreadable(InputError):
    code = "path-unreadable"
    template = "{path}: cannot be opened"
    next_step = "Check that the path exists and that you may read it."


class FileEmpty(InputError):
    code = "file-empty"
    template = "{path}: the file is empty (0 bytes)"
    next_step = "Fetch the file again from where it came from."


class NotAPdf(InputError):
    code = "not-a-pdf"
    template = "{path}: this is not a PDF"
    next_step = "Save or print the document as PDF first, then import that file."


class PdfDamaged(InputError):
    code = "pdf-damaged"
    template = "{path}: the PDF is damaged and cannot be read"
    next_step = "Open it in a PDF viewer and save it again, or fetch a fresh copy."


class PasswordNeeded(InputError):
    code = "password-needed"
    template = "{path}: the PDF is protected and the password given does not open it"
    next_step = "Give its password with --password."


class NoTextLayer(InputError):
    code = "no-text-layer"
    template = "{path}: the PDF has no text, only pictures of pages"
    next_step = "Run OCR first (for instance ocrmypdf), then import the result."


class JsonInvalid(InputError):
    code = "json-invalid"
    template = "{path}: this is not a job description that an import wrote"
    next_step = "Name a file from the json folder of an import, or import the PDF again."


class NoRulesMatch(ExtractorError):
    """The PDF was read, but no rule module recognises a job description in it.

    `reasons` holds, per rule module that was tried, what it missed.
    """

    code = "no-rules-match"

    def __init__(self, path: str, reasons: Sequence[tuple[str, str]]) -> None:
        self.path = path
        self.reasons = tuple(reasons)
        tried = "; ".join(f"{module}: {reason}" for module, reason in self.reasons)
        super().__init__(
            f"{path}: no rule module recognises this document ({tried or 'none available'})",
            "See what was read with `jobdesc explain`; choose a module with --rules, or write one for this family.",
        )

    def _arguments(self) -> tuple[object, ...]:
        return (self.path, self.reasons)


class RuleFileError(ExtractorError):
    """A rule module has faults; `faults` lists each as `key: what is wrong`."""

    code = "rules-invalid"
    exit_code = 2

    def __init__(self, path: str, faults: Sequence[str]) -> None:
        self.path = path
        self.faults = tuple(faults)
        listing = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(
            f"{path}: the rule module is not valid\n{listing}", "Correct these lines; `jobdesc rules check` lists them."
        )

    def _arguments(self) -> tuple[object, ...]:
        return (self.path, self.faults)


class RulesNotFound(ExtractorError):
    code = "rules-not-found"
    exit_code = 2


class NothingToImport(ExtractorError):
    code = "nothing-to-import"
    exit_code = 2


class PageOutOfRange(ExtractorError):
    code = "page-out-of-range"
    exit_code = 2


class OutputNotWritable(ExtractorError):
    code = "output-not-writable"


class ImportFolderInvalid(ExtractorError):
    code = "import-folder-invalid"
    exit_code = 2


class ListInvalid(ExtractorError):
    """A CSV that a person keeps has faults; `faults` lists each as `line 3: what is wrong`."""

    code = "list-invalid"
    exit_code = 2

    def __init__(self, path: str, faults: Sequence[str]) -> None:
        self.path = path
        self.faults = tuple(faults)
        listing = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(f"{path}: not every line can be used\n{listing}", "Correct these lines; nothing was written.")

    def _arguments(self) -> tuple[object, ...]:
        return (self.path, self.faults)


class NotForTarget(ExtractorError):
    code = "not-for-target"
    exit_code = 2


class DatabaseRefused(ExtractorError):
    code = "database-refused"


class DatabaseDiffers(ExtractorError):
    code = "database-differs"


class ExtraMissing(ExtractorError):
    code = "extra-missing"
    exit_code = 2
