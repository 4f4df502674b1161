"""Paint claims into an article's HTML: marks around their words, a link to each note behind them.

Tags are put inside text nodes only, or behind a link, so nothing can come to be nested wrongly; and
taking them out again gives back the same HTML.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import NamedTuple

from articles.plaintext import TAG, Run

Span = tuple[int, int]

# What comes first where several tags meet.
CLOSE, REFERENCE, ANCHOR, OPEN = range(4)


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim's words, from `start` to `end` in the text, and how its note is announced."""

    number: int
    start: int
    end: int
    label: str


class _Slice(NamedTuple):
    """A stretch of HTML inside one text node, covered by the same claims throughout."""

    html_start: int
    html_end: int
    numbers: tuple[int, ...]


class _Insertion(NamedTuple):
    at: int
    rank: int
    number: int
    tag: str


def weave(html: str, runs: Sequence[Run], marks: Sequence[Mark]) -> str:
    """The HTML with every claim painted; `runs` are those of `read(html)`.

    Raises ValueError, naming the claim, for a mark that covers no words of the text or whose number
    is used twice.
    """
    if not marks:
        return html
    _check(marks, runs[-1].end if runs else 0)
    slices = list(_slices(runs, marks))
    last = {number: piece for piece in slices for number in piece.numbers}
    for mark in marks:
        if mark.number not in last:
            raise ValueError(f"Claim {mark.number} covers no words.")
    return _spliced(html, sorted([*_painting(slices), *_references(html, last, marks)]))


def _check(marks: Sequence[Mark], size: int) -> None:
    numbers: set[int] = set()
    for mark in marks:
        if not 0 <= mark.start < mark.end <= size:
            raise ValueError(
                f"Claim {mark.number} is said to stand from {mark.start} to {mark.end}"
                f" in a text whose words end at {size}."
            )
        if mark.number in numbers:
            raise ValueError(f"Claim {mark.number} is marked twice.")
        numbers.add(mark.number)


def _slices(runs: Sequence[Run], marks: Sequence[Mark]) -> Iterator[_Slice]:
    pieces = _pieces(runs, _coverage(marks))
    for (_, numbers), group in groupby(pieces, key=lambda piece: (piece[0], piece[1].numbers)):
        parts = [piece for _, piece in group]
        if numbers:
            yield _Slice(parts[0].html_start, parts[-1].html_end, numbers)


def _coverage(marks: Sequence[Mark]) -> list[tuple[int, tuple[int, ...]]]:
    """Where the claims covering the text change, and which cover it from there on."""
    changes: dict[int, set[int]] = {}
    for mark in marks:
        changes.setdefault(mark.start, set()).add(mark.number)
        changes.setdefault(mark.end, set()).add(mark.number)
    covering: set[int] = set()
    coverage = []
    for offset in sorted(changes):
        covering ^= changes[offset]
        coverage.append((offset, tuple(sorted(covering))))
    return coverage


def _pieces(
    runs: Sequence[Run], coverage: Sequence[tuple[int, tuple[int, ...]]]
) -> Iterator[tuple[int, _Slice]]:
    """The runs in order, cut where coverage changes, each piece with its text node."""
    numbers: tuple[int, ...] = ()
    ahead = 0
    for run in runs:
        start = run.start
        while start < run.end:
            while ahead < len(coverage) and coverage[ahead][0] <= start:
                numbers = coverage[ahead][1]
                ahead += 1
            end = run.end
            if run.is_literal and ahead < len(coverage):
                end = min(end, coverage[ahead][0])
            html_start = run.html_start + (start - run.start)
            yield run.node, _Slice(html_start, run.html_end - (run.end - end), numbers)
            start = end


def _painting(slices: Iterable[_Slice]) -> Iterator[_Insertion]:
    seen: set[int] = set()
    for html_start, html_end, numbers in slices:
        beginning = [number for number in numbers if number not in seen]
        seen.update(beginning)
        identity = f' id="claim-{beginning[0]}"' if beginning else ""
        for number in beginning[1:]:
            yield _Insertion(html_start, ANCHOR, number, f'<span id="claim-{number}"></span>')
        claims = " ".join(map(str, numbers))
        opening = f'<mark class="claim" data-claims="{claims}"{identity}>'
        yield _Insertion(html_start, OPEN, 0, opening)
        yield _Insertion(html_end, CLOSE, 0, "</mark>")


def _references(html: str, last: dict[int, _Slice], marks: Iterable[Mark]) -> Iterator[_Insertion]:
    links = list(_links(html))
    for mark in marks:
        at = _behind_link(last[mark.number].html_end, links)
        yield _Insertion(
            at,
            REFERENCE,
            mark.number,
            f'<a class="claim-ref" href="#note-{mark.number}" data-number="{mark.number}"'
            f' aria-label="{escape(mark.label)}"></a>',
        )


def _links(html: str) -> Iterator[Span]:
    """From each `<a>` to behind its `</a>`; one that is never closed is left out."""
    start: int | None = None
    for tag in TAG.finditer(html):
        if tag["name"] not in ("a", "A"):
            continue
        if not tag["close"]:
            start = tag.start() if start is None else start
        elif start is not None:
            yield start, tag.end()
            start = None


def _behind_link(at: int, links: Sequence[Span]) -> int:
    """A place in the HTML, or, if it lies in a link, the place behind that link."""
    index = bisect_left(links, (at,)) - 1
    return max(at, links[index][1]) if index >= 0 else at


def _spliced(html: str, insertions: Iterable[_Insertion]) -> str:
    parts: list[str] = []
    done = 0
    for at, _, _, tag in insertions:
        parts += (html[done:at], tag)
        done = at
    return "".join([*parts, html[done:]])
