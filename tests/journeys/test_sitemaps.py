"""What search engines ask for: robots.txt, maps of the site, the news of two days."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles import publishing, sitemaps
from articles.models import Edition
from articles.publication import write_policy
from claims import annotating
from tests.articles.another_journal import a_policy
from tests.factories import (
    AuthorFactory,
    SeriesFactory,
    a_claim,
    a_piece,
    a_published_piece,
    a_ready_piece,
)
from tests.journeys.later_editions import corrected, followed

MAP = f"{{{sitemaps.SITEMAP}}}"
NEWS = f"{{{sitemaps.NEWS}}}"
STANDING = "/sitemaps/standing.xml"
SECTIONS = ["pieces", "series", "authors", "tags", "policies", "claims"]


def map_of(reader: Client, address: str) -> dict[str, str]:
    """When each page on a map last changed, by its path."""
    response = reader.get(address)
    assert response.status_code == 200
    root = ElementTree.fromstring(response.content)
    found = {entry.findtext(f"{MAP}loc", ""): entry.findtext(f"{MAP}lastmod", "") for entry in root}
    assert len(found) == len(root)
    assert all(loc.startswith(f"{settings.SITE_URL}/") for loc in found)
    return {loc.removeprefix(settings.SITE_URL): moment for loc, moment in found.items()}


def whole_map(reader: Client) -> dict[str, str]:
    """Every page on the maps that the index names, but those that stand before any piece."""
    pages: dict[str, str] = {}
    for address in map_of(reader, "/sitemap.xml").keys() - {STANDING}:
        found = map_of(reader, address)
        assert not pages.keys() & found.keys()
        pages |= found
    return pages


def with_claims(by: User, **content: Any) -> Edition:
    """The first edition of a piece with two claims."""
    piece = a_ready_piece(by, **content)
    for quote in ("The harbour froze twice", "Nobody asked the mayor"):
        a_claim(piece, by, quote)
    return publishing.publish(piece, by=by)


def news(reader: Client) -> list[ElementTree.Element]:
    """The pages that are told as news."""
    pages = ElementTree.fromstring(reader.get("/news-sitemap.xml").content)
    return [page for page in pages if page.find(f"{NEWS}news") is not None]


def test_robots_are_led_to_the_maps_and_away_from_the_desk(reader: Client) -> None:
    response = reader.get("/robots.txt")
    lines = response.content.decode().splitlines()
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /admin/" in lines
    for address in ("/sitemap.xml", "/news-sitemap.xml"):
        assert f"Sitemap: {settings.SITE_URL}{address}" in lines
        assert reader.get(address)["Content-Type"] == "application/xml; charset=utf-8"


@pytest.mark.django_db
def test_a_journal_that_published_nothing_maps_its_standing_pages(reader: Client) -> None:
    assert list(map_of(reader, "/sitemap.xml")) == [STANDING]
    pages = map_of(reader, STANDING)
    assert list(pages) == ["/", "/archive/", "/corrections/", "/policies/", "/search/"]
    for address in pages:
        response = reader.get(address)
        assert (response.status_code, "X-Robots-Tag" in response) == (200, False)


@pytest.mark.django_db
def test_there_is_no_empty_map(reader: Client) -> None:
    for section in SECTIONS:
        assert reader.get(f"/sitemaps/{section}.xml").status_code == 404


def test_the_maps_show_pieces_series_authors_and_tags(publisher: User, reader: Client) -> None:
    writer, series = AuthorFactory(slug="ada"), SeriesFactory(slug="mills")
    edition = a_published_piece(
        publisher, slug="mill", bylines=[(writer, "author")], series=series, tags=["ice"]
    )
    moment = edition.published_at.isoformat()
    assert whole_map(reader) == {
        "/articles/mill/": moment,
        "/series/mills/": moment,
        "/authors/ada/": moment,
        "/tags/ice/": moment,
    }


def test_policies_are_on_the_map_since_their_last_change(publisher: User, reader: Client) -> None:
    policy = a_policy(publisher, "ethics")
    a_policy(publisher, "corrections", is_published=False)
    first = whole_map(reader)
    policy.title = "On fairness"
    write_policy(policy, by=publisher)
    second = map_of(reader, "/sitemaps/policies.xml")
    assert list(first) == list(second) == ["/policies/ethics/"]
    assert first["/policies/ethics/"] < second["/policies/ethics/"]
    assert second["/policies/ethics/"] == policy.history.latest().history_date.isoformat()


def test_claims_are_on_the_map_since_the_last_edition(publisher: User, reader: Client) -> None:
    first = with_claims(publisher, slug="mill")
    a_claim(first.article, publisher, "The mill stood idle")
    before = map_of(reader, "/sitemaps/claims.xml")
    assert before == {f"/articles/mill/claims/{number}/": first.published_at.isoformat() for number in (1, 2)}
    annotating.remove(first.article.claims.get(number=2), by=publisher, reason="Cut.")
    second = corrected(first, publisher)
    now_there = map_of(reader, "/sitemaps/claims.xml")
    assert now_there == {
        f"/articles/mill/claims/{number}/": second.published_at.isoformat() for number in (1, 3)
    }


def test_a_map_of_claims_goes_on_by_key(publisher: User, reader: Client) -> None:
    for slug in ("mill", "harbour", "tide"):
        with_claims(publisher, slug=slug)
    with patch.object(sitemaps, "PAGE", 2):
        maps = [address for address in map_of(reader, "/sitemap.xml") if "/claims.xml" in address]
        found = [address for at in maps for address in map_of(reader, at)]
    assert len(maps) == 3
    assert sorted(found) == sorted(
        f"/articles/{slug}/claims/{number}/" for slug in ("mill", "harbour", "tide") for number in (1, 2)
    )


def test_a_correction_is_a_change_of_every_page_that_shows_it(publisher: User, reader: Client) -> None:
    first = a_published_piece(publisher, slug="mill", tags=["ice"])
    a_published_piece(publisher, slug="harbour", tags=["ice"])
    second = corrected(first, publisher)
    found = whole_map(reader)
    assert found["/articles/mill/"] == found["/tags/ice/"] == second.published_at.isoformat()
    assert found["/articles/harbour/"] < found["/articles/mill/"]
    index = map_of(reader, "/sitemap.xml")
    assert index["/sitemaps/pieces.xml"] == second.published_at.isoformat()


def test_every_page_on_the_maps_is_there_and_may_be_indexed(
    seed: None, example: None, reader: Client
) -> None:
    pages = whole_map(reader)
    assert len(pages) > 10
    for address in pages:
        response = reader.get(address)
        assert response.status_code == 200
        assert "X-Robots-Tag" not in response
        assert b'name="robots"' not in response.content


def test_what_is_not_published_or_was_removed_is_on_no_map(publisher: User, reader: Client) -> None:
    a_piece(publisher, slug="draft", tags=["secret"])
    followed(with_claims(publisher, slug="mill", tags=["ice"]), publisher, "removal")
    assert whole_map(reader) == {}


def test_a_map_ends_after_so_many_and_the_index_names_the_next(publisher: User, reader: Client) -> None:
    slugs = [f"mill-{number}" for number in range(5)]
    for slug in slugs:
        writers = [(AuthorFactory(), "author"), (AuthorFactory(), "author")]
        a_published_piece(publisher, slug=slug, bylines=writers, tags=["ice", slug])
    with patch.object(sitemaps, "PAGE", 2):
        index = map_of(reader, "/sitemap.xml")
        pages = whole_map(reader)
    assert len([address for address in index if address.startswith("/sitemaps/pieces.xml")]) == 3
    assert len([address for address in index if address.startswith("/sitemaps/authors.xml")]) == 5
    assert {f"/articles/{slug}/" for slug in slugs} <= pages.keys()
    assert len(pages) == 5 + 10 + 6
    assert pages["/tags/ice/"] == max(pages[f"/articles/{slug}/"] for slug in slugs)


def test_the_index_follows_each_new_edition(publisher: User, reader: Client) -> None:
    edition = a_published_piece(publisher)
    before = map_of(reader, "/sitemap.xml")
    corrected(edition, publisher)
    assert map_of(reader, "/sitemap.xml") != before


def test_an_unchanged_map_is_not_sent_again(publisher: User, reader: Client) -> None:
    a_published_piece(publisher)
    for address in ("/sitemap.xml", "/sitemaps/pieces.xml", "/news-sitemap.xml"):
        etag = reader.get(address)["ETag"]
        assert reader.get(address, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("section", SECTIONS)
def test_a_map_of_many_takes_one_query(
    section: str, publisher: User, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for kind in ("ethics", "corrections", "contact"):
        a_policy(publisher, kind)
        with_claims(publisher, series=SeriesFactory(), tags=["ice"])
    with django_assert_num_queries(1):
        reader.get(f"/sitemaps/{section}.xml")


@pytest.mark.parametrize(
    "address",
    ["/sitemaps/secrets.xml", "/sitemaps/pieces.xml?after=yesterday", "/sitemaps/pieces.xml?after=1"],
)
def test_a_map_of_nothing_is_not_there(address: str, reader: Client) -> None:
    assert reader.get(address).status_code == 404


def test_the_news_are_told_with_name_language_day_and_title(publisher: User, reader: Client) -> None:
    edition = a_published_piece(publisher, slug="mill", headline="The idle mill", language="de-AT")
    [url] = news(reader)
    assert url.findtext(f"{MAP}loc") == f"{settings.SITE_URL}/articles/mill/"
    [told] = url.findall(f"{NEWS}news")
    assert told.findtext(f"{NEWS}publication/{NEWS}name") == settings.SITE_NAME
    assert told.findtext(f"{NEWS}publication/{NEWS}language") == "de"
    assert told.findtext(f"{NEWS}publication_date") == edition.first_published_at.isoformat()
    assert told.findtext(f"{NEWS}title") == "The idle mill"


@pytest.mark.parametrize(("hours", "is_news"), [(47, True), (49, False)])
def test_news_grow_old_in_two_days(hours: int, is_news: bool, publisher: User, reader: Client) -> None:
    a_published_piece(publisher)
    later = timezone.now() + timedelta(hours=hours)
    with patch.object(sitemaps, "now", lambda: later):
        assert bool(news(reader)) is is_news


@pytest.mark.django_db
def test_without_news_the_map_names_the_home_page(reader: Client, settings: Any) -> None:
    [page] = ElementTree.fromstring(reader.get("/news-sitemap.xml").content)
    assert [child.text for child in page] == [f"{settings.SITE_URL}/"]


def test_a_correction_does_not_make_news_of_an_old_piece(publisher: User, reader: Client) -> None:
    edition = a_published_piece(publisher)
    later = timezone.now() + timedelta(days=3)
    with patch("articles.composing.now", lambda: later), patch.object(sitemaps, "now", lambda: later):
        corrected(edition, publisher)
        assert Edition.objects.public().get().published_at == later
        assert not news(reader)


@pytest.mark.parametrize("kind", ["retraction", "removal"])
def test_what_was_taken_back_is_no_news(kind: str, publisher: User, reader: Client) -> None:
    followed(a_published_piece(publisher), publisher, kind)
    assert not news(reader)


def test_fiction_is_no_news(publisher: User, reader: Client) -> None:
    a_published_piece(publisher, is_example=True)
    assert not news(reader)


@pytest.mark.parametrize(
    ("tag", "language"), [("en-GB", "en"), ("zh-Hant", "zh-tw"), ("zh", "zh-cn"), ("fil", "fil")]
)
def test_the_news_name_languages_as_they_are_wanted(
    tag: str, language: str, publisher: User, reader: Client
) -> None:
    a_published_piece(publisher, language=tag)
    [url] = news(reader)
    assert url.findtext(f"{NEWS}news/{NEWS}publication/{NEWS}language") == language


def test_nothing_typed_on_the_desk_breaks_a_map(publisher: User, reader: Client) -> None:
    hostile: dict[str, Any] = {"headline": "</news:title>&\x0b<x>", "tags": ["a&b<c>"]}
    a_published_piece(publisher, **hostile)
    [url] = news(reader)
    assert url.findtext(f"{NEWS}news/{NEWS}title") == "</news:title>&<x>"
    assert whole_map(reader)


def test_the_index_follows_each_change_of_a_policy(publisher: User, reader: Client) -> None:
    policy = a_policy(publisher, "ethics")
    before = map_of(reader, "/sitemap.xml")
    policy.title = "On fairness"
    write_policy(policy, by=publisher)
    assert map_of(reader, "/sitemap.xml") != before
