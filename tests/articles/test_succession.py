import pytest

from articles.models.edition import EditionKind
from articles.succession import (
    CORRECTIONS,
    FIRST,
    NOTICES,
    ON_TOP,
    REVISED,
    WITHOUT_NOTE,
    Standing,
    followers,
    standing,
)

STANDS = {
    "first": "current",
    "first update minor annotation clarification": "current",
    "first correction": "corrected",
    "first correction update": "corrected",
    "first expression_of_concern": "under_concern",
    "first correction expression_of_concern": "under_concern",
    "first expression_of_concern update clarification": "under_concern",
    "first expression_of_concern correction": "corrected",
    "first expression_of_concern editors_note": "current",
    "first expression_of_concern editors_note expression_of_concern": "under_concern",
    "first retraction": "retracted",
    "first correction retraction editors_note": "retracted",
    "first retraction removal": "removed",
    "first removal": "removed",
}


@pytest.mark.parametrize("kinds", STANDS)
def test_how_a_piece_stands_follows_from_its_editions(kinds: str) -> None:
    assert standing(kinds.split()) == Standing(STANDS[kinds])


def test_a_piece_begins_with_a_first_edition() -> None:
    assert followers([]) == (FIRST,)


@pytest.mark.parametrize("kinds", ["first", "first correction", "first minor update"])
def test_a_piece_in_good_standing_takes_anything_but_another_first(kinds: str) -> None:
    assert set(followers(kinds.split())) == set(EditionKind.values) - {FIRST}


def test_a_concern_is_expressed_once_until_it_is_settled() -> None:
    assert "expression_of_concern" not in followers(["first", "expression_of_concern"])
    assert "expression_of_concern" in followers(["first", "expression_of_concern", "correction"])


def test_a_retracted_piece_takes_a_note_or_is_removed() -> None:
    assert followers(["first", "retraction"]) == ("editors_note", "removal")


def test_a_removed_piece_takes_nothing() -> None:
    assert followers(["first", "removal"]) == ()


def test_every_kind_is_said_of_the_working_copy_or_of_what_readers_have() -> None:
    assert [FIRST, *REVISED, *NOTICES] == sorted(EditionKind.values, key=[FIRST, *REVISED, *NOTICES].index)
    assert len({FIRST, *REVISED, *NOTICES}) == len(EditionKind)


def test_what_is_owned_up_to_is_noted_on_top_and_never_without_a_note() -> None:
    assert set(CORRECTIONS) <= set(ON_TOP)
    assert not set(CORRECTIONS) & set(WITHOUT_NOTE)
