"""The documentation as a site: it builds without a network, no link of it is broken, every command is in it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOK = ROOT / "examples" / "levels.ipynb"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built with strict on: a link that leads nowhere, or a page that no menu has, is an error."""
    folder = tmp_path_factory.mktemp("site")
    # No proxy answers, so what asks for the network fails.
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "https_proxy": "http://127.0.0.1:9", "no_proxy": ""}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_every_page_is_there_and_loads_nothing_from_elsewhere(site: Path) -> None:
    pages = {path.relative_to(ROOT / "docs").with_suffix(".html") for path in (ROOT / "docs").rglob("*.md")}
    for page in pages:
        text = (site / page).read_text(encoding="utf-8")
        loaded = re.findall(r"<(?:script|img|iframe)[^>]*\ssrc=\"([^\"]+)\"|<link[^>]*\shref=\"([^\"]+)\"", text)
        assert not [address for pair in loaded for address in pair if "://" in address], page


def test_every_command_and_every_option_has_its_words_in_the_reference(site: Path) -> None:
    text = (site / "reference" / "cli.html").read_text(encoding="utf-8")
    assert text.count("Usage: jobdesc ") >= 15
    assert "--page-timeout" in text


def test_the_notebook_goes_from_pdfs_to_a_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its cells, run one after the other as a notebook runs them."""
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {}
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), str(NOTEBOOK), "exec"), names)
    assert names["matrix"].shape == (46, 14)
    assert names["asked"]["functions"].max() == 14
    last = "".join(cell["source"]).rstrip().splitlines()[-1]
    assert "</table>" in eval(last, names).to_html()
