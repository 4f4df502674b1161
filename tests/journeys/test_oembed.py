"""A piece, or one claim in it, as a card on somebody else’s page."""

from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from lxml import html as lxml_html
from pytest_django import DjangoAssertNumQueries

from articles import publishing, revising
from articles.models import Edition
from claims import annotating
from tests.factories import BODY, SourceFactory, a_claim, a_finding, a_ready_piece, some_evidence
from tests.journeys.desk_forms import page_of
from tests.journeys.later_editions import PIECE, followed, page_at, words
from tests.journeys.test_content_security import policy_of, what_the_policy_stops

HERE = f"{settings.SITE_URL}{PIECE}"
EMBEDS = [f"/embed{PIECE}", f"/embed{PIECE}claims/1/"]


@pytest.fixture
def first(publisher: User, checker: User) -> Edition:
    """“The idle mill”, with a claim on which there is a signed finding."""
    piece = a_ready_piece(publisher, slug="mill", headline="The idle mill", standfirst="It stood still.")
    claim = a_claim(piece, checker)
    some_evidence(claim, checker)
    a_finding(claim, checker, publisher, finding="supported", confidence="low", summary="So says the log.")
    return publishing.publish(piece, by=publisher)


def asked(reader: Client, url: str = HERE, **more: str | int) -> HttpResponse:
    return reader.get(f"/oembed?{urlencode({'url': url, **more})}")


def frame_of(response: HttpResponse) -> str:
    [frame] = lxml_html.fragments_fromstring(response.json()["html"])
    return str(frame.get("src")).removeprefix(settings.SITE_URL)


@pytest.mark.parametrize(
    ("url", "embed"),
    [
        (HERE, EMBEDS[0]),
        (f"{HERE}editions/1/", EMBEDS[0]),
        (f"{HERE}#claim-1", EMBEDS[1]),
        (f"{HERE}#note-1", EMBEDS[1]),
        (f"{HERE}claims/1/", EMBEDS[1]),
    ],
)
def test_an_address_is_answered_with_a_frame_that_is_there(
    url: str, embed: str, first: Edition, reader: Client
) -> None:
    response = asked(reader, url)
    assert frame_of(response) == embed
    assert reader.get(embed).status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(("page", "embed"), [(PIECE, EMBEDS[0]), (f"{PIECE}claims/1/", EMBEDS[1])])
def test_a_page_says_where_its_card_is_to_be_had(
    page: str, embed: str, first: Edition, reader: Client
) -> None:
    links = page_of(reader.get(page)).xpath("//link[contains(@type, '+oembed')]/@href")
    as_json, as_xml = (link.removeprefix(settings.SITE_URL) for link in links)
    assert frame_of(reader.get(as_json)) == embed
    assert reader.get(as_xml)["Content-Type"] == "text/xml"


def test_xml_is_answered_to_who_asks_for_it(first: Edition, reader: Client) -> None:
    response = asked(reader, format="xml")
    assert response["Content-Type"] == "text/xml"
    assert ElementTree.fromstring(response.content).findtext("title") == "The idle mill"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"url": HERE, "format": "yaml"}, 501),
        ({}, 400),
        ({"url": HERE, "maxwidth": "wide"}, 400),
        ({"url": HERE, "maxheight": "0"}, 400),
        ({"url": "https://elsewhere.example/articles/mill/"}, 404),
        ({"url": f"{settings.SITE_URL}/articles/none/"}, 404),
        ({"url": f"{HERE}#claim-99"}, 404),
        ({"url": f"{settings.SITE_URL}/corrections/"}, 404),
    ],
)
def test_what_cannot_be_answered_is_refused_as_the_specification_says(
    query: dict[str, str], status: int, first: Edition, reader: Client
) -> None:
    assert reader.get(f"/oembed?{urlencode(query)}").status_code == status


def test_a_card_keeps_to_the_room_there_is(first: Edition, reader: Client) -> None:
    found = asked(reader, maxwidth=320, maxheight=200).json()
    assert (found["width"], found["height"]) == (320, 200)


def test_a_former_address_is_answered_too(first: Edition, publisher: User, reader: Client) -> None:
    revising.revise(first.article, by=publisher, slug="windmill")
    assert frame_of(asked(reader)) == "/embed/articles/windmill/"


def test_a_removed_piece_has_no_card(first: Edition, publisher: User, reader: Client) -> None:
    followed(first, publisher, "removal")
    assert asked(reader).status_code == 404
    assert [reader.get(embed).status_code for embed in EMBEDS] == [410, 410]


