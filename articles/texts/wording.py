"""Which words of two texts are the same, told the way a reader would tell it.

All offsets count Unicode code points.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

from articles.texts.chains import heaviest_chain

# Scripts written without spaces in which a character is much of a word.
_UNSPACED = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Vowel signs and other marks that belong to a word, though `\w` does not know most of them.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0eff"
_MARKS += "\u1000-\u109f\u1780-\u17ff"
_WORD = rf"(?:[^\W_{_UNSPACED}]|[{_MARKS}])+"
TOKEN = re.compile(rf"{_WORD}(?:(?:['’]|(?<=\d)[.,:](?=\d)){_WORD})*|[{_UNSPACED}]|\S")

FUNCTION_WORDS = frozenset(
    """a an the this that these those and or but if of to in on at by for from with as is are was were be
    been being it its he she they his her their them we our us you your who whom which what when where
    while has have had do does did will would can could may might must shall should than then so such
    there into onto about over under after before also only just more most very""".split()  # noqa: SIM905
)

# So many pairs of words, at most, are compared at once.
MOST_PAIRS = 25_000_000

SENTENCE_ENDS = frozenset(".!?…")
FUNCTION_WEIGHT, MARK_WEIGHT = 0.5, 0.25
# So many times an island must weigh less than the changes on either side of it to be drowned in them.
DROWNED = 4


class Tokens(NamedTuple):
    """A text's words and marks, and their offsets. Between them is nothing but space."""

    words: list[str]
    starts: list[int]
    ends: list[int]


class Stretch(NamedTuple):
    """A part of the old text and the part of the new one in its place. Both are equal, or neither is."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    is_equal: bool


def tokens(text: str) -> Tokens:
    found = list(TOKEN.finditer(text))
    return Tokens([m[0] for m in found], [m.start() for m in found], [m.end() for m in found])


def words(text: str) -> list[str]:
    """The words of a text without its punctuation."""
    return [word for word in TOKEN.findall(text) if word[0].isalnum()]


def stretches(old: str, new: str) -> list[Stretch]:
    """Two texts, cut into what is equal and what is not, in order and with nothing left out."""
    if old == new:
        return [Stretch(0, len(old), 0, len(new), True)] if old else []
    here, there = tokens(old), tokens(new)
    pairs = _readable(common(here.words, there.words), here.words, there.words)
    return list(_stretched(list(_changes(old, new, here, there, pairs)), len(old), len(new)))


def common(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of places, rising on both sides, where two sequences hold the same.

    As many as there can be, unless the sequences are so long that this would take too long.
    """
    if len(old) * len(new) <= MOST_PAIRS:
        return _most_common(old, new, 0, 0)
    once = {word for word, n in Counter(old).items() if n == 1} & {
        w for w, n in Counter(new).items() if n == 1
    }
    places = {word: j for j, word in enumerate(new) if word in once}
    anchors = heaviest_chain((i, places[word], 1.0) for i, word in enumerate(old) if word in once)
    pairs = []
    for (i, j), (next_i, next_j) in pairwise([(-1, -1), *anchors, (len(old), len(new))]):
        here, there = old[i + 1 : next_i], new[j + 1 : next_j]
        if len(here) * len(there) <= MOST_PAIRS:
            pairs += _most_common(here, there, i + 1, j + 1)
        pairs.append((next_i, next_j))
    return pairs[:-1]


def _most_common(old: Sequence[str], new: Sequence[str], i: int, j: int) -> list[tuple[int, int]]:
    blocks = Indel.opcodes(old, new).as_matching_blocks()
    return [(i + block.a + k, j + block.b + k) for block in blocks for k in range(block.size)]


Pairs = list[tuple[int, int]]


def _readable(pairs: Pairs, old: Sequence[str], new: Sequence[str]) -> Pairs:
    """The pairs without the lonely ones, and moved so that whole sentences come and go."""
    before: int | None = None
    while len(pairs) != before:
        before = len(pairs)
        pairs = _without_islands(pairs, old, new)
    _slide(pairs, old, new)
    return pairs


