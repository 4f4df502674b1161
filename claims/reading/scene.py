"""A quote among the sentences it stands in: all that a proposal is read from."""

import re
from typing import NamedTuple

from claims.reading.patterns import NO_CASE, WORD, Span, either, plain
from claims.reading.stretches import stretches

REACH = 2000
"""Characters on either side of a quote that are looked at, should its sentence be that long."""

LEADING = either(
    r"\s*(?:(?:And|But|Yet|So|Then|Subsequently|However|Recently|Meanwhile|as|in turn)\b,? ?)*", flags=NO_CASE
)
_ARTICLE = re.compile(r"(?:The|An?|One|Two|Some|Several|Its|Their|His|Her) ")


class Scene(NamedTuple):
    """A quote in its sentences, from `start` to `end`; `before` is where the sentence before them begins."""

    text: str
    read: str
    before: int
    start: int
    end: int
    quote: Span

    def shown(self, span: Span) -> str:
        """The words of a span as they stand, but without a capital article."""
        words = self.text[slice(*span)]
        return words[0].lower() + words[1:] if _ARTICLE.match(words) else words


def scene_of(text: str, start: int, end: int) -> Scene:
    start, end = max(0, start), min(end, len(text))
    words = text[start:end]
    if not WORD.search(words):
        raise ValueError("A claim needs at least one word.")
    start, end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
    last = text.find("\n\n", end)
    sentences = stretches(text, text.rfind("\n\n", 0, start) + 1, len(text) if last < 0 else last)
    at = [number for number, one in enumerate(sentences) if one.start < end and start < one.end]
    before, first = sentences[max(0, at[0] - 1)].start, sentences[at[0]].start
    nearest, furthest = max(0, start - REACH), min(sentences[at[-1]].end, end + REACH)
    return Scene(text, plain(text), max(before, nearest), max(first, nearest), furthest, (start, end))
