"""What a feed reader meets: feeds of the journal, of a series, an author, a tag and the corrections."""

import json
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles import publishing, revising
from articles.feeds.views import PIECES
from articles.models import Author, Edition, Series
from tests.factories import (
    BODY,
    AuthorFactory,
    DisclaimerFactory,
    PromotionFactory,
    SeriesFactory,
    SourceFactory,
    a_claim,
    a_proposal,
    a_published_piece,
    a_ready_piece,
    some_evidence,
)
from tests.journeys.desk_forms import page_of
from tests.journeys.later_editions import corrected, followed

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = [
    "/feed/",
    "/feed.json",
    "/series/mills/feed/",
    "/series/mills/feed.json",
    "/authors/ada/feed/",
    "/authors/ada/feed.json",
    "/tags/ice/feed/",
    "/tags/ice/feed.json",
]


def a_piece_everywhere(publisher: User, slug: str = "mill", **more: Any) -> Edition:
    """A piece by Ada, in the series “Mills”, about ice: in every feed there is."""
    writer, series = AuthorFactory(slug="ada", name="Ada Miller"), SeriesFactory(slug="mills", title="Mills")
    content = {
        "bylines": [(writer, "author")],
        "series": series,
        "tags": ["ice"],
        "headline": "The idle mill",
    }
    return a_published_piece(publisher, slug=slug, **content | more)


def entries(response: HttpResponse) -> list[dict[str, str]]:
    """The entries of a feed in either format, as id, title, url, updated and content."""
    if response["Content-Type"].startswith("application/feed+json"):
        names = {"updated": "date_modified", "content": "content_html"}
        items = json.loads(response.content)["items"]
        wanted = ("id", "title", "url", "updated", "content")
        return [{name: item[names.get(name, name)] for name in wanted} for item in items]
    return [_of_atom(entry) for entry in ElementTree.fromstring(response.content).iter(f"{ATOM}entry")]


def _of_atom(entry: ElementTree.Element) -> dict[str, str]:
    told = {name: entry.findtext(f"{ATOM}{name}", "") for name in ("id", "title", "updated", "content")}
    [link] = entry.findall(f"{ATOM}link")
    return told | {"url": link.get("href", "")}


@pytest.mark.parametrize("feed", FEEDS)
def test_a_piece_is_in_every_feed_it_belongs_to_with_its_full_text(
    feed: str, publisher: User, reader: Client
) -> None:
    edition = a_piece_everywhere(publisher)
    [entry] = entries(reader.get(feed))
    assert entry["id"] == edition.article_id.urn
    assert entry["title"] == "The idle mill"
    assert entry["url"] == f"{settings.SITE_URL}/articles/mill/"
    assert "Nobody asked the mayor." in entry["content"]


# JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/): what there is, of which type, and what must be.
AUTHOR = {"name": str, "url": str, "avatar": str}
FEED_OF = {
    **dict.fromkeys(("version", "title", "home_page_url", "feed_url", "description", "user_comment"), str),
    **dict.fromkeys(("next_url", "icon", "favicon", "language"), str),
    **{"expired": bool, "authors": list, "hubs": list, "items": list},
}
ITEM = {
    **dict.fromkeys(("id", "url", "external_url", "title", "content_html", "content_text", "summary"), str),
    **dict.fromkeys(("image", "banner_image", "date_published", "date_modified", "language"), str),
    **{"authors": list, "tags": list, "attachments": list},
}


def check_names(told: dict[str, Any], known: dict[str, type]) -> None:
    assert {name: type(value) for name, value in told.items()}.items() <= known.items()
    for name, value in told.items():
        if name == "url" or name.endswith("_url") or name == "image":
            assert value.startswith("http://localhost:8000/")
    for author in told.get("authors", []):
        check_names(author, AUTHOR)
        assert author


@pytest.mark.parametrize("feed", [feed for feed in FEEDS if feed.endswith(".json")])
def test_a_json_feed_is_as_its_specification_wants_it(feed: str, publisher: User, reader: Client) -> None:
    corrected(a_piece_everywhere(publisher), publisher)
    beside = {
        "bylines": [(Author.objects.get(slug="ada"), "author")],
        "series": Series.objects.get(slug="mills"),
        "language": "de",
    }
    a_published_piece(publisher, slug="tide", tags=["ice", "a & b"], **beside)
    response = reader.get(feed)
    told = json.loads(response.content)
    check_names(told, FEED_OF)
    assert response["Content-Type"].split(";")[0] == "application/feed+json"
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["title"] and told["feed_url"] == settings.SITE_URL + feed
    assert len({item["id"] for item in told["items"]}) == len(told["items"]) == 2
    for item in told["items"]:
        check_names(item, ITEM)
        assert item.keys() & {"content_html", "content_text"}
        assert all(type(tag) is str for tag in item["tags"])
        for moment in (item["date_published"], item["date_modified"]):
            assert datetime.fromisoformat(moment).tzinfo and "T" in moment


