"""Job descriptions and tables to files, and back: the same values, the same bytes, and never half a file."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Protocol

from pydantic import ValidationError

from extractor.errors import JsonInvalid, PathUnreadable
from extractor.model import Finding, JobDescription
from extractor.output.adding import json_with_finding, rows_with_findings
from extractor.output.columns import COLUMNS
from extractor.output.outcome import OfferedPdf
from extractor.output.placing import CSV_FOLDER, JSON_FOLDER, make_folder, not_writable, whole_file, write_atomically
from extractor.output.rows import header_of, offered_to_csv
from extractor.output.splicing import Entry, Gone, Kept, PdfRows, SplicedFile, Staged
from extractor.output.staging import Stage
from extractor.slugs import slug

# A file system allows 255 bytes; the id, the suffix and the name while writing need the rest.
_LONGEST_SLUG = 150

# Only what an import could have written may be removed by the next one.
_WRITTEN_JSON = re.compile(r"[a-z0-9-]+\.[0-9a-f]{12}(-[0-9]+)?\.json")


@dataclass(frozen=True, slots=True)
class Written:
    """What one import left in its folder, as names below it; `removed` are JSON files of an earlier import."""

    files: tuple[str, ...]
    removed: tuple[str, ...]


def job_description_to_json(description: JobDescription) -> str:
    """As an import writes it: the same description gives the same text."""
    return description.model_dump_json(indent=2) + "\n"


def job_description_from_json(path: Path) -> JobDescription:
    """The job description that an import wrote to `path`.

    Raises:
        PathUnreadable: the file cannot be opened.
        JsonInvalid: it holds something else, or was written for another schema version.
    """
    try:
        return JobDescription.model_validate_json(path.read_bytes())
    except OSError as error:
        raise PathUnreadable(str(path), error.strerror or "") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise JsonInvalid(str(path), f"{place}: {first['msg']}" if place else first["msg"]) from error


def json_file_name(description: JobDescription) -> str:
    """`<function slug>.<document id>.json`; the slug is `function` where the document does not name its function."""
    name = slug(description.function_key.rpartition("/")[2])[:_LONGEST_SLUG].strip("-")
    return f"{name or 'function'}.{description.document_id}.json"


def prepare_output(output: Path) -> None:
    """Make the folders of an import and prove that they take files, before hours go into reading.

    Raises:
        OutputNotWritable: the folder cannot be made, or nothing can be written in it.
    """
    try:
        for folder in (output / JSON_FOLDER, output / CSV_FOLDER):
            make_folder(folder)
            with TemporaryFile(dir=folder):
                pass
    except OSError as error:
        raise not_writable(output, error) from error


class WhatWas(Protocol):
    """Whoever keeps what JSON files said before."""

    def leaves(self, name: str, old: bytes, new: bytes | None) -> None: ...

    def comes(self, name: str) -> None: ...


def write_import(
    output: Path,
    entries: Iterable[Entry],
    place: Callable[[PdfRows], None] | None = None,
    past: WhatWas | None = None,
    stage: Stage | None = None,
) -> Written:
    """Write JSON and CSV of what was offered, ordered by path; holds one of them at a time, and asks for each once.

    After it the folder holds this import and nothing of an earlier one. A JSON file that is as it should be is left.
    PDFs that have not changed since this folder was written may be entered as `Kept`, and those that left as `Gone`,
    in their places: their rows are copied or passed. Those whose files wait in `stage` are entered as `Staged`. `place`
    is told where each of the others now is, and `past` of every JSON file that comes, changes or leaves.

    Raises:
        OutputNotWritable: the folder does not take a file.
    """
    prepare_output(output)
    names: list[str] = []
    try:
        if stage is not None:
            stage.finish()
        with ExitStack() as stack:
            tables = [stack.enter_context(_table(output, name)) for name in COLUMNS]
            for entry in entries:
                if isinstance(entry, Kept | Gone):
                    for table, size in zip(tables, entry.rows.sizes, strict=True):
                        table.keep(size) if isinstance(entry, Kept) else table.drop(size)
                    names += entry.rows.names if isinstance(entry, Kept) else ()
                    continue
                rows = _write_anew(output, entry, tables, past, stage)
                names += rows.names
                if place is not None:
                    place(rows)
            for table in tables:
                table.finish()
            if stage is not None:
                stage.finish()
        names.sort()
        removed = _remove_all_but(output, names, past)
    except OSError as error:
        raise not_writable(output, error) from error
    return Written(files=(*names, *(f"{CSV_FOLDER}/{name}.csv" for name in COLUMNS)), removed=removed)


@contextmanager
def _table(output: Path, name: str) -> Iterator[SplicedFile]:
    path = output / CSV_FOLDER / f"{name}.csv"
    with whole_file(path) as unfinished, unfinished.open("wb") as new, ExitStack() as stack:

        def old() -> BinaryIO:
            return stack.enter_context(path.open("rb"))

        yield SplicedFile(new, old, header_of(name))


def _write_anew(
    output: Path, entry: OfferedPdf | Staged, tables: Sequence[SplicedFile], past: WhatWas | None, stage: Stage | None
) -> PdfRows:
    if isinstance(entry, Staged):
        assert stage is not None
        for name, added in zip(entry.rows.names, entry.added, strict=True):
            _move_json(output, name, added, stage, past)
        parts, names = _rows_of_staged(entry, stage), entry.rows.names
    else:
        names = tuple(_write_json(output, description, past) for description in entry.job_descriptions)
        parts = offered_to_csv(entry)
    for table, part in zip(tables, parts, strict=True):
        table.write(part)
    path = entry.rows.path if isinstance(entry, Staged) else entry.path
    return PdfRows(path, tuple(map(len, parts)), names)


def _rows_of_staged(entry: Staged, stage: Stage) -> list[bytes]:
    parts = stage.rows(entry)
    pairs = zip(entry.rows.names, entry.added, strict=True)
    added = {name.rsplit(".", 2)[1]: finding for name, finding in pairs if finding is not None}
    return rows_with_findings(parts, added, entry.rows.path) if added else parts


def _write_json(output: Path, description: JobDescription, past: WhatWas | None) -> str:
    name = f"{JSON_FOLDER}/{json_file_name(description)}"
    text = job_description_to_json(description)
    if _changes(output / name, name, text.encode(), past):
        write_atomically(output / name, text, tidy=False)
    return name


def _move_json(output: Path, name: str, added: Finding | None, stage: Stage, past: WhatWas | None) -> None:
    path = output / name
    is_new = not os.path.lexists(path)
    if is_new and past is not None:
        past.comes(name)
    if is_new and added is None:
        stage.move(name)
        return
    content = stage.json(name) if added is None else json_with_finding(stage.json(name), added)
    if is_new:
        stage.move_changed(name, content)
    elif _changes(path, name, content, past):
        # What is no plain file (a link, for one) is not replaced, but written into or through.
        write_atomically(path, content.decode(), tidy=False)


def _changes(path: Path, name: str, new: bytes, past: WhatWas | None) -> bool:
    """Whether a JSON file is not there as it should be; what it was is noted."""
    old = path.read_bytes() if path.is_file() else None
    if old == new:
        return False
    if past is not None:
        past.comes(name) if old is None else past.leaves(name, old, new)
    return True


def _remove_all_but(output: Path, kept: Iterable[str], past: WhatWas | None) -> tuple[str, ...]:
    """Take away the JSON files of earlier imports, and what an import that was killed left unfinished."""
    names = set(kept)
    stale = sorted(
        f"{JSON_FOLDER}/{path.name}"
        for path in (output / JSON_FOLDER).iterdir()
        if f"{JSON_FOLDER}/{path.name}" not in names and _WRITTEN_JSON.fullmatch(path.name)
    )
    for name in stale:
        if past is not None:
            past.leaves(name, (output / name).read_bytes(), None)
        (output / name).unlink()
    for folder in (JSON_FOLDER, CSV_FOLDER):
        for path in (output / folder).glob(".*.unfinished"):
            if not path.name.endswith(f".{os.getpid()}.unfinished"):  # those clear themselves away
                path.unlink(missing_ok=True)
    return tuple(stale)
