"""Run every test: on SQLite, on PostgreSQL, in Chromium, and many at once on both databases.

Each in a process of its own. Arguments go to pytest, all five times: options, not paths.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from tests import postgres
from tests.browser import chromium

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = {
    *("SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "DATABASE_URL", "CACHE_URL", "SITE_URL", "TRUSTED_PROXIES"),
}
# The server under test is another process, with Django in it.
WITHOUT_DJANGO = ["-p", "no:django"]
CONCURRENT = [*WITHOUT_DJANGO, "tests/concurrent"]

# What one file tests shares its database and what it loaded into it.
ON_EVERY_CORE = ["--numprocesses=auto", "--dist=loadfile", "--quiet"]


@dataclass
class Outcome:
    name: str
    words: str
    failed: bool = False


def main(arguments: list[str]) -> int:
    # However this is stopped, what was started goes too. Shells let background jobs ignore SIGINT.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    at_once = [*CONCURRENT, *arguments]
    spread = [*ON_EVERY_CORE, *arguments]
    outcomes = [
        run("SQLite", spread),
        on_postgres("PostgreSQL", spread),
        in_chromium(spread),
        run("Concurrent on SQLite", at_once),
        on_postgres("Concurrent on PostgreSQL", at_once),
    ]
    print("\nIn all:")
    for outcome in outcomes:
        print(f"  {outcome.name}: {outcome.words}")
    return int(any(outcome.failed for outcome in outcomes))


def on_postgres(name: str, arguments: list[str]) -> Outcome:
    try:
        with database() as url:
            return run(name, arguments, DATABASE_URL=url)
    except postgres.Unavailable as reason:
        return Outcome(name, f"skipped, for {reason}")


@contextmanager
def database() -> Iterator[str]:
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres://", "postgresql://")):
        yield given
    else:
        with postgres.throwaway() as url:
            yield url


def in_chromium(arguments: list[str]) -> Outcome:
    browser = chromium.find()
    if browser is None:
        return Outcome("Chromium", "skipped, for no chromium is installed, and CHROMIUM names none")
    return run("Chromium", [*WITHOUT_DJANGO, "tests/browser", *arguments], CHROMIUM=browser)


def run(name: str, arguments: list[str], **settings: str) -> Outcome:
    """One pytest, with these settings and no others: those of the caller's environment are left out."""
    print(f"\n{name}\n", flush=True)
    own = {key: value for key, value in os.environ.items() if key not in SETTINGS}
    with TemporaryDirectory() as place:
        report = Path(place) / "report.xml"
        command = [sys.executable, "-m", "pytest", f"--junit-xml={report}", *arguments]
        status = finished(subprocess.Popen(command, cwd=ROOT, env=own | settings))
        counts = counted(report)
    words = counts if status in (0, 1) else f"{counts} (pytest ended with status {status})"
    return Outcome(name, words, failed=status != 0)


def finished(pytest: subprocess.Popen[bytes]) -> int:
    """Wait for the end; when told to stop, let pytest put away what it started."""
    try:
        return pytest.wait()
    except BaseException:
        pytest.send_signal(signal.SIGINT)
        pytest.wait()
        raise


def counted(report: Path) -> str:
    """The figures of a JUnit report, in words."""
    if not report.exists():
        return "nothing ran"
    cases = list(ElementTree.parse(report).iter("testcase"))
    marred = {word: [case for case in cases if case.find(tag) is not None] for tag, word in MARRED.items()}
    passed = [case for case in cases if not any(case in those for those in marred.values())]
    return ", ".join(
        [f"{len(passed)} passed", *(f"{len(those)} {word}" for word, those in marred.items() if those)]
    )


MARRED = {"failure": "failed", "error": "with errors", "skipped": "skipped"}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