@pytest.mark.parametrize("feed", FEEDS)
def test_a_correction_moves_updated_and_leaves_the_id(feed: str, publisher: User, reader: Client) -> None:
    first = a_piece_everywhere(publisher)
    [before] = entries(reader.get(feed))
    second = corrected(first, publisher)
    [after] = entries(reader.get(feed))
    assert after["id"] == before["id"]
    assert after["updated"] == second.published_at.isoformat() > before["updated"]
    assert "in June" in after["content"]


@pytest.mark.parametrize("feed", FEEDS)
def test_an_unchanged_feed_is_not_sent_again_and_a_changed_one_is(
    feed: str, publisher: User, reader: Client
) -> None:
    edition = a_piece_everywhere(publisher)
    etag = reader.get(feed)["ETag"]
    unchanged = reader.get(feed, headers={"If-None-Match": etag})
    assert (unchanged.status_code, unchanged.content, unchanged["ETag"]) == (304, b"", etag)
    corrected(edition, publisher)
    assert reader.get(feed, headers={"If-None-Match": etag}).status_code == 200


def test_a_new_address_is_news_to_a_feed(publisher: User, reader: Client) -> None:
    edition = a_piece_everywhere(publisher)
    etag = reader.get("/feed/")["ETag"]
    revising.revise(edition.article, by=publisher, slug="windmill")
    changed = reader.get("/feed/", headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert entries(changed)[0]["url"] == f"{settings.SITE_URL}/articles/windmill/"


@pytest.mark.parametrize("feed", FEEDS[2:])
def test_a_feed_of_nothing_is_not_there(feed: str, reader: Client) -> None:
    assert reader.get(feed).status_code == 404


@pytest.mark.parametrize("feed", FEEDS[:2])
def test_a_journal_without_pieces_has_a_feed(feed: str, reader: Client) -> None:
    assert entries(reader.get(feed)) == []


@pytest.mark.parametrize("feed", FEEDS)
def test_a_removed_piece_leaves_every_feed(feed: str, publisher: User, reader: Client) -> None:
    followed(a_piece_everywhere(publisher), publisher, "removal", "By order of the court.")
    assert "The idle mill" not in reader.get(feed).content.decode()


def test_a_retracted_piece_stays_and_says_so_first(publisher: User, reader: Client) -> None:
    followed(a_piece_everywhere(publisher), publisher, "retraction", "The mill never stood.")
    [entry] = entries(reader.get("/feed/"))
    assert entry["title"] == "Retracted: The idle mill"
    assert entry["content"].index("The mill never stood.") < entry["content"].index("Nobody asked")


def test_a_working_copy_is_in_no_feed(publisher: User, reader: Client) -> None:
    edition = a_piece_everywhere(publisher)
    revising.revise(edition.article, by=publisher, body=BODY.replace("May", "a month not yet told"))
    assert all("not yet told" not in reader.get(feed).content.decode() for feed in FEEDS)


def test_claims_stand_as_endnotes_and_their_numbers_in_the_text(publisher: User, reader: Client) -> None:
    piece = a_ready_piece(publisher, slug="mill")
    claim = a_claim(piece, publisher)
    some_evidence(claim, publisher, SourceFactory(title="The harbour log", url="https://log.example/"))
    publishing.publish(piece, by=publisher)
    [entry] = entries(reader.get("/feed.json"))
    note = f'<a href="{settings.SITE_URL}/articles/mill/#note-1">[1]</a>'
    assert f"froze twice{note}." in entry["content"]
    assert "Asserted, in the author’s own voice. Not yet assessed" in entry["content"]
    assert '<a href="https://log.example/">The harbour log</a>' in entry["content"]


@pytest.mark.parametrize("feed", FEEDS[:2])
def test_nothing_confidential_internal_or_unsigned_is_in_a_feed(
    feed: str, publisher: User, reader: Client
) -> None:
    piece = a_ready_piece(publisher)
    claim = a_claim(piece, publisher, internal_note="Ask the owl.")
    secret = SourceFactory(title="The owl’s diary", access="confidential", creators="Owl, Secret")
    some_evidence(claim, publisher, secret)
    hidden = SourceFactory(title="The hidden ledger")
    some_evidence(claim, publisher, hidden, is_public=False)
    a_proposal(claim, publisher, summary="The owl is not sure.")
    publishing.publish(piece, by=publisher, override="Somebody has to.")
    told = reader.get(feed).content.decode()
    assert "A confidential source was used." in told
    for internal in ("owl", "Owl", "hidden ledger", "Somebody has to"):
        assert internal not in told


def test_every_address_in_a_feed_is_whole(seed: None, example: None, reader: Client) -> None:
    for entry in entries(reader.get("/feed.json")):
        page = page_of(HttpResponse(entry["content"]))
        assert all(href.startswith(("http://", "https://")) for href in page.xpath("//@href | //@src"))
        assert not page.xpath("//@id | //script | //@style")


def test_promotions_are_no_part_of_a_feed_and_disclaimers_are(publisher: User, reader: Client) -> None:
    PromotionFactory(title="Come to the mill")
    a_published_piece(publisher, disclaimers=[DisclaimerFactory(text="Her own views.")])
    told = reader.get("/feed/").content.decode()
    assert "Come to the mill" not in told
    assert "Her own views." in told


def test_the_seed_has_thirty_endnotes(seed: None, reader: Client) -> None:
    [entry] = entries(reader.get("/feed/"))
    page = page_of(HttpResponse(entry["content"]))
    assert len({href for href in page.xpath("//a/@href") if "#note-" in href}) == 30


def test_fiction_says_so_in_its_title_and_its_text(example: None, reader: Client) -> None:
    for entry in entries(reader.get("/feed/")):
        assert entry["title"].startswith("Fictional example: ")
        assert "made up to show how the journal works" in entry["content"]


def test_a_feed_holds_the_newest_pieces_and_takes_a_known_number_of_queries(
    publisher: User, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(PIECES + 2):
        a_published_piece(publisher, slug=f"mill-{number}", tags=["ice"])
    reader.get("/")  # after which it is known what the journal is called
    with django_assert_num_queries(2):
        found = entries(reader.get("/feed/"))
    assert [entry["url"].split("/")[-2] for entry in found] == [
        f"mill-{number}" for number in range(PIECES + 1, 1, -1)
    ]


def test_an_unchanged_feed_reads_no_texts(
    publisher: User, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_piece_everywhere(publisher)
    etag = reader.get("/feed/")["ETag"]
    with django_assert_num_queries(1):
        reader.get("/feed/", headers={"If-None-Match": etag})


@pytest.mark.parametrize(
    ("page", "feed"), [("/", ""), ("/series/mills/", ""), ("/authors/ada/", ""), ("/tags/ice/", "")]
)
def test_pages_lead_feed_readers_to_their_feeds(
    page: str, feed: str, publisher: User, reader: Client
) -> None:
    a_piece_everywhere(publisher)
    links = page_of(reader.get(page)).xpath("//link[@rel='alternate']")
    found = {link.get("href"): link.get("type") for link in links}
    assert found[f"{settings.SITE_URL}{page}feed/"] == "application/atom+xml"
    assert found[f"{settings.SITE_URL}{page}feed.json"] == "application/feed+json"
    for address in found:
        response = reader.get(address.removeprefix(settings.SITE_URL))
        assert response["Content-Type"].startswith(found[address])


@pytest.mark.parametrize("feed", [*FEEDS, "/corrections/feed.json"])
def test_a_feed_knows_its_own_address_and_its_page(feed: str, publisher: User, reader: Client) -> None:
    a_piece_everywhere(publisher)
    response, page = reader.get(feed), feed.removesuffix("feed/").removesuffix("feed.json")
    if feed.endswith(".json"):
        told = json.loads(response.content)
        found = (told["feed_url"], told["home_page_url"])
    else:
        links = ElementTree.fromstring(response.content).findall(f"{ATOM}link")
        by_rel = {link.get("rel"): link.get("href") for link in links}
        found = (by_rel["self"], by_rel["alternate"])
    assert found == (f"{settings.SITE_URL}{feed}", f"{settings.SITE_URL}{page}")


def test_an_author_feed_survives_a_new_slug_of_the_author(publisher: User, reader: Client) -> None:
    edition = a_piece_everywhere(publisher)
    author = edition.authors_then.get()
    author.slug = "ada-miller"
    author.save()
    assert len(entries(reader.get("/authors/ada-miller/feed/"))) == 1


def test_corrections_can_be_followed_as_json(publisher: User, reader: Client) -> None:
    edition = corrected(a_piece_everywhere(publisher), publisher)
    [item] = json.loads(reader.get("/corrections/feed.json").content)["items"]
    assert item["id"] == edition.pk.urn
    assert item["title"] == "Correction: The idle mill"
    assert item["content_text"] == edition.note
