"""The page of one claim: its record, what somebody else changed meanwhile, its discussion and its life."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import revising
from articles.models import Article
from claims import annotating, assessing
from claims.models import Claim
from tests.factories import (
    BODY,
    QUOTE,
    a_claim,
    a_finding,
    a_piece,
    a_proposal,
    a_published_piece,
    some_evidence,
)
from tests.journeys.desk_forms import fields_of, page_of, submit, what_went_wrong

Desk = Callable[[User], Client]


@pytest.fixture
def piece(editor: User) -> Article:
    return a_piece(editor)


@pytest.fixture
def claim(piece: Article, checker: User) -> Claim:
    return a_claim(piece, checker)


def at(page: str, claim: Claim) -> str:
    return reverse(f"admin:claims_claim_{page}", args=[claim.pk])


def text_of(response: HttpResponse, section: str) -> str:
    [element] = page_of(response).xpath("//*[@id=$id]", id=section)
    return " ".join(element.text_content().split())


# The record


def test_a_claim_made_on_the_words_of_another_is_made_and_says_so(
    claim: Claim, checker: User, desk: Desk
) -> None:
    browser, made = desk(checker), {"article": str(claim.article_id), "quote": f"{QUOTE}."}
    page = browser.post(
        "/admin/claims/claim/add/",
        made
        | {"proposition": "It did.", "modality": "asserted", "attribution_kind": "author"}
        | {"fact_kind": "event", "checkable": "yes", "stakes": "routine", "legal_sensitivity": "none"},
        follow=True,
    )
    assert Claim.objects.count() == 2
    [link] = page_of(page).xpath("//ul[@class='messagelist']//a[text()='Claim 1']/@href")
    assert link == at("change", claim)


def test_a_claim_is_assigned_and_given_a_day(claim: Claim, checker: User, editor: User, desk: Desk) -> None:
    typed = {"assigned_to": str(editor.pk), "recheck_on": "2027-03-01"}
    submit(desk(checker), at("change", claim), "claim_form", **typed)
    claim.refresh_from_db()
    assert (claim.assigned_to, str(claim.recheck_on)) == (editor, "2027-03-01")


def test_it_is_assigned_to_nobody_who_may_not_check(
    claim: Claim, checker: User, contributor: User, desk: Desk
) -> None:
    response = submit(desk(checker), at("change", claim), "claim_form", assigned_to=str(contributor.pk))
    claim.refresh_from_db()
    assert response.status_code == 200 and claim.assigned_to is None


def test_a_record_is_confirmed_as_it_stands(piece: Article, editor: User, checker: User, desk: Desk) -> None:
    claim = annotating.mark(piece, by=editor, quote="The mill stood idle in May")
    recorded = claim.proposition
    page = desk(checker).get(at("change", claim))
    assert "Nobody has confirmed this record" in page.content.decode()
    desk(checker).post(at("vouch", claim), fields_of(page, "vouch_form"))
    claim.refresh_from_db()
    assert (claim.confirmed_by, claim.proposition) == (checker, recorded)
    assert "Nobody has confirmed" not in desk(checker).get(at("change", claim)).content.decode()


def test_of_a_removed_claim_the_form_puts_right_only_what_readers_still_read(
    claim: Claim, checker: User, desk: Desk
) -> None:
    annotating.remove(claim, by=checker, reason="A duplicate.")
    browser = desk(checker)
    address, better = at("change", claim), {"proposition": "It froze once.", "why": "It was once."}
    refused = submit(browser, address, "claim_form", **better, stakes="central")
    assert "Claim 1 was removed: A duplicate." in what_went_wrong(refused)
    assert fields_of(refused, "claim_form")["proposition"] == ["It froze once."]
    submit(browser, address, "claim_form", **better)
    claim.refresh_from_db()
    assert (claim.proposition, claim.stakes) == ("It froze once.", "routine")


def test_a_form_opened_before_its_claim_was_removed_is_refused_in_words(
    piece: Article, checker: User, desk: Desk
) -> None:
    claim, browser = annotating.mark(piece, by=checker, quote=QUOTE), desk(checker)
    opened = browser.get(at("change", claim))
    annotating.remove(claim, by=checker, reason="A duplicate.")
    page = browser.post(at("vouch", claim), fields_of(opened, "vouch_form"))
    assert "Claim 1 was removed: A duplicate." in what_went_wrong(page)
    page = browser.post(at("change", claim), fields_of(opened, "claim_form") | {"proposition": ["Mine."]})
    assert "Claim 1 was removed: A duplicate." in what_went_wrong(page)
    assert "Nobody has confirmed this record" not in browser.get(at("change", claim)).text


# Two at once


def test_a_record_somebody_changed_meanwhile_is_not_overwritten(
    claim: Claim, checker: User, editor: User, desk: Desk
) -> None:
    browser = desk(checker)
    opened = fields_of(browser.get(at("change", claim)), "claim_form")
    annotating.amend(claim, by=editor, proposition="Theirs.", fact_kind="date")
    response = browser.post(at("change", claim), opened | {"proposition": ["Mine."]})
    claim.refresh_from_db()
    assert (claim.proposition, claim.fact_kind) == ("Theirs.", "date")
    page = response.content.decode()
    assert "editor changed this record while you had it open" in page
    [table] = page_of(response).xpath("//section[@aria-labelledby='clash-heading']//tbody")
    assert [[" ".join(cell.text_content().split()) for cell in row] for row in table] == [
        ["Proposition", "Theirs.", "Mine.", "Yours. Saving replaces theirs."],
        ["Kind of fact", "Date", "Event", "Theirs: you had not changed it."],
    ]


def test_after_that_saving_again_keeps_what_only_they_changed(
    claim: Claim, checker: User, editor: User, desk: Desk
) -> None:
    browser = desk(checker)
    opened = fields_of(browser.get(at("change", claim)), "claim_form")
    annotating.amend(claim, by=editor, proposition="Theirs.", fact_kind="date", assigned_to=editor)
    shown = browser.post(at("change", claim), opened | {"proposition": ["Mine."]})
    browser.post(at("change", claim), fields_of(shown, "claim_form"))
    claim.refresh_from_db()
    assert (claim.proposition, claim.fact_kind, claim.assigned_to) == ("Mine.", "date", editor)


def test_what_happened_to_its_words_meanwhile_stops_no_change_of_its_record(
    claim: Claim, checker: User, editor: User, desk: Desk
) -> None:
    browser = desk(checker)
    opened = fields_of(browser.get(at("change", claim)), "claim_form")
    annotating.place_again(claim, by=editor, quote="Nobody asked the mayor")
    assert browser.post(at("change", claim), opened | {"proposition": ["Mine."]}).status_code == 302
    claim.refresh_from_db()
    assert claim.proposition == "Mine."


@pytest.mark.parametrize("seen", [[], ["nonsense"], ["6f4a4a0a-58c1-4c39-9d64-16c7e3a90b51"]])
def test_a_form_that_does_not_say_what_it_showed_changes_nothing(
    seen: list[str], claim: Claim, checker: User, desk: Desk
) -> None:
    browser = desk(checker)
    opened = fields_of(browser.get(at("change", claim)), "claim_form")
    response = browser.post(at("change", claim), opened | {"proposition": ["Mine."], "seen": seen})
    claim.refresh_from_db()
    assert response.status_code == 200 and claim.proposition != "Mine."


# Changed words


def test_changed_words_are_asked_about_beside_what_rests_on_them(
    claim: Claim, piece: Article, checker: User, editor: User, desk: Desk
) -> None:
    some_evidence(claim, checker, excerpt="Ice in the basin.")
    a_finding(claim, checker, signed_by=editor, finding="supported", summary="The log has it.")
    revising.revise(piece, by=editor, body=BODY.replace("froze twice", "froze thrice"))
    asked = text_of(desk(checker).get(at("change", claim)), "place")
    assert "The harbour froze [removed: twice][added: thrice]" in asked
    assert "Does it still hold?" in asked and "Ice in the basin." in asked and "The log has it." in asked


@pytest.mark.parametrize("answer", ["confirm", "place", "remove"])
def test_each_answer_is_taken_from_the_page(
    answer: str, claim: Claim, piece: Article, checker: User, editor: User, desk: Desk
) -> None:
    revising.revise(piece, by=editor, body=BODY.replace("froze twice", "froze thrice"))
    browser = desk(checker)
    page = page_of(browser.get(at("change", claim)))
    assert page.xpath("//section[@id='place']//*[@action=$to or @href=$to]", to=at(answer, claim))
    typed = {"quote": "Nobody asked the mayor", "reason": "It is gone."}
    assert browser.post(at(answer, claim), typed).status_code == 302
    assert "Does it still hold?" not in browser.get(at("change", claim)).content.decode()


def test_who_only_reads_is_not_asked(
    claim: Claim, piece: Article, editor: User, contributor: User, desk: Desk
) -> None:
    own = a_piece(contributor)
    theirs = a_claim(own, editor)
    revising.revise(own, by=editor, body=BODY.replace("froze twice", "froze thrice"))
    page = page_of(desk(contributor).get(at("change", theirs)))
    assert page.xpath("//section[@id='place']") and not page.xpath("//main//section//button")


# The discussion


def test_a_remark_stands_below_the_findings(claim: Claim, checker: User, editor: User, desk: Desk) -> None:
    submit(desk(editor), at("change", claim), "remark_form")
    desk(editor).post(at("remark", claim), {"text": "Which May?\n\nThere were two."})
    said = text_of(desk(checker).get(at("change", claim)), "discussion")
    assert "Discussion (1)" in said and "editor" in said and "Which May? There were two." in said


def test_a_remark_without_words_is_asked_for_again(claim: Claim, editor: User, desk: Desk) -> None:
    response = desk(editor).post(at("remark", claim), {"text": "  "})
    assert response.status_code == 200 and not claim.remarks.exists()


def test_a_remark_by_somebody_without_the_right_comes_back_with_its_words(
    claim: Claim, contributor: User, desk: Desk
) -> None:
    words = "A remark that took some time to write."
    response = desk(contributor).post(at("remark", claim), {"text": words})
    assert response.status_code == 403 and words in response.content.decode()
    assert not claim.remarks.exists()


def test_a_remark_appears_in_no_public_page(
    publisher: User, checker: User, reader: Client, desk: Desk
) -> None:
    edition = a_published_piece(publisher)
    claim = a_claim(edition.article, checker)
    assessing.remark(claim, by=checker, text="Entirely between us")
    assert "Entirely between us" not in reader.get(edition.get_absolute_url()).content.decode()


# The whole life


def test_its_whole_life_is_on_one_page(claim: Claim, checker: User, editor: User, desk: Desk) -> None:
    some_evidence(claim, checker)
    a_finding(claim, checker, signed_by=editor, finding="supported")
    assessing.remark(claim, by=editor, text="Which May?")
    page = page_of(desk(checker).get(at("life", claim)))
    told = [" ".join(title.text_content().split()) for title in page.xpath("//main//li/h2")]
    assert told[:4] == ["Remark", "Finding signed", "Finding proposed", "Evidence filed"]
    assert set(told[4:]) == {"Marked", "Put on these words"}


def test_a_long_life_has_pages(claim: Claim, checker: User, desk: Desk) -> None:
    for number in range(45):
        assessing.remark(claim, by=checker, text=f"Remark {number}.")
    browser = desk(checker)
    first, second = (browser.get(f"{at('life', claim)}?page={page}").content.decode() for page in (1, 2))
    assert "Page 1 of 2" in first and "Remark 44." in first and "Marked" not in first
    assert "Page 2 of 2" in second and "Marked" in second


def test_a_life_of_a_colleagues_claim_is_not_shown(claim: Claim, contributor: User, desk: Desk) -> None:
    assert desk(contributor).get(at("life", claim)).status_code == 404


@pytest.mark.parametrize("page", ["change", "life"])
def test_a_claim_with_much_on_it_takes_no_more_queries_than_one_with_little(
    page: str, claim: Claim, checker: User, editor: User, publisher: User, desk: Desk
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(at(page, claim)).status_code == 200
        return len(asked)

    def something_happens() -> None:
        some_evidence(claim, checker)
        assessing.remark(claim, by=editor, text="Hm.")
        a_finding(claim, checker, signed_by=editor)

    browser = desk(publisher)
    something_happens()
    queries()  # what is asked once and remembered
    few = queries()
    for _ in range(6):
        something_happens()
    assert queries() == few < 20


def test_proposals_do_not_multiply_the_queries(claim: Claim, checker: User, editor: User, desk: Desk) -> None:
    browser = desk(editor)
    numbers = []
    for _ in range(2):
        a_proposal(claim, checker)
        with CaptureQueriesContext(connection) as asked:
            browser.get(at("change", claim))
        numbers.append(len(asked))
    assert numbers[1] - numbers[0] <= 1  # whether the person is an author is asked once for each
