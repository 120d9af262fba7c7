"""What the analyst's commands make of an import with little in it, with pyarrow or without."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extractor.output.outcome import OfferedPdf
from extractor.output.schema import write_datapackage
from extractor.output.writing import write_import
from tests.builders import job_description

WITHOUT = "import sys; sys.modules['pyarrow'] = None; from extractor.cli import main; main()"
WITH = "import pyarrow; from extractor.cli import main; main()"
POLICY = """
[[rules]]
id = "some-level"
description = "Everybody can count."
where = { grade = "B" }
level = { competency = "*", at_least = 1 }
[[rules]]
id = "like-peers"
description = "As the others of the grade."
peers = { same = "grade" }
[[rules]]
id = "fresh"
description = "Approved lately."
expect = { approved_on = { within_years = 10 } }
"""
COMMANDS = (
    ("audit",),
    ("audit", "--format", "json"),
    ("audit", "--policy", "policy.toml"),
    ("audit", "--policy", "policy.toml", "--format", "html"),
    ("report", "-o", "-", "--policy", "policy.toml"),
    *(("matrix", "--by", by, "--format", kind) for by in ("function", "grade", "career") for kind in ("table", "html")),
    ("matrix", "--by", "grade", "--format", "csv"),
    ("framework",),
    ("compare", "output", "output"),
)


def sparse(kind: str) -> list[OfferedPdf]:
    """Imports with nothing in the places where tables are joined and grouped."""
    bare = job_description()
    bare = bare.model_copy(
        update={
            "function": bare.function.model_copy(update={"grade": None, "department": None, "career": None}),
            "approval": None,
            "organisation": None,
            "findings": (),
        }
    )
    none = bare.model_copy(update={"competencies": ()})
    descriptions = {"nothing": [], "no-grade": [bare], "no-competency": [none]}[kind]
    return [OfferedPdf("a.pdf", "0" * 64, job_descriptions=(description,)) for description in descriptions]


@pytest.mark.parametrize("program", [WITH, WITHOUT], ids=["with-pyarrow", "without"])
@pytest.mark.parametrize("kind", ["nothing", "no-grade", "no-competency"])
def test_no_command_stumbles_over_an_import_with_little_in_it(kind: str, program: str, tmp_path: Path) -> None:
    write_import(tmp_path / "output", sparse(kind))
    write_datapackage(tmp_path / "output")
    (tmp_path / "policy.toml").write_text(POLICY)
    script = f"""
import sys
from click.testing import CliRunner
{program.removesuffix("main()")}
for command in {COMMANDS!r}:
    name, *options = command
    done = CliRunner().invoke(main, [name, *([] if name == "compare" else ["output"]), *options])
    nothing = name == "compare" and {kind == "nothing"}
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code in ((2,) if nothing else (0, 1) if name == "audit" else (0,)), (command, done.output)
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
