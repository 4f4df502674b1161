"""Texts as the words they are found by: folded, and stemmed where they are English. Pure.

The same for every database, which only keeps words and finds them. Case, diacritics and ligatures do not
count. Scripts written without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese), and Korean, which joins
particles to its words, are found by each two neighbouring characters.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from articles.searching.stemming import stem

# To be raised when the same text gives other words than before: documents indexed before are indexed anew.
VERSION = 2
LONGEST = 64  # code points of a word
MOST = 300_000  # bytes of words: PostgreSQL keeps at most a megabyte about one text

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff"
)
_MARKS = "".join(chr(point) for point in range(0x300, 0xFE30) if unicodedata.category(chr(point))[0] == "M")
_LETTER = rf"[^\W_{UNSPACED}]"
# One word, or one character of a script without spaces. An English possessive belongs to its word.
WORD = re.compile(rf"{_LETTER}+(?:[{_MARKS}]+{_LETTER}*)*(?:['’][sS](?!\w))?|(?=\w)[{UNSPACED}][{_MARKS}]*")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_POSSESSIVE = re.compile("['’][sS]$")
# Marks that are dropped: those of Latin, Greek and Cyrillic, of Hebrew, of Arabic (and its lengthening).
_DIACRITICS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
# Letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŧ": "t"}
)


def is_english(language: str) -> bool:
    return language.lower().split("-")[0] == "en"


def words(text: str, language: str) -> str:
    """The words of a text in order, as “ one two three ”: the nth is that of the nth match of WORD.

    Of an endless text only the first 300 kB of words, some 50,000.
    """
    found = tokens(text, english=is_english(language))
    joined = f" {' '.join(found)} "
    if len(joined) * 4 <= MOST:
        return joined
    return joined.encode()[:MOST].decode(errors="ignore").rpartition(" ")[0] + " "


def often(words: str) -> str:
    """Of the words of a text those it is about: each stands there three times, and once in 300 words."""
    counted = Counter(words.split())
    least = max(3, counted.total() // 300)
    return f" {' '.join(word for word, times in counted.items() if times >= least)} "


def tokens(text: str, *, english: bool) -> list[str]:
    """The words; of a run without spaces each character with the one after it."""
    if not _UNSPACED.search(text):
        return [token(surface, english) for surface in WORD.findall(text)]
    found = list(WORD.finditer(text))
    return [_with_neighbour(found, place, english) for place in range(len(found))]


@lru_cache(maxsize=100_000)
def token(surface: str, english: bool) -> str:
    """What the word `surface`, a match of WORD, is found by."""
    word = folded(surface)
    return stem(word) if english else word


def folded(surface: str) -> str:
    word = _POSSESSIVE.sub("", surface)
    if word.isascii():
        return word.lower()[:LONGEST]
    bare = _DIACRITICS.sub("", unicodedata.normalize("NFKD", word.casefold()))
    plain = unicodedata.normalize("NFC", bare).casefold().translate(_LETTERS)
    # A sign may come apart into several words, or leave nothing: one word it must be.
    return "".join(WORD.findall(plain))[:LONGEST] or "0"


def is_unspaced(surface: str) -> bool:
    return bool(_UNSPACED.match(surface))


def _with_neighbour(found: list[re.Match[str]], place: int, english: bool) -> str:
    this = found[place]
    if not is_unspaced(this.group()):
        return token(this.group(), english)
    after = found[place + 1] if place + 1 < len(found) else None
    is_run = after is not None and after.start() == this.end() and is_unspaced(after.group())
    return token(this.group(), english) + (token(after.group(), english) if after and is_run else "")
