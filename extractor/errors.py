"""Every error the extractor raises on purpose, each with a code, an exit status and the next step.

    ExtractorError
    ├── InputError                  one PDF cannot be read; an import records it and goes on
    │   ├── PathUnreadable          path-unreadable
    │   ├── FileEmpty               file-empty
    │   ├── NotAPdf                 not-a-pdf
    │   ├── PdfDamaged              pdf-damaged
    │   ├── PasswordNeeded          password-needed
    │   ├── NoTextLayer             no-text-layer
    │   ├── FileTooBig              file-too-big: more bytes than the limit
    │   ├── TooManyPages            too-many-pages
    │   ├── TimeLimitExceeded       time-limit: the CPU time for it, or for one of its pages, was gone
    │   ├── MemoryLimitExceeded     memory-limit
    │   ├── WorkerDied              worker-died: what read it crashed, twice
    │   ├── ProgramFault            program-fault: a fault of this program that this PDF brings out
    │   └── JsonInvalid             json-invalid: not what an import of this version writes
    ├── NoRulesMatch                no-rules-match: readable, but no rule module knows it
    ├── FaultsFound                 what a person wrote has faults; all of them at once
    │   ├── RuleFileError           rules-invalid: a rule module
    │   ├── TruthInvalid            truth-invalid: a truth beside a PDF
    │   ├── PolicyInvalid           policy-invalid
    │   └── ListInvalid             list-invalid: a CSV that a person keeps
    ├── RulesNotFound               rules-not-found
    ├── FamiliesMixed               families-mixed: one rule module cannot be drafted from PDFs of several families
    ├── NothingToImport             nothing-to-import
    ├── SchemeNotAllowed            scheme-not-allowed: a URL of a kind that is not read here
    ├── PageOutOfRange              page-out-of-range
    ├── OutputNotWritable           output-not-writable
    ├── ImportNotFound              import-not-found: the folder does not hold the tables of an import
    ├── TableInvalid                table-invalid: a table of an import was changed into something else
    ├── NothingToCompare            nothing-to-compare
    ├── NotEarlier                  not-earlier: what an export shall go on from is another output
    ├── OutputBusy                  output-busy: another import writes there
    ├── LedgerUnusable              ledger-unusable
    ├── WorkersUnusable             workers-unusable: this machine has no room for the processes that read
    ├── ClusterUnusable             cluster-unusable: no scheduler, no workers, or workers of another version
    ├── ImportFolderInvalid         import-folder-invalid: an export was pointed at something else
    ├── CorrectionRefused           correction-refused: there is nothing of that kind to correct
    ├── NotForTarget                not-for-target: an option that an export target cannot honour
    ├── DatabaseRefused             database-refused: no connection, or no right
    ├── DatabaseDiffers             database-differs: its tables are not the ones an export needs
    ├── ScanReaderMissing           scan-reader-missing: the engine that --ocr names is not installed
    ├── ScanModelUnknown            scan-model-unknown: the model of an engine is not the pinned one
    ├── CannotListen                cannot-listen: the port of a review is taken
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
    made_of: ClassVar[tuple[str, ...]] = ("message", "advice")
    """The attributes that its constructor takes, in its order."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __reduce__(self) -> tuple[type[ExtractorError], tuple[object, ...]]:
        """Errors travel between processes, so they must survive pickling."""
        return type(self), tuple(getattr(self, name) for name in self.made_of)


class InputError(ExtractorError):
    """One PDF cannot be read. `path` is the file as it was offered."""

    template: ClassVar[str] = "{path}: cannot be read"
    next_step: ClassVar[str] = "Check the file."
    made_of = ("path", "detail")

    def __init__(self, path: str, detail: str = "") -> None:
        self.path = path
        self.detail = detail
        message = self.template.format(path=path)
        super().__init__(f"{message} ({detail})" if detail else message, self.next_step)


