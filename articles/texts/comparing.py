"""Two versions of a body as a desk wants to see them: paragraph beside paragraph, word by word."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from rapidfuzz.distance import LCSseq

from articles.plaintext import SEPARATOR, read
from articles.texts.aligning import Pair, align
from articles.texts.formatting import pieces, reshaped
from articles.texts.likeness import Item
from articles.texts.passages import Passage, joined, passages, split
from articles.texts.wording import stretches, words

Op = Literal["equal", "insert", "delete", "format"]
Status = Literal["same", "changed", "added", "removed", "moved", "moved_changed"]

MOST_PAIRS = 1_000_000_000
"""So many pairs of words are compared for `extent`; of more, it only counts which words there are."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words. `note` says, of a "format", what is different: “now bold, no longer a link”."""

    op: Op
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A block, or several that were split or joined, in both versions.

    The texts of the runs that are not inserted are the old text, of those that are not deleted the new
    one; between blocks that were split or joined stands an empty line. `tag` is how the block looks now
    (p, h2, h3, h4, li, blockquote, hr), `old_tag` how it looked; where it is in one version only, both
    are the same. `note` says what became of the block itself: “moved up, now a heading”.
    """

    status: Status
    tag: str
    old_tag: str
    runs: tuple[Run, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Blocks in a row in which nothing changed, taken out of sight."""

    blocks: tuple[BlockChange, ...]

    @property
    def count(self) -> int:
        return len(self.blocks)


def compare(old_html: str, new_html: str) -> list[BlockChange]:
    """Every block of two bodies in the order of the new one, removed ones where they stood."""
    old, new = passages(old_html), passages(new_html)
    pairs = align([_item(passage) for passage in old], [_item(passage) for passage in new])
    return list(_in_order(old, new, pairs))


def compare_texts(old: str, new: str) -> list[Run]:
    """Two versions of a text without markup."""
    return _runs(Passage(old, ()), Passage(new, ()))


def extent(old_html: str, new_html: str) -> tuple[int, int]:
    """How many words were added, and how many removed. To move a paragraph, or to format it, is neither."""
    # Equal HTML is dropped before any is read, and equal text before any is compared.
    old, new = _apart(split(old_html), split(new_html))
    texts = (read("".join(blocks)).text.split(SEPARATOR) for blocks in (old, new))
    gone, come = (words(SEPARATOR.join(blocks)) for blocks in _apart(*texts))
    if len(gone) * len(come) > MOST_PAIRS:
        kept = (Counter(gone) & Counter(come)).total()
    else:
        kept = LCSseq.similarity(gone, come)
    return len(come) - kept, len(gone) - kept


def with_context(changes: Sequence[BlockChange], around: int = 1) -> list[BlockChange | Gap]:
    """The changes with so many unchanged blocks before and behind each; the others in gaps."""
    changed = [at for at, change in enumerate(changes) if change.status != "same"]
    near = {at + step for at in changed for step in range(-around, around + 1)}
    shown: list[BlockChange | Gap] = []
    for is_near, group in groupby(enumerate(changes), key=lambda entry: entry[0] in near):
        blocks = [change for _, change in group]
        # One block takes no more room than the word that it is left out.
        shown += blocks if is_near or len(blocks) == 1 else [Gap(tuple(blocks))]
    return shown


def _item(passage: Passage) -> Item:
    return Item(passage.text or passage.tag, passage.text)


def _in_order(old: Sequence[Passage], new: Sequence[Passage], pairs: Sequence[Pair]) -> Iterator[BlockChange]:
    stayed = [pair for pair in pairs if not pair.is_moved]
    starts = [pair.old[0] for pair in stayed]
    removed: dict[int, list[int]] = {}
    for i in sorted(set(range(len(old))) - {i for pair in pairs for i in pair.old}):
        removed.setdefault(bisect_left(starts, i), []).append(i)
    yield from _removed(old, removed.get(0, []))
    by_place = {pair.new[0]: pair for pair in pairs}
    parts = {j for pair in pairs for j in pair.new[1:]}
    passed = 0
    for j, passage in enumerate(new):
        if pair := by_place.get(j):
            yield _changed(
                old, new, pair, is_further_up=pair.is_moved and pair.old[0] > _old_end(stayed, passed)
            )
            if not pair.is_moved:
                passed += 1
                yield from _removed(old, removed.get(passed, []))
        elif j not in parts:
            yield BlockChange("added", passage.tag, passage.tag, _whole("insert", passage))


def _old_end(stayed: Sequence[Pair], passed: int) -> int:
    return stayed[passed - 1].old[-1] if passed else -1


def _removed(old: Sequence[Passage], places: Sequence[int]) -> Iterator[BlockChange]:
    for i in places:
        yield BlockChange("removed", old[i].tag, old[i].tag, _whole("delete", old[i]))


def _whole(op: Op, passage: Passage) -> tuple[Run, ...]:
    return (Run(op, passage.text),) if passage.text else ()


def _changed(
    old: Sequence[Passage], new: Sequence[Passage], pair: Pair, *, is_further_up: bool
) -> BlockChange:
    was, now = joined([old[i] for i in pair.old]), joined([new[j] for j in pair.new])
    runs = _runs(was, now)
    notes = [*_parted(pair), *reshaped(was, now)]
    is_same = not notes and all(run.op == "equal" for run in runs)
    status: Status = "same" if is_same else "changed"
    if pair.is_moved:
        status = "moved" if is_same else "moved_changed"
        notes.insert(0, "moved up" if is_further_up else "moved down")
    return BlockChange(status, now.tag, was.tag, tuple(runs), ", ".join(notes))


def _parted(pair: Pair) -> Iterator[str]:
    if len(pair.new) > 1:
        yield f"split into {len(pair.new)}"
    if len(pair.old) > 1:
        yield f"joined from {len(pair.old)}"


def _runs(was: Passage, now: Passage) -> list[Run]:
    runs: list[Run] = []
    for stretch in stretches(was.text, now.text):
        if stretch.is_equal:
            runs += [
                Run("format" if note else "equal", text, note) for text, note in pieces(was, now, stretch)
            ]
            continue
        if stretch.old_end > stretch.old_start:
            runs.append(Run("delete", was.text[stretch.old_start : stretch.old_end]))
        if stretch.new_end > stretch.new_start:
            runs.append(Run("insert", now.text[stretch.new_start : stretch.new_end]))
    return runs


def _apart(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[str]]:
    """What is left of both without the blocks they share."""
    shared = Counter(old) & Counter(new)
    return _without(old, shared), _without(new, shared)


def _without(blocks: Sequence[str], shared: Counter[str]) -> list[str]:
    left, rest = Counter(shared), []
    for block in blocks:
        if left[block]:
            left[block] -= 1
        else:
            rest.append(block)
    return rest
