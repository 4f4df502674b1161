"""A reader looks for something."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles import publishing, revising
from articles.models import Article
from articles.views.search import KINDS, PAGE
from tests.articles.searching.papers import a_document, indexed
from tests.factories import SourceFactory, a_claim, a_piece, a_published_piece, made_ready, some_evidence
from tests.journeys.desk_forms import page_of

SEARCH = "/search/"


def titles(reader: Client, address: str) -> list[str]:
    return page_of(reader.get(address)).xpath("//h3/a/@href")


@pytest.mark.django_db
def test_every_page_leads_to_search(reader: Client) -> None:
    for address in ("/", "/corrections/", "/none/"):
        assert page_of(reader.get(address)).xpath("//header//a[@href='/search/']/text()") == ["Search"]


@pytest.mark.django_db
def test_an_empty_search_says_how_to_search(reader: Client) -> None:
    for address in (SEARCH, "/search/?q=", "/search/?q=+"):
        said = page_of(reader.get(address)).text_content()
        assert "How to search" in said
        assert "Nothing was found" not in said


@pytest.mark.django_db
def test_where_nothing_is_found_the_reader_is_helped(reader: Client) -> None:
    page = page_of(reader.get("/search/?q=harbour&kind=claim"))
    assert "Nothing was found" in page.text_content()
    assert "How to search" in page.text_content()
    assert page.xpath("//a[text()='search everything']/@href") == ["?q=harbour"]


@pytest.mark.django_db
def test_what_holds_no_word_is_told_from_what_is_not_found(reader: Client) -> None:
    said = page_of(reader.get("/search/?q=💥")).text_content()
    assert "There is no word in this to search for." in said


@pytest.mark.django_db
def test_what_stands_around_every_page_is_told_apart_by_page_and_by_choice(reader: Client) -> None:
    for address in ("/archive/", SEARCH, "/claims/", SEARCH):
        assert page_of(reader.get(address)).xpath("//header//a[@aria-current='page']/@href") == [address]
    for kind in ("piece", "claim", "piece"):
        page = page_of(reader.get(SEARCH, {"kind": kind}))
        assert page.get_element_by_id("kind").value == kind


def test_a_hit_leads_to_the_piece_and_shows_the_words(publisher: User, reader: Client) -> None:
    a_published_piece(publisher, slug="mill", headline="The idle mill")
    page = page_of(reader.get("/search/?q=harbours"))
    assert page.xpath("//h3/a/@href") == ["/articles/mill/"]
    assert page.xpath("//p//mark/text()") == ["harbour"]
    assert len(page.xpath("//article//time/@datetime")) == 1


def test_a_hit_that_is_a_claim_leads_to_its_mark(seed: None, reader: Client) -> None:
    [address] = titles(reader, '/search/?kind=claim&q="antisemitism and anti-Jewish attacks"')
    path, _, mark = address.partition("#")
    assert page_of(reader.get(path)).get_element_by_id(mark).tag == "mark"


def test_the_form_keeps_what_was_asked(seed: None, reader: Client) -> None:
    page = page_of(reader.get('/search/?q="<b>%26&kind=claim&order=newest'))
    assert page.get_element_by_id("q").value == '"<b>&'
    assert page.xpath("//option[@selected]/@value") == ["claim", "newest"]


@pytest.mark.parametrize("order", ["", "&order=newest"])
def test_results_are_walked_to_the_end_each_once(order: str, db: None, reader: Client) -> None:
    indexed(*(a_document("ice & snow") for _ in range(2 * PAGE + 3)))
    seen, address = [], f"?q=ice %26 snow&kind=piece{order}"
    while address:
        page = page_of(reader.get(SEARCH + address))
        seen += page.xpath("//h3/a/@href")
        [address] = page.xpath("//a[@rel='next']/@href") or [""]
    assert len(seen) == len(set(seen)) == 2 * PAGE + 3


@pytest.mark.django_db
@pytest.mark.parametrize("before", ["", "yesterday", "1'--", "9" * 40])
def test_a_page_nobody_was_led_to_is_not_there(before: str, reader: Client) -> None:
    assert reader.get(SEARCH, {"q": "ice", "before": before}).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("asked", [{"kind": "zzz"}, {"order": "oldest"}, {"kind": "claim", "before": "1'--"}])
def test_results_that_there_are_not_lead_to_those_that_there_are(
    asked: dict[str, str], reader: Client
) -> None:
    response = reader.get(SEARCH, {"q": "ice & snow"} | asked)
    assert response.status_code == 404
    page = page_of(response)
    assert "There are no such results" in page.text_content()
    assert page.get_element_by_id("q").value == "ice & snow"
    [again] = page.xpath("//a[text()='Search for the same words']/@href")
    assert reader.get(SEARCH + again).status_code == 200
    assert f"kind={asked['kind']}" in again if asked.get("kind") in KINDS else "kind=&" in again


@pytest.mark.django_db
def test_a_kind_that_there_is_not_is_told_without_words_to_search_for_too(reader: Client) -> None:
    response = reader.get(SEARCH, {"kind": "zzz"})
    assert response.status_code == 404
    assert "Choose from the form above." in page_of(response).text_content()
    assert not page_of(response).xpath("//link[@rel='canonical']")


@pytest.mark.parametrize("query", ["hamas", "the", '"wall street" -hamas', "nothing-like-this"])
def test_a_search_makes_one_query(
    query: str, seed: None, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        reader.get(SEARCH, {"q": query})


@pytest.mark.django_db
def test_the_empty_page_makes_no_query(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        reader.get(SEARCH)


def test_search_engines_may_keep_the_empty_page(db: None, reader: Client) -> None:
    response = reader.get(SEARCH)
    assert not response.has_header("X-Robots-Tag")
    page = page_of(response)
    assert not page.xpath("//meta[@name='robots']")
    assert page.xpath("//link[@rel='canonical']/@href") == [f"http://localhost:8000{SEARCH}"]


@pytest.mark.parametrize("address", ["/search/?q=hamas", "/search/?q=nothing-like-this"])
def test_no_search_engine_keeps_results(address: str, seed: None, reader: Client) -> None:
    response = reader.get(address)
    assert response["X-Robots-Tag"] == "noindex"
    page = page_of(response)
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not page.xpath("//link[@rel='canonical']")


def test_a_search_is_read_and_nothing_else(db: None, reader: Client) -> None:
    assert reader.post(SEARCH, {"q": "ice"}).status_code == 405


def test_a_retracted_piece_and_an_example_are_flagged(example: None, reader: Client) -> None:
    retracted = Article.objects.get(live__kind="retraction")
    page = page_of(reader.get(SEARCH, {"q": f'"{retracted.live.headline}"', "kind": "piece"}))
    [hit] = page.xpath(f"//article[.//a[@href='{retracted.get_absolute_url()}']]")
    assert [flag.text for flag in hit.find_class("flag")] == ["Fictional example", "Retracted"]


def test_a_removed_piece_is_gone_at_once(publisher: User, reader: Client) -> None:
    piece = a_published_piece(publisher, headline="The idle mill").article
    assert titles(reader, "/search/?q=idle")
    publishing.announce(piece, by=publisher, kind="removal", note="The idle court said so.")
    assert not titles(reader, "/search/?q=idle")


def test_nothing_internal_is_found(publisher: User, checker: User, reader: Client) -> None:
    piece = a_piece(publisher, slug="mill")
    claim = a_claim(piece, publisher, internal_note="Owlish.")
    source = SourceFactory(title="Heronry papers", access="confidential")
    some_evidence(claim, checker, source, excerpt="Ternlike.", note="Ternlike.", is_public=False)
    publishing.publish(made_ready(piece, publisher), by=publisher)
    revising.revise(piece, by=publisher, standfirst="Finchly.")
    assert titles(reader, "/search/?q=harbour")
    for word in ("owlish", "heronry", "ternlike", "finchly"):
        page = page_of(reader.get(SEARCH, {"q": word}))
        assert not page.xpath("//h3")


HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(1)>"


def test_nothing_typed_and_nothing_indexed_runs(db: None, reader: Client) -> None:
    indexed(a_document(f"ice {HOSTILE}", title=f"ice {HOSTILE}", label=HOSTILE))
    for query in ("ice", "script", HOSTILE, f"ice {HOSTILE}"):
        page = page_of(reader.get(SEARCH, {"q": query}))
        scripts = page.xpath("//script[not(@src)]/@type")
        assert (scripts, page.xpath("//img[@onerror] | //@onerror")) == (["application/ld+json"], [])
