"""The real thing: a copy of the site, as a server would run it, with its own database and people."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
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


@dataclass
class Site:
    """A deployed copy in `home`, reached at `url` while its server runs."""

    url: str
    home: Path
    environment: dict[str, str]
    workers: int = 1
    _server: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @cached_property
    def passwords(self) -> dict[str, str]:
        """By role, as `local_people` wrote them down: a role and its password a line."""
        lines = (self.home / ".local" / "people.txt").read_text().splitlines()
        return dict(line.split() for line in lines)

    @property
    def log(self) -> str:
        return (self.home / "log").read_text(errors="replace")

    def start(self) -> None:
        """Serve as README says; return when it answers."""
        address = self.url.removeprefix("http://")
        how = ["--worker-class=gthread", "--threads=4", f"--workers={self.workers}", f"--bind={address}"]
        command = [sys.executable, "-m", "gunicorn", *how, "cepa_edge.wsgi"]
        with (self.home / "log").open("a") as log:
            self._server = subprocess.Popen(
                command, cwd=self.home, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        self._await()

    def stop(self) -> None:
        if self._server and self._server.poll() is None:
            self._server.terminate()
            self._server.wait(timeout=30)

    def kill(self) -> None:
        """End the server and its workers at once, whatever they are doing."""
        if self._server:
            os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait(timeout=30)

    def manage(self, *work: str) -> str:
        """What a command of manage.py prints."""
        command = [sys.executable, "manage.py", *work]
        done = subprocess.run(
            command, cwd=self.home, env=self.environment, check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout

    def _await(self) -> None:
        for _ in range(300):
            if self._server is None or self._server.poll() is not None:
                break
            try:
                urlopen(self.url).close()
            except OSError:  # refused, or reset by one that was just killed
                time.sleep(0.1)
            else:
                return
        raise RuntimeError(f"The site does not answer.\n{self.log}")


@contextmanager
def running(
    database: str = "", *, workers: int = 1, prepared_by: Sequence[str] = PREPARED_BY, settings: str = ""
) -> Iterator[Site]:
    """A site of its own on an empty database: this one, or an SQLite file beside it.

    `settings` are lines of Python that stand after the site's own.
    """
    with prepared(database, workers=workers, prepared_by=prepared_by, settings=settings) as site:
        yield from _served(site)


@contextmanager
def prepared(
    database: str = "", *, workers: int = 1, prepared_by: Sequence[str] = PREPARED_BY, settings: str = ""
) -> Iterator[Site]:
    """Such a site before it is served."""
    with TemporaryDirectory(prefix="site-", ignore_cleanup_errors=True) as place:
        site = _site(Path(place), database, workers)
        for part in PARTS:
            shutil.copytree(ROOT / part, site.home / part, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "manage.py", site.home)
        if settings:
            with (site.home / "cepa_edge" / "settings.py").open("a") as own:
                own.write(settings)
        for work in prepared_by:
            site.manage(*work.split())
        yield site


@contextmanager
def copied(pristine: Site) -> Iterator[Site]:
    """A site of its own with all that a prepared one has on SQLite: to prepare one takes far longer."""
    with TemporaryDirectory(prefix="site-", ignore_cleanup_errors=True) as place:
        shutil.copytree(pristine.home, place, dirs_exist_ok=True)
        yield from _served(_site(Path(place), "", pristine.workers))


def _served(site: Site) -> Iterator[Site]:
    try:
        site.start()
        yield site
    finally:
        site.stop()


def _site(home: Path, database: str, workers: int) -> Site:
    url = f"http://127.0.0.1:{_free_port()}"
    return Site(url, home, _environment(url, database or f"sqlite:///{home / 'db.sqlite3'}"), workers)


def _environment(url: str, database: str) -> dict[str, str]:
    """As in production: no DEBUG, a secret of its own."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return inherited | {"SITE_URL": url, "SECRET_KEY": secrets.token_urlsafe(64), "DATABASE_URL": database}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
