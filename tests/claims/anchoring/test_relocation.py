from __future__ import annotations

import pytest

from claims.anchoring.relocation import Candidate, Relocation, combine

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
