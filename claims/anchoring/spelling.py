"""Words that are one word, spelled otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

TYPO = 0.6
"""Two words as alike as this, where all else around them agrees, are one word spelled otherwise."""

MOST_FOR_TYPOS = 40


def is_typo(old: str, new: str) -> float:
    """How alike two words are, if they may be the same one spelled otherwise; else 0."""
    if not (old[0].isalpha() and new[0].isalpha()):
        return 0.0
    return Levenshtein.normalized_similarity(old, new, score_cutoff=TYPO)


def typos(old: Sequence[str], new: Sequence[str], gap: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    """Words of a replaced stretch (old start and end, new start and end) that are spelled nearly alike."""
    i, i_end, j, j_end = gap
    if not 0 < (i_end - i) * (j_end - j) <= MOST_FOR_TYPOS**2:
        return []
    found: list[tuple[float, int, int]] = []
    for a in range(i, i_end):
        for b in range(j, j_end):
            if alike := is_typo(old[a], new[b]):
                found.append((alike, a, b))
    chosen: list[tuple[int, int]] = []
    if len(found) == 1:
        return [found[0][1:]]
    for _, a, b in sorted(found, key=lambda pair: (-pair[0], abs((pair[1] - i) - (pair[2] - j)), pair[1])):
        if all((a - c) * (b - d) > 0 for c, d in chosen):
            chosen.append((a, b))
    return sorted(chosen)
