"""The view of a text in which typography does not count, for comparing and nothing else.

It is never shown and never stored; what is found in it is given back as a span of the real text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category, is_normalized, normalize

_SPACES = (
    "\t\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_LINES = "\u2028\u2029"
_ALIKE = (
    dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_LINES, "\n")
    | dict.fromkeys("‘’‚‛‹›′‵ʹʼ＇", "'")
    | dict.fromkeys("“”„‟«»″‶〝〞〟＂", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-")
)
"""Characters that stand for one another; always one for one, so that lengths keep."""

# Soft hyphen, zero-width characters, direction marks, byte order mark.
_UNSEEN = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff" + "".join(
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)
_INVISIBLE = re.compile(f"[{_UNSEEN}]+")
_MARGINS = " \r\n" + _SPACES + _LINES + _UNSEEN
_FIRST_MARK = "\u0300"
_JOINER = "\N{ZERO WIDTH JOINER}"
_PALEST, _DARKEST = "\U0001f3fb", "\U0001f3ff"  # skin tones of emoji


@dataclass(frozen=True, slots=True)
class Canonical:
    """A text's canonical view; `starts[i]` is the offset in `source` its character i comes from."""

    source: str
    text: str
    starts: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the view stands in the source, widened to whole combining sequences."""
        while end < len(self.text) and self.starts[end] == self.starts[end - 1]:
            end += 1
        words = self.source[self.starts[start] : self.starts[end]]
        visible = len(words.rstrip(_UNSEEN))
        return snapped(self.source, self.starts[start], self.starts[start] + visible)


def trimmed(text: str) -> str:
    """A text without the spaces and invisible characters at its ends."""
    return text.strip(_MARGINS)


def folded(text: str) -> str:
    """The canonical spelling of a text."""
    return normalize("NFC", _INVISIBLE.sub("", _alike(text)))


def _alike(text: str) -> str:
    """A text in which characters that stand for one another are the same one. Lengths keep."""
    # A text holds few of them, and to replace one after the other is much faster than to translate.
    for letter, same in _ALIKE.items():
        if letter in text:
            text = text.replace(letter, same)
    return text


def squeezed(text: str) -> str:
    """A text in which neither typography counts nor how much space is where: equal means the same words."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(folded(text).replace("…", "...").split())


@lru_cache(maxsize=4)  # one text is asked for every quote that is looked for in it
def canonical(text: str) -> Canonical:
    """The canonical spelling of a text, with the way back."""
    alike = _alike(text)
    # A long text is looked through for one letter after the other much faster than for any of them.
    if is_normalized("NFC", alike) and not any(letter in alike for letter in _UNSEEN):
        return Canonical(text, alike, range(len(text) + 1))
    parts: list[str] = []
    starts: list[int] = []
    for start, end in _sequences(alike):
        part = folded(alike[start:end])
        parts.append(part)
        starts += [start] * len(part)
    return Canonical(text, "".join(parts), [*starts, len(text)])


def snapped(text: str, start: int, end: int) -> tuple[int, int]:
    """A span widened until neither end cuts a letter from its marks, or an emoji in two."""
    while _is_inside_character(text, start):
        start -= 1
    while _is_inside_character(text, end):
        end += 1
    return start, end


def _is_inside_character(text: str, offset: int) -> bool:
    if not 0 < offset < len(text):
        return False
    before, behind = text[offset - 1], text[offset]
    if behind < _FIRST_MARK and before != _JOINER:
        return False  # nearly always
    return (
        category(behind)[0] == "M"
        or behind == _JOINER
        or _PALEST <= behind <= _DARKEST
        or (before == _JOINER and category(behind) == "So")
    )


def _sequences(text: str) -> list[tuple[int, int]]:
    """Spans that compose on their own: a character with the marks and invisible ones behind it."""
    starts = [at for at, letter in enumerate(text) if not at or not _composes(letter)]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _composes(letter: str) -> bool:
    """Whether a character may join the one before it; of letters, only Korean vowels and finals."""
    if letter < "\x80":
        return False
    return category(letter)[0] == "M" or "\u1160" <= letter <= "\u11ff" or letter in _UNSEEN
