"""What a reader's page costs, beside a view that does nothing, from one gunicorn in one run.

    python -m benchmarks.reading [--pieces 100 20000] [--seconds 3] [--rounds 5]

For each number of pieces the seed essay and that many generated ones stand in a scratch SQLite database.
Every address is asked in turns, round after round, over one connection; printed are the median of its rounds,
the same as a share of the empty view's (1.00: as fast as doing nothing), its queries, and its bytes, plain
and compressed. `--cache-url` puts a shared cache behind the site, and with it the page cache.
"""

import argparse
import gzip
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

SEED = "/articles/russia-hamas-known-and-unknown/"
ADDRESSES = {
    "empty view": "/nothing/",
    "article": SEED,
    "article, not modified": SEED,
    "home": "/",
    "ledger": "/claims/",
    "search": "/search/?q=harbour+treaty",
}
UNCHANGED = "article, not modified"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pieces", type=int, nargs="+", default=[100, 20_000])
    parser.add_argument("--seconds", type=float, default=3.0, help="how long each round asks one address")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cache-url", default="")
    options = parser.parse_args()
    for pieces in options.pieces:
        with TemporaryDirectory() as place:
            environment = _environment(Path(place), options.cache_url)
            _prepare(environment, pieces)
            with _served(environment) as port:
                _print(pieces, port, options.seconds, options.rounds, environment)


def _environment(place: Path, cache_url: str) -> dict[str, str]:
    settings = {
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "SECRET_KEY": "benchmark",
        "SITE_URL": "http://127.0.0.1:8000",
        "DATABASE_URL": f"sqlite:///{place / 'db.sqlite3'}",
    }
    return {**os.environ, "DEBUG": "0", **settings, **({"CACHE_URL": cache_url} if cache_url else {})}


def _prepare(environment: dict[str, str], pieces: int) -> None:
    for work in (["migrate", "-v0"], ["sync_roles"], ["collectstatic", "--no-input", "-v0"]):
        _manage(environment, *work)
    _manage(environment, "loaddata", "seed_article", "-v0")
    _run(environment, "-m", "benchmarks.newsstand", str(pieces))


def _manage(environment: dict[str, str], *work: str) -> None:
    _run(environment, "manage.py", *work)


def _run(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


@contextmanager
def _served(environment: dict[str, str]) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "cepa_edge.wsgi", "--threads=4", f"--bind=127.0.0.1:{port}"]
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        _await(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _await(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("The site does not answer.")


def _print(pieces: int, port: int, seconds: float, rounds: int, environment: dict[str, str]) -> None:
    wire = http.client.HTTPConnection("127.0.0.1", port)
    tag = _ask(wire, SEED, {})[1].get("ETag", "")
    rates: dict[str, list[float]] = {name: [] for name in ADDRESSES}
    sizes = {}
    for _ in range(rounds):
        for name, address in ADDRESSES.items():
            headers = {"If-None-Match": tag} if name == UNCHANGED else {}
            rate, sizes[name] = _rate(wire, address, headers, seconds)
            rates[name].append(rate)
    empty = median(rates["empty view"])
    counts = dict(line.split() for line in _run(environment, "-m", "benchmarks.queries").splitlines())
    print(f"\n{pieces:,} pieces{'':12}{'a second':>10}{'of empty':>10}{'queries':>9}{'bytes':>10}{'gzip':>9}")
    for name, found in rates.items():
        plain, packed = sizes[name]
        share, queries = median(found) / empty, counts.get(ADDRESSES[name], "")
        print(f"{name:24}{median(found):10.0f}{share:10.2f}{queries:>9}{plain:10,}{packed:9,}")


def _rate(
    wire: http.client.HTTPConnection, address: str, headers: dict[str, str], seconds: float
) -> tuple[float, tuple[int, int]]:
    """Answers a second, and the size of one, plain and compressed."""
    count, end, body = 0, time.perf_counter() + seconds, b""
    begun = time.perf_counter()
    while time.perf_counter() < end:
        body, _ = _ask(wire, address, headers)
        count += 1
    return count / (time.perf_counter() - begun), (len(body), len(gzip.compress(body)) if body else 0)


def _ask(
    wire: http.client.HTTPConnection, address: str, headers: dict[str, str]
) -> tuple[bytes, dict[str, str]]:
    wire.request("GET", address, headers=headers)
    answer = wire.getresponse()
    body = answer.read()
    if answer.status not in (200, 304):
        raise SystemExit(f"{address} answers {answer.status}.")
    return body, dict(answer.getheaders())


if __name__ == "__main__":
    main()
