"""What the journal put right: the page of corrections, and its feed."""

from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles import publishing
from articles.models import Edition
from articles.succession import CORRECTIONS
from articles.views.listing import PAGE
from tests.factories import a_published_piece, a_ready_piece
from tests.journeys.desk_forms import page_of
from tests.journeys.later_editions import CORRECTED, corrected, followed
from tests.journeys.test_content_security import is_strict, what_the_policy_stops

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "/corrections/feed/"


@pytest.fixture
def first(publisher: User) -> Edition:
    return a_published_piece(publisher, slug="mill", headline="The idle mill")


def entries(reader: Client) -> list[ElementTree.Element]:
    return ElementTree.fromstring(reader.get(FEED).content).findall(f"{ATOM}entry")


def text_of(response: HttpResponse) -> str:
    return " ".join(page_of(response).text_content().split())


@pytest.mark.parametrize("kind", CORRECTIONS)
def test_whatever_the_journal_owns_up_to_is_listed_and_in_the_feed(
    kind: str, first: Edition, publisher: User, reader: Client
) -> None:
    edition = followed(first, publisher, kind, "This is what happened.", body=CORRECTED)
    page = text_of(reader.get("/corrections/"))
    assert "This is what happened." in page
    assert f"{edition.get_kind_display()} {edition.published_at:%-d %B %Y}" in page
    [entry] = entries(reader)
    assert "This is what happened." in entry.findtext(f"{ATOM}summary", "")


@pytest.mark.parametrize("kind", ["update", "editors_note"])
def test_what_was_no_error_is_not_listed(kind: str, first: Edition, publisher: User, reader: Client) -> None:
    followed(first, publisher, kind, "Something else.", body=CORRECTED)
    assert "Something else." not in text_of(reader.get("/corrections/"))
    assert not entries(reader)


def test_a_correction_leads_to_the_piece_and_to_what_changed(
    first: Edition, publisher: User, reader: Client
) -> None:
    corrected(first, publisher)
    [entry] = page_of(reader.get("/corrections/")).xpath("//main//article")
    assert entry.xpath(".//a/@href") == [
        "/articles/mill/",
        "/articles/mill/editions/2/",
        "/articles/mill/editions/1/compare/2/",
    ]


def test_corrections_stand_newest_first(publisher: User, reader: Client) -> None:
    slugs = ["mill", "harbour", "mayor"]
    editions = [a_published_piece(publisher, slug=slug) for slug in slugs]
    for edition in editions[::-1]:
        corrected(edition, publisher)
    assert page_of(reader.get("/corrections/")).xpath("//main//h2/a/@href") == [
        f"/articles/{slug}/" for slug in slugs
    ]


def test_of_a_removed_piece_its_removal_alone_is_told(
    first: Edition, publisher: User, reader: Client
) -> None:
    followed(corrected(first, publisher), publisher, "removal", "By order of the court.")
    for address in ("/corrections/", FEED):
        told = reader.get(address).content.decode()
        assert "By order of the court." in told
        assert "The idle mill" not in told
        assert "in June, not in May" not in told


def test_a_fictional_correction_says_that_it_is_one(example: None, reader: Client) -> None:
    [flag] = page_of(reader.get("/corrections/")).xpath("//main//article")[0].find_class("flag")
    assert flag.text_content() == "Fictional example"
    assert entries(reader)[0].findtext(f"{ATOM}title", "").startswith("Fictional example.")


def test_corrections_are_walked_to_the_end_each_one_once(publisher: User, reader: Client) -> None:
    edition = a_published_piece(publisher)
    for number in range(PAGE + 2):
        body = f"<p>The mill stood idle in May. The harbour froze {number + 3} times.</p>"
        edition = followed(edition, publisher, "correction", f"It froze {number + 3} times.", body=body)
    seen, address = [], "/corrections/"
    while address:
        page = page_of(reader.get(address))
        seen += page.xpath("//main//article//a[starts-with(., 'Edition')]/@href")
        [address] = [f"/corrections/{href}" for href in page.xpath("//a[@rel='next']/@href")] or [""]
    assert len(seen) == len(set(seen)) == PAGE + 2


