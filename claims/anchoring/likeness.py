"""How alike two sentences are, and which word of the one is which of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from claims.anchoring.spelling import typos

LIGHT = 0.3
"""A run of equal words of no more weight, between differences of more, is a coincidence."""

FAR = 2.0
"""Behind or before differences of such weight, even what ends or begins a sentence is a coincidence."""

DENSE = 0.7
"""A stretch of a longer sentence is a sentence that was joined to it if so much of it agrees."""

HOPELESS = 0.2
"""Of less than this of either sentence nobody asks what else is alike."""

DOUBTFUL = 0.15
"""What is as different, or as equal, is so whatever its words are spelled like."""

SHORT_GAP = 9

MOST_WORDS = 30_000
"""A longer "sentence" is no prose: of two such only what they begin and end with is compared."""

Run = tuple[int, int, int]
"""Where equal words begin in the old and in the new sentence, and how many they are."""


class Side:
    """The words of a sentence, or of a part of one, and their weights."""

    __slots__ = ("sums", "weights", "words")

    def __init__(self, words: Sequence[str], weights: Sequence[float]) -> None:
        self.words, self.weights = words, weights
        self.sums = [0.0, *accumulate(weights)]

    def weight(self, start: int = 0, end: int | None = None) -> float:
        return self.sums[-1 if end is None else end] - self.sums[start]

    def part(self, start: int, end: int | None = None) -> Side:
        return Side(self.words[start:end], self.weights[start:end])


class Likeness(NamedTuple):
    """`kept` and `explained`, from 0 to 1, say how much of the old sentence is in the new, and the reverse.

    Neither counts what the other sentence has before or behind, so that one cut in two resembles both.
    `replaced` is the share of the old one in whose place other words stand: to add words and to strike some
    is editing, but where many others stand there is another sentence of the same build.
    `shared` is the weight of the words in common, `longest` that of the heaviest run of them, and `runs` are
    those that are there by no coincidence.
    """

    kept: float
    explained: float
    replaced: float
    shared: float
    longest: float
    runs: Sequence[Run]

    def spends_words_of(self, other: Likeness, side: int) -> bool:
        """Whether both rest on the same words of the old (0) or the new (1) sentence they share."""
        one, two = ([(run[side], run[side] + run[2]) for run in likeness.runs] for likeness in (self, other))
        shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in two)
        return 2 * shared > min(sum(end - start for start, end in words) for words in (one, two))


NOTHING = Likeness(0.0, 0.0, 1.0, 0.0, 0.0, ())


def compare(old: Side, new: Side) -> Likeness:
    runs = _common_runs(old.words, new.words)
    if len(old.words) * len(new.words) <= SHORT_GAP:
        # In a heading of one word, that word misspelled is all there is to know it by.
        runs = sorted([*runs, *((a, b, 1) for a, b in _typos(runs, old, new))])
    sums = old.sums
    weights = [sums[i + size] - sums[i] for i, _, size in runs]
    matched, old_weight, new_weight = sum(weights), old.weight(), new.weight()
    if matched < HOPELESS * min(old_weight, new_weight):
        return NOTHING
    # A full stop in common must not stretch what is common to the end of both sentences.
    solid = [run for run, weight in zip(runs, weights, strict=True) if weight >= LIGHT]
    if not solid:
        return NOTHING
    here, there = hull(solid, 0), hull(solid, 1)
    replaced = _replaced(runs, old, new)
    if DOUBTFUL * old_weight < matched < (1 - DOUBTFUL) * old_weight:
        misspelled = sum(old.weights[at] for at, _ in _typos(runs, old, new))
        matched, replaced = matched + misspelled, max(0.0, replaced - misspelled)
    return Likeness(
        kept=2 * matched / (old_weight + _counted(matched, new.weight(*there), new_weight)),
        explained=2 * matched / (new_weight + _counted(matched, old.weight(*here), old_weight)),
        replaced=replaced / old_weight,
        shared=matched,
        longest=max(weights),
        runs=solid,
    )


def hull(runs: Sequence[Run], side: int) -> tuple[int, int]:
    """The stretch of the old (0) or the new (1) sentence from the first run to the last."""
    return (runs[0][side], runs[-1][side] + runs[-1][2]) if runs else (0, 0)


def _gaps(runs: list[Run], old: Side, new: Side) -> Iterator[tuple[int, int, int, int]]:
    """What lies before, between and behind runs: where it starts and ends in the old, and in the new."""
    i = j = 0
    for a, b, size in [*runs, (len(old.words), len(new.words), 0)]:
        yield i, a, j, b
        i, j = a + size, b + size


def _replaced(runs: list[Run], old: Side, new: Side) -> float:
    """The weight of words in whose place others stand, but for one word that was put in another's."""
    total = single = 0.0
    was, now = old.sums, new.sums
    for i, a, j, b in _gaps(runs, old, new):
        weight = min(was[a] - was[i], now[b] - now[j])
        total += weight
        if weight > single and a - i == b - j == 1:
            single = weight
    return total - single


