"""A refused save never costs text."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles import revising
from articles.models import Article, Author, SetAside
from articles.refusals import Refused
from tests.factories import AuthorFactory, a_piece
from tests.journeys.desk_forms import fields_of, page_of, submit, what_went_wrong

Desk = Callable[[User], Client]
TYPED = "<p>Forty careful minutes of typing went into this.</p>"


def address(piece: Article) -> str:
    return reverse("admin:articles_article_change", args=[piece.pk])


def kept(response: HttpResponse) -> bool:
    return fields_of(response, "article_form")["body"] == [TYPED]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("slug", "not a slug!", "valid “slug”"),
        ("slug", "taken", "already exists"),
        ("headline", "", "required"),
        ("language", "Martian tongue", "language tag"),
        ("place", "1", "needs a series"),
        ("place", "-1", "greater than or equal to"),
    ],
)
def test_a_wrong_field_keeps_what_was_typed(
    field: str, value: str, told: str, desk: Desk, editor: User
) -> None:
    a_piece(editor, slug="taken")
    piece = a_piece(editor)
    response = submit(desk(editor), address(piece), **{field: value, "body": TYPED})
    assert kept(response)
    assert told in what_went_wrong(response)
    assert piece.history.count() == 1


def test_a_former_address_of_another_piece_keeps_what_was_typed(desk: Desk, editor: User) -> None:
    other = a_piece(editor, slug="elsewhere")
    other.former_addresses.create(slug="once")
    response = submit(desk(editor), address(a_piece(editor)), slug="once", body=TYPED)
    assert kept(response)
    assert "once had it" in what_went_wrong(response)


def test_an_author_twice_in_one_role_keeps_what_was_typed(desk: Desk, editor: User) -> None:
    piece = a_piece(editor)
    same = str(Author.objects.get().pk)
    rows = {"bylines-1-author": same, "bylines-1-position": "2", "bylines-1-role": "author"}
    response = submit(desk(editor), address(piece), body=TYPED, **rows)
    assert kept(response)
    assert piece.bylines.count() == 1


def test_a_new_piece_with_a_wrong_field_keeps_what_was_typed(desk: Desk, editor: User) -> None:
    typed = {"headline": "The Mill", "slug": "not a slug!", "body": TYPED}
    typed["bylines-0-author"] = str(AuthorFactory().pk)
    response = submit(desk(editor), "/admin/articles/article/add/", **typed)
    assert kept(response)
    assert fields_of(response, "article_form")["bylines-0-author"] == [typed["bylines-0-author"]]
    assert not Article.objects.exists()


def test_a_companion_that_refuses_keeps_what_was_typed(
    desk: Desk, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object) -> None:
        raise Refused("The claims cannot follow.")

    piece = a_piece(editor)
    monkeypatch.setattr("claims.companion.Claims.revised", refuse)
    response = submit(desk(editor), address(piece), body=TYPED)
    assert kept(response)
    assert "The claims cannot follow." in what_went_wrong(response)
    assert Article.objects.get().body == piece.body


def test_a_draft_that_moved_on_gives_its_contributor_the_text_back(
    desk: Desk, contributor: User, editor: User
) -> None:
    piece = a_piece(contributor)
    browser = desk(contributor)
    fields = fields_of(browser.get(address(piece)), "article_form")
    revising.move(piece, to="in_edit", by=editor)
    response = browser.post(address(piece), fields | {"body": TYPED})
    assert response.status_code == 403
    assert TYPED in [area.value for area in page_of(response).xpath("//textarea")]
    assert Article.objects.get().body == piece.body


def test_a_draft_that_moved_on_keeps_its_contributors_text_beside_the_piece(
    desk: Desk, contributor: User, editor: User
) -> None:
    piece = a_piece(contributor)
    browser = desk(contributor)
    fields = fields_of(browser.get(address(piece)), "article_form")
    revising.move(piece, to="in_edit", by=editor)
    response = browser.post(address(piece), fields | {"body": TYPED, "why": "Last words"})
    draft = SetAside.objects.get()
    assert (draft.by, draft.started_from, draft.why) == (contributor, 1, "Last words")
    assert draft.content["body"] == TYPED and len(draft.content["bylines"]) == 1
    [link] = page_of(response).xpath("//a[contains(@href, '/set-aside/')]/@href")
    assert TYPED in browser.get(link).content.decode()


def test_what_a_stranger_to_the_piece_sends_is_given_back_and_not_kept(
    desk: Desk, contributor: User, editor: User
) -> None:
    piece = a_piece(editor)
    browser = desk(editor)
    fields = fields_of(browser.get(address(piece)), "article_form")
    response = desk(contributor).post(address(piece), fields | {"body": TYPED})
    assert response.status_code == 302 and not SetAside.objects.exists()


def test_a_byline_taken_out_stays_out_when_the_form_is_shown_again(desk: Desk, editor: User) -> None:
    piece = a_piece(editor)
    browser = desk(editor)
    refused = submit(browser, address(piece), slug="not a slug!", also=["bylines-0-DELETE"])
    browser.post(address(piece), fields_of(refused, "article_form") | {"slug": "a-slug"})
    assert Article.objects.get().slug == "a-slug" and not piece.bylines.exists()


def test_text_given_back_is_not_run(desk: Desk, contributor: User, editor: User) -> None:
    piece = a_piece(contributor)
    revising.move(piece, to="in_edit", by=editor)
    hostile = "</textarea><script>alert(1)</script>"
    response = desk(contributor).post(address(piece), {"body": hostile, "standfirst": hostile})
    assert b"<script>alert" not in response.content


def test_markup_nested_beyond_reading_is_refused_and_kept(desk: Desk, editor: User) -> None:
    piece = a_piece(editor)
    nested = "<blockquote>" * 3_000 + "Deep."
    response = submit(desk(editor), address(piece), body=nested)
    assert "nested too deeply" in what_went_wrong(response)
    assert piece.history.count() == 1


def test_a_session_that_is_over_gives_the_text_back(desk: Desk, editor: User) -> None:
    piece = a_piece(editor)
    browser = desk(editor)
    fields = fields_of(browser.get(address(piece)), "article_form")
    browser.logout()
    response = browser.post(address(piece), fields | {"body": TYPED})
    assert response.status_code == 403
    assert TYPED in [area.value for area in page_of(response).xpath("//textarea")]
    assert "no longer logged in" in response.content.decode()


def test_a_page_from_before_the_last_login_gives_the_text_back(editor: User) -> None:
    piece = a_piece(editor)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor)
    fields = fields_of(browser.get(address(piece)), "article_form")
    browser.cookies["csrftoken"] = "x" * 32
    response = browser.post(address(piece), fields | {"body": TYPED})
    assert response.status_code == 403
    assert TYPED in [area.value for area in page_of(response).xpath("//textarea")]
    assert Article.objects.get().body == piece.body


def test_who_is_not_logged_in_and_typed_nothing_is_asked_to_log_in(reader: Client, editor: User) -> None:
    response = reader.post(address(a_piece(editor)), {"headline": "Short"})
    assert (response.status_code, "/login/" in response["Location"]) == (302, True)
