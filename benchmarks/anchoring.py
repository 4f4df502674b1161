"""How well claims follow their words, and how fast, beside four other ways.

    python -m benchmarks.anchoring [--seed 1] [--claims 100000] [--quick]

`benchmarks.cases` makes the texts up and says what kept, changed, deleted, wrong and silent mean.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from statistics import median
from time import perf_counter

from benchmarks import edits, peers
from benchmarks.cases import Answer, Case, Claim, case, cases, score
from benchmarks.peers import Method, Span
from benchmarks.prose import Prose
from claims.anchoring.locate import context, locate
from claims.anchoring.relocate import relocate

ENGINE = "this engine"


def by_quote(old: str, new: str) -> peers.Place:
    """What is left to do without the old text: the quote, and what stood around it."""

    def place(span: Span) -> Span | None:
        found = locate(new, old[slice(*span)], *context(old, *span), near=span[0])
        return None if found.start is None or found.end is None else (found.start, found.end)

    return place


METHODS: dict[str, Method] = {
    "its quote alone": by_quote,
    "str.find": peers.find,
    "diff-match-patch": peers.diff_match_patch,
    "plain token LCS": peers.common_words,
}


def by_engine(task: Case) -> list[Answer]:
    results = relocate(task.old, task.new, [claim.span for claim in task.claims])
    return [Answer(one.span, one.status) for one in results]


def by_peer(method: Method, task: Case) -> list[Answer]:
    place = method(task.old, task.new)
    return [Answer(span := place(claim.span), "attached" if span else "lost") for claim in task.claims]


def quality(name: str, seed: int, claims: int, show: int = 0) -> None:
    counts: dict[str, Counter[str]] = {method: Counter() for method in (ENGINE, *METHODS)}
    shown = 0
    # The others are much slower and their figures steadier: they see every tenth case.
    for number, task in enumerate(cases(name, Random(f"{name} {seed}"), claims)):
        for what, claim, answer in score(task, by_engine(task), counts[ENGINE]):
            if shown < show and any(word in what for word in ("wrong", "attached", "off", "kept lost")):
                shown += 1
                _print_case(task, what, claim, answer)
        if number % 10 == 0:
            for method, peer in METHODS.items():
                score(task, by_peer(peer, task), counts[method])
    print(f"\n{name}, {counts[ENGINE]['all']:,} claims (the others: {counts['str.find']['all']:,})")
    names = (
        ("kept %", 8),
        ("changed %", 10),
        ("to letter %", 12),
        ("deleted, yet", 13),
        ("wrong", 8),
        ("silent", 8),
    )
    print(" " * 20 + "".join(name.rjust(width) for name, width in names))
    print(f"  {'':18}{'exact':>8}{'found':>10}{'of changed':>12}{'attached %':>13}{'/10k':>8}{'/10k':>8}")
    for method, count in counts.items():
        print(f"  {method:18}" + "".join(_row(count)))
    ours = counts[ENGINE]
    at_a_copy = (f"{ours[f'{word} at a copy']} of {ours[word]} {word}" for word in ("wrong", "silent"))
    print(f"  of {ENGINE}'s at a copy of the claim's own words: {', '.join(at_a_copy)}")
    print(f"  of its silent {ours['deleted silent']} were deleted, and are on words that read as theirs did")


def _row(count: Counter[str]) -> Iterator[str]:
    def share(part: str, whole: str, scale: float = 100) -> float:
        return scale * count[part] / (count[whole] or 1)

    yield f"{share('kept right', 'kept'):8.2f}{share('changed right', 'changed'):10.2f}"
    yield f"{share('changed to the letter', 'changed whole'):12.2f}"
    yield f"{share('deleted attached', 'deleted'):13.2f}"
    yield f"{share('wrong', 'all', 10_000):8.2f}{share('silent', 'all', 10_000):8.2f}"


def _print_case(task: Case, what: str, claim: Claim, answer: Answer) -> None:
    start, end = claim.span
    print(f"--- {what}, {answer.status}")
    print(
        f"  old: …{task.old[max(0, start - 90) : start]}[[{task.old[start:end]}]]{task.old[end : end + 90]}…"
    )
    if claim.hull:
        a, b = claim.hull
        print(f"  due: …{task.new[max(0, a - 90) : a]}[[{task.new[a:b][:400]}]]{task.new[b : b + 90]}…")
    if answer.span:
        a, b = answer.span
        print(f"  got: …{task.new[max(0, a - 90) : a]}[[{task.new[a:b]}]]{task.new[b : b + 90]}…")


def speed(seed: int, words: list[int], rounds: int) -> None:
    print("\nMilliseconds per save with 1,000 claims; in brackets how many times as long the others take")
    print(f"  {'words':>7} {'edit':16}{ENGINE:>12}{'plain token LCS':>18}{'diff-match-patch':>18}")
    for size in words:
        rng = Random(f"speed {seed} {size}")
        prose = Prose(rng)
        before = prose.document(size // 10)
        afters = {
            "local": edits.edited(before, prose, rng, [edits.number], 1),
            "session": edits.edited(before, prose, rng, edits.ORDINARY, 25),
            "60 % rewritten": edits.rewritten(before, prose, rng, 0.6),
        }
        for name, after in afters.items():
            task = case(before, after, rng, 1_000)
            ours = _time(partial(by_engine, task), rounds)
            methods = peers.common_words, peers.diff_match_patch
            lcs, dmp = (_time(partial(by_peer, method, task), 1) / ours for method in methods)
            print(f"  {len(task.old.split()):7,} {name:16}{1_000 * ours:12.1f}{lcs:17.1f}x{dmp:17.1f}x")


def _time(work: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        began = perf_counter()
        work()
        times.append(perf_counter() - began)
    return median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description="How well claims follow their words, and how fast.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--claims", type=int, default=100_000, help="adversarial claims; the other kinds have a fifth"
    )
    parser.add_argument("--quick", action="store_true", help="3,000 claims and small texts")
    parser.add_argument("--show", type=int, default=0, help="print so many bad answers of each kind")
    parser.add_argument(
        "--only",
        default="",
        help="one kind of edits, by its heading, or speed",
    )
    options = parser.parse_args()
    claims = 3_000 if options.quick else options.claims
    for name in ("adversarial", "one kind of edit", "ordinary", "60 % rewritten", "typography"):
        if options.only in ("", name):
            quality(
                name, options.seed, claims if name == "adversarial" else max(1_000, claims // 5), options.show
            )
    if options.only in ("", "speed"):
        speed(options.seed, [2_000] if options.quick else [5_000, 10_000, 20_000], 3)


if __name__ == "__main__":
    main()
