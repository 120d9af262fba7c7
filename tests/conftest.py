"""What all tests of a run share: one folder of readings, made before the processes that run them.

An import that does not say otherwise reads with one worker: to start a second one costs more than the few PDFs of a
test, and the tests run side by side themselves. Tests of workers name their number.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator

import pytest

from tests.archives import InThisProcess
from tests.readings import SHARED


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        os.environ[SHARED] = tempfile.mkdtemp(prefix="readings-")
        os.environ.setdefault("JOBDESC_IMPORT_JOBS", "1")


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(SHARED), ignore_errors=True)


@pytest.fixture(scope="module")
def read_here() -> Iterator[None]:
    """Imports of this module read in this process: it tests what an import makes of readings, not who reads."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("extractor.cli.import_.LocalWorkers", lambda *_: InThisProcess())
        yield
