"""How others carry a span from one text to another. None of them says when it does not know."""

from __future__ import annotations

import re
from collections.abc import Callable

from rapidfuzz.distance import LCSseq

Span = tuple[int, int]
Place = Callable[[Span], Span | None]
Method = Callable[[str, str], Place]

_WORD = re.compile(r"\w+|[^\w\s]")


def find(old: str, new: str) -> Place:
    """The first place where the words stand."""

    def place(span: Span) -> Span | None:
        at = new.find(old[slice(*span)])
        return (at, at + span[1] - span[0]) if at >= 0 else None

    return place


def common_words(old: str, new: str) -> Place:
    """The words that a longest common subsequence of all words keeps."""
    was, now = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    blocks = LCSseq.editops([word[0] for word in was], [word[0] for word in now]).as_matching_blocks()
    to = {i + at: j + at for i, j, size in blocks for at in range(size)}
    pairs = [(was[i].span(), now[j].span()) for i, j in sorted(to.items())]

    def place(span: Span) -> Span | None:
        kept = [there for here, there in pairs if here[1] > span[0] and here[0] < span[1]]
        return (kept[0][0], kept[-1][1]) if kept else None

    return place


def diff_match_patch(old: str, new: str) -> Place:
    """Offsets carried through diff-match-patch's diff, cleaned up as its authors advise."""
    from diff_match_patch import diff_match_patch as library  # only the benchmark needs it

    differ = library()
    differ.Diff_Timeout = 1.0
    diffs = differ.diff_main(old, new)
    differ.diff_cleanupSemantic(diffs)

    def place(span: Span) -> Span | None:
        start, end = differ.diff_xIndex(diffs, span[0]), differ.diff_xIndex(diffs, span[1])
        return (start, end) if start < end else None

    return place
