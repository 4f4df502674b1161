"""A piece's claims as programs read them: the Web Annotation Protocol, its reading side."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles import publishing, revising
from articles.models import Edition
from articles.plaintext import read
from claims import annotating
from tests.factories import SourceFactory, a_claim, a_finding, a_proposal, a_ready_piece, some_evidence
from tests.journeys.desk_forms import page_of
from tests.journeys.later_editions import CORRECTED, followed

ONE = "/articles/mill/claims/1/annotation/"
ALL = "/articles/mill/annotations/"
TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
IRIS = 'return=representation;include="http://www.w3.org/ns/oa#PreferContainedIRIs"'
MINIMAL = 'return=representation;include="http://www.w3.org/ns/ldp#PreferMinimalContainer"'
both = pytest.mark.parametrize("address", [ONE, ALL, f"{ALL}?page=0"])


@pytest.fixture
def edition(publisher: User, checker: User) -> Edition:
    piece = a_ready_piece(publisher, slug="mill", headline="The idle mill")
    claim = a_claim(piece, publisher)
    some_evidence(claim, publisher, SourceFactory(title="The log", internal_note="Ask Ada."))
    some_evidence(claim, publisher, SourceFactory(title="A whisper", access="confidential"))
    a_finding(claim, publisher, signed_by=checker, finding="supported", summary="The log says so.")
    other = a_claim(piece, publisher, "Nobody asked the mayor", proposition="Nobody asked.")
    a_proposal(other, publisher, summary="Nobody signed this.")
    return publishing.publish(piece, by=publisher)


def told(response: HttpResponse) -> dict[str, Any]:
    assert response.status_code == 200
    return response.json()  # type: ignore[attr-defined]  # the test client's


@both
def test_annotations_are_served_as_the_protocol_wants(address: str, edition: Edition, reader: Client) -> None:
    response = reader.get(address)
    assert response["Content-Type"] == TYPE
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert "Accept" in response["Vary"]
    assert response["ETag"]


@both
def test_a_head_has_the_headers_of_the_answer(address: str, edition: Edition, reader: Client) -> None:
    asked, answered = reader.head(address), reader.get(address)
    assert asked.headers == answered.headers
    assert asked.content == b""


def test_an_annotation_is_a_resource_and_a_collection_a_container(edition: Edition, reader: Client) -> None:
    assert '<http://www.w3.org/ns/ldp#Resource>; rel="type"' in reader.get(ONE)["Link"]
    assert '<http://www.w3.org/ns/ldp#BasicContainer>; rel="type"' in reader.get(ALL)["Link"]


@both
def test_what_is_known_already_is_not_sent_again(address: str, edition: Edition, reader: Client) -> None:
    etag = reader.get(address)["ETag"]
    again = reader.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_another_edition_has_another_etag(edition: Edition, publisher: User, reader: Client) -> None:
    etag = reader.get(ONE)["ETag"]
    followed(edition, publisher, "correction", "June.", body=CORRECTED)
    assert reader.get(ONE, headers={"If-None-Match": etag}).status_code == 200


@both
def test_programs_may_ask_what_they_may_do(address: str, edition: Edition, reader: Client) -> None:
    response = reader.options(address)
    assert (response.status_code, response["Allow"]) == (204, "GET, HEAD, OPTIONS")


@both
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nobody_writes_here(method: str, address: str, edition: Edition, reader: Client) -> None:
    response = reader.generic(method, address)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("accept", ["*/*", "application/ld+json", TYPE, "text/html, */*;q=0.1"])
def test_who_takes_json_ld_is_served(accept: str, edition: Edition, reader: Client) -> None:
    assert reader.get(ONE, headers={"Accept": accept}).status_code == 200


@both
@pytest.mark.parametrize("accept", ["text/turtle", "text/html"])
def test_who_takes_something_else_is_told_so(
    accept: str, address: str, edition: Edition, reader: Client
) -> None:
    response = reader.get(address, headers={"Accept": accept})
    assert response.status_code == 406
    assert "application/ld+json" in response.content.decode()


def test_the_collection_has_every_claim(edition: Edition, reader: Client) -> None:
    collection = told(reader.get(ALL))
    assert collection["id"] == settings.SITE_URL + ALL
    assert [item["id"] for item in collection["first"]["items"]] == [
        f"{settings.SITE_URL}/articles/mill/claims/{number}/annotation/" for number in (1, 2)
    ]


def test_a_claim_is_told_alike_alone_and_among_others(edition: Edition, reader: Client) -> None:
    alone = told(reader.get(ONE))
    among = told(reader.get(f"{ALL}?page=0"))["items"][0]
    assert alone == {"@context": "http://www.w3.org/ns/anno.jsonld", **among}


def test_addresses_alone_are_sent_to_who_prefers_them(edition: Edition, reader: Client) -> None:
    response = reader.get(ALL, headers={"Prefer": IRIS})
    items = told(response)["first"]["items"]
    assert items[0] == settings.SITE_URL + ONE
    assert response["Preference-Applied"] == "return=representation"
    assert response["Content-Location"] == told(response)["id"] == f"{settings.SITE_URL}{ALL}?iris=1"
    assert "Prefer" in response["Vary"]


def test_no_items_are_sent_to_who_prefers_none(edition: Edition, reader: Client) -> None:
    collection = told(reader.get(ALL, headers={"Prefer": MINIMAL}))
    assert collection["first"] == f"{settings.SITE_URL}{ALL}?page=0"


def test_preferences_that_exclude_each_other_are_refused(edition: Edition, reader: Client) -> None:
    two = "http://www.w3.org/ns/oa#PreferContainedIRIs http://www.w3.org/ns/oa#PreferContainedDescriptions"
    prefer = f'return=representation;include="{two}"'
    assert reader.get(ALL, headers={"Prefer": prefer}).status_code == 400


@pytest.mark.parametrize("page", ["1", "-1", "one", "²", "", "9" * 30])
def test_there_is_no_other_page(page: str, edition: Edition, reader: Client) -> None:
    assert reader.get(ALL, {"page": page}).status_code == 404


def test_a_piece_without_claims_has_an_empty_collection(publisher: User, reader: Client) -> None:
    publishing.publish(a_ready_piece(publisher, slug="mill"), by=publisher)
    assert told(reader.get(ALL))["total"] == 0


def test_a_removed_claim_annotates_nothing(edition: Edition, publisher: User, reader: Client) -> None:
    annotating.remove(edition.article.claims.get(number=1), by=publisher, reason="Cut.")
    followed(edition, publisher, "update", "More.", body=CORRECTED)
    assert told(reader.get(ALL))["total"] == 1
    gone = reader.get(ONE)
    assert gone.status_code == 410
    assert f"{settings.SITE_URL}/articles/mill/claims/1/" in gone.content.decode()


def test_a_removed_piece_has_no_annotations(edition: Edition, publisher: User, reader: Client) -> None:
    followed(edition, publisher, "removal")
    assert [reader.get(address).status_code for address in (ONE, ALL)] == [410, 410]


@both
def test_a_former_address_leads_on(address: str, edition: Edition, publisher: User, reader: Client) -> None:
    revising.revise(edition.article, by=publisher, slug="windmill")
    response = reader.get(address)
    assert (response.status_code, response["Location"]) == (301, address.replace("mill", "windmill"))


def test_no_number_no_annotation(edition: Edition, reader: Client) -> None:
    assert reader.get("/articles/mill/claims/9/annotation/").status_code == 404


def test_created_is_when_the_claim_was_first_published(
    edition: Edition, publisher: User, reader: Client
) -> None:
    later = followed(edition, publisher, "correction", "June.", body=CORRECTED)
    annotation = told(reader.get(ONE))
    assert annotation["created"] == f"{edition.published_at:%Y-%m-%dT%H:%M:%SZ}"
    assert annotation["modified"] == f"{later.published_at:%Y-%m-%dT%H:%M:%SZ}"
    assert annotation["target"]["state"]["cached"].endswith("/editions/2/")


@both
def test_annotations_take_two_queries(
    address: str, edition: Edition, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        reader.get(address)


@both
def test_nothing_of_the_desk_is_told(address: str, edition: Edition, publisher: User, reader: Client) -> None:
    a_claim(edition.article, publisher, "The mill stood idle", proposition="Unpublished so far.")
    response = reader.get(address).content.decode()
    planted = ("whisper", "Ask Ada", "Unpublished", "Nobody signed")
    assert not [word for word in planted if word in response]


@pytest.mark.parametrize("slug", ["russia-hamas-known-and-unknown", "the-umbrella-question"])
def test_every_selector_finds_its_words_on_the_page(
    slug: str, seed: None, example: None, reader: Client
) -> None:
    """As a reader's browser has the page: the reading text, and the text of each paragraph by its id."""
    [prose] = page_of(reader.get(f"/articles/{slug}/")).find_class("prose")
    text = read(Edition.objects.public().get(article__slug=slug).html).text
    collection = told(reader.get(f"/articles/{slug}/annotations/"))
    assert collection["total"]
    for annotation in collection["first"]["items"]:
        quote, place = annotation["target"]["selector"]
        assert text.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
        position = place["refinedBy"]
        paragraph = prose.get_element_by_id(place["value"]).text_content()
        assert paragraph[position["start"] : position["end"]] == quote["exact"]


