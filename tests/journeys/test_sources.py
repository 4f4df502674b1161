"""The library at the desk: found, added, rated anew; and what readers never learn of it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html as lxml_html

from articles import publishing, revising
from articles.models import Article
from claims import assessing, sourcing
from claims.models import Claim, Evidence, Source
from tests.factories import (
    SourceFactory,
    a_claim,
    a_finding,
    a_piece,
    a_proposal,
    a_ready_piece,
    some_evidence,
)
from tests.journeys.desk_forms import fields_of, page_of, submit, what_went_wrong

Desk = Callable[[User], Client]

ADD, ADD_EVIDENCE = "/admin/claims/source/add/", "/admin/claims/evidence/add/"
SUGGEST = "/admin/claims/source/suggest/?app_label=claims&model_name=evidence&field_name=source&term="
COPY = "https://web.archive.org/web/20240531120000/https://example.org/log"
FINDING = {"finding": "supported", "confidence": "low"}


def change_page(source: Source) -> str:
    return f"/admin/claims/source/{source.pk}/change/"


def text_of(response: HttpResponse) -> str:
    return " ".join(page_of(response).text_content().split())


@pytest.fixture
def claim(publisher: User) -> Claim:
    return a_claim(a_ready_piece(publisher, slug="mill"), publisher)


# Finding one.


def suggestions(browser: Client, term: str) -> list[str]:
    return [row["text"] for row in browser.get(SUGGEST + term).json()["results"]]


def test_a_suggestion_says_publisher_date_and_rating(desk: Desk, checker: User) -> None:
    SourceFactory(title="Harbour log", publisher="Quay Press", issued="2024-05", reliability="C")
    assert suggestions(desk(checker), "harb") == ["Harbour log · Quay Press, 2024-05 · C: fairly reliable"]


def test_a_suggestion_says_that_a_source_is_retracted(desk: Desk, checker: User) -> None:
    SourceFactory(title="Harbour log", retracted_at=date(2026, 5, 4))
    assert suggestions(desk(checker), "harb")[0].startswith("RETRACTED · Harbour log")


@pytest.mark.parametrize("term", ["http://www.example.org/log/?utm_source=x", "https://doi.org/10.5555/LOG"])
def test_a_source_is_found_by_its_address_and_its_doi_however_spelled(
    term: str, desk: Desk, checker: User
) -> None:
    SourceFactory(title="Harbour log", url="https://example.org/log", doi="10.5555/log")
    SourceFactory(title="Another")
    assert len(suggestions(desk(checker), term)) == 1


def test_the_box_for_a_source_asks_for_these_suggestions(desk: Desk, checker: User) -> None:
    [box] = page_of(desk(checker).get(ADD_EVIDENCE)).xpath("//select[@name='source']")
    assert box.get("data-ajax--url") == "/admin/claims/source/suggest/"


def test_readers_get_no_suggestions(reader: Client) -> None:
    SourceFactory(title="Harbour log")
    assert reader.get(SUGGEST + "harb").status_code == 302


# The form of a source.


def test_an_archived_copys_address_is_taken_apart_in_the_form(desk: Desk, checker: User) -> None:
    submit(desk(checker), ADD, "source_form", title="Log", url=COPY)
    source = Source.objects.get()
    assert (source.url, source.archived_url) == ("https://example.org/log", COPY)
    assert source.archived_at == datetime(2024, 5, 31, 12, tzinfo=UTC)


def test_the_day_of_reading_and_the_moment_of_capture_are_kept(desk: Desk, checker: User) -> None:
    copies = {"archived_url": COPY, "archived_at": "2024-06-01T10:30:00", "accessed": "2024-06-02"}
    submit(desk(checker), ADD, "source_form", title="Log", url="https://example.org/log", **copies)
    source = Source.objects.get()
    assert source.archived_at == datetime(2024, 6, 1, 10, 30, tzinfo=UTC)
    assert source.accessed == date(2024, 6, 2)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"archived_at": "2024-06-01T10:30:00"}, "Which copy was captured then?"),
        ({"accessed": "2100-01-01"}, "This day is yet to come."),
        ({"url": "https://me:secret@example.org/"}, "carries a name or a password"),
        ({"title": ""}, "This field is required."),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    typed: dict[str, str], words: str, desk: Desk, checker: User
) -> None:
    page = submit(desk(checker), ADD, "source_form", **{"title": "Log", "publisher": "Quay"} | typed)
    assert words in what_went_wrong(page)
    assert fields_of(page, "source_form")["publisher"] == ["Quay"]


@pytest.mark.parametrize("typed", [{"url": "http://www.example.org/log/"}, {"doi": "10.5555/LOG"}])
def test_a_source_the_library_has_is_not_added_but_linked(
    typed: dict[str, str], desk: Desk, checker: User
) -> None:
    known = SourceFactory(url="https://example.org/log", doi="10.5555/log")
    page = submit(desk(checker), ADD, "source_form", title="Again", **typed)
    assert "The library has this source" in what_went_wrong(page)
    assert change_page(known) in page_of(page).xpath("//ul[@class='errorlist']//a/@href")
    assert Source.objects.count() == 1


def test_known_origins_are_suggested(desk: Desk, checker: User) -> None:
    for group in ("wire", "ledger", "wire", ""):
        SourceFactory(origin_group=group)
    page = page_of(desk(checker).get(ADD))
    [box] = page.xpath("//input[@name='origin_group']")
    options = page.xpath("//datalist[@id=$id]/option/@value", id=box.get("list"))
    assert options == ["ledger", "wire"]


def test_both_ratings_are_spelled_out_each_where_it_belongs(claim: Claim, desk: Desk, checker: User) -> None:
    evidence = some_evidence(claim, checker, SourceFactory(reliability="B"), credibility=4)
    of_source = text_of(desk(checker).get(change_page(evidence.source)))
    of_evidence = text_of(desk(checker).get(f"/admin/claims/evidence/{evidence.pk}/change/"))
    assert "E: unreliable" in of_source and "5: improbable" not in of_source.split("Where used")[0]
    assert "5: improbable" in of_evidence and "E: unreliable" not in of_evidence
    assert "Reliability of the source: B: usually reliable" in of_evidence


# Rated anew, retracted, withdrawn.


def a_found_claim(piece: Article, source: Source, by: User, signer: User) -> Claim:
    claim = a_claim(piece, by)
    some_evidence(claim, by, source)
    a_finding(claim, by, signed_by=signer, **FINDING)
    return claim


@pytest.mark.parametrize(
    "change", [{"reliability": "D"}, {"retracted_at": "2026-05-04"}], ids=["rating", "retraction"]
)
def test_a_lesser_source_is_followed_to_each_piece(
    change: dict[str, str], desk: Desk, checker: User, publisher: User
) -> None:
    source = SourceFactory(reliability="B")
    pieces = [a_ready_piece(publisher) for _ in range(2)]
    claims = [a_found_claim(piece, source, publisher, checker) for piece in pieces]

    page = desk(checker).post(
        change_page(source),
        fields_of(desk(checker).get(change_page(source)), "source_form") | change | {"why": "A forgery."},
        follow=True,
    )

    [message] = page_of(page).xpath("//ul[@class='messagelist']/li[@class='warning']")
    assert "2 claims are reopened" in message.text_content()
    assert set(message.xpath(".//a/@href")) == {f"/admin/claims/claim/{claim.pk}/change/" for claim in claims}
    assert text_of(page).count("Not yet assessed:") == 2
    for piece in pieces:
        checklist = text_of(desk(publisher).get(f"/admin/articles/article/{piece.pk}/publish/"))
        assert "Claim 1 is shown as not yet assessed." in checklist and "A forgery." in checklist


def test_reopened_claims_are_named_piece_by_piece(desk: Desk, checker: User, publisher: User) -> None:
    source = SourceFactory(reliability="B")
    pieces = [a_piece(publisher, headline=headline) for headline in "FEDCBA"]
    claims = [a_found_claim(piece, source, publisher, checker) for piece in pieces]
    changed = {"reliability": "D", "why": "A forgery."}
    fields = fields_of(desk(checker).get(change_page(source)), "source_form")
    page = desk(checker).post(change_page(source), fields | changed, follow=True)
    [message] = page_of(page).xpath("//ul[@class='messagelist']/li[@class='warning']")
    assert message.xpath(".//a/@href") == [
        f"/admin/claims/claim/{claim.pk}/change/" for claim in reversed(claims)
    ]


@pytest.mark.parametrize("change", [{"reliability": "D"}, {"retracted_at": "2026-05-04"}])
def test_a_lesser_source_wants_a_reason_and_loses_nothing(
    change: dict[str, str], desk: Desk, checker: User, publisher: User
) -> None:
    source = SourceFactory(reliability="B")
    claim = a_found_claim(a_piece(publisher), source, publisher, checker)
    page = submit(desk(checker), change_page(source), "source_form", internal_note="Kept.", **change)
    assert "Say " in what_went_wrong(page) and "findings lean on it" in what_went_wrong(page)
    assert fields_of(page, "source_form")["internal_note"] == ["Kept."]
    assert Claim.objects.get(pk=claim.pk).reopened_at is None


def test_withdrawing_says_when_that_reopened_the_claim(desk: Desk, checker: User, publisher: User) -> None:
    claim = a_found_claim(a_piece(publisher), SourceFactory(), publisher, checker)
    address = f"/admin/claims/evidence/{claim.evidence.get().pk}/withdraw/"
    page = desk(checker).post(address, {"why": "A forgery."}, follow=True)
    assert "claim 1 is reopened" in text_of(page)


def test_which_way_filed_evidence_points_is_not_changed(claim: Claim, desk: Desk, checker: User) -> None:
    evidence = some_evidence(claim, checker)
    address = f"/admin/claims/evidence/{evidence.pk}/change/"
    fields = fields_of(desk(checker).get(address), "evidence_form")
    assert not {"claim", "source", "relation"} & fields.keys()
    desk(checker).post(address, fields | {"relation": "disputes", "locator": "p. 9"})
    stored = Evidence.objects.get()
    assert (stored.relation, stored.locator) == ("supports", "p. 9")


def test_withdrawn_evidence_is_not_changed_at_the_desk(claim: Claim, desk: Desk, checker: User) -> None:
    evidence = some_evidence(claim, checker)
    address = f"/admin/claims/evidence/{evidence.pk}/change/"
    fields = fields_of(desk(checker).get(address), "evidence_form")
    assessing.withdraw_evidence(evidence, by=checker, why="A forgery.")
    page = desk(checker).post(address, fields | {"note": "Typed at length."})
    assert "It stays as it was." in text_of(page)
    assert fields_of(page, "evidence_form")["note"] == ["Typed at length."]
    assert Evidence.objects.get().note == ""


# Where used.


def uses(browser: Client, source: Source) -> list[list[str]]:
    """The table of uses, cell by cell."""
    rows = page_of(browser.get(change_page(source))).xpath("//section[@id='uses']//tr[td]")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("td")] for row in rows]


def test_a_source_nothing_stands_on_says_so(desk: Desk, checker: User) -> None:
    assert "Nothing stands on it." in text_of(desk(checker).get(change_page(SourceFactory())))


def test_every_use_of_a_source_is_told(desk: Desk, checker: User, publisher: User) -> None:
    source = SourceFactory(title="Harbour log")
    published = a_ready_piece(publisher, headline="A published piece")
    a_found_claim(published, source, publisher, checker)
    publishing.publish(published, by=publisher)
    draft = a_piece(publisher, headline="B draft")
    claim = a_claim(draft, publisher)
    withdrawn = some_evidence(claim, publisher, source, relation="context", locator="p. 4")
    assessing.withdraw_evidence(withdrawn, by=publisher, why="A forgery.")

    first, second = uses(desk(checker), source)

    assert first[0] == "1. The harbour froze twice in May."
    assert first[1].startswith("Supports. Live. Credibility 6: cannot be judged.")
    assert first[2].startswith("Supported by evidence, low confidence, signed on")
    assert first[3] == "Edition 1 names it."
    assert second[1].startswith("Gives context, p. 4. Withdrawn on")
    assert second[2:] == ["Not yet assessed.", "Not published."]


def test_a_proposal_and_a_reopened_finding_are_told_apart(desk: Desk, checker: User, publisher: User) -> None:
    source = SourceFactory(title="Harbour log", reliability="B")
    claim = a_found_claim(a_piece(publisher), source, publisher, checker)
    source.reliability = "D"
    sourcing.revise_source(source, by=publisher, why="A forgery.")
    a_proposal(claim, publisher)
    [[_, _, found, _]] = uses(desk(checker), source)
    assert found.startswith("Not yet assessed: “Harbour log” is now rated D")
    assert found.endswith("Before: Supported by evidence. A finding is proposed.")


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"access": "confidential"}, "Edition 1 says that a confidential source was used."),
        ({"is_public": False}, "Edition 1 does not speak of it. Not to be shown."),
    ],
)
def test_what_readers_do_not_learn_is_told(
    details: dict[str, Any], words: str, desk: Desk, checker: User, publisher: User
) -> None:
    source = SourceFactory(access=details.get("access", "open"))
    piece = a_ready_piece(publisher)
    some_evidence(a_claim(piece, publisher), publisher, source, is_public=details.get("is_public", True))
    publishing.publish(piece, by=publisher)
    [[*_, told]] = uses(desk(checker), source)
    assert told == words


def test_a_contributor_learns_of_uses_in_their_own_pieces_alone(
    desk: Desk, contributor: User, publisher: User
) -> None:
    source = SourceFactory()
    for by in (contributor, publisher):
        piece = a_piece(by, headline=f"Piece of {by}")
        some_evidence(a_claim(piece, publisher), publisher, source)
    page = text_of(desk(contributor).get(change_page(source)))
    assert "Piece of contributor" in page and "Piece of publisher" not in page
    assert "also used in 1 piece you may not open" in page


def queries_of(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


def test_many_uses_take_no_more_queries_than_few(desk: Desk, checker: User, publisher: User) -> None:
    source, browser = SourceFactory(), desk(checker)

    def use(number: int) -> None:
        for _ in range(number):
            piece = a_ready_piece(publisher)
            a_found_claim(piece, source, publisher, checker)
            publishing.publish(piece, by=publisher)

    use(2)
    few = queries_of(browser, change_page(source))
    use(6)
    assert queries_of(browser, change_page(source)) == few


# What readers never learn.

SECRET = "Known-Only-To-The-Desk"


def crawled(reader: Client, *starts: str) -> dict[str, str]:
    """Everything a reader can reach from `starts`: what each address answers, headers and all."""
    answers: dict[str, str] = {}
    waiting = list(starts)
    while waiting:
        address = waiting.pop()
        if address in answers or address.startswith(("/static/", "/admin/")):
            continue
        response = reader.get(address)
        body = b"".join(response) if response.streaming else response.content
        answers[address] = body.decode(errors="replace") + str(dict(response.headers))
        if "html" in response.headers.get("Content-Type", "") and body:
            waiting += links_on(body)
    return answers


def links_on(body: bytes) -> list[str]:
    links = [str(link) for link in lxml_html.fromstring(body).xpath("//@href | //@src")]
    ours = [urlsplit(link) for link in links if urlsplit(link).netloc in ("", "testserver", "127.0.0.1:8000")]
    return [f"{link.path}?{link.query}".rstrip("?") for link in ours if link.path.startswith("/")]


def test_no_page_of_the_site_tells_of_a_confidential_source(
    claim: Claim, reader: Client, publisher: User, checker: User
) -> None:
    source = SourceFactory(
        title=SECRET,
        creators=SECRET,
        publisher=SECRET,
        url=f"https://{SECRET}.example/",
        archived_url=f"https://{SECRET}.example/copy",
        doi=f"10.5555/{SECRET}",
        origin_group=SECRET,
        internal_note=SECRET,
        access="confidential",
    )
    some_evidence(claim, publisher, source, excerpt=SECRET, note=SECRET, locator=SECRET)
    a_finding(claim, publisher, signed_by=checker, **FINDING)
    piece = claim.article
    publishing.publish(piece, by=publisher)
    revising.revise(piece, by=publisher, body=Article.objects.get(pk=piece.pk).body + "<p>It thawed.</p>")
    source.reliability = "C"
    sourcing.revise_source(source, by=publisher, why=SECRET)
    publishing.publish(piece, by=publisher, kind="correction", note="A sentence was added.")

    starts = [
        *("/", "/articles/mill/", "/corrections/", "/articles/mill/editions/", "/articles/mill/editions/1/"),
        *("/articles/mill/editions/1/compare/2/", "/feed/", "/corrections/feed/", "/sitemap.xml"),
    ]
    answers = crawled(reader, *starts)
    assert "A confidential source was used." in answers["/articles/mill/"]
    assert "A confidential source was used." in answers["/articles/mill/editions/1/"]
    told = [SECRET.lower(), str(source.pk), source.pk.hex]
    assert [address for address, body in answers.items() if any(word in body.lower() for word in told)] == []