class PathUnreadable(InputError):
    code = "path-unreadable"
    template = "{path}: cannot be opened"
    next_step = "Check that the path exists and that you may read it."
    exit_code = 2


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
    template = "{path}: the PDF is protected"
    next_step = "Give its password with --password."

    @classmethod
    def of(cls, path: str, password: str | None) -> PasswordNeeded:
        return cls(path, "the password given does not open it" if password else "no password was given")


class NoTextLayer(InputError):
    code = "no-text-layer"
    template = "{path}: the PDF has no text that shows"
    next_step = "Scans are read where pip install 'jobdesc[scan]' was done; a hidden text layer is not believed."

    @classmethod
    def of(cls, path: str, *, blank: bool) -> NoTextLayer:
        """`blank` where there is nothing else on its pages either."""
        return cls(path, "its pages are empty" if blank else "only pictures of pages")


class FileTooBig(InputError):
    code = "file-too-big"
    template = "{path}: the file is bigger than the limit"
    next_step = "Raise --max-size if it is a real document."


class TooManyPages(InputError):
    code = "too-many-pages"
    template = "{path}: the PDF has more pages than the limit"
    next_step = "Raise --max-pages if it is a real document, or split it."


class TimeLimitExceeded(InputError):
    code = "time-limit"
    template = "{path}: reading it took longer than the limit"
    next_step = "Raise --timeout or --page-timeout and import with --failed; look at the file if that does not help."


class MemoryLimitExceeded(InputError):
    code = "memory-limit"
    template = "{path}: reading it takes more memory than the limit"
    next_step = "Raise --max-memory and import with --failed; look at the file if that does not help."


class WorkerDied(InputError):
    code = "worker-died"
    template = "{path}: the process that read it died, twice"
    next_step = "Save the PDF again from a viewer and import that; please report the file."


class ProgramFault(InputError):
    code = "program-fault"
    template = "{path}: a fault of this program, not of the PDF"
    next_step = (
        "Please report it with the PDF, if you may share it; `jobdesc explain` on the file shows the whole fault."
    )


class JsonInvalid(InputError):
    code = "json-invalid"
    template = "{path}: this is not a job description that an import wrote"
    next_step = "Name a file from the json folder of an import, or import the PDF again."


class NoRulesMatch(ExtractorError):
    """The PDF was read, but no rule module recognises a job description in it.

    `reasons` holds, per rule module that was tried, what it missed; `said` the same as JSON of phrases of the
    catalogue, to say it in another language.
    """

    code = "no-rules-match"
    made_of = ("path", "reasons", "said")

    def __init__(self, path: str, reasons: Sequence[tuple[str, str]], said: Sequence[str] = ()) -> None:
        self.path = path
        self.reasons = tuple(reasons)
        self.said = tuple(said)
        tried = "; ".join(f"{module}: {reason}" for module, reason in self.reasons)
        super().__init__(
            f"{path}: no rule module recognises this document ({tried or 'none available'})",
            "See what was read with `jobdesc explain`; choose a module with --rules, or write one for this family.",
        )


class FaultsFound(ExtractorError):
    """What a person wrote has faults: `path` is its file, `faults` lists each with its place in it, all at once."""

    heading: ClassVar[str] = "{path}: not valid"
    fault_line: ClassVar[str] = "  {fault}"
    next_step: ClassVar[str] = "Correct these lines."
    exit_code = 2
    made_of = ("path", "faults")

    def __init__(self, path: str, faults: Sequence[str]) -> None:
        self.path = path
        self.faults = tuple(faults)
        listing = [self.fault_line.format(path=path, fault=fault) for fault in self.faults]
        super().__init__("\n".join([self.heading.format(path=path), *listing]), self.next_step)


class RuleFileError(FaultsFound):
    """A rule module has faults; each is `key: what is wrong`."""

    code = "rules-invalid"
    heading = "{path}: the rule module is not valid"
    next_step = "Correct these lines; `jobdesc rules check` lists them."


class TruthInvalid(FaultsFound):
    """What a person wrote beside a PDF has faults; each with its line or its place."""

    code = "truth-invalid"
    heading = "{path}: this truth cannot be used"
    next_step = "Correct these; the guide to writing a rule module says what a truth looks like."


