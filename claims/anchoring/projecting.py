"""Where a stretch of the old text now stands, word by word."""

from __future__ import annotations

from itertools import takewhile
from typing import NamedTuple

from claims.anchoring.gaps import Gaps
from claims.anchoring.likeness import LIGHT
from claims.anchoring.pairing import Sides
from claims.anchoring.sentences import Spans
from claims.anchoring.wordmap import Word, WordMap

NEAR, FAR = 40, 250
"""Characters between words of a short and of a long claim beyond which it was torn apart."""

LEAST_KEPT = 0.3
"""The share of a claim, by weight, that must be left for it to be found."""

MANY = 1.0
"""What is left of a claim, however long it was, is enough to be known by if it weighs so much."""

MOST_FOR_ONE = 2
"""New words that may stand for each one of a claim whose own are all gone. Full stops stand for none."""

LEAST_AGREEMENT, LEAST_SHARE = 0.2, 0.5
"""How much of the old and the new span, taken together, must be the same words; or else how much of the new
one, if the rest of the claim was cut."""


class Projection(NamedTuple):
    """A span of the new text, and how much of the old one's weight is in it, from 0 to 1."""

    start: int
    end: int
    kept: float


class _Found(NamedTuple):
    """A word of the claim, by its old sentence and place there, with its new place and where that is."""

    sentence: int
    at: int
    weight: float
    to: Word
    span: tuple[int, int]


