from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.test import Client

from articles import composing, publishing, revising
from articles.checklist import problems_of
from articles.history import keep
from articles.models import Article, Edition
from articles.models.edition import CONTENT, CONTENT_IF_ANY
from articles.plaintext import fingerprint
from articles.refusals import NotAllowed, NotReady, Refused
from articles.succession import NOTICES
from claims import annotating
from tests.factories import (
    BODY,
    AuthorFactory,
    DisclaimerFactory,
    SeriesFactory,
    a_claim,
    a_piece,
    a_published_piece,
    a_ready_piece,
)


@pytest.fixture
def edition(publisher: User) -> Edition:
    return a_published_piece(publisher, slug="mill", headline="The Mill")


def problem_codes(article: Article) -> list[str]:
    return [problem.code for problem in problems_of(article) if problem.blocks]


def test_the_first_edition_holds_the_piece(publisher: User) -> None:
    piece = a_ready_piece(publisher, headline="The Mill", standfirst="Idle.", body="<p>It <b>stood</b>.</p>")
    edition = publishing.publish(piece, by=publisher)
    assert (edition.number, edition.kind, edition.note) == (1, "first", "")
    assert (edition.headline, edition.standfirst, edition.text) == ("The Mill", "Idle.", "It stood.")
    assert edition.html == '<p id="p-1">It <strong>stood</strong>.</p>'
    assert edition.fingerprint == fingerprint("It stood.")
    assert edition.published_at == edition.first_published_at


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


def test_editions_form_a_chain_of_digests(edition: Edition, publisher: User) -> None:
    revising.revise(edition.article, by=publisher, body="<p>New.</p>")
    publishing.publish(edition.article, by=publisher, kind="update", note="Why.")
    first, second = Edition.objects.order_by("number")
    assert (first.previous_digest, second.previous_digest) == ("", first.digest)
    assert [first.digest_now(), second.digest_now()] == [first.digest, second.digest]


REWRITTEN = {
    "number": 7,
    "kind": "update",
    "published_at": datetime(2020, 1, 1, tzinfo=UTC),
    "first_published_at": datetime(2020, 1, 1, tzinfo=UTC),
    "furniture": {"bylines": []},
    "parts": {"claims": []},
    "previous_digest": "0" * 64,
    "past": [{"number": 1}],
    "overridden": {"reason": "Because."},
}


@pytest.mark.parametrize("column", [*CONTENT, *CONTENT_IF_ANY, "previous_digest"])
def test_rewriting_a_column_breaks_the_digest(column: str, edition: Edition) -> None:
    stored = Edition.objects.get(pk=edition.pk)
    rewritten = REWRITTEN.get(column, "rewritten")
    if column == "parts":
        rewritten = {"claims": [{"number": 1}]}
    setattr(stored, column, rewritten)
    assert stored.digest_now() != stored.digest


# What no page shows, or what only follows from the rest: names in lists, ids, who pressed the button.
NOT_COVERED = {"id", "article", "published_by", "series", "place", "digest", "previous_digest"}


def test_the_digest_covers_every_column_a_reader_sees() -> None:
    columns = {field.name for field in Edition._meta.concrete_fields}
    assert columns - NOT_COVERED == {*CONTENT, *CONTENT_IF_ANY}


def test_readers_keep_their_edition_while_the_desk_works(
    edition: Edition, publisher: User, reader: Client
) -> None:
    before = reader.get("/articles/mill/").content
    piece = revising.revise(edition.article, by=publisher, headline="Changed", body="<p>Changed.</p>")
    revising.move(piece, to="in_edit", by=publisher)
    assert reader.get("/articles/mill/").content == before


def add_disclaimer_to_series(edition: Edition, by: User) -> None:
    disclaimers = [*edition.article.series.disclaimers.all(), DisclaimerFactory()]
    keep(edition.article.series, by=by, relations={"disclaimers": disclaimers})


def reword(pick: Callable[[Edition], object], **columns: str) -> Callable[[Edition, User], None]:
    def write(edition: Edition, by: User) -> None:
        row = pick(edition)
        for name, value in columns.items():
            setattr(row, name, value)
        keep(row, by=by)

    return write


CHANGES_AROUND_A_PIECE = {
    "bio": reword(lambda edition: edition.article.authors.get(), bio="Now a banker."),
    "name": reword(lambda edition: edition.article.authors.get(), name="Renamed"),
    "disclaimer": reword(lambda edition: edition.article.disclaimers.get(), text="Other views."),
    "series": reword(lambda edition: edition.article.series, title="Dams", kicker="New"),
    "series’ disclaimers": add_disclaimer_to_series,
}


@pytest.mark.parametrize("change", CHANGES_AROUND_A_PIECE)
def test_an_edition_keeps_the_wording_of_its_day(change: str, publisher: User, reader: Client) -> None:
    series = SeriesFactory()
    series.disclaimers.set([DisclaimerFactory()])
    edition = a_published_piece(publisher, slug="mill", series=series, disclaimers=[DisclaimerFactory()])
    before = reader.get("/articles/mill/").content
    CHANGES_AROUND_A_PIECE[change](edition, publisher)
    assert reader.get("/articles/mill/").content == before


def test_the_wording_of_a_later_day_makes_another_edition(publisher: User) -> None:
    edition = a_published_piece(publisher, disclaimers=[DisclaimerFactory()])
    CHANGES_AROUND_A_PIECE["disclaimer"](edition, publisher)
    later = publishing.publish(edition.article, by=publisher, kind="update", note="New small print.")
    assert [d["text"] for d in later.furniture["disclaimers"]] == ["Other views."]


def test_a_piece_stands_under_its_own_and_its_series_disclaimers_each_once(publisher: User) -> None:
    own, shared = DisclaimerFactory(name="A"), DisclaimerFactory(name="B")
    series = SeriesFactory()
    series.disclaimers.set([shared])
    edition = a_published_piece(publisher, series=series, disclaimers=[own, shared])
    assert [d["name"] for d in edition.furniture["disclaimers"]] == ["A", "B"]


def test_bylines_keep_their_order_and_roles(publisher: User) -> None:
    credits = [(AuthorFactory(name="Z"), "author"), (AuthorFactory(name="A"), "author")]
    edition = a_published_piece(publisher, bylines=[*credits, (AuthorFactory(name="M"), "translator")])
    assert [byline["name"] for byline in edition.authors] == ["Z", "A"]
    assert [byline["name"] for byline in edition.other_bylines] == ["M"]


def test_each_block_of_text_has_an_address(publisher: User) -> None:
    body = "<h2>One</h2><ul><li><p>Two</p></li></ul><hr><blockquote><p>Three</p></blockquote>"
    edition = a_published_piece(publisher, body=body)
    assert [f'id="p-{n}"' in edition.html for n in (1, 2, 3, 4)] == [True, True, True, False]


def test_a_preview_writes_nothing(publisher: User) -> None:
    composing.from_working_copy(a_piece(publisher), kind="first", note="", by=publisher)
    assert not Edition.objects.exists()


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


def test_a_published_piece_holds_its_disclaimers(publisher: User) -> None:
    small_print = DisclaimerFactory()
    a_published_piece(publisher, disclaimers=[small_print])
    with pytest.raises(ProtectedError):
        small_print.delete()
