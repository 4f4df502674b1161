"""The heaviest chain of links between two sequences: what stayed in order, when other things moved."""

from __future__ import annotations

from collections.abc import Iterable

Link = tuple[int, int, float]
"""A place in the old sequence, one in the new, and how much it counts to keep both together."""


def heaviest_chain(links: Iterable[Link]) -> list[tuple[int, int]]:
    """The pairs, rising strictly on both sides, whose weights sum to most. n log n for n links."""
    # Links of one old place come last first, so that none of them can follow another.
    ordered = sorted(links, key=lambda link: (link[0], -link[1]))
    tree = _Best(1 + max((j for _, j, _ in ordered), default=0))
    before: list[int] = []
    for at, (_, j, weight) in enumerate(ordered):
        total, last = tree.below(j)
        before.append(last)
        tree.offer(j, total + weight, at)
    _, at = tree.below(tree.size)
    chain: list[tuple[int, int]] = []
    while at >= 0:
        chain.append(ordered[at][:2])
        at = before[at]
    return chain[::-1]


class _Best:
    """The heaviest chain so far that ends below a new place (a Fenwick tree of maxima)."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.nodes = [(0.0, -1)] * (size + 1)

    def below(self, place: int) -> tuple[float, int]:
        best = (0.0, -1)
        while place > 0:
            best = max(best, self.nodes[place])
            place -= place & -place
        return best

    def offer(self, place: int, total: float, link: int) -> None:
        place += 1
        while place <= self.size:
            self.nodes[place] = max(self.nodes[place], (total, link))
            place += place & -place
