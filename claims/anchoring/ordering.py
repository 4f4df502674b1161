"""Of what was edited between two known places, which pairs go together in the order of both texts.

In a list whose items all changed, each is like several; taken together, and in order, they are told apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from claims.anchoring.matching import Matches, increasing

MARGIN = 0.1
"""By how much all that is explained together must exceed what any other way would explain."""

Place = tuple[int, int]
"""An old and a new sentence, by their indexes."""


class Order:
    """The pairs without which a gap between two matched neighbours would be explained clearly less well."""

    def __init__(self, matches: Matches, worth: Mapping[Place, float]) -> None:
        self.gaps = _gaps(matches, worth)
        self.to: dict[int, int] = {}
        self.back: dict[int, int] = {}
        groups: dict[int, list[Place]] = defaultdict(list)
        for pair, gap in self.gaps.items():
            groups[gap].append(pair)
        for group in groups.values():
            for i, j in _needed(group, worth):
                self.to[i], self.back[j] = j, i

    def has(self, pair: Place) -> bool:
        return self.to.get(pair[0]) == pair[1]

    def rules_out(self, pair: Place) -> bool:
        """Whether a pair in a gap would break up one that is needed there."""
        i, j = pair
        return pair in self.gaps and (self.to.get(i, j) != j or self.back.get(j, i) != i)


def _gaps(matches: Matches, worth: Mapping[Place, float]) -> dict[Place, int]:
    """The number of the gap a pair is in, for pairs between the same two matched neighbours."""
    old_places = sorted(increasing(matches.pairs()))
    new_places = [matches.to[i] or 0 for i in old_places]
    gaps = {}
    for i, j in worth:
        gap = bisect_left(old_places, i)
        if gap == bisect_left(new_places, j):
            gaps[i, j] = gap
    return gaps


def _needed(pairs: Sequence[Place], worth: Mapping[Place, float]) -> list[Place]:
    """The pairs of the best chain for which no other that shares a sentence would do nearly as well."""
    ahead = _reached(pairs, worth, 1)
    behind = _reached(pairs, worth, -1)
    through = {pair: ahead[pair] + behind[pair] - worth[pair] for pair in pairs}
    best = max(through.values()) - MARGIN / 100
    sharing: dict[tuple[int, int], list[float]] = defaultdict(list)
    for (i, j), whole in through.items():
        sharing[0, i].append(whole)
        sharing[1, j].append(whole)
    return [
        (i, j)
        for (i, j), whole in through.items()
        if whole >= best and all(_leads(whole, sharing[side]) for side in ((0, i), (1, j)))
    ]


def _leads(whole: float, others: Sequence[float]) -> bool:
    return sum(whole - other < MARGIN for other in others) == 1


def _reached(pairs: Sequence[Place], worth: Mapping[Place, float], step: int) -> dict[Place, float]:
    """For each pair, what the best chain up to it is worth, itself included, from one end of the gap."""
    places: list[int] = []
    heights: list[float] = []
    reached = {}
    for i, j in sorted(pairs, key=lambda pair: (step * pair[0], -step * pair[1])):
        at = bisect_left(places, step * j)
        height = worth[i, j] + (heights[at - 1] if at else 0.0)
        reached[i, j] = height
        end = at
        while end < len(places) and heights[end] <= height:
            end += 1
        if end > at or at == len(places) or places[at] > step * j:
            places[at:end], heights[at:end] = [step * j], [height]
    return reached
