"""Sentences that were matched though another new one reads just like the old one, in as good a place.

A paragraph that was copied, or a sentence that was copied and then edited where it stood, leaves two places
where the words may be at home. What stands around both decides, or a person does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from claims.anchoring.likeness import compare, hull
from claims.anchoring.matching import Matches, has_neighbour
from claims.anchoring.pairing import Sides, indexed, lookalikes
from claims.anchoring.placing import is_in_slot

ALIKE = 0.7
"""How much of an old sentence must be in a new one that may be it, edited."""

REPLACED = 0.25
"""In place of how much of it other words may stand there."""

ALIKE_IN_ITS_SLOT, REPLACED_IN_ITS_SLOT = 0.5, 0.4
"""The same for a new one between what the old one stood between, if what it was matched with is elsewhere."""

JOINED = 0.75
"""How much of a sentence another must hold to be that sentence and its neighbour in one."""

JOINED_AND_EDITED = 0.6
"""The same where that sentence stands elsewhere word for word, and may have been copied."""

COPIED_ALONG = 0.35
"""How much of a neighbour must be in what stands beside a rival, for both to have been copied together."""

ADJACENT, NEAR_BY, CLEARLY_BETTER = 2, 1, 2
MOST_COPIES = 6
REACH = 3
"""Sentences between two that are still near one another."""

FAR_REACH = 12
"""The same for two that stand on either side of what a sentence stands among."""


def dispute_copies(matches: Matches, old: Sides, new: Sides) -> None:
    """Part old sentences from the new ones they were matched with where a copy stands in as good a place."""
    _Copies(matches, old, new).dispute()


def was_joined(matches: Matches, i: int, old: Sides, new: Sides, *, is_copied: bool = False) -> bool:
    """Whether an old sentence stands where it stood, joined to its neighbour.

    If it was copied before, too, the one that was joined may have been edited.
    """
    for beside in (i - 1, i + 1):
        at = matches.to[beside] if 0 < beside < len(matches.to) - 1 else None
        if at is None or matches.is_equal(beside):
            continue
        start, end = hull(compare(old[beside], new[at]).runs, 1)
        rests = new[at].part(0, start), new[at].part(end)
        joined = max(compare(old[i], rest).kept for rest in rests)
        if joined >= (JOINED_AND_EDITED if is_copied else JOINED):
            return True
    return False


class _Copies:
    def __init__(self, matches: Matches, old: Sides, new: Sides) -> None:
        self.matches, self.old, self.new = matches, old, new

    def dispute(self) -> None:
        astray = self._astray()
        waiting = list(self._rivals() | self._edited_elsewhere(astray))
        seen, in_doubt = set(waiting), []
        while waiting:
            i, j = waiting.pop()
            if self._is_better_placed(i, j) or not self._is_copy(i, j):
                continue
            in_doubt.append((i, j))
            # What was copied with it is as doubtful.
            beside = [(i + step, j + step) for step in (-1, 1) if self._is_rival(i + step, j + step)]
            waiting += [pair for pair in beside if pair not in seen]
            seen.update(beside)
        for i, place in astray.items():
            if was_joined(self.matches, i, self.old, self.new, is_copied=True):
                in_doubt.append((i, place))
        for i, j in in_doubt:
            self.matches.disputed[i] |= {j, *([] if (at := self.matches.to[i]) is None else [at])}
            self.matches.part(i)

    def _rivals(self) -> set[tuple[int, int]]:
        """New sentences nobody knows, with old ones that read the same or that stood where they stand."""
        found: set[tuple[int, int]] = set()
        for j in (j for j, i in enumerate(self.matches.back) if i is None):
            there = {*self.matches.old_places.get(self.matches.new[j].key, [])[:MOST_COPIES], *self._slots(j)}
            found |= {(i, j) for i in there if self._is_rival(i, j)}
        return found

    def _astray(self) -> dict[int, int]:
        """Unchanged sentences that stand beside nothing they stood beside, with their new places."""
        return {
            i: j
            for i, j in self.matches.pairs()
            if 0 < i < len(self.matches.old) - 1
            and self.matches.is_equal(i)
            and not has_neighbour(self.matches, i, j)
        }

    def _edited_elsewhere(self, astray: Collection[int]) -> set[tuple[int, int]]:
        """New sentences nobody knows, with those astray that they are like."""
        if not astray:
            return set()
        index = indexed([j for j, i in enumerate(self.matches.back) if i is None], self.new)
        return {(i, j) for i in astray for j in lookalikes(i, self.old, index) if self._is_rival(i, j)}

    def _slots(self, j: int) -> Iterator[int]:
        """Old sentences that now stand beside a new one, and those that stood beside them."""
        for step in (-1, 1):
            for away in range(1, REACH + 1):
                beside = j + step * away
                i = self.matches.back[beside] if 0 <= beside < len(self.matches.back) else None
                if i is not None:
                    yield from (i - step * back for back in range(REACH + 1))
                    break

    def _is_rival(self, i: int, j: int) -> bool:
        is_known = 0 < i < len(self.matches.old) - 1 and self.matches.to[i] is not None
        return is_known and 0 < j < len(self.matches.new) - 1 and self.matches.back[j] is None

    def _is_copy(self, i: int, rival: int) -> bool:
        """Whether a new sentence is like an old one, and not just the rest of it, cut off.

        It may have other names or numbers: of an edited sentence and a copy of it, nobody knows which is new.
        """
        likeness, at = compare(self.old[i], self.new[rival]), self.matches.to[i]
        if at is None:
            return False
        if is_in_slot(self.matches, i, rival) and not has_neighbour(self.matches, i, at):
            return likeness.kept >= ALIKE_IN_ITS_SLOT and likeness.replaced <= REPLACED_IN_ITS_SLOT
        if likeness.kept < ALIKE or likeness.replaced > REPLACED:
            return False
        if self._came_with_others(at, rival):
            return False
        return self.matches.is_equal(i) or likeness.spends_words_of(compare(self.old[i], self.new[at]), 0)

    def _came_with_others(self, at: int, rival: int) -> bool:
        """Whether only new blocks lie between a match and its rival, which then came with them."""
        between = range(min(at, rival) + 1, max(at, rival))
        blocks = {self.matches.new[j].block for j in (at, rival)}
        return bool(between) and all(
            self.matches.back[j] is None and self.matches.new[j].block not in blocks for j in between
        )

    def _is_better_placed(self, i: int, rival: int) -> bool:
        """Whether an old sentence's surroundings are those of its match rather than those of a rival."""
        at = self.matches.to[i]
        if at is None:
            return False
        sizes = [(step, self._parallel(i, rival, step)) for step in (-1, 1)]
        here, there = (
            [self._support(i + step * size, place + step * size, step) for step, size in sizes]
            for place in (at, rival)
        )
        if self.matches.is_equal(i) and self.matches.new[rival].key == self.matches.old[i].key:
            if self._is_among(i, at, sizes) and not self._is_among(i, rival, sizes):
                return True
            # Of two that read the same, the one at the end may be the one that always stood there, and the
            # one whose neighbours were edited no less than the other.
            return _evidence(here) >= CLEARLY_BETTER + sum(worth for worth, _ in there)
        return _evidence(here) > _evidence(there)

    def _is_among(self, i: int, place: int, sizes: Sequence[tuple[int, int]]) -> bool:
        """Whether a new place lies between the nearest known ones of what stood around an old sentence."""
        for step, size in sizes:
            around = range(i + step * (size + 1), i + step * (size + FAR_REACH + 1), step)
            known = (self.matches.to[x] for x in around if 0 < x < len(self.matches.old) - 1)
            nearest = next((at for at in known if at is not None), None)
            if nearest is None or not 0 < (nearest - place) * step <= FAR_REACH:
                return False
        return True

    def _parallel(self, i: int, rival: int, step: int) -> int:
        """How many sentences beside an old one stand beside its match, while nobody knows what stands like
        them beside the rival."""
        at, size = self.matches.to[i], 0
        while at is not None:
            beside, other = i + step * (size + 1), rival + step * (size + 1)
            if not (0 < beside < len(self.matches.old) - 1 and 0 < other < len(self.matches.new) - 1):
                break
            if self.matches.to[beside] != at + step * (size + 1) or self.matches.back[other] is not None:
                break
            if compare(self.old[beside], self.new[other]).kept < COPIED_ALONG:
                break
            size += 1
        return size

    def _support(self, i: int, at: int, step: int) -> tuple[int, bool]:
        """How near to a new place the nearest known neighbour of an old sentence stands, and whether it has
        words."""
        for away in range(1, REACH + 1):
            beside = i + step * away
            place = self.matches.to[beside] if 0 <= beside < len(self.matches.old) else None
            if place is not None:
                is_adjacent = away == 1 and place == at + step
                is_near = 0 < (place - at) * step <= REACH
                return ADJACENT if is_adjacent else NEAR_BY * is_near, bool(self.matches.old[beside].text)
        return 0, False


def _evidence(sides: Sequence[tuple[int, bool]]) -> int:
    """What both sides are worth. That the text begins or ends there says nothing by itself."""
    return sum(worth for worth, _ in sides) if any(worth and is_told for worth, is_told in sides) else 0
