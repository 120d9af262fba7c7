"""What a stranger installs: the package is built and checked, and works where nothing is but what it says it needs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import venv
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.archives import written

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "tienen-form" / "redder-zwembad.pdf"


def run(*arguments: str | Path, cwd: Path = ROOT) -> str:
    environment = {**os.environ, "PYTHONPATH": "", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run([*map(str, arguments)], cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The wheel and the source package, made of a copy, for setuptools leaves folders behind."""
    copy = tmp_path_factory.mktemp("source")
    for name in ("extractor", "rules"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (ROOT / "pyproject.toml", ROOT / "README.md", *ROOT.glob("LICENSE")):
        shutil.copy(path, copy / path.name)
    run(sys.executable, "-m", "build", "--no-isolation", cwd=copy)
    return sorted((copy / "dist").iterdir())


def test_the_checkers_of_the_index_find_nothing(built: list[Path]) -> None:
    assert [path.suffix for path in built] == [".whl", ".gz"]
    run(sys.executable, "-m", "twine", "check", "--strict", *built)
    # Nothing here is a library that others import by the names of its folders, which is all that these two ask for.
    run(sys.executable, "-m", "check_wheel_contents", "--ignore", "W002", built[0])


def needed(name: str, known: dict[str, Distribution]) -> dict[str, Distribution]:
    """A distribution and all that it needs without extras, by name."""
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key not in known:
        found = known[key] = distribution(name)
        for text in found.requires or ():
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                needed(requirement.name, known)
                for extra in requirement.extras:
                    _needed_by_extra(requirement.name, extra, known)
    return known


def _needed_by_extra(name: str, extra: str, known: dict[str, Distribution]) -> None:
    for text in distribution(name).requires or ():
        requirement = Requirement(text)
        if requirement.marker is not None and requirement.marker.evaluate({"extra": extra}):
            needed(requirement.name, known)


def link_into(site: Path, found: Distribution) -> None:
    """Make a distribution that is installed here importable from another environment, and no other one with it."""
    for file in found.files or ():
        top = file.parts[0]
        if top not in {"..", "__pycache__"} and not (site / top).exists():
            (site / top).symlink_to(Path(str(found.locate_file(top))))


def test_the_wheel_works_where_nothing_is_but_what_it_needs(built: list[Path], tmp_path: Path) -> None:
    """A new environment; what the metadata names is linked into it, so that no network is asked for it again."""
    place = tmp_path / "clean"
    venv.create(place, with_pip=False, symlinks=True)
    (site,) = place.glob("lib/python*/site-packages")
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", site, built[0])
    wanted = [Requirement(text) for text in metadata_of(built[0])]
    known: dict[str, Distribution] = {}
    for requirement in wanted:
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            needed(requirement.name, known)
    for found in known.values():
        link_into(site, found)
    python = place / "bin" / "python"
    assert run(python, "-c", "import extractor; print(extractor.__file__)", cwd=tmp_path).startswith(str(site))
    said = run(python, "-m", "extractor", "import", SAMPLE, "--output", tmp_path / "clean-output", cwd=tmp_path)
    assert "1 JSON file" in said
    run(sys.executable, "-m", "extractor", "import", SAMPLE, "--output", tmp_path / "output")
    assert written(tmp_path / "clean-output") == written(tmp_path / "output")
    assert json.loads(run(python, "-m", "extractor", "schema", cwd=tmp_path))


def metadata_of(wheel: Path) -> list[str]:
    """The lines `Requires-Dist` of a wheel."""
    import zipfile
    from email import message_from_bytes

    with zipfile.ZipFile(wheel) as opened:
        (name,) = (name for name in opened.namelist() if name.endswith("METADATA"))
        return message_from_bytes(opened.read(name)).get_all("Requires-Dist", [])
