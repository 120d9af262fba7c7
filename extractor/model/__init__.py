"""What an import writes, as frozen models: the one promise other systems build on.

Nonsense is refused where it is made: a required level without exactly one tick, an id that occurs twice or a word
count that does not add up is a programming error and never reaches a file.
"""

from extractor.model.codes import (
    OF_A_COMPETENCY,
    CorrectedField,
    CorrectionState,
    FindingCode,
    MarkKind,
    ReadBy,
    ScaleSource,
    Severity,
    Status,
)
from extractor.model.competency import Aspect, BlockTitle, Competency, Level, LevelScale, Mark
from extractor.model.findings import Finding, Phrase, Value
from extractor.model.frozen import BBox, Frozen, PageNumber
from extractor.model.job_description import (
    SCHEMA_VERSION,
    Approval,
    Career,
    Correction,
    Function,
    HeaderField,
    JobDescription,
    PagesRead,
    PlacedText,
    Purpose,
    Reader,
    ReplacedCompetency,
    RulesUsed,
    Section,
    Source,
    TaskAgreement,
    WordCount,
)

__all__ = [
    "OF_A_COMPETENCY",
    "SCHEMA_VERSION",
    "Approval",
    "Aspect",
    "BBox",
    "BlockTitle",
    "Career",
    "Competency",
    "CorrectedField",
    "Correction",
    "CorrectionState",
    "Finding",
    "FindingCode",
    "Frozen",
    "Function",
    "HeaderField",
    "JobDescription",
    "Level",
    "LevelScale",
    "Mark",
    "MarkKind",
    "PageNumber",
    "PagesRead",
    "Phrase",
    "PlacedText",
    "Purpose",
    "ReadBy",
    "Reader",
    "ReplacedCompetency",
    "RulesUsed",
    "ScaleSource",
    "Section",
    "Severity",
    "Source",
    "Status",
    "TaskAgreement",
    "Value",
    "WordCount",
]
