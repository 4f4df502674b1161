"""A text as its sentences, its headings and what it quotes."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from claims.anchoring.sentences import split
from claims.reading.patterns import QUOTED, Span, has_words

HEADING = 12
"""Words of the longest heading."""
CLOSERS = "\"'”’»›)] "

_BLOCK = re.compile(r"\S[^\n]*(?:\n[^\n]+)*")
_TITLE_OR_MONTH = re.compile(r"\b(?:Prof|Lt|Maj|Capt|Cpl|Adm|Hon|Pres|Sept|Mt|Ft)\.$")


class Stretch(NamedTuple):
    """A sentence, its words as they are compared, and the number of its line."""

    start: int
    end: int
    words: str
    line: int


def stretches(text: str, start: int, end: int) -> list[Stretch]:
    """The sentences of a text; what a quoted question or a title seemed to end goes on."""
    found: list[Stretch] = []
    for sentence in split(text, start, end):
        one = Stretch(sentence.start, sentence.end, sentence.key, sentence.block)
        if found and found[-1].line == one.line and _goes_on(text, found[-1], one):
            before = found.pop()
            one = Stretch(before.start, one.end, f"{before.words} {one.words}", one.line)
        found.append(one)
    return found


def _goes_on(text: str, before: Stretch, one: Stretch) -> bool:
    tail = text[max(before.start, before.end - 8) : before.end]
    return text[one.start].islower() or bool(_TITLE_OR_MONTH.search(tail))


def headings(text: str) -> set[int]:
    """Where headings begin: one or two short blocks without a closing mark above another block.

    More of them, and those behind a colon, are items of a list.
    """
    blocks = [match.span() for match in _BLOCK.finditer(text)]
    bare = [_is_bare(text, *block) for block in blocks]
    found: set[int] = set()
    for is_bare, run in groupby(range(len(blocks)), bare.__getitem__):
        first, *others = run
        ends_text = first + len(others) + 1 == len(blocks)
        is_list = len(others) > 1 or (first > 0 and text[blocks[first - 1][1] - 1] == ":")
        if is_bare and not is_list and not ends_text:
            found.update(blocks[at][0] for at in (first, *others))
    return found


def _is_bare(text: str, start: int, end: int) -> bool:
    ends = text[max(start, end - 8) : end].rstrip(CLOSERS)[-1:] in ".!?…:;,"
    return not ends and has_words(text, start, end, 1) and not has_words(text, start, end, HEADING + 1)


def quotations(text: str, sentences: Sequence[Stretch]) -> list[list[Span]]:
    """For each sentence what of it is quoted, two words or more."""
    starts, ends = [one.start for one in sentences], [one.end for one in sentences]
    found: list[list[Span]] = [[] for _ in sentences]
    for match in QUOTED.finditer(text):
        start, end = match.span()
        for at in range(bisect_right(ends, start), bisect_left(starts, end)):
            span = max(start, starts[at]), min(end, ends[at])
            if has_words(text, *span, 2):
                found[at].append(span)
    return found
