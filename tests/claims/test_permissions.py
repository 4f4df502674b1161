"""Who may check a piece may annotate it, at every stage; nobody else may, by any verb."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from articles.models import Article, Byline
from articles.permissions import may
from articles.refusals import NotAllowed
from articles.workflow import Stage
from claims import annotating, assessing
from claims.models import Claim
from tests.factories import (
    AuthorFactory,
    SourceFactory,
    a_claim,
    a_colleague,
    a_piece,
    a_proposal,
    some_evidence,
)

ROLES = ["contributor", "editor", "checker", "publisher"]
TODAY = date(2026, 5, 4)
Verb = Callable[[Claim, User, User], Any]  # the claim, who tries, who filed and proposed before
VERBS: dict[str, Verb] = {
    "add": lambda claim, by, _: a_claim(claim.article, by, "Nobody asked the mayor"),
    "amend": lambda claim, by, _: annotating.amend(claim, by=by, proposition="It froze."),
    "place again": lambda claim, by, _: annotating.place_again(claim, by=by, quote="Nobody asked the mayor"),
    "confirm": lambda claim, by, _: annotating.confirm(claim, by=by),
    "remove": lambda claim, by, _: annotating.remove(claim, by=by, reason="A duplicate."),
    "file evidence": lambda claim, by, _: some_evidence(claim, by, SourceFactory()),
    "amend evidence": lambda claim, by, other: assessing.amend_evidence(
        some_evidence(claim, other), by=by, locator="p. 12"
    ),
    "withdraw evidence": lambda claim, by, other: assessing.withdraw_evidence(
        some_evidence(claim, other), by=by, why="It was a mistake."
    ),
    "propose": lambda claim, by, _: assessing.propose(
        claim, by=by, as_of=TODAY, finding="insufficient_evidence"
    ),
    "sign": lambda claim, by, other: assessing.sign(a_proposal(claim, other), by=by),
}


class Undone(Exception):
    """The verb went through, and what it did is taken back."""


def is_let(verb: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            verb()
            raise Undone
    except NotAllowed:
        return False
    except (ValidationError, Undone):
        return True


@pytest.fixture
def claim(publisher: User) -> Claim:
    return a_claim(a_piece(publisher), publisher)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", VERBS)
def test_a_verb_turns_away_exactly_who_may_not_check(
    name: str, role: str, stage: str, claim: Claim, publisher: User
) -> None:
    user = a_colleague(role)
    Article.objects.update(stage=stage, started_by=user)
    claim = Claim.objects.get(pk=claim.pk)
    assert is_let(lambda: VERBS[name](claim, user, publisher)) is may(user, "check", claim.article)
    assert may(user, "check", claim.article) is (role != "contributor")


@pytest.mark.parametrize("role", ROLES)
def test_an_author_of_the_piece_signs_none_of_its_findings(role: str, claim: Claim, publisher: User) -> None:
    user = a_colleague(role)
    Byline.objects.create(article=claim.article, author=AuthorFactory(user=user), position=2)
    assert not is_let(lambda: assessing.sign(a_proposal(claim, publisher), by=user))


def test_who_stands_in_the_byline_as_fact_checker_may_sign(
    claim: Claim, publisher: User, checker: User
) -> None:
    Byline.objects.create(
        article=claim.article, author=AuthorFactory(user=checker), role="fact_checker", position=2
    )
    assert assessing.sign(a_proposal(claim, publisher), by=checker).signed_by == checker