def test_a_draft_has_no_card(publisher: User, reader: Client) -> None:
    a_ready_piece(publisher, slug="mill")
    assert asked(reader).status_code == 404
    assert reader.get(EMBEDS[0]).status_code == 404


def test_a_page_leads_to_its_card(first: Edition, reader: Client) -> None:
    links = page_at(reader, PIECE).xpath("//link[contains(@type, '+oembed')]")
    answers = {
        link.get("type"): reader.get(link.get("href").removeprefix(settings.SITE_URL)) for link in links
    }
    assert answers["application/json+oembed"].json()["title"] == "The idle mill"
    assert answers["text/xml+oembed"]["Content-Type"] == "text/xml"


@pytest.mark.parametrize("embed", EMBEDS)
def test_a_card_may_stand_on_any_page_and_is_strict_in_all_else(
    embed: str, first: Edition, reader: Client
) -> None:
    response = reader.get(embed)
    policy = policy_of(response)
    assert policy.pop("frame-ancestors") == "*"
    assert "X-Frame-Options" not in response
    assert policy["default-src"] == "'none'"
    assert not [sources for sources in policy.values() if "*" in sources or "unsafe" in sources]
    assert not what_the_policy_stops(response)
    assert not response.cookies


def test_no_other_page_may_stand_in_a_frame(first: Edition, reader: Client) -> None:
    for address in ("/", PIECE, f"{PIECE}editions/1/", "/oembed"):
        response = reader.get(address)
        assert policy_of(response)["frame-ancestors"] == "'none'"
        assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("embed", EMBEDS)
def test_a_card_is_not_indexed_and_leads_back_out_of_its_frame(
    embed: str, first: Edition, reader: Client
) -> None:
    response = reader.get(embed)
    page = page_of(response)
    assert response["X-Robots-Tag"] == "noindex"
    assert page.xpath("//link[@rel='canonical']/@href") == [HERE]
    assert any(href.startswith(HERE) for href in page.xpath("//a/@href"))
    assert set(page.xpath("//a/@target")) == {"_top"}


def test_a_claims_card_says_how_the_text_puts_it_and_what_the_desk_found(
    first: Edition, reader: Client
) -> None:
    said = words(page_at(reader, EMBEDS[1]))
    assert "The harbour froze twice in May." in said
    assert "Asserted, in the author’s own voice" in said
    assert "Supported by evidence, as of 4 May 2026" in said
    assert "So says the log." in said
    assert f"Edition 1, {first.published_at:%-d %B %Y}" in said


def test_a_pieces_card_has_headline_standfirst_and_author(first: Edition, reader: Client) -> None:
    said = words(page_at(reader, EMBEDS[0]))
    for told in ("The idle mill", "It stood still.", f"By {first.authors[0]['name']}", "Edition 1"):
        assert told in said


def test_a_removed_claim_keeps_its_card_and_says_why(
    first: Edition, publisher: User, checker: User, reader: Client
) -> None:
    claim = first.article.claims.get()
    annotating.remove(claim, by=checker, reason="The sentence was cut.")
    revising.revise(first.article, by=publisher, body=BODY.replace(" The harbour froze twice.", ""))
    publishing.publish(first.article, by=publisher, kind="correction", note="It did not freeze.")
    said = words(page_at(reader, EMBEDS[1]))
    assert "Removed from the text" in said
    assert "The sentence was cut." in said
    assert "Supported by evidence" not in said


def test_a_retracted_piece_says_so_on_every_card(first: Edition, publisher: User, reader: Client) -> None:
    followed(first, publisher, "retraction")
    assert all("Retracted" in words(page_at(reader, embed)) for embed in EMBEDS)
    assert asked(reader).json()["title"] == "Retracted: The idle mill"


def test_a_claim_that_is_not_there_has_no_card(first: Edition, reader: Client) -> None:
    assert reader.get(f"/embed{PIECE}claims/2/").status_code == 404


def test_nothing_confidential_is_on_a_card(publisher: User, reader: Client) -> None:
    piece = a_ready_piece(publisher, slug="mill")
    claim = a_claim(piece, publisher, internal_note="Ask the owl.")
    some_evidence(claim, publisher, SourceFactory(title="The owl’s diary", access="confidential"))
    publishing.publish(piece, by=publisher)
    for address in (*EMBEDS, f"/oembed?url={HERE}", f"/oembed?url={HERE}claims/1/"):
        assert "owl" not in reader.get(address).content.decode()


@pytest.mark.parametrize("embed", EMBEDS)
def test_a_card_takes_one_query(
    embed: str, first: Edition, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reader.get("/")  # after which it is known what the journal is called
    with django_assert_num_queries(1):
        reader.get(embed)
