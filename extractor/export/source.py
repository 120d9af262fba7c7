"""The import that is exported: its documents and the rows of its tables, one after the other and never all at once."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby, islice
from pathlib import Path
from typing import Final

from extractor.errors import ImportFolderInvalid, ImportNotFound, LedgerUnusable, NotEarlier
from extractor.framework.mapping import MAPPING_COLUMNS, NO_CODES, Codes
from extractor.ledger.opening import look_into_ledger
from extractor.ledger.past import identity
from extractor.model import JobDescription
from extractor.output.columns import COLUMNS, NUMBER, POINTS, TEXT, TRUTH
from extractor.output.placing import CSV_FOLDER, JSON_FOLDER
from extractor.output.writing import job_description_from_json

Value = str | int | float | bool | None
Row = tuple[Value, ...]

Tell = Callable[[str, int], None]
"""What is read, a table or the job descriptions, and how many rows of it so far."""
_TELLING: Final = 1000

_ADVICE = "Name a folder that `jobdesc import` wrote with --output; import the PDFs again if it is of an older version."

# A long indicator is no reason to stop; the module's own limit is 128 KiB a field.
csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


def _truth(text: str) -> bool:
    return {"true": True, "false": False}[text]


_FROM_TEXT: Final[dict[str, Callable[[str], Value]]] = {TEXT: str, NUMBER: int, POINTS: float, TRUTH: _truth}

MAPPING_TABLE: Final = dict.fromkeys(MAPPING_COLUMNS, TEXT)
REMOVALS_TABLE: Final = {"document_id": TEXT, "function_key": TEXT, "path": TEXT}
_COMPETENCY_ID: Final = list(COLUMNS["competencies"]).index("competency_id")


@dataclass(frozen=True, slots=True)
class Removal:
    """A job description that an earlier import had and this one has not."""

    document_id: str
    function_key: str
    path: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from an earlier import: the document ids to write, their paths, and what is gone."""

    document_ids: frozenset[str]
    paths: frozenset[str]
    removals: tuple[Removal, ...]


