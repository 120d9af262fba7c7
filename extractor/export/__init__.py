"""What an import wrote, as other systems take it: one file per target.

    import folder ── source.ImportFolder ── targets ── a file, a folder or a database

A target is a module with one function `write(source, to, options)`, and a line in `TARGETS`. The modules are loaded
when they are used, for most need a package that only their users install.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from extractor.errors import ExtraMissing, NotForTarget
from extractor.export.source import ImportFolder


@dataclass(frozen=True, slots=True)
class Options:
    """What a user asked for beside the target; each target takes only what it names in `TARGETS`.

    `removed` says what becomes of functions that a database has and the import has not: keep, mark or delete.
    `language` is that of the sheets for people: en or nl. `base_uri` begins the IRIs of targets that need some.
    """

    dialect: str | None = None
    partition_by: str | None = None
    removed: str | None = None
    base_uri: str | None = None
    language: str | None = None


Write = Callable[[ImportFolder, str, Options], object]


@dataclass(frozen=True, slots=True)
class Target:
    """`default` is the name of the file or folder where the user gives none; `extra` the extra that it needs."""

    module: str
    default: str
    extra: str | None = None
    takes: frozenset[str] = frozenset()
    incremental: bool = True

    def write(self, source: ImportFolder, to: str, options: Options) -> object:
        """Write all of `source` to `to`, or nothing.

        Raises:
            ExtraMissing: the package that the target needs is not installed.
            NotForTarget: an option was given that the target does not take.
            OutputNotWritable: `to` cannot be written.
        """
        for name in Options.__dataclass_fields__:
            if getattr(options, name) is not None and name not in self.takes:
                raise NotForTarget(
                    f"--{name.replace('_', '-')} says nothing to the target {self.name}", "Leave it out."
                )
        if source.changes is not None and not self.incremental:
            raise NotForTarget(
                f"the target {self.name} is one whole and cannot be written as changes",
                "Leave --changed-since out; the whole is written each time.",
            )
        return self.load()(source, to, options)

    @property
    def name(self) -> str:
        return self.module.rpartition(".")[2].rstrip("_")

    def load(self) -> Write:
        try:
            module = import_module(self.module)
        except ModuleNotFoundError as error:
            if self.extra is None or error.name is None or error.name.startswith("extractor"):
                raise
            raise ExtraMissing(
                f"--to {self.name} needs the package {error.name}", f'Run: pip install "jobdesc[{self.extra}]"'
            ) from error
        write: Write = module.write
        return write


TARGETS: Final[dict[str, Target]] = {
    "csv": Target("extractor.export.csv_", "csv", takes=frozenset({"dialect"})),
    "jsonl": Target("extractor.export.jsonl", "jobdesc.jsonl"),
    "sqlite": Target("extractor.export.sqlite", "jobdesc.sqlite"),
    "parquet": Target("extractor.export.parquet", "parquet", "parquet", frozenset({"partition_by"})),
    "duckdb": Target("extractor.export.duckdb_", "jobdesc.duckdb", "duckdb"),
    "xlsx": Target("extractor.export.xlsx", "jobdesc.xlsx", "xlsx", frozenset({"language"}), incremental=False),
    "case": Target("extractor.export.case", "case", takes=frozenset({"base_uri"}), incremental=False),
    "jsonld": Target("extractor.export.jsonld", "jobdesc.jsonld", takes=frozenset({"base_uri"})),
}
DATABASE: Final = Target("extractor.export.sql", "", "sql", frozenset({"removed"}))
