"""A real PostgreSQL of one's own, in a temporary folder and on this machine only."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def program(name: str) -> str:
    """Where a program of PostgreSQL lies: in the path, or where Debian puts it."""
    found = shutil.which(name) or next(
        (str(p) for p in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)), None
    )
    assert found, f"no {name} on this machine; `make test` installs PostgreSQL"
    return found


def _unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@contextlib.contextmanager
def postgres(*, synced: bool = True) -> Iterator[str]:
    """Run a server; gives the URL of its cluster, without a database's name. Tests that cut no power need no syncs."""
    as_whom = _unprivileged()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="exemplar-pg-") as folder:
        if as_whom:
            os.chown(folder, as_whom["user"], as_whom["group"])
        data = Path(folder) / "data"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder} | as_whom
        subprocess.run(
            [program("initdb"), "-D", data, "-U", "exemplar", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
            check=True,
            **quiet,
        )
        keeping = [] if synced else ["-c", "fsync=off", "-c", "full_page_writes=off"]
        listening = ["-h", "127.0.0.1", "-p", str(port), "-k", folder, "-c", "max_connections=60"]
        server = subprocess.Popen([program("postgres"), "-D", data, *listening, *keeping], **quiet)
        try:
            _wait(server, port)
            yield f"postgresql://exemplar@127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: nobody needs these data again
            server.wait(30)


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    import time

    import psycopg

    for _attempt in range(600):
        assert server.poll() is None, "PostgreSQL did not start"
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(host="127.0.0.1", port=port, user="exemplar", dbname="postgres").close()
            return
        time.sleep(0.1)
    raise AssertionError("PostgreSQL does not answer")


def fresh_database(cluster: str, name: str) -> str:
    """Make an empty database; gives its URL."""
    import psycopg

    with psycopg.connect(f"{cluster}/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # type: ignore[arg-type]
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
    return f"{cluster}/{name}"
