"""What the head of each page says to machines, and its Link header."""

import io
import json
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from articles import publishing
from articles.models import Edition
from tests.articles.test_memento import links
from tests.factories import (
    AuthorFactory,
    SeriesFactory,
    SourceFactory,
    a_claim,
    a_published_piece,
    a_ready_piece,
    some_evidence,
)
from tests.journeys.desk_forms import page_of
from tests.journeys.later_editions import PAGES, PIECE, corrected, followed

EVERYWHERE = [
    "/",
    "/archive/",
    "/corrections/",
    "/policies/",
    "/policies/annotation/",
    "/search/?q=mill",
    "/series/mills/",
    "/authors/ada/",
    "/tags/ice/",
    *(PIECE + page for page in PAGES),
]


@pytest.fixture
def second(publisher: User) -> Edition:
    writer, series = AuthorFactory(slug="ada", name="Ada Miller"), SeriesFactory(slug="mills", title="Mills")
    content: dict[str, Any] = {"bylines": [(writer, "author")], "series": series, "place": 1, "tags": ["ice"]}
    first = a_published_piece(publisher, slug="mill", headline="The idle mill", **content)
    return corrected(first, publisher)


def data_of(response: HttpResponse) -> list[dict[str, Any]]:
    """The nodes of the page’s structured data."""
    [script] = page_of(response).xpath("//head/script[@type='application/ld+json']")
    found: list[dict[str, Any]] = json.loads(script.text)["@graph"]
    return found


def of_type(response: HttpResponse, name: str) -> dict[str, Any]:
    [node] = [node for node in data_of(response) if name in node["@type"]]
    return node


def meta(response: HttpResponse) -> dict[str, list[str]]:
    """The contents of meta elements, by name or property."""
    found: dict[str, list[str]] = {}
    for element in page_of(response).xpath("//head/meta[@content]"):
        name = element.get("property") or element.get("name")
        found.setdefault(name, []).append(element.get("content"))
    return found


@pytest.mark.parametrize("address", EVERYWHERE)
def test_every_page_has_structured_data_and_a_card(address: str, second: Edition, reader: Client) -> None:
    response = reader.get(address)
    assert data_of(response)
    assert {"og:type", "og:title", "og:url", "og:site_name"} <= meta(response).keys()


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "WebSite"),
        (PIECE, "AnalysisNewsArticle"),
        (f"{PIECE}editions/1/", "AnalysisNewsArticle"),
        ("/series/mills/", "CreativeWorkSeries"),
        ("/series/mills/", "CollectionPage"),
        ("/authors/ada/", "ProfilePage"),
        ("/tags/ice/", "CollectionPage"),
        ("/corrections/", "BreadcrumbList"),
    ],
)
def test_a_page_says_what_it_is(address: str, kind: str, second: Edition, reader: Client) -> None:
    assert of_type(reader.get(address), kind)


def test_a_piece_tells_its_edition_its_correction_and_its_series(second: Edition, reader: Client) -> None:
    found = of_type(reader.get(PIECE), "NewsArticle")
    assert found["version"] == 2
    assert found["dateModified"] == second.published_at.isoformat()
    assert found["isPartOf"]["name"] == "Mills"
    assert found["author"][0]["url"] == f"{settings.SITE_URL}/authors/ada/"
    [correction] = found["correction"]
    assert correction["text"] == second.note


def test_an_old_edition_describes_itself(second: Edition, reader: Client) -> None:
    found = of_type(reader.get(f"{PIECE}editions/1/"), "NewsArticle")
    assert found["version"] == 1
    assert found["url"] == f"{settings.SITE_URL}{PIECE}editions/1/"
    assert "correction" not in found


def test_a_removed_piece_has_no_structured_data(second: Edition, publisher: User, reader: Client) -> None:
    followed(second, publisher, "removal")
    page = page_of(reader.get(PIECE))
    assert not page.xpath("//script[@type='application/ld+json'] | //meta[starts-with(@property, 'og:')]")


def test_a_preview_says_nothing_to_machines(publisher: User, desk: Any) -> None:
    piece = a_ready_piece(publisher)
    page = page_of(desk(publisher).get(f"/admin/articles/article/{piece.pk}/preview/"))
    assert not page.xpath("//script[@type='application/ld+json'] | //meta[starts-with(@name, 'citation_')]")


HOSTILE = "</script><script>alert(1)</script><!--<script>\"'&\u2028"