@dataclass(frozen=True, slots=True)
class ImportFolder:
    """An import's output. With `changes` it holds only what changed; `codes` are a user's, by competency id.

    With `joined` the codes stand in the rows of the competencies too. `tables_needed` must be there: an earlier version
    of the program may have written fewer. `tell` hears how far it is read.
    """

    path: Path
    changes: Changes | None = None
    codes: Mapping[str, Codes] | None = None
    joined: bool = False
    tables_needed: tuple[str, ...] = tuple(COLUMNS)
    tell: Tell | None = None

    def __post_init__(self) -> None:
        for name in self.tables_needed:
            if not self._table(name).is_file():
                raise ImportFolderInvalid(f"{self.path}: there is no {CSV_FOLDER}/{name}.csv in it", _ADVICE)

    def with_codes_joined(self) -> ImportFolder:
        """The same for a target that has no views, where a user would have to join the mapping by hand."""
        return replace(self, joined=self.codes is not None)

    def json_files(self) -> dict[str, Path]:
        """The file of every job description by its id, in a stable order, whatever changed."""
        found = sorted((self.path / JSON_FOLDER).glob("*.json"))
        by_id = {file.name.split(".")[-2]: file for file in found if file.name.count(".") >= 2}
        return dict(sorted(by_id.items()))

    def documents(self) -> Iterator[JobDescription]:
        """The job descriptions, ordered by id.

        Raises:
            PathUnreadable, JsonInvalid: a file of the import is not as it was written.
        """
        number = 0
        for document_id, file in self.json_files().items():
            if self.changes is None or document_id in self.changes.document_ids:
                yield job_description_from_json(file)
                number += 1
                self._say(JSON_FOLDER, number)

    def tables(self) -> dict[str, dict[str, str]]:
        """Every table that there are rows of, with its columns and pandas types."""
        extra: dict[str, dict[str, str]] = {}
        if self.codes is not None:
            extra["mapping"] = MAPPING_TABLE
        if self.changes is not None:
            extra["removals"] = REMOVALS_TABLE
        if self.joined:
            extra["competencies"] = COLUMNS["competencies"] | dict.fromkeys(Codes._fields, TEXT)
        return COLUMNS | extra

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of one table in their order, typed; an empty cell is None.

        Raises:
            ImportFolderInvalid: the file is not what an import writes, with its line and column.
        """
        if table == "mapping":
            yield from ((id_, *codes) for id_, codes in sorted((self.codes or {}).items()))
            return
        if table == "removals":
            removals = self.changes.removals if self.changes else ()
            yield from ((gone.document_id, gone.function_key, gone.path) for gone in removals)
            return
        for number, row in enumerate(self._read(table)):
            self._say(table, number)
            if self.changes is None or self._changed(table, row):
                yield row + self._codes_of(row) if self.joined and table == "competencies" else row

    def competency_ids(self) -> set[str]:
        """Of all the competencies that there are rows of."""
        return {str(row[_COMPETENCY_ID]) for row in self.rows("competencies")}

    def rows_by_document(self, table: str) -> Iterator[tuple[str, list[Row]]]:
        """The same rows, those of one document together; a finding and a PDF go by their path."""
        column = list(COLUMNS[table]).index("path" if table in {"documents", "findings"} else "document_id")
        for key, rows in groupby(self.rows(table), key=lambda row: row[column]):
            yield str(key), list(rows)

    def _changed(self, table: str, row: Row) -> bool:
        assert self.changes is not None
        if table == "documents":
            return row[0] in self.changes.paths
        if table == "findings" and row[0] is None:
            return row[1] in self.changes.paths
        return row[0] in self.changes.document_ids

    def _say(self, what: str, number: int) -> None:
        if self.tell is not None and number % _TELLING == 0:
            self.tell(what, number)

    def _codes_of(self, row: Row) -> Row:
        return (self.codes or {}).get(str(row[_COMPETENCY_ID]), NO_CODES)

    def _table(self, name: str) -> Path:
        return self.path / CSV_FOLDER / f"{name}.csv"

    def _read(self, table: str) -> Iterator[Row]:
        path, types = self._table(table), COLUMNS[table]
        readers = [_FROM_TEXT[type_] for type_ in types.values()]
        try:
            with path.open(encoding="utf-8", newline="") as file:
                lines = csv.reader(file, strict=True)
                if (header := next(lines, [])) != list(types):
                    raise ImportFolderInvalid(
                        f"{path}, line 1: the columns are {', '.join(header)}, not {', '.join(types)}", _ADVICE
                    )
                for line in lines:
                    try:
                        yield tuple(read(text) if text else None for read, text in zip(readers, line, strict=True))
                    except (ValueError, KeyError) as error:
                        raise ImportFolderInvalid(
                            f"{path}, line {lines.line_num}: not as an import writes it ({error})", _ADVICE
                        ) from error
        except (csv.Error, UnicodeDecodeError) as error:
            raise ImportFolderInvalid(f"{path}: not as an import writes it ({error})", _ADVICE) from error
        except OSError as error:
            raise ImportFolderInvalid(f"{path}: cannot be read ({error.strerror})", _ADVICE) from error


def in_batches(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    """The same rows, `size` at a time."""
    while batch := list(islice(rows, size)):
        yield batch


def open_import(path: Path, codes: Mapping[str, Codes] | None = None, since: Path | None = None) -> ImportFolder:
    """The import in `path`; with `since`, the folder of an earlier import, only what changed after it.

    A PDF that changed has another document id: its old one is a removal, its new one is written.

    Raises:
        ImportFolderInvalid: one of the two is not an import's output.
        NotEarlier: `since` is no earlier state of this import, by their ledgers.
    """
    if since is not None:
        _refuse_what_is_not_earlier(since, path)
    now = ImportFolder(path, codes=codes)
    return (
        now
        if since is None
        else ImportFolder(path, changes=_changes(ImportFolder(since, tables_needed=("documents",)), now), codes=codes)
    )


def _refuse_what_is_not_earlier(since: Path, path: Path) -> None:
    """A copy without its ledger is taken at its user's word."""
    try:
        with look_into_ledger(since) as ledger:
            before, last = identity(ledger), int(ledger.fact("import") or 0)
        with look_into_ledger(path) as ledger:
            now, this = identity(ledger), int(ledger.fact("import") or 0)
    except (ImportNotFound, LedgerUnusable):
        return
    if before is not None and (before != now or last > this):
        why = "a later state of it" if before == now else "the output of another archive"
        raise NotEarlier(
            f"{since}: this is no earlier state of {path}, but {why}",
            "Name a copy of this output as it was before; what an export deletes downstream is gone there.",
        )


def _changes(before: ImportFolder, now: ImportFolder) -> Changes:
    old, new = before.json_files(), now.json_files()
    changed = {id_ for id_, file in new.items() if id_ not in old or _differ(old[id_], file)}
    removed = (job_description_from_json(old[id_]) for id_ in old if id_ not in new)
    removals = tuple(Removal(gone.document_id, gone.function_key, gone.source.path) for gone in removed)
    old_rows = {row[0]: row for row in before.rows("documents")}
    paths = {str(row[0]) for row in now.rows("documents") if row != old_rows.get(row[0])}
    # A function that changed needs the row of its PDF, though that one may be the same.
    paths |= {str(row[2]) for row in now.rows("functions") if row[0] in changed}
    return Changes(frozenset(changed), frozenset(paths), removals)


def _differ(old: Path, new: Path) -> bool:
    """Whether they say something else: that another version of the reader wrote the same is no change."""
    if old.read_bytes() == new.read_bytes():
        return False
    one, other = job_description_from_json(old), job_description_from_json(new)
    return one.model_copy(update={"reader": other.reader}) != other
