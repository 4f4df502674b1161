"""Which sentence of the old text is which of the new: first those that did not change."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import groupby

from claims.anchoring.sentences import Sentence

LONG_WORDS, LONG_LETTERS, LONG_OTHER_LETTERS = 4, 20, 12
"""From here on a sentence that stands once in both texts is taken for the same one wherever it stands."""


class Matches:
    """Pairs of sentences, one to one: `to[i]` is the new place of old sentence i, `back` the way back.

    `old_places` and `new_places` are those of every sentence by its key, without the shared ends.
    `disputed` are the new places of old sentences that cannot be told apart, or not from others;
    `possible` those a person might recognise where nothing but a likeness speaks for them; and `joined`
    sentences that are another old one's, and may hold this one as well.
    """

    def __init__(self, old: Sequence[Sentence], new: Sequence[Sentence]) -> None:
        self.old, self.new = old, new
        self.old_places, self.new_places = _places(old), _places(new)
        self.to: list[int | None] = [None] * len(old)
        self.back: list[int | None] = [None] * len(new)
        self.disputed: dict[int, set[int]] = defaultdict(set)
        self.possible: dict[int, set[int]] = defaultdict(set)
        self.joined: dict[int, set[int]] = defaultdict(set)

    def join(self, i: int, j: int) -> None:
        self.to[i], self.back[j] = j, i

    def part(self, i: int) -> None:
        if (j := self.to[i]) is not None:
            self.to[i] = self.back[j] = None

    def is_open(self, i: int, j: int) -> bool:
        return self.to[i] is None and self.back[j] is None

    def pairs(self) -> list[tuple[int, int]]:
        return [(i, j) for i, j in enumerate(self.to) if j is not None]

    def is_equal(self, i: int) -> bool:
        """Whether an old sentence stands in the new text as it was."""
        j = self.to[i]
        return j is not None and self.old[i].key == self.new[j].key

    @cached_property
    def runs(self) -> tuple[list[int], list[int]]:
        """For each old and each new sentence, how many times it is said in a row."""
        return _runs(self.old), _runs(self.new)


def match_equal(old: Sequence[Sentence], new: Sequence[Sentence]) -> Matches:
    """Match what did not change. The first and last sentences given are the texts' shared ends."""
    matches = Matches(old, new)
    matches.join(0, 0)
    matches.join(len(old) - 1, len(new) - 1)
    _match_unique(matches)
    _let_strays_go(matches)
    grow(matches)
    _let_doubtful_go(matches)
    return matches


def _match_unique(matches: Matches) -> None:
    for key, places in matches.old_places.items():
        others = matches.new_places.get(key, [])
        if len(places) == len(others) == 1 and _is_long(key):
            matches.join(places[0], others[0])


