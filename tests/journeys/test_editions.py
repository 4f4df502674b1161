"""A piece's editions: the list of them, and each as it was."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles import publishing, revising
from articles.models import Author, Disclaimer, Edition, Series, Tag
from claims import annotating
from claims.models import Source
from tests.factories import (
    AuthorFactory,
    DisclaimerFactory,
    a_claim,
    a_finding,
    a_published_piece,
    a_ready_piece,
)
from tests.journeys.desk_forms import page_of
from tests.journeys.later_editions import (
    CORRECTED,
    PAGES,
    PIECE,
    corrected,
    followed,
    lightly_edited,
    page_at,
    words,
)
from tests.journeys.test_content_security import is_strict, what_the_policy_stops


@pytest.fixture
def first(publisher: User) -> Edition:
    return a_published_piece(publisher, slug="mill", headline="The idle mill")


@pytest.fixture
def second(first: Edition, publisher: User) -> Edition:
    return corrected(first, publisher)


def test_the_list_has_every_edition_newest_first(second: Edition, publisher: User, reader: Client) -> None:
    lightly_edited(second, publisher)
    listed = page_at(reader, "/articles/mill/editions/").xpath("//main//h2/a")
    assert [link.get("href") for link in listed] == [f"/articles/mill/editions/{n}/" for n in (3, 2, 1)]


def test_the_list_tells_notes_and_leads_to_comparisons(second: Edition, reader: Client) -> None:
    page = page_at(reader, "/articles/mill/editions/")
    assert "The mill stood idle in June, not in May." in words(page)
    assert page.xpath("//a/@href[contains(., 'compare')]") == ["/articles/mill/editions/1/compare/2/"]


def test_the_list_takes_one_query(
    second: Edition, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        reader.get("/articles/mill/editions/")


def test_editions_from_before_they_knew_their_past_are_listed_all_the_same(
    example: None, reader: Client
) -> None:
    page = page_at(reader, "/articles/the-umbrella-question/editions/")
    assert len(page.xpath("//main//h2/a")) == 2


def test_an_old_edition_stays_as_it_was(publisher: User, reader: Client) -> None:
    writer = AuthorFactory(name="Ada Miller", bio="Writes about mills.")
    small_print = DisclaimerFactory(text="The views are hers.")
    piece = a_ready_piece(
        publisher,
        slug="mill",
        headline="The idle mill",
        bylines=[(writer, "author")],
        disclaimers=[small_print],
    )
    first = publishing.publish(piece, by=publisher)
    writer.name, writer.bio, small_print.text = "Ada Baker", "Bakes.", "The views are nobody’s."
    writer.save()
    small_print.save()
    followed(first, publisher, "update", "Anew.", body=CORRECTED, headline="The busy mill", disclaimers=[])
    page = words(page_at(reader, "/articles/mill/editions/1/"))
    for kept in ("The idle mill", "Ada Miller", "Writes about mills.", "The views are hers.", "idle in May"):
        assert kept in page
    for new in ("The busy mill", "Ada Baker", "Bakes.", "nobody’s", "idle in June", "Anew."):
        assert new not in page


def test_of_an_old_edition_nothing_but_its_banner_ever_changes(
    example: None, publisher: User, reader: Client
) -> None:
    """To the byte, whatever becomes of all that it names."""
    address = "/articles/the-umbrella-question/editions/1/"
    before = reader.get(address)
    edition = Edition.objects.get(article__slug="the-umbrella-question", number=2)
    for model, field in RENAMED:
        for row in model.objects.all():
            setattr(row, field, f"Otherwise, {getattr(row, field)}"[:200])
            row.save()
    for claim in edition.article.claims.filter(removed_at=None):
        annotating.remove(claim, by=publisher, reason="It went.")
    for kind in ("correction", "editors_note", "expression_of_concern", "retraction"):
        edition.article.refresh_from_db()
        followed(edition, publisher, kind, "We were wrong.", headline="Other", body="<p>All is new.</p>")
    after = reader.get(address)
    assert without_banner(after) == without_banner(before)
    assert after["Memento-Datetime"] == before["Memento-Datetime"]


RENAMED: list[tuple[Any, str]] = [
    (Author, "name"),
    (Author, "bio"),
    (Series, "title"),
    (Disclaimer, "text"),
    (Tag, "name"),
    (Source, "title"),
]


def without_banner(page: HttpResponse) -> bytes:
    banner = re.compile(rb'<section class="banner".*?</section>', re.DOTALL)
    assert len(banner.findall(page.content)) == 1
    return banner.sub(b"", page.content)


def test_an_old_edition_says_that_it_is_old(second: Edition, reader: Client) -> None:
    [banner] = page_at(reader, "/articles/mill/editions/1/").find_class("banner")
    assert words(banner).startswith(f"You are reading edition 1 of {second.published_at:%-d %B %Y}.")
    assert "Readers now have edition 2." in words(banner)
    assert banner.xpath(".//a/@href") == [
        PIECE,
        "/articles/mill/editions/1/compare/2/",
        "/articles/mill/editions/",
    ]


def test_the_newest_edition_says_so_at_its_own_address(second: Edition, reader: Client) -> None:
    [banner] = page_at(reader, "/articles/mill/editions/2/").find_class("banner")
    assert "the one readers have now" in words(banner)
    assert PIECE in banner.xpath(".//a/@href")


@pytest.mark.parametrize(
    ("kind", "said"), [("retraction", "was retracted"), ("expression_of_concern", "is under concern")]
)
def test_an_old_edition_tells_what_became_of_the_piece(
    kind: str, said: str, first: Edition, publisher: User, reader: Client
) -> None:
    followed(first, publisher, kind)
    [banner] = page_at(reader, "/articles/mill/editions/1/").find_class("banner")
    assert said in words(banner)


def robots_at(reader: Client, number: int) -> str:
    """What search engines are told at an edition, in the header and in the page alike."""
    response = reader.get(f"/articles/mill/editions/{number}/")
    page = page_of(response)
    assert page.xpath("//link[@rel='canonical']/@href") == [settings.SITE_URL + PIECE]
    told = page.xpath("//meta[@name='robots']/@content")
    assert told == ([response["X-Robots-Tag"]] if "X-Robots-Tag" in response else [])
    return "".join(told)


def test_search_engines_pass_over_old_editions_and_take_the_newest_for_its_piece(
    second: Edition, reader: Client
) -> None:
    assert [robots_at(reader, number) for number in (1, 2)] == ["noindex", ""]


def test_the_piece_itself_may_be_indexed(second: Edition, reader: Client) -> None:
    response = reader.get(PIECE)
    assert "X-Robots-Tag" not in response
    assert not page_of(response).xpath("//meta[@name='robots']")


def test_the_claims_of_an_old_edition_keep_their_places_and_findings(
    publisher: User, checker: User, reader: Client
) -> None:
    piece = a_ready_piece(publisher, slug="mill")
    claim = a_claim(piece, publisher)
    first = publishing.publish(piece, by=publisher)
    a_finding(claim, publisher, signed_by=checker)
    followed(first, publisher, "annotation")
    notes = [
        page_at(reader, f"/articles/mill/editions/{number}/").get_element_by_id("note-1") for number in (1, 2)
    ]
    assert ["Not yet assessed" in words(note) for note in notes] == [True, False]
    assert page_at(reader, "/articles/mill/editions/1/").get_element_by_id("claim-1").tag == "mark"


@pytest.mark.parametrize("number", [1, 2])
def test_an_edition_takes_two_queries(
    number: int, second: Edition, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        reader.get(f"/articles/mill/editions/{number}/")


@pytest.mark.parametrize(
    "page",
    [
        "editions/0/",
        "editions/3/",
        "editions/99999999999999999999999/",
        "editions/1/compare/3/",
        "editions/0/compare/1/",
        "editions/compare/",
        "editions/compare/?old=1",
        "editions/compare/?old=one&new=2",
        "editions/compare/?old=1&new=99999999999999999999999",
        "editions/compare/?old=²&new=2",
    ],
)
def test_an_edition_that_never_was_is_answered_with_those_that_are(
    page: str, second: Edition, reader: Client
) -> None:
    response = reader.get(PIECE + page)
    assert response.status_code == 404
    assert "There is no such edition" in response.content.decode()
    assert page_of(response).xpath("//main//h2/a/@href") == [f"/articles/mill/editions/{n}/" for n in (2, 1)]


@pytest.mark.parametrize("page", PAGES)
def test_a_former_address_leads_to_the_same_page_of_the_new_one(
    page: str, second: Edition, publisher: User, reader: Client
) -> None:
    revising.revise(second.article, by=publisher, slug="windmill")
    response = reader.get(PIECE + page)
    assert (response.status_code, response["Location"]) == (301, f"/articles/windmill/{page}")


@pytest.mark.parametrize("page", PAGES)
def test_pages_about_editions_are_read_and_nothing_else(page: str, second: Edition, reader: Client) -> None:
    assert reader.post(PIECE + page).status_code == 405


@pytest.mark.parametrize("page", PAGES)
def test_pages_about_editions_have_a_strict_policy_and_set_no_cookie(
    page: str, second: Edition, reader: Client
) -> None:
    response = reader.get(PIECE + page)
    assert response.status_code == 200
    assert is_strict(response)
    assert not what_the_policy_stops(response)
    assert not response.cookies


@pytest.mark.parametrize("page", PAGES)
def test_ids_on_a_page_about_editions_are_given_once(page: str, second: Edition, reader: Client) -> None:
    ids = page_at(reader, PIECE + page).xpath("//@id")
    assert len(ids) == len(set(ids))
