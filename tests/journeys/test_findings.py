"""Findings: proposed with what they lack beside the form, signed by somebody else, and proposed anew."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import revising
from articles.models import Article, Byline
from claims import annotating, assessing, sourcing
from claims.models import Assessment, Claim
from tests.factories import (
    BODY,
    AuthorFactory,
    SourceFactory,
    a_claim,
    a_finding,
    a_piece,
    a_proposal,
    some_evidence,
)
from tests.journeys.desk_forms import fields_of, page_of, submit, what_went_wrong

Desk = Callable[[User], Client]
ADD = "/admin/claims/assessment/add/"
LIST = "/admin/claims/assessment/"


@pytest.fixture
def piece(editor: User) -> Article:
    return a_piece(editor)


@pytest.fixture
def claim(piece: Article, checker: User) -> Claim:
    return a_claim(piece, checker)


def of(claim: Claim) -> str:
    return reverse("admin:claims_claim_change", args=[claim.pk])


def sign_address(proposal: Assessment) -> str:
    return reverse("admin:claims_assessment_sign", args=[proposal.pk])


def text_of(response: HttpResponse) -> str:
    return " ".join(page_of(response).xpath("//main")[0].text_content().split())


def buttons_to(response: HttpResponse, address: str) -> list[str]:
    forms = page_of(response).xpath("//form[@action=$to]//button", to=address)
    return [button.text_content() for button in forms]


# Proposing


def test_what_a_finding_lacks_stands_beside_the_form(claim: Claim, checker: User, desk: Desk) -> None:
    page = text_of(desk(checker).get(f"{ADD}?claim={claim.pk}"))
    assert "“Supported by evidence” needs live evidence that supports it." in page
    assert "There is none yet. File it." in page


def test_evidence_that_is_there_is_not_asked_for(claim: Claim, checker: User, desk: Desk) -> None:
    some_evidence(claim, checker)
    page = text_of(desk(checker).get(f"{ADD}?claim={claim.pk}"))
    assert "“Supported by evidence” needs" not in page
    assert "“Contradicted by evidence” needs live evidence that disputes it." in page


def test_a_finding_without_evidence_is_refused_with_what_is_missing(
    claim: Claim, checker: User, desk: Desk
) -> None:
    typed = {"finding": "supported", "as_of": "2026-05-04", "summary": "The log has it."}
    response = submit(desk(checker), f"{ADD}?claim={claim.pk}", "assessment_form", **typed)
    assert "needs live evidence that supports it" in what_went_wrong(response)
    assert "The log has it." in response.content.decode()
    assert not Assessment.objects.exists()


def test_evidence_is_taken_to_be_looked_at_today(claim: Claim, checker: User, desk: Desk) -> None:
    submit(desk(checker), f"{ADD}?claim={claim.pk}", "assessment_form", finding="insufficient_evidence")
    assert Assessment.objects.get().as_of == timezone.now().date()


def test_a_proposal_leads_back_to_the_claim(claim: Claim, checker: User, desk: Desk) -> None:
    typed = {"finding": "insufficient_evidence", "as_of": "2026-05-04"}
    response = submit(desk(checker), f"{ADD}?claim={claim.pk}", "assessment_form", **typed)
    assert response.headers["Location"] == f"{of(claim)}#findings"
    assert Assessment.objects.get().words == claim.first_exact


def test_an_opinion_is_said_to_be_unrated_before_one_tries(claim: Claim, checker: User, desk: Desk) -> None:
    annotating.amend(claim, by=checker, checkable="no")
    page = text_of(desk(checker).get(f"{ADD}?claim={claim.pk}"))
    assert "Opinion, prediction and motive are left unrated" in page and "There is none yet" not in page


@pytest.mark.parametrize("query", ["?claim=nonsense", "?anew=nonsense", "", "?anew=" + "0" * 32])
def test_a_nonsense_address_shows_an_empty_form(query: str, checker: User, desk: Desk) -> None:
    assert desk(checker).get(f"{ADD}{query}").status_code == 200


def test_nothing_is_offered_to_propose_on_lost_words(
    claim: Claim, piece: Article, checker: User, editor: User, desk: Desk
) -> None:
    revising.revise(piece, by=editor, body=BODY.replace("The harbour froze twice", "It was cold"))
    page = desk(checker).get(of(claim))
    assert "Propose a finding" not in text_of(page)
    assert "once somebody has said where the claim stands" in text_of(page)


# Signing


def test_somebody_else_signs_on_the_claims_page(
    claim: Claim, checker: User, editor: User, desk: Desk
) -> None:
    proposal = a_proposal(claim, checker)
    browser = desk(editor)
    assert buttons_to(browser.get(of(claim)), sign_address(proposal)) == ["Sign"]
    assert browser.post(sign_address(proposal)).headers["Location"] == f"{of(claim)}#findings"
    assert Assessment.objects.signed().get().signed_by == editor
    assert buttons_to(browser.get(of(claim)), sign_address(proposal)) == []


def test_who_proposed_it_reads_why_they_cannot_sign(claim: Claim, checker: User, desk: Desk) -> None:
    proposal = a_proposal(claim, checker)
    for address in (of(claim), reverse("admin:claims_assessment_change", args=[proposal.pk])):
        page = desk(checker).get(address)
        assert buttons_to(page, sign_address(proposal)) == []
        assert "You cannot sign it: Who proposed a finding does not sign it." in text_of(page)


def test_an_author_of_the_piece_reads_why_they_cannot_sign(
    claim: Claim, checker: User, editor: User, desk: Desk
) -> None:
    proposal = a_proposal(claim, checker)
    Byline.objects.create(article=claim.article, author=AuthorFactory(user=editor))
    page = desk(editor).get(of(claim))
    assert buttons_to(page, sign_address(proposal)) == []
    assert "An author of the piece does not sign its findings." in text_of(page)


def test_who_may_not_check_reads_so(checker: User, contributor: User, desk: Desk) -> None:
    claim = a_claim(a_piece(contributor), checker)
    proposal = a_proposal(claim, checker)
    page = desk(contributor).get(of(claim))
    assert buttons_to(page, sign_address(proposal)) == []
    assert "You may not check this piece." in text_of(page)


def test_evidence_withdrawn_since_is_named_instead_of_a_button(
    claim: Claim, checker: User, editor: User, desk: Desk
) -> None:
    evidence = some_evidence(claim, checker)
    proposal = a_proposal(claim, checker, finding="supported")
    assessing.withdraw_evidence(evidence, by=checker, why="A forgery")
    page = desk(editor).get(of(claim))
    assert buttons_to(page, sign_address(proposal)) == []
    assert "You cannot sign it: “Supported by evidence” needs live evidence" in text_of(page)


@pytest.mark.parametrize("who", ["proposer", "author", "contributor"])
def test_the_verb_refuses_whoever_finds_no_button(
    who: str, claim: Claim, checker: User, editor: User, contributor: User, desk: Desk
) -> None:
    proposal = a_proposal(claim, checker)
    Byline.objects.create(article=claim.article, author=AuthorFactory(user=editor))
    person = {"proposer": checker, "author": editor, "contributor": contributor}[who]
    desk(person).post(sign_address(proposal))
    assert not Assessment.objects.signed().exists()


def test_looking_at_the_address_signs_nothing(claim: Claim, checker: User, editor: User, desk: Desk) -> None:
    desk(editor).get(sign_address(a_proposal(claim, checker)))
    assert not Assessment.objects.signed().exists()


def test_the_list_signs_and_says_why_not(claim: Claim, checker: User, editor: User, desk: Desk) -> None:
    proposal = a_proposal(claim, checker)
    ticked = {"action": "sign_selected", "_selected_action": [str(proposal.pk)]}
    refused = text_of(desk(checker).post(LIST, ticked, follow=True))
    assert "Who proposed a finding does not sign it." in refused
    assert "is signed" in text_of(desk(editor).post(LIST, ticked, follow=True))


def test_the_list_says_for_whom_a_proposal_waits(
    claim: Claim, checker: User, editor: User, desk: Desk
) -> None:
    proposal = a_proposal(claim, checker)
    assert "Waits for somebody else: you proposed it" in text_of(desk(checker).get(LIST))
    Byline.objects.create(article=claim.article, author=AuthorFactory(user=editor))
    assert "Waits for somebody else: you wrote the piece" in text_of(desk(editor).get(LIST))
    Byline.objects.all().delete()
    assessing.sign(proposal, by=editor)
    signed = text_of(desk(checker).get(LIST))
    assert "Signed by editor" in signed and "Signed since" in signed and "Waits" not in signed.split("By ")[0]


def test_the_list_shows_only_what_waits_when_asked(
    claim: Claim, checker: User, editor: User, desk: Desk
) -> None:
    a_finding(claim, checker, signed_by=editor)
    a_proposal(claim, checker)
    assert "1 assessment" in text_of(desk(checker).get(f"{LIST}?signature=waiting"))


# Stale, reopened, anew


def test_a_stale_finding_shows_the_words_it_judged_and_those_of_today(
    claim: Claim, piece: Article, checker: User, editor: User, desk: Desk
) -> None:
    a_finding(claim, checker, signed_by=editor)
    revising.revise(piece, by=editor, body=BODY.replace("froze twice", "froze thrice"))
    annotating.confirm(claim, by=checker)
    page = text_of(desk(checker).get(of(claim)))
    assert "It judged other words than those of today." in page
    assert "The harbour froze [removed: twice][added: thrice]" in page


def test_on_a_removed_claim_nothing_is_proposed_anew(
    claim: Claim, piece: Article, checker: User, desk: Desk
) -> None:
    a_proposal(claim, checker)
    revising.revise(piece, by=piece.started_by, body=BODY.replace("froze twice", "froze thrice"))
    annotating.confirm(claim, by=checker)
    annotating.remove(claim, by=checker, reason="A duplicate.")
    page = text_of(desk(checker).get(of(claim)))
    assert "You cannot sign it: The claim was removed." in page and "anew" not in page


def test_a_reopened_finding_says_why(claim: Claim, checker: User, editor: User, desk: Desk) -> None:
    source = SourceFactory(title="Harbour log", reliability="B")
    some_evidence(claim, checker, source)
    a_finding(claim, checker, signed_by=editor, finding="supported")
    source.reliability = "D"
    sourcing.revise_source(source, by=editor, why="Kept by a poet")
    page = text_of(desk(checker).get(of(claim)))
    assert "Stands no more" in page and "Kept by a poet" in page


def test_the_same_is_proposed_anew_on_the_words_of_today(
    claim: Claim, piece: Article, checker: User, editor: User, desk: Desk
) -> None:
    some_evidence(claim, checker)
    former = a_finding(
        claim, checker, signed_by=editor, finding="supported", confidence="low", summary="The log has it."
    )
    revising.revise(piece, by=editor, body=BODY.replace("froze twice", "froze thrice"))
    annotating.confirm(claim, by=checker)
    browser = desk(checker)
    [anew] = page_of(browser.get(of(claim))).xpath("//a[.='Propose the same anew']/@href")
    fields = fields_of(browser.get(anew), "assessment_form")
    assert fields["as_of"] != [date(2026, 5, 4).isoformat()]
    browser.post(anew, fields)
    again = Assessment.objects.proposed().get()
    assert (again.finding, again.confidence, again.summary) == ("supported", "low", "The log has it.")
    assert (former.words, again.words) == ("The harbour froze twice", "The harbour froze thrice")
