"""How alike two paragraphs are, and which of many are worth comparing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from articles.texts.chains import Link
from articles.texts.wording import MOST_PAIRS, words

CONTAINED = 0.3
"""What is taken off where a paragraph is like a part of another rather than like all of it."""

PART, PART_WORDS = 0.6, 3
"""How much of a paragraph, of at least so many words, must come from another to be a part split off it."""

FEW = 400
"""So many pairs of paragraphs, at most, are all compared; of more, only those with a rare word in common."""

RARE, RIVALS = 8, 3
"""A word is rare in so many paragraphs; so many paragraphs with most such words in common are compared."""

TITLE = 6
"""Up to so many words are compared letter by letter too: one misspelt word is half a title."""


class Item(NamedTuple):
    """A paragraph: `key` is equal where nothing changed, `text` is what it is known again by."""

    key: str
    text: str


class Likeness:
    """Compares the paragraphs of an old text to those of a new one, each cut into words but once."""

    def __init__(self, old: Sequence[Item], new: Sequence[Item]) -> None:
        self.old, self.new = old, new
        self._words: dict[str, list[str]] = {}

    def words(self, item: Item) -> list[str]:
        if item.text not in self._words:
            self._words[item.text] = words(item.text.lower())
        return self._words[item.text]

    def links(self, here: Sequence[int], there: Sequence[int]) -> Iterator[Link]:
        """Pairs of old and new places with how alike they are, from 0 to 1. Not all, if there are many."""
        likely: Iterable[tuple[int, int]] = ((i, j) for i in here for j in there)
        if len(here) * len(there) > FEW:
            likely = self._likely(here, there)
        for i, j in likely:
            yield i, j, self._likeness(self.old[i], self.new[j])

    def is_part(
        self, other: Sequence[Item], before: Sequence[Item], after: Sequence[Item], part: Item
    ) -> bool:
        """Whether `part`, with which `before` makes `after`, is a piece of the other side's paragraphs."""
        whole, grown = self._all_words(other), self._all_words(after)
        if len(self.words(part)) < PART_WORDS or len(whole) * len(grown) > MOST_PAIRS:
            return False
        gain = LCSseq.similarity(whole, grown) - LCSseq.similarity(whole, self._all_words(before))
        return gain >= PART * len(self.words(part))

    def _all_words(self, items: Sequence[Item]) -> list[str]:
        return [word for item in items for word in self.words(item)]

    def _likely(self, here: Sequence[int], there: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The pairs that have most rare words in common."""
        where: dict[str, list[int]] = defaultdict(list)
        for j in there:
            for word in set(self.words(self.new[j])):
                where[word].append(j)
        for i in here:
            votes: Counter[int] = Counter()
            for word in sorted(set(self.words(self.old[i]))):
                if word in where and len(where[word]) <= RARE:
                    votes.update(where[word])
            yield from ((i, j) for j, _ in votes.most_common(RIVALS))

    def _likeness(self, old: Item, new: Item) -> float:
        """How much of both is in both, or of the shorter in the longer."""
        here, there = self.words(old), self.words(new)
        if not (here and there):
            return 0.0
        shared = LCSseq.similarity(here, there)
        score = max(2 * shared / (len(here) + len(there)), shared / min(len(here), len(there)) - CONTAINED)
        if max(len(here), len(there)) <= TITLE:
            score = max(score, fuzz.ratio(old.text, new.text) / 100)
        return score
