"""What a reader meets."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles import publishing, revising
from articles.models import Edition
from articles.views.listing import PAGE
from tests.factories import AuthorFactory, PromotionFactory, SeriesFactory, a_piece, a_published_piece
from tests.journeys.desk_forms import page_of

PIECE = "/articles/russia-hamas-known-and-unknown/"
SEED_PAGES = {
    "/": 2,  # for the first reader of a list: what tells it from any other, and all of it
    PIECE: 4,  # for the first reader: which edition, what is beside it, its series, and all of it
    "/authors/olga-lautman/": 2,
    "/series/russias-shadow-warfare/": 2,
    "/tags/hamas/": 2,
}


@pytest.mark.parametrize("address", SEED_PAGES)
def test_a_page_makes_a_known_number_of_queries(
    address: str, seed: None, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(SEED_PAGES[address]):
        response = reader.get(address)
    assert response.status_code == 200
    assert "What We Know About Russia and Hamas" in response.content.decode()


def test_a_pieces_text_and_claims_come_in_one_query(
    seed: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        edition = Edition.objects.public().get(article__slug="russia-hamas-known-and-unknown")
        assert edition.slug and edition.html and edition.furniture and len(edition.claims) == 30


def test_each_mark_leads_to_its_note_and_back(seed: None, reader: Client) -> None:
    page = page_of(reader.get(PIECE))
    for number in range(1, 31):
        assert page.get_element_by_id(f"claim-{number}").tag == "mark"
        assert len(page.xpath(f"//div[@data-noted]//a[@href='#note-{number}']")) == 1
        way_back = f"//*[@id='note-{number}']//a[@class='note-number'][@href='#claim-{number}']"
        assert len(page.xpath(way_back)) == 1


def test_a_note_says_how_the_text_puts_it_and_what_was_found(seed: None, reader: Client) -> None:
    note = page_of(reader.get(PIECE)).get_element_by_id("note-18").text_content()
    assert "Reported, on the word of the Wall Street Journal" in note
    assert "Not yet assessed" in note


def test_ids_on_a_page_are_given_once(seed: None, reader: Client) -> None:
    ids = page_of(reader.get(PIECE)).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_promotions_stand_outside_the_article(seed: None, reader: Client) -> None:
    page = page_of(reader.get(PIECE))
    [article] = page.xpath("//article")
    assert "CEPA Forum 2025" in page.text_content()
    assert "CEPA Forum 2025" not in article.text_content()


def test_a_piece_says_at_its_head_how_many_claims_were_assessed(seed: None, reader: Client) -> None:
    head = page_of(reader.get(PIECE)).find_class("piece-head")[0]
    assert "30 claims marked, none assessed yet" in head.text_content()


def test_the_newest_piece_that_stands_and_is_not_made_up_leads_the_front_page(
    publisher: User, reader: Client
) -> None:
    for slug in ("oldest", "sound"):
        a_published_piece(publisher, slug=slug, headline=slug.title())
    a_published_piece(publisher, slug="fable", headline="Fable", is_example=True)
    doubtful = a_published_piece(publisher, slug="doubtful", headline="Doubtful").article
    publishing.announce(doubtful, by=publisher, kind="expression_of_concern", note="We are asking.")
    titles = page_of(reader.get("/")).xpath("//h2[contains(@class, 'teaser-title')]/a/text()")
    assert titles == ["Sound", "Doubtful", "Fable", "Oldest"]


@pytest.mark.parametrize("address", ["/archive/", "/claims/", "/sources/", "/policies/", "/search/"])
def test_the_masthead_leads_to_every_section_and_says_which_one_this_is(
    address: str, db: None, reader: Client
) -> None:
    sections = page_of(reader.get(address)).find_class("masthead")[0]
    assert sections.xpath(".//a[@aria-current='page']/@href") == [address]
    assert len(sections.xpath(".//nav//a")) == 5


@pytest.mark.parametrize(
    "address",
    [
        "/articles/none/",
        "/authors/none/",
        "/series/none/",
        "/tags/none/",
        "/none/",
        "/?before=yesterday",
        "/?before=,",
    ],
)
def test_what_is_not_there_is_answered_with_404(address: str, reader: Client) -> None:
    response = reader.get(address)
    assert response.status_code == 404
    assert "no page at this address" in response.content.decode()


def test_an_unpublished_piece_is_not_there(editor: User, reader: Client) -> None:
    writer, series = AuthorFactory(), SeriesFactory()
    piece = a_piece(editor, bylines=[(writer, "author")], series=series, tags=["ice"])
    addresses = [
        piece.get_absolute_url(),
        f"/authors/{writer.slug}/",
        f"/series/{series.slug}/",
        "/tags/ice/",
    ]
    assert [reader.get(address).status_code for address in addresses] == [404] * 4
    assert piece.headline not in reader.get("/").content.decode()


def test_an_empty_journal_has_a_home(reader: Client) -> None:
    assert reader.get("/").status_code == 200


def test_a_former_address_leads_to_the_piece(seed: None, publisher: User, reader: Client) -> None:
    edition = Edition.objects.get()
    revising.revise(edition.article, by=publisher, slug="elsewhere")
    assert reader.get(PIECE)["Location"] == "/articles/elsewhere/"
    assert reader.get(PIECE, follow=True).status_code == 200


@pytest.mark.parametrize("address", ["/", PIECE])
def test_pages_are_read_and_nothing_else(address: str, seed: None, reader: Client) -> None:
    assert reader.post(address).status_code == 405


def test_every_name_on_a_piece_leads_to_a_page(publisher: User, reader: Client) -> None:
    credits = [
        (AuthorFactory(), "author"),
        (AuthorFactory(), "translator"),
        (AuthorFactory(), "fact_checker"),
    ]
    edition = a_published_piece(publisher, bylines=credits, series=SeriesFactory(), tags=["ice", "Two Words"])
    page = page_of(reader.get(edition.get_absolute_url()))
    dead = [
        href
        for href in page.xpath("//main//a/@href")
        if href[0] == "/" and reader.get(href).status_code != 200
    ]
    assert not dead


def test_lists_are_walked_to_the_end_each_piece_once(publisher: User, reader: Client) -> None:
    for _ in range(PAGE + 2):
        a_published_piece(publisher)
    seen, address = [], "/"
    while address:
        page = page_of(reader.get(address))
        seen += page.xpath("//h2//a/@href")
        [address] = [f"/{href}" for href in page.xpath("//a[@rel='next']/@href")] or [""]
    assert len(seen) == len(set(seen)) == PAGE + 2


def test_a_home_full_of_pieces_takes_two_queries_once_and_then_one(
    publisher: User, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        a_published_piece(publisher, tags=["ice"], series=SeriesFactory())
    for queries in (2, 1):
        with django_assert_num_queries(queries):
            reader.get("/")


def test_a_series_is_listed_in_its_own_order(publisher: User, reader: Client) -> None:
    series = SeriesFactory()
    places = [3, 1, 2]
    slugs = {place: a_published_piece(publisher, series=series, place=place).article.slug for place in places}
    hrefs = page_of(reader.get(f"/series/{series.slug}/")).xpath("//h2//a/@href")
    assert hrefs == [f"/articles/{slugs[place]}/" for place in (1, 2, 3)]


@pytest.mark.parametrize(
    ("days", "is_shown"), [((-2, -1), False), ((-1, 1), True), ((1, 2), False), ((None, None), True)]
)
def test_a_promotion_is_shown_from_its_start_to_its_end(
    days: tuple[int | None, int | None], is_shown: bool, publisher: User, reader: Client
) -> None:
    starts, ends = (day and timezone.now() + timedelta(days=day) for day in days)
    PromotionFactory(title="Come to the mill", starts_at=starts, ends_at=ends)
    edition = a_published_piece(publisher)
    assert ("Come to the mill" in reader.get(edition.get_absolute_url()).content.decode()) is is_shown


def test_a_series_promotion_stays_with_its_series(publisher: User, reader: Client) -> None:
    series = SeriesFactory()
    PromotionFactory(title="Come to the mill", series=series)
    inside, outside = a_published_piece(publisher, series=series), a_published_piece(publisher)
    pages = [reader.get(edition.get_absolute_url()).content.decode() for edition in (inside, outside)]
    assert ["Come to the mill" in page for page in pages] == [True, False]


HOSTILE = "</h1><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def test_nothing_typed_on_the_desk_runs_on_a_page(publisher: User, reader: Client) -> None:
    words = {"headline": HOSTILE, "standfirst": HOSTILE, "tags": [HOSTILE[:60]]}
    writer = AuthorFactory(name=HOSTILE, bio=HOSTILE, affiliation=HOSTILE)
    series = SeriesFactory(title=HOSTILE, kicker=HOSTILE, description=HOSTILE)
    edition = a_published_piece(publisher, **words, bylines=[(writer, "author")], series=series)
    for address in (edition.get_absolute_url(), f"/authors/{writer.slug}/", f"/series/{series.slug}/", "/"):
        page = page_of(reader.get(address))
        assert not page.xpath("//script[not(@src or @type='application/ld+json')] | //img | //@onerror")
