"""Find a quote in a text when nothing is known but its words and what stood around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

from claims.anchoring.canonical import canonical, folded, snapped, trimmed
from claims.anchoring.relocation import Candidate, Span
from claims.anchoring.resembling import Resemblance, resembling

Status = Literal["exact", "changed", "ambiguous", "orphaned"]

WIDTH = 32
"""Characters of context kept on either side of a quote."""

# How alike surroundings must be, from 0 to 1. Measured on labelled edits, not chosen by eye.
SAME_SIDE = 0.75
SAME_SIDE_OF_FEW_WORDS = 0.85
SAME_SURROUNDINGS = 0.6
MARGIN = 0.15

# How alike other words must be, by what is known around them, and how much more than any elsewhere.
LIKE_BETWEEN_KNOWN, LIKE_BESIDE_KNOWN, LIKE_ANYWHERE = 0.5, 0.6, 0.75
CLEARLY = 0.1

FEW_WORDS = 4
SEVERAL_WORDS = 6
MANY_WORDS = 12
MANY_PLACES = 200

# Characters of context: the most that is compared, the least a text's edge is held against, and
# what must agree to the letter before a very common quote is looked at.
MOST_CONTEXT = 2 * WIDTH
LEAST_CONTEXT = 8
TOUCHING = 8

_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Location:
    """Where a quote stands, in code points, or why that cannot be said.

    `score` says from 0 to 1 how alike the surroundings are. An ambiguous quote has candidates, best
    first; one that stands very often, only some of them. Where a quote is `changed`, other words stand
    that may be what became of it: a place to show, and for a person to confirm.
    """

    status: Status
    explanation: str
    start: int | None = None
    end: int | None = None
    score: float = 0.0
    candidates: tuple[Candidate, ...] = ()

    @property
    def is_found(self) -> bool:
        return self.status == "exact"


class _Context(NamedTuple):
    """What a quote stood between, in canonical spelling."""

    prefix: str
    suffix: str

    def sides_alike(self, text: str, span: Span) -> list[float]:
        """How alike each given side is to what stands around a span of the text."""
        before, behind = _around(text, span)
        sides = []
        if self.prefix:
            before = before[-len(self.prefix) :]
            sides.append(Indel.normalized_similarity(self.prefix[-max(len(before), LEAST_CONTEXT) :], before))
        if self.suffix:
            behind = behind[: len(self.suffix)]
            sides.append(Indel.normalized_similarity(self.suffix[: max(len(behind), LEAST_CONTEXT)], behind))
        return sides

    def candidate(self, text: str, span: Span) -> Candidate:
        sides = self.sides_alike(text, span)
        return Candidate(*span, sum(sides) / len(sides) if sides else 0.0)


class _Places(NamedTuple):
    """Where a quote stands; if it stands very often, perhaps only where its context touches it."""

    spans: Sequence[Span]
    are_all: bool


def locate(text: str, exact: str, prefix: str = "", suffix: str = "", near: int | None = None) -> Location:
    """The place of a quote: its only one, or the one whose surroundings agree.

    Neither typography counts nor whitespace at the quote's ends, and no place includes such
    whitespace. `near` decides only between places whose surroundings are equally alike. Raises
    ValueError for a quote without words.
    """
    words = trimmed(exact)
    if not words:
        raise ValueError("A quote needs at least one word.")
    lead, _, tail = exact.partition(words)
    prefix, suffix = prefix and prefix + lead, suffix and tail + suffix
    places = _places(text, words, prefix, suffix)
    around = _Context(folded(prefix)[-MOST_CONTEXT:], folded(suffix)[:MOST_CONTEXT])
    if not places.spans:
        return _changed_place(text, words, around)
    if len(places.spans) == 1 and places.are_all:
        return _only_place(text, places.spans[0], around)
    return _best_place(text, places, around, near)


def context(text: str, start: int, end: int, width: int = WIDTH) -> tuple[str, str]:
    """What stands before and behind a span: `width` characters, or some more to cut none."""
    first, last = snapped(text, max(0, start - width), min(len(text), end + width))
    return text[first:start], text[end:last]


def _places(text: str, words: str, prefix: str, suffix: str) -> _Places:
    """Where the words stand letter by letter, else where they differ only in typography."""
    spans, are_all = _search(text, words, prefix, suffix)
    if spans:
        return _Places(sorted({snapped(text, *span) for span in spans}), are_all)
    view = canonical(text)
    spans, are_all = _search(view.text, folded(words), folded(prefix), folded(suffix))
    return _Places(sorted({view.span(*span) for span in spans}), are_all)


def _search(text: str, words: str, prefix: str, suffix: str) -> _Places:
    spans = _occurrences(text, words)
    if len(spans) <= MANY_PLACES:
        return _Places(spans, are_all=True)
    before, behind = prefix[-TOUCHING:], suffix[:TOUCHING]
    touching: set[Span] = set()
    if before:
        found = _occurrences(text, before + words)
        touching |= {(start + len(before), end) for start, end in found}
    if behind:
        found = _occurrences(text, words + behind)
        touching |= {(start, end - len(behind)) for start, end in found}
    return _Places(sorted(touching) or spans, are_all=False)


def _occurrences(text: str, words: str) -> list[Span]:
    """Where words stand, overlapping themselves or not; at most one more than `MANY_PLACES`."""
    spans: list[Span] = []
    start = text.find(words)
    while start >= 0 and len(spans) <= MANY_PLACES:
        spans.append((start, start + len(words)))
        start = text.find(words, start + 1)
    return spans


def _only_place(text: str, span: Span, around: _Context) -> Location:
    sides = around.sides_alike(text, span)
    if not sides:
        return Location("exact", "The words stand once in the text.", *span, score=1.0)
    candidate = around.candidate(text, span)
    words = _word_count(text[slice(*span)])
    if max(sides) >= (SAME_SIDE if words >= FEW_WORDS else SAME_SIDE_OF_FEW_WORDS):
        return Location("exact", "The words stand once, in known surroundings.", *candidate)
    if words >= MANY_WORDS:
        explanation = "The words stand once, and are too many to do so by chance."
        return Location("exact", explanation, *candidate)
    return _ambiguous("The words stand once, but in other surroundings.", [candidate])


def _best_place(text: str, places: _Places, around: _Context, near: int | None) -> Location:
    """The place whose surroundings agree, and agree clearly better than those of any other."""

    def distance(candidate: Candidate) -> int:
        return 0 if near is None else abs(candidate.start - near)

    candidates = [around.candidate(text, span) for span in places.spans[:MANY_PLACES]]
    best, *others = sorted(candidates, key=lambda place: (-place.score, distance(place)))
    rivals = [place for place in others if place.score < best.score or distance(place) == distance(best)]
    often = f"{len(places.spans)} times" if places.are_all else f"more than {MANY_PLACES} times"
    if len(places.spans) > MANY_PLACES or not _is_clear(best, rivals):
        explanation = f"The words stand {often}, and their surroundings do not tell which is meant."
        return _ambiguous(explanation, [best, *others])
    if len(rivals) < len(others):
        explanation = f"The words stand {often}; of the places that look alike this is the nearest."
    else:
        explanation = f"The words stand {often}, but only here in these surroundings."
    return Location("exact", explanation, *best)


def _changed_place(text: str, words: str, around: _Context) -> Location:
    """Where other words stand that may have been the quote's, judged by them and by what is around."""
    found = [(place, around.sides_alike(text, place[:2])) for place in resembling(text, words)]
    likely = [(place, sides) for place, sides in found if _may_be(place, sides, _word_count(words))]
    if not likely:
        return Location("orphaned", "The words do not stand in the text.")
    candidates = [
        Candidate(place.start, place.end, round((place.alike + sum(sides)) / (1 + len(sides)), 3))
        for place, sides in likely
    ]
    best, *others = sorted(candidates, key=lambda place: -place.score)
    if any(best.score - other.score < CLEARLY for other in others):
        return _ambiguous("Other words stand in several places that may be meant.", [best, *others])
    return Location("changed", "Other words stand where these stood. Please check them.", *best)


