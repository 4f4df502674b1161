"""Lists are made once: the next reader of the same list costs a look at what tells it from any other."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import publishing, revising
from articles.minting import reproducible
from articles.models import Edition
from articles.publication import settle
from articles.views.listing import PAGE
from tests.factories import AuthorFactory, SeriesFactory, a_published_piece
from tests.journeys.desk_forms import page_of

LISTS = ["/", "/tags/ice/", "/series/mills/", "/authors/ada/", "/archive/2026/5/", "/corrections/"]


@pytest.fixture
def edition(publisher: User) -> Edition:
    """A piece that stands in every list."""
    furniture = {"series": SeriesFactory(slug="mills"), "tags": ["ice"]}
    furniture["bylines"] = [(AuthorFactory(slug="ada"), "author")]
    with reproducible("mill", datetime(2026, 5, 4, 9, tzinfo=UTC)):
        first = a_published_piece(publisher, slug="mill", headline="The Mill", **furniture)
        return corrected(first, publisher, "The Idle Mill")


def corrected(edition: Edition, by: User, headline: str) -> Edition:
    revising.revise(edition.article, by=by, headline=headline)
    return publishing.publish(edition.article, by=by, kind="correction", note="It was not so.")


def page(reader: Client, address: str) -> str:
    return reader.get(address).content.decode()


@pytest.mark.parametrize("address", [*LISTS, "/archive/"])
def test_the_next_reader_of_a_list_costs_no_template(address: str, edition: Edition, reader: Client) -> None:
    first, second = reader.get(address), reader.get(address)
    assert first.templates
    assert (second.templates, second.content, second["ETag"]) == ([], first.content, first["ETag"])


@pytest.mark.parametrize("address", LISTS)
def test_a_list_is_made_anew_when_a_piece_in_it_is(
    address: str, edition: Edition, publisher: User, reader: Client
) -> None:
    assert "The Idle Mill" in page(reader, address)
    corrected(edition, publisher, "The Busy Mill")
    assert "The Busy Mill" in page(reader, address)


@pytest.mark.parametrize("address", LISTS)
def test_a_list_is_made_anew_when_a_piece_in_it_moves(
    address: str, edition: Edition, publisher: User, reader: Client
) -> None:
    page(reader, address)
    revising.revise(edition.article, by=publisher, slug="wheel")
    assert 'href="/articles/wheel/' in page(reader, address)


def test_a_list_is_made_anew_when_the_publication_is_renamed(
    edition: Edition, publisher: User, reader: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page(reader, "/")
    with django_capture_on_commit_callbacks(execute=True):
        settle(by=publisher, name="The Almanac")
    assert "The Almanac" in page(reader, "/")


def test_a_later_page_tells_of_its_author_what_the_newest_piece_does(publisher: User, reader: Client) -> None:
    ada = AuthorFactory(slug="ada")
    editions = [a_published_piece(publisher, bylines=[(ada, "author")]) for _ in range(PAGE + 1)]
    [later] = page_of(reader.get("/authors/ada/")).xpath("//a[@rel='next']/@href")
    page(reader, f"/authors/ada/{later}")
    revising.revise(editions[-1].article, by=publisher, headline="Newest")
    ada.bio = "Writes about wheels."
    ada.save()
    publishing.publish(editions[-1].article, by=publisher, kind="correction", note="It was not so.")
    assert "Writes about wheels." in page(reader, f"/authors/ada/{later}")


def test_the_archive_counts_what_is_published_with_an_earlier_date(
    edition: Edition, publisher: User, reader: Client
) -> None:
    page(reader, "/archive/")
    with reproducible("ice", datetime(2025, 1, 1, tzinfo=UTC)):
        a_published_piece(publisher)
    assert "January</a> <span>1 piece</span>" in page(reader, "/archive/")


@pytest.mark.parametrize("address", [f"/archive/{'9' * 24}/1/", f"/archive/2026/{'9' * 24}/"])
def test_a_month_beyond_all_calendars_is_not_there(address: str, reader: Client) -> None:
    assert reader.get(address).status_code == 404
