"""Job descriptions and tables to files, and back: the same values, the same bytes, and never half a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import TextIO

import pandas as pd
from pydantic import ValidationError

from extractor.errors import JsonInvalid, PathUnreadable
from extractor.model import JobDescription
from extractor.output.outcome import OfferedPdf
from extractor.output.placing import make_folder, not_writable, whole_file, write_atomically
from extractor.output.tables import COLUMNS, offered_to_frames
from extractor.slugs import slug

JSON_FOLDER, CSV_FOLDER = "json", "csv"

# A file system allows 255 bytes; the id, the suffix and the name while writing need the rest.
_LONGEST_SLUG = 150

_AT_A_TIME = 64
"""PDFs whose rows are made at once: the memory that the tables take, whatever the size of the import."""

# Only what an import could have written may be removed by the next one.
_WRITTEN_JSON = re.compile(r"[a-z0-9-]+\.[0-9a-f]{12}(-[0-9]+)?\.json")


@dataclass(frozen=True, slots=True)
class Written:
    """What one import left in its folder, as names below it; `removed` are JSON files of an earlier import."""

    files: tuple[str, ...]
    removed: tuple[str, ...]


def job_description_to_json(description: JobDescription) -> str:
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


def frame_to_csv(frame: pd.DataFrame, *, header: bool = True) -> str:
    """RFC 4180: comma, header row, CRLF; an unknown is empty, a truth value is `true` or `false` as in the JSON."""
    as_json = frame.copy()
    for name in frame.columns[frame.dtypes == "boolean"]:
        as_json[name] = frame[name].map({True: "true", False: "false"}, na_action="ignore")
    return as_json.to_csv(index=False, header=header, lineterminator="\r\n")


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


def write_import(output: Path, offered: Iterable[OfferedPdf]) -> Written:
    """Write JSON and CSV of what was offered, ordered by path; holds few of them at a time, and asks for each once.

    After it the folder holds this import and nothing of an earlier one. A JSON file that is as it should be is left.

    Raises:
        OutputNotWritable: the folder does not take a file.
    """
    prepare_output(output)
    names: list[str] = []
    try:
        with ExitStack() as stack:
            tables = {name: _Table(stack.enter_context(_csv_file(output, name))) for name in COLUMNS}
            empty = True
            for few in _few_at_a_time(offered):
                names += [_write_json(output, description) for pdf in few for description in pdf.job_descriptions]
                for name, frame in offered_to_frames(few).items():
                    tables[name].write(frame)
                empty = False
            if empty:
                for name, frame in offered_to_frames(()).items():
                    tables[name].write(frame)
        names.sort()
        removed = _remove_all_but(output, names)
    except OSError as error:
        raise not_writable(output, error) from error
    return Written(files=(*names, *(f"{CSV_FOLDER}/{name}.csv" for name in COLUMNS)), removed=removed)


@contextmanager
def _csv_file(output: Path, name: str) -> Iterator[TextIO]:
    with (
        whole_file(output / CSV_FOLDER / f"{name}.csv") as unfinished,
        unfinished.open("w", encoding="utf-8", newline="") as file,
    ):
        yield file


class _Table:
    """A CSV file that grows, row after row, under the header."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._header = True

    def write(self, frame: pd.DataFrame) -> None:
        self._file.write(frame_to_csv(frame, header=self._header))
        self._header = False


def _few_at_a_time(offered: Iterable[OfferedPdf]) -> Iterator[list[OfferedPdf]]:
    rest = iter(offered)
    while few := list(islice(rest, _AT_A_TIME)):
        yield few


def _write_json(output: Path, description: JobDescription) -> str:
    name = f"{JSON_FOLDER}/{json_file_name(description)}"
    text = job_description_to_json(description)
    path = output / name
    if not (path.is_file() and path.read_bytes() == text.encode()):
        write_atomically(path, text, tidy=False)
    return name


def _remove_all_but(output: Path, kept: Iterable[str]) -> tuple[str, ...]:
    """Take away the JSON files of earlier imports, and what an import that was killed left unfinished."""
    names = set(kept)
    stale = sorted(
        f"{JSON_FOLDER}/{path.name}"
        for path in (output / JSON_FOLDER).iterdir()
        if f"{JSON_FOLDER}/{path.name}" not in names and _WRITTEN_JSON.fullmatch(path.name)
    )
    for name in stale:
        (output / name).unlink()
    for folder in (JSON_FOLDER, CSV_FOLDER):
        for path in (output / folder).glob(".*.unfinished"):
            path.unlink(missing_ok=True)
    return tuple(stale)
