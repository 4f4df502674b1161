"""How well claims follow their words, and how fast, beside four other ways.

    python -m benchmarks.anchoring [--seed 1] [--claims 100000] [--quick]

Texts and edits are made up here, seeded. Every word keeps its identity through the edits, which is the
truth: a claim is *kept* if all its words still stand together as they were, *deleted* if none is left,
else *changed*. Among all claims, *wrong* are those attached where none of their words is, though some are
elsewhere, and *silent* those attached to other words than their own which read like them.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from random import Random
from statistics import median
from time import perf_counter
from typing import NamedTuple

from rapidfuzz.distance import Indel

from benchmarks import edits, peers
from benchmarks.peers import Method, Span
from benchmarks.prose import LANGUAGES, Document, Prose, render
from claims.anchoring.canonical import squeezed
from claims.anchoring.locate import context, locate
from claims.anchoring.relocate import relocate

SENTENCES = 70
CLAIMS_EACH = 80
READS_LIKE = 0.9
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


class Claim(NamedTuple):
    """A span of the old text; `truth` are its words' places in the new one, `hull` from first to last."""

    span: Span
    truth: list[Span]
    hull: Span | None
    fate: str
    is_whole: bool


@dataclass
class Case:
    old: str
    new: str
    claims: list[Claim]


class Answer(NamedTuple):
    span: Span | None
    status: str


def case(before: Document, after: Document, rng: Random, claims: int) -> Case:
    old, old_places = render(before)
    new, new_places = render(after)
    ids = [token.id for paragraph in before for sentence in paragraph for token in sentence]
    spans = {span for _ in range(claims) if (span := _choice(before, rng))}
    for token in (token for paragraph in after for sentence in paragraph for token in sentence):
        new_places.setdefault(token.copy_of, new_places[token.id])
    kept = {identity: new_places[identity] for identity in ids if identity in new_places}
    position = {identity: at for at, identity in enumerate(sorted(new_places, key=new_places.__getitem__))}
    made = [_claim(old, new, ids[a:b], old_places, kept, position) for a, b in sorted(spans) if a < b]
    return Case(old, new, [claim for claim in made if any(map(str.isalnum, old[slice(*claim.span)]))])


