"""Which paragraph of an old text became which of a new one.

Equal ones come first and hold the rest in place; between them the most alike are paired; what is left may
have moved, or be part of a paragraph that was split or joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from articles.texts.chains import Link, heaviest_chain
from articles.texts.likeness import Item, Likeness

LIKE_IN_PLACE = 0.33
"""How alike two paragraphs are, at least, if one became the other where it stood."""

LIKE_ELSEWHERE, MOVED_WORDS = 0.6, 4
"""How alike, and of how many words, they are at least if the new one stands elsewhere."""


class Pair(NamedTuple):
    """Old and new places of what is the same paragraph, each side without gaps.

    A side has several where it was split or joined. Items in no pair were removed, or added.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    is_moved: bool = False


def align(old: Sequence[Item], new: Sequence[Item]) -> list[Pair]:
    """The pairs by their new places. Those that did not move rise on both sides."""
    aligner = _Aligner(old, new)
    aligner.place_equal()
    aligner.move_equal()
    aligner.place_alike()
    aligner.move_alike()
    return sorted(aligner.pairs(), key=lambda pair: pair.new)


class _Aligner:
    def __init__(self, old: Sequence[Item], new: Sequence[Item]) -> None:
        self.old, self.new = old, new
        self.placed: dict[int, int] = {}
        self.moved: dict[int, int] = {}
        self.taken: set[int] = set()
        self.likeness = Likeness(old, new)

    def place_equal(self) -> None:
        """Keep in place what is equal at both ends and, between them, as much text as can be."""
        size = min(len(self.old), len(self.new))
        head = next((n for n in range(size) if self.old[n].key != self.new[n].key), size)
        rest = range(1, size - head + 1)
        tail = next((n for n in rest if self.old[-n].key != self.new[-n].key), len(rest) + 1)
        self._place((n, n) for n in range(head))
        self._place((len(self.old) - n, len(self.new) - n) for n in range(1, tail))
        self._place(heaviest_chain(self._equal()))
        self._place_repeated()

    def move_equal(self) -> None:
        """Know again, elsewhere, what is left on both sides."""
        for i, j, _ in self._equal():
            if self._is_free(i, j) and self._size(self.old[i]):
                self._move(i, j)

    def place_alike(self) -> None:
        for here, there in list(self._gaps()):
            alike = [link for link in self.likeness.links(here, there) if link[2] >= LIKE_IN_PLACE]
            self._place(heaviest_chain((i, j, score * self._size(self.old[i])) for i, j, score in alike))

    def move_alike(self) -> None:
        """Know again, elsewhere, what moved and was changed: the most alike first."""
        here = [i for i in self._left_old() if self._size(self.old[i]) >= MOVED_WORDS]
        there = [j for j in self._left_new() if self._size(self.new[j]) >= MOVED_WORDS]
        for i, j, score in sorted(self.likeness.links(here, there), key=lambda link: -link[2]):
            if score >= LIKE_ELSEWHERE and self._is_free(i, j):
                self._move(i, j)

    def pairs(self) -> Iterator[Pair]:
        placed = [Pair((i,), (j,)) for i, j in self.placed.items()]
        placed = self._with_parts(placed, self._left_new(), side=1)
        yield from self._with_parts(placed, self._left_old(), side=0)
        yield from (Pair((i,), (j,), is_moved=True) for i, j in self.moved.items())

    def _place(self, pairs: Iterable[tuple[int, int]]) -> None:
        for i, j in pairs:
            self.placed[i] = j
            self.taken.add(j)

    def _move(self, i: int, j: int) -> None:
        self.moved[i] = j
        self.taken.add(j)

    def _is_free(self, i: int, j: int) -> bool:
        return i not in self.placed and i not in self.moved and j not in self.taken

    def _left_old(self) -> list[int]:
        return [i for i in range(len(self.old)) if i not in self.placed and i not in self.moved]

    def _left_new(self) -> list[int]:
        return [j for j in range(len(self.new)) if j not in self.taken]

    def _size(self, item: Item) -> int:
        return len(self.likeness.words(item))

    def _equal(self) -> list[Link]:
        """Links of equal items; of repeated ones, the first to the first and the last to the last."""
        here, there = _places(self.old, self._left_old()), _places(self.new, self._left_new())
        links: set[Link] = set()
        for key in here.keys() & there.keys():
            in_order = zip(here[key], there[key], strict=False)
            from_the_end = zip(here[key][::-1], there[key][::-1], strict=False)
            links.update((i, j, 1.0 + len(key)) for i, j in [*in_order, *from_the_end])
        return sorted(links)

    def _place_repeated(self) -> None:
        """Place what is equal and stands right behind, or before, something placed."""
        for step in (1, -1):
            for i, j in sorted(self.placed.items(), reverse=step < 0):
                i, j = i + step, j + step
                while self._is_equal(i, j) and self._is_free(i, j):
                    self._place([(i, j)])
                    i, j = i + step, j + step

    def _is_equal(self, i: int, j: int) -> bool:
        is_inside = 0 <= i < len(self.old) and 0 <= j < len(self.new)
        return is_inside and self.old[i].key == self.new[j].key

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """What is left on both sides between two placed pairs."""
        edges = [(-1, -1), *sorted(self.placed.items()), (len(self.old), len(self.new))]
        for (i, j), (next_i, next_j) in pairwise(edges):
            here = [at for at in range(i + 1, next_i) if at not in self.moved]
            there = [at for at in range(j + 1, next_j) if at not in self.taken]
            if here and there:
                yield here, there

    def _with_parts(self, pairs: list[Pair], left: list[int], *, side: int) -> list[Pair]:
        """The pairs, each with those neighbours left on one side that were split off it."""
        items, others = (self.new, self.old) if side else (self.old, self.new)
        owner = {place: pair for pair in pairs for place in (pair.new if side else pair.old)}
        for place, beside in [(at, at - 1) for at in left] + [(at, at + 1) for at in reversed(left)]:
            pair = owner.get(beside)
            if pair is None or place in owner:
                continue
            before, whole = (pair.new, pair.old) if side else (pair.old, pair.new)
            after = tuple(sorted([*before, place]))
            sides = [others[at] for at in whole], [items[at] for at in before], [items[at] for at in after]
            if self.likeness.is_part(*sides, items[place]):
                grown = pair._replace(new=after) if side else pair._replace(old=after)
                owner.update(dict.fromkeys(after, grown))
        return list(dict.fromkeys(owner.values()))


def _places(items: Sequence[Item], left: Iterable[int]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for at in left:
        places[items[at].key].append(at)
    return places
