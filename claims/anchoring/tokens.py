"""Words, numbers and marks of a text: what is compared when two sentences are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
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
_LETTERS = rf"(?:[^\W\d_{UNSPACED}]++[{_MARKS}]*+)++"
_TOKEN = re.compile(
    rf"""\d+(?:[.,:]\d+)*
      | {_LETTERS}(?:'{_LETTERS})*
      | [{UNSPACED}][{_MARKS}]*
      | \.\.+ | \S""",
    re.VERBOSE,
)
_WORDS = re.compile(rf"\d+(?:[.,:]\d+)*|{_LETTERS}(?:'{_LETTERS})*|[{UNSPACED}]")

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
        self.spelled: list[str] = _TOKEN.findall(self._text)
        # No word has a space in it, and to lower all at once is much faster.
        self.words = " ".join(self.spelled).lower().split() if self._view is None else _compared(self.spelled)

    @cached_property
    def starts(self) -> list[int]:
        return [start for start, _ in self._spans]

    @cached_property
    def ends(self) -> list[int]:
        return [end for _, end in self._spans]

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        view, offset = self._view, self._offset
        spans = [match.span() for match in _TOKEN.finditer(self._text)]
        if view and not isinstance(view.starts, range):
            spans = [view.span(*span) for span in spans]
        return [(offset + start, offset + end) for start, end in spans] if offset else spans


def _compared(spelled: list[str]) -> list[str]:
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
        self.counts = Counter(_WORDS.findall(canonical(text.lower()).text))
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
