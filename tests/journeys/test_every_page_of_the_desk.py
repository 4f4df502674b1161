"""Every page of every registered model, for every role; and how many queries the long ones make."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection, models
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from articles import revising
from articles.models import Article
from claims.models import Anchor, Assessment, Claim, Evidence, Source, TextVersion
from tests.factories import (
    SeriesFactory,
    SourceFactory,
    a_claim,
    a_finding,
    a_piece,
    a_proposal,
    a_published_piece,
    some_evidence,
)

Desk = Callable[[User], Client]
ROLES = ["contributor", "editor", "checker", "publisher"]
OURS = [model for model in admin.site._registry if model._meta.app_label in {"articles", "claims"}]
OF_A_PIECE = {Article, Claim, Anchor, TextVersion, Evidence, Assessment}  # what only its own people see
WITH_HISTORY = [model for model in OURS if hasattr(model, "history")]


def at(model: type[models.Model], page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def person(request: pytest.FixtureRequest) -> User:
    return request.getfixturevalue(request.param)


EACH_ROLE = pytest.mark.parametrize("person", ROLES, indirect=True)


def statuses(browser: Client, addresses: Iterable[str]) -> dict[str, int]:
    return {address: browser.get(address).status_code for address in addresses}


def all_are(status: int, found: dict[str, int]) -> bool:
    assert found and {address: code for address, code in found.items() if code != status} == {}
    return True


@EACH_ROLE
def test_every_list_opens_for_each_role(person: User, desk: Desk, example: None) -> None:
    lists = [at(model, "changelist") for model in OURS]
    assert all_are(200, statuses(desk(person), [*lists, *(f"{address}?q=rain" for address in lists)]))


@EACH_ROLE
def test_every_row_opens_for_each_role_that_may_see_it(person: User, desk: Desk, example: None) -> None:
    hidden = OF_A_PIECE if person.username == "contributor" else set()
    rows = [model._default_manager.first() for model in OURS if model not in hidden]
    assert all_are(200, statuses(desk(person), [at(type(row), "change", row.pk) for row in rows if row]))


def test_a_contributor_opens_no_row_of_a_colleague(contributor: User, desk: Desk, example: None) -> None:
    rows = [model._default_manager.first() for model in OF_A_PIECE]
    assert all_are(302, statuses(desk(contributor), [at(type(row), "change", row.pk) for row in rows]))


@EACH_ROLE
def test_the_page_for_a_new_row_opens_for_each_role_that_may_add_one(person: User, desk: Desk) -> None:
    request = RequestFactory().get("/")
    request.user = person
    may_add = {model: admin.site.get_model_admin(model).has_add_permission(request) for model in OURS}
    found = {model: desk(person).get(at(model, "add")).status_code for model in OURS}
    assert found == {model: 200 if may_add[model] else 403 for model in OURS}


def test_every_history_opens(publisher: User, desk: Desk, example: None) -> None:
    rows = [model._default_manager.first() for model in WITH_HISTORY]
    assert all_are(200, statuses(desk(publisher), [at(type(row), "history", row.pk) for row in rows if row]))


@pytest.mark.parametrize("page", ["preview", "publish"])
def test_every_page_of_a_piece_opens(page: str, publisher: User, desk: Desk, example: None) -> None:
    for article in Article.objects.all():
        assert desk(publisher).get(at(Article, page, article.pk)).status_code == 200


@pytest.mark.parametrize("page", ["place", "remove"])
def test_every_page_of_a_claim_opens(page: str, publisher: User, desk: Desk, example: None) -> None:
    assert desk(publisher).get(at(Claim, page, Claim.objects.first().pk)).status_code == 200


@EACH_ROLE
def test_the_index_opens_for_each_role(person: User, desk: Desk) -> None:
    assert desk(person).get("/admin/").status_code == 200


def test_the_index_lists_what_somebody_begins_with_and_no_records(publisher: User, desk: Desk) -> None:
    page = desk(publisher).get("/admin/").content.decode()
    assert {model for model in OURS if f'href="{at(model, "changelist")}"' not in page} == {
        Anchor,
        TextVersion,
    }


def test_the_desk_is_closed_to_readers(reader: Client) -> None:
    assert all_are(302, statuses(reader, [at(model, "changelist") for model in OURS]))


def test_a_contributor_meets_nothing_of_a_colleagues_piece(
    contributor: User, editor: User, checker: User, desk: Desk
) -> None:
    secret = "Entirely under wraps"
    piece = a_piece(editor, headline=secret, slug="wraps", body=f"<p>{secret}, the mill burned.</p>")
    claim = a_claim(piece, checker, f"{secret}, the mill burned", proposition=f"{secret}, it burned.")
    some_evidence(claim, checker, note=secret)
    a_finding(claim, checker, signed_by=editor, summary=secret)
    pages = {model: desk(contributor).get(at(model, "changelist")).content.decode() for model in OURS}
    assert [model.__name__ for model, page in pages.items() if secret in page] == []


@pytest.mark.parametrize("role", ["checker", "editor"])
def test_nobody_is_offered_to_change_an_assessment_or_an_edition(
    role: str, desk: Desk, request: pytest.FixtureRequest, example: None
) -> None:
    browser = desk(request.getfixturevalue(role))
    assessment = Assessment.objects.first()
    assert browser.post(at(Assessment, "change", assessment.pk), {"finding": "refuted"}).status_code == 403
    assert b'name="_save"' not in browser.get(at(Assessment, "change", assessment.pk)).content


@pytest.mark.parametrize(
    "address",
    ["claim/?article=nonsense", "claim/add/?article=nonsense", "evidence/add/?claim=nonsense"],
)
def test_a_nonsense_address_fails_no_page(address: str, publisher: User, desk: Desk) -> None:
    assert desk(publisher).get(f"/admin/claims/{address}", follow=True).status_code == 200


# Query counts


def more_articles(by: User, number: int) -> None:
    for _ in range(number):
        a_published_piece(by, series=SeriesFactory(), tags=["ice"])


def more_claims(by: User, number: int) -> None:
    piece = a_piece(by)
    for _ in range(number):
        claim = a_claim(piece, by)
        some_evidence(claim, by, SourceFactory(origin_group="wire"))
        a_proposal(claim, by)


LONG_LISTS = {Article: more_articles, Claim: more_claims, Evidence: more_claims, Assessment: more_claims}


def queries_of(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("model", [*LONG_LISTS, Source], ids=lambda model: model.__name__)
def test_a_long_list_takes_no_more_queries_than_a_short_one(
    model: type[models.Model], publisher: User, desk: Desk
) -> None:
    browser, make = desk(publisher), LONG_LISTS.get(model, more_claims)
    make(publisher, 3)
    few = queries_of(browser, at(model, "changelist"))
    make(publisher, 37)
    with assertNumQueries(few):
        browser.get(at(model, "changelist"))
    assert few < 20


def test_a_long_history_takes_no_more_queries_than_a_short_one(publisher: User, desk: Desk) -> None:
    browser, piece = desk(publisher), a_piece(publisher, tags=["ice"])
    address = at(Article, "history", piece.pk)
    few = queries_of(browser, address)
    for number in range(60):
        revising.revise(piece, by=publisher, headline=f"Take {number}")
    assert queries_of(browser, address) <= few + 1  # the first row of the next page, to compare with
    assert queries_of(browser, f"{address}?page=2") <= few + 1


def test_a_history_says_what_each_change_touched(publisher: User, desk: Desk) -> None:
    piece = a_piece(publisher)
    revising.revise(piece, by=publisher, headline="New", tags=["ice"], why="Better so")
    page = desk(publisher).get(at(Article, "history", piece.pk)).content.decode()
    assert "Headline, tags" in page and "Better so" in page and publisher.username in page


def test_a_piece_with_many_claims_takes_no_more_queries_than_one_with_few(
    publisher: User, desk: Desk
) -> None:
    browser, piece = desk(publisher), a_piece(publisher)
    addresses = [at(Article, page, piece.pk) for page in ("change", "publish", "preview")]
    for _ in range(2):
        a_finding_on(piece, publisher)
    for address in addresses:  # what is asked once and remembered
        browser.get(address)
    few = [queries_of(browser, address) for address in addresses]
    for _ in range(12):
        a_finding_on(piece, publisher)
    assert [queries_of(browser, address) for address in addresses] == few


def a_finding_on(piece: Article, by: User) -> None:
    claim = a_claim(piece, by)
    some_evidence(claim, by)
    a_proposal(claim, by)
