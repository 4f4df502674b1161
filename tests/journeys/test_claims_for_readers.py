"""A claim's own page, the ledger of all claims, and the sources they lean on."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.test import Client
from lxml.html import HtmlElement, tostring
from pytest_django import DjangoAssertNumQueries

from articles import publishing, revising
from articles.models import Article, Edition
from claims import annotating
from claims.models import PublishedClaim, Source
from claims.views import ledger
from tests.factories import (
    SourceFactory,
    a_claim,
    a_finding,
    a_proposal,
    a_published_piece,
    a_ready_piece,
    some_evidence,
)
from tests.journeys.desk_forms import page_of
from tests.journeys.later_editions import CORRECTED, followed, page_at, words
from tests.journeys.test_content_security import is_strict, what_the_policy_stops

CLAIM = "/articles/mill/claims/1/"
PAGES = [
    CLAIM,
    "/claims/",
    "/claims/?put=asserted&found=none",
    "/sources/",
    "/sources/{log}/",
    "/vocabulary/",
]
pages = pytest.mark.parametrize("page", PAGES)


@pytest.fixture
def log(db: None) -> Source:
    return SourceFactory.create(title="The harbour log", internal_note="Ask Ada.")


@pytest.fixture
def whisper(db: None) -> Source:
    return SourceFactory.create(title="A whisper", access="confidential")


@pytest.fixture
def piece(publisher: User, checker: User, log: Source, whisper: Source) -> Article:
    """Ready, with a claim that was assessed and one that was not."""
    piece = a_ready_piece(publisher, slug="mill", headline="The idle mill")
    claim = a_claim(piece, publisher)
    some_evidence(claim, publisher, log, locator="p. 12")
    some_evidence(claim, publisher, whisper, excerpt="Psst.")
    a_finding(claim, publisher, signed_by=checker, finding="supported", summary="The log has both days.")
    nobody = "Nobody asked the mayor"
    other = a_claim(piece, publisher, nobody, proposition="The mayor was not asked.", modality="reported")
    a_proposal(other, publisher, summary="Nobody signed this.")
    return piece


@pytest.fixture
def edition(piece: Article, publisher: User) -> Edition:
    return publishing.publish(piece, by=publisher)


def at(page: str, log: Source) -> str:
    return page.replace("{log}", str(log.pk))


def propositions(page: HtmlElement) -> list[str]:
    return [words(title) for title in page.find_class("entry-title")]


def main_of(reader: Client, address: str) -> bytes:
    return tostring(page_at(reader, address).find(".//main"))


def leaning_on(source: Source, by: User) -> Edition:
    """The first edition of another piece, with one claim that leans on this source."""
    piece = a_ready_piece(by)
    some_evidence(a_claim(piece, by), by, source)
    return publishing.publish(piece, by=by)


# A claim's own page


def test_the_page_says_all_that_readers_are_told(edition: Edition, reader: Client) -> None:
    page = words(page_at(reader, CLAIM))
    for told in (
        "The harbour froze twice in May.",
        "Asserted, in the author’s own voice",
        "Supported by evidence",
        "The log has both days.",
        "The harbour log",
        "P. 12.",
        "A confidential source was used.",
        "First in edition 1 of",
    ):
        assert told in page


def test_the_words_lead_to_their_place(edition: Edition, reader: Client) -> None:
    [quote] = page_at(reader, CLAIM).find_class("claim-words")
    assert words(quote) == "The harbour froze twice"
    assert "/articles/mill/#claim-1" in page_at(reader, CLAIM).xpath("//main//@href")


@pytest.mark.parametrize("modality", ["unknown", "not_proven"])
def test_that_something_is_not_known_is_no_support(
    modality: str, publisher: User, checker: User, reader: Client
) -> None:
    piece = a_ready_piece(publisher, slug="mill")
    claim = a_claim(piece, publisher, modality=modality)
    some_evidence(claim, publisher)
    a_finding(claim, publisher, signed_by=checker, finding="supported")
    publishing.publish(piece, by=publisher)
    for address in (CLAIM, "/claims/"):
        page = page_at(reader, address)
        assert set(page.xpath("//main//*/@data-finding")) == {"record"}
        assert "Fair description of the public record" in words(page)


def test_a_claim_not_assessed_says_so(edition: Edition, reader: Client) -> None:
    page = page_at(reader, "/articles/mill/claims/2/")
    assert set(page.xpath("//main//*/@data-finding")) == {"none"}
    assert "Not yet assessed" in words(page)


def test_every_edition_keeps_what_it_said(edition: Edition, publisher: User, reader: Client) -> None:
    annotating.amend(
        edition.article.claims.get(number=2),
        by=publisher,
        proposition="Nobody asked her.",
        modality="alleged",
    )
    followed(edition, publisher, "annotation")
    [stands] = page_at(reader, "/articles/mill/claims/2/").find_class("claim-stands")
    now, then = (words(stand) for stand in stands)
    assert "Edition 2" in now and "Nobody asked her." in now and "Alleged" in now
    assert "Edition 1" in then and "The mayor was not asked." in then and "Reported" in then


def test_an_edition_that_says_the_same_says_it_once(
    edition: Edition, publisher: User, reader: Client
) -> None:
    followed(edition, publisher, "correction", "June.", body=CORRECTED)
    [stands] = page_at(reader, CLAIM).find_class("claim-stands")
    assert words(stands[0]).endswith("As in the edition before.")
    assert stands[0].xpath(".//a/@href") == ["/articles/mill/editions/2/#claim-1"]


def test_a_removed_claim_keeps_its_page(edition: Edition, publisher: User, reader: Client) -> None:
    annotating.remove(edition.article.claims.get(number=1), by=publisher, reason="The log was misread.")
    followed(edition, publisher, "update", "More.", body=CORRECTED)
    page = page_at(reader, CLAIM)
    [banner] = page.find_class("banner")
    assert words(banner).startswith("Removed from the text on") and "The log was misread." in words(banner)
    assert not page.xpath("//@href[contains(., '/claims/1/annotation/')]")
    assert "/articles/mill/editions/1/#claim-1" in page.xpath("//main//@href")


@pytest.mark.parametrize("number", [0, 3, 10**30])
def test_a_number_no_claim_has_is_answered_with_those_there_are(
    number: int, edition: Edition, reader: Client
) -> None:
    response = reader.get(f"/articles/mill/claims/{number}/")
    assert response.status_code == 404
    listed = page_of(response).xpath("//main//li/a/@href")
    assert listed == ["/articles/mill/claims/1/", "/articles/mill/claims/2/"]


def test_a_removed_piece_has_a_tombstone_for_every_claim(
    edition: Edition, publisher: User, reader: Client
) -> None:
    followed(edition, publisher, "removal")
    assert reader.get(CLAIM).status_code == 410


def test_a_former_address_leads_to_the_claim(edition: Edition, publisher: User, reader: Client) -> None:
    revising.revise(edition.article, by=publisher, slug="windmill")
    response = reader.get(CLAIM)
    assert (response.status_code, response["Location"]) == (301, "/articles/windmill/claims/1/")


def test_a_retracted_piece_is_flagged_beside_its_claims(
    edition: Edition, publisher: User, reader: Client
) -> None:
    followed(edition, publisher, "retraction")
    for address in (CLAIM, "/claims/"):
        [flag, *_] = page_at(reader, address).find_class("flag-grave")
        assert words(flag) == "Retracted"


def test_the_page_of_a_claim_takes_two_queries(
    edition: Edition, publisher: User, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    followed(edition, publisher, "correction", "June.", body=CORRECTED)
    with django_assert_num_queries(2):
        reader.get(CLAIM)


def test_the_note_leads_to_the_page(edition: Edition, reader: Client) -> None:
    for address in ("/articles/mill/", "/articles/mill/editions/1/"):
        assert CLAIM in page_at(reader, address).get_element_by_id("note-1").xpath(".//@href")


# The ledger


def test_the_ledger_has_all_claims_newest_first(edition: Edition, publisher: User, reader: Client) -> None:
    other = a_ready_piece(publisher)
    a_claim(other, publisher, proposition="It froze again.")
    publishing.publish(other, by=publisher)
    assert propositions(page_at(reader, "/claims/"))[0] == "It froze again."
    assert len(propositions(page_at(reader, "/claims/"))) == 3


def test_the_claims_of_a_piece_stand_in_the_order_of_its_text(
    publisher: User, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    piece = a_ready_piece(publisher)
    for quote in ("mayor", "harbour froze twice", "mill stood idle", "harbour"):
        a_claim(piece, publisher, quote, proposition=quote)
    publishing.publish(piece, by=publisher)
    in_order = ["mill stood idle", "harbour froze twice", "harbour", "mayor"]
    assert propositions(page_at(reader, "/claims/")) == in_order
    monkeypatch.setattr(ledger, "PAGE", 1)
    told, address = [], "/claims/"
    while address:
        page = page_at(reader, address)
        told += propositions(page)
        address = next((f"/claims/{older}" for older in page.xpath("//nav[@class='older']/a/@href")), "")
    assert told == in_order


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("put=reported", ["The mayor was not asked."]),
        ("found=supported", ["The harbour froze twice in May."]),
        ("found=none", ["The mayor was not asked."]),
        ("put=reported&found=none", ["The mayor was not asked."]),
        ("put=reported&found=supported", []),
    ],
)
def test_the_ledger_can_be_sifted(asked: str, found: list[str], edition: Edition, reader: Client) -> None:
    assert propositions(page_at(reader, f"/claims/?{asked}")) == found


def test_one_filter_keeps_the_other(edition: Edition, reader: Client) -> None:
    page = page_at(reader, "/claims/?put=reported")
    assert page.xpath("//a[.='Supported by evidence']/@href") == ["/claims/?put=reported&found=supported"]
    chosen = page.xpath("//main//*[@aria-current]")
    assert [words(one) for one in chosen] == ["Reported", "All"]


def test_the_same_choices_have_one_address(edition: Edition, reader: Client) -> None:
    page = page_at(reader, "/claims/?found=supported")
    assert page.xpath("//a[.='Reported']/@href") == ["/claims/?put=reported&found=supported"]


@pytest.mark.parametrize(("asked", "is_open"), [("", False), ("?put=reported", True), ("?put=shouted", True)])
def test_filters_are_folded_until_one_is_chosen(
    asked: str, is_open: bool, edition: Edition, reader: Client
) -> None:
    [filters] = page_at(reader, f"/claims/{asked}").xpath("//main//details[.//nav]")
    assert ("open" in filters.attrib) == is_open


@pytest.mark.parametrize("asked", ["put=shouted", "found=true", "put=reported&found=true"])
def test_a_word_nobody_sorts_by_is_answered_with_those_one_can(
    asked: str, edition: Edition, reader: Client
) -> None:
    response = reader.get(f"/claims/?{asked}")
    assert response.status_code == 404
    assert "/claims/?found=supported" in page_of(response).xpath("//main//@href")


def test_the_ledger_goes_on_a_page_at_a_time(
    edition: Edition, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "PAGE", 1)
    first = page_at(reader, "/claims/?found=")
    [older] = first.xpath("//nav[@class='older']/a/@href")
    last = page_at(reader, f"/claims/{older}")
    assert not last.xpath("//nav[@class='older']")
    told = propositions(first) + propositions(last)
    assert sorted(told) == ["The harbour froze twice in May.", "The mayor was not asked."]


def test_the_next_page_is_sifted_alike(
    edition: Edition, publisher: User, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "PAGE", 1)
    other = a_ready_piece(publisher)
    a_claim(other, publisher, proposition="It was so reported.", modality="reported")
    publishing.publish(other, by=publisher)
    [older] = page_at(reader, "/claims/?put=reported").xpath("//nav[@class='older']/a/@href")
    assert propositions(page_at(reader, f"/claims/{older}")) == ["The mayor was not asked."]


@pytest.mark.parametrize(
    "address",
    [
        "/claims/?before=yesterday",
        "/claims/?before=2026-05-04T00:00:00,0,01890000-0000-7000-8000-000000000000",
        "/claims/?before=2026-05-04T00:00:00Z,0,0",
        "/claims/?before=2026-05-04T00:00:00Z,9,9,01890000-0000-7000-8000-000000000000",
        "/claims/?before=2026-05-04T00:00:00Z,01890000-0000-7000-8000-000000000000",
        "/sources/?after=Log",
    ],
)
def test_there_is_no_such_page_of_a_list(address: str, db: None, reader: Client) -> None:
    assert reader.get(address).status_code == 404


def test_removed_and_unpublished_claims_are_in_no_list(
    edition: Edition, publisher: User, reader: Client, log: Source
) -> None:
    claim = edition.article.claims.get(number=1)
    annotating.remove(claim, by=publisher, reason="Cut.")
    followed(edition, publisher, "update", "More.", body=CORRECTED)
    a_claim(edition.article, publisher, "The mill stood idle", proposition="Unpublished.")
    assert propositions(page_at(reader, "/claims/")) == ["The mayor was not asked."]
    assert reader.get(f"/sources/{log.pk}/").status_code == 404


def test_the_headline_is_the_published_one(edition: Edition, publisher: User, reader: Client) -> None:
    revising.revise(edition.article, by=publisher, headline="Not out yet")
    assert "Not out yet" not in reader.get("/claims/").content.decode()


def test_fictional_claims_and_sources_are_flagged(example: None, reader: Client) -> None:
    for address in ("/claims/", "/sources/"):
        page = page_at(reader, address)
        entries = page.find_class("entry")
        assert entries
        assert len(page.xpath("//main//*[@class='flag']")) == len(entries)


def test_an_empty_ledger_says_so(db: None, reader: Client) -> None:
    assert "No claims have been published yet." in words(page_at(reader, "/claims/"))
    assert "No sources are named" in words(page_at(reader, "/sources/"))


def test_the_ledger_takes_two_queries_and_one_for_who_comes_next(
    seed: None, example: None, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert PublishedClaim.objects.count() > 1
    with django_assert_num_queries(2):
        made = reader.get("/claims/?put=reported")
    with django_assert_num_queries(1):
        assert reader.get("/claims/?put=reported").content == made.content


def test_a_page_of_the_ledger_is_made_anew_for_another_filter_and_after_an_edition(
    edition: Edition, publisher: User, reader: Client
) -> None:
    assert len(propositions(page_at(reader, "/claims/"))) == 2
    assert len(propositions(page_at(reader, "/claims/?found=supported"))) == 1
    annotating.remove(edition.article.claims.get(number=1), by=publisher, reason="Cut.")
    followed(edition, publisher, "update", "More.", body=CORRECTED)
    assert propositions(page_at(reader, "/claims/")) == ["The mayor was not asked."]
    assert "No published claim is of this kind" in words(page_at(reader, "/claims/?found=supported"))


# Sources


def test_sources_are_listed_with_how_many_claims_lean_on_them(
    piece: Article, publisher: User, log: Source, reader: Client
) -> None:
    some_evidence(piece.claims.get(number=2), publisher, log)
    some_evidence(piece.claims.get(number=2), publisher, log, relation="context")
    publishing.publish(piece, by=publisher)
    [entry] = page_at(reader, "/sources/").find_class("entry")
    assert "The harbour log" in words(entry) and "Beside 2 claims" in words(entry)


def test_a_source_is_shown_with_what_leans_on_it(
    piece: Article, publisher: User, log: Source, reader: Client
) -> None:
    some_evidence(piece.claims.get(number=1), publisher, log, relation="context")
    publishing.publish(piece, by=publisher)
    page = page_at(reader, f"/sources/{log.pk}/")
    assert propositions(page) == ["The harbour froze twice in May."]
    assert "The source: gives context, supports" in words(page)


def test_sources_go_on_a_page_at_a_time(
    piece: Article, publisher: User, log: Source, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "SOURCES_A_PAGE", 1)
    some_evidence(piece.claims.get(number=2), publisher, SourceFactory(title="A letter, & a card"))
    publishing.publish(piece, by=publisher)
    first = page_at(reader, "/sources/")
    [more] = first.xpath("//nav[@class='older']/a/@href")
    assert propositions(first) + propositions(page_at(reader, more)) == [
        "A letter, & a card",
        "The harbour log",
    ]


def test_a_source_only_the_desk_knows_has_no_page(edition: Edition, whisper: Source, reader: Client) -> None:
    unused = SourceFactory.create()
    assert [reader.get(f"/sources/{pk}/").status_code for pk in (whisper.pk, unused.pk, uuid4())] == [404] * 3


def test_a_source_that_became_confidential_leaves_the_lists(
    edition: Edition, log: Source, reader: Client
) -> None:
    Source.objects.filter(pk=log.pk).update(access="confidential")
    assert "The harbour log" not in reader.get("/sources/").content.decode()
    assert reader.get(f"/sources/{log.pk}/").status_code == 404


def test_a_source_is_told_as_it_was_published(edition: Edition, log: Source, reader: Client) -> None:
    addresses = ("/sources/", f"/sources/{log.pk}/")
    before = [main_of(reader, address) for address in addresses]
    edits = {
        "type": "book",
        "title": "A log nobody published",
        "creators": "Ada, at the desk",
        "publisher": "Unpublished Press",
        "issued": "1999",
        "url": "https://unpublished.example/",
        "doi": "10.1000/unpublished",
        "archived_url": "https://unpublished.example/copy",
        "retracted_at": "2026-05-04",
    }
    Source.objects.filter(pk=log.pk).update(**edits)
    assert [main_of(reader, address) for address in addresses] == before


def test_the_next_edition_tells_of_a_source_as_it_is_by_then(
    edition: Edition, log: Source, publisher: User, reader: Client
) -> None:
    Source.objects.filter(pk=log.pk).update(title="The log of the harbour", url="https://log.example/")
    followed(edition, publisher, "update", "More.", body=CORRECTED)
    assert propositions(page_at(reader, "/sources/")) == ["The log of the harbour"]
    page = page_at(reader, f"/sources/{log.pk}/")
    assert words(page.find(".//h1")) == "The log of the harbour"
    assert "https://log.example/" in page.xpath("//main//@href")


def test_of_two_pieces_the_one_published_last_says_what_a_source_is(
    edition: Edition, log: Source, publisher: User, reader: Client
) -> None:
    Source.objects.filter(pk=log.pk).update(title="The log of the harbour")
    leaning_on(log, publisher)
    Source.objects.filter(pk=log.pk).update(title="A log nobody published")
    [entry] = page_at(reader, "/sources/").find_class("entry")
    assert "The log of the harbour" in words(entry) and "Beside 2 claims" in words(entry)


def test_a_source_is_told_by_what_still_leans_on_it(
    edition: Edition, log: Source, publisher: User, reader: Client
) -> None:
    Source.objects.filter(pk=log.pk).update(title="The log of the harbour")
    later = leaning_on(log, publisher)
    followed(later, publisher, "removal")
    assert propositions(page_at(reader, "/sources/")) == ["The harbour log"]


def test_sources_are_paged_by_the_titles_readers_see(
    piece: Article, publisher: User, log: Source, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "SOURCES_A_PAGE", 1)
    letter = SourceFactory.create(title="A letter")
    some_evidence(piece.claims.get(number=2), publisher, letter)
    publishing.publish(piece, by=publisher)
    Source.objects.filter(pk=letter.pk).update(title="Zeal")
    Source.objects.filter(pk=log.pk).update(title="Aardvarks")
    first = page_at(reader, "/sources/")
    [more] = first.xpath("//nav[@class='older']/a/@href")
    second = page_at(reader, more)
    assert propositions(first) + propositions(second) == ["A letter", "The harbour log"]
    assert not second.xpath("//nav[@class='older']")


def test_a_source_that_was_confidential_when_published_stays_so(
    edition: Edition, whisper: Source, reader: Client
) -> None:
    Source.objects.filter(pk=whisper.pk).update(access="open")
    assert "whisper" not in reader.get("/sources/").content.decode()
    assert reader.get(f"/sources/{whisper.pk}/").status_code == 404


def test_many_sources_take_one_query(
    piece: Article, publisher: User, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        some_evidence(piece.claims.get(number=2), publisher)
    publishing.publish(piece, by=publisher)
    with django_assert_num_queries(1):
        assert len(page_at(reader, "/sources/").find_class("entry")) == 6


def test_the_page_of_a_source_takes_four_queries_and_two_for_who_comes_next(
    edition: Edition, log: Source, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):
        reader.get(f"/sources/{log.pk}/")
    with django_assert_num_queries(2):
        reader.get(f"/sources/{log.pk}/")
    with django_assert_num_queries(1):
        reader.get("/sources/")


# All of them


@pages
def test_nothing_of_the_desk_is_told(
    page: str, edition: Edition, log: Source, publisher: User, reader: Client
) -> None:
    a_claim(edition.article, publisher, "The mill stood idle", proposition="Unpublished so far.")
    told = reader.get(at(page, log)).content.decode()
    planted = ("whisper", "Psst", "Ask Ada", "Unpublished so far", "Nobody signed")
    assert not [word for word in planted if word in told]


@pages
def test_pages_about_claims_have_a_strict_policy_and_set_no_cookie(
    page: str, edition: Edition, log: Source, reader: Client
) -> None:
    response = reader.get(at(page, log))
    assert response.status_code == 200
    assert is_strict(response)
    assert not what_the_policy_stops(response)
    assert not response.cookies


@pages
def test_ids_on_a_page_about_claims_are_given_once(
    page: str, edition: Edition, log: Source, reader: Client
) -> None:
    ids = page_at(reader, at(page, log)).xpath("//@id")
    assert len(ids) == len(set(ids))


@pages
def test_pages_about_claims_are_read_and_nothing_else(
    page: str, edition: Edition, log: Source, reader: Client
) -> None:
    assert reader.post(at(page, log)).status_code == 405


def test_a_piece_without_claims_answers_with_the_ledger(publisher: User, reader: Client) -> None:
    a_published_piece(publisher, slug="mill")
    response = reader.get(CLAIM)
    assert response.status_code == 404
    assert "/claims/" in page_of(response).xpath("//main//@href")