class PolicyInvalid(FaultsFound):
    """A policy has faults; each is `line: key: what is wrong`, lines counted from 1."""

    code = "policy-invalid"
    heading = "{path}: the policy is not valid"
    fault_line = "  {path}:{fault}"
    next_step = "Correct these lines; the words a policy knows are listed in the documentation of audits."


class ListInvalid(FaultsFound):
    """A CSV that a person keeps has faults; each is `line 3: what is wrong`."""

    code = "list-invalid"
    heading = "{path}: not every line can be used"
    next_step = "Correct these lines; nothing was written."


class RulesNotFound(ExtractorError):
    code = "rules-not-found"
    exit_code = 2


class FamiliesMixed(ExtractorError):
    code = "families-mixed"
    exit_code = 2


class NothingToImport(ExtractorError):
    code = "nothing-to-import"
    exit_code = 2


class SchemeNotAllowed(ExtractorError):
    code = "scheme-not-allowed"
    exit_code = 2


class PageOutOfRange(ExtractorError):
    code = "page-out-of-range"
    exit_code = 2


class OutputNotWritable(ExtractorError):
    code = "output-not-writable"


class ImportNotFound(ExtractorError):
    """`folder` does not hold what an import writes."""

    code = "import-not-found"
    exit_code = 2
    made_of = ("folder", "detail")

    def __init__(self, folder: str, detail: str) -> None:
        self.folder = folder
        self.detail = detail
        super().__init__(
            f"{folder}: this is not the output of an import ({detail})",
            "Name the folder that `jobdesc import PATH --output FOLDER` wrote.",
        )


class TableInvalid(ExtractorError):
    """A table that an import wrote was changed since; `path` is its file."""

    code = "table-invalid"
    exit_code = 2
    made_of = ("path", "detail")

    def __init__(self, path: str, detail: str) -> None:
        self.path = path
        self.detail = detail
        super().__init__(
            f"{path}: this is not the table that an import writes ({detail})", "Import the PDFs again into that folder."
        )


class NothingToCompare(ExtractorError):
    code = "nothing-to-compare"
    exit_code = 2


class NotEarlier(ExtractorError):
    code = "not-earlier"
    exit_code = 2


class OutputBusy(ExtractorError):
    code = "output-busy"


class LedgerUnusable(ExtractorError):
    code = "ledger-unusable"


class WorkersUnusable(ExtractorError):
    code = "workers-unusable"


class ClusterUnusable(ExtractorError):
    code = "cluster-unusable"


class ImportFolderInvalid(ExtractorError):
    code = "import-folder-invalid"
    exit_code = 2


class CorrectionRefused(ExtractorError):
    code = "correction-refused"
    exit_code = 2


class NotForTarget(ExtractorError):
    code = "not-for-target"
    exit_code = 2


class DatabaseRefused(ExtractorError):
    code = "database-refused"


class DatabaseDiffers(ExtractorError):
    code = "database-differs"


class CannotListen(ExtractorError):
    code = "cannot-listen"
    exit_code = 2


class ExtraMissing(ExtractorError):
    code = "extra-missing"
    exit_code = 2


class ScanReaderMissing(ExtractorError):
    code = "scan-reader-missing"
    exit_code = 2
    made_of = ("engine", "module", "command")

    def __init__(self, engine: str, module: str, command: str) -> None:
        self.engine, self.module, self.command = engine, module, command
        super().__init__(f"scans cannot be read with {engine}: {module} is not installed", f"Install it: {command}")


class ScanModelUnknown(ExtractorError):
    code = "scan-model-unknown"
    exit_code = 2
    made_of = ("name", "found")

    def __init__(self, name: str, found: str) -> None:
        self.name, self.found = name, found
        super().__init__(
            f"the model {name} that reads scans is not the one this program knows ({found})",
            "Install the version that belongs to it: pip install --force-reinstall 'jobdesc[scan]'",
        )
