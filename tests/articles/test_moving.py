import pytest
from django.contrib.auth.models import User

from articles import revising
from articles.models import Article
from articles.refusals import NotAllowed, Refused
from articles.workflow import MOVES, Stage
from tests.factories import a_piece


def put_at(stage: str, piece: Article) -> None:
    piece.stage = stage
    piece.save()


@pytest.mark.parametrize(("start", "end"), MOVES, ids=lambda stage: str(stage))
def test_a_legal_move_is_made_and_recorded(start: Stage, end: Stage, piece: Article, publisher: User) -> None:
    put_at(start, piece)
    moved = revising.move(piece, to=end, by=publisher)
    row = piece.history.first()
    assert (moved.stage, row.stage, row.history_user) == (end, end, publisher)


@pytest.mark.parametrize(
    ("start", "end"),
    [("draft", "in_check"), ("draft", "ready"), ("draft", "draft"), ("in_edit", "ready"), ("ready", "draft")],
)
def test_an_illegal_move_is_refused(start: str, end: str, piece: Article, publisher: User) -> None:
    put_at(start, piece)
    before = piece.history.count()
    with pytest.raises(Refused, match="cannot go from"):
        revising.move(piece, to=end, by=publisher)
    assert (Article.objects.get(pk=piece.pk).stage, piece.history.count()) == (start, before)


def test_a_stage_that_does_not_exist_is_a_value_error(piece: Article, publisher: User) -> None:
    with pytest.raises(ValueError, match="lost"):
        revising.move(piece, to="lost", by=publisher)


def test_a_contributor_moves_only_their_own_draft(contributor: User, publisher: User) -> None:
    assert revising.move(a_piece(contributor), to="in_edit", by=contributor).stage == Stage.IN_EDIT
    with pytest.raises(NotAllowed):
        revising.move(a_piece(publisher), to="in_edit", by=contributor)


def test_a_move_does_not_stand_in_the_way_of_a_save(piece: Article, publisher: User) -> None:
    revising.move(piece, to="in_edit", by=publisher)
    stored = revising.revise(piece, by=publisher, version=1, headline="Late")
    assert (stored.headline, stored.stage) == ("Late", "in_edit")


def test_who_wrote_a_piece_does_not_sign_it_off(piece: Article, editor: User, publisher: User) -> None:
    put_at("in_check", piece)
    keep_login = piece.authors.get()
    keep_login.user = editor
    keep_login.save()
    with pytest.raises(NotAllowed):
        revising.move(piece, to="ready", by=editor)
    assert revising.move(piece, to="ready", by=publisher).stage == "ready"
