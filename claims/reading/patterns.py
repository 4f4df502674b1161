"""What every reader of a text is made of: ways to write patterns, words, quotations."""

import re
from functools import cache

Span = tuple[int, int]
NO_CASE = re.IGNORECASE

QUOTED = re.compile(r'“[^”\n]*”?|(?<!\w)"[^"\n]+"|(?<!\w)‘(?:[^‘’\n]|(?<=\w)’(?=\w))+’(?!\w)')
WORD = re.compile(r"\w+(?:['’-]\w+)*")


def any_of(words: str) -> str:
    """One alternative for each word or phrase; an underscore stands for a space."""
    return "(?:" + "|".join(words.split()).replace("_", " ") + ")"


def either(*ways: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile("|".join(ways), flags)


def plain(text: str) -> str:
    """A text with straight apostrophes and ordinary spaces, as long as it was: what the patterns read."""
    return text.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


def has_words(text: str, start: int, end: int, count: int) -> bool:
    """Whether a stretch has at least so many words."""
    return bool(_words(count).match(text, max(0, start), end))


@cache
def _words(count: int) -> re.Pattern[str]:
    """So many times WORD; nothing is taken back, so that no word is counted as two."""
    return re.compile(rf"(?:\W*+\w++(?:['’-]\w++)*+){{{count}}}")
