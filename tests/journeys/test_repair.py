"""Lost claims on one page: what is known of each, and every way to put it right from there."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml.html import HtmlElement

from articles import revising
from articles.models import Article
from claims import annotating
from claims.models import Claim
from tests.factories import BODY, QUOTE, a_claim, a_piece
from tests.journeys.desk_forms import page_of

Desk = Callable[[User], Client]
REPAIR = "/admin/claims/claim/repair/"
THRICE = BODY.replace("froze twice", "froze thrice")
GONE = BODY.replace(" The harbour froze twice.", "")
UNCLEAR = "<p>A word. The harbour froze twice today.</p><p>Another. The harbour froze twice today.</p>"


@pytest.fixture
def piece(editor: User) -> Article:
    return a_piece(editor, headline="The mill")


@pytest.fixture
def claim(piece: Article, checker: User) -> Claim:
    return a_claim(piece, checker)


def row_of(response: HttpResponse, claim: Claim) -> HtmlElement:
    [row] = page_of(response).xpath("//*[@id=$id]", id=f"claim-{claim.pk}")
    return row


def said(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def press(browser: Client, form: HtmlElement, **typed: str) -> HttpResponse:
    """Send a form of the page as it stands there."""
    sent = {field.name: field.value or "" for field in form.inputs if field.name}
    return browser.post(form.get("action"), sent | typed)


def test_changed_words_show_what_they_were_and_are(
    claim: Claim, piece: Article, editor: User, desk: Desk
) -> None:
    revising.revise(piece, by=editor, body=THRICE)
    row = said(row_of(desk(editor).get(REPAIR), claim))
    assert "words changed" in row and f"“{QUOTE}”" in row
    assert "The harbour froze [removed: twice][added: thrice]" in row


def test_words_that_are_gone_are_said_to_be_so(
    claim: Claim, piece: Article, editor: User, desk: Desk
) -> None:
    revising.revise(piece, by=editor, body=GONE)
    row = said(row_of(desk(editor).get(REPAIR), claim))
    assert f"“{QUOTE}”" in row and "words lost" in row
    assert "Place it on other words" in row and "Remove it" in row


def test_a_claim_that_only_moved_is_told_apart_and_asks_nothing(
    checker: User, editor: User, desk: Desk
) -> None:
    others = "".join(f"<p>Paragraph {number} says nothing of any frost.</p>" for number in range(5))
    piece = a_piece(editor, body=f"<p>{QUOTE}.</p>{others}")
    a_claim(piece, checker)
    revising.revise(piece, by=editor, body=f"{others}<p>{QUOTE}.</p>")
    page = page_of(desk(editor).get(REPAIR))
    assert not page.xpath("//main//article")
    [section] = page.xpath("//section[@aria-labelledby='moved-heading']")
    assert "claim 1" in said(section) and not section.xpath(".//button")


@pytest.fixture
def unclear(checker: User, editor: User) -> Claim:
    """A claim of which two places are equally likely."""
    piece = a_piece(editor, body="<p>The mill stood. The harbour froze twice today. Nobody asked.</p>")
    claim = a_claim(piece, checker)
    revising.revise(piece, by=editor, body=UNCLEAR)
    anchor = claim.anchors.get(text_id=Article.objects.get(pk=piece.pk).fingerprint)
    assert anchor.candidates and anchor.start is None
    return claim


def test_each_likely_place_stands_there_with_score_and_context(
    unclear: Claim, editor: User, desk: Desk
) -> None:
    places = row_of(desk(editor).get(REPAIR), unclear).xpath(".//ol/li")
    assert len(places) == 2
    assert [place.xpath(".//mark")[0].text_content() for place in places] == [QUOTE, QUOTE]
    assert all("% alike" in said(place) for place in places)
    assert {"A word." in said(place) for place in places} == {True, False}


def test_a_likely_place_is_accepted_right_there(unclear: Claim, editor: User, desk: Desk) -> None:
    browser = desk(editor)
    second = row_of(browser.get(REPAIR), unclear).xpath(".//ol/li//form")[1]
    response = press(browser, second)
    anchor = unclear.anchors.get(text_id=Article.objects.get(pk=unclear.article_id).fingerprint)
    assert (anchor.state, anchor.exact, anchor.settled_by) == ("exact", QUOTE, editor)
    assert anchor.text.text[: anchor.start] in UNCLEAR.replace("<p>", "").replace("</p>", "\n\n")
    assert urlsplit(response.headers["Location"]).path == REPAIR


@pytest.mark.parametrize("chosen", [0, 1])
def test_of_two_copies_of_a_paragraph_the_one_that_was_pressed_is_taken(
    chosen: int, editor: User, checker: User, desk: Desk
) -> None:
    around = "Nobody in the town remembers a winter in which that had happened before, nor one since."
    paragraph = f"<p>{around} {QUOTE}. {around}</p>"
    piece = a_piece(editor, body=f"{paragraph}<p>The mill stood.</p>")
    claim = a_claim(piece, checker)
    revising.revise(piece, by=editor, body=f"{paragraph}{paragraph}<p>The mill stood.</p>")
    browser = desk(editor)
    press(browser, row_of(browser.get(REPAIR), claim).xpath(".//ol/li//form")[chosen])
    anchor = claim.anchors.get(text_id=Article.objects.get(pk=piece.pk).fingerprint)
    assert (anchor.state, anchor.text.text[: anchor.start].count(QUOTE)) == ("exact", chosen)


def test_nothing_is_placed_by_looking(unclear: Claim, editor: User, desk: Desk) -> None:
    desk(editor).get(REPAIR)
    assert unclear.anchors.order_by("text__kept_at").last().start is None


def test_changed_words_are_accepted_right_there(
    claim: Claim, piece: Article, editor: User, desk: Desk
) -> None:
    revising.revise(piece, by=editor, body=THRICE)
    browser = desk(editor)
    [form] = row_of(browser.get(REPAIR), claim).xpath(".//form[contains(@action, 'confirm')]")
    press(browser, form)
    assert not page_of(browser.get(REPAIR)).xpath("//main//article")
    assert claim.anchors.exclude(settled_at=None).count() == 2


def test_a_claim_is_removed_right_there_with_a_reason(
    claim: Claim, piece: Article, editor: User, desk: Desk
) -> None:
    revising.revise(piece, by=editor, body=GONE)
    browser = desk(editor)
    [form] = row_of(browser.get(REPAIR), claim).xpath(".//form[contains(@action, 'remove')]")
    response = press(browser, form, reason="Cut.")
    claim.refresh_from_db()
    assert (claim.removal_reason, urlsplit(response.headers["Location"]).path) == ("Cut.", REPAIR)


def test_without_a_reason_it_stays_and_is_asked_for_one(
    claim: Claim, piece: Article, editor: User, desk: Desk
) -> None:
    revising.revise(piece, by=editor, body=GONE)
    browser = desk(editor)
    [form] = row_of(browser.get(REPAIR), claim).xpath(".//form[contains(@action, 'remove')]")
    response = press(browser, form, reason=" ")
    claim.refresh_from_db()
    assert response.status_code == 200 and not claim.is_removed


def test_other_words_are_chosen_on_a_page_that_leads_back(
    claim: Claim, piece: Article, editor: User, desk: Desk
) -> None:
    revising.revise(piece, by=editor, body=GONE)
    browser = desk(editor)
    [link] = row_of(browser.get(REPAIR), claim).xpath(".//a[.='Place it on other words']/@href")
    assert browser.get(link).status_code == 200
    response = browser.post(link, {"quote": "Nobody asked the mayor"})
    assert urlsplit(response.headers["Location"]).path == REPAIR


def test_one_comes_back_to_the_claim_that_follows_in_the_same_list(
    piece: Article, checker: User, editor: User, desk: Desk
) -> None:
    first, second = a_claim(piece, checker, "The mill stood idle in May"), a_claim(piece, checker)
    revising.revise(piece, by=editor, body=THRICE.replace("stood idle", "lay idle"))
    browser = desk(editor)
    address = f"{REPAIR}?article={piece.pk}"
    [form] = row_of(browser.get(address), first).xpath(".//form[contains(@action, 'confirm')]")
    back = urlsplit(press(browser, form).headers["Location"])
    assert (back.path, parse_qs(back.query)) == (REPAIR, {"article": [str(piece.pk)]})
    assert back.fragment == f"claim-{second.pk}"
    assert row_of(browser.get(f"{back.path}?{back.query}"), second) is not None


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_led_away_from_the_site(
    elsewhere: str, claim: Claim, piece: Article, editor: User, desk: Desk
) -> None:
    address = f"/admin/claims/claim/{claim.pk}/remove/?next={elsewhere}"
    response = desk(editor).post(address, {"reason": "Cut."})
    assert response.headers["Location"] == f"/admin/claims/claim/{claim.pk}/change/"


def test_the_list_is_of_one_piece_when_asked(
    claim: Claim, piece: Article, checker: User, editor: User, desk: Desk
) -> None:
    other = a_piece(editor, headline="The quay")
    elsewhere = a_claim(other, checker)
    for changed in (piece, other):
        revising.revise(changed, by=editor, body=THRICE)
    browser = desk(editor)
    rows = page_of(browser.get(f"{REPAIR}?article={other.pk}")).xpath("//main//article/@id")
    assert rows == [f"claim-{elsewhere.pk}"]
    options = page_of(browser.get(REPAIR)).xpath("//select[@id='piece']/option")
    assert [said(option) for option in options] == ["All pieces", "The mill (1)", "The quay (1)"]


@pytest.mark.parametrize("query", ["?article=nonsense", "?page=nonsense", "?page=99"])
def test_a_nonsense_address_shows_the_list(
    query: str, claim: Claim, piece: Article, editor: User, desk: Desk
) -> None:
    revising.revise(piece, by=editor, body=GONE)
    assert row_of(desk(editor).get(f"{REPAIR}{query}"), claim) is not None


def test_who_may_not_check_does_not_repair(contributor: User, desk: Desk) -> None:
    assert desk(contributor).get(REPAIR).status_code == 403


def test_many_lost_claims_take_no_more_queries_than_few(
    piece: Article, checker: User, editor: User, desk: Desk
) -> None:
    def queries(number: int) -> int:
        other = a_piece(editor)
        for _ in range(number):
            a_claim(other, checker)
        revising.revise(other, by=editor, body=THRICE)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(REPAIR).status_code == 200
        return len(asked)

    browser = desk(editor)
    few = queries(2)
    assert queries(12) == few < 22


def test_a_removed_claim_is_not_lost(claim: Claim, piece: Article, editor: User, desk: Desk) -> None:
    revising.revise(piece, by=editor, body=GONE)
    annotating.remove(claim, by=editor, reason="Cut.")
    assert "Every claim stands on its words." in desk(editor).get(REPAIR).content.decode()
