"""The words of a text that say what is so: numbers, names and negations, and what is quoted.

Numbers and names are known in any language by their digits and capitals; number words, contractions and
negations in English only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Literal, NamedTuple
from unicodedata import decimal, normalize

from articles.texts.reversing import BOUNDS, NEGATIONS
from articles.texts.wording import FUNCTION_WORDS, TOKEN

Kind = Literal["number", "name", "negation"]

# fmt: off
UNITS = {word: n for n, word in enumerate((
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
))}
TENS = {word: n for n, word in zip(range(20, 100, 10), (
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
), strict=True)}
ORDINALS = {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th",
    "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th", "eleventh": "11th", "twelfth": "12th",
    "twentieth": "20th", "thirtieth": "30th", "hundredth": "100th", "thousandth": "1000th",
} | {f"{word}th": f"{n}th" for word, n in UNITS.items() if n > 12}
OTHER_NUMBERS = frozenset({
    "hundred", "thousand", "million", "billion", "trillion", "hundreds", "thousands", "millions", "billions",
    "dozen", "dozens", "half", "halves", "quarter", "quarters", "thirds", "fifths", "once", "twice", "thrice",
    "double", "triple", "quadruple", "percent", "nil", "nought", "pair", "couple", "score", "scores",
}) | {f"{word}fold" for word in (*UNITS, *TENS, "hundred", "thousand")}
# After these a full stop ends no sentence.
ABBREVIATIONS = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "st", "gen", "col", "lt", "sgt", "capt", "adm", "sen", "rep", "gov",
    "no", "vs", "jr", "sr",
})
# fmt: on
SCALES = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
SIGNS = frozenset("$€£¥₴₽₹₺₩%‰°")
CONTRACTED = {"wo": "will", "ca": "can", "sha": "shall", "ai": "is"}
NUMBER_WORDS = UNITS.keys() | TENS.keys() | ORDINALS.keys() | OTHER_NUMBERS
_BOUND_OPENINGS = {way[0] for way in BOUNDS}
NEVER_NAMES = FUNCTION_WORDS | {"i", "i'm", "i've", "i'd", "i'll"}

INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_THOUSANDS = re.compile(r"(?<=\d)[,\s](?=\d{3}(?!\d))")
_WORD = re.compile(rf"(?<![\d.,:])\d{{1,3}}(?:[,\s]\d{{3}})+(?![\w]|[,.:]\d)|{TOKEN.pattern}")
_SCALED = re.compile(r"(\d[\d.,]*)(k|m|mn|bn|tn)", re.IGNORECASE)
_MINUS = re.compile(r"(?:^|[\s(])[-−–]$")
_QUOTED = re.compile(
    r"""“[^”]*(?:”|$) | „[^“”]*(?:[“”]|$) | «[^»]*(?:»|$) | (?<!\w)"(?=\S)[^"]*(?:"|$)
      | (?<!\w)[‘'](?=[^\W\d]).{1,1500}?(?<=\S)[’'](?!\w)""",
    re.VERBOSE | re.DOTALL,
)


class Word(NamedTuple):
    """A word of one block: `key` is what it is compared by, `start` and `end` where it is spelled.

    “Don’t” is two words, spelled in one place; “fewer than 12” is two, of which the first is “fewer than”.
    """

    key: str
    spelled: str
    start: int
    end: int
    is_quoted: bool
    is_first: bool
    kind: Kind | None = None

    @property
    def meant(self) -> str:
        """What it says whatever its form: “denies” and “denied” are one negation."""
        return NEGATIONS.get(self.key, self.key)

    @property
    def said(self) -> str:
        """The word to the letter, which counts in a quotation."""
        return self.key if self.key[-1].isdigit() else self.spelled.casefold().replace("’", "'")


def words_of(*texts: Sequence[str]) -> list[list[list[Word]]]:
    """The words of each block of each text, with the kind of fact each is.

    The texts are versions of one: whether a word is a name may be seen in any of them.
    """
    cut = {block: _cut(block) for block in chain.from_iterable(texts)}
    names = _names(cut.values())
    told = {block: [_told(words, at, names) for at in range(len(words))] for block, words in cut.items()}
    return [[told[block] for block in text] for text in texts]


def _names(blocks: Iterable[list[Word]]) -> set[str]:
    """Words with a capital where no sentence begins, and never without one."""
    words = [word for block in blocks for word in block]
    capital = {word.key.casefold() for word in words if is_capital(word) and not word.is_first}
    return capital - {word.key.casefold() for word in words if not is_capital(word)}


def _told(words: Sequence[Word], at: int, names: set[str]) -> Word:
    word = words[at]
    if _is_number(word) or word.key in BOUNDS.values():
        return word._replace(kind="number")
    if word.key in NEGATIONS:
        return word._replace(kind="negation")
    return word._replace(kind="name") if _is_name(words, at, names) else word


def _is_number(word: Word) -> bool:
    return any(map(str.isdigit, word.key)) or word.key in NUMBER_WORDS or word.key in SIGNS


def _is_name(words: Sequence[Word], at: int, names: set[str]) -> bool:
    word = words[at]
    if not is_capital(word):
        return False
    if not word.is_first or _is_acronym(word.key) or word.key in names:
        return True
    # The first of two capitals: a first name and a surname, rather than a word that opens the sentence.
    following = words[at + 1] if at + 1 < len(words) else word
    return following is not word and not following.is_first and is_capital(following)


def is_capital(word: Word) -> bool:
    return word.spelled != word.spelled.lower() and word.key not in NEVER_NAMES


def _is_acronym(key: str) -> bool:
    return len(key) > 1 and key.isupper()


def _cut(block: str) -> list[Word]:
    edges = [edge for match in _QUOTED.finditer(block) for edge in match.span()]
    is_shouted = block.isupper()
    words: list[Word] = []
    is_first = True
    for match in _WORD.finditer(block):
        start, end = match.span()
        if "\n" in block[words[-1].end if words else 0 : start]:
            is_first = True
        if not (match[0][0].isalnum() or match[0] in SIGNS):
            is_first = is_first or _opens(block, match, words)
            continue
        is_quoted = bisect_right(edges, start) % 2 == 1
        is_negative = bool(_MINUS.search(block[max(0, start - 2) : start]))
        for key in _keys(match[0], is_negative=is_negative, is_shouted=is_shouted):
            spelled = f"−{match[0]}" if key.startswith("-") else match[0]
            words.append(Word(key, spelled, start, end, is_quoted, is_first))
            is_first = False
    return list(_bounded(list(_compounded(words))))


def _opens(block: str, mark: re.Match[str], words: Sequence[Word]) -> bool:
    """Whether a sentence begins behind a punctuation mark, or a quotation."""
    if mark[0] in "!?…:":
        return True
    if mark[0] == ".":
        last = words[-1].key if words else ""
        return last.lower() not in ABBREVIATIONS and not (len(last) == 1 and last.isalpha())
    start, end = mark.span()
    is_spaced = not block[max(0, start - 1) : start].isalnum()
    return mark[0] in "“„«‘\"'" and is_spaced and block[end : end + 1].isalnum()


def _keys(spelled: str, *, is_negative: bool, is_shouted: bool) -> list[str]:
    word = normalize("NFKC", spelled).replace("’", "'")
    if any(map(str.isdigit, word)):
        return _number_keys(word, is_negative=is_negative)
    lower = word.casefold()
    if lower.endswith("n't"):
        return [CONTRACTED.get(lower[:-3], lower[:-3]), "not"]
    if lower == "cannot":
        return ["can", "not"]
    if lower in ("%", "percent"):
        return ["percent"]
    word = word.removesuffix("'s")
    return [word if _is_acronym(word) and not is_shouted else word.casefold()]


def _number_keys(word: str, *, is_negative: bool) -> list[str]:
    word = _THOUSANDS.sub("", "".join(str(decimal(c, c)) for c in word)).casefold()
    scaled = _SCALED.fullmatch(word)
    keys = [scaled[1], SCALES[scaled[2]]] if scaled else [word]
    return ["-" + keys[0], *keys[1:]] if is_negative else keys


def _compounded(words: list[Word]) -> Iterator[Word]:
    """Number words by their digits, “twenty-one” as one word."""
    is_done = False
    for word, following in pairwise([*words, None]):
        if is_done or word is None:
            is_done = False
            continue
        unit = UNITS.get(following.key, 0) if following else 0
        if following and word.key in TENS and 0 < unit < 10 and following.start == word.end + 1:
            spelled = f"{word.spelled}-{following.spelled}"
            yield word._replace(key=str(TENS[word.key] + unit), spelled=spelled, end=following.end)
            is_done = True
        else:
            yield word._replace(key=_digits(word.key))


def _bounded(words: list[Word]) -> Iterator[Word]:
    """What is said of a number before it as one word: “more than 12”, “at least a dozen”."""
    at = 0
    while at < len(words):
        end = next((at + size for size in (3, 2, 1) if _is_bound(words, at, at + size)), 0)
        if end:
            bound = BOUNDS[_keyed(words[at:end])]
            spelled = " ".join(word.spelled for word in words[at:end])
            yield words[at]._replace(key=bound, spelled=spelled, end=words[end - 1].end)
        else:
            yield words[at]
        at = end or at + 1


def _is_bound(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the words from `start` to `end` say something of the number that follows them."""
    if words[start].key not in _BOUND_OPENINGS or _keyed(words[start:end]) not in BOUNDS:
        return False
    number = end + 1 if [word.key for word in words[end : end + 1]] in (["a"], ["an"]) else end
    if number >= len(words) or not _is_number(words[number]):
        return False
    return all(
        after.start - before.end <= 1 and after.is_quoted == before.is_quoted and not after.is_first
        for before, after in pairwise(words[start : number + 1])
    )


def _keyed(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(word.key for word in words)


def _digits(key: str) -> str:
    value = UNITS.get(key, TENS.get(key))
    return ORDINALS.get(key, key) if value is None else str(value)
