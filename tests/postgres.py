"""A real PostgreSQL server for the tests: its own folder, its own socket, no port, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SUPERUSER = "jobdesc_tests"


@contextmanager
def postgresql_server() -> Iterator[str]:
    """The folder of the server's socket; PostgreSQL refuses to run as root, so that it then runs as nobody."""
    binaries = _binaries()
    with tempfile.TemporaryDirectory(prefix="jobdesc-postgresql-") as name:
        folder, data = Path(name), Path(name) / "data"
        user = _unprivileged()
        if user is not None:
            os.chown(folder, user.pw_uid, user.pw_gid)

        def run(program: str, *arguments: str) -> None:
            done = subprocess.run(
                [binaries / program, *arguments],
                user=user and user.pw_uid,
                group=user and user.pw_gid,
                cwd=folder,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": name},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
            assert done.returncode == 0, f"{program}: {done.stderr}"

        run("initdb", "--pgdata", str(data), "--username", SUPERUSER, "--auth=trust", "--encoding=UTF8", "--no-sync")
        settings = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        run("pg_ctl", "start", "--pgdata", str(data), "--wait", "--silent", "-l", str(folder / "log"), "-o", settings)
        try:
            yield name
        finally:
            run("pg_ctl", "stop", "--pgdata", str(data), "--mode=immediate", "--wait", "--silent")


def _binaries() -> Path:
    """On the path, or where Debian puts them, newest first."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]), reverse=True
    )
    candidates = [*found, *(path.parent for path in debian)]
    assert candidates, "there is no PostgreSQL server; on Debian: apt-get install postgresql"
    return candidates[0]


def _unprivileged() -> pwd.struct_passwd | None:
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None
