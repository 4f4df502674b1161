"""One answer out of several: from the last text, from where a claim was settled, from where it last stood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from claims.anchoring import explaining
from claims.anchoring.relocate import relocate
from claims.anchoring.relocation import Candidate, Relocation, Span

Claim = TypeVar("Claim")


def combine_all(
    old_text: str,
    new_text: str,
    places: Mapping[Claim, Span],
    from_last: Mapping[Claim, Relocation],
    from_origin: Mapping[Claim, Relocation],
    from_held: Mapping[Claim, Relocation],
) -> dict[Claim, Relocation]:
    """One answer for each claim that has any; `places` is where claims stood in the old text, if anywhere.

    Words that stood there in another place are another sentence's, though they read like the claim: an edit
    that cuts the claim's own gives it no home in them. What was lost comes back by itself only with its whole
    sentence, and only if that came back too. A claim that was only unclear, neither gone nor one of several,
    also comes back where the text that last held it (`from_held`) and its origin agree.
    """
    found = {
        claim: answer.span
        for claim, answer in from_origin.items()
        if answer.span and not (claim in from_last and from_last[claim].is_verbatim)
    }
    before = dict(zip(found, relocate(new_text, old_text, list(found.values())), strict=True))

    def decide(claim: Claim) -> Relocation:
        last, origin, was = from_last.get(claim), from_origin.get(claim), before.get(claim)
        if origin is None or origin.span is None:
            return combine(last, origin)
        was_anothers = was is not None and was.is_verbatim and not _overlap(was.span, places.get(claim))
        held = from_held.get(claim)
        if held and _overlap(held.span, origin.span):
            return origin if origin.is_verbatim else combine(held, origin)
        if last is None:
            return _undecided([origin]) if was_anothers or origin.context_changed else origin
        if was_anothers:
            return _undecided([last, origin]) if last.is_attached else last
        return combine(last, origin)

    return {claim: decide(claim) for claim in dict.fromkeys([*from_last, *from_origin])}


def combine(from_last: Relocation | None, from_origin: Relocation | None) -> Relocation:
    """One answer out of two: mapped from the last text, and from the text the claim was made in.

    Either may be None, where the claim had no place to map from. What stands verbatim wins; two
    verbatim places, or two changed ones, that do not overlap leave it to a person, and so does an origin
    that is unclear only because its own words stand beside those the claim has come to. Raises
    ValueError when there is no answer at all.
    """
    answers = [answer for answer in (from_last, from_origin) if answer]
    if not answers:
        raise ValueError("There is no answer to combine.")
    verbatim = [answer for answer in answers if answer.is_verbatim]
    attached = [answer for answer in answers if answer.is_attached]
    standing = verbatim or attached
    if len(standing) == 2 and not _overlap(standing[0].span, standing[1].span):
        return _undecided(standing)
    if from_origin and verbatim == [from_last] and _is_back_elsewhere(from_origin, verbatim[0].span):
        return _undecided(answers)
    if not verbatim and any(answer.status == "ambiguous" for answer in answers):
        return _undecided(answers)
    return standing[0] if standing else answers[0]


def _is_back_elsewhere(origin: Relocation, place: Span | None) -> bool:
    """Whether of an unclear claim's candidates one alone has all its words, and that in another place."""
    whole = [candidate for candidate in origin.candidates if candidate.score == 1.0]
    return len(whole) == 1 and not _overlap(whole[0][:2], place)


def _overlap(one: Span | None, other: Span | None) -> bool:
    return bool(one and other and one[0] < other[1] and other[0] < one[1])


def _undecided(answers: list[Relocation]) -> Relocation:
    places = {Candidate(*answer.span, answer.score) for answer in answers if answer.span}
    found = [place[:2] for place in places]
    # What an answer calls the place, it knows better than one that only names a candidate there.
    places |= {
        candidate
        for answer in answers
        for candidate in answer.candidates
        if not any(_overlap(candidate[:2], span) for span in found)
    }
    candidates = tuple(sorted(places, key=lambda place: (-place.score, place.start, place.end)))
    return Relocation("ambiguous", explaining.DISAGREEMENT, score=candidates[0].score, candidates=candidates)
