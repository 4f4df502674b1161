"""Publication at a time to come, and none before a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import publishing, revising, scheduling
from articles.minting import reproducible
from articles.models import Article, Edition, Schedule
from articles.refusals import NotAllowed, NotReady, Refused
from articles.scheduling import publish_due
from claims.companion import Claims
from tests.factories import AuthorFactory, a_colleague, a_piece, a_published_piece, a_ready_piece, made_ready

LATER = datetime(2190, 5, 4, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


@contextmanager
def the_clock_at(moment: datetime) -> Iterator[None]:
    with reproducible(str(uuid4()), moment):
        yield


def when_due(moment: datetime = LATER) -> list[scheduling.Attempt]:
    with the_clock_at(moment):
        return publish_due()


@pytest.fixture
def piece(publisher: User) -> Article:
    return a_ready_piece(publisher)


# Scheduling


def test_a_scheduled_piece_is_published_when_its_time_comes(piece: Article, publisher: User) -> None:
    scheduling.schedule(piece, at=LATER, by=publisher)
    [attempt] = when_due()
    assert attempt.edition == Edition.objects.get(article=piece)
    assert (attempt.edition.published_by, attempt.edition.published_at >= LATER) == (publisher, True)


def test_a_scheduled_piece_is_not_published_before_its_time(piece: Article, publisher: User) -> None:
    scheduling.schedule(piece, at=LATER, by=publisher)
    assert when_due(LATER - HOUR) == []
    assert Schedule.objects.filter(article=piece).exists()


def test_a_later_edition_is_published_with_its_kind_and_note(publisher: User) -> None:
    piece = a_published_piece(publisher).article
    revising.revise(piece, by=publisher, body="<p>New.</p>")
    scheduling.schedule(piece, at=LATER, by=publisher, kind="update", note=" More is known. ")
    [attempt] = when_due()
    assert attempt.edition is not None
    assert (attempt.edition.kind, attempt.edition.note) == ("update", "More is known.")


def test_what_is_published_is_the_piece_as_it_is_by_then(piece: Article, publisher: User) -> None:
    scheduling.schedule(piece, at=LATER, by=publisher)
    revising.revise(piece, by=publisher, headline="Better")
    when_due()
    assert Edition.objects.get().headline == "Better"


def test_a_second_run_publishes_nothing_more(piece: Article, publisher: User) -> None:
    scheduling.schedule(piece, at=LATER, by=publisher)
    when_due()
    assert when_due(LATER + HOUR) == []
    assert Edition.objects.count() == 1


def test_scheduling_again_replaces_the_time(piece: Article, publisher: User) -> None:
    scheduling.schedule(piece, at=LATER, by=publisher)
    scheduling.schedule(piece, at=LATER + HOUR, by=publisher)
    assert when_due(LATER) == []
    assert len(when_due(LATER + HOUR)) == 1


def test_what_was_taken_back_is_not_published(piece: Article, publisher: User) -> None:
    scheduling.schedule(piece, at=LATER, by=publisher)
    scheduling.unschedule(piece, by=publisher)
    assert when_due() == []


def test_publishing_by_hand_takes_the_schedule_back(piece: Article, publisher: User) -> None:
    scheduling.schedule(piece, at=LATER, by=publisher)
    publishing.publish(piece, by=publisher)
    assert not Schedule.objects.exists()


def test_a_time_that_is_over_is_refused(piece: Article, publisher: User) -> None:
    with pytest.raises(ValidationError) as refusal:
        scheduling.schedule(piece, at=timezone.now() - HOUR, by=publisher)
    assert refusal.value.message_dict == {"at": ["That time is over. Choose one to come."]}


def test_a_kind_that_cannot_follow_is_not_scheduled(piece: Article, publisher: User) -> None:
    with pytest.raises(Refused, match="begins with a first edition"):
        scheduling.schedule(piece, at=LATER, by=publisher, kind="update", note="Why.")


@pytest.mark.parametrize("kind", ["editors_note", "expression_of_concern", "retraction", "removal"])
def test_a_notice_is_not_scheduled(kind: str, publisher: User) -> None:
    piece = a_published_piece(publisher).article
    with pytest.raises(Refused, match="put at once"):
        scheduling.schedule(piece, at=LATER, by=publisher, kind=kind, note="Why.")


def test_a_note_is_asked_for_when_it_is_scheduled(publisher: User) -> None:
    piece = a_published_piece(publisher).article
    with pytest.raises(ValidationError, match="Say to readers"):
        scheduling.schedule(piece, at=LATER, by=publisher, kind="correction")


def test_only_who_may_publish_schedules_and_takes_back(piece: Article, publisher: User, editor: User) -> None:
    with pytest.raises(NotAllowed):
        scheduling.schedule(piece, at=LATER, by=editor)
    scheduling.schedule(piece, at=LATER, by=publisher)
    with pytest.raises(NotAllowed):
        scheduling.unschedule(piece, by=editor)
    assert Schedule.objects.count() == 1


def test_a_scheduled_override_is_kept_with_the_edition(publisher: User) -> None:
    piece = a_ready_piece(publisher, bylines=[(AuthorFactory(), "editor")])
    scheduling.schedule(piece, at=LATER, by=publisher, override="An editorial without a byline")
    when_due()
    assert Edition.objects.get().overridden["reason"] == "An editorial without a byline"


# What goes wrong when the time comes


def test_one_that_is_refused_stops_no_other(publisher: User) -> None:
    pieces = [a_ready_piece(publisher), a_piece(publisher), a_ready_piece(publisher)]
    for number, piece in enumerate(pieces):
        scheduling.schedule(piece, at=LATER + number * HOUR, by=publisher)
    attempts = when_due(LATER + 3 * HOUR)
    assert [attempt.edition is not None for attempt in attempts] == [True, False, True]
    assert {edition.article for edition in Edition.objects.all()} == {pieces[0], pieces[2]}


def test_why_it_was_refused_is_kept(publisher: User) -> None:
    scheduling.schedule(a_piece(publisher), at=LATER, by=publisher)
    when_due()
    kept = Schedule.objects.get()
    assert "“Draft”" in kept.failure and kept.failed_at is not None


def test_what_was_refused_is_tried_again(publisher: User) -> None:
    piece = a_piece(publisher)
    scheduling.schedule(piece, at=LATER, by=publisher)
    when_due()
    made_ready(piece, publisher)
    [attempt] = when_due(LATER + HOUR)
    assert attempt.edition is not None
    assert not Schedule.objects.exists()


def test_a_permission_lost_in_between_stops_publication(piece: Article, publisher: User) -> None:
    scheduling.schedule(piece, at=LATER, by=publisher)
    publisher.groups.clear()
    [attempt] = when_due()
    assert (attempt.edition, Edition.objects.count()) == (None, 0)
    assert "may not publish" in attempt.failure


def test_an_account_closed_in_between_stops_publication(piece: Article, publisher: User) -> None:
    scheduling.schedule(piece, at=LATER, by=publisher)
    publisher.is_active = False
    publisher.save()
    assert [attempt.edition for attempt in when_due()] == [None]


def test_a_companion_that_fails_leaves_neither_edition_nor_history_row(
    piece: Article, publisher: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise Refused("The claims cannot be frozen.")

    scheduling.schedule(piece, at=LATER, by=publisher)
    before = piece.history.count()
    monkeypatch.setattr("claims.companion.Claims.freeze", fail)
    [attempt] = when_due()
    assert attempt.failure == "The claims cannot be frozen."
    assert (Edition.objects.count(), piece.history.count()) == (0, before)


# Embargo


def test_nobody_publishes_a_piece_under_embargo(piece: Article, publisher: User) -> None:
    scheduling.embargo(piece, until=LATER, by=publisher)
    with pytest.raises(NotReady, match="under embargo"):
        publishing.publish(piece, by=publisher, override="Now, please")


def test_an_embargo_is_over_when_its_time_is(piece: Article, publisher: User) -> None:
    scheduling.embargo(piece, until=LATER, by=publisher)
    with the_clock_at(LATER):
        assert publishing.publish(piece, by=publisher).number == 1


def test_a_time_before_the_embargo_ends_is_refused(piece: Article, publisher: User) -> None:
    scheduling.embargo(piece, until=LATER, by=publisher)
    with pytest.raises(ValidationError) as refusal:
        scheduling.schedule(piece, at=LATER - HOUR, by=publisher)
    assert refusal.value.message_dict.keys() == {"at"}


def test_a_piece_is_published_on_the_minute_its_embargo_ends(piece: Article, publisher: User) -> None:
    scheduling.embargo(piece, until=LATER, by=publisher)
    scheduling.schedule(piece, at=LATER, by=publisher)
    assert [attempt.failure for attempt in when_due(LATER)] == [""]


def test_an_embargo_set_after_the_schedule_holds(piece: Article, publisher: User) -> None:
    scheduling.schedule(piece, at=LATER, by=publisher)
    scheduling.embargo(piece, until=LATER + HOUR, by=publisher)
    [attempt] = when_due(LATER)
    assert "under embargo" in attempt.failure
    [attempt] = when_due(LATER + HOUR)
    assert attempt.edition is not None


@pytest.mark.parametrize("until", [None, LATER - HOUR])
def test_an_embargo_is_not_lifted_or_shortened_without_a_reason(
    until: datetime | None, piece: Article, publisher: User
) -> None:
    scheduling.embargo(piece, until=LATER, by=publisher)
    with pytest.raises(ValidationError) as refusal:
        scheduling.embargo(piece, until=until, by=publisher, why=" ")
    assert refusal.value.message_dict.keys() == {"why"}


def test_a_lifted_embargo_says_why_in_the_history(piece: Article, publisher: User) -> None:
    scheduling.embargo(piece, until=LATER, by=publisher)
    scheduling.embargo(piece, until=None, by=publisher, why="The report is out")
    assert piece.history.first().history_change_reason == "Lifted the embargo: The report is out"
    assert publishing.publish(piece, by=publisher).number == 1


def test_the_same_embargo_again_writes_nothing(piece: Article, publisher: User) -> None:
    scheduling.embargo(piece, until=LATER, by=publisher)
    before = piece.history.count()
    scheduling.embargo(piece, until=LATER, by=publisher)
    assert piece.history.count() == before


def test_only_who_may_publish_sets_an_embargo(piece: Article, editor: User) -> None:
    with pytest.raises(NotAllowed):
        scheduling.embargo(piece, until=LATER, by=editor)


def test_another_publisher_may_take_back_what_one_scheduled(piece: Article, publisher: User) -> None:
    scheduling.schedule(piece, at=LATER, by=publisher)
    scheduling.unschedule(piece, by=a_colleague("publisher"))
    assert not Schedule.objects.exists()


def test_a_piece_that_breaks_stops_no_other(
    piece: Article, publisher: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = a_ready_piece(publisher)
    for each in (piece, other):
        scheduling.schedule(each, at=LATER, by=publisher)
    freeze = Claims.freeze

    def break_one(companion: Claims, article: Article, edition: Edition) -> object:
        if article == piece:
            raise RuntimeError("A bug nobody thought of")
        return freeze(companion, article, edition)

    monkeypatch.setattr(Claims, "freeze", break_one)
    attempts = {attempt.schedule.article: attempt for attempt in when_due(LATER)}
    assert "A bug nobody thought of" in attempts[piece].failure
    assert attempts[other].edition is not None


@pytest.mark.parametrize("kind", ["retraction", "removal"])
def test_what_was_to_come_is_off_after_a_retraction(kind: str, piece: Article, publisher: User) -> None:
    publishing.publish(piece, by=publisher)
    scheduling.schedule(piece, at=LATER, by=publisher, kind="update", note="News.")
    publishing.announce(piece, by=publisher, kind=kind, note="Wrong.")
    assert not Schedule.objects.exists()