def test_nothing_typed_on_the_desk_leaves_its_script(publisher: User, reader: Client) -> None:
    writer = AuthorFactory(name=HOSTILE, bio=HOSTILE, affiliation=HOSTILE, slug="ada")
    series = SeriesFactory(title=HOSTILE, description=HOSTILE, slug="mills")
    a_published_piece(
        publisher, headline=HOSTILE, slug="mill", bylines=[(writer, "author")], series=series, tags=[HOSTILE]
    )
    for address in (PIECE, "/authors/ada/", "/series/mills/", f"{PIECE}editions/"):
        response = reader.get(address)
        assert not page_of(response).xpath("//script[not(@src or @type)]")
        assert HOSTILE in json.dumps(data_of(response), ensure_ascii=False).replace('\\"', '"')


def test_nothing_confidential_or_hidden_is_told_to_machines(publisher: User, reader: Client) -> None:
    piece = a_ready_piece(publisher, slug="mill")
    claim = a_claim(piece, publisher, internal_note="Ask the owl.")
    some_evidence(claim, publisher, SourceFactory(title="The owl’s diary", access="confidential"))
    some_evidence(claim, publisher, SourceFactory(title="The hidden ledger"), is_public=False)
    some_evidence(claim, publisher, SourceFactory(title="The open log"))
    publishing.publish(piece, by=publisher)
    response = reader.get(PIECE)
    cited = [source["name"] for source in of_type(response, "NewsArticle")["citation"]]
    assert cited == ["The open log"]
    told = response.content.decode() + str(response.headers)
    assert "owl" not in told
    assert "hidden ledger" not in told


def test_the_share_card_of_a_piece_is_there_in_the_size_it_is_said_to_have(
    second: Edition, reader: Client
) -> None:
    found = meta(reader.get(PIECE))
    [address] = found["og:image"]
    card = reader.get(address.removeprefix(settings.SITE_URL))
    size = Image.open(io.BytesIO(card.content)).size
    assert card["Content-Type"] == "image/png"
    assert (str(size[0]), str(size[1])) == (found["og:image:width"][0], found["og:image:height"][0])


def test_a_card_is_drawn_once_for_each_edition(
    second: Edition, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{PIECE}editions/2/card.png"
    first = reader.get(address).content
    monkeypatch.setattr("articles.cards.draw", lambda _edition: b"drawn again")
    assert reader.get(address).content == first
    assert reader.get(f"{PIECE}editions/1/card.png").content == b"drawn again"


def test_an_unchanged_card_is_not_sent_again(second: Edition, reader: Client) -> None:
    address = f"{PIECE}editions/2/card.png"
    etag = reader.get(address)["ETag"]
    assert reader.get(address, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("page", ["card.png", "cite/csl/"])
def test_an_edition_that_is_not_there_has_no_card_and_no_citation(
    page: str, second: Edition, reader: Client
) -> None:
    for number in (0, 3, 10**30):
        assert reader.get(f"{PIECE}editions/{number}/{page}").status_code == 404


def test_a_removed_piece_has_no_card(second: Edition, publisher: User, reader: Client) -> None:
    followed(second, publisher, "removal")
    for number in (1, 2, 3):
        assert reader.get(f"{PIECE}editions/{number}/card.png").status_code == 410


def test_a_retracted_piece_is_shared_as_one(second: Edition, publisher: User, reader: Client) -> None:
    followed(second, publisher, "retraction")
    assert meta(reader.get(PIECE))["og:title"] == ["Retracted: The idle mill"]


def test_a_piece_links_to_what_to_cite_to_its_description_and_to_the_feeds(
    second: Edition, reader: Client
) -> None:
    found = links(reader.get(PIECE)["Link"])
    told = {(link["rel"], link.get("type", "")): link["address"] for link in found}
    here = f"{settings.SITE_URL}{PIECE}"
    assert told["cite-as", ""] == f"{here}editions/2/"
    assert told["canonical", ""] == here
    assert told["describedby", "application/vnd.citationstyles.csl+json"] == f"{here}editions/2/cite/csl/"
    assert told["alternate", "application/atom+xml"] == f"{settings.SITE_URL}/feed/"
    assert told["alternate", "application/feed+json"] == f"{settings.SITE_URL}/feed.json"
    assert told["timegate", ""] == f"{here}timegate/"


def test_an_edition_is_cited_as_itself(second: Edition, reader: Client) -> None:
    found = {link["rel"]: link["address"] for link in links(reader.get(f"{PIECE}editions/1/")["Link"])}
    assert found["cite-as"] == f"{settings.SITE_URL}{PIECE}editions/1/"
    assert found["canonical"] == f"{settings.SITE_URL}{PIECE}"


def test_structured_data_asks_the_database_for_nothing(
    second: Edition, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reader.get("/")  # after which it is known what the journal is called
    with django_assert_num_queries(4):  # which edition; the promotions beside it; its series; all of it
        reader.get(PIECE)
    with django_assert_num_queries(2):  # what the series is called; its pieces
        reader.get("/series/mills/")
