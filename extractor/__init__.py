"""Job-description PDFs to trusted structured data.

    PDF bytes → PageLayout → lines, grids, marks → matches of a rule module → JobDescription + findings → tables → files
      reading     (frozen)      shaping               matching                    model                tables   writing

Each step takes only what the step before it made, and nothing flows back: a word keeps its page and its box from the
PDF to the JSON. `pipeline` runs the steps for one PDF, `batch` for many, `cli` is the command `jobdesc`.

    >>> from extractor import read_job_descriptions
    >>> for description in read_job_descriptions("deskundige-ict.pdf"):  # doctest: +SKIP
    ...     for competency in description.competencies:
    ...         print(competency.name, competency.required_level, competency.status)

Frames are made by `extractor.tables`, files by `extractor.writing`; they load pandas, and this module does not.
"""

from extractor.errors import (
    ClusterUnusable,
    ExtractorError,
    ExtraMissing,
    FileEmpty,
    FileTooBig,
    ImportNotFound,
    InputError,
    JsonInvalid,
    LedgerUnusable,
    MemoryLimitExceeded,
    NoRulesMatch,
    NotAPdf,
    NoTextLayer,
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
    TableInvalid,
    TimeLimitExceeded,
    TooManyPages,
    WorkerDied,
)
from extractor.model import (
    Approval,
    BlockTitle,
    Career,
    Competency,
    Finding,
    FindingCode,
    Function,
    HeaderField,
    JobDescription,
    Level,
    Mark,
    MarkKind,
    PlacedText,
    Purpose,
    Reader,
    RulesUsed,
    Severity,
    Source,
    Status,
    TaskAgreement,
    WordCount,
)
from extractor.pipeline import read_job_descriptions
from extractor.version import VERSION as __version__  # noqa: N811  # the name that Python's tools expect

__all__ = [
    "Approval",
    "BlockTitle",
    "Career",
    "ClusterUnusable",
    "Competency",
    "ExtraMissing",
    "ExtractorError",
    "FileEmpty",
    "FileTooBig",
    "Finding",
    "FindingCode",
    "Function",
    "HeaderField",
    "ImportNotFound",
    "InputError",
    "JobDescription",
    "JsonInvalid",
    "LedgerUnusable",
    "Level",
    "Mark",
    "MarkKind",
    "MemoryLimitExceeded",
    "NoRulesMatch",
    "NoTextLayer",
    "NotAPdf",
    "NothingToCompare",
    "NothingToImport",
    "OutputBusy",
    "OutputNotWritable",
    "PageOutOfRange",
    "PasswordNeeded",
    "PathUnreadable",
    "PdfDamaged",
    "PlacedText",
    "PolicyInvalid",
    "ProgramFault",
    "Purpose",
    "Reader",
    "RuleFileError",
    "RulesNotFound",
    "RulesUsed",
    "Severity",
    "Source",
    "Status",
    "TableInvalid",
    "TaskAgreement",
    "TimeLimitExceeded",
    "TooManyPages",
    "WordCount",
    "WorkerDied",
    "__version__",
    "read_job_descriptions",
]
