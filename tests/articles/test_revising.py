from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from articles import revising
from articles.models import Article
from articles.plaintext import fingerprint
from articles.refusals import Conflict, NotAllowed, Refused
from tests.factories import (
    BODY,
    AuthorFactory,
    DisclaimerFactory,
    SeriesFactory,
    a_colleague,
    a_piece,
    a_published_piece,
)


def rows(article: Article) -> int:
    return article.history.count()


def test_starting_a_piece_leaves_one_history_row(piece: Article) -> None:
    assert rows(piece) == 1


def test_a_change_leaves_one_history_row_with_who_when_and_why(piece: Article, publisher: User) -> None:
    revising.revise(piece, by=publisher, why="Too dull", headline="The Idle Mill")
    row = piece.history.first()
    assert (rows(piece), row.history_user, row.history_change_reason) == (2, publisher, "Too dull")
    assert row.history_date > piece.history.last().history_date


def test_a_history_row_keeps_the_relations_of_its_day(editor: User) -> None:
    writer, small_print = AuthorFactory(name="Ada"), DisclaimerFactory(name="Own views")
    piece = a_piece(editor, bylines=[(writer, "author")], disclaimers=[small_print], tags=["rivers", "mills"])
    revising.revise(piece, by=editor, bylines=[], disclaimers=[], tags=[])
    then = piece.history.last().relations
    assert then["bylines"] == [{"author": str(writer.pk), "name": "Ada", "role": "author"}]
    assert then["disclaimers"] == [{"id": str(small_print.pk), "name": "Own views"}]
    assert then["tags"] == ["mills", "rivers"]


NEW_RELATIONS = {
    "bylines": lambda: [(AuthorFactory(), "author")],
    "disclaimers": lambda: [DisclaimerFactory()],
    "tags": lambda: ["weather", "ice"],
}


@pytest.mark.parametrize("name", NEW_RELATIONS)
def test_changed_relations_leave_one_history_row(name: str, piece: Article, editor: User) -> None:
    revising.revise(piece, by=editor, **{name: NEW_RELATIONS[name]()})
    assert rows(piece) == 2


def test_fields_and_relations_together_leave_one_history_row(piece: Article, editor: User) -> None:
    new = {name: make() for name, make in NEW_RELATIONS.items()}
    revising.revise(piece, by=editor, headline="New", body="<p>New.</p>", **new)
    assert rows(piece) == 2


def test_the_order_of_the_byline_is_a_change(editor: User) -> None:
    credits = [(AuthorFactory(), "author"), (AuthorFactory(), "author")]
    piece = a_piece(editor, bylines=credits)
    revising.revise(piece, by=editor, bylines=credits[::-1])
    assert [(byline.author, byline.role) for byline in piece.bylines.all()] == credits[::-1]
    assert rows(piece) == 2


def same_again(piece: Article) -> dict[str, Any]:
    return {
        "headline": piece.headline,
        "body": piece.body,
        "bylines": [(byline.author, byline.role) for byline in piece.bylines.all()],
        "disclaimers": list(piece.disclaimers.all()),
        "tags": [tag.name for tag in piece.tags.all()],
    }


def test_the_same_again_writes_nothing(piece: Article, editor: User) -> None:
    stored = revising.revise(piece, by=editor, **same_again(piece))
    assert (rows(piece), stored.version) == (1, 1)


def test_markup_the_editor_drops_is_no_change(piece: Article, editor: User) -> None:
    revising.revise(piece, by=editor, body=BODY + "<script>alert(1)</script>")
    assert rows(piece) == 1


def test_a_plain_save_of_an_unchanged_piece_leaves_no_history_row(piece: Article) -> None:
    Article.objects.get(pk=piece.pk).save()
    assert rows(piece) == 1


def test_a_plain_save_of_a_changed_piece_leaves_a_history_row(piece: Article) -> None:
    stored = Article.objects.get(pk=piece.pk)
    stored.headline = "By hand"
    stored.save()
    assert piece.history.first().headline == "By hand"


@pytest.mark.parametrize("name", ["stage", "live", "fingerprint", "colour"])
def test_a_field_no_change_may_name_is_a_type_error(name: str, piece: Article, editor: User) -> None:
    with pytest.raises(TypeError, match=name):
        revising.revise(piece, by=editor, **{name: "x"})


def test_the_same_field_changed_by_two_is_a_conflict(piece: Article, editor: User) -> None:
    revising.revise(piece, by=editor, version=1, headline="First")
    with pytest.raises(Conflict) as conflict:
        revising.revise(piece, by=editor, version=1, headline="Second")
    [clash] = conflict.value.clashes
    assert conflict.value.current_version == 2
    assert (clash.field, clash.base, clash.theirs, clash.mine) == ("headline", "The Mill", "First", "Second")


def test_a_conflict_writes_nothing(piece: Article, editor: User) -> None:
    revising.revise(piece, by=editor, version=1, headline="First")
    with pytest.raises(Conflict):
        revising.revise(piece, by=editor, version=1, headline="Second", bylines=[], tags=[])
    stored = Article.objects.get(pk=piece.pk)
    assert (stored.headline, stored.bylines.count(), rows(piece)) == ("First", 1, 2)


def test_what_only_one_of_two_changed_merges(piece: Article, editor: User) -> None:
    whole = same_again(piece)
    revising.revise(piece, by=editor, version=1, **whole | {"headline": "First", "tags": ["rivers", "ice"]})
    merged = revising.revise(piece, by=editor, version=1, **whole | {"standfirst": "Mine.", "tags": []})
    assert (merged.headline, merged.standfirst) == ("First", "Mine.")
    assert [tag.name for tag in merged.tags.all()] == ["ice"]


