"""A PostgreSQL for one run of the tests: nobody's data is in it, and it is gone afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg


class Unavailable(Exception):
    """No PostgreSQL can be had here; says why."""


@contextmanager
def throwaway() -> Iterator[str]:
    """Run a new cluster on a free port of this machine; yield its DATABASE_URL. Raises Unavailable."""
    programs, runner = _programs(), _unprivileged()
    with TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as place:
        if runner:
            shutil.chown(place, "postgres", "postgres")
        control = [*runner, str(programs / "pg_ctl"), "--silent", "--pgdata", f"{place}/data"]
        how = "--auth=trust --username=tests --encoding=UTF8 --locale=C.UTF-8 --no-sync"
        _do([*control, "initdb", f"--options={how}"])
        port = _free_port()
        options = f"-F -p {port} -k {place} -c listen_addresses=127.0.0.1"
        _do([*control, "start", "--wait", f"--log={place}/log", f"--options={options}"])
        try:
            yield f"postgresql://tests@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run([*control, "stop", "--mode=immediate"], cwd="/", check=False)


@contextmanager
def own_database(server: str) -> Iterator[str]:
    """Make an empty database on the server of a DATABASE_URL; yield its own, and drop it afterwards."""
    name = f"tests_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _programs() -> Path:
    """The folder of the newest initdb: Debian keeps it off the PATH."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    if found := max(versions, key=lambda path: float(path.parts[-3]), default=None):
        return found.parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    raise Unavailable("no DATABASE_URL names one, and initdb is not installed")


def _unprivileged() -> list[str]:
    """PostgreSQL refuses to run as root: what to put before its commands then."""
    if os.geteuid() != 0:
        return []
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        raise Unavailable("PostgreSQL does not run as root, and there is no user postgres") from None
    if shutil.which("setpriv"):
        return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    if shutil.which("runuser"):
        return ["runuser", "--user", "postgres", "--"]
    raise Unavailable("PostgreSQL does not run as root, and neither setpriv nor runuser is installed")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _do(command: list[str]) -> None:
    # Into a file, not a pipe: the server would hold the pipe open, and this process would wait for its end.
    with TemporaryFile("w+") as said:
        result = subprocess.run(command, cwd="/", stdout=said, stderr=said, check=False)
        if result.returncode:
            said.seek(0)
            raise Unavailable(f"this failed: {' '.join(command)}\n{said.read()}")
