"""A piece from its first draft to its reader, by the desk's own pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Article, Edition, Series
from claims.models import Assessment, Claim
from tests.factories import (
    BODY,
    QUOTE,
    AuthorFactory,
    DisclaimerFactory,
    SeriesFactory,
    SourceFactory,
    a_claim,
    a_piece,
    a_proposal,
    a_published_piece,
    a_ready_piece,
)
from tests.journeys.desk_forms import fields_of, page_of, submit, what_went_wrong

Desk = Callable[[User], Client]
ADD = "/admin/articles/article/add/"


def at(name: str, row: Any) -> str:
    return reverse(f"admin:{name}", args=[row.pk])


def change_page(piece: Article) -> str:
    return at("articles_article_change", piece)


@pytest.fixture
def draft() -> dict[str, Any]:
    """What an editor types for a new piece."""
    return {
        "headline": "The Idle Mill",
        "slug": "idle-mill",
        "standfirst": "It stood.",
        "body": BODY + "<script>alert(1)</script>",
        "tags": "rivers, ice",
        "why": "Commissioned",
        "bylines-0-author": str(AuthorFactory(name="Ada Wheel").pk),
    }


def test_an_editor_drafts_a_piece(desk: Desk, editor: User, draft: dict[str, Any]) -> None:
    response = submit(desk(editor), ADD, **draft)
    piece = Article.objects.get()
    assert (response.status_code, piece.headline, piece.body) == (302, "The Idle Mill", BODY)
    assert [(byline.author.name, byline.role) for byline in piece.bylines.all()] == [("Ada Wheel", "author")]
    assert sorted(tag.name for tag in piece.tags.all()) == ["ice", "rivers"]
    row = piece.history.get()
    assert (row.history_user, row.history_change_reason) == (editor, "Commissioned")


def test_the_whole_run_from_draft_to_reader(
    desk: Desk, editor: User, checker: User, publisher: User, reader: Client, draft: dict[str, Any]
) -> None:
    submit(desk(editor), ADD, **draft)
    piece = Article.objects.get()
    desk(editor).post(at("articles_article_move", piece), {"to": "in_edit"})
    desk(editor).post(at("articles_article_move", piece), {"to": "in_check"})

    words = {
        "article": str(piece.pk),
        "quote": QUOTE,
        "proposition": "It froze twice.",
        "modality": "reported",
    }
    submit(desk(checker), "/admin/claims/claim/add/", "claim_form", **words)
    claim = Claim.objects.get()
    filed = {
        "claim": str(claim.pk),
        "source": str(SourceFactory(title="Harbour log").pk),
        "relation": "supports",
    }
    submit(desk(checker), "/admin/claims/evidence/add/", "evidence_form", **filed)
    finding = {"claim": str(claim.pk), "finding": "supported", "confidence": "low", "as_of": "2026-05-04"}
    submit(desk(checker), "/admin/claims/assessment/add/", "assessment_form", **finding)

    signing = {"action": "sign_selected", "_selected_action": [str(Assessment.objects.get().pk)]}
    desk(editor).post("/admin/claims/assessment/", signing)
    assert Assessment.objects.signed().get().signed_by == editor
    desk(checker).post(at("articles_article_move", piece), {"to": "ready"})
    desk(publisher).post(at("articles_article_publish", piece), {"kind": "first", "note": ""})

    page = reader.get("/articles/idle-mill/").content.decode()
    for words_of_the_page in (
        "The Idle Mill",
        "Ada Wheel",
        'id="claim-1"',
        "Supported by evidence",
        "Harbour log",
    ):
        assert words_of_the_page in page
    assert "<script>alert" not in page


def test_an_unchanged_save_leaves_no_history_row(desk: Desk, editor: User) -> None:
    small_print, series = DisclaimerFactory(), SeriesFactory()
    piece = a_piece(editor, tags=["ice", "Two Words"], disclaimers=[small_print], series=series, place=2)
    before = Article.objects.values().get()
    assert submit(desk(editor), change_page(piece)).status_code == 302
    assert (piece.history.count(), Article.objects.values().get()) == (1, before)


def test_a_save_leaves_one_history_row(desk: Desk, editor: User) -> None:
    piece = a_piece(editor)
    changes = {"headline": "New", "body": "<p>New.</p>", "tags": "ice", "why": "Fresh"}
    submit(desk(editor), change_page(piece), **changes, **{"bylines-0-role": "editor"})
    row = piece.history.first()
    assert (piece.history.count(), row.headline, row.history_change_reason) == (2, "New", "Fresh")
    assert [byline["role"] for byline in row.relations["bylines"]] == ["editor"]


def test_a_byline_is_taken_out_of_the_form(desk: Desk, editor: User) -> None:
    piece = a_piece(editor)
    submit(desk(editor), change_page(piece), also=["bylines-0-DELETE"])
    assert not piece.bylines.exists()


def test_a_refused_publication_says_everything_on_the_page(desk: Desk, publisher: User) -> None:
    piece = a_piece(publisher, bylines=[], body="")
    response = desk(publisher).post(at("articles_article_publish", piece), {"kind": "first", "note": ""})
    told = what_went_wrong(response)
    assert all(words in told for words in ("no author in its byline", "no text", "“Draft”"))
    assert not Edition.objects.exists()


def test_a_missing_note_is_asked_for_beside_its_field(desk: Desk, publisher: User) -> None:
    edition = a_published_piece(publisher)
    browser = desk(publisher)
    submit(browser, change_page(edition.article), headline="Changed")
    response = browser.post(at("articles_article_publish", edition.article), {"kind": "update", "note": ""})
    assert "Say to readers what is different" in what_went_wrong(response)


def test_the_selected_pieces_are_published_one_by_one(desk: Desk, publisher: User) -> None:
    ready, draft = a_ready_piece(publisher), a_piece(publisher)
    chosen = {"action": "publish_selected", "_selected_action": [str(ready.pk), str(draft.pk)]}
    response = desk(publisher).post("/admin/articles/article/", chosen, follow=True)
    assert Edition.objects.get().article == ready
    assert f"{draft} was not published" in response.content.decode()


@pytest.mark.parametrize("role", ["editor", "checker", "contributor"])
def test_only_a_publisher_is_offered_publication(
    role: str, desk: Desk, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(role)
    page = desk(user).get("/admin/articles/article/").content.decode()
    assert "publish_selected" not in page


def test_publishing_without_the_right_is_answered_with_403(desk: Desk, editor: User) -> None:
    piece = a_ready_piece(editor)
    response = desk(editor).post(at("articles_article_publish", piece), {"kind": "first", "note": ""})
    assert response.status_code == 403
    assert not Edition.objects.exists()


def test_a_checker_reads_the_body_and_cannot_change_it(desk: Desk, checker: User, editor: User) -> None:
    piece = a_piece(editor)
    browser = desk(checker)
    assert not page_of(browser.get(change_page(piece))).xpath("//*[@name='body']")
    assert browser.post(change_page(piece), {"headline": "Mine now"}).status_code == 403
    assert Article.objects.get().headline == piece.headline


def test_an_illegal_move_is_refused_in_words(desk: Desk, editor: User) -> None:
    piece = a_piece(editor)
    response = desk(editor).post(at("articles_article_move", piece), {"to": "ready"}, follow=True)
    assert "cannot go from “Draft” to “Ready”" in response.content.decode()


def test_a_move_to_nowhere_is_refused_in_words(desk: Desk, editor: User) -> None:
    response = desk(editor).post(at("articles_article_move", a_piece(editor)), {"to": "lost"}, follow=True)
    assert "There is no such stage" in response.content.decode()


def test_a_preview_shows_the_working_copy_and_says_so(desk: Desk, editor: User) -> None:
    piece = a_piece(editor, body="<p>Not out yet.</p>")
    page = desk(editor).get(at("articles_article_preview", piece)).content.decode()
    assert "Not out yet." in page and "not published" in page and "noindex" in page


def test_a_claim_whose_words_are_missing_is_refused_beside_its_field(
    desk: Desk, checker: User, editor: User
) -> None:
    words = {"article": str(a_piece(editor).pk), "quote": "No such words", "proposition": "It froze a lot."}
    response = submit(desk(checker), "/admin/claims/claim/add/", "claim_form", **words, modality="asserted")
    assert "“No such words”: The words do not stand in the text." in what_went_wrong(response)
    assert fields_of(response, "claim_form")["proposition"] == ["It froze a lot."]
    assert not Claim.objects.exists()


def test_nobody_signs_their_own_finding_from_the_list(desk: Desk, checker: User, editor: User) -> None:
    proposal = a_proposal(a_claim(a_piece(editor), checker), checker)
    signing = {"action": "sign_selected", "_selected_action": [str(proposal.pk)]}
    response = desk(checker).post("/admin/claims/assessment/", signing, follow=True)
    assert "Who proposed a finding does not sign it" in response.content.decode()
    assert not Assessment.objects.signed().exists()


def test_a_claim_is_removed_on_a_page_of_its_own(desk: Desk, checker: User, editor: User) -> None:
    claim = a_claim(a_piece(editor), editor)
    desk(checker).post(at("claims_claim_remove", claim), {"reason": "A duplicate."})
    assert Claim.objects.get().removal_reason == "A duplicate."


def test_a_claim_is_placed_again_on_a_page_of_its_own(desk: Desk, checker: User, editor: User) -> None:
    claim = a_claim(a_piece(editor), editor)
    desk(checker).post(at("claims_claim_place", claim), {"quote": "Nobody asked the mayor"})
    assert claim.anchors.get().exact == "Nobody asked the mayor"


def test_a_series_is_kept_with_its_disclaimers_as_one_change(desk: Desk, editor: User) -> None:
    small_print = DisclaimerFactory()
    typed = {"title": "Mills", "slug": "mills", "disclaimers": [str(small_print.pk)], "why": "New run"}
    submit(desk(editor), "/admin/articles/series/add/", "series_form", **typed)
    row = Series.objects.get().history.get()
    assert (row.history_user, row.history_change_reason) == (editor, "New run")
    assert row.relations["disclaimers"] == [{"id": str(small_print.pk), "name": small_print.name}]


@pytest.mark.parametrize("page", ["/admin/articles/article/add/", "change", "/admin/articles/policy/add/"])
def test_no_module_stands_before_the_editors_import_map(page: str, publisher: User, desk: Desk) -> None:
    address = change_page(a_piece(publisher)) if page == "change" else page
    html = desk(publisher).get(address).content.decode()
    modules = [html.index(script) for script in ("js/desk.js", 'type="module"')]
    assert html.count('type="importmap"') == 1
    assert html.index("js/editors_ready.js") < html.index('type="importmap"') < min(modules)
