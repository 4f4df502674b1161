"""The answer to the question where a claim stands now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from claims.anchoring import explaining
from claims.anchoring.facts import Change

Status = Literal["exact", "moved", "changed", "ambiguous", "orphaned"]
Span = tuple[int, int]


class Candidate(NamedTuple):
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Relocation:
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
    def is_attached(self) -> bool:
        return self.start is not None

    @property
    def is_verbatim(self) -> bool:
        return self.status in ("exact", "moved")


def combine(from_last: Relocation | None, from_origin: Relocation | None) -> Relocation:
    """One answer out of two: mapped from the last text, and from the text the claim was made in.

    Either may be None, where the claim had no place to map from. What stands verbatim wins; two
    verbatim places, or two changed ones, that do not overlap leave it to a person. Raises ValueError
    when there is no answer at all.
    """
    answers = [answer for answer in (from_last, from_origin) if answer]
    if not answers:
        raise ValueError("There is no answer to combine.")
    verbatim = [answer for answer in answers if answer.is_verbatim]
    attached = [answer for answer in answers if answer.is_attached]
    standing = verbatim or attached
    if len(standing) == 2 and not _overlap(*standing):
        return _undecided(standing)
    if not verbatim and any(answer.status == "ambiguous" for answer in answers):
        return _undecided(answers)
    return standing[0] if standing else answers[0]


def _overlap(one: Relocation, other: Relocation) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start < other.end and other.start < one.end


def _undecided(answers: list[Relocation]) -> Relocation:
    places = {candidate for answer in answers for candidate in answer.candidates}
    places |= {
        Candidate(answer.start, answer.end, answer.score)
        for answer in answers
        if answer.start is not None and answer.end is not None
    }
    candidates = tuple(sorted(places, key=lambda place: (-place.score, place.start, place.end)))
    return Relocation("ambiguous", explaining.DISAGREEMENT, score=candidates[0].score, candidates=candidates)
