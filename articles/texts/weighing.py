"""What makes an edit more than minor: numbers, names, negations and quotations that changed.

Spelling, punctuation, hyphens and typography do not count, except that one name is never taken for a
misspelling of another: Smith and Smyth are two people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, zip_longest
from typing import Literal

from rapidfuzz.distance import OSA

from articles.plaintext import SEPARATOR
from articles.texts.aligning import Pair, align
from articles.texts.facts import INVISIBLE, Kind, Word, is_capital, words_of
from articles.texts.likeness import Item
from articles.texts.reversing import LOOKALIKES, positives
from articles.texts.wording import FUNCTION_WORDS, common

KINDS: tuple[Kind, ...] = ("number", "name", "negation")
LONGEST = 90
"""So many characters of a quotation are repeated to the desk."""

MOVED_WORDS = 5
"""A sentence of so many words, at least, only moved if it went here and came there."""


REWORDED = 30
"""Among more words than so many in the place of others, no misspelling is looked for."""


@dataclass(frozen=True, slots=True)
class Weighty:
    """A fact that changed. `old` is empty where it was added, `new` where it was removed."""

    what: Literal["number", "name", "possible name", "negation", "quotation"]
    old: str
    new: str

    @property
    def words(self) -> str:
        """As part of a sentence: “the number “12” became “13””."""
        old, new = _shortened(self.old), _shortened(self.new)
        if old and new:
            return f"the {self.what} “{old}” became “{new}”"
        return f"the {self.what} “{new}” was added" if new else f"the {self.what} “{old}” was removed"


Change = tuple[Sequence[Word], Sequence[Word]]
"""The words that went, and those that came in their place."""

Words = list[list[Word]]
"""The words of each block of a text."""

Saying = tuple[tuple[str, bool], ...]
"""A sentence to the letter, and which of its words are quoted."""


def weighty(old_text: str, new_text: str, *, beside: Sequence[str] = ()) -> list[Weighty]:
    """The facts that changed between two plain texts (blocks are separated by an empty line), each once.

    In the texts `beside` it is looked up, too, which words are names and which are spelled small.
    """
    old, new = _blocks(old_text), _blocks(new_text)
    if old == new:
        return []
    here, there, *others = words_of(old, new, *map(_blocks, beside))
    small = {word.key for text in (here, there, *others) for word in chain(*text) if word.spelled.islower()}
    changes = _changes(old, new, *_without_shared(here, there))
    return list(dict.fromkeys(fact for change in changes for fact in _facts(change, small)))


def _blocks(text: str) -> list[str]:
    return INVISIBLE.sub("", text).split(SEPARATOR)


def _changes(old: list[str], new: list[str], here: Words, there: Words) -> Iterator[Change]:
    """The changes inside of blocks, then blocks that went or came as a whole.

    `here` and `there` are the words to look at of each old block and of each new one.
    """
    pairs = align([Item(block, block) for block in old], [Item(block, block) for block in new])
    if len(old) == len(new) == 1:
        pairs = [Pair((0,), (0,))]  # a headline is the headline, however little is left of it
    for pair in pairs:
        was = [word for i in pair.old for word in here[i]]
        now = [word for j in pair.new for word in there[j]]
        yield from _changes_within(was, now)
    yield from ((here[i], ()) for i in sorted(set(range(len(old))) - {i for pair in pairs for i in pair.old}))
    yield from (
        ((), there[j]) for j in sorted(set(range(len(new))) - {j for pair in pairs for j in pair.new})
    )


def _without_shared(*texts: Words) -> list[Words]:
    """The texts without the sentences both have, wherever they stand now."""
    counts = [Counter(map(_saying, _sentences(chain.from_iterable(text)))) for text in texts]
    shared = counts[0] & counts[1]
    return [_without(text, Counter(shared)) for text in texts]


def _without(text: Words, shared: Counter[Saying]) -> Words:
    left: Words = []
    for block in text:
        left.append([])
        for sentence in _sentences(block):
            if len(sentence) >= MOVED_WORDS and shared[_saying(sentence)]:
                shared[_saying(sentence)] -= 1
            else:
                left[-1] += sentence
    return left


def _sentences(words: Iterable[Word]) -> list[list[Word]]:
    sentences: list[list[Word]] = []
    for word in words:
        if word.is_first or not sentences:
            sentences.append([])
        sentences[-1].append(word)
    return sentences


def _saying(sentence: Sequence[Word]) -> Saying:
    return tuple((word.said, word.is_quoted) for word in sentence)


def _changes_within(old: list[Word], new: list[Word]) -> Iterator[Change]:
    shared = common([word.key for word in old], [word.key for word in new])
    kept = [(i, j) for i, j in shared if _is_said_alike(old[i], new[j])]
    for (i, j), (next_i, next_j) in pairwise([(-1, -1), *kept, (len(old), len(new))]):
        went, came = old[i + 1 : next_i], new[j + 1 : next_j]
        if (went or came) and not _is_respelled(went, came):
            yield went, came


def _is_said_alike(old: Word, new: Word) -> bool:
    """Whether a word stayed what it was: in a quotation, to the letter."""
    return old.is_quoted == new.is_quoted and (not old.is_quoted or old.said == new.said)


def _is_respelled(old: Sequence[Word], new: Sequence[Word]) -> bool:
    """Whether words were only joined or parted, by a hyphen or a space, or letters of them changed places."""
    was, now = _letters(old), _letters(new)
    if len(old) == len(new) or sorted(was) != sorted(now) or any(map(str.isdigit, was)):
        return False
    return {word.is_quoted for word in (*old, *new)} != {True, False}


def _letters(words: Sequence[Word]) -> str:
    spelled = ("percent" if word.key == "percent" else word.spelled.casefold() for word in words)
    return "".join(spelled).replace(" ", "")


def _facts(change: Change, small: Collection[str]) -> Iterator[Weighty]:
    old, new = change
    quotes = _text([word for word in old if word.is_quoted]), _text([word for word in new if word.is_quoted])
    if any(quotes):
        yield Weighty("quotation", *quotes)
    for kind in KINDS:
        went, came = _of_kind(kind, old, new), _of_kind(kind, new, old)
        for was, now in zip_longest(went, came, fillvalue=""):
            yield Weighty(kind, was, now)
    yield from _opposites(old, new)
    yield from _openings(old, new, small)


def _opposites(old: Sequence[Word], new: Sequence[Word]) -> Iterator[Weighty]:
    """Words in the place of their opposites: “unsafe” of “safe”."""
    went, came = ({word.key: word for word in side if not word.is_quoted} for side in (old, new))
    yield from (
        Weighty("negation", went[one].spelled, came[other].spelled)
        for one in went
        for other in came.keys() & {*positives(one)}
    )
    yield from (
        Weighty("negation", went[other].spelled, came[one].spelled)
        for one in came
        for other in went.keys() & {*positives(one)}
    )


def _openings(old: Sequence[Word], new: Sequence[Word], small: Collection[str]) -> Iterator[Weighty]:
    """Words that open a sentence, others in their place, where nothing says that they are no names."""
    went, came = ([word for word in side if _may_be_a_name(word, small)] for side in (old, new))
    for was, now in zip(went, came, strict=False):
        if was.key != now.key and not _is_spelled_like(was, now):
            yield Weighty("possible name", was.spelled, now.spelled)


def _may_be_a_name(word: Word, small: Collection[str]) -> bool:
    is_open = word.is_first and word.kind is None and not word.is_quoted
    return is_open and is_capital(word) and word.key not in small


def _of_kind(kind: Kind, here: Sequence[Word], there: Sequence[Word]) -> list[str]:
    """The numbers, names or negations of one side that the other side lacks; neighbours as one."""
    others = Counter(word.meant for word in there)
    is_told = _teller(there)
    groups: list[list[Word]] = []
    last = -2
    for at, word in enumerate(here):
        if word.kind != kind or word.is_quoted or not is_told(word):
            continue
        if others[word.meant]:
            others[word.meant] -= 1
            continue
        if last == at - 1:
            groups[-1].append(word)
        else:
            groups.append([word])
        last = at
    return [_text(group) for group in groups]


def _teller(there: Sequence[Word]) -> Callable[[Word], bool]:
    """Says whether a word is the fact it looks like, given what stands on the other side."""
    ordinary = [other for other in there if other.kind is None]
    if len(ordinary) > REWORDED:
        ordinary = []
    has_number = any(other.kind == "number" and not _is_one(other) for other in there)

    def is_told(word: Word) -> bool:
        # “One of the men”, “no one”: a number only where another stands in its place.
        if _is_one(word):
            return has_number
        return not any(_is_misspelling(word, other) for other in ordinary)

    return is_told


def _is_one(word: Word) -> bool:
    return word.spelled.casefold() == "one"


def _is_misspelling(word: Word, other: Word) -> bool:
    """Whether a fact and a word that is none are one word, misspelt: “teh” and “The”, “nto” and “not”."""
    if word.kind != "name" and other.key in FUNCTION_WORDS:
        return False
    if word.kind == "negation" and other.key in LOOKALIKES:
        return False  # “failed” and “filed”
    if word.spelled.casefold() == other.spelled.casefold():
        return False  # “us” and “US”
    return _is_spelled_like(word, other)


def _is_spelled_like(word: Word, other: Word) -> bool:
    one, two = word.spelled.casefold(), other.spelled.casefold()
    if sorted(one) == sorted(two):
        return True
    size = min(len(one), len(two))
    allowed = 2 if size > 7 else int(size > 4 or (word.kind == "name" and size > 2))
    return OSA.distance(one, two) <= allowed


def _text(words: Sequence[Word]) -> str:
    text = ""
    last: Word | None = None
    for word in words:
        if last and last.start == word.start:
            continue  # two words in one, as in “don’t”
        text += ("" if last is None or last.end == word.start else " ") + word.spelled
        last = word
    return text


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"
