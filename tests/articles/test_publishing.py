"""What is published, what is refused, and what is overridden."""

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from articles import publishing, revising
from articles.checklist import problems_of
from articles.models import Article, Edition
from articles.refusals import NotAllowed, NotReady, Refused
from articles.succession import NOTICES
from claims import annotating
from tests.factories import (
    BODY,
    AuthorFactory,
    DisclaimerFactory,
    a_claim,
    a_piece,
    a_published_piece,
    a_ready_piece,
)


def problem_codes(article: Article) -> list[str]:
    return [problem.code for problem in problems_of(article) if problem.blocks]


def test_publishing_leaves_one_history_row(publisher: User) -> None:
    piece = a_ready_piece(publisher)
    before = piece.history.count()
    publishing.publish(piece, by=publisher)
    row = piece.history.first()
    assert piece.history.count() == before + 1
    assert (row.history_user, row.history_change_reason) == (publisher, "Published edition 1 (first edition)")


def test_only_a_publisher_publishes(editor: User) -> None:
    piece = a_ready_piece(editor)
    with pytest.raises(NotAllowed):
        publishing.publish(piece, by=editor)
    assert not Edition.objects.exists()


def test_a_piece_without_an_author_is_refused(publisher: User) -> None:
    piece = a_ready_piece(publisher, bylines=[(AuthorFactory(), "editor")])
    with pytest.raises(NotReady, match="no author in its byline"):
        publishing.publish(piece, by=publisher)


@pytest.mark.parametrize("body", ["", "<p> </p>", "<hr>"])
def test_a_piece_without_text_is_refused(body: str, publisher: User) -> None:
    piece = a_ready_piece(publisher, body=body)
    with pytest.raises(NotReady, match="no text"):
        publishing.publish(piece, by=publisher)


def test_a_piece_that_is_not_ready_is_refused(publisher: User) -> None:
    with pytest.raises(NotReady, match="“Draft”"):
        publishing.publish(a_piece(publisher), by=publisher)


def test_a_claim_without_its_words_stops_publication(publisher: User) -> None:
    piece = a_ready_piece(publisher)
    a_claim(piece, publisher)
    revising.revise(piece, by=publisher, body="<p>All new.</p>")
    with pytest.raises(NotReady, match="Claim 1, words lost: “The harbour froze twice”"):
        publishing.publish(piece, by=publisher)


def test_all_problems_are_listed_at_once(publisher: User) -> None:
    piece = a_piece(publisher)
    a_claim(piece, publisher)
    piece = revising.revise(piece, by=publisher, body="", bylines=[])
    assert problem_codes(piece) == ["stage", "byline", "body", "anchor"]
    with pytest.raises(NotReady) as refusal:
        publishing.publish(piece, by=publisher)
    assert len(refusal.value.messages) == 4


def test_a_ready_piece_has_no_problems(publisher: User) -> None:
    assert problem_codes(a_ready_piece(publisher)) == []


def test_a_refused_publication_writes_nothing(publisher: User) -> None:
    piece = a_piece(publisher)
    with pytest.raises(NotReady):
        publishing.publish(piece, by=publisher)
    assert (Edition.objects.count(), piece.history.count()) == (0, 1)


@pytest.mark.parametrize("kind", ["update", "correction", "minor"])
def test_a_piece_begins_with_a_first_edition(kind: str, publisher: User) -> None:
    with pytest.raises(Refused, match="begins with a first edition"):
        publishing.publish(a_ready_piece(publisher), by=publisher, kind=kind, note="Why.")


@pytest.mark.parametrize("kind", ["first", "nonsense"])
def test_a_kind_that_cannot_follow_is_refused(kind: str, edition: Edition, publisher: User) -> None:
    revising.revise(edition.article, by=publisher, body="<p>New.</p>")
    with pytest.raises(Refused, match=f"“{kind}” cannot come next"):
        publishing.publish(edition.article, by=publisher, kind=kind, note="Why.")


def test_an_unchanged_piece_is_refused(edition: Edition, publisher: User) -> None:
    with pytest.raises(Refused, match="Nothing has changed since edition 1"):
        publishing.publish(edition.article, by=publisher, kind="update", note="Nothing.")


@pytest.mark.parametrize("note", ["", "  \n"])
@pytest.mark.parametrize("kind", ["update", "correction", "clarification"])
def test_a_later_edition_needs_a_public_note(kind: str, note: str, edition: Edition, publisher: User) -> None:
    revising.revise(edition.article, by=publisher, body="<p>New.</p>")
    with pytest.raises(ValidationError) as refusal:
        publishing.publish(edition.article, by=publisher, kind=kind, note=note)
    assert refusal.value.message_dict == {"note": ["Say to readers what is different, and why."]}


def test_changed_text_is_more_than_an_annotation(edition: Edition, publisher: User) -> None:
    revising.revise(edition.article, by=publisher, body="<p>New.</p>")
    with pytest.raises(Refused, match="more than an annotation"):
        publishing.publish(edition.article, by=publisher, kind="annotation")


def test_an_annotation_needs_no_note(edition: Edition, publisher: User) -> None:
    a_claim(edition.article, publisher)
    later = publishing.publish(edition.article, by=publisher, kind="annotation")
    assert (later.number, later.kind, len(later.claims)) == (2, "annotation", 1)


