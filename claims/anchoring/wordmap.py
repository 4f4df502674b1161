"""Which word of the old text is which of the new."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from claims.anchoring.likeness import Run, Side, align
from claims.anchoring.matching import Matches
from claims.anchoring.pairing import Sides
from claims.anchoring.spelling import typos


class Word(NamedTuple):
    sentence: int
    at: int


Row = list["Word | None"]


class Stretch(NamedTuple):
    """Words of a new sentence one after the other: from `start` up to before `stop`."""

    sentence: int
    start: int
    stop: int


Region = list[Stretch]
"""Stretches that follow one another in the new text."""

REST_WEIGHT = 0.5
"""Less is not looked for beyond its sentence."""

REST_ALIKE = 0.6
"""How much of the lighter of two stretches the other must hold, for a sentence to be cut or joined there."""

REST_KEPT, REST_JOINED = 0.4, 0.75
"""How much of an old stretch must be there, where it stood beside it and where nothing else says so."""

CLAUSE, REST_CLAUSE = 2.0, 0.9
"""What a clause weighs, and how much of it must be there, that changed places with another in its sentence: a
word or two may stand there by chance."""


class WordMap:
    """For every old sentence its words' new places; None for words that are gone."""

    def __init__(self, matches: Matches, old: Sides, new: Sides) -> None:
        self.matches, self.old, self.new = matches, old, new
        self.rows: dict[int, Row] = {}
        self.taken: dict[int, set[int]] = {}
        self.spilled: set[int] = set()
        for i, j in matches.pairs():
            if not matches.is_equal(i):
                self._fill(i, j)
        self._follow_cuts_and_joins()

    def row(self, i: int) -> Row:
        """The new places of the words of old sentence i."""
        if i not in self.rows:
            j = self.matches.to[i]
            size = len(self.old[i].words)
            self.rows[i] = [None] * size if j is None else [Word(j, index) for index in range(size)]
        return self.rows[i]

    def is_attached(self, i: int) -> bool:
        return self.matches.to[i] is not None or i in self.spilled

    def is_taken(self, word: Word) -> bool:
        return word.at in self.taken.get(word.sentence, ())

    def _fill(self, i: int, j: int) -> None:
        old, new = self.old[i], self.new[j]
        row: Row = [None] * len(old.words)
        for a, b in _pairs(align(old, new), old, new):
            row[a] = Word(j, b)
        self._keep(i, row)

    def _keep(self, i: int, row: Row) -> None:
        self.rows[i] = row
        for word in row:
            if word:
                self.taken.setdefault(word.sentence, set()).add(word.at)

    def _follow_cuts_and_joins(self) -> None:
        """Where a sentence was cut in two or joined to another, look for its rest beside what is known."""
        for i in range(1, len(self.matches.to) - 1):
            if self.matches.to[i] is not None and self.matches.is_equal(i):
                continue
            if self.matches.to[i] is None and i in self.matches.disputed:
                continue
            for start, end in _gaps(self.row(i)):
                self._follow(i, start, end)

    def _follow(self, i: int, start: int, end: int) -> None:
        if not any(word[0].isalnum() for word in self.old[i].words[end:]):
            # The full stop behind is every sentence's: it goes where the words before it go.
            end = len(self.old[i].words)
        rest = self.old[i].part(start, end)
        if rest.weight() < REST_WEIGHT:
            return
        for region in self._regions(i, start, end):
            if self.matches.to[i] is None and all(
                self.matches.back[part.sentence] is None for part in region
            ):
                continue
            if self._spill(i, start, rest, region, REST_KEPT):
                return
        for j, least in self._other_homes(i, rest):
            if any(self._spill(i, start, rest, [part], least) for part in self._free_parts(j)):
                return

    def _other_homes(self, i: int, rest: Side) -> Iterator[tuple[int, float]]:
        """Where a rest may be though nothing beside it says so, and how much of it must be there."""
        yield from ((j, REST_JOINED) for j in sorted(self.matches.joined.get(i, ())))
        own = self.matches.to[i]
        if own is not None and rest.weight() >= CLAUSE:
            yield own, REST_CLAUSE

    def _spill(self, i: int, start: int, rest: Side, region: Region, least: float) -> bool:
        """Map a rest to a stretch of new text, if enough of it is there; whether it was."""
        there = self._side(region)
        if there.weight() < REST_WEIGHT:
            return False
        runs = align(rest, there)
        matched = sum(rest.weight(a, a + size) for a, _, size in runs)
        if matched < max(REST_WEIGHT, least * rest.weight(), REST_ALIKE * min(rest.weight(), there.weight())):
            return False
        row = list(self.row(i))
        row[start : start + len(rest.words)] = [None] * len(rest.words)
        words = [Word(part.sentence, at) for part in region for at in range(part.start, part.stop)]
        for a, b in _pairs(runs, rest, there):
            row[start + a] = words[b]
        self._keep(i, row)
        self.spilled.add(i)
        return True

    def _side(self, region: Region) -> Side:
        parts = [(self.new[sentence], slice(start, stop)) for sentence, start, stop in region]
        return Side(
            [word for side, part in parts for word in side.words[part]],
            [weight for side, part in parts for weight in side.weights[part]],
        )

    def _regions(self, i: int, start: int, end: int) -> Iterator[Region]:
        """Free stretches of the new text behind what stood before, and before what stood behind."""
        before = self._past_marks(i, self.row(i)[start - 1] if start else self._edge(i - 1, -1))
        behind = self.row(i)[end] if end < len(self.row(i)) else self._edge(i + 1, 0)
        if before:
            yield self._free_behind(before)
        if behind:
            yield self._free_before(behind)

    def _past_marks(self, i: int, word: Word | None) -> Word | None:
        """A word's last mark, if the sentence's own marks follow: it was cut there."""
        row, marks = self.row(i), self.old[i].words
        own = {to for to, mark in zip(row, marks, strict=True) if to and not mark[0].isalnum()}
        while word and Word(word.sentence, word.at + 1) in own:
            word = Word(word.sentence, word.at + 1)
        return word

    def _free_parts(self, j: int) -> Iterator[Stretch]:
        """The stretches of a new sentence that no old word is known to be in."""
        if self._is_explained(j):
            return
        start = 0
        for taken in [*sorted(self.taken.get(j, ())), len(self.new[j].words)]:
            if start < taken:
                yield Stretch(j, start, taken)
            start = taken + 1

    def _edge(self, i: int, index: int) -> Word | None:
        """The new place of the last (-1) or first (0) word of a sentence that is known by its text."""
        j = self.matches.to[i]
        if j is None or not self.matches.old[i].text:
            return None
        if self.matches.is_equal(i):
            # The shared head and tail may be long; only their inner edge matters, and nobody asks for a word.
            return (
                Word(j, len(self.new[j].words) - 1 if index else 0)
                if 0 < j < len(self.matches.new) - 1
                else None
            )
        row = self.row(i)
        words = [word for word in row if word]
        return words[index] if words else None

    def _free_behind(self, word: Word) -> Region:
        """Words no old word is known to be, behind one, up to the end of the next sentence."""
        j, size = word.sentence, len(self.new[word.sentence].words)
        stop = min((at for at in self.taken.get(j, ()) if at > word.at), default=size)
        region = [Stretch(j, word.at + 1, stop)]
        if stop == size and self._is_to_be_searched(j + 1):
            size = len(self.new[j + 1].words)
            region.append(Stretch(j + 1, 0, min(self.taken.get(j + 1, ()), default=size)))
        return [part for part in region if part.start < part.stop]

    def _free_before(self, word: Word) -> Region:
        """The same before one, from the start of the sentence before on."""
        j = word.sentence
        start = 1 + max((at for at in self.taken.get(j, ()) if at < word.at), default=-1)
        region = [Stretch(j, start, word.at)]
        if start == 0 and self._is_to_be_searched(j - 1):
            start = 1 + max(self.taken.get(j - 1, ()), default=-1)
            region.insert(0, Stretch(j - 1, start, len(self.new[j - 1].words)))
        return [part for part in region if part.start < part.stop]

    def _is_to_be_searched(self, j: int) -> bool:
        """Whether a new sentence is none of the shared ends, and no old one's as it was."""
        return 1 <= j <= len(self.matches.new) - 2 and not self._is_explained(j)

    def _is_explained(self, j: int) -> bool:
        i = self.matches.back[j]
        return i is not None and self.matches.is_equal(i)


def _gaps(row: Row) -> list[tuple[int, int]]:
    """The stretches of words that are gone."""
    gaps: list[tuple[int, int]] = []
    start = None
    for index, word in enumerate([*row, Word(0, 0)]):
        if word is None and start is None:
            start = index
        elif word is not None and start is not None:
            gaps.append((start, index))
            start = None
    return gaps


def _pairs(runs: list[Run], old: Side, new: Side) -> Iterator[tuple[int, int]]:
    """Pairs of words from runs of equal ones, and between them those that differ by a typo."""
    i = j = 0
    for a, b, size in [*runs, (len(old.words), len(new.words), 0)]:
        yield from typos(old.words, new.words, (i, a, j, b))
        i, j = a + size, b + size
        yield from zip(range(a, i), range(b, j), strict=True)
