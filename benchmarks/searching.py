"""What a page of search results costs beside a view that does nothing, among few pieces and among many.

    python -m benchmarks.searching [--pieces 100 20000] [--words 800] [--claims 2] [--rounds 200]

For each number of pieces, that many generated ones and their claims stand in the index of a scratch database:
of SQLite, or of the PostgreSQL server that DATABASE_URL names. Every address is then asked in turns, round
after round, from one gunicorn over one connection. Printed is what nine of ten rounds took longer than (the
others tell how busy the machine was with something else), and how many empty views that is worth. Words are
as common as in a language: the nth most common has a share of 1/n. The later pages are reached from the first
one by their keys, as a reader would.

Django is set up late, so its modules are imported where they are used.
"""

import argparse
import http.client
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from benchmarks.reading import _served as served
from tests.postgres import own_database

RANKS = 30_000
ONSETS = "b bl br c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sh sl sp st t th tr v w".split()  # noqa: SIM905
VOWELS = "a ai e ea i o oa ou u".split()  # noqa: SIM905
DEEP = {"a common word, page 100": 100, "a common word, page 500": 500}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pieces", type=int, nargs="+", default=[100, 20_000])
    parser.add_argument("--words", type=int, default=800, help="in a piece")
    parser.add_argument("--claims", type=int, default=2, help="of a piece")
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    with TemporaryDirectory() as place, _scratch(Path(place)) as url:
        settings = {"DJANGO_SETTINGS_MODULE": "benchmarks.settings", "SECRET_KEY": "benchmark", "DEBUG": "0"}
        os.environ |= {**settings, "SITE_URL": "http://127.0.0.1:8000", "DATABASE_URL": url}
        _run(options)


@contextmanager
def _scratch(place: Path) -> Iterator[str]:
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield f"sqlite:///{place / 'db.sqlite3'}"
        return
    with own_database(given) as url:
        yield url


def _run(options: argparse.Namespace) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    vocabulary, there = _Vocabulary(), 0
    for pieces in sorted(options.pieces):
        begun = perf_counter()
        _index(vocabulary, range(there, pieces), options.words, options.claims)
        print(f"\n{pieces:,} pieces of {options.words} words, each with {options.claims} claims, on", end=" ")
        print(f"{connection.vendor}; {pieces - there:,} of them indexed in {perf_counter() - begun:.0f} s")
        connection.close()
        with served(dict(os.environ)) as port:
            _print(_measured(port, vocabulary.addresses(), options.rounds))
        there = pieces
    connection.close()


def _print(timed: dict[str, tuple[float, int]]) -> None:
    empty, _ = timed["empty view"]
    print(f"{'':30}{'ms':>8}{'empty views':>14}{'hits':>6}")
    for name, (seconds, hits) in timed.items():
        print(f"{name:30}{seconds * 1000:8.2f}{seconds / empty:14.1f}{hits:6}")


class _Vocabulary:
    """Invented words, from common to rare."""

    def __init__(self) -> None:
        random = Random(7)
        words: dict[str, None] = {}
        while len(words) < RANKS:
            parts = [random.choice(ONSETS) + random.choice(VOWELS) for _ in range(random.choice([2, 2, 3]))]
            words["".join(parts) + random.choice("ndrlmt")] = None
        self.words = list(words)
        self.weights = list(accumulate(1 / (rank + 1) for rank in range(RANKS)))

    def text(self, random: Random, count: int) -> str:
        chosen = random.choices(self.words, cum_weights=self.weights, k=count)
        sentences = (" ".join(chosen[at : at + 16]).capitalize() for at in range(0, count, 16))
        return ". ".join(sentences) + "."

    def addresses(self) -> dict[str, str]:
        word = self.words
        queries = {
            "in every text": {"q": f"{word[0]} {word[1]} -x"},
            "a common word": {"q": f'"{word[20]}"'},
            "a common word, newest first": {"q": f'"{word[20]}"', "order": "newest"},
            "two words": {"q": f"{word[60]} {word[200]}"},
            "three words, claims alone": {"q": f"{word[3]} {word[9]} {word[40]}", "kind": "claim"},
            "a rare word": {"q": word[9000]},
            "the beginning of a word": {"q": word[300][:4]},
            "a phrase of common words": {"q": f'"{word[5]} {word[12]}"'},
            "a common word, not another": {"q": f'"{word[20]}" -{word[3]}'},
            "nothing found": {"q": "zzyzx"},
        }
        return {name: f"/search/?{urlencode(query)}" for name, query in queries.items()}


def _index(vocabulary: _Vocabulary, numbers: range, words: int, claims: int) -> None:
    from articles.searching.interface import backend

    documents = _documents(vocabulary, numbers, words, claims)
    while some := list(islice(documents, 1000)):
        backend().index(some)
    backend().tidy()


def _documents(vocabulary: _Vocabulary, numbers: range, words: int, claims: int) -> Iterator[Any]:
    from articles.searching.documents import Document, Kind

    for number in numbers:
        random = Random(number)
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=random.randrange(1_000_000))
        about: dict[str, Any] = {"published_at": at, "language": "en"}
        url, title = f"/articles/piece-{number}/", vocabulary.text(random, 8)
        text = vocabulary.text(random, words)
        yield Document(f"p{number}", Kind.PIECE, url, "Analysis", title, text, **about)
        for claim in range(1, claims + 1):
            label, said = f"Claim {claim} in “{title}”", vocabulary.text(random, 20)
            address = f"{url}#claim-{claim}"
            yield Document(f"c{number}-{claim}", Kind.CLAIM, address, label, said, said, **about)


def _measured(port: int, addresses: dict[str, str], rounds: int) -> dict[str, tuple[float, int]]:
    """Seconds and hits for each address, the empty view before them."""
    wire = http.client.HTTPConnection("127.0.0.1", port)
    deep = {name: _later(wire, addresses["a common word"], page) for name, page in DEEP.items()}
    addresses = {"empty view": "/nothing/"} | addresses | {name: at for name, at in deep.items() if at}
    times: dict[str, list[float]] = {name: [] for name in addresses}
    hits = {}
    for turn in range(rounds + 5):
        for name, address in addresses.items():
            seconds, body = _asked(wire, address)
            hits[name] = body.count(b'class="entry row"')
            if turn >= 5:  # the first ones warm up what is built once
                times[name].append(seconds)
    return {name: (quantiles(found, n=10)[0], hits[name]) for name, found in times.items()}


def _asked(wire: http.client.HTTPConnection, address: str) -> tuple[float, bytes]:
    begun = perf_counter()
    try:
        wire.request("GET", address)
        answer = wire.getresponse()
    except ConnectionError:  # gunicorn hangs up on whoever pauses for two seconds
        wire.close()
        return _asked(wire, address)
    body = answer.read()
    seconds = perf_counter() - begun
    if answer.status != 200:
        raise SystemExit(f"{address} answers {answer.status}.")
    return seconds, body


def _later(wire: http.client.HTTPConnection, address: str, page: int) -> str:
    """The address of a later page, reached one after the other; "" when there are not so many."""
    from lxml import html

    for _ in range(page - 1):
        following = html.fromstring(_asked(wire, address)[1]).xpath("//a[@rel='next']/@href")
        if not following:
            return ""
        address = f"/search/{following[0]}"
    return address


if __name__ == "__main__":
    main()