def _typos(runs: list[Run], old: Side, new: Side) -> Iterator[tuple[int, int]]:
    """Words that differ by a typo, in short gaps between equal ones."""
    for i, a, j, b in _gaps(runs, old, new):
        if 0 < (a - i) * (b - j) <= SHORT_GAP:
            yield from typos(old.words, new.words, (i, a, j, b))


def _counted(matched: float, hull: float, whole: float) -> float:
    """The weight of what is held against a sentence: only the part that has to do with it, if it is dense."""
    hull = max(hull, matched)
    return min(max(whole, matched), hull) if matched >= DENSE * hull else max(whole, matched)


def align(old: Side, new: Side) -> list[Run]:
    """Runs of equal words in the order of both sentences, without those that agree by chance."""
    runs = _common_runs(old.words, new.words)
    if len(runs) > 1:
        runs = _without_coincidences(_solid(runs, old.words, new.words), old, new)
    return runs


def _common_runs(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """A longest common subsequence; what both begin and end with belongs to it."""
    if len(old) * len(new) > MOST_WORDS**2:
        return _shared_ends(old, new)
    blocks = LCSseq.editops(old, new).as_matching_blocks()
    return [(i, j, size) for i, j, size in blocks if size]


def _shared_ends(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """What both begin and end with."""
    least = min(len(old), len(new))
    head = next((at for at in range(least) if old[at] != new[at]), least)
    tail = next((at for at in range(least - head) if old[-1 - at] != new[-1 - at]), least - head)
    runs = (0, 0, head), (len(old) - tail, len(new) - tail, tail)
    return [run for run in runs if run[2]]


def _joined(runs: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for i, j, size in runs:
        if joined:
            a, b, length = joined[-1]
            if a + length == i and b + length == j:
                joined[-1] = (a, b, length + size)
                continue
        joined.append((i, j, size))
    return joined


def _solid(runs: list[Run], old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """Let longer runs take equal words beside them that the subsequence spent on shorter ones."""
    to = {i + at: j + at for i, j, size in runs for at in range(size)}
    back = {j: i for i, j in to.items()}
    size_at = {i + at: size for i, _, size in runs for at in range(size)}
    for i, j, size in sorted(runs, key=lambda run: (-run[2], run[0])):
        for step, a, b in ((-1, i, j), (1, i + size - 1, j + size - 1)):
            while to.get(a) == b:
                a, b = a + step, b + step
                if not (0 <= a < len(old) and 0 <= b < len(new) and old[a] == new[b]):
                    break
                if to.get(a) == b or max(size_at.get(a, 0), size_at.get(back.get(b, -1), 0)) >= size:
                    break
                back.pop(to.pop(a, -1), None)
                to.pop(back.pop(b, -1), None)
                to[a], back[b], size_at[a] = b, a, size
    return _joined([(i, j, 1) for i, j in sorted(to.items())])


def _without_coincidences(runs: list[Run], old: Side, new: Side) -> list[Run]:
    """Drop light runs beside heavier differences: a "the" in between, a full stop behind another clause."""
    kept: list[Run] = []
    for place, run in enumerate(runs):
        before = _gap(kept[-1], run, old, new) if kept else None
        behind = _gap(run, runs[place + 1], old, new) if place + 1 < len(runs) else None
        if not _is_coincidence(old.weight(run[0], run[0] + run[2]), before, behind):
            kept.append(run)
    return kept


def _is_coincidence(weight: float, before: float | None, behind: float | None) -> bool:
    if weight >= LIGHT or (before is None and behind is None):
        return False
    if behind is None or before is None:
        return max(before or 0.0, behind or 0.0) >= FAR
    return min(before, behind) > max(weight, LIGHT)


def _gap(run: Run, following: Run, old: Side, new: Side) -> float:
    """The weight of what differs between two runs; a quotation that ends or begins there weighs much."""
    come = slice(run[1] + run[2], following[1])
    weight = max(old.weight(run[0] + run[2], following[0]), new.weight(come.start, come.stop))
    return weight + (FAR if '"' in new.words[come] else 0.0)
