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


def place_of(pair: Pair, matches: Matches, likely: Collection[tuple[int, int]] = ()) -> int:
    """How much speaks for a pair's place: what is matched around it, or else other likely pairs."""
    sides = [_matched_side(matches, pair.i, pair.j, step) for step in (-1, 1)]
    # That the text ends here, too, is evidence only together with the other side.
    is_told = [i is not None and bool(matches.old[i].text) for i in sides]
    if any(is_told) and None not in sides:
        return OWN_PLACE if is_in_slot(matches, pair.i, pair.j) else SAME_PLACE
    return SOME_PLACE if any(is_told) or _companions(pair, likely) >= 2 else ANY_PLACE


def is_in_slot(matches: Matches, i: int, j: int) -> bool:
    """Whether a new sentence stands just between the two an old one stood between."""
    return all(matches.to[i + step] == j + step for step in (-1, 1))


def _matched_side(matches: Matches, i: int, j: int, step: int) -> int | None:
    """The matched sentence that stood near an old one on a side and stands there near the new one."""
    seen = 0
    for away in range(1, NEAR + 2):
        beside = i + step * away
        at = matches.to[beside] if 0 <= beside < len(matches.to) else None
        if at is None:
            continue
        if 0 < (at - j) * step <= NEAREST - away:
            return beside
        seen += 1
        if seen == 2:
            break
    return None


def _companions(pair: Pair, likely: Collection[tuple[int, int]]) -> int:
    """Other likely pairs close by and in order: a paragraph that was edited and moved."""
    i, j = pair.i, pair.j
    return len({a for a, b in AROUND if (i + a, j + b) in likely}) if likely else 0
