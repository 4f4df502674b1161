"""Pieces by the month in which they were first published."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles import publishing, revising
from articles.minting import reproducible
from articles.models import Edition
from articles.purging import changed_by
from tests.factories import a_published_piece
from tests.journeys.desk_forms import page_of


@pytest.fixture
def pieces(publisher: User) -> dict[str, Edition]:
    """One of the last minute of April, two of May."""
    moments = {
        "ice": datetime(2026, 4, 30, 23, 59, tzinfo=UTC),
        "mill": datetime(2026, 5, 1, tzinfo=UTC),
        "mayor": datetime(2026, 5, 31, 23, 59, tzinfo=UTC),
    }
    published = {}
    for slug, moment in moments.items():
        with reproducible(slug, moment):
            published[slug] = a_published_piece(publisher, slug=slug, headline=slug.title())
    return published


def headlines(reader: Client, address: str) -> list[str]:
    return [link.text_content() for link in page_of(reader.get(address)).xpath("//main//li//h2/a")]


def test_the_archive_lists_months_with_their_pieces(pieces: object, reader: Client) -> None:
    page = page_of(reader.get("/archive/"))
    listed = [" ".join(item.text_content().split()) for item in page.xpath("//main//li")]
    assert listed == ["May 2 pieces", "April 1 piece"]
    assert page.xpath("//main//li/a/@href") == ["/archive/2026/5/", "/archive/2026/4/"]


def test_a_month_holds_what_was_first_published_in_it(pieces: object, reader: Client) -> None:
    assert headlines(reader, "/archive/2026/5/") == ["Mayor", "Mill"]
    assert headlines(reader, "/archive/2026/4/") == ["Ice"]


def test_a_correction_moves_no_piece_to_another_month(
    pieces: dict[str, Edition], publisher: User, reader: Client
) -> None:
    piece = pieces["ice"].article
    revising.revise(piece, by=publisher, headline="The Ice")
    publishing.publish(piece, by=publisher, kind="correction", note="It was late.")
    assert headlines(reader, "/archive/2026/4/") == ["The Ice"]


@pytest.mark.parametrize("month", ["2026/3", "2026/13", "2026/0", "9999/12", "0/1", "99999/1"])
def test_a_month_without_pieces_is_no_page(month: str, pieces: object, reader: Client) -> None:
    assert reader.get(f"/archive/{month}/").status_code == 404


@pytest.mark.parametrize(("address", "queries"), [("/archive/", 2), ("/archive/2026/5/", 2)])
def test_queries_of_the_archive(
    address: str,
    queries: int,
    pieces: object,
    reader: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    reader.get("/")
    with django_assert_num_queries(queries):
        reader.get(address)


def test_publishing_lets_go_of_the_month(pieces: dict[str, Edition]) -> None:
    assert {"/archive/", "/archive/2026/4/"} < set(changed_by(pieces["ice"]))
