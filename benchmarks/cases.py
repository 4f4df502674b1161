"""Texts before and after edits, with claims whose fate is known, and what an answer about one is worth.

Texts and edits are made up here, seeded. Every word keeps its identity through the edits, which is the
truth: a claim is *kept* if all its words still stand together as they were, *deleted* if none is left,
else *changed*. Among all claims, *wrong* are those attached where none of their words is, though some are
elsewhere, and *silent* those attached to other words than their own which read like them. Of both some are
*at a copy*: where an editor pasted the claim's own words a second time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from rapidfuzz.distance import Indel

from benchmarks import edits
from benchmarks.peers import Span
from benchmarks.prose import LANGUAGES, Document, Prose, render
from claims.anchoring.canonical import squeezed

SENTENCES = 70
CLAIMS_EACH = 80
READS_LIKE = 0.9


class Claim(NamedTuple):
    """A span of the old text; `truth` are its words' places in the new one, `hull` from first to last, and
    `copies` those of words pasted from it."""

    span: Span
    truth: list[Span]
    copies: list[Span]
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
    copies: dict[int, list[Span]] = defaultdict(list)
    for token in (token for paragraph in after for sentence in paragraph for token in sentence):
        copies[token.copy_of].append(new_places[token.id])
        new_places.setdefault(token.copy_of, new_places[token.id])
    kept = {identity: new_places[identity] for identity in ids if identity in new_places}
    position = {identity: at for at, identity in enumerate(sorted(new_places, key=new_places.__getitem__))}
    made = [_claim(old, new, ids[a:b], old_places, kept, copies, position) for a, b in sorted(spans) if a < b]
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
    copies: dict[int, list[Span]],
    position: dict[int, int],
) -> Claim:
    span = places[ids[0]][0], places[ids[-1]][1]
    left = [identity for identity in ids if identity in kept]
    truth = [kept[identity] for identity in left]
    pasted = [place for identity in ids for place in copies.get(identity, ())]
    if not truth:
        return Claim(span, truth, pasted, None, "deleted", False)
    hull = min(start for start, _ in truth), max(end for _, end in truth)
    numbers = [position[identity] for identity in left]
    is_whole = numbers == sorted(numbers) and numbers[-1] - numbers[0] < 2 * len(ids) + 10
    if squeezed(old[slice(*span)]) == squeezed(new[slice(*hull)]) and len(left) == len(ids) and is_whole:
        return Claim(span, truth, pasted, hull, "kept", True)
    return Claim(span, truth, pasted, hull, "changed", is_whole)


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
    if claim.fate == "kept" and answer.span == claim.hull:
        return ["right", "to the letter"]
    if _touches(answer.span, claim.truth):
        exact = ["to the letter"] if claim.is_whole and answer.span == claim.hull else []
        return [
            *(["right"] if claim.fate == "changed" else ["off"]),
            *exact,
            *(["whole"] if claim.is_whole else []),
        ]
    if _is_as_good(task, claim, answer.span):
        return ["right"]
    alike = Indel.normalized_similarity(
        squeezed(task.old[slice(*claim.span)]), squeezed(task.new[slice(*answer.span)])
    )
    misplaced = ["attached" if claim.fate == "deleted" else "wrong", *["silent"] * (alike >= READS_LIKE)]
    is_at_a_copy = _touches(answer.span, claim.copies)
    return [*misplaced, *(f"{word} at a copy" for word in misplaced if is_at_a_copy)]


def _touches(span: Span, places: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in places)


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
