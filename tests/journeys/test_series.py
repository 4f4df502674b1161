"""A piece in its series: which it is, and what comes before and after."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Edition, Series
from articles.purging import changed_by
from tests.factories import SeriesFactory, a_published_piece
from tests.journeys.desk_forms import page_of


@pytest.fixture
def mills(db: None) -> Series:
    return SeriesFactory.create(title="Mills", slug="mills")


@pytest.fixture
def three(mills: Series, publisher: User) -> dict[str, Edition]:
    """Published in another order than they stand in."""
    return {
        slug: a_published_piece(publisher, slug=slug, headline=slug.title(), series=mills, place=place)
        for slug, place in (("last", 9), ("first", 1), ("middle", 2))
    }


def told(reader: Client, slug: str) -> list[str]:
    page = page_of(reader.get(f"/articles/{slug}/"))
    return [" ".join(line.text_content().split()) for line in page.find_class("part")[0].iter("p")]


def test_a_piece_says_where_in_its_series_it_stands(three: object, reader: Client) -> None:
    assert told(reader, "middle") == ["Number 2 of 3 in Mills", "Before: First", "Next: Last"]
    assert told(reader, "first") == ["Number 1 of 3 in Mills", "Next: Middle"]
    assert told(reader, "last") == ["Number 3 of 3 in Mills", "Before: Middle"]


def test_the_only_piece_of_a_series_has_no_neighbours(mills: Series, publisher: User, reader: Client) -> None:
    a_published_piece(publisher, slug="alone", series=mills)
    assert not page_of(reader.get("/articles/alone/")).find_class("part")


def test_a_new_piece_is_told_beside_the_others(
    three: dict[str, Edition],
    mills: Series,
    publisher: User,
    reader: Client,
    django_capture_on_commit_callbacks: Any,
) -> None:
    before = reader.get("/articles/last/")["ETag"]
    with django_capture_on_commit_callbacks(execute=True):
        newest = a_published_piece(publisher, slug="newest", headline="Newest", series=mills, place=10)
    assert "/articles/last/" in changed_by(newest)
    assert reader.get("/articles/last/", headers={"If-None-Match": before}).status_code == 200
    assert told(reader, "last")[-1] == "Next: Newest"


def test_knowing_the_neighbours_costs_the_next_reader_nothing(
    three: object, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reader.get("/articles/middle/")
    with django_assert_num_queries(1):
        reader.get("/articles/middle/")