def _may_be(place: Resemblance, sides: Sequence[float], words: int) -> bool:
    known = sum(side >= SAME_SIDE for side in sides)
    agreement = 1.0 if place.agreement is None else place.agreement
    if known == 2:
        return place.alike >= LIKE_BETWEEN_KNOWN
    if known == 1:
        return place.alike >= LIKE_BESIDE_KNOWN and agreement > 0
    return place.alike >= LIKE_ANYWHERE and agreement >= 0.5 and words >= SEVERAL_WORDS


def _is_clear(best: Candidate, rivals: Sequence[Candidate]) -> bool:
    return best.score >= SAME_SURROUNDINGS and all(best.score - rival.score >= MARGIN for rival in rivals)


def _ambiguous(explanation: str, candidates: list[Candidate]) -> Location:
    return Location("ambiguous", explanation, score=candidates[0].score, candidates=tuple(candidates))


def _around(text: str, span: Span) -> tuple[str, str]:
    """What stands on either side of a span, in canonical spelling, with enough to compare."""
    reach = 3 * MOST_CONTEXT  # decomposed, a letter seldom takes more than three code points
    start, end = span
    return folded(text[max(0, start - reach) : start]), folded(text[end : end + reach])


def _word_count(text: str) -> int:
    """Words between spaces; where a script writes none, two characters pass for a word."""
    return max(len(text.split()), len(_IDEOGRAPH.findall(text)) // 2)
