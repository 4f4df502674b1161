"""Which sentence of the old text became which of the new, where it changed.

The thresholds were measured on edits whose truth was known. Where two readings are nearly as good,
neither is taken: a claim that asks to be looked at costs a minute, one on a wrong sentence a correction.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from claims.anchoring.likeness import compare, overlap
from claims.anchoring.matching import Matches, grow
from claims.anchoring.pairing import NEAR, Pair, Sides, pairs

SAME_PLACE, SOME_PLACE, ANY_PLACE = 2, 1, 0
"""Both sides speak for a pair; one does, or two pairs beside it; none."""

NEAREST = 6
"""Sentences from one to a matched one that speaks for its place, in the old and new text together."""


class Bar(NamedTuple):
    """What is asked of a pair in one kind of place.

    How much of the old sentence must be in the new one, if they share a fact and if not; or how much of the
    new one in the old, that being cut; in place of how much of the old sentence other words may stand; the
    shares of facts and of other words; and by how much the pair must be better than any other, where its
    place itself counts for something.
    """

    kept: float
    kept_without_fact: float
    explained: float
    replaced: float
    agreement: float
    content: float
    margin: float
    bonus: float


BARS = {
    SAME_PLACE: Bar(0.52, 0.64, 0.80, 0.30, 0.0, 0.0, 0.06, 0.15),
    SOME_PLACE: Bar(0.60, 0.75, 0.85, 0.11, 0.01, 0.34, 0.12, 0.08),
    ANY_PLACE: Bar(0.74, 0.92, 0.90, 0.09, 0.5, 0.34, 0.15, 0.0),
}
# Where most of the text was rewritten, what stands in the same place is seldom another sentence.
BARS_IN_REWRITTEN = BARS | {
    SAME_PLACE: BARS[SAME_PLACE]._replace(kept=0.37, kept_without_fact=0.42, replaced=0.5),
    SOME_PLACE: BARS[SOME_PLACE]._replace(kept=0.45, kept_without_fact=0.52, replaced=0.5),
}
CONTRADICTED = 0.65
"""So much of what else might stand in other words may do so where names or numbers differ as well."""

REWRITTEN = 0.45
"""The share of sentences, old and new, that have no equal from which on a text counts as rewritten."""

LEAST_KEPT = 0.3
"""However much of a new sentence is explained, so much of the old one must be in it."""

HEAVY = 1.5
"""What weighs less is no sign of a sentence in another place: anybody may say that it was not all."""

JOINED = 0.75
"""How much of a sentence another must hold to be that sentence and its neighbour in one."""

WHOLE = 0.98
"""So much of it, and the sentence may have been joined to one that stood elsewhere."""

JOINED_AND_EDITED = 0.5
"""The same where that sentence stands elsewhere word for word, and may have been copied."""

LEAST_RIVAL = 0.35
"""How alike a sentence that stands in a better place must be to cast doubt on one that does not."""

LIKE_AN_EDIT = 0.7
"""So much alike, a sentence in as good a place may be the old one, edited, though another is its copy."""

REPLACED_COUNTS = 0.3
"""How much of a sentence that stands in other words is held against a pair when it is compared to others."""

NEARLY_VERBATIM = 0.9
COMPANION = 0.6
MENTIONED = 0.6
"""So much alike, a sentence is shown to the desk though nothing else speaks for it."""


class Scored(NamedTuple):
    score: float
    place: int
    pair: Pair

    def is_like(self, *, rewritten: bool) -> bool:
        """Whether the pair is enough alike for its place."""
        pair, kept = self.pair, self.pair.likeness.kept
        bar = (BARS_IN_REWRITTEN if rewritten and not pair.is_repeated else BARS)[self.place]
        if (pair.is_repeated and self.place < SAME_PLACE) or (
            pair.weight < HEAVY and self.place == ANY_PLACE
        ):
            return False
        if pair.is_contradicted and self.place == ANY_PLACE:
            return False
        if pair.likeness.replaced > bar.replaced * (CONTRADICTED if pair.is_contradicted else 1):
            return False
        if pair.content < bar.content or (pair.agreement is not None and pair.agreement < bar.agreement):
            return False
        if kept >= (bar.kept if pair.agreement else bar.kept_without_fact):
            return True
        return kept >= LEAST_KEPT and pair.likeness.explained >= bar.explained

    def is_clear_of(self, rival: Scored) -> bool:
        """Whether the pair is so much better than another that nobody would hesitate."""
        if self.place < rival.place and rival.pair.alike >= LEAST_RIVAL:
            return False
        if self.pair.is_verbatim and rival.place >= self.place and rival.pair.alike >= LIKE_AN_EDIT:
            # A copy was pasted nearby, or a look-alike: nobody knows which of the two was edited.
            return False
        if rival.pair.is_verbatim:
            # Neighbours could not tell two copies apart, and to be somewhat nearer is no reason.
            if self.pair.is_verbatim and rival.place > ANY_PLACE:
                return False
            if self.pair.alike < NEARLY_VERBATIM:
                return False
        return self.score - rival.score >= BARS[self.place].margin


def match_edited(matches: Matches, old: Sides, new: Sides) -> None:
    """Add to the matches what was edited, and to those in dispute what might have been."""
    editing = _Editing(matches, old, new)
    while editing.settle(SOME_PLACE) or editing.settle(ANY_PLACE):
        grow(matches)
    editing.note_what_is_open()


class _Editing:
    def __init__(self, matches: Matches, old: Sides, new: Sides) -> None:
        self.matches, self.old, self.new = matches, old, new
        self.rewritten = all(side.count(None) > REWRITTEN * len(side) for side in (matches.to, matches.back))
        self.pairs = pairs(matches, old, new)

    def settle(self, least_place: int) -> bool:
        """Match what is like enough and clearly best, best first; whether there was anything to match."""
        scored = self._scored()
        rivals: dict[tuple[str, int], list[Scored]] = defaultdict(list)
        for candidate in scored:
            rivals["old", candidate.pair.i].append(candidate)
            rivals["new", candidate.pair.j].append(candidate)
        settled: list[Pair] = []
        for candidate in scored:
            if candidate.place < least_place or not candidate.is_like(rewritten=self.rewritten):
                continue
            # What was matched just now, far from its old place, may show its neighbours theirs.
            if candidate.place == ANY_PLACE and any(_is_near(candidate.pair, other) for other in settled):
                continue
            others = rivals["old", candidate.pair.i] + rivals["new", candidate.pair.j]
            if self._is_clear(candidate, others):
                self.matches.join(candidate.pair.i, candidate.pair.j)
                settled.append(candidate.pair)
        return bool(settled)

    def note_what_is_open(self) -> None:
        """Keep for the desk, and for what is joined, the pairs that were not matched."""
        for scored in self._scored():
            if scored.is_like(rewritten=True) or scored.pair.is_verbatim:
                self.matches.disputed[scored.pair.i].add(scored.pair.j)
            elif scored.pair.alike >= MENTIONED:
                self.matches.possible[scored.pair.i].add(scored.pair.j)
        for pair in self.pairs:
            is_taken = self.matches.to[pair.i] is None and self.matches.back[pair.j] is not None
            if is_taken and pair.likeness.kept >= JOINED and (_is_whole(pair) or self._place(pair, set())):
                self.matches.joined[pair.i].add(pair.j)

    def _scored(self) -> list[Scored]:
        """Pairs that are still open, best first."""
        open_pairs = [pair for pair in self.pairs if self.matches.is_open(pair.i, pair.j)]
        likely = {(pair.i, pair.j) for pair in open_pairs if pair.alike >= COMPANION}
        scored = []
        for pair in open_pairs:
            place = self._place(pair, likely)
            score = pair.alike - REPLACED_COUNTS * pair.likeness.replaced + BARS[place].bonus
            scored.append(Scored(score, place, pair))
        return sorted(scored, key=lambda one: (-one.score, one.pair.i, one.pair.j))

    def _place(self, pair: Pair, likely: set[tuple[int, int]]) -> int:
        sides = [self._matched_side(pair.i, pair.j, step) for step in (-1, 1)]
        # That the text ends here, too, is evidence only together with the other side.
        is_told = [i is not None and bool(self.matches.old[i].text) for i in sides]
        if any(is_told) and None not in sides:
            return SAME_PLACE
        return SOME_PLACE if any(is_told) or _companions(pair, likely) >= 2 else ANY_PLACE

    def _matched_side(self, i: int, j: int, step: int) -> int | None:
        """The matched sentence that stood near an old one on a side and stands there near the new one."""
        seen = 0
        for away in range(1, NEAR + 2):
            beside = i + step * away
            at = self.matches.to[beside] if 0 <= beside < len(self.matches.to) else None
            if at is None:
                continue
            if 0 < (at - j) * step <= NEAREST - away:
                return beside
            seen += 1
            if seen == 2:
                break
        return None

    def _is_clear(self, candidate: Scored, others: list[Scored]) -> bool:
        pair = candidate.pair
        if not self.matches.is_open(pair.i, pair.j):
            return False
        for other in others:
            is_rival = other is not candidate and self.matches.is_open(other.pair.i, other.pair.j)
            if is_rival and _want_the_same(pair, other.pair) and not candidate.is_clear_of(other):
                return False
        return candidate.place == SAME_PLACE or not self._was_joined(pair)

    def _was_joined(self, pair: Pair) -> bool:
        """Whether a sentence that would go elsewhere stands where it stood, joined to its neighbour.

        If what would be matched is its copy, the one that was joined may have been edited as well.
        """
        least = JOINED_AND_EDITED if pair.is_verbatim else JOINED
        neighbours = [beside for beside in (pair.i - 1, pair.i + 1) if 0 < beside < len(self.matches.to) - 1]
        for beside in neighbours:
            at = self.matches.to[beside]
            if at is None or self.matches.is_equal(beside):
                continue
            own, joined = compare(self.old[beside], self.new[at]), compare(self.old[pair.i], self.new[at])
            if joined.kept >= least and not overlap(own.there, joined.there):
                return True
        return False


def _is_whole(pair: Pair) -> bool:
    """Whether an old sentence stands word for word in a new one, as one does that was moved and joined."""
    return pair.likeness.kept >= WHOLE and pair.weight >= HEAVY and not pair.is_repeated


def _is_near(one: Pair, other: Pair) -> bool:
    return abs(one.i - other.i) <= NEAR or abs(one.j - other.j) <= NEAR


def _companions(pair: Pair, likely: set[tuple[int, int]]) -> int:
    """Other likely pairs close by and in order: a paragraph that was edited and moved."""
    around = range(1, NEAR)
    steps = [(a * step, b * step) for step in (-1, 1) for a in around for b in around if abs(a - b) < 2]
    return len({a for a, b in steps if (pair.i + a, pair.j + b) in likely})


def _want_the_same(one: Pair, other: Pair) -> bool:
    """Whether two pairs claim the same words of the sentence they share; if not, it was cut or joined."""
    if one.i == other.i:
        return overlap(one.likeness.here, other.likeness.here)
    return overlap(one.likeness.there, other.likeness.there)
