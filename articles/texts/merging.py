"""Two people's changes to one text, brought together paragraph by paragraph (a three-way merge).

What only one side changed, moved, added or removed is taken over, and what both changed alike. It clashes
where

- both changed the same block differently, or one changed, moved or removed what the other changed or moved;
- both added something in the same place, and a block beside it was changed as well, or the additions
  have a block in common. Other additions in one place are both kept, theirs first;
- each removed another copy of a block of which both kept one.

A moved block that clashes does so twice: where it stood, and where it came to stand. A list, or a
quotation of several paragraphs, that both changed is merged item by item, or clashes as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from articles.texts.passages import split
from articles.texts.threeway import Region, regions

T = TypeVar("T")
CHOICES = ("theirs", "mine", "both", "base")
_CONTAINER = re.compile(r"(<(ul|ol|blockquote)\b[^>]*>)(.*)</\2>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Clash(Generic[T]):
    """What both changed. In a body each is HTML of whole blocks, or empty: of none."""

    base: T
    theirs: T
    mine: T


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged body in order: HTML of whole blocks where all is clear, and what somebody has to choose."""

    pieces: tuple[str | Clash[str], ...]

    @property
    def clashes(self) -> list[Clash[str]]:
        return [piece for piece in self.pieces if isinstance(piece, Clash)]

    @property
    def is_clean(self) -> bool:
        return not self.clashes

    def html(self, choices: Sequence[str] = ()) -> str:
        """The body, given one of CHOICES for each clash; “both” is theirs, then mine. Else ValueError."""
        if len(choices) != len(self.clashes):
            raise ValueError(f"{len(self.clashes)} choices are to be made, not {len(choices)}.")
        left = iter(choices)
        return "".join(
            _chosen(piece, next(left)) if isinstance(piece, Clash) else piece for piece in self.pieces
        )


def merge(base_html: str, theirs_html: str, mine_html: str) -> Merge:
    """Merge two bodies made from one. All three as `body.clean_body` leaves them."""
    pieces: list[str | Clash[str]] = []
    for piece in _pieces(base_html, theirs_html, mine_html):
        if pieces and isinstance(pieces[-1], str) and isinstance(piece, str):
            pieces[-1] += piece
        elif piece:
            pieces.append(piece)
    return Merge(tuple(pieces))


def merge_value(base: T, theirs: T, mine: T) -> T | Clash[T]:
    """The value that only one side changed, or that both changed alike; else the clash."""
    if theirs == mine or mine == base:
        return theirs
    return mine if theirs == base else Clash(base, theirs, mine)


def merge_sets(
    base: Iterable[T], theirs: Iterable[T], mine: Iterable[T], *, key: Callable[[T], Hashable] = lambda x: x
) -> list[T]:
    """What either side added, and what neither removed, in their order. Sets never clash.

    `key` says what counts as the same: `str.lower` for tags.
    """
    was, here, there = ({key(value): value for value in values} for values in (base, theirs, mine))
    removed = {name for name in was if name not in here or name not in there}
    both = here | {name: value for name, value in there.items() if name not in here}
    return [value for name, value in both.items() if name not in removed]


def _pieces(base: str, theirs: str, mine: str) -> Iterator[str | Clash[str]]:
    for region in regions(split(base), split(theirs), split(mine)):
        agreed = region.agreed
        if agreed is not None:
            yield "".join(agreed)
        elif (inside := _merged_inside(region)) is not None:
            yield inside
        else:
            yield Clash("".join(region.base), "".join(region.theirs), "".join(region.mine))


def _merged_inside(region: Region) -> str | None:
    """A list or quotation merged item by item, if it is one on all sides and no item clashes."""
    found = [_CONTAINER.fullmatch("".join(blocks)) for blocks in (region.base, region.theirs, region.mine)]
    sizes = {len(region.base), len(region.theirs), len(region.mine)}
    base, theirs, mine = found
    if sizes != {1} or not (base and theirs and mine) or len({base[1], theirs[1], mine[1]}) > 1:
        return None
    pieces = list(_pieces(base[3], theirs[3], mine[3]))
    if any(isinstance(piece, Clash) for piece in pieces):
        return None
    return f"{base[1]}{''.join(map(str, pieces))}</{base[2]}>"


def _chosen(clash: Clash[str], choice: str) -> str:
    if choice not in CHOICES:
        raise ValueError(f"Nobody can choose {choice!r}.")
    return clash.theirs + clash.mine if choice == "both" else str(getattr(clash, choice))