@pytest.mark.parametrize(
    "before",
    [
        "yesterday",
        ",",
        "2026-05-04T09:30:00Z,",
        "2026-05-04,f28ebb4e-92bd-4c7c-b31f-023564e7dc64",
        "2026-05-04T09:30:00+23:00,f28ebb4e-92bd-4c7c-b31f-023564e7dc64",
        "0001-01-01T00:00:00+14:00,f28ebb4e-92bd-4c7c-b31f-023564e7dc64",
    ],
)
def test_a_page_of_no_list_is_not_there(before: str, reader: Client) -> None:
    for address in ("/corrections/", "/"):
        assert reader.get(address, {"before": before}).status_code == 404


@pytest.mark.parametrize(("address", "queries"), [("/corrections/", 2), (FEED, 1)])
def test_many_corrections_take_no_more_queries_than_one(
    address: str,
    queries: int,
    publisher: User,
    reader: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(3):
        corrected(a_published_piece(publisher), publisher)
    with django_assert_num_queries(queries):
        reader.get(address)


def test_a_journal_without_corrections_says_so(reader: Client) -> None:
    assert "Nothing has been corrected yet." in text_of(reader.get("/corrections/"))
    assert not entries(reader)


def test_every_page_leads_to_the_corrections(reader: Client) -> None:
    assert page_of(reader.get("/")).xpath("//footer//a[@href='/corrections/']")


def test_the_page_leads_feed_readers_to_the_feed(reader: Client) -> None:
    links = page_of(reader.get("/corrections/")).xpath("//link[@rel='alternate'][@title='Corrections']")
    assert {link.get("type"): link.get("href") for link in links} == {
        "application/atom+xml": f"{settings.SITE_URL}{FEED}",
        "application/feed+json": f"{settings.SITE_URL}/corrections/feed.json",
    }


def test_the_page_has_a_strict_policy(first: Edition, publisher: User, reader: Client) -> None:
    corrected(first, publisher)
    response = reader.get("/corrections/")
    assert is_strict(response)
    assert not what_the_policy_stops(response)


def test_an_entry_of_the_feed_keeps_its_id_and_has_whole_addresses(
    first: Edition, publisher: User, reader: Client
) -> None:
    edition = corrected(first, publisher)
    [entry] = entries(reader)
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{edition.pk}"
    assert entry.findtext(f"{ATOM}updated") == edition.published_at.isoformat()
    assert entry.findtext(f"{ATOM}title") == "Correction: The idle mill"
    [link] = entry.findall(f"{ATOM}link")
    assert link.get("href") == f"{settings.SITE_URL}/articles/mill/"


def test_the_feed_says_what_it_is(first: Edition, publisher: User, reader: Client) -> None:
    edition = corrected(first, publisher)
    response = reader.get(FEED)
    feed = ElementTree.fromstring(response.content)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert links == {
        "alternate": f"{settings.SITE_URL}/corrections/",
        "self": f"{settings.SITE_URL}{FEED}",
    }
    assert feed.findtext(f"{ATOM}updated") == edition.published_at.isoformat()
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == settings.SITE_NAME


def test_nothing_typed_on_the_desk_breaks_the_feed(publisher: User, reader: Client) -> None:
    hostile = "</title><script>alert(1)</script>]]>&\x0b"
    piece = a_ready_piece(publisher, headline=hostile)
    edition = publishing.publish(piece, by=publisher)
    followed(edition, publisher, "correction", hostile, body=CORRECTED)
    [entry] = entries(reader)
    assert entry.findtext(f"{ATOM}title") == f"Correction: {hostile[:-1]}"
    assert "<script>" not in entry.findtext(f"{ATOM}summary", "")
