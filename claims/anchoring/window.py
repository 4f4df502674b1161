"""The part of two texts in which they differ, as sentences, between a head and a tail they share."""

from __future__ import annotations

from typing import NamedTuple

from claims.anchoring.sentences import Cut, Sentence, split

BREAK = "\n\n"
GIVEN_BACK = 240
"""Characters of equal text, at least, that stay on either side of what differs, as its surroundings."""

MOST_GIVEN_BACK = 100
"""Repeated blocks that are given back at most."""


class Window(NamedTuple):
    """The sentences of both texts. The first and last pair are the shared head and tail, be they empty."""

    old: list[Sentence]
    new: list[Sentence]


def window(old: str, new: str) -> Window:
    head = _head(old, new)
    tail = _tail(old, new, min(len(old), len(new)) - head)
    known: Cut = {}
    return Window(_sentences(old, head, tail, known), _sentences(new, head, tail, known))


def _sentences(text: str, head: int, tail: int, known: Cut) -> list[Sentence]:
    until = len(text) - tail
    return [
        _shared(text[:head], 0, -1),
        *split(text, head, until, known),
        _shared(text[until:], until, len(text)),
    ]


def _shared(text: str, start: int, block: int) -> Sentence:
    """All that stands in both texts before or behind the window, as one long sentence."""
    return Sentence(text, start, block, key=text)


def _head(old: str, new: str) -> int:
    """Length of what both texts begin with: whole blocks, and none that also stands behind."""
    shared = _common(old, new)
    start = _break_before(old, shared)
    while start and shared - start < GIVEN_BACK:
        start = _break_before(old, start - len(BREAK))
    for _ in range(MOST_GIVEN_BACK):
        previous = _break_before(old, max(0, start - len(BREAK)))
        block = old[previous:start].strip()
        if not block or (block not in old[start:] and block not in new[start:]):
            break
        start = previous
    return start


def _tail(old: str, new: str, most: int) -> int:
    """The same from the end, of at most `most` characters."""
    shared = min(most, _common(old[::-1], new[::-1]))
    end = _break_behind(old, len(old) - shared)
    while end < len(old) and end - (len(old) - shared) < GIVEN_BACK:
        end = _break_behind(old, end + 1)
    for _ in range(MOST_GIVEN_BACK):
        following = _break_behind(old, end + 1)
        block = old[end:following].strip()
        before = len(new) - len(old) + end
        if not block or (block not in old[:end] and block not in new[:before]):
            break
        end = following
    return len(old) - end


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _break_before(text: str, offset: int) -> int:
    """The start of the block an offset lies in."""
    found = text.rfind(BREAK, 0, max(0, offset))
    return found + len(BREAK) if found >= 0 else 0


def _break_behind(text: str, offset: int) -> int:
    """The break behind an offset, or the end of the text."""
    found = text.find(BREAK, offset)
    return found if found >= 0 else len(text)
