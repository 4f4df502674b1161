"""Where a text answers a query: a few lines of it, what was searched for in <mark>.

The text is plain. It is escaped here, and only then marked.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from html import escape
from itertools import chain, islice, takewhile

from django.utils.safestring import SafeString

from articles.searching.queries import Query
from articles.searching.words import WORD

AROUND = 40  # words of a snippet
BEFORE = 8  # of them at most before the first one marked
MOST_SPOTS = 40  # looked at in one text

Spot = tuple[int, int, int]  # the first word, how many words, which term


class Marker:
    """Marks one query in many texts. Each comes with its words, as made by `words.words`."""

    def __init__(self, query: Query) -> None:
        self.query = query

    def whole(self, text: str, words: str) -> SafeString:
        spots = list(self._spots(words))
        found = list(WORD.finditer(text)) if spots else []
        return _safe(_marked(text, 0, len(text), _stretches(found, spots)))

    def snippet(self, text: str, words: str) -> SafeString:
        """The stretch of the text in which most of what was searched for stands; else its beginning."""
        spots = self._spots(words)
        densest, seen = _densest(spots, len(self.query.wanted))
        first = max(0, densest - BEFORE)
        found = list(islice(WORD.finditer(text), first, first + AROUND))
        if not found:
            return _safe(escape(text[:200]))
        start, end = _bounds(text, found, first)
        near = chain(seen, takewhile(lambda spot: spot[0] < first + AROUND, spots))
        inside = [(place - first, count, term) for place, count, term in near if place >= first]
        marked = _marked(text, start, end, _stretches(found, inside))
        return _safe(f"{'…' if start else ''}{marked}{'…' if end < len(text) else ''}")

    def _spots(self, words: str) -> Iterator[Spot]:
        place, at = 0, 0
        for match in islice(self._pattern.finditer(words), MOST_SPOTS):
            place += words.count(" ", at, match.start())
            at = match.start()
            yield place, match.group().count(" "), match.lastindex or 0

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Finds in the words what the database found: each term is a group."""
        terms = [term.alternatives() for term in self.query.wanted]
        terms.sort(key=lambda term: -len(term[0][0]))  # phrases first: their words are not taken one by one
        return re.compile(f" (?:{'|'.join(f'({_alternatives(term)})' for term in terms)})(?= )")


def _alternatives(term: list[tuple[tuple[str, ...], bool]]) -> str:
    return "|".join(" ".join(phrase) + ("[^ ]*" if is_open else "") for phrase, is_open in reversed(term))


def _densest(spots: Iterator[Spot], terms: int) -> tuple[int, list[Spot]]:
    """The first word of the spots that bring the most of so many terms into one snippet, and all seen so far.

    Where they bring all of them, no further is looked.
    """
    seen: list[Spot] = []
    best, most, first = 0, 0, 0
    for spot in spots:
        seen.append(spot)
        while seen[first][0] + AROUND - BEFORE <= spot[0]:
            first += 1
        within = len({term for _, _, term in seen[first:]})
        if within > most:
            best, most = seen[first][0], within
        if most == terms:
            break
    return best, seen


def _bounds(text: str, found: list[re.Match[str]], first: int) -> tuple[int, int]:
    """From the first of the words found to the last; to an edge of the text where no words are left out."""
    last = found[-1].end()
    is_end = len(found) < AROUND or WORD.search(text, last) is None
    return found[0].start() if first else 0, len(text) if is_end else last


def _stretches(found: list[re.Match[str]], spots: list[Spot]) -> Iterator[tuple[int, int]]:
    for place, count, _ in spots:
        if place < len(found):
            last = min(place + count, len(found)) - 1
            yield found[place].start(), found[last].end()


def _marked(text: str, start: int, end: int, stretches: Iterator[tuple[int, int]]) -> str:
    """Safe HTML: every character of the text comes through `escape`."""
    parts = []
    for begin, finish in stretches:
        parts += [escape(text[start:begin]), "<mark>", escape(text[begin:finish]), "</mark>"]
        start = finish
    return "".join([*parts, escape(text[start:end])])


def _safe(escaped: str) -> SafeString:
    return SafeString(escaped)
