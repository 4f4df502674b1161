"""What many claims cost at the annotating desk: opening it and marking a claim, with few and with many.

    python -m benchmarks.annotating [--words 20000] [--few 10] [--many 500] [--turns 9]

All are asked in turns in one run, through the test client, in a scratch database in memory. Medians of
processor time are given: what else the machine does disturbs them least. The unit is a bare page of the same
admin, the list of sources. Django is set up first, so its modules are imported where used.
"""

import argparse
from collections.abc import Callable
from statistics import median
from time import process_time
from typing import Any

from benchmarks.saving import _annotate, _in_scratch_database, _piece

STEP = 7  # paragraphs from one sentence marked to the next
UNIT = "a bare page of the admin"


def main() -> None:
    options = few_and_many(__doc__, turns=9)
    measure = _in_scratch_database(_with_plain_files(_measure))
    timed = measure(options.words, (options.few, options.many), options.turns)
    unit = timed.pop((UNIT, 0))
    print(f"A piece of {options.words:,} words, median processor time of {options.turns}; {UNIT} is 1:")
    print(f"  {UNIT:30} {unit[0] * 1000:7.0f} ms   1.0  {unit[1] / 1000:6.0f} kB")
    for (what, claims), (seconds, size) in sorted(timed.items()):
        named = f"{what}, {claims:,} claims"
        print(f"  {named:30} {seconds * 1000:7.0f} ms {seconds / unit[0]:5.1f}  {size / 1000:6.0f} kB")
    for what in sorted({what for what, _ in timed}):
        few, many = timed[what, options.few], timed[what, options.many]
        print(f"  {what}: {many[0] / few[0]:.2f} times as long with {options.many:,} claims")


def few_and_many(described: str | None, *, turns: int) -> argparse.Namespace:
    """What is asked of a benchmark that compares a piece with few claims and one with many."""
    parser = argparse.ArgumentParser(description=(described or "").partition("\n")[0])
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--few", type=int, default=10)
    parser.add_argument("--many", type=int, default=500)
    parser.add_argument("--turns", type=int, default=turns)
    return parser.parse_args()


def _with_plain_files(work: Callable[..., Any]) -> Callable[..., Any]:
    """The pages without collected static files."""

    def run(*arguments: Any) -> Any:
        from django.conf import settings
        from django.test import override_settings

        plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
        with override_settings(STORAGES=settings.STORAGES | plain):
            return work(*arguments)

    return run


def _measure(words: int, sizes: tuple[int, int], turns: int) -> dict[tuple[str, int], tuple[float, float]]:
    """Median seconds of processor time, and bytes of the answer, by what was asked and of how many claims."""
    from django.contrib.auth.models import User
    from django.test import Client

    editor = User.objects.create_superuser("editor")
    desk = Client()
    desk.force_login(editor)
    asked: dict[tuple[str, int], Callable[[int], Any]] = {
        (UNIT, 0): lambda turn: desk.get("/admin/claims/source/")
    }
    for claims in sizes:
        piece = _piece(editor, f"with-{claims}", words)
        _annotate(piece, editor, claims)
        address = f"/admin/claims/claim/annotate/{piece.pk}/"
        asked["opening", claims] = _opening(desk, address)
        quotes = _quotes(piece.reading().text)
        if turns >= len(quotes):
            raise SystemExit(f"{words:,} words have sentences for {len(quotes) - 1:,} turns and no more.")
        asked["marking", claims] = _marking(desk, address, quotes)
    timed: dict[tuple[str, int], list[tuple[float, int]]] = {what: [] for what in asked}
    for turn in range(turns + 1):
        for what, ask in asked.items():
            begun = process_time()
            answer = ask(turn)
            timed[what].append((process_time() - begun, len(answer.content)))
            if answer.status_code != 200 or b"data-refused" in answer.content:
                raise SystemExit(f"{what} was refused: {answer.content[:500]!r}")
    # The first turn warms up what is built once.
    return {
        what: (median(seconds for seconds, _ in rows[1:]), median(size for _, size in rows[1:]))
        for what, rows in timed.items()
    }


def _opening(desk: Any, address: str) -> Callable[[int], Any]:
    return lambda turn: desk.get(address)


def _marking(desk: Any, address: str, quotes: list[str]) -> Callable[[int], Any]:
    """Marks another sentence each turn, as the desk's script does; nobody else changed anything since."""
    from time import time

    def mark(turn: int) -> Any:
        headers = {"X-Part": "1", "X-Since": str(time() + 60)}
        return desk.post(f"{address}mark/", {"quote": quotes[turn]}, headers=headers)

    return mark


def _quotes(text: str) -> list[str]:
    """What stands inside the paragraphs, sentence by sentence, so that no two in a row are neighbours."""
    within = [paragraph.split(". ")[1:-1] for paragraph in text.split("\n\n")]
    in_turn = [sentence for sentences in zip(*within, strict=True) for sentence in sentences]
    return [quote for first in range(STEP) for quote in in_turn[first::STEP]]


if __name__ == "__main__":
    main()
