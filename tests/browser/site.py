"""The real thing: a copy of the site, as a server would run it, with its own database and people."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent.parent
PARTS = ["articles", "cepa_edge", "claims", "seeds", "templates"]
PREPARED_BY = [
    "collectstatic --no-input",
    "migrate",
    "sync_roles",
    "loaddata seed_article example",
    "local_people",
]


@dataclass(frozen=True)
class Site:
    url: str
    passwords: dict[str, str]  # by role


@contextmanager
def running() -> Iterator[Site]:
    with TemporaryDirectory(prefix="site-") as place:
        home = Path(place)
        port = _free_port()
        url = f"http://127.0.0.1:{port}"
        environment = _environment(home, url)
        _deploy(home, environment)
        gunicorn = [sys.executable, "-m", "gunicorn", "--threads=4", f"--bind=127.0.0.1:{port}"]
        with (home / "log").open("w") as log:
            command = [*gunicorn, "cepa_edge.wsgi"]
            server = subprocess.Popen(command, cwd=home, env=environment, stdout=log, stderr=log)
        try:
            _await(url, server, home / "log")
            yield Site(url, _passwords(home))
        finally:
            server.terminate()
            server.wait(timeout=30)


def _environment(home: Path, url: str) -> dict[str, str]:
    """As in production: no DEBUG, a secret of its own."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    database = f"sqlite:///{home / 'db.sqlite3'}"
    return inherited | {"SITE_URL": url, "SECRET_KEY": secrets.token_urlsafe(64), "DATABASE_URL": database}


def _deploy(home: Path, environment: dict[str, str]) -> None:
    for part in PARTS:
        shutil.copytree(ROOT / part, home / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", home)
    for work in PREPARED_BY:
        command = [sys.executable, "manage.py", *work.split()]
        subprocess.run(command, cwd=home, env=environment, check=True, stdout=subprocess.DEVNULL)


def _await(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        if server.poll() is not None:
            break
        try:
            urlopen(url).close()
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The site does not answer.\n{log.read_text()}")


def _passwords(home: Path) -> dict[str, str]:
    """What `local_people` wrote down: a role and its password a line."""
    lines = (home / ".local" / "people.txt").read_text().splitlines()
    return dict(line.split() for line in lines)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
