"""Functions and files of the package stay small enough to be read at once."""

from __future__ import annotations

from pathlib import Path

from radon.complexity import cc_visit

ROOT = Path(__file__).parent.parent
MOST_BRANCHES = 14
LONGEST_FILE = 400


def sources() -> dict[str, str]:
    files = sorted((ROOT / "extractor").rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_no_function_has_more_branches() -> None:
    blocks = [(name, block) for name, text in sources().items() for block in cc_visit(text)]
    functions = [(name, block) for name, block in blocks if block.letter in {"F", "M"}]
    assert len(functions) > 1000
    assert [f"{name}:{one.lineno} {one.name}" for name, one in functions if one.complexity > MOST_BRANCHES] == []


def test_no_file_is_longer() -> None:
    assert [name for name, text in sources().items() if text.count("\n") > LONGEST_FILE] == []