def _places(sentences: Sequence[Sentence]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for index in range(1, len(sentences) - 1):
        places.setdefault(sentences[index].key, []).append(index)
    return places


def _is_long(key: str) -> bool:
    if key.isascii():
        return len(key) >= LONG_LETTERS and key.count(" ") >= LONG_WORDS - 1
    return len(key) >= LONG_OTHER_LETTERS


def grow(matches: Matches) -> None:
    """Match equal neighbours of what is matched, unless from elsewhere other matches lay claim to them."""
    forward, backward = _reach(matches, 1), _reach(matches, -1)
    wanted: dict[int, set[int]] = defaultdict(set)
    for i, j in (*forward.items(), *backward.items()):
        wanted[j].add(i)
    old_runs, new_runs = matches.runs
    for i in sorted({*forward, *backward}):
        places = {reach[i] for reach in (forward, backward) if i in reach}
        rivals = set().union(*(wanted[j] for j in places))
        j = min(places)
        # Of what is said twice in a row, nobody knows which was cut.
        is_one = len(places) == 1 and old_runs[i] == new_runs[j]
        if is_one and (len(rivals) == 1 or _is_told_by_paragraph(matches, i, j, rivals)):
            matches.join(i, j)
        else:
            matches.disputed[i] |= places


def _reach(matches: Matches, step: int) -> dict[int, int]:
    """Equal sentences next to matched ones, and next to those, in one direction."""
    reached: dict[int, int] = {}
    ends = [at for at in (0, len(matches.old) - 1) if not matches.old[at].text]
    for i in [i for i, place in enumerate(matches.to) if place is None]:
        beside = matches.to[i - step]
        # That the text begins or ends here says little: what it began with may be what was cut.
        if beside is None or i - step in ends:
            continue
        j = beside + step
        while (
            0 <= i < len(matches.old)
            and 0 <= j < len(matches.new)
            and matches.is_open(i, j)
            and matches.old[i].key == matches.new[j].key
        ):
            reached[i] = j
            i, j = i + step, j + step
    return reached


def _runs(sentences: Sequence[Sentence]) -> list[int]:
    lengths = [len(list(run)) for _, run in groupby(sentence.key for sentence in sentences)]
    return [length for length in lengths for _ in range(length)]


def _is_told_by_paragraph(matches: Matches, i: int, j: int, rivals: set[int]) -> bool:
    """Whether a sentence begins and ends a paragraph just as the new one does, and no rival does."""
    shape = _shape(matches.new, j)
    alike = [rival for rival in rivals if _shape(matches.old, rival) == shape]
    return alike == [i] and matches.back[j] is None


def _shape(sentences: Sequence[Sentence], index: int) -> tuple[bool, bool]:
    return (
        sentences[index - 1].block == sentences[index].block,
        sentences[index + 1].block == sentences[index].block,
    )


def _let_strays_go(matches: Matches) -> None:
    """Part unchanged sentences that stand out of order and beside nothing they stood beside.

    One may be a copy of a sentence that was edited where it stood; that is for its likes to decide.
    """
    in_order = increasing(matches.pairs())
    strays = [i for i, j in matches.pairs() if i not in in_order and not has_neighbour(matches, i, j)]
    for i in strays:
        matches.part(i)


def _let_doubtful_go(matches: Matches) -> None:
    """Part unchanged sentences beside nothing they stood beside, if another stands where they would."""
    doubtful = [
        i
        for i, j in matches.pairs()
        if not has_neighbour(matches, i, j) and 0 < i < len(matches.old) - 1 and _is_slot_taken(matches, i)
    ]
    for i in doubtful:
        matches.part(i)


def _is_slot_taken(matches: Matches, i: int) -> bool:
    """Whether a new sentence nobody knows stands beside what an old one stood beside."""
    for step in (-1, 1):
        beside = matches.to[i + step]
        if (
            beside is not None
            and 0 < beside - step < len(matches.new) - 1
            and matches.back[beside - step] is None
        ):
            return True
    return False


def has_neighbour(matches: Matches, i: int, j: int) -> bool:
    """Whether beside a new sentence stands what stood beside the old one, on the same side."""
    to, last = matches.to, len(matches.old) - 1
    return (i > 1 and to[i - 1] == j - 1) or (i < last - 1 and to[i + 1] == j + 1)


def unchanged_stretches(matches: Matches) -> list[int | None]:
    """For each old sentence that did not change, which stretch of such it still stands in, by its number."""
    stretches: list[int | None] = []
    stretch, following = 0, None
    for i, j in enumerate(matches.to):
        is_equal = matches.is_equal(i)
        stretch += j != following or not is_equal
        stretches.append(stretch if is_equal else None)
        following = None if j is None else j + 1
    return stretches


def increasing(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """The old sides, of pairs by their old side, of a longest run that is in the same order on both."""
    places = [j for _, j in pairs]
    if places == sorted(places):
        return {i for i, _ in pairs}
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, j in enumerate(places):
        if not ends or j > ends[-1]:  # nearly always
            before.append(last[-1] if last else -1)
            ends.append(j)
            last.append(index)
        else:
            length = bisect_left(ends, j)
            before.append(last[length - 1] if length else -1)
            ends[length], last[length] = j, index
    chosen: set[int] = set()
    at = last[-1] if last else -1
    while at >= 0:
        chosen.add(pairs[at][0])
        at = before[at]
    return chosen
