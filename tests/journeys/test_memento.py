"""What a program meets that asks for a piece as of a date (RFC 7089)."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles import revising
from articles.memento import spelled
from articles.models import Edition
from tests.articles.test_memento import DATE, links
from tests.factories import a_piece, a_published_piece
from tests.journeys.later_editions import corrected, followed


@pytest.fixture
def editions(publisher: User) -> list[Edition]:
    first = a_published_piece(publisher, slug="mill")
    second = corrected(first, publisher)
    return [first, second, followed(second, publisher, "editors_note")]


def at(page: str = "") -> str:
    return f"{settings.SITE_URL}/articles/mill/{page}"


MEMENTO = {"original", "timegate", "timemap", "memento"}


def links_of(response: HttpResponse) -> dict[str, str]:
    """The links of Memento; what else a page says of itself is tested with that."""
    found = links(response["Link"])
    return {link["address"]: link["rel"] for link in found if MEMENTO & set(link["rel"].split())}


def asked(reader: Client, date: str) -> HttpResponse:
    return reader.get("/articles/mill/timegate/", headers={"Accept-Datetime": date})


def test_a_piece_leads_to_its_timegate_and_timemap(editions: list[Edition], reader: Client) -> None:
    response = reader.get("/articles/mill/")
    assert links_of(response) == {at("timegate/"): "timegate", at("timemap/"): "timemap"}
    assert "Memento-Datetime" not in response


def test_an_edition_says_of_when_it_is(editions: list[Edition], reader: Client) -> None:
    for edition in editions:
        response = reader.get(f"/articles/mill/editions/{edition.number}/")
        assert re.fullmatch(DATE, response["Memento-Datetime"])
        assert response["Memento-Datetime"] == spelled(edition.published_at)


def test_an_edition_leads_to_the_piece_and_to_the_editions_around_it(
    editions: list[Edition], reader: Client
) -> None:
    assert links_of(reader.get("/articles/mill/editions/2/")) == {
        at(): "original",
        at("timegate/"): "timegate",
        at("timemap/"): "timemap",
        at("editions/1/"): "first prev memento",
        at("editions/2/"): "memento",
        at("editions/3/"): "last next memento",
    }


def test_the_timegate_leads_to_what_readers_had_then(publisher: User, reader: Client) -> None:
    first = a_published_piece(publisher, slug="mill")
    long_ago = spelled(first.published_at - timedelta(days=3650))
    response = asked(reader, long_ago)
    assert (response.status_code, response["Location"]) == (302, at("editions/1/"))


@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_editions_own_date_leads_to_an_edition_of_that_second(
    number: int, editions: list[Edition], reader: Client
) -> None:
    date = spelled(editions[number - 1].published_at)
    there = asked(reader, date)["Location"].removeprefix(settings.SITE_URL)
    assert reader.get(there)["Memento-Datetime"] == date


def test_without_a_date_the_timegate_leads_to_the_newest_edition(
    editions: list[Edition], reader: Client
) -> None:
    assert reader.get("/articles/mill/timegate/")["Location"] == at("editions/3/")


def test_the_timegates_answer_varies_with_the_date(editions: list[Edition], reader: Client) -> None:
    response = asked(reader, spelled(editions[0].published_at - timedelta(days=1)))
    assert response["Vary"] == "accept-datetime"
    assert "Memento-Datetime" not in response
    assert links_of(response) == {
        at(): "original",
        at("timemap/"): "timemap",
        at("editions/1/"): "first memento",
        at("editions/2/"): "next memento",
        at("editions/3/"): "last memento",
    }


def test_a_date_that_cannot_be_read_is_answered_with_help(editions: list[Edition], reader: Client) -> None:
    response = asked(reader, "<b>soon</b>")
    assert response.status_code == 400
    assert response["Vary"] == "accept-datetime"
    assert links_of(response) == {at(): "original", at("timemap/"): "timemap"}
    page = response.content.decode()
    assert "Mon, 04 May 2026 09:30:00 GMT" in page
    assert "&lt;b&gt;soon" in page


def test_the_timemap_lists_every_edition(editions: list[Edition], reader: Client) -> None:
    response = reader.get("/articles/mill/timemap/")
    listed = links(response.content.decode().removesuffix("\n"), between=",\n")
    assert response["Content-Type"] == "application/link-format"
    assert [(link["address"], link["rel"]) for link in listed] == [
        (at(), "original"),
        (at("timemap/"), "self"),
        (at("timegate/"), "timegate"),
        (at("editions/1/"), "first memento"),
        (at("editions/2/"), "memento"),
        (at("editions/3/"), "last memento"),
    ]


@pytest.mark.parametrize("page", ["timegate/", "timemap/", "editions/1/"])
def test_programs_may_ask_for_the_head_alone(page: str, editions: list[Edition], reader: Client) -> None:
    address = f"/articles/mill/{page}"
    head, whole = reader.head(address), reader.get(address)
    assert head.status_code == whole.status_code
    assert head.get("Link") == whole.get("Link")


@pytest.mark.parametrize("page", ["timegate/", "timemap/"])
def test_what_programs_ask_for_takes_one_query(
    page: str, editions: list[Edition], reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        reader.get(f"/articles/mill/{page}")


@pytest.mark.parametrize("page", ["timegate/", "timemap/"])
def test_a_former_address_leads_programs_on(
    page: str, editions: list[Edition], publisher: User, reader: Client
) -> None:
    revising.revise(editions[0].article, by=publisher, slug="windmill")
    response = reader.get(f"/articles/mill/{page}")
    assert (response.status_code, response["Location"]) == (301, f"/articles/windmill/{page}")


@pytest.mark.parametrize("page", ["timegate/", "timemap/"])
def test_an_unpublished_piece_has_no_past(page: str, editor: User, reader: Client) -> None:
    a_piece(editor, slug="mill")
    assert reader.get(f"/articles/mill/{page}").status_code == 404
