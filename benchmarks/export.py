"""Time and memory of every export target, beside `pandas.to_csv` of the same rows.

The samples' import is repeated until there are as many documents as asked (default 1000), each with its own id. Every
target runs in a process of its own, so that its peak is its own; a tenth of the documents shows how far it grows.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from extractor.export import DATABASE, TARGETS, Options
from extractor.export.source import open_import
from extractor.output.columns import COLUMNS
from tests.postgres import SUPERUSER, postgresql_server

SAMPLES = Path(__file__).parent.parent / "samples" / "tienen-form"
PANDAS = "pandas.to_csv"
POSTGRESQL = "PostgreSQL"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--one", nargs=2, metavar=("TARGET", "FOLDER"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(*_measured(asked.one[0], Path(asked.one[1])))
        return
    with tempfile.TemporaryDirectory() as name:
        seed = Path(name) / "seed"
        command = [sys.executable, "-m", "extractor", "import", str(SAMPLES), "--output", str(seed), "--quiet"]
        subprocess.run(command, check=True, capture_output=True, cwd=SAMPLES.parent.parent)
        sizes = (max(1, asked.documents // 10), asked.documents)
        folders = [_repeated(seed, Path(name) / str(size), size) for size in sizes]
        heads = "".join(f"{f'{size} documents':>22}" for size in sizes)
        print(f"{'':16}{heads}\n{'target':16}" + f"{'seconds':>12}{'MB':>10}" * len(sizes))
        for target in (*TARGETS, POSTGRESQL, PANDAS):
            cells = [_in_process(target, folder) for folder in folders]
            print(f"{target:16}" + "".join(f"{seconds:12.1f}{megabytes:10.0f}" for seconds, megabytes in cells))


def _in_process(target: str, folder: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.export", "--one", target, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent)
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def _measured(target: str, folder: Path) -> tuple[float, float]:
    if target == POSTGRESQL:
        with postgresql_server() as socket:
            return _timed(lambda: _into_postgresql(folder, socket))
    return _timed(lambda: _with_pandas(folder) if target == PANDAS else _exported(target, folder))


def _timed(run: Callable[[], object]) -> tuple[float, float]:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _exported(target: str, folder: Path) -> None:
    TARGETS[target].write(open_import(folder), str(folder / "export" / TARGETS[target].default), Options())


def _into_postgresql(folder: Path, socket: str) -> None:
    url = f"postgresql+psycopg://{SUPERUSER}@/postgres?host={socket}"
    DATABASE.write(open_import(folder), url, Options())


def _with_pandas(folder: Path) -> None:
    import pandas as pd

    for table, types in COLUMNS.items():
        frame = pd.read_csv(folder / "csv" / f"{table}.csv", dtype=types)
        frame.to_csv(folder / f"{table}.pandas.csv", index=False)


def _repeated(seed: Path, folder: Path, size: int) -> Path:
    """An import of `size` documents: the seed's, over and over, with an id and a path of their own."""
    for name in ("json", "csv"):
        (folder / name).mkdir(parents=True)
    originals = sorted((seed / "json").glob("*.json"))
    turns = -(-size // len(originals))
    for turn in range(turns):
        for original in originals[: size - turn * len(originals)]:
            id_ = original.name.split(".")[-2]
            text = original.read_text(encoding="utf-8").replace(id_, _id(id_, turn)).replace(".pdf", f"-{turn}.pdf")
            (folder / "json" / original.name.replace(id_, _id(id_, turn))).write_text(text, encoding="utf-8")
    kept = {turn: {o.name.split(".")[-2] for o in originals[: size - turn * len(originals)]} for turn in range(turns)}
    for table, columns in COLUMNS.items():
        lines = (seed / "csv" / f"{table}.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        with (folder / "csv" / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            file.write(",".join(columns) + "\r\n")
            for turn in range(turns):
                file.writelines(_lines(lines[1:], kept[turn], turn))
    return folder


def _lines(lines: list[str], ids: set[str], turn: int) -> Iterator[str]:
    for line in lines:
        for id_ in ids:
            if id_ in line:
                yield line.rstrip("\r\n").replace(id_, _id(id_, turn)).replace(".pdf", f"-{turn}.pdf") + "\r\n"
                break


def _id(id_: str, turn: int) -> str:
    return f"{turn:06x}{id_[6:]}"


if __name__ == "__main__":
    main()
