"""What something stands on is not deleted, by the desk or past it; the desk says what stands on it."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import User
from django.db import models
from django.db.models import ProtectedError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles import revising
from articles.models import Article, Author, Disclaimer, Series, Tag
from tests.factories import (
    AuthorFactory,
    DisclaimerFactory,
    PromotionFactory,
    SeriesFactory,
    SourceFactory,
    a_claim,
    a_colleague,
    a_finding,
    a_piece,
    a_published_piece,
    some_evidence,
)
from tests.journeys.desk_forms import page_of

Desk = Callable[[User], Client]


@dataclass
class Held:
    """A row that something stands on, and the words by which the desk says what."""

    row: models.Model
    words: str


def an_author_of_an_edition(by: User) -> Held:
    author = AuthorFactory()
    edition = a_published_piece(by, bylines=[(author, "author")])
    revising.revise(Article.objects.get(pk=edition.article_id), by=by, bylines=[(AuthorFactory(), "author")])
    return Held(author, f"Edition: {edition}")


def an_author_of_a_working_copy(by: User) -> Held:
    author = AuthorFactory()
    return Held(author, f"Article: {a_piece(by, bylines=[(author, 'editor')])}")


def a_series_of_an_edition(by: User) -> Held:
    series = SeriesFactory()
    edition = a_published_piece(by, series=series)
    revising.revise(Article.objects.get(pk=edition.article_id), by=by, series=None)
    return Held(series, f"Edition: {edition}")


def a_series_of_a_working_copy(by: User) -> Held:
    series = SeriesFactory()
    return Held(series, f"Article: {a_piece(by, series=series)}")


def a_disclaimer_of_an_edition(by: User) -> Held:
    disclaimer = DisclaimerFactory()
    edition = a_published_piece(by, disclaimers=[disclaimer])
    revising.revise(Article.objects.get(pk=edition.article_id), by=by, disclaimers=[])
    return Held(disclaimer, f"Edition: {edition}")


def a_disclaimer_of_an_edition_by_its_series(by: User) -> Held:
    series, disclaimer = SeriesFactory(), DisclaimerFactory()
    series.disclaimers.add(disclaimer)
    edition = a_published_piece(by, series=series)
    series.disclaimers.clear()
    return Held(disclaimer, f"Edition: {edition}")


def a_disclaimer_of_a_working_copy(by: User) -> Held:
    disclaimer = DisclaimerFactory()
    return Held(disclaimer, f"Article: {a_piece(by, disclaimers=[disclaimer])}")


def a_disclaimer_of_a_series(by: User) -> Held:
    disclaimer, series = DisclaimerFactory(), SeriesFactory()
    series.disclaimers.add(disclaimer)
    return Held(disclaimer, f"Series: {series}")


def a_tag_of_an_edition(by: User) -> Held:
    edition = a_published_piece(by, tags=["ice"])
    revising.revise(Article.objects.get(pk=edition.article_id), by=by, tags=[])
    return Held(Tag.objects.get(name="ice"), f"Edition: {edition}")


def a_source_of_evidence(by: User) -> Held:
    source = SourceFactory()
    evidence = some_evidence(a_claim(a_piece(by), by), by, source)
    return Held(source, f"Evidence: {evidence}")


HELD = [
    an_author_of_an_edition,
    an_author_of_a_working_copy,
    a_series_of_an_edition,
    a_series_of_a_working_copy,
    a_disclaimer_of_an_edition,
    a_disclaimer_of_an_edition_by_its_series,
    a_disclaimer_of_a_working_copy,
    a_disclaimer_of_a_series,
    a_tag_of_an_edition,
    a_source_of_evidence,
]
LOOSE = [
    AuthorFactory,
    DisclaimerFactory,
    SeriesFactory,
    SourceFactory,
    lambda: Tag.objects.create(name="ice"),
]


def address(row: models.Model) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_delete", args=[row.pk])


def delete(browser: Client, row: models.Model) -> HttpResponse:
    return browser.post(address(row), {"post": "yes"})


def delete_selected(browser: Client, *rows: models.Model) -> HttpResponse:
    opts = rows[0]._meta
    chosen = {"action": "delete_selected", "_selected_action": [str(row.pk) for row in rows], "post": "yes"}
    return browser.post(reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"), chosen)


def is_there(row: models.Model) -> bool:
    return type(row)._base_manager.filter(pk=row.pk).exists()


def said_by(response: HttpResponse) -> str:
    return " ".join(page_of(response).text_content().split())


@pytest.fixture(params=HELD, ids=lambda make: make.__name__)
def held(request: pytest.FixtureRequest, publisher: User) -> Held:
    return request.param(publisher)


def test_the_desk_says_what_stands_on_it(held: Held, desk: Desk, publisher: User) -> None:
    for response in (desk(publisher).get(address(held.row)), delete(desk(publisher), held.row)):
        assert "cannot be deleted, for other things stand on it" in said_by(response)
        assert held.words in said_by(response)
    assert is_there(held.row)


def test_what_stands_on_it_is_a_click_away(held: Held, desk: Desk, publisher: User) -> None:
    page = page_of(desk(publisher).get(address(held.row)))
    [link] = page.xpath("//ul[@id='deleted-objects']//a/@href")
    assert desk(publisher).get(link).status_code == 200


def test_a_list_deletes_none_of_those_chosen_when_one_is_held(
    held: Held, desk: Desk, publisher: User
) -> None:
    response = delete_selected(desk(publisher), held.row)
    assert held.words in said_by(response)
    assert is_there(held.row)


def test_past_the_desk_it_is_protected(held: Held) -> None:
    with pytest.raises(ProtectedError):
        held.row.delete()
    with pytest.raises(ProtectedError):
        type(held.row)._default_manager.filter(pk=held.row.pk).delete()
    assert is_there(held.row)


@pytest.mark.parametrize("make", LOOSE)
def test_what_nothing_stands_on_is_deleted_by_a_publisher(
    make: Callable[[], models.Model], desk: Desk, publisher: User
) -> None:
    row = make()
    assert delete(desk(publisher), row).status_code == 302
    assert not is_there(row)


@pytest.mark.parametrize("make", LOOSE)
@pytest.mark.parametrize("role", ["contributor", "editor", "checker"])
def test_nobody_else_deletes_anything(
    role: str, make: Callable[[], models.Model], desk: Desk, roles: None
) -> None:
    row = make()
    assert delete(desk(a_colleague(role)), row).status_code == 403
    assert is_there(row)


def test_several_are_deleted_at_once(desk: Desk, publisher: User) -> None:
    rows = [DisclaimerFactory(), DisclaimerFactory()]
    assert delete_selected(desk(publisher), *rows).status_code == 302
    assert not Disclaimer.objects.exists()


def test_of_several_one_held_keeps_all(publisher: User) -> None:
    held, loose = a_disclaimer_of_a_series(publisher).row, DisclaimerFactory()
    with pytest.raises(ProtectedError):
        Disclaimer.objects.filter(pk__in=[held.pk, loose.pk]).delete()
    assert is_there(held) and is_there(loose)


def test_who_deleted_it_is_kept_in_the_history(desk: Desk, publisher: User) -> None:
    author = AuthorFactory(name="Ada Wheel")
    delete(desk(publisher), author)
    row = Author.history.filter(id=author.pk).first()
    assert (row.history_type, row.history_user, row.name) == ("-", publisher, "Ada Wheel")


def test_a_series_goes_with_its_promotions(desk: Desk, publisher: User) -> None:
    promotion = PromotionFactory(series=SeriesFactory())
    assert delete(desk(publisher), promotion.series).status_code == 302
    assert not Series.objects.exists() and not is_there(promotion)


def test_much_that_stands_on_it_is_told_in_part(desk: Desk, publisher: User) -> None:
    author = AuthorFactory()
    for number in range(60):
        AuthorFactory()
        Article.objects.create(headline=f"Piece {number}", slug=f"p-{number}").bylines.create(author=author)
    page = page_of(desk(publisher).get(address(author)))
    assert len(page.xpath("//ul[@id='deleted-objects']/li")) == 50


def test_pieces_editions_and_claims_have_no_page_to_delete_them(desk: Desk, publisher: User) -> None:
    edition = a_published_piece(publisher)
    claim = a_claim(edition.article, publisher)
    for row in (edition, edition.article, claim):
        assert delete(desk(publisher), row).status_code == 403
        assert is_there(row)


@pytest.fixture
def keeper_of_accounts(roles: None) -> User:
    return User.objects.create_superuser("keeper")


def who_published(user: User, other: User) -> str:
    return f"Edition: {a_published_piece(user)}"


def who_revised(user: User, other: User) -> str:
    piece = revising.revise(a_piece(other), by=user, headline="Revised")
    return f"Historical article: {piece.headline}"


def who_started(user: User, other: User) -> str:
    return f"Article: {a_piece(user)}"


def who_signed(user: User, other: User) -> str:
    a_finding(a_claim(a_piece(other), other), other, signed_by=user)
    return "Assessment: Could not be established (signed)"


def who_writes(user: User, other: User) -> str:
    return f"Author: {AuthorFactory(user=user)}"


@pytest.mark.parametrize("did", [who_published, who_revised, who_started, who_signed, who_writes])
def test_somebody_with_a_hand_in_the_record_is_not_deleted(
    did: Callable[[User, User], str], desk: Desk, keeper_of_accounts: User, publisher: User
) -> None:
    user = a_colleague("publisher")
    words = did(user, publisher)
    response = delete(desk(keeper_of_accounts), user)
    assert words in said_by(response)
    with pytest.raises(ProtectedError):
        user.delete()
    assert is_there(user)


def test_somebody_who_did_nothing_is_deleted(desk: Desk, keeper_of_accounts: User) -> None:
    user = a_colleague("editor")
    assert delete(desk(keeper_of_accounts), user).status_code == 302
    assert not is_there(user)
