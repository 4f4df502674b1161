"""Who has a piece open, as the desk is told."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import presence, revising
from articles.models import Article, Presence
from tests.factories import a_piece
from tests.journeys.desk_forms import page_of

Desk = Callable[[User], Client]


@pytest.fixture
def piece(editor: User) -> Article:
    return a_piece(editor)


def address(piece: Article, page: str = "change") -> str:
    return reverse(f"admin:articles_article_{page}", args=[piece.pk])


def test_who_opens_the_form_is_told_who_has_it_open(
    desk: Desk, editor: User, publisher: User, piece: Article
) -> None:
    desk(editor).get(address(piece))
    page = desk(publisher).get(address(piece)).content.decode()
    assert f"{editor.username} has this piece open, seen just now." in page


def test_nobody_is_told_of_themselves(desk: Desk, editor: User, piece: Article) -> None:
    desk(editor).get(address(piece))
    assert "has this piece open" not in desk(editor).get(address(piece)).content.decode()


def test_who_only_reads_a_piece_does_not_have_it_open(
    desk: Desk, checker: User, editor: User, piece: Article
) -> None:
    presence.opened(piece, by=editor)
    [line] = page_of(desk(checker).get(address(piece))).xpath("//*[contains(text(), 'has this piece open')]")
    desk(checker).post(address(piece, "presence"))
    assert "data-presence" not in line.attrib and Presence.objects.get().user == editor


def test_a_sign_of_life_is_answered_with_the_others_and_the_version(
    desk: Desk, editor: User, publisher: User, piece: Article
) -> None:
    presence.opened(piece, by=publisher)
    revising.revise(piece, by=publisher, headline="Newer")
    answer = desk(editor).post(address(piece, "presence")).json()
    told = f"{publisher.username} has this piece open, seen just now."
    assert answer == {"others": [told], "version": 2, "saved_by": publisher.username}
    assert presence.others(piece, publisher).get().user == editor


def test_a_last_sign_of_life_takes_the_name_away(desk: Desk, editor: User, piece: Article) -> None:
    desk(editor).get(address(piece))
    desk(editor).post(address(piece, "presence"), {"leave": "1"})
    assert not Presence.objects.exists()


def test_looking_is_no_sign_of_life(desk: Desk, editor: User, piece: Article) -> None:
    assert desk(editor).get(address(piece, "presence")).status_code == 405


def test_a_contributor_learns_nothing_of_a_colleagues_piece(
    desk: Desk, contributor: User, piece: Article
) -> None:
    assert desk(contributor).post(address(piece, "presence")).status_code == 404