def test_paragraphs_only_one_of_two_changed_merge(piece: Article, editor: User) -> None:
    first, second = BODY.replace("in May", "in June"), BODY.replace("the mayor", "the mayoress")
    revising.revise(piece, by=editor, version=1, body=first)
    merged = revising.revise(piece, by=editor, version=1, body=second)
    assert merged.body == first.replace("the mayor", "the mayoress")


def test_the_same_paragraph_changed_by_two_is_a_conflict(piece: Article, editor: User) -> None:
    revising.revise(piece, by=editor, version=1, body=BODY.replace("in May", "in June"))
    with pytest.raises(Conflict) as conflict:
        revising.revise(piece, by=editor, version=1, body=BODY.replace("in May", "in July"))
    assert [clash.field for clash in conflict.value.clashes] == ["body"]


def test_a_merge_that_brings_nothing_new_writes_nothing(piece: Article, editor: User) -> None:
    revising.revise(piece, by=editor, version=1, headline="First")
    stored = revising.revise(piece, by=editor, version=1, headline="First")
    assert (stored.version, rows(piece)) == (2, 2)


def test_a_version_the_piece_never_had_is_refused(piece: Article, editor: User) -> None:
    with pytest.raises(Refused, match="never had a version 7"):
        revising.revise(piece, by=editor, version=7, headline="From the future")


def test_each_version_is_one_row_of_the_history(publisher: User) -> None:
    edition = a_published_piece(publisher)
    stored = revising.revise(edition.article, by=publisher, headline="Later")
    assert [row.version for row in stored.history.all()] == list(range(stored.version, 0, -1))


def test_a_history_row_says_what_changed_and_how_much(piece: Article, editor: User) -> None:
    revising.revise(piece, by=editor, body=BODY.replace("in May", "in cold June"), tags=[])
    row = piece.history.first()
    assert (row.changed, row.extent) == (["body", "tags"], {"added": 2, "removed": 1})


def test_restoring_brings_back_fields_and_relations(piece: Article, editor: User) -> None:
    first, whole = piece.history.get(), same_again(piece)
    changes = {"headline": "Other", "body": "<p>Other.</p>", "bylines": [], "tags": ["ice"]}
    revising.revise(piece, by=editor, **changes, disclaimers=[DisclaimerFactory()])
    restored = revising.restore(first, by=editor)
    assert same_again(restored) == whole
    assert restored.history.first().history_change_reason.startswith("Restored what it was on ")


def test_restoring_what_is_there_writes_nothing(piece: Article, editor: User) -> None:
    revising.restore(piece.history.get(), by=editor)
    assert rows(piece) == 1


def test_restoring_what_stands_on_somebody_gone_is_refused(piece: Article, editor: User) -> None:
    first, author = piece.history.get(), piece.authors.get()
    revising.revise(piece, by=editor, bylines=[])
    author.delete()
    with pytest.raises(Refused, match="author of this text is no longer there"):
        revising.restore(first, by=editor)


def test_the_current_version_is_no_conflict(piece: Article, editor: User) -> None:
    for version in (1, 2, 3):
        piece = revising.revise(piece, by=editor, version=version, headline=f"Take {version}")
    assert piece.version == 4


def test_a_change_keeps_the_fingerprint_of_the_text(piece: Article, editor: User) -> None:
    stored = revising.revise(piece, by=editor, body="<p>Another <b>text</b>.</p>")
    assert stored.fingerprint == fingerprint("Another text.")


def test_a_wrong_field_is_named_and_nothing_is_written(piece: Article, editor: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        revising.revise(piece, by=editor, headline="", kind="poem", tags=["lost"])
    assert {"headline", "kind"} <= refusal.value.error_dict.keys()
    assert (rows(piece), [tag.name for tag in piece.tags.all()]) == (1, ["rivers"])


def test_a_second_piece_at_the_same_address_is_refused(piece: Article, editor: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        a_piece(editor, slug="mill")
    assert "slug" in refusal.value.error_dict


def test_an_author_twice_in_one_role_is_refused(piece: Article, editor: User) -> None:
    writer = AuthorFactory()
    with pytest.raises(Refused, match="twice"):
        revising.revise(piece, by=editor, bylines=[(writer, "author"), (writer, "author")])
    assert piece.bylines.count() == 1


def test_an_author_may_stand_in_two_roles(piece: Article, editor: User) -> None:
    writer = AuthorFactory()
    revising.revise(piece, by=editor, bylines=[(writer, "author"), (writer, "translator")])
    assert piece.bylines.count() == 2


def test_a_place_in_a_series_is_taken_once(editor: User) -> None:
    series = SeriesFactory()
    a_piece(editor, series=series, place=1)
    with pytest.raises(ValidationError, match="Another piece has this place"):
        a_piece(editor, series=series, place=1)


def test_a_place_without_a_series_is_refused(piece: Article, editor: User) -> None:
    with pytest.raises(ValidationError, match="needs a series"):
        revising.revise(piece, by=editor, place=1)


def test_who_may_not_revise_writes_nothing(piece: Article, checker: User) -> None:
    with pytest.raises(NotAllowed):
        revising.revise(piece, by=checker, headline="Mine now")
    assert rows(piece) == 1


def test_a_contributor_keeps_out_of_a_colleagues_draft(contributor: User) -> None:
    theirs = a_piece(a_colleague("contributor"))
    with pytest.raises(NotAllowed):
        revising.revise(theirs, by=contributor, headline="Mine now")
