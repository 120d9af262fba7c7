"""Job descriptions and tables to files, and back: the same values, the same bytes, and never half a file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from pydantic import ValidationError

from extractor.errors import JsonInvalid, OutputNotWritable, PathUnreadable
from extractor.model import JobDescription
from extractor.outcome import OfferedPdf
from extractor.slugs import slug
from extractor.tables import offered_to_frames

JSON_FOLDER, CSV_FOLDER = "json", "csv"

# A file system allows 255 bytes; the id, the suffix and the name while writing need the rest.
_LONGEST_SLUG = 150

# Only what an import could have written may be removed by the next one.
_WRITTEN_JSON = re.compile(r"[a-z0-9-]+\.[0-9a-f]{12}(-[0-9]+)?\.json")


@dataclass(frozen=True, slots=True)
class Written:
    """What one import left in its folder; `removed` are the JSON files of an earlier import that it took away."""

    json: tuple[Path, ...]
    csv: tuple[Path, ...]
    removed: tuple[Path, ...]


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


def frame_to_csv(frame: pd.DataFrame) -> str:
    """RFC 4180: comma, header row, CRLF; an unknown is empty, a truth value is `true` or `false` as in the JSON."""
    as_json = frame.copy()
    for name in frame.columns[frame.dtypes == "boolean"]:
        as_json[name] = frame[name].map({True: "true", False: "false"}, na_action="ignore")
    return as_json.to_csv(index=False, lineterminator="\r\n")


def prepare_output(output: Path) -> None:
    """Make the folders of an import and prove that they take files, before hours go into reading.

    Raises:
        OutputNotWritable: the folder cannot be made, or nothing can be written in it.
    """
    try:
        for folder in (output / JSON_FOLDER, output / CSV_FOLDER):
            folder.mkdir(parents=True, exist_ok=True)
            _unfinished(folder / "probe").touch()
            _unfinished(folder / "probe").unlink()
    except OSError as error:
        raise _not_writable(output, error) from error


def write_import(output: Path, offered: Sequence[OfferedPdf]) -> Written:
    """Write JSON and CSV of one import, after which the folder holds this import and nothing of an earlier one.

    Raises:
        OutputNotWritable: the folder does not take a file.
    """
    prepare_output(output)
    texts = {
        output / JSON_FOLDER / json_file_name(description): job_description_to_json(description)
        for pdf in offered
        for description in pdf.job_descriptions
    }
    tables = {
        output / CSV_FOLDER / f"{name}.csv": frame_to_csv(frame) for name, frame in offered_to_frames(offered).items()
    }
    try:
        for path, text in (texts | tables).items():
            write_atomically(path, text)
        removed = _remove_all_but(output / JSON_FOLDER, texts)
    except OSError as error:
        raise _not_writable(output, error) from error
    return Written(json=tuple(texts), csv=tuple(tables), removed=removed)


def write_atomically(path: Path, text: str) -> None:
    """Put `text` (UTF-8, line ends as they are) at `path` so that a reader sees the old file or the whole new one."""
    unfinished = _unfinished(path)
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _unfinished(path: Path) -> Path:
    # In the same folder, for a rename is atomic within one file system only; one per process, so that none share it.
    return path.with_name(f".{path.name}.{os.getpid()}.unfinished")


def _remove_all_but(folder: Path, kept: Iterable[Path]) -> tuple[Path, ...]:
    names = {path.name for path in kept}
    stale = sorted(p for p in folder.iterdir() if p.name not in names and _WRITTEN_JSON.fullmatch(p.name))
    for path in stale:
        path.unlink()
    return tuple(stale)


def _not_writable(output: Path, error: OSError) -> OutputNotWritable:
    return OutputNotWritable(
        f"{output}: cannot be written ({error.strerror or error})",
        "Choose a folder you may write in with --output, or free space on its disk.",
    )