def _choice(document: Document, rng: Random) -> tuple[int, int]:
    """A span of words, by their number: a sentence, a phrase, a word, or some sentences, whole or not."""
    sizes = [len(sentence) for paragraph in document for sentence in paragraph]
    starts = [sum(sizes[:at]) for at in range(len(sizes))]
    at = rng.randrange(len(sizes))
    start, size = starts[at], sizes[at]
    kind = rng.random()
    if kind < 0.35:
        return start, start + size - (rng.random() < 0.4 and size > 2)
    if kind < 0.65:
        first = rng.randrange(size)
        return start + first, start + min(size, first + rng.randint(2, 10))
    if kind < 0.78:
        first = rng.randrange(size)
        return start + first, start + first + 1
    last = min(len(sizes) - 1, at + rng.randint(1, 3))
    end = starts[last] + sizes[last]
    return (start, end) if kind < 0.93 else (start + size // 2, starts[last] + max(1, sizes[last] // 2))


def _claim(
    old: str,
    new: str,
    ids: list[int],
    places: dict[int, Span],
    kept: dict[int, Span],
    position: dict[int, int],
) -> Claim:
    span = places[ids[0]][0], places[ids[-1]][1]
    left = [identity for identity in ids if identity in kept]
    truth = [kept[identity] for identity in left]
    if not truth:
        return Claim(span, truth, None, "deleted", False)
    hull = min(start for start, _ in truth), max(end for _, end in truth)
    numbers = [position[identity] for identity in left]
    is_whole = numbers == sorted(numbers) and numbers[-1] - numbers[0] < 2 * len(ids) + 10
    if squeezed(old[slice(*span)]) == squeezed(new[slice(*hull)]) and len(left) == len(ids) and is_whole:
        return Claim(span, truth, hull, "kept", True)
    return Claim(span, truth, hull, "changed", is_whole)


def by_engine(task: Case) -> list[Answer]:
    results = relocate(task.old, task.new, [claim.span for claim in task.claims])
    return [Answer(one.span, one.status) for one in results]


def by_peer(method: Method, task: Case) -> list[Answer]:
    place = method(task.old, task.new)
    return [Answer(span := place(claim.span), "attached" if span else "lost") for claim in task.claims]


def score(task: Case, answers: list[Answer], counts: Counter[str]) -> list[tuple[str, Claim, Answer]]:
    """Count into `counts`; the answers that were bad, for a closer look."""
    bad = []
    for claim, answer in zip(task.claims, answers, strict=True):
        verdict = _verdict(task, claim, answer)
        counts.update(["all", claim.fate, *(f"{claim.fate} {word}" for word in verdict), *verdict])
        if "right" not in verdict:
            bad.append((" ".join([claim.fate, *verdict]), claim, answer))
    return bad


def _verdict(task: Case, claim: Claim, answer: Answer) -> list[str]:
    if answer.span is None:
        return ["right"] if claim.fate == "deleted" else ["lost"]
    start, end = answer.span
    if claim.fate == "kept" and answer.span == claim.hull:
        return ["right", "to the letter"]
    if any(start < there_end and there_start < end for there_start, there_end in claim.truth):
        exact = ["to the letter"] if claim.is_whole and answer.span == claim.hull else []
        return [
            *(["right"] if claim.fate == "changed" else ["off"]),
            *exact,
            *(["whole"] if claim.is_whole else []),
        ]
    if _is_as_good(task, claim, answer.span):
        return ["right"]
    alike = Indel.normalized_similarity(squeezed(task.old[slice(*claim.span)]), squeezed(task.new[start:end]))
    misplaced = ["attached"] if claim.fate == "deleted" else ["wrong"]
    return [*misplaced, *(["silent"] if alike >= READS_LIKE else [])]


def _is_as_good(task: Case, claim: Claim, span: Span) -> bool:
    """Whether the place found reads as the old one did, in surroundings as much like the old ones.

    Where a copy was pasted beside its original and one of the two was then changed, nothing can tell which.
    """
    if claim.hull is None or squeezed(task.new[slice(*span)]) != squeezed(task.old[slice(*claim.span)]):
        return False

    def surroundings(text: str, start: int, end: int) -> tuple[str, str]:
        return text[max(0, start - 60) : start], text[end : end + 60]

    was, due, got = (
        surroundings(task.old, *claim.span),
        surroundings(task.new, *claim.hull),
        surroundings(task.new, *span),
    )

    def alike(there: tuple[str, str]) -> float:
        return sum(Indel.normalized_similarity(*sides) for sides in zip(was, there, strict=True))

    return alike(got) >= alike(due)


def cases(name: str, rng: Random, claims: int) -> Iterator[Case]:
    """Cases of one kind with about so many claims together."""
    made = 0
    while made < claims:
        language = rng.choice(["en", "en", *LANGUAGES])
        prose = Prose(rng, language)
        before = prose.document(rng.randint(SENTENCES // 4, SENTENCES * 3 // 2))
        if name in ("adversarial", "one kind of edit") or rng.random() < 0.2:
            edits.with_siblings(before, prose, rng)
        after = _after(name, before, prose, rng)
        task = case(before, after, rng, CLAIMS_EACH)
        made += len(task.claims)
        yield task


def _after(name: str, before: Document, prose: Prose, rng: Random) -> Document:
    if name == "typography":
        return edits.edited(before, prose, rng, [edits.typography], 1)
    if name == "60 % rewritten":
        return edits.rewritten(before, prose, rng, 0.6)
    if name == "one kind of edit":
        return edits.edited(before, prose, rng, [rng.choice(edits.ADVERSARIAL)], rng.randint(1, 4))
    kinds = edits.ORDINARY if name == "ordinary" else edits.ADVERSARIAL
    return edits.edited(before, prose, rng, kinds, rng.randint(3, 25 if name == "adversarial" else 15))


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
