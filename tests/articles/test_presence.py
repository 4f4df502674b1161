from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles import presence
from articles.models import Article, Presence
from articles.refusals import NotAllowed
from tests.factories import a_piece


@pytest.fixture
def piece(editor: User) -> Article:
    return a_piece(editor)


def seen(article: Article, minutes_ago: float) -> None:
    Presence.objects.filter(article=article).update(seen_at=timezone.now() - timedelta(minutes=minutes_ago))


def test_somebody_who_opened_a_piece_is_seen_by_others(piece: Article, editor: User, publisher: User) -> None:
    presence.opened(piece, by=editor)
    assert [other.user for other in presence.others(piece, publisher)] == [editor]


def test_nobody_is_among_their_own_others(piece: Article, editor: User) -> None:
    presence.opened(piece, by=editor)
    assert not presence.others(piece, editor)


def test_opening_a_piece_again_moves_the_time_and_adds_no_row(piece: Article, editor: User) -> None:
    presence.opened(piece, by=editor)
    first = Presence.objects.get()
    seen(piece, 10)
    presence.opened(piece, by=editor)
    again = Presence.objects.get()
    assert again.pk == first.pk and again.seen_at >= first.seen_at


@pytest.mark.parametrize(("minutes", "is_seen"), [(14.9, True), (15.1, False)])
def test_who_was_not_seen_for_fifteen_minutes_is_forgotten(
    minutes: float, is_seen: bool, piece: Article, editor: User, publisher: User
) -> None:
    presence.opened(piece, by=editor)
    seen(piece, minutes)
    assert presence.others(piece, publisher).exists() == is_seen


def test_who_left_is_not_there_and_others_stay(piece: Article, editor: User, publisher: User) -> None:
    presence.opened(piece, by=editor)
    presence.opened(piece, by=publisher)
    presence.left(piece, by=editor)
    assert Presence.objects.get().user == publisher


def test_who_may_not_revise_a_piece_does_not_have_it_open(piece: Article, checker: User) -> None:
    with pytest.raises(NotAllowed):
        presence.opened(piece, by=checker)
    assert not Presence.objects.exists()


def test_another_piece_is_another_matter(piece: Article, editor: User, publisher: User) -> None:
    presence.opened(piece, by=editor)
    assert not presence.others(a_piece(editor), publisher)
