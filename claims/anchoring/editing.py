"""Which sentence of the old text became which of the new, where it changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from claims.anchoring.judging import ANY_PLACE, BARS, HEAVY, SAME_PLACE, SOME_PLACE, UNCHANGED, Scored
from claims.anchoring.likeness import compare, overlap
from claims.anchoring.matching import Matches, grow
from claims.anchoring.ordering import Order
from claims.anchoring.pairing import NEAR, Pair, Sides, pairs
from claims.anchoring.sentences import Sentence

NEAREST = 6
"""Sentences from one to a matched one that speaks for its place, in the old and new text together."""

REWRITTEN = 0.45
"""The share of both texts that has no equal in the other from which on they count as rewritten, wholly; with
less they do so in part, and the less the sooner what stands in a place is another sentence."""

JOINED = 0.75
"""How much of a sentence another must hold to be that sentence and its neighbour in one."""

JOINED_AND_EDITED = 0.5
"""The same where that sentence stands elsewhere word for word, and may have been copied."""

BETTER_HOME = 0.08
"""By how much a new sentence must be more another old one's for it to be no rival's."""

REPLACED_COUNTS = 0.3
"""How much of a sentence that stands in other words is held against a pair when it is compared to others."""

COMPANION = 0.6
MENTIONED = 0.6
"""So much alike, a sentence is shown to the desk though nothing else speaks for it."""

Rivals = Mapping[tuple[str, int], list[Scored]]
"""The pairs that have an old sentence, or a new one."""


def match_edited(matches: Matches, old: Sides, new: Sides) -> None:
    """Add to the matches what was edited, and to those in dispute what might have been."""
    editing = _Editing(matches, old, new)
    while editing.settle():
        grow(matches)
    editing.note_what_is_open()


class _Editing:
    def __init__(self, matches: Matches, old: Sides, new: Sides) -> None:
        self.matches, self.old, self.new = matches, old, new
        touched = min(_touched(matches.old, matches.to), _touched(matches.new, matches.back))
        self.rewritten = min(1.0, touched / REWRITTEN) ** 2
        self.pairs = pairs(matches, old, new)
        self.scored: list[Scored] = []

    def settle(self) -> bool:
        """Match what is like enough and clearly best, best first; whether there was anything to match."""
        self.scored = self._scored()
        self.order = Order(self.matches, {(one.pair.i, one.pair.j): _worth(one.pair) for one in self.scored})
        rivals: dict[tuple[str, int], list[Scored]] = defaultdict(list)
        for candidate in self.scored:
            rivals["old", candidate.pair.i].append(candidate)
            rivals["new", candidate.pair.j].append(candidate)
        # What stands in no place that speaks for it waits for what does.
        return self._settle(rivals, SOME_PLACE) or self._settle(rivals, ANY_PLACE)

    def _settle(self, rivals: Rivals, least_place: int) -> bool:
        settled: list[Pair] = []
        for candidate in self.scored:
            if candidate.place < least_place or not candidate.is_like(self.rewritten):
                continue
            # What was matched just now, far from its old place, may show its neighbours theirs.
            if candidate.place == ANY_PLACE and any(_is_near(candidate.pair, other) for other in settled):
                continue
            if self._is_clear(candidate, rivals):
                self.matches.join(candidate.pair.i, candidate.pair.j)
                settled.append(candidate.pair)
        return bool(settled)

    def note_what_is_open(self) -> None:
        """Keep for the desk, and for what is joined, the pairs that were not matched."""
        for scored in self.scored:
            if scored.is_like(1.0) or scored.pair.is_verbatim:
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

    def _is_clear(self, candidate: Scored, rivals: Rivals) -> bool:
        pair = candidate.pair
        if not self.matches.is_open(pair.i, pair.j):
            return False
        if self.order.rules_out((pair.i, pair.j)) and not _is_one_of_a_kind(pair):
            return False
        is_needed = self.order.has((pair.i, pair.j))
        for rival in rivals["old", pair.i] + rivals["new", pair.j]:
            if rival is candidate or not self.matches.is_open(rival.pair.i, rival.pair.j):
                continue
            if not _want_the_same(pair, rival.pair) or candidate.is_clear_of(rival):
                continue
            if (
                is_needed
                and not _is_one_of_a_kind(rival.pair)
                and self._is_needed_elsewhere(rival, candidate, rivals)
            ):
                continue
            if rival.pair.is_verbatim or not self._has_other_home(candidate, rival, rivals):
                return False
        return candidate.place == SAME_PLACE or not self._was_joined(pair)

    def _is_needed_elsewhere(self, rival: Scored, candidate: Scored, rivals: Rivals) -> bool:
        """Whether the other sentence of a rival is needed for a third one that is like it."""
        same_old = rival.pair.i == candidate.pair.i
        thirds = rivals["new", rival.pair.j] if same_old else rivals["old", rival.pair.i]
        return any(
            self.order.has((third.pair.i, third.pair.j))
            and self.matches.is_open(third.pair.i, third.pair.j)
            and (third.pair.is_verbatim or third.is_like(self.rewritten))
            for third in thirds
        )

    def _has_other_home(self, candidate: Scored, rival: Scored, rivals: Rivals) -> bool:
        """Whether the other sentence a rival would have is clearly a third one's: no rival, then.

        Of a list whose items all changed a little, each resembles all.
        """
        same_old = rival.pair.i == candidate.pair.i
        thirds = rivals["new", rival.pair.j] if same_old else rivals["old", rival.pair.i]
        return any(
            _want_the_same(third.pair, rival.pair)
            and third.place >= rival.place
            and third.score - rival.score >= BETTER_HOME
            and self.matches.is_open(third.pair.i, third.pair.j)
            and third.is_like(self.rewritten)
            for third in thirds
        )

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
    return pair.likeness.kept >= UNCHANGED and pair.weight >= HEAVY and not pair.is_repeated


def _is_one_of_a_kind(pair: Pair) -> bool:
    """Whether the pair reads the same, and as nothing else does: no order speaks against it."""
    return pair.is_verbatim and not pair.is_repeated


def _worth(pair: Pair) -> float:
    """What a pair explains of both texts, for those of a gap to be added up."""
    likeness = pair.likeness
    return (likeness.kept + likeness.explained) / 2 - REPLACED_COUNTS * likeness.replaced


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


def _touched(sentences: Sequence[Sentence], places: Sequence[int | None]) -> float:
    """The share of a text, its shared ends included, that has no equal in the other."""
    sizes = [len(sentence.text) for sentence in sentences]
    return sum(size for size, place in zip(sizes, places, strict=True) if place is None) / (sum(sizes) or 1)
