"""What stands where words of a sentence were replaced."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from claims.anchoring.pairing import Sides
from claims.anchoring.wordmap import Word, WordMap


class Gap(NamedTuple):
    """A stretch of a new sentence, by its words: where it starts and ends, where it is cut, and how many old
    words are gone there."""

    gone: int
    sentence: int
    start: int
    cut: int
    end: int

    def words(self, start: int, end: int) -> list[Word]:
        return [Word(self.sentence, index) for index in range(start, end)]


class Gaps:
    """The gaps of an old text's sentences, as far as their words are mapped."""

    def __init__(self, words: WordMap, old: Sides, new: Sides) -> None:
        self.words, self.old, self.new = words, old, new

    def at(self, i: int, border: int) -> Gap | None:
        """What stands around a border between two words of a sentence, between the nearest known ones."""
        row = self.words.row(i)
        before = next((at for at in range(border - 1, -1, -1) if row[at]), -1)
        behind = next((at for at in range(border, len(row)) if row[at]), len(row))
        left = row[before] if before >= 0 else None
        right = row[behind] if behind < len(row) else None
        known = left or right
        if not known or (left and right and left.sentence != right.sentence):
            return None
        j = known.sentence
        start = left.at + 1 if left else 0
        end = max(start, right.at if right else len(self.new[j].words))
        gone = self.old[i].words[before + 1 : behind]
        cut = start + _cut(gone, border - before - 1, self.new[j].words[start:end])
        return Gap(len(gone), j, start, cut, end)

    def is_filled(self, gap: Gap, i: int, edge: range) -> bool:
        """Whether new words took the place of those at a claim's edge. For a full stop they did not."""
        words = self.old[i].words
        return gap.end - gap.start <= gap.gone or any(words[index][0].isalnum() for index in edge)

    def is_pinned(self, i: int, border: int, gap: Gap) -> bool:
        """Whether it is certain where a border between two words of a sentence now is: a neighbour is known,
        or just as many words took the place of those around it."""
        row = self.words.row(i)
        if border in (0, len(row)) or row[border - 1] or row[border]:
            return True
        return gap.end - gap.start == gap.gone


def _cut(old: Sequence[str], at: int, new: Sequence[str]) -> int:
    """How many of the new words stand for the first `at` of the old ones that they replace."""
    if at <= 0:
        return 0
    if at >= len(old):
        return len(new)
    if len(old) == len(new):
        return at
    offset = len(" ".join(old[:at]))
    reached = _followed(" ".join(old), offset, " ".join(new))
    ends = [len(" ".join(new[:count])) for count in range(len(new) + 1)]
    return min(range(len(ends)), key=lambda count: (abs(ends[count] - reached), count))


def _followed(old: str, offset: int, new: str) -> int:
    """Where an offset of one string ends up in the other, letter by letter."""
    for code in Levenshtein.opcodes(old, new):
        if code.src_start <= offset <= code.src_end:
            if code.tag == "equal":
                return code.dest_start + offset - code.src_start
            return code.dest_end if offset == code.src_end else code.dest_start
    return len(new)
