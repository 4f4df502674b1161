"""How the journal works, in its own words: written on the desk, read by anybody."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.minting import reproducible
from articles.models import Policy, PolicyKind, Publication
from articles.publication import forget
from claims.vocabulary import Confidence, Credibility, Finding, Modality, Reliability
from tests.articles.another_journal import a_policy, named
from tests.journeys.desk_forms import page_of, submit, what_went_wrong

Desk = Callable[[User], Client]
SCALE = "/policies/annotation/"


def text_of(browser: Client, address: str, status: int = 200) -> str:
    response = browser.get(address)
    assert response.status_code == status
    return response.content.decode()


# On the desk


def test_an_editor_writes_and_publishes_a_policy(editor: User, desk: Desk, reader: Client) -> None:
    typed = {"kind": "ethics", "title": "Fairness", "body": "<p>We call back.</p>"}
    answer = submit(
        desk(editor), "/admin/articles/policy/add/", "policy_form", also=["is_published"], **typed
    )
    assert answer.status_code == 302, what_went_wrong(answer)
    forget()
    assert "We call back." in text_of(reader, "/policies/ethics/")


def test_a_checker_reads_a_policy_as_it_is_read(editor: User, checker: User, desk: Desk) -> None:
    policy = a_policy(editor, "ethics", body="<p>We <strong>call</strong> back.</p>")
    page = page_of(desk(checker).get(f"/admin/articles/policy/{policy.pk}/change/"))
    assert page.find_class("as-read")[0].xpath(".//strong") and not page.xpath("//textarea[@name='body']")


# For readers


def test_a_policy_says_when_it_was_last_changed(editor: User, reader: Client) -> None:
    with reproducible("policy", datetime(2026, 5, 4, 9, tzinfo=UTC)):
        a_policy(editor, "ethics")
    assert "Last changed 4 May 2026" in " ".join(
        page_of(reader.get("/policies/ethics/")).text_content().split()
    )


def test_a_policy_takes_one_query(
    editor: User, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_policy(editor, "ethics")
    reader.get("/")
    with django_assert_num_queries(1):
        reader.get("/policies/ethics/")


@pytest.mark.parametrize("kind", [kind for kind in PolicyKind.values if kind != "annotation"])
def test_an_unpublished_policy_is_nowhere(kind: str, editor: User, reader: Client) -> None:
    a_policy(editor, kind, title="Half a thought", body="<p>Half a thought</p>", is_published=False)
    assert "Half a thought" not in text_of(reader, f"/policies/{kind}/", 404)
    for address in ("/", "/policies/", "/corrections/", SCALE):
        assert "Half a thought" not in text_of(reader, address)


@pytest.mark.parametrize("kind", ["ethics", "nonsense"])
def test_a_policy_nobody_wrote_is_not_there(kind: str, reader: Client, db: None) -> None:
    assert reader.get(f"/policies/{kind}/").status_code == 404


def test_policies_stand_at_the_foot_of_a_page_in_their_order(editor: User, reader: Client) -> None:
    for kind in ("contact", "corrections", "about"):
        a_policy(editor, kind)
    foot = page_of(reader.get("/")).find_class("colophon")[0]
    pages = [href for href in foot.xpath(".//nav//a/@href") if href.startswith("/policies/")]
    assert pages == [f"/policies/{kind}/" for kind in ("about", "annotation", "corrections", "contact")]


def test_corrections_lead_to_the_policy_on_them(editor: User, reader: Client) -> None:
    assert not page_of(reader.get("/corrections/")).xpath("//main//a[@href='/policies/corrections/']")
    a_policy(editor, "corrections", title="How we correct")
    [link] = page_of(reader.get("/corrections/")).xpath("//main//a[@href='/policies/corrections/']")
    assert link.text_content() == "How we correct"


def test_the_page_on_contact_has_the_address(publisher: User, reader: Client) -> None:
    named(publisher)
    a_policy(publisher, "contact")
    assert page_of(reader.get("/policies/contact/")).xpath("//main//a[@href='mailto:desk@tidewater.example']")


def words_of(browser: Client, address: str) -> str:
    return " ".join(page_of(browser.get(address)).text_content().split())


@pytest.mark.parametrize("vocabulary", [Modality, Finding, Confidence])
def test_the_scale_is_spelled_out_though_nobody_wrote_a_word(
    vocabulary: Any, reader: Client, db: None
) -> None:
    words = words_of(reader, SCALE).lower()
    assert [value for value in vocabulary if value.label.lower() not in words] == []


@pytest.mark.parametrize("half", [Reliability, Credibility])
def test_the_admiralty_code_is_spelled_out(half: Any, reader: Client, db: None) -> None:
    words = words_of(reader, SCALE).lower()
    assert [value for value in half if value.label.partition(": ")[2] not in words] == []


def test_the_scale_says_that_it_is_not_the_journals_wording(reader: Client, db: None) -> None:
    assert "It is not this journal’s own wording" in words_of(reader, SCALE)


def test_the_scale_stands_below_what_an_editor_wrote(editor: User, reader: Client) -> None:
    a_policy(editor, "annotation", title="Our notes", body="<p>We mark what can be checked.</p>")
    words = words_of(reader, SCALE)
    assert words.index("Our notes") < words.index("We mark what can be checked.") < words.index("The scale")


def test_a_draft_on_annotation_is_not_shown_with_the_scale(editor: User, reader: Client) -> None:
    a_policy(editor, "annotation", title="Half", body="<p>Half a thought</p>", is_published=False)
    words = words_of(reader, SCALE)
    assert "Half a thought" not in words and "Contradicted by evidence" in words


def test_no_fixture_has_a_policy_or_a_name(seed: None, example: None) -> None:
    assert not Policy.objects.exists() and not Publication.objects.exists()


@pytest.mark.parametrize("address", ["/policies/", SCALE, "/publication/8a1538-f2a3b8.css"])
def test_pages_on_policies_are_read_and_nothing_else(address: str, reader: Client, db: None) -> None:
    assert reader.post(address).status_code == 405
