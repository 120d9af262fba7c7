"""What docs/how-it-works.md draws is what the code imports: every arrow, and no other."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "how-it-works.md").read_text(encoding="utf-8")
STEPS = [
    (row[0], re.findall(r"`(extractor/[\w/.]+)`", row[-1]))
    for line in TEXT.partition("## Where to add")[0].splitlines()
    if (row := [cell.strip() for cell in line.strip("|").split("|")]) and "`extractor/" in row[-1]
    if line.startswith("|")
]
"""What each row of the table is called, and the files and folders that it names."""


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("extractor")


def drawn() -> dict[str, set[str]]:
    """Room → the rooms that it imports from, as the page has it."""
    (block,) = re.findall(r"^```\n(reading .*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    rooms = (line.split("←") for line in block.splitlines())
    return {room.strip(): set(re.findall(r"[\w/]+", others)) - {"nothing"} for room, others in rooms}


def imported(rooms: set[str]) -> dict[str, set[str]]:
    """The same, as the code has it."""

    def room_of(module: str) -> str | None:
        path = module.removeprefix("extractor.").replace(".", "/")
        return max((room for room in rooms if f"{path}/".startswith(f"{room}/")), key=len, default=None)

    found: dict[str, set[str]] = {room: set() for room in rooms}
    for module in graph().modules:
        room = room_of(module)
        if room is not None:
            others = map(room_of, graph().find_modules_directly_imported_by(module))
            found[room] |= {other for other in others if other not in (None, room)}
    return found


def modules(path: str) -> set[str]:
    """Of a file, or of a folder with all that is in it."""
    module = path.removesuffix(".py").replace("/", ".")
    return {module} if path.endswith(".py") else {module, *graph().find_descendants(module)}


def test_every_arrow_of_the_drawing_is_an_import_and_every_import_an_arrow() -> None:
    assert len(drawn()) == 9
    assert drawn() == imported(set(drawn()))


def test_every_room_of_the_steps_is_drawn() -> None:
    folders = {Path(path).relative_to("extractor") for _, paths in STEPS for path in paths}
    rooms = {(folder.parent if folder.suffix else folder).as_posix() for folder in folders}
    assert rooms <= set(drawn())


@pytest.mark.parametrize("number", range(len(STEPS)), ids=[name for name, _ in STEPS])
def test_a_step_needs_steps_above_it_and_none_below(number: int) -> None:
    assert len(STEPS) == 8
    _, paths = STEPS[number]
    mine = set().union(*map(modules, paths))
    needed = set().union(*(graph().find_upstream_modules(module) for module in mine))
    needs = [name for name, others in STEPS if needed & (set().union(*map(modules, others)) - mine)]
    above, below = ([name for name, _ in part] for part in (STEPS[:number], STEPS[number + 1 :]))
    assert [name for name in needs if name in below] == []
    assert not above or [name for name in needs if name in above]