def _without_islands(pairs: Pairs, old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Without the few words, such as “and the”, that stayed alone between large changes."""
    islands = _islands(pairs)
    seas = _seas(islands, old, new)
    kept: Pairs = []
    drowned = 0.0
    for at, island in enumerate(islands):
        weight = _weight([old[i] for i, _ in island])
        if weight * DROWNED <= min(seas[at] + drowned, seas[at + 1]):
            drowned += weight + seas[at]
        else:
            kept += island
            drowned = 0.0
    return kept


def _islands(pairs: Pairs) -> list[Pairs]:
    islands: list[Pairs] = []
    for at, (i, j) in enumerate(pairs):
        if at and pairs[at - 1] == (i - 1, j - 1):
            islands[-1].append((i, j))
        else:
            islands.append([(i, j)])
    return islands


def _seas(islands: list[Pairs], old: Sequence[str], new: Sequence[str]) -> list[float]:
    """How much changed before, between and behind the islands."""
    shores = [(-1, -1), *(place for island in islands for place in (island[0], island[-1]))]
    shores.append((len(old), len(new)))
    return [
        max(_weight(old[i + 1 : next_i]), _weight(new[j + 1 : next_j]))
        for (i, j), (next_i, next_j) in zip(shores[::2], shores[1::2], strict=True)
    ]


def _weight(of_words: Sequence[str]) -> float:
    return sum(_weight_of_one(word) for word in of_words)


def _weight_of_one(word: str) -> float:
    if not word[0].isalnum():
        return MARK_WEIGHT
    return FUNCTION_WEIGHT if word.lower() in FUNCTION_WORDS else 1.0


def _slide(pairs: Pairs, old: Sequence[str], new: Sequence[str]) -> None:
    """Where “A. B.” became “A. C. B.”, let “C.” have come, whatever words it shares with its neighbours."""
    for at in range(len(pairs) - 1):
        (i, j), (next_i, next_j) = pairs[at : at + 2]
        if next_i == i + 1 and next_j > j + 1:
            if new[j + 1] == new[next_j] and new[next_j] in SENTENCE_ENDS:
                pairs[at + 1] = (next_i, j + 1)
            else:
                _slide_back(pairs, at, new, side=1)
        elif next_j == j + 1 and next_i > i + 1:
            if old[i + 1] == old[next_i] and old[next_i] in SENTENCE_ENDS:
                pairs[at + 1] = (i + 1, next_j)
            else:
                _slide_back(pairs, at, old, side=0)


def _slide_back(pairs: Pairs, at: int, changed: Sequence[str], *, side: int) -> None:
    """Pair the words before an insertion with its own last ones, if it then begins with a sentence."""
    inside = pairs[at + 1][side] - 1
    moved: Pairs = []
    while at >= 0 and changed[pairs[at][side]] == changed[inside]:
        place = pairs[at][side]
        if moved and changed[place] in SENTENCE_ENDS:
            break
        i, j = pairs[at]
        moved.append((i, inside) if side else (inside, j))
        at, inside = at - 1, inside - 1
        if at >= 0 and pairs[at][side] != place - 1:
            return
    begins = at < 0 or changed[pairs[at][side]] in SENTENCE_ENDS
    if moved and begins:
        pairs[at + 1 : at + 1 + len(moved)] = moved[::-1]


def _changes(old: str, new: str, here: Tokens, there: Tokens, pairs: Pairs) -> Iterator[Stretch]:
    """Everything that differs: words, or the space between them."""
    for (i, j), (next_i, next_j) in pairwise([(-1, -1), *pairs, (len(here.words), len(there.words))]):
        start, new_start = (here.ends[i] if i >= 0 else 0), (there.ends[j] if j >= 0 else 0)
        end = here.starts[next_i] if next_i < len(here.starts) else len(old)
        new_end = there.starts[next_j] if next_j < len(there.starts) else len(new)
        gone, come = old[start:end], new[new_start:new_end]
        if gone != come:
            front = _shared_space(gone, come)
            back = _shared_space(gone[front:][::-1], come[front:][::-1])
            yield Stretch(start + front, end - back, new_start + front, new_end - back, False)


def _shared_space(one: str, other: str) -> int:
    """How many spaces both begin with."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b or not a.isspace():
            break
        count += 1
    return count


def _stretched(changes: Sequence[Stretch], old_size: int, new_size: int) -> Iterator[Stretch]:
    """The changes, and what is equal before, between and behind them."""
    at, new_at = 0, 0
    for change in [*changes, Stretch(old_size, old_size, new_size, new_size, False)]:
        if change.old_start > at:
            yield Stretch(at, change.old_start, new_at, change.new_start, True)
        if change.old_end > change.old_start or change.new_end > change.new_start:
            yield change
        at, new_at = change.old_end, change.new_end
