"""Publication at a time to come, and none before a time."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from articles import composing, publishing, revising
from articles.minting import now
from articles.models import Article, Edition, Schedule
from articles.permissions import require
from articles.refusals import Refused
from articles.succession import FIRST, NOTICES

logger = logging.getLogger(__name__)


@transaction.atomic
def embargo(article: Article, *, until: datetime | None, by: User, why: str = "") -> Article:
    """Keep a piece from being published before a time, by anyone. None lifts the embargo.

    To lift or shorten one needs a reason. Raises NotAllowed, ValidationError.
    """
    stored = revising.for_update(article)
    require(by, "publish", stored)
    standing = stored.embargoed_until
    if until == standing:
        return stored
    if standing and (until is None or until < standing) and not why.strip():
        raise ValidationError({"why": "Say why the embargo is lifted or shortened."})
    done = f"Embargoed until {until:%Y-%m-%d %H:%M %Z}" if until else "Lifted the embargo"
    said = f"{done}: {why.strip()}" if why.strip() else done
    return revising.put(stored, by=by, why=said, embargoed_until=until)


@transaction.atomic
def schedule(
    article: Article, *, at: datetime, by: User, kind: str = FIRST, note: str = "", override: str = ""
) -> Schedule:
    """Have the piece published at a time, as it is by then, if nothing on its checklist stops it.

    One publication to come a piece: a later call replaces it. Raises NotAllowed, Refused, ValidationError.
    """
    stored = revising.for_update(article)
    require(by, "publish", stored)
    if override.strip():
        require(by, "override", stored)
    if kind in NOTICES:
        raise Refused("A notice is put at once.", code="kind")
    if at <= now():
        raise ValidationError({"at": "That time is over. Choose one to come."})
    if stored.embargoed_until and at < stored.embargoed_until:
        raise ValidationError({"at": "The piece is under embargo until later than that."})
    publishing.check_sequence(composing.following(stored, kind=kind, note=note, by=by), stored.live)
    Schedule.objects.filter(article=stored).delete()
    return Schedule.objects.create(
        article=stored, at=at, by=by, kind=kind, note=note.strip(), override=override.strip()
    )


@transaction.atomic
def unschedule(article: Article, *, by: User) -> None:
    """Take back a publication to come, if there is one. Raises NotAllowed."""
    require(by, "publish", article)
    Schedule.objects.filter(article=article).delete()


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of one publication that was due: an edition, or why there is none."""

    schedule: Schedule
    edition: Edition | None
    failure: str = ""


def publish_due() -> list[Attempt]:
    """Publish what is due, each piece in a transaction of its own; a failure of one stops no other.

    What was published is due no more, so running it twice, or two at once, publishes once.
    """
    return [
        attempt for schedule in Schedule.objects.due(now()) if (attempt := _attempt(schedule)) is not None
    ]


def _attempt(schedule: Schedule) -> Attempt | None:
    try:
        edition = _publish_once(schedule)
    except (ValidationError, PermissionDenied) as refusal:
        return _failed(schedule, " ".join(getattr(refusal, "messages", [str(refusal)])))
    except Exception as error:  # whatever is wrong with one piece, the others have their hour too
        logger.exception("%s could not be published.", schedule)
        return _failed(schedule, f"Something broke: {error}")
    return Attempt(schedule, edition) if edition else None


def _failed(schedule: Schedule, failure: str) -> Attempt:
    Schedule.objects.filter(pk=schedule.pk).update(failed_at=now(), failure=failure)
    return Attempt(schedule, None, failure)


@transaction.atomic
def _publish_once(schedule: Schedule) -> Edition | None:
    """None where somebody else published it, put it off or took it back in the meantime."""
    article = revising.for_update(schedule.article)
    kept = Schedule.objects.due(now()).filter(pk=schedule.pk).first()
    return publishing.publish(article, **kept.arguments()) if kept else None