@pytest.mark.parametrize("kind", NOTICES)
def test_a_notice_is_not_published_with_the_working_copy(
    kind: str, edition: Edition, publisher: User
) -> None:
    revising.revise(edition.article, by=publisher, body="<p>New.</p>")
    with pytest.raises(Refused, match="put it by itself"):
        publishing.publish(edition.article, by=publisher, kind=kind, note="Why.")


@pytest.mark.parametrize("kind", ["update", "correction", "clarification"])
def test_a_later_edition_follows_the_one_before(kind: str, edition: Edition, publisher: User) -> None:
    revising.revise(edition.article, by=publisher, body="<p>New.</p>")
    later = publishing.publish(edition.article, by=publisher, kind=kind, note="Why.")
    assert (later.number, later.kind, later.text) == (2, kind, "New.")
    assert later.first_published_at == edition.first_published_at < later.published_at


def a_second_edition(edition: Edition, by: User, kind: str = "update", **changes: object) -> Edition:
    changes = changes or {"body": "<p>New.</p>"}
    revising.revise(edition.article, by=by, **changes)
    return publishing.publish(edition.article, by=by, kind=kind, note="" if kind == "minor" else "Why.")


def test_an_edition_knows_those_before(edition: Edition, publisher: User) -> None:
    later = a_second_edition(edition, publisher, kind="correction")
    assert later.past == [edition.as_past()]
    assert [past["kind"] for past in later.editions_so_far] == ["first", "correction"]
    assert later.standing == "corrected"


def test_an_override_publishes_against_the_checklist_and_is_recorded(publisher: User) -> None:
    piece = a_ready_piece(publisher, bylines=[])
    edition = publishing.publish(piece, by=publisher, override="By the desk, unsigned.")
    problem = {"code": "byline", "message": "It has no author in its byline."}
    assert edition.overridden == {"reason": "By the desk, unsigned.", "problems": [problem]}
    assert "By the desk, unsigned." in piece.history.first().history_change_reason


def test_an_override_nobody_needed_leaves_no_record(publisher: User) -> None:
    assert publishing.publish(a_ready_piece(publisher), by=publisher, override="Hm.").overridden == {}


def test_an_override_needs_its_permission(publisher: User) -> None:
    piece = a_ready_piece(publisher, bylines=[])
    publisher.groups.clear()
    publisher.user_permissions.set(Permission.objects.filter(codename="publish_article"))
    with pytest.raises(NotAllowed):
        publishing.publish(piece, by=User.objects.get(pk=publisher.pk), override="Unsigned.")


def test_nobody_overrides_a_stage_or_an_empty_text(publisher: User) -> None:
    with pytest.raises(NotReady) as refusal:
        publishing.publish(a_piece(publisher, body=""), by=publisher, override="Go on.")
    assert [problem.code for problem in refusal.value.problems] == ["stage", "body"]


def test_an_overridden_claim_is_published_without_a_place(publisher: User) -> None:
    piece = a_ready_piece(publisher)
    a_claim(piece, publisher)
    piece = revising.revise(piece, by=publisher, body="<p>All new.</p>")
    edition = publishing.publish(piece, by=publisher, override="The claim is argued about; out tonight.")
    assert [claim["anchor"] for claim in edition.claims] == [None]
    assert "mark" not in edition.html


MORE_THAN_MINOR = {
    "a number": ("froze twice", "froze 3 times", "number"),
    "a name": ("asked the mayor", "asked the Sultan", "name"),
    "a negation": ("stood idle", "stood not idle", "negation"),
    "a quotation": ("Nobody asked the mayor", "Nobody asked “the mayor”", "quotation"),
}


@pytest.mark.parametrize("what", MORE_THAN_MINOR)
def test_a_minor_edition_changes_no_fact(what: str, edition: Edition, publisher: User) -> None:
    old, new, told = MORE_THAN_MINOR[what]
    assert old in BODY
    with pytest.raises(Refused, match=f"more than a minor change: .*{told}"):
        a_second_edition(edition, publisher, kind="minor", body=BODY.replace(old, new))


def test_a_minor_edition_leaves_the_words_of_claims_alone(publisher: User) -> None:
    piece = a_ready_piece(publisher)
    a_claim(piece, publisher)
    edition = publishing.publish(piece, by=publisher)
    piece = revising.revise(piece, by=publisher, body=BODY.replace("harbour froze", "harbor froze"))
    claim = piece.claims.with_place().get()
    annotating.confirm(claim, by=publisher)
    with pytest.raises(Refused, match="the words of claim 1 changed"):
        publishing.publish(edition.article, by=publisher, kind="minor")


def test_a_minor_edition_of_a_spelling_needs_no_note(edition: Edition, publisher: User) -> None:
    later = a_second_edition(edition, publisher, kind="minor", body=BODY.replace("stood idle", "stood iddle"))
    assert (later.kind, later.note, later.standing) == ("minor", "", "current")


def test_a_published_piece_holds_its_disclaimers(publisher: User) -> None:
    small_print = DisclaimerFactory()
    a_published_piece(publisher, disclaimers=[small_print])
    with pytest.raises(ProtectedError):
        small_print.delete()
