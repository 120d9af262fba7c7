"""Finding rule modules: built in, from other packages by the entry point `jobdesc.rules`, or a path."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from extractor.errors import RulesNotFound
from extractor.handmade.suggest import nearest
from extractor.matching.generic import generic_module
from extractor.matching.rulefile import RuleModule, load_rule_file

BUILT_IN = "extractor.rules"
NOT_MODULES = frozenset({"marks.toml", "languages"})
"""Data of the program itself that stands beside the modules."""


@lru_cache(maxsize=1)
def available_rule_modules() -> tuple[RuleModule, ...]:
    """Every module that is installed, by id, the generic one last.

    Raises RuleFileError for a module with faults.
    """
    modules: dict[str, RuleModule] = {}
    for point in sorted(entry_points(group="jobdesc.rules"), key=lambda p: (p.value != BUILT_IN, p.name)):
        origin = "built in" if point.value == BUILT_IN else f"package {point.value}"
        for file in _toml_files(files(point.value)):
            module = load_rule_file(file, origin)
            modules.setdefault(module.id, module)
    return (*(modules[id_] for id_ in sorted(modules)), generic_module())


def find_rule_modules(id_or_path: str) -> tuple[RuleModule, ...]:
    """The module of that id, the one in that file, or all in that folder; raises RulesNotFound or RuleFileError."""
    for module in available_rule_modules():
        if module.id == id_or_path:
            return (module,)
    path = Path(id_or_path)
    if path.is_file():
        return (load_rule_file(path),)
    if path.is_dir():
        found = tuple(map(load_rule_file, rule_files(path)))
        if found:
            return found
        raise RulesNotFound(
            f"{id_or_path}: no rule modules (*.toml) in this folder", "Give the folder that holds them."
        )
    known = [module.id for module in available_rule_modules()]
    near = nearest(id_or_path, known)
    hint = f"Did you mean {near!r}? " if near else ""
    raise RulesNotFound(
        f"{id_or_path}: neither a rule module's id nor a path",
        f"{hint}`jobdesc rules list` shows the ids.",
    )


def rule_files(folder: Path) -> list[Path]:
    """The rule modules in a folder and those below it, by name."""
    return sorted(file for file in folder.rglob("*.toml") if NOT_MODULES.isdisjoint(file.relative_to(folder).parts))


def program_data() -> str:
    """All that the program knows from data and not from a module: marks, languages."""
    folder = files(BUILT_IN)
    data = [folder / "marks.toml", *sorted((folder / "languages").iterdir(), key=lambda file: file.name)]
    return "".join(file.read_text(encoding="utf-8") for file in data)


def _toml_files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name in NOT_MODULES:
            continue
        if entry.is_dir():
            yield from _toml_files(entry)
        elif entry.name.endswith(".toml"):
            yield entry
