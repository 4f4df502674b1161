"""Every role, every action, every stage, whosever piece it is: one table, and every verb keeps to it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles import presence, publishing, revising, scheduling, setting_aside
from articles.content import content_of
from articles.models import Article, Byline, SetAside
from articles.permissions import RULES, may
from articles.refusals import NotAllowed
from articles.workflow import MOVES, Stage
from tests.factories import AuthorFactory, a_colleague, a_piece, a_ready_piece

ROLES = ["contributor", "editor", "checker", "publisher"]
STAGES = ["draft", "in_edit", "in_check", "ready"]
# Whose piece it is: started by this person; by somebody else; by somebody else, this person in its byline.
WHOSE = ["own", "another's", "written"]

# One letter a stage, in the order of STAGES: y for may, n for may not.
MAY = {
    #                          own     another's  written
    ("contributor", "view"): ("yyyy", "nnnn", "nnnn"),
    ("contributor", "revise"): ("ynnn", "nnnn", "nnnn"),
    ("contributor", "edit"): ("nnnn", "nnnn", "nnnn"),
    ("contributor", "check"): ("nnnn", "nnnn", "nnnn"),
    ("contributor", "sign_off"): ("nnnn", "nnnn", "nnnn"),
    ("contributor", "publish"): ("nnnn", "nnnn", "nnnn"),
    ("contributor", "override"): ("nnnn", "nnnn", "nnnn"),
    ("contributor", "retract"): ("nnnn", "nnnn", "nnnn"),
    ("editor", "view"): ("yyyy", "yyyy", "yyyy"),
    ("editor", "revise"): ("yyyy", "yyyy", "yyyy"),
    ("editor", "edit"): ("yyyy", "yyyy", "yyyy"),
    ("editor", "check"): ("yyyy", "yyyy", "yyyy"),
    ("editor", "sign_off"): ("nnnn", "yyyy", "nnnn"),
    ("editor", "publish"): ("nnnn", "nnnn", "nnnn"),
    ("editor", "override"): ("nnnn", "nnnn", "nnnn"),
    ("editor", "retract"): ("nnnn", "nnnn", "nnnn"),
    ("checker", "view"): ("yyyy", "yyyy", "yyyy"),
    ("checker", "revise"): ("nnnn", "nnnn", "nnnn"),
    ("checker", "edit"): ("nnnn", "nnnn", "nnnn"),
    ("checker", "check"): ("yyyy", "yyyy", "yyyy"),
    ("checker", "sign_off"): ("nnnn", "yyyy", "nnnn"),
    ("checker", "publish"): ("nnnn", "nnnn", "nnnn"),
    ("checker", "override"): ("nnnn", "nnnn", "nnnn"),
    ("checker", "retract"): ("nnnn", "nnnn", "nnnn"),
    ("publisher", "view"): ("yyyy", "yyyy", "yyyy"),
    ("publisher", "revise"): ("yyyy", "yyyy", "yyyy"),
    ("publisher", "edit"): ("yyyy", "yyyy", "yyyy"),
    ("publisher", "check"): ("yyyy", "yyyy", "yyyy"),
    ("publisher", "sign_off"): ("nnnn", "yyyy", "nnnn"),
    ("publisher", "publish"): ("yyyy", "yyyy", "yyyy"),
    ("publisher", "override"): ("yyyy", "yyyy", "yyyy"),
    ("publisher", "retract"): ("yyyy", "yyyy", "yyyy"),
}
MAY_START = {"contributor": True, "editor": True, "checker": False, "publisher": True}


@pytest.fixture
def piece(publisher: User) -> Article:
    return a_piece(publisher)


def a_piece_of(whose: str, user: User, starter: User) -> Article:
    article = a_piece(user if whose == "own" and may(user, "start") else starter)
    if whose == "own":
        Article.objects.filter(pk=article.pk).update(started_by=user)
    if whose == "written":
        Byline.objects.create(article=article, author=AuthorFactory(user=user), position=2)
    return Article.objects.get(pk=article.pk)


def at_each_stage(article: Article, ask: Callable[[Article], bool]) -> str:
    """The answers of `ask` on the piece at each stage: y and n."""
    answers = ""
    for stage in STAGES:
        Article.objects.filter(pk=article.pk).update(stage=stage)
        answers += "y" if ask(Article.objects.get(pk=article.pk)) else "n"
    return answers


@pytest.mark.parametrize(("role", "action"), MAY)
def test_what_a_role_may_do(role: str, action: str, publisher: User) -> None:
    user = a_colleague(role)
    pieces = [a_piece_of(whose, user, publisher) for whose in WHOSE]
    answers = tuple(at_each_stage(article, lambda it: may(user, action, it)) for article in pieces)
    assert answers == MAY[role, action]


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


SOME_DAY = timezone.now() + timedelta(days=3)


def draft_of(article: Article, by: User) -> SetAside:
    kept = {"article": article, "started_from": article.version, "content": content_of(article)}
    return SetAside.objects.create(by=by, **kept)


# Each verb, and the action somebody must be allowed to take on the piece. What it then says of the piece
# itself (too early, nothing changed) is another matter.
Verb = Callable[[Article, User, User], Any]
VERBS: dict[str, tuple[str, Verb]] = {
    "revise": ("revise", lambda it, by, _: revising.revise(it, by=by, headline="Other")),
    "open": ("revise", lambda it, by, _: presence.opened(it, by)),
    "restore": ("revise", lambda it, by, _: revising.restore(it.history.last(), by=by)),
    "set aside": (
        "view",
        lambda it, by, _: setting_aside.set_aside(it, content_of(it), by=by, version=it.version),
    ),
    "take up": (
        "revise",
        lambda it, by, other: setting_aside.take_up(draft_of(it, other), by=by, version=it.version),
    ),
    "let another's go": ("edit", lambda it, by, other: setting_aside.let_go(draft_of(it, other), by=by)),
    "publish": ("publish", lambda it, by, _: publishing.publish(it, by=by)),
    "override": ("override", lambda it, by, _: publishing.publish(it, by=by, override="It is urgent.")),
    "schedule": ("publish", lambda it, by, _: scheduling.schedule(it, at=SOME_DAY, by=by)),
    "schedule and override": (
        "override",
        lambda it, by, _: scheduling.schedule(it, at=SOME_DAY, by=by, override="It is urgent."),
    ),
    "unschedule": ("publish", lambda it, by, _: scheduling.unschedule(it, by=by)),
    "embargo": ("publish", lambda it, by, _: scheduling.embargo(it, until=SOME_DAY, by=by)),
    "note": ("publish", lambda it, by, _: publishing.announce(it, by=by, kind="editors_note", note="So.")),
    "express concern": (
        "retract",
        lambda it, by, _: publishing.announce(it, by=by, kind="expression_of_concern", note="So."),
    ),
    "retract": ("retract", lambda it, by, _: publishing.announce(it, by=by, kind="retraction", note="So.")),
    "remove": ("retract", lambda it, by, _: publishing.announce(it, by=by, kind="removal", note="So.")),
}


class Undone(Exception):
    """The verb went through, and what it did is taken back."""


def is_let(verb: Callable[[], Any]) -> bool:
    """Whether a verb gets past the question who may. What it did is undone."""
    try:
        with transaction.atomic():
            verb()
            raise Undone
    except NotAllowed:
        return False
    except (ValidationError, Undone):
        return True


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", VERBS)
def test_a_verb_turns_away_exactly_who_may_not(name: str, role: str, publisher: User) -> None:
    user = a_colleague(role)
    action, verb = VERBS[name]
    pieces = [a_piece_of(whose, user, publisher) for whose in WHOSE]
    let = tuple(
        at_each_stage(article, lambda it: is_let(lambda: verb(it, user, publisher))) for article in pieces
    )
    assert let == MAY[role, action]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("start", "target"), MOVES)
def test_a_move_turns_away_exactly_who_may_not(start: str, target: str, role: str, publisher: User) -> None:
    user, at = a_colleague(role), STAGES.index(start)
    pieces = [a_piece_of(whose, user, publisher) for whose in WHOSE]
    Article.objects.update(stage=start)
    let = [is_let(lambda it=article: revising.move(it, to=target, by=user)) for article in pieces]
    assert let == [answers[at] == "y" for answers in MAY[role, MOVES[Stage(start), Stage(target)]]]


@pytest.mark.parametrize("role", ROLES)
def test_starting_turns_away_exactly_who_may_not(role: str, roles: None) -> None:
    user = a_colleague(role)
    assert is_let(lambda: revising.start(by=user, headline="New", slug="new")) is MAY_START[role]


@pytest.mark.parametrize("role", ROLES)
def test_everybody_may_let_their_own_text_go(role: str, piece: Article) -> None:
    user = a_colleague(role)
    assert setting_aside.let_go(draft_of(piece, user), by=user).outcome == "let_go"


def test_who_may_publish_needs_another_right_to_override_the_checklist(publisher: User) -> None:
    article = a_ready_piece(publisher, bylines=[])
    Group.objects.get(name="publisher").permissions.remove(Permission.objects.get(codename="override_checks"))
    with pytest.raises(NotAllowed, match="may not override"):
        publishing.publish(article, by=User.objects.get(pk=publisher.pk), override="It is urgent.")


def test_every_action_is_asked_by_one_of_these_verbs() -> None:
    asked = {action for action, _ in VERBS.values()} | set(MOVES.values())
    assert asked == RULES.keys() - {"start"}
