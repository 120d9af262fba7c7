"""What all tests of a run share: one folder of readings, made before the processes that run them."""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest

from tests.readings import SHARED


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        os.environ[SHARED] = tempfile.mkdtemp(prefix="readings-")


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(SHARED), ignore_errors=True)
