"""Words, numbers and marks of a text: what is compared when two sentences are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import groupby
from math import log
from unicodedata import category, normalize

from claims.anchoring.canonical import canonical


def _ranges(points: Iterable[int]) -> str:
    """Code points, ascending, as the inside of a character class."""
    runs = [[point for _, point in run] for _, run in groupby(enumerate(points), lambda at: at[1] - at[0])]
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in runs)


# A letter's marks belong to its word; `\w` knows only some of them, and none of Hindi's vowels.
_MARKS = _ranges(point for point in range(0x300, 0x10000) if category(chr(point))[0] == "M")
# Scripts written without spaces: every character is a word of its own, with its marks.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
UNSPACED += "\uf900-\ufaff\U00020000-\U0003ffff"
_NUMBER = r"\d+(?:[.,:]\d+)*"
_LETTERS = rf"(?:[^\W\d_{UNSPACED}]++[{_MARKS}]*+)++"
_WORDS = re.compile(rf"{_NUMBER}|{_LETTERS}(?:'{_LETTERS})*|[{UNSPACED}]")
_TOKEN = re.compile(rf"{_NUMBER}|{_LETTERS}(?:'{_LETTERS})*|[{UNSPACED}][{_MARKS}]*|\.\.+|\S")
# The same for text in ASCII, where they take half the time.
_ASCII_WORDS = re.compile(rf"{_NUMBER}|[A-Za-z]++(?:'[A-Za-z]++)*")
_ASCII_TOKEN = re.compile(rf"{_ASCII_WORDS.pattern}|\.\.+|\S")

FUNCTION_WORDS = frozenset(
    """a an the this that these those and or but if of to in on at by for from with as is are was were be
    been being it its he she they his her their we our you i not no so than then there which who whom
    what when where while has have had do does did will would can could may might must shall should into
    about over after before also only more most such up out said says и в на с не что по к из у за от о
    как но а он она они это был была der die das und in den von zu mit ist im dem ein eine nicht es auf
    für le la les de des du et un une est dans que qui pour par sur el los las y en por con se una del
    al""".split()  # noqa: SIM905
)
FUNCTION_WEIGHT = 0.12
MARK_WEIGHT = 0.02
SHORT, SHORT_WEIGHT = 2, 0.4
UNSPACED_WEIGHT = 0.5
_UNSPACED = re.compile(f"[{UNSPACED}]")


class Tokens:
    """A stretch of text, cut up: its words as they are compared, as they are spelled, and their offsets.

    Of most sentences that are compared nobody asks where their words stand.
    """

    def __init__(self, text: str, offset: int = 0) -> None:
        self._offset = offset
        self._view = None if text.isascii() else canonical(text)
        self._text = self._view.text if self._view else text
        is_ascii = self._text.isascii()
        self._pattern = _ASCII_TOKEN if is_ascii else _TOKEN
        self.spelled: list[str] = self._pattern.findall(self._text)
        self.words = _compared(self.spelled, is_ascii=is_ascii)

    @property
    def starts(self) -> list[int]:
        return self._places[0]

    @property
    def ends(self) -> list[int]:
        return self._places[1]

    @cached_property
    def opening(self) -> int:
        """The first of the words that is none of the marks."""
        return next((at for at, word in enumerate(self.words) if word[0].isalnum()), len(self.words))

    def span(self, at: int) -> tuple[int, int]:
        """Where one of the words begins and ends."""
        starts, ends = self._places
        return starts[at], ends[at]

    def overlapped(self, start: int, end: int) -> range:
        """The words, by their index, that a span has a letter of."""
        return overlapped(*self._places, start, end)

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        """Where words begin, and where they end: between them is nothing but space."""
        view, offset, end = self._view, self._offset, 0
        starts, ends = [], []
        for word in self.spelled:
            start = self._text.index(word, end)
            end = start + len(word)
            starts.append(start)
            ends.append(end)
        if view and not isinstance(view.starts, range):
            spans = [view.span(*span) for span in zip(starts, ends, strict=True)]
            starts, ends = [start for start, _ in spans], [end for _, end in spans]
        return [offset + start for start in starts], [offset + end for end in ends]


def overlapped(starts: Sequence[int], ends: Sequence[int], start: int, end: int) -> range:
    """The indexes of those, of stretches one after the other, that a span has a character of."""
    return range(bisect_right(ends, start), bisect_left(starts, end))


def _compared(spelled: list[str], *, is_ascii: bool) -> list[str]:
    if is_ascii:
        # No word has a space in it, and to lower all at once is much faster.
        return " ".join(spelled).lower().split()
    return [word.lower() if word.isascii() else normalize("NFKC", word).lower() for word in spelled]


def tokenise(text: str, offset: int = 0) -> Tokens:
    """The tokens of a text that begins at `offset` of a longer one; typography and case do not count."""
    return Tokens(text, offset)


def word_count(text: str) -> int:
    """Words of a text; where a script writes no spaces, two characters pass for a word."""
    words = _WORDS.findall(text)
    unspaced = sum(1 for word in words if _UNSPACED.match(word))
    return len(words) - unspaced + unspaced // 2


class Scale(dict[str, float]):
    """How much each word tells: nearly nothing for "the", most for a word that stands once in the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()
        # No word has a space in it, and most of what stands between spaces does so again and again.
        for piece, times in Counter(canonical(text.lower()).text.split()).items():
            for word in (_ASCII_WORDS if piece.isascii() else _WORDS).findall(piece):
                self.counts[word] += times
        # About as many as there are sentences: what is counted here are words.
        self.size = max(8, sum(self.counts.values()) // 20)

    def __missing__(self, word: str) -> float:
        weight = self[word] = self._weight(word)
        return weight

    def _weight(self, word: str) -> float:
        if not word[0].isalnum():
            return MARK_WEIGHT
        if word in FUNCTION_WORDS:
            return FUNCTION_WEIGHT
        weight = min(1.0, log(1 + self.size / max(1, self.counts[word])) / log(1 + self.size))
        if word[0].isdigit():
            return max(weight, 0.5)
        if _UNSPACED.match(word):
            return weight * UNSPACED_WEIGHT
        return weight * SHORT_WEIGHT if len(word) <= SHORT else weight
