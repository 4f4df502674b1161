from __future__ import annotations

from typing import Any

import pytest

from claims.anchoring.combining import combine, combine_all
from claims.anchoring.relocate import relocate
from claims.anchoring.relocation import Candidate, Relocation

EXACT = Relocation("exact", "Stands.", 10, 20, score=1.0)
EXACT_ELSEWHERE = Relocation("moved", "Stands.", 50, 60, score=1.0)
CHANGED = Relocation("changed", "Changed.", 12, 22, score=0.8)
CHANGED_ELSEWHERE = Relocation("changed", "Changed.", 70, 80, score=0.7)
AMBIGUOUS = Relocation(
    "ambiguous", "Either.", score=0.9, candidates=(Candidate(1, 2, 0.9), Candidate(5, 6, 0.9))
)
GONE = Relocation("orphaned", "Gone.")


@pytest.mark.parametrize("other", [CHANGED, CHANGED_ELSEWHERE, AMBIGUOUS, GONE, None])
def test_what_stands_verbatim_wins(other: Relocation | None) -> None:
    assert combine(EXACT, other) is EXACT
    assert combine(other, EXACT) is EXACT


def test_the_last_text_is_followed_where_both_agree() -> None:
    assert combine(CHANGED, Relocation("changed", "Changed.", 10, 25, score=0.6)) is CHANGED


@pytest.mark.parametrize(
    ("one", "other"), [(EXACT, EXACT_ELSEWHERE), (CHANGED, CHANGED_ELSEWHERE), (CHANGED_ELSEWHERE, CHANGED)]
)
def test_two_places_leave_it_to_a_person(one: Relocation, other: Relocation) -> None:
    combined = combine(one, other)
    assert (combined.status, combined.start) == ("ambiguous", None)
    assert {place[:2] for place in combined.candidates} == {(one.start, one.end), (other.start, other.end)}


def test_a_changed_place_and_an_open_question_stay_an_open_question() -> None:
    combined = combine(CHANGED, AMBIGUOUS)
    assert combined.status == "ambiguous"
    assert [place.score for place in combined.candidates] == [0.9, 0.9, 0.8]


def test_words_lost_in_the_last_text_are_found_from_where_they_came() -> None:
    assert combine(GONE, CHANGED) is CHANGED
    assert combine(None, CHANGED) is CHANGED


def test_what_is_gone_from_both_is_gone() -> None:
    assert combine(GONE, GONE) is GONE


def test_no_answer_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="no answer"):
        combine(None, None)


OLD = (
    "Rome denied it.\n\nNeither side gave a reson.\n\nThe port was closed in March by the navy.\n\n"
    "Paris waited for an answer.\n\nNeither side gave a reason."
)
NEW = (
    "The port was closed in March by the navy.\n\nParis waited for an answer.\n\nNeither side gave a reason."
)


def test_words_that_were_cut_are_not_put_on_others_that_stood_beside_them() -> None:
    quote = "Neither side gave a reason"
    was, other = OLD.index("Neither"), NEW.index(quote)
    places = {1: (was, was + len(quote) - 1)}
    from_last = {1: relocate(OLD, NEW, [places[1]])[0]}
    from_origin = {1: Relocation("exact", "Stands.", other, other + len(quote), score=1.0)}
    assert from_last[1].status == "orphaned"

    answer = combine_all(OLD, NEW, places, from_last, from_origin, {})[1]

    assert (answer.status, answer.start) == ("orphaned", None)
    later = combine_all(NEW, NEW + " Rome waited.", {}, {}, from_origin, {})[1]
    assert (later.status, later.start) == ("ambiguous", None)
    assert [place[:2] for place in later.candidates] == [(other, other + len(quote))]


def test_words_that_were_cut_and_put_back_are_found_again() -> None:
    quote = "Neither side gave a reason"
    at = NEW.index(quote)
    without = NEW.replace(f"\n\n{quote}.", "")
    from_origin = {1: Relocation("exact", "Stands.", at, at + len(quote), score=1.0)}

    assert combine_all(without, NEW, {}, {}, from_origin, {}) == from_origin


BEFORE = "Bread was dear in May. Nobody asked why."
AFTER = BEFORE + " It rained."
ASKED = Relocation("moved", "Stands.", 23, 39, score=1.0, context_changed=True)


@pytest.mark.parametrize("status", ["exact", "changed"])
def test_an_unclear_claim_is_back_where_its_origin_and_the_last_text_that_held_it_agree(status: Any) -> None:
    held = Relocation(status, "Stands.", 23, 39, score=0.9)
    assert combine_all(BEFORE, AFTER, {}, {}, {1: ASKED}, {1: held}) == {1: ASKED}


@pytest.mark.parametrize("held", [{}, {1: GONE}, {1: EXACT}])
def test_an_unclear_claim_stays_so_where_they_do_not(held: dict[int, Relocation]) -> None:
    answer = combine_all(BEFORE, AFTER, {}, {}, {1: ASKED}, held)[1]
    assert (answer.status, answer.start) == ("ambiguous", None)


def test_an_unclear_claim_whose_words_changed_on_the_way_is_put_before_somebody() -> None:
    origin, held = (Relocation("changed", "Changed.", 23, end, score=0.7) for end in (36, 39))
    assert combine_all(BEFORE, AFTER, {}, {}, {1: origin}, {1: held}) == {1: held}
