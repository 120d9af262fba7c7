"""A real scheduler and two real workers on this machine, one of which is killed halfway."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from extractor.batch.cluster import ClusterWorkers
from extractor.batch.task import DEFAULT_LIMITS
from extractor.errors import ClusterUnusable
from extractor.ledger.recipe import Recipe, current_recipe
from tests.archives import command, fill, jobdesc, small_pdf, written


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def dask(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


class Cluster:
    def __init__(self, folder: Path) -> None:
        self.address = f"tcp://127.0.0.1:{free_port()}"
        self._folder = folder
        port = self.address.rpartition(":")[2]
        self.processes = [dask("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")]

    def add_worker(self, **environment: str) -> subprocess.Popen[bytes]:
        arguments = ("--nthreads", "1", "--no-dashboard", "--local-directory", str(self._folder))
        worker = dask("worker", self.address, *arguments, **environment)
        self.processes.append(worker)
        return worker

    def stop(self) -> None:
        for process in self.processes:
            with suppress(ProcessLookupError):  # ended already
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    running = Cluster(tmp_path / "dask")
    yield running
    running.stop()


NOT_DAEMONS = {"DASK_DISTRIBUTED__WORKER__DAEMON": "False"}


def test_a_lost_worker_loses_nothing(cluster: Cluster, tmp_path: Path) -> None:
    archive = fill(tmp_path / "archive", 12)
    (archive / "half.pdf").write_bytes(small_pdf(1)[:700])
    workers = [cluster.add_worker(**NOT_DAEMONS) for _ in range(2)]
    with subprocess.Popen(
        command("import", archive, "--output", tmp_path / "cluster", "--cluster", cluster.address),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as importing:
        assert importing.stderr
        for _ in range(3):
            assert "/13 " in importing.stderr.readline()
        os.killpg(workers[0].pid, signal.SIGKILL)
        # Not communicate(): it reads past the lines that readline() holds already.
        said = importing.stderr.read()
    assert importing.returncode == 1, said
    # Dask says in lines of its own what it does about the loss.
    assert sum("/13 " in line for line in said.splitlines()) == 10, said
    jobdesc("import", archive, "--output", tmp_path / "here")
    assert written(tmp_path / "cluster") == written(tmp_path / "here")


def test_what_is_not_fit_for_the_work_is_refused(cluster: Cluster) -> None:
    recipe = current_recipe(None)
    cluster.add_worker()
    with pytest.raises(ClusterUnusable, match="may not start processes") as caught:
        ClusterWorkers(cluster.address, DEFAULT_LIMITS, recipe, None)
    assert "DASK_DISTRIBUTED__WORKER__DAEMON=False" in caught.value.advice
    other = Recipe("0.0.0", recipe.modules, forced=False)
    with pytest.raises(ClusterUnusable, match="another version"):
        ClusterWorkers(cluster.address, DEFAULT_LIMITS, other, None)


def test_no_scheduler_is_an_error_with_a_next_step(tmp_path: Path) -> None:
    fill(tmp_path / "archive", 1)
    address = f"tcp://127.0.0.1:{free_port()}"
    impatient = (
        "from extractor.batch import cluster; from extractor.cli import main; cluster._SECONDS_TO_CONNECT = 1; main()"
    )
    arguments = ["import", str(tmp_path / "archive"), "--output", str(tmp_path / "output"), "--cluster", address]
    done = subprocess.run([sys.executable, "-c", impatient, *arguments], capture_output=True, check=False)
    assert done.returncode == 1
    assert f"jobdesc: {address}: no Dask scheduler answers" in done.stderr.decode()
    assert b"Traceback" not in done.stderr
