"""Marking words in one step, and sentences that are set aside."""

import pytest
from django.contrib.auth.models import User

from articles import publishing, revising
from articles.models import Article
from articles.refusals import NotAllowed, Refused
from claims import annotating
from claims.models import Claim, Dismissal, Tally
from tests.factories import BODY, QUOTE, a_claim, a_piece, a_ready_piece

ALLEGED = "<p>It is alleged that the dam burst in 2024. Nobody asked.</p>"


@pytest.fixture
def piece(editor: User) -> Article:
    return a_piece(editor)


def test_a_mark_is_a_claim_with_a_record_proposed_from_its_words(editor: User) -> None:
    claim = annotating.mark(a_piece(editor, body=ALLEGED), by=editor, quote="the dam burst in 2024")
    assert (claim.modality, claim.is_confirmed, claim.assigned_to) == ("alleged", False, editor)
    assert claim.proposition


def test_a_marked_claim_stands_on_its_words(piece: Article, checker: User) -> None:
    anchor = annotating.mark(piece, by=checker, quote=QUOTE).anchors.get()
    assert (anchor.exact, anchor.settled_by) == (QUOTE, checker)


def test_words_that_stand_twice_are_told_apart_by_what_is_around_them(editor: User) -> None:
    piece = a_piece(editor, body="<p>It froze in May. It froze in June.</p>")
    with pytest.raises(Refused):
        annotating.mark(piece, by=editor, quote="It froze")
    claim = annotating.mark(piece, by=editor, quote="It froze", suffix=" in June.")
    assert claim.first_start == len("It froze in May. ")


def test_amending_a_marked_claim_vouches_for_it(piece: Article, editor: User, checker: User) -> None:
    claim = annotating.mark(piece, by=editor, quote=QUOTE)
    amended = annotating.amend(claim, by=checker, modality="reported")
    assert (amended.is_confirmed, amended.confirmed_by, amended.modality) == (True, checker, "reported")


def test_vouching_changes_nothing_else(piece: Article, editor: User) -> None:
    claim = annotating.mark(piece, by=editor, quote=QUOTE)
    amended = annotating.amend(claim, by=editor)
    assert (amended.is_confirmed, amended.proposition) == (True, claim.proposition)


def test_what_a_rule_proposed_is_not_published(publisher: User) -> None:
    piece = a_ready_piece(publisher)
    annotating.mark(piece, by=publisher, quote=QUOTE)
    edition = publishing.publish(piece, by=publisher, override="The rest is checked.")
    assert edition.claims == []
    assert "mark" not in edition.html


def test_who_may_not_check_marks_nothing(contributor: User) -> None:
    with pytest.raises(NotAllowed):
        annotating.mark(a_piece(contributor), by=contributor, quote=QUOTE)
    assert not Claim.objects.exists()


def test_a_sentence_set_aside_is_open_no_more(piece: Article, editor: User) -> None:
    first = annotating.coverage(piece).open[0].sentence
    before = len(annotating.coverage(piece).open)
    annotating.dismiss(piece, by=editor, key=first.key, reason="A figure of speech.")
    found = annotating.coverage(piece)
    assert (len(found.open), [one.sentence.key for one in found.dismissed]) == (before - 1, [first.key])
    assert Tally.objects.get(article=piece).dismissed == 1


def test_a_sentence_is_set_aside_by_its_short_key(piece: Article, editor: User) -> None:
    first = annotating.coverage(piece).open[0].sentence
    dismissal = annotating.dismiss(piece, by=editor, key=first.short_key, reason="A figure of speech.")
    assert dismissal.key == first.key


@pytest.mark.parametrize("digits", [1, 15, 17, 63])
def test_no_sentence_is_set_aside_by_other_parts_of_its_key(
    digits: int, piece: Article, editor: User
) -> None:
    first = annotating.coverage(piece).open[0].sentence
    with pytest.raises(Refused, match="no longer stands"):
        annotating.dismiss(piece, by=editor, key=first.key[:digits], reason="A figure of speech.")


def test_a_key_that_two_sentences_share_sets_neither_aside(
    piece: Article, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.reading.checkable.KEY", 0)
    with pytest.raises(Refused, match="Two sentences"):
        annotating.dismiss(piece, by=editor, key="", reason="A figure of speech.")
    assert not Dismissal.objects.exists()


def test_a_sentence_set_aside_stays_so_when_others_change(piece: Article, editor: User) -> None:
    first = annotating.coverage(piece).open[0].sentence
    annotating.dismiss(piece, by=editor, key=first.key, reason="A figure of speech.")
    revised = revising.revise(piece, by=editor, body="<p>A new start in 2024.</p>" + BODY)
    assert first.key in {one.sentence.key for one in annotating.coverage(revised).dismissed}


def test_a_sentence_set_aside_can_be_opened_again(piece: Article, editor: User) -> None:
    first = annotating.coverage(piece).open[0].sentence
    dismissal = annotating.dismiss(piece, by=editor, key=first.key, reason="A figure of speech.")
    annotating.take_back(dismissal, by=editor)
    assert first.key in {one.sentence.key for one in annotating.coverage(piece).open}


@pytest.mark.parametrize(("key", "reason"), [("nowhere", "Why."), (None, " ")])
def test_a_sentence_is_set_aside_with_a_reason_and_where_it_stands(
    key: str | None, reason: str, piece: Article, editor: User
) -> None:
    with pytest.raises(Refused):
        annotating.dismiss(
            piece, by=editor, key=key or annotating.coverage(piece).open[0].sentence.key, reason=reason
        )
    assert not Dismissal.objects.exists()


def test_removing_a_claim_opens_its_sentence_again(piece: Article, editor: User) -> None:
    claim = a_claim(piece, editor)
    before = Tally.objects.get(article=piece).open
    annotating.remove(claim, by=editor, reason="Cut.")
    assert Tally.objects.get(article=piece).open == before + 1