def test_the_piece_advertises_its_annotations(edition: Edition, reader: Client) -> None:
    page = page_of(reader.get("/articles/mill/"))
    services = page.xpath("//link[@rel='http://www.w3.org/ns/oa#annotationService']/@href")
    assert services == [ALL]


def test_every_term_of_an_annotation_is_in_the_vocabulary(seed: None, example: None, reader: Client) -> None:
    address = "/articles/the-umbrella-question/annotations/"
    items = told(reader.get(address))["first"]["items"]
    ids = page_of(reader.get("/vocabulary/")).xpath("//@id")
    used = {body["source"] for item in items for body in item["body"] if "source" in body}
    assert used
    assert {term.partition("/vocabulary/#")[2] for term in used} <= set(ids)


def test_programs_get_the_vocabulary_as_skos(db: None, reader: Client) -> None:
    response = reader.get("/vocabulary/", headers={"Accept": "application/ld+json"})
    assert response["Content-Type"] == "application/ld+json"
    concepts = [one for one in told(response)["@graph"] if one["type"] == "Concept"]
    here = f"{settings.SITE_URL}/vocabulary/"
    on_page = page_of(reader.get("/vocabulary/")).xpath("//dl/dt/@id")
    assert [one["id"] for one in concepts] == [f"{here}#{id_}" for id_ in on_page]
    assert all(one["definition"]["@value"] for one in concepts)
    assert "Accept" in response["Vary"]
