"""What every reader of a text is made of: ways to write patterns, words, quotations."""

import re
from itertools import islice

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


def word_count(text: str, start: int, end: int, most: int) -> int:
    """Words of a stretch, counted no further than `most`."""
    return len(list(islice(WORD.finditer(text, max(0, start), end), most)))