class Projector:
    def __init__(self, words: WordMap, old: Sides, new: Sides, spans: Spans) -> None:
        self.words, self.old, self.new, self.spans = words, old, new, spans
        self.gaps = Gaps(words, old, new)

    def project(self, start: int, end: int, sentences: range) -> Projection | None:
        """The new place of a span that lies in these sentences of the old text, or None."""
        asked = [(i, words) for i in sentences if (words := self._asked(i, start, end))]
        if not asked:
            return None
        total = sum(weight for i, words in asked for weight in self.old[i].weights[words.start : words.stop])
        total = total or 1.0
        found = [place for i, words in asked for place in self._found(i, words)]
        cluster = self._cluster(found, end - start)
        kept = sum(place.weight for place in cluster) / total
        if not self._is_enough(cluster, kept):
            return self._replaced(*asked[0]) if len(sentences) == 1 else None
        first, last = Word(asked[0][0], asked[0][1][0]), Word(asked[-1][0], asked[-1][1][-1])
        lead, tail = self._cut_off(first, start)[0], self._cut_off(last, end)[1]
        span = self._start(first, cluster) + lead, self._end(last, cluster) - tail
        return self._checked(span, kept, total, end - start)

    def _asked(self, i: int, start: int, end: int) -> range:
        """The words of an old sentence that lie in a span."""
        return self.old.sentences[i].tokens.overlapped(start, end)

    def _found(self, i: int, words: range) -> list[_Found]:
        row, weights = self.words.row(i), self.old[i].weights
        return [_Found(i, at, weights[at], to, self._span(to)) for at in words if (to := row[at])]

    def _cut_off(self, word: Word, border: int) -> tuple[int, int]:
        """Letters of a kept word before and behind a border inside it: of "Asia’s", a claim may be "Asia"."""
        to, tokens = self._to(word), self.old.sentences[word.sentence].tokens
        if not to:
            return 0, 0
        start, end = tokens.span(word.at)
        new_start, new_end = self._span(to)
        is_same = self.new[to.sentence].words[to.at] == tokens.words[word.at]
        if not is_same or new_end - new_start != end - start:
            return 0, 0
        return max(0, border - start), max(0, end - border)

    def _cluster(self, found: list[_Found], length: int) -> list[_Found]:
        """The heaviest group of the claim's words that still stand together."""
        reach = max(NEAR, min(FAR, length + length // 2))
        clusters: list[list[_Found]] = []
        for place in sorted(found, key=lambda place: place.span):
            if clusters and place.span[0] - clusters[-1][-1].span[1] <= reach:
                clusters[-1].append(place)
            else:
                clusters.append([place])
        return max(clusters, key=lambda cluster: sum(place.weight for place in cluster), default=[])

    def _is_enough(self, cluster: list[_Found], kept: float) -> bool:
        weight = sum(place.weight for place in cluster)
        if weight < LIGHT and not any(map(self._has_neighbour, cluster)):
            return False
        return kept >= LEAST_KEPT or weight >= MANY

    def _has_neighbour(self, place: _Found) -> bool:
        """Whether the word before or behind is known, and still is the word before or behind."""
        row, to = self.words.row(place.sentence), place.to
        return any(
            0 <= place.at + step < len(row) and row[place.at + step] == Word(to.sentence, to.at + step)
            for step in (-1, 1)
        )

    def _to(self, word: Word) -> Word | None:
        """The new place of a word of the old text."""
        return self.words.row(word.sentence)[word.at]

    def _span(self, word: Word) -> tuple[int, int]:
        return self.new.sentences[word.sentence].tokens.span(word.at)

    def _start(self, first: Word, cluster: list[_Found]) -> int:
        """Where the claim begins: with its first word, or with what took the first words' place."""
        head = min(cluster, key=lambda place: place.span)
        if head.to != self._to(first) and head.sentence == first.sentence:
            gap = self.gaps.at(first.sentence, first.at)
            if gap and self.gaps.is_filled(gap, first.sentence, range(first.at, head.at)):
                words = self._free_until_taken(gap.words(gap.cut, gap.end)[::-1])
                return min(self._span(word)[0] for word in (*words, head.to))
        return head.span[0]

    def _end(self, last: Word, cluster: list[_Found]) -> int:
        tail = max(cluster, key=lambda place: place.span)
        if tail.to != self._to(last) and tail.sentence == last.sentence:
            gap = self.gaps.at(last.sentence, last.at + 1)
            if gap and self.gaps.is_filled(gap, last.sentence, range(tail.at + 1, last.at + 1)):
                words = self._free_until_taken(gap.words(gap.start, gap.cut))
                return max(self._span(word)[1] for word in (*words, tail.to))
        return tail.span[1]

    def _free_until_taken(self, words: list[Word]) -> list[Word]:
        """Words from the known one outwards, up to those that are another old sentence's."""
        return list(takewhile(lambda word: not self.words.is_taken(word), words))

    def _replaced(self, i: int, asked: range) -> Projection | None:
        """What now stands between a claim's neighbours, most or all of its own words being gone."""
        if self.words.matches.to[i] is None:
            return None
        ahead, behind = self.gaps.at(i, asked.start), self.gaps.at(i, asked.stop)
        if not (
            ahead
            and behind
            and self.gaps.is_pinned(i, asked.start, ahead)
            and self.gaps.is_pinned(i, asked.stop, behind)
        ):
            return None
        words = [Word(ahead.sentence, index) for index in range(ahead.cut, behind.cut)]
        own = set(self.words.row(i)[asked.start : asked.stop])
        if ahead.sentence != behind.sentence or not 0 < self._count(words) <= MOST_FOR_ONE * len(asked):
            return None
        if any(word not in own and self.words.is_taken(word) for word in words):
            return None
        return Projection(self._span(words[0])[0], self._span(words[-1])[1], 0.0)

    def _count(self, words: list[Word]) -> int:
        """How many of these are words, and not marks."""
        return sum(self.new[word.sentence].words[word.at][0].isalnum() for word in words)

    def _checked(self, span: tuple[int, int], kept: float, total: float, length: int) -> Projection | None:
        start, end = span
        if start >= end or end - start > 3 * length + 60:
            return None
        weight = self._weight(start, end)
        is_known = (
            2 * kept * total >= LEAST_AGREEMENT * (total + weight) or kept * total >= LEAST_SHARE * weight
        )
        return Projection(start, end, kept) if is_known else None

    def _weight(self, start: int, end: int) -> float:
        """The weight of the words in a span of the new text."""
        return sum(
            self.new[j].weights[at]
            for j in self.spans.overlapped(start, end)
            for at in self.new.sentences[j].tokens.overlapped(start, end)
        )
