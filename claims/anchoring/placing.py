"""What the surroundings of an old and of a new sentence say about their being the same one."""

from __future__ import annotations

from collections.abc import Collection

from claims.anchoring.matching import Matches
from claims.anchoring.pairing import NEAR, Pair

OWN_PLACE, SAME_PLACE, SOME_PLACE, ANY_PLACE = 3, 2, 1, 0
"""Nothing else stands between the two that the old sentence stood between; both sides speak for a pair; one
does, or two pairs beside it; none."""

AROUND = [
    (step * a, step * b) for step in (-1, 1) for a in range(1, NEAR) for b in range(1, NEAR) if abs(a - b) < 2
]
"""How far, in the old and in the new text, another pair may be for both to have been moved together."""

NEAREST = 6
"""Sentences from one to a matched one that speaks for its place, in the old and new text together."""


class Places:
    """How much speaks for the places of pairs: what is matched around them, or else other likely pairs.

    Of matches as they are: what is asked for once is not looked for again.
    """

    def __init__(self, matches: Matches, likely: Collection[tuple[int, int]] = ()) -> None:
        self.matches, self.likely = matches, likely
        self._known: dict[tuple[int, int], list[tuple[int, int, int]]] = {}

    def of(self, pair: Pair) -> int:
        sides = [self._matched_side(pair.i, pair.j, step) for step in (-1, 1)]
        # That the text ends here, too, is evidence only together with the other side.
        is_told = any(i is not None and self.matches.old[i].text for i in sides)
        if is_told and None not in sides:
            return OWN_PLACE if is_in_slot(self.matches, pair.i, pair.j) else SAME_PLACE
        return SOME_PLACE if is_told or self._companions(pair.i, pair.j) >= 2 else ANY_PLACE

    def _matched_side(self, i: int, j: int, step: int) -> int | None:
        """The matched sentence that stood near an old one on a side and stands there near the new one."""
        if (i, step) not in self._known:
            self._known[i, step] = _known(self.matches, i, step)
        for beside, at, reach in self._known[i, step]:
            if 0 < (at - j) * step <= reach:
                return beside
        return None

    def _companions(self, i: int, j: int) -> int:
        """Other likely pairs close by and in order: a paragraph that was edited and moved."""
        return len({a for a, b in AROUND if (i + a, j + b) in self.likely}) if self.likely else 0


def is_in_slot(matches: Matches, i: int, j: int) -> bool:
    """Whether a new sentence stands just between the two an old one stood between."""
    return all(matches.to[i + step] == j + step for step in (-1, 1))


def _known(matches: Matches, i: int, step: int) -> list[tuple[int, int, int]]:
    """The two nearest matched sentences on a side of an old one, with their new places and how far from it
    each may be to speak for one."""
    known: list[tuple[int, int, int]] = []
    for away in range(1, NEAR + 2):
        beside = i + step * away
        at = matches.to[beside] if 0 <= beside < len(matches.to) else None
        if at is not None:
            known.append((beside, at, NEAREST - away))
        if len(known) == 2:
            break
    return known
