"""What is shipped is what is here: the wheel, its metadata, and what importing the library loads."""

from __future__ import annotations

import inspect
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from email import message_from_bytes
from enum import Enum
from importlib.metadata import files as files_of
from importlib.metadata import requires
from pathlib import Path
from types import ModuleType
from typing import get_type_hints

import pytest
from pydantic import BaseModel

import extractor
from extractor import errors, model
from extractor.settings import ReadingSettings, SettingsByName
from extractor.version import VERSION

ROOT = Path(__file__).parent.parent


def run(*arguments: str, cwd: Path = ROOT) -> str:
    done = subprocess.run([sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Built from a copy, for setuptools leaves folders behind; offline, by the setuptools that is installed."""
    copy = tmp_path_factory.mktemp("source")
    for name in ("extractor", "rules"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    out = tmp_path_factory.mktemp("wheel")
    run("-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(out), ".", cwd=copy)
    (built,) = out.iterdir()
    assert built.name == f"jobdesc-{VERSION}-py3-none-any.whl"
    return zipfile.ZipFile(built)


def test_the_wheel_holds_every_module_and_every_rule_module(wheel: zipfile.ZipFile) -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "extractor").rglob("*.py")}
    rules = {
        f"extractor/rules/{path.relative_to(ROOT / 'rules').as_posix()}"
        for path in (ROOT / "rules").rglob("*")
        if path.suffix in {".py", ".toml"}
    }
    folders = (ROOT / "extractor" / "audit" / "report" / "page", ROOT / "extractor" / "review" / "page")
    page = {path.relative_to(ROOT).as_posix() for folder in folders for path in folder.iterdir()}
    page |= {"extractor/review/words.toml"}
    shipped = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert shipped == modules | rules | page | {"extractor/py.typed", "extractor/findings.toml"}
    assert any(name.endswith(".toml") for name in rules)


def test_the_wheel_gives_the_command_and_the_rule_modules(wheel: zipfile.ZipFile) -> None:
    (entry_points,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert wheel.read(entry_points).decode() == (
        "[console_scripts]\njobdesc = extractor.cli:main\n\n[jobdesc.rules]\nbuiltin = extractor.rules\n"
    )


def test_the_papers_say_the_same(wheel: zipfile.ZipFile) -> None:
    (licence,) = (name for name in wheel.namelist() if name.endswith("LICENSE"))
    assert wheel.read(licence) == (ROOT / "LICENSE").read_bytes()
    (name,) = (name for name in wheel.namelist() if name.endswith("METADATA"))
    metadata = message_from_bytes(wheel.read(name))
    assert (metadata["License-Expression"], metadata["Author"]) == ("MIT", "the jobdesc authors")
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {VERSION}\n" in citation
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    (date,) = re.findall(rf"^## \[{re.escape(VERSION)}\] - (\d{{4}}-\d\d-\d\d)$", changelog, re.MULTILINE)
    assert f"date-released: {date}\n" in citation


def test_what_using_it_takes_is_a_part_of_what_working_on_it_takes() -> None:
    def pins(name: str) -> set[str]:
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        return {line for line in lines if line and not line.startswith("#")}

    used = pins("requirements.txt")
    assert used < pins("requirements-dev.txt")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    # All that the core needs, and what that needs: nothing is installed that no pin holds.
    names = {re.split(r"[=<>; ]", line)[0].replace(".", "-") for line in used}
    needed = [re.split(r"[=<>; \[]", line)[0] for line in project["dependencies"]]
    while needed:
        name = needed.pop().replace(".", "-").replace("_", "-").lower()
        assert name in names, f"requirements.txt lacks {name}"
        names_of_it = [line for line in requires(name) or [] if "extra ==" not in line and ";" not in line]
        needed += [re.split(r"[=<>; \[(!~]", line)[0] for line in names_of_it]


def test_what_using_it_takes_stays_small() -> None:
    """200 MB after the first import, of which 20 are what Python compiles then and what a new environment has."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    names = [
        line.partition("==")[0] for line in lines if line and not line.startswith("#") and "sys_platform" not in line
    ]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "site-packages/pandas/tests" in makefile
    assert "site-packages/numpy -depth -type d -name tests" in makefile
    left_out = re.compile(r"(pandas|numpy)/(.*/)?tests/|\.pyc$")
    files = (file for name in names for file in files_of(name) or () if not left_out.search(file.as_posix()))
    sizes = (path.stat().st_size for file in files if (path := Path(str(file.locate()))).exists())
    blocks = sum(-(-size // 4096) * 4096 for size in sizes)
    assert blocks < 180 * 1024**2, f"{blocks / 1024**2:.0f} MB"


def test_the_wheel_knows_its_version_and_what_it_needs(wheel: zipfile.ZipFile) -> None:
    (name,) = (name for name in wheel.namelist() if name.endswith("METADATA"))
    metadata = message_from_bytes(wheel.read(name))
    assert metadata["Version"] == VERSION == extractor.__version__
    assert metadata["Requires-Python"] == ">=3.11"
    needed = {line.split(">")[0] for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line}
    assert {"click", "pandas", "pdfplumber", "pydantic", "pypdfium2", "regex", "rich"} <= needed


def test_the_rules_are_found_by_one_way_only() -> None:
    """`import extractor.rules` works in a wheel and fails type checkers; `importlib.resources` works everywhere."""
    for path in (ROOT / "extractor").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "import extractor.rules" not in text, path
        assert "from extractor.rules" not in text, path
        assert "from extractor import rules" not in text, path


def test_every_pinned_dependency_is_one_that_the_ranges_allow() -> None:
    from packaging.requirements import Requirement

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    pins = {}
    for line in (ROOT / "requirements-dev.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            pin = Requirement(line)
            pins[pin.name.replace(".", "-").lower()] = str(pin.specifier).removeprefix("==")
    for wanted in map(Requirement, [*project["dependencies"], *extras["dev"], *extras["samples"]]):
        assert wanted.specifier.contains(pins[wanted.name.replace(".", "-").lower()]), wanted


def test_importing_the_library_loads_nothing_of_the_command_line() -> None:
    loaded = run("-c", "import extractor, sys; print(*sys.modules)").split()
    assert "extractor" in loaded
    assert {"click", "rich", "extractor.cli"} & set(loaded) == set()


def test_imports_point_down_the_flow() -> None:
    run("-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))")


def defined_in(module: ModuleType, kind: type) -> set[str]:
    """The public classes of this kind that a module itself defines."""
    return {
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and inspect.isclass(value) and issubclass(value, kind)
        if value.__module__.startswith(module.__name__)
    }


def test_every_error_and_every_model_is_a_public_name() -> None:
    promised = defined_in(errors, Exception) | defined_in(model, BaseModel) | defined_in(model, Enum)
    promised -= {"Frozen"}
    assert {"NotForTarget", "Aspect", "FindingCode"} <= promised
    assert set(extractor.__all__) == promised | {"read_job_descriptions", "__version__"}
    assert extractor.__all__ == sorted(extractor.__all__)
    assert all(hasattr(extractor, name) for name in extractor.__all__)


def test_every_setting_of_reading_is_a_keyword_for_callers() -> None:
    assert get_type_hints(SettingsByName) == get_type_hints(ReadingSettings)
