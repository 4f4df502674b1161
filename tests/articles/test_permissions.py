"""Every role, every action, every stage, own piece or not: one table."""

import pytest
from django.contrib.auth.models import AnonymousUser, User

from articles.models import Article
from articles.permissions import RULES, may
from articles.workflow import Stage
from tests.factories import a_colleague, a_piece

ROLES = ["contributor", "editor", "checker", "publisher"]
STAGES = ["draft", "in_edit", "in_check", "ready"]

# One letter a stage, in the order of STAGES: y for may, n for may not.
MAY = {
    #                        own      another's
    ("contributor", "view"): ("yyyy", "nnnn"),
    ("contributor", "revise"): ("ynnn", "nnnn"),
    ("contributor", "edit"): ("nnnn", "nnnn"),
    ("contributor", "check"): ("nnnn", "nnnn"),
    ("contributor", "publish"): ("nnnn", "nnnn"),
    ("editor", "view"): ("yyyy", "yyyy"),
    ("editor", "revise"): ("yyyy", "yyyy"),
    ("editor", "edit"): ("yyyy", "yyyy"),
    ("editor", "check"): ("yyyy", "yyyy"),
    ("editor", "publish"): ("nnnn", "nnnn"),
    ("checker", "view"): ("yyyy", "yyyy"),
    ("checker", "revise"): ("nnnn", "nnnn"),
    ("checker", "edit"): ("nnnn", "nnnn"),
    ("checker", "check"): ("yyyy", "yyyy"),
    ("checker", "publish"): ("nnnn", "nnnn"),
    ("publisher", "view"): ("yyyy", "yyyy"),
    ("publisher", "revise"): ("yyyy", "yyyy"),
    ("publisher", "edit"): ("yyyy", "yyyy"),
    ("publisher", "check"): ("yyyy", "yyyy"),
    ("publisher", "publish"): ("yyyy", "yyyy"),
}
MAY_START = {"contributor": True, "editor": True, "checker": False, "publisher": True}


@pytest.fixture
def piece(publisher: User) -> Article:
    return a_piece(publisher)


def answers(user: User, action: str, piece: Article) -> str:
    found = []
    for piece.stage in STAGES:
        found.append("y" if may(user, action, piece) else "n")
    return "".join(found)


@pytest.mark.parametrize(("role", "action"), MAY)
def test_what_a_role_may_do(role: str, action: str, piece: Article) -> None:
    user = a_colleague(role)
    others = answers(user, action, piece)
    piece.started_by = user
    assert (answers(user, action, piece), others) == MAY[role, action]


@pytest.mark.parametrize("role", ROLES)
def test_who_may_start_a_piece(role: str, piece: Article) -> None:
    assert may(a_colleague(role), "start") is MAY_START[role]


def test_the_table_asks_every_action_of_every_role_at_every_stage() -> None:
    assert set(MAY) == {(role, action) for role in ROLES for action in RULES if action != "start"}
    assert list(Stage) == STAGES


@pytest.mark.parametrize("action", RULES)
def test_a_reader_may_do_nothing(action: str, piece: Article) -> None:
    assert not may(AnonymousUser(), action, piece)


@pytest.mark.parametrize("action", RULES)
def test_somebody_who_left_may_do_nothing(action: str, piece: Article, publisher: User) -> None:
    publisher.is_active = False
    assert not may(publisher, action, piece)


def test_an_unknown_action_is_a_key_error(publisher: User) -> None:
    with pytest.raises(KeyError):
        may(publisher, "pulp")


def test_a_contributor_sees_only_their_own_pieces(contributor: User, piece: Article) -> None:
    own = a_piece(contributor)
    assert list(Article.objects.visible_to(contributor)) == [own]


@pytest.mark.parametrize("role", ["editor", "checker", "publisher"])
def test_the_desk_sees_every_piece(role: str, piece: Article) -> None:
    assert list(Article.objects.visible_to(a_colleague(role))) == [piece]


def test_a_reader_sees_no_working_copy(piece: Article) -> None:
    assert not Article.objects.visible_to(AnonymousUser()).exists()
