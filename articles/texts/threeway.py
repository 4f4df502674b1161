"""Where two texts made from one differ from it, and what is clear about each such place.

Texts are lists of blocks here, compared as strings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from articles.plaintext import TAG
from articles.texts.aligning import Pair, align
from articles.texts.likeness import Item

Blocks = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the base, and what stands in its place on either side.

    It is disputed where one side brought a block from elsewhere that the other did not leave alone;
    where both added something and the words beside it were changed as well; or where each removed another
    copy of a block of which both kept one.
    """

    base: Blocks
    theirs: Blocks
    mine: Blocks
    is_disputed: bool = False

    @property
    def agreed(self) -> Blocks | None:
        """What is to stand there; None if somebody has to choose."""
        if self.theirs == self.mine:
            return self.theirs
        if self.is_disputed:
            return None
        if self.mine == self.base:
            return self.theirs
        if self.theirs == self.base:
            return self.mine
        if self.base or set(self.theirs) & set(self.mine):
            return None
        return self.theirs + self.mine

    @property
    def standing(self) -> Counter[str]:
        """The blocks a reader of the merge sees there, as agreed or to choose from."""
        if self.agreed is not None:
            return Counter(self.agreed)
        return Counter(self.base) | Counter(self.theirs) | Counter(self.mine)


def regions(base: Sequence[str], theirs: Sequence[str], mine: Sequence[str]) -> list[Region]:
    """The whole of the three texts, in order."""
    sides = _Side.of(base, theirs), _Side.of(base, mine)
    groups = _groups([*sides[0].edits(base, sides[1]), *sides[1].edits(base, sides[0], is_mine=True)])
    found: list[Region] = []
    done = 0
    for group in groups:
        found += _untouched(base[done : group.start])
        found.append(group.region(base))
        done = group.end
    found += _untouched(base[done:])
    lost = Counter(base) & Counter(theirs) & Counter(mine)
    for region in found:
        lost.subtract(region.standing)
    lost = +lost
    return [
        replace(region, is_disputed=True) if lost.keys() & set(region.base) else region for region in found
    ]


def _untouched(blocks: Sequence[str]) -> list[Region]:
    return [Region(tuple(blocks), tuple(blocks), tuple(blocks))] if blocks else []


@dataclass(frozen=True, slots=True)
class _Edit:
    """One side's blocks in place of the base's from `start` to `end`; if equal, added there."""

    start: int
    end: int
    blocks: Blocks
    is_mine: bool
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class _Side:
    """One side's blocks, and which of the base's they are."""

    blocks: Sequence[str]
    stayed: list[Pair]
    came_from: dict[int, int]
    kept: set[int]

    @classmethod
    def of(cls, base: Sequence[str], side: Sequence[str]) -> _Side:
        pairs = align(_items(base), _items(side))
        stayed = [pair for pair in pairs if not pair.is_moved]
        came_from = {pair.new[0]: pair.old[0] for pair in pairs if pair.is_moved}
        kept = {pair.old[0] for pair in stayed if _at(base, pair.old) == _at(side, pair.new)}
        return cls(side, stayed, came_from, kept)

    def edits(self, base: Sequence[str], other: _Side, *, is_mine: bool = False) -> Iterator[_Edit]:
        ends = Pair((-1,), (-1,)), Pair((len(base),), (len(self.blocks),))
        for last, pair in pairwise([ends[0], *self.stayed, ends[1]]):
            start, end = last.old[-1] + 1, pair.old[0]
            come = range(last.new[-1] + 1, pair.new[0])
            if come:
                is_disputed = any(self.came_from.get(j, -1) not in {-1} | other.kept for j in come)
                yield _Edit(start, end, _at(self.blocks, come), is_mine, is_disputed)
            else:
                # One by one: what the other side did to one of them is no quarrel about the next.
                yield from (_Edit(i, i + 1, (), is_mine) for i in range(start, end))
            if pair is not ends[1] and _at(base, pair.old) != _at(self.blocks, pair.new):
                yield _Edit(pair.old[0], pair.old[-1] + 1, _at(self.blocks, pair.new), is_mine)


@dataclass(frozen=True, slots=True)
class _Group:
    """Edits that cannot be told apart, because they concern the same blocks or the same place."""

    start: int
    end: int
    edits: tuple[_Edit, ...]
    is_disputed: bool = False

    @property
    def is_double_addition(self) -> bool:
        return self.start == self.end and len(self.edits) > 1

    def meets(self, edit: _Edit) -> bool:
        """Whether an edit, not before this group, belongs to it."""
        if self.start == self.end:
            return edit.start == edit.end == self.start
        return edit.start < self.end

    def with_edit(self, edit: _Edit) -> _Group:
        return _Group(
            self.start, max(self.end, edit.end), (*self.edits, edit), self.is_disputed or edit.is_disputed
        )

    def region(self, base: Sequence[str]) -> Region:
        blocks = tuple(base[self.start : self.end])
        return Region(
            blocks, self._side(base, is_mine=False), self._side(base, is_mine=True), self.is_disputed
        )

    def _side(self, base: Sequence[str], *, is_mine: bool) -> Blocks:
        found: list[str] = []
        done = self.start
        for edit in (edit for edit in self.edits if edit.is_mine == is_mine):
            found += [*base[done : edit.start], *edit.blocks]
            done = edit.end
        return (*found, *base[done : self.end])


def _groups(edits: Sequence[_Edit]) -> list[_Group]:
    groups: list[_Group] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if groups and groups[-1].meets(edit):
            groups[-1] = groups[-1].with_edit(edit)
        else:
            groups.append(_Group(edit.start, edit.end, (edit,), edit.is_disputed))
    return [
        replace(group, is_disputed=True) if group.is_double_addition and _touches(groups, at) else group
        for at, group in enumerate(groups)
    ]


def _touches(groups: Sequence[_Group], at: int) -> bool:
    """Whether a group has no untouched block between itself and the one before or behind it."""
    before = at > 0 and groups[at - 1].end == groups[at].start
    return before or (at + 1 < len(groups) and groups[at + 1].start == groups[at].end)


def _at(blocks: Sequence[str], places: Sequence[int]) -> Blocks:
    return tuple(blocks[at] for at in places)


def _items(blocks: Sequence[str]) -> list[Item]:
    return [Item(block, TAG.sub(" ", block)) for block in blocks]
