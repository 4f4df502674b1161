"""Where words like those of a quote stand, when its own words stand nowhere and the old text is unknown."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from claims.anchoring.facts import facts
from claims.anchoring.likeness import Side, align
from claims.anchoring.sentences import Sentence, split
from claims.anchoring.tokens import Scale, Tokens, tokenise

TELLING_WORDS = 8
MOST_PLACES = 6
LEAST_VOTES = 0.3
"""The share of a quote's telling words, by weight, that a sentence must have to be looked at."""


class Resemblance(NamedTuple):
    """A span like a quote: how alike from 0 to 1, and the share of the quote's facts in it, if it has any."""

    start: int
    end: int
    alike: float
    agreement: float | None


class _Lookup(NamedTuple):
    sentences: list[Sentence]
    scale: Scale
    places: dict[str, list[int]]


def resembling(text: str, quote: str) -> list[Resemblance]:
    """The spans of a text that most resemble a quote, best first; as many sentences long as it is."""
    lookup = _lookup(text)
    words = tokenise(quote)
    side = _side(words, lookup.scale)
    length = max(1, len(split(quote, 0, len(quote))))
    spans = {at: _window(lookup.sentences, at, length) for at in _likely(side, lookup)}
    found = {
        span for start, end in spans.values() if (span := _resemblance(text, start, end, words, side, lookup))
    }
    return sorted(found, key=lambda one: (-one.alike, one.start))


@lru_cache(maxsize=2)  # one text is asked for many quotes
def _lookup(text: str) -> _Lookup:
    sentences = split(text, 0, len(text))
    places: dict[str, list[int]] = defaultdict(list)
    for at, sentence in enumerate(sentences):
        for word in set(sentence.tokens.words):
            places[word].append(at)
    return _Lookup(sentences, Scale(text), places)


def _side(tokens: Tokens, scale: Scale) -> Side:
    return Side(tokens.words, [scale[word] for word in tokens.words])


def _likely(quote: Side, lookup: _Lookup) -> list[int]:
    """Sentences with which, or shortly before which, something like the quote may begin."""
    weights = dict(zip(quote.words, quote.weights, strict=True))
    telling = sorted(weights, key=lambda word: (-weights[word], word))[:TELLING_WORDS]
    votes: dict[int, float] = defaultdict(float)
    for word in telling:
        for at in lookup.places.get(word, ()):
            votes[at] += weights[word]
    least = LEAST_VOTES * sum(weights[word] for word in telling)
    return sorted((at for at in votes if votes[at] >= least), key=lambda at: (-votes[at], at))[:MOST_PLACES]


def _window(sentences: list[Sentence], at: int, length: int) -> tuple[int, int]:
    first, last = max(0, at - length + 1), min(len(sentences), at + length) - 1
    return sentences[first].start, sentences[last].end


def _resemblance(
    text: str, start: int, end: int, words: Tokens, quote: Side, lookup: _Lookup
) -> Resemblance | None:
    there = tokenise(text[start:end], start)
    side = _side(there, lookup.scale)
    runs = align(quote, side)
    if not runs:
        return None
    # Words missing at either end were replaced by as many, if there are as many.
    first = max(0, runs[0][1] - runs[0][0])
    missing = len(words.words) - runs[-1][0] - runs[-1][2]
    last = min(len(there.words), runs[-1][1] + runs[-1][2] + missing)
    matched = sum(quote.weight(i, i + size) for i, _, size in runs)
    known = facts(words)
    agreement = len(known.intersection(there.words[first:last])) / len(known) if known else None
    alike = 2 * matched / ((quote.weight() + side.weight(first, last)) or 1.0)
    return Resemblance(there.starts[first], there.ends[last - 1], round(alike, 3), agreement)
