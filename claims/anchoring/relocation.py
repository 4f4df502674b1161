"""The answer to the question where a claim stands now."""

from __future__ import annotations

from typing import Literal, NamedTuple

from claims.anchoring.facts import Change

Status = Literal["exact", "moved", "changed", "ambiguous", "orphaned"]
Span = tuple[int, int]


class Candidate(NamedTuple):
    """A span, in code points, that may be the one asked for, and how much speaks for it, from 0 to 1."""

    start: int
    end: int
    score: float


class Relocation(NamedTuple):
    """Where a claim stands in a new text, in code points, or why that cannot be said.

    `exact` and `moved` stand word for word; `changed` has other words, which somebody must look at;
    `ambiguous` has candidates, best first, and no place; `orphaned` is gone. `score` says from 0 to 1 how
    much of the claim was recognised, `similarity` how alike its words are, letter by letter. An exact
    claim whose sentence reads differently has `context_changed`. Of an orphan, `was_after` and
    `was_before` are what stood around it.
    """

    status: Status
    explanation: str
    start: int | None = None
    end: int | None = None
    score: float = 0.0
    similarity: float = 0.0
    facts_changed: tuple[Change, ...] = ()
    context_changed: bool = False
    candidates: tuple[Candidate, ...] = ()
    was_after: str = ""
    was_before: str = ""

    @property
    def span(self) -> Span | None:
        return None if self.start is None or self.end is None else (self.start, self.end)

    @property
    def is_attached(self) -> bool:
        return self.start is not None

    @property
    def is_verbatim(self) -> bool:
        return self.status in ("exact", "moved")
