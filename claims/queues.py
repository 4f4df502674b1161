"""Which claims wait for somebody, across pieces: for what, why, and since when."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F

from articles.minting import now
from articles.models import Article
from claims.findings import why_stale
from claims.models import Claim
from claims.querysets import ClaimQuerySet
from claims.vocabulary import Finding, is_painted
from claims.wording import where_it_stands

Choose = Callable[[ClaimQuerySet, User], ClaimQuerySet]
Why = Callable[[Any, User], str]

UNCONFIRMED = "It is recorded as a rule proposed; nobody has confirmed it."


@dataclass(frozen=True, slots=True)
class Queue:
    """Claims that wait for the same thing. `section` is where on a claim's page it is done."""

    name: str
    label: str
    about: str
    section: str
    waiting: Choose
    since: Choose
    why: Why

    def rows(self, user: User) -> ClaimQuerySet:
        """The claims with their piece, their `since` and what `why` asks for, longest waiting first."""
        waiting = self.since(self.waiting(_seen_by(user), user), user)
        rows = waiting.annotate(explanation=F("here__explanation")).select_related("article")
        return rows.defer("article__body", "article__standfirst").prefetch_related("assessments__proposed_by")


def counts(user: User) -> list[tuple[Queue, int]]:
    """How many claims wait in each queue for this person: one query a queue."""
    return [(queue, queue.waiting(_seen_by(user), user).count()) for queue in QUEUES.values()]


def _seen_by(user: User) -> ClaimQuerySet:
    return Claim.objects.of_pieces(Article.objects.visible_to(user)).with_place()


def _why_lost(claim: Any, user: User) -> str:
    return f"{where_it_stands(claim.state, is_removed=False)}. {claim.explanation or ''}".strip()


def _why_stale(claim: Any, user: User) -> str:
    return why_stale(claim) or "A finding was proposed on other words than those of today."


def _why_mine(claim: Any, user: User) -> str:
    """What is open on a claim that somebody looks after."""
    if not is_painted(claim.state, claim.settled_at):
        return _why_lost(claim, user)
    reasons = [
        "" if claim.is_confirmed else UNCONFIRMED,
        why_stale(claim),
        "A finding is proposed, and not signed." if claim.open_proposals else "",
        "" if claim.assessments.all() else "Not yet assessed.",
    ]
    return " ".join(filter(None, reasons)) or "Nothing is open."


def _why_sign(claim: Any, user: User) -> str:
    signable = [one for one in claim.open_proposals if one.words == claim.words and one.proposed_by != user]
    return "; ".join(
        f"“{Finding(one.finding).label if one.finding else 'No finding'}”, proposed by "
        f"{one.proposed_by.get_full_name() or one.proposed_by}"
        for one in signable
    )


QUEUES = {
    queue.name: queue
    for queue in (
        Queue(
            "mine",
            "Yours",
            "Claims you look after.",
            "",
            lambda claims, user: claims.assigned_to(user),
            lambda claims, user: claims.since_assigned(user),
            _why_mine,
        ),
        Queue(
            "confirm",
            "To confirm",
            "Records a rule proposed from the words. They are published once a person has vouched for them.",
            "record",
            lambda claims, user: claims.unconfirmed(),
            lambda claims, user: claims.since_marked(),
            lambda claim, user: UNCONFIRMED,
        ),
        Queue(
            "sign",
            "To sign",
            "Findings others proposed, on pieces you did not write.",
            "findings",
            lambda claims, user: claims.signable_by(user),
            lambda claims, user: claims.since_proposed(user),
            _why_sign,
        ),
        Queue(
            "stale",
            "Stale or reopened",
            "Their findings are shown to nobody until they are proposed and signed anew.",
            "findings",
            lambda claims, user: claims.stale(),
            lambda claims, user: claims.since_stale(),
            _why_stale,
        ),
        Queue(
            "lost",
            "Lost",
            "Somebody has to say where they stand in the text. Publication stops on them.",
            "place",
            lambda claims, user: claims.lost(),
            lambda claims, user: claims.since_placed(),
            _why_lost,
        ),
        Queue(
            "recheck",
            "Due for re-checking",
            "Somebody wanted them looked at again by now.",
            "record",
            lambda claims, user: claims.due(now().date()),
            lambda claims, user: claims.since_due(),
            lambda claim, user: "The day for looking at it again has come.",
        ),
    )
}
