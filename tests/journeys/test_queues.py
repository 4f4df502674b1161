"""What waits for whom: counted on the desk's first page, listed across pieces."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import revising
from articles.models import Article
from claims import annotating
from claims.models import Claim
from claims.queues import QUEUES
from tests.factories import BODY, a_claim, a_finding, a_piece, a_proposal
from tests.journeys.desk_forms import page_of

Desk = Callable[[User], Client]


def at(name: str) -> str:
    return f"/admin/claims/claim/queue/{name}/"


@pytest.fixture
def piece(editor: User) -> Article:
    return a_piece(editor, headline="The mill")


@pytest.fixture
def claim(piece: Article, checker: User) -> Claim:
    return a_claim(piece, checker)


def links_of(response: HttpResponse, labelled: str) -> list[str]:
    elements = page_of(response).xpath("//*[@aria-label=$name or @aria-labelledby=$name]//a", name=labelled)
    return [" ".join(element.text_content().split()) for element in elements]


def cells_of(response: HttpResponse) -> list[list[str]]:
    rows = page_of(response).xpath("//main//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def test_the_desk_begins_with_what_waits(claim: Claim, checker: User, editor: User, desk: Desk) -> None:
    a_proposal(claim, checker)
    annotating.amend(claim, by=editor, assigned_to=checker, recheck_on=date(2020, 1, 1))
    assert links_of(desk(checker).get("/admin/"), "waiting-heading") == [
        "Yours: 1",
        "To confirm: 0",
        "To sign: 0",
        "Stale or reopened: 0",
        "Lost: 0",
        "Due for re-checking: 1",
    ]
    assert "To sign: 1" in links_of(desk(editor).get("/admin/"), "waiting-heading")


def test_nothing_waits_for_who_may_not_check(contributor: User, desk: Desk) -> None:
    assert "Waiting for you" not in desk(contributor).get("/admin/").content.decode()


@pytest.mark.parametrize("name", QUEUES)
def test_a_queue_is_closed_to_who_may_not_check(name: str, contributor: User, desk: Desk) -> None:
    assert desk(contributor).get(at(name)).status_code == 403


@pytest.mark.parametrize("name", QUEUES)
def test_an_empty_queue_says_so(name: str, checker: User, desk: Desk) -> None:
    assert "Nothing waits here." in desk(checker).get(at(name)).content.decode()


def test_there_is_no_other_queue(checker: User, desk: Desk) -> None:
    assert desk(checker).get(at("nonsense")).status_code == 404


def test_a_row_says_which_claim_waits_why_and_since_when(
    claim: Claim, checker: User, editor: User, desk: Desk
) -> None:
    proposal = a_proposal(claim, checker)
    response = desk(editor).get(at("sign"))
    since = proposal.proposed_at
    assert cells_of(response) == [
        [
            "The mill",
            "1",
            "The harbour froze twice in May.",
            "“Could not be established”, proposed by checker",
            f"{since.day} {since:%B %Y}",
        ]
    ]
    assert (
        page_of(response).xpath("//main//td/a/@href")[1] == f"/admin/claims/claim/{claim.pk}/change/#findings"
    )


def test_the_open_queue_is_marked_among_the_others(
    claim: Claim, checker: User, editor: User, desk: Desk
) -> None:
    a_proposal(claim, checker)
    page = desk(editor).get(at("sign"))
    assert "To sign (1)" in links_of(page, "Queues")
    assert [link.text_content() for link in page_of(page).xpath("//main//*[@aria-current='page']")] == [
        "To sign (1)"
    ]


def test_a_stale_finding_waits_and_leads_to_the_findings(
    claim: Claim, piece: Article, checker: User, editor: User, desk: Desk
) -> None:
    a_finding(claim, checker, signed_by=editor)
    revising.revise(piece, by=editor, body=BODY.replace("froze twice", "froze thrice"))
    annotating.confirm(claim, by=editor)
    [row] = cells_of(desk(editor).get(at("stale")))
    assert row[3] == "It judged other words than those of today."


def test_a_long_queue_has_pages(piece: Article, checker: User, desk: Desk) -> None:
    for _ in range(51):
        annotating.mark(piece, by=checker, quote="The mill stood idle in May")
    browser = desk(checker)
    assert len(cells_of(browser.get(at("confirm")))) == 50
    assert len(cells_of(browser.get(f"{at('confirm')}?page=2"))) == 1


@pytest.mark.parametrize("name", QUEUES)
def test_a_long_queue_takes_no_more_queries_than_a_short_one(
    name: str, checker: User, editor: User, desk: Desk
) -> None:
    def queries(number: int) -> int:
        for _ in range(number):
            something_of_everything(checker, editor)
        with CaptureQueriesContext(connection) as asked:
            assert cells_of(browser.get(at(name)))
        return len(asked)

    browser = desk(editor)
    few = queries(2)
    assert queries(5) == few < 18


def something_of_everything(checker: User, editor: User) -> None:
    """A piece with a claim in every queue of the editor."""
    piece = a_piece(editor)
    stale, lost = a_claim(piece, checker), a_claim(piece, checker, "Nobody asked the mayor")
    a_finding(stale, checker, signed_by=editor)
    changed = BODY.replace("froze twice", "froze thrice").replace("<p>Nobody asked the mayor.</p>", "")
    piece = revising.revise(piece, by=editor, body=changed)
    annotating.confirm(stale, by=checker)
    annotating.amend(lost, by=checker, assigned_to=editor, recheck_on=date(2020, 1, 1))
    proposed = annotating.mark(piece, by=checker, quote="The mill stood idle in May")
    a_proposal(proposed, checker)
