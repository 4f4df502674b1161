"""Notices on a published piece, and what may follow them."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from articles import publishing, revising
from articles.models import Article, Edition
from articles.refusals import NotAllowed, Refused
from articles.succession import NOTICES
from tests.factories import a_ready_piece


@pytest.mark.parametrize("kind", NOTICES)
def test_a_notice_leaves_the_working_copy_on_the_desk(kind: str, edition: Edition, publisher: User) -> None:
    piece = revising.revise(edition.article, by=publisher, body="<p>Half done.</p>", headline="New")
    later = publishing.announce(piece, by=publisher, kind=kind, note="About it.")
    assert "Half done" not in later.html + later.text + later.headline
    assert Article.objects.get().body == "<p>Half done.</p>"


@pytest.mark.parametrize("kind", ["editors_note", "expression_of_concern", "retraction"])
def test_a_notice_keeps_what_readers_have(kind: str, edition: Edition, publisher: User) -> None:
    later = publishing.announce(edition.article, by=publisher, kind=kind, note="About it.")
    for name in ("headline", "html", "text", "fingerprint", "furniture", "parts"):
        assert getattr(later, name) == getattr(edition, name)
    assert list(later.authors_then.all()) == list(edition.authors_then.all())


def test_of_a_removed_piece_nothing_is_left_but_the_notice(edition: Edition, publisher: User) -> None:
    later = publishing.announce(edition.article, by=publisher, kind="removal", note="A court said so.")
    assert (later.headline, later.text, later.html, later.claims) == ("Removed", "", "", [])
    assert (later.note, later.standing) == ("A court said so.", "removed")
    assert not later.authors_then.exists()


@pytest.mark.parametrize("kind", NOTICES)
def test_a_notice_says_something(kind: str, edition: Edition, publisher: User) -> None:
    with pytest.raises(ValidationError, match="Say to readers"):
        publishing.announce(edition.article, by=publisher, kind=kind, note=" ")


def test_a_notice_needs_a_published_piece(publisher: User) -> None:
    with pytest.raises(Refused, match="Nothing of this piece is published"):
        publishing.announce(a_ready_piece(publisher), by=publisher, kind="retraction", note="Why.")


def test_what_is_no_notice_is_refused(edition: Edition, publisher: User) -> None:
    with pytest.raises(Refused, match="is no notice"):
        publishing.announce(edition.article, by=publisher, kind="update", note="Why.")


def test_a_retracted_piece_is_not_quietly_revised(edition: Edition, publisher: User) -> None:
    publishing.announce(edition.article, by=publisher, kind="retraction", note="Wrong.")
    revising.revise(edition.article, by=publisher, body="<p>New.</p>")
    with pytest.raises(Refused, match="cannot come next; what can: editor’s note, removal"):
        publishing.publish(edition.article, by=publisher, kind="update", note="Better.")


def test_after_a_removal_comes_nothing(edition: Edition, publisher: User) -> None:
    publishing.announce(edition.article, by=publisher, kind="removal", note="Gone.")
    with pytest.raises(Refused, match="what can: nothing"):
        publishing.announce(edition.article, by=publisher, kind="editors_note", note="And yet.")


def test_an_editor_does_not_retract(edition: Edition, editor: User) -> None:
    with pytest.raises(NotAllowed):
        publishing.announce(edition.article, by=editor, kind="retraction", note="Why.")
