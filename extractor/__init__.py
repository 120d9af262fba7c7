"""Job-description PDFs to trusted structured data.

    PDF bytes → PageLayout → lines, grids, marks → matches of a rule module → JobDescription + findings → tables → files
      reading     (frozen)      shaping               matching                    model                tables   writing

Each step takes only what the step before it made, and nothing flows back: a word keeps its page and its box from the
PDF to the JSON. `pipeline` runs the steps for one PDF, `batch` for many; `corrections` holds what a person knows
better; `authoring` helps to write rule modules; `cli` is the command `jobdesc`.

    >>> from extractor import read_job_descriptions
    >>> for description in read_job_descriptions("deskundige-ict.pdf"):  # doctest: +SKIP
    ...     for competency in description.competencies:
    ...         print(competency.name, competency.required_level, competency.status)

Frames are made by `extractor.output.tables`, files by `extractor.output.writing`; they load pandas, and this module
does not.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from extractor.errors import (
    CannotListen,
    ClusterUnusable,
    CorrectionRefused,
    DatabaseDiffers,
    DatabaseRefused,
    ExtractorError,
    ExtraMissing,
    FamiliesMixed,
    FaultsFound,
    FileEmpty,
    FileTooBig,
    ImportFolderInvalid,
    ImportNotFound,
    InputError,
    JsonInvalid,
    LedgerUnusable,
    ListInvalid,
    MemoryLimitExceeded,
    NoRulesMatch,
    NotAPdf,
    NotEarlier,
    NoTextLayer,
    NotForTarget,
    NothingToCompare,
    NothingToImport,
    OutputBusy,
    OutputNotWritable,
    PageOutOfRange,
    PasswordNeeded,
    PathUnreadable,
    PdfDamaged,
    PolicyInvalid,
    ProgramFault,
    RuleFileError,
    RulesNotFound,
    ScanModelUnknown,
    ScanReaderMissing,
    SchemeNotAllowed,
    TableInvalid,
    TimeLimitExceeded,
    TooManyPages,
    TruthInvalid,
    WorkerDied,
    WorkersUnusable,
)
from extractor.version import VERSION as __version__  # noqa: N811  # the name that Python's tools expect

if TYPE_CHECKING:
    from extractor.model import (
        Approval,
        Aspect,
        BlockTitle,
        Career,
        Competency,
        CorrectedField,
        Correction,
        CorrectionState,
        Finding,
        FindingCode,
        Function,
        HeaderField,
        JobDescription,
        Level,
        LevelScale,
        Mark,
        MarkKind,
        PagesRead,
        Phrase,
        PlacedText,
        Purpose,
        ReadBy,
        Reader,
        ReplacedCompetency,
        RulesUsed,
        ScaleSource,
        Section,
        Severity,
        Source,
        Status,
        TaskAgreement,
        WordCount,
    )
    from extractor.pipeline import read_job_descriptions

__all__ = [
    "Approval",
    "Aspect",
    "BlockTitle",
    "CannotListen",
    "Career",
    "ClusterUnusable",
    "Competency",
    "CorrectedField",
    "Correction",
    "CorrectionRefused",
    "CorrectionState",
    "DatabaseDiffers",
    "DatabaseRefused",
    "ExtraMissing",
    "ExtractorError",
    "FamiliesMixed",
    "FaultsFound",
    "FileEmpty",
    "FileTooBig",
    "Finding",
    "FindingCode",
    "Function",
    "HeaderField",
    "ImportFolderInvalid",
    "ImportNotFound",
    "InputError",
    "JobDescription",
    "JsonInvalid",
    "LedgerUnusable",
    "Level",
    "LevelScale",
    "ListInvalid",
    "Mark",
    "MarkKind",
    "MemoryLimitExceeded",
    "NoRulesMatch",
    "NoTextLayer",
    "NotAPdf",
    "NotEarlier",
    "NotForTarget",
    "NothingToCompare",
    "NothingToImport",
    "OutputBusy",
    "OutputNotWritable",
    "PageOutOfRange",
    "PagesRead",
    "PasswordNeeded",
    "PathUnreadable",
    "PdfDamaged",
    "Phrase",
    "PlacedText",
    "PolicyInvalid",
    "ProgramFault",
    "Purpose",
    "ReadBy",
    "Reader",
    "ReplacedCompetency",
    "RuleFileError",
    "RulesNotFound",
    "RulesUsed",
    "ScaleSource",
    "ScanModelUnknown",
    "ScanReaderMissing",
    "SchemeNotAllowed",
    "Section",
    "Severity",
    "Source",
    "Status",
    "TableInvalid",
    "TaskAgreement",
    "TimeLimitExceeded",
    "TooManyPages",
    "TruthInvalid",
    "WordCount",
    "WorkerDied",
    "WorkersUnusable",
    "__version__",
    "read_job_descriptions",
]

_HOMES = ("extractor.model", "extractor.pipeline")


def __getattr__(name: str) -> object:
    """Loads what reads PDFs when it is asked for: a command that only says its version does without."""
    if name in __all__:
        for home in map(import_module, _HOMES):
            if hasattr(home, name):
                globals()[name] = getattr(home, name)
                return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
