"""Which sentence of the old text became which of the new, where it changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from claims.anchoring.copies import JOINED, was_joined
from claims.anchoring.judging import BARS, HEAVY, UNCHANGED, Scored
from claims.anchoring.matching import Matches, grow
from claims.anchoring.ordering import Order
from claims.anchoring.pairing import NEAR, Pair, Sides, pairs
from claims.anchoring.placing import ANY_PLACE, SAME_PLACE, SOME_PLACE, Places
from claims.anchoring.sentences import Sentence

REWRITTEN = 0.45
"""The share of both texts that has no equal in the other from which on they count as rewritten, wholly; with
less they do so in part, and the less the sooner what stands in a place is another sentence."""

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
        places = Places(self.matches)
        joined = [pair for pair in self.pairs if self._may_be_joined(pair, places)]
        for pair in joined:
            if self._is_home(pair, joined):
                self.matches.joined[pair.i].add(pair.j)
        for pair in joined:
            if pair.i not in self.matches.joined:
                self.matches.disputed[pair.i].add(pair.j)

    def _is_home(self, pair: Pair, joined: Sequence[Pair]) -> bool:
        """Whether of the old sentences that may be in a new one this alone is, or alone stood beside it."""
        rivals = [other for other in joined if other.j == pair.j and pair.wants_words_of(other)]
        return len(rivals) == 1 or [one for one in rivals if _is_beside(one, self.matches)] == [pair]

    def _may_be_joined(self, pair: Pair, places: Places) -> bool:
        """Whether an old sentence may be in a new one that is another's, as one is that was joined to it."""
        if self.matches.to[pair.i] is not None or self.matches.back[pair.j] is None:
            return False
        return pair.likeness.kept >= JOINED and (_is_whole(pair) or places.of(pair) > ANY_PLACE)

    def _scored(self) -> list[Scored]:
        """Pairs that are still open, best first, and which of them are needed in their order."""
        open_pairs = [pair for pair in self.pairs if self.matches.is_open(pair.i, pair.j)]
        self.order = Order(self.matches, {(pair.i, pair.j): _worth(pair) for pair in open_pairs})
        places = Places(self.matches, {(pair.i, pair.j) for pair in open_pairs if pair.alike >= COMPANION})
        scored = []
        for pair in open_pairs:
            place = places.of(pair)
            if pair.is_verbatim and not pair.was_repeated and self.order.has((pair.i, pair.j)):
                place = max(
                    place, SAME_PLACE
                )  # of copies, the one that stands among what the old one stood among
            score = pair.alike - REPLACED_COUNTS * pair.likeness.replaced + BARS[place].bonus
            scored.append(Scored(score, place, pair))
        return sorted(scored, key=lambda one: (-one.score, one.pair.i, one.pair.j))

    def _is_clear(self, candidate: Scored, rivals: Rivals) -> bool:
        pair = candidate.pair
        if not self.matches.is_open(pair.i, pair.j):
            return False
        if self.order.rules_out((pair.i, pair.j)) and not pair.is_one_of_a_kind:
            return False
        for rival in rivals["old", pair.i] + rivals["new", pair.j]:
            if rival is candidate or not self.matches.is_open(rival.pair.i, rival.pair.j):
                continue
            if not pair.wants_words_of(rival.pair) or candidate.is_clear_of(rival):
                continue
            if not self._has_other_home(candidate, rival, rivals):
                return False
        if candidate.place >= SAME_PLACE:
            return True
        return not was_joined(self.matches, pair.i, self.old, self.new, is_copied=pair.is_verbatim)

    def _has_other_home(self, candidate: Scored, rival: Scored, rivals: Rivals) -> bool:
        """Whether the other sentence a rival would have is clearly a third one's: no rival, then.

        Of a list whose items all changed a little, each resembles all.
        """
        same_old = rival.pair.i == candidate.pair.i
        thirds = rivals["new", rival.pair.j] if same_old else rivals["old", rival.pair.i]
        in_order = self.order.has((candidate.pair.i, candidate.pair.j)) and not rival.pair.is_one_of_a_kind
        return any(
            self.matches.is_open(third.pair.i, third.pair.j)
            and ((in_order and self._is_needed(third)) or self._is_better_home(third, rival))
            for third in thirds
        )

    def _is_needed(self, third: Scored) -> bool:
        """Whether a pair belongs to those that together explain what they stand among."""
        is_like = third.pair.is_verbatim or third.is_like(self.rewritten)
        return is_like and self.order.has((third.pair.i, third.pair.j))

    def _is_better_home(self, third: Scored, rival: Scored) -> bool:
        if rival.pair.is_verbatim or third.place < rival.place or not third.pair.wants_words_of(rival.pair):
            return False
        return third.score - rival.score >= BETTER_HOME and third.is_like(self.rewritten)


def _is_beside(pair: Pair, matches: Matches) -> bool:
    """Whether the new sentence is that of the old one's neighbour, or stands beside it."""
    places = [(matches.to[pair.i + step], step) for step in (-1, 1)]
    return any(at is not None and at in (pair.j, pair.j + step) for at, step in places)


def _is_whole(pair: Pair) -> bool:
    """Whether an old sentence stands word for word in a new one, as one does that was moved and joined."""
    return pair.likeness.kept >= UNCHANGED and pair.weight >= HEAVY and not pair.is_repeated


def _worth(pair: Pair) -> float:
    """What a pair explains of both texts, for those of a gap to be added up."""
    likeness = pair.likeness
    return (likeness.kept + likeness.explained) / 2 - REPLACED_COUNTS * likeness.replaced


def _is_near(one: Pair, other: Pair) -> bool:
    return abs(one.i - other.i) <= NEAR or abs(one.j - other.j) <= NEAR


def _touched(sentences: Sequence[Sentence], places: Sequence[int | None]) -> float:
    """The share of a text, its shared ends included, that has no equal in the other."""
    sizes = [len(sentence.text) for sentence in sentences]
    return sum(size for size, place in zip(sizes, places, strict=True) if place is None) / (sum(sizes) or 1)
