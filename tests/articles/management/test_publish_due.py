"""What a timer calls: one line a piece, and an exit code that tells when one was refused."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import revising, scheduling
from articles.models import Article, Edition, Schedule
from tests.factories import a_ready_piece


def publish_due() -> str:
    out = StringIO()
    call_command("publish_due", stdout=out)
    return out.getvalue()


def due(by: User, headline: str) -> Article:
    """A ready piece whose publication is a minute late."""
    piece = a_ready_piece(by, headline=headline)
    schedule = scheduling.schedule(piece, at=timezone.now() + timedelta(hours=1), by=by)
    Schedule.objects.filter(pk=schedule.pk).update(at=timezone.now() - timedelta(minutes=1))
    return piece


def test_each_piece_gets_a_line(publisher: User) -> None:
    due(publisher, "The Mill")
    due(publisher, "The Dam")
    lines = publish_due().splitlines()
    assert sorted(lines) == [
        "Published: “The Dam”, edition 1 (first).",
        "Published: “The Mill”, edition 1 (first).",
    ]


def test_nothing_due_prints_nothing(publisher: User) -> None:
    scheduling.schedule(a_ready_piece(publisher), at=timezone.now() + timedelta(hours=1), by=publisher)
    assert publish_due() == ""


def test_a_second_call_does_nothing_more(publisher: User) -> None:
    due(publisher, "The Mill")
    publish_due()
    assert publish_due() == ""
    assert Edition.objects.count() == 1


def test_one_refused_of_three_is_told_after_the_others_are_published(publisher: User) -> None:
    due(publisher, "The Mill")
    refused = due(publisher, "The Dam")
    due(publisher, "The Weir")
    revising.move(refused, to="in_edit", by=publisher)
    out = StringIO()
    with pytest.raises(CommandError, match="1 of 3 could not be published") as failure:
        call_command("publish_due", stdout=out)
    assert failure.value.returncode == 1
    assert "Refused: “The Dam”" in out.getvalue() and "“In edit”" in out.getvalue()
    assert {edition.headline for edition in Edition.objects.all()} == {"The Mill", "The Weir"}


def test_what_somebody_took_back_is_left_alone(publisher: User) -> None:
    scheduling.unschedule(due(publisher, "The Mill"), by=publisher)
    assert publish_due() == ""


def test_a_permission_lost_in_between_is_told(publisher: User) -> None:
    due(publisher, "The Mill")
    publisher.groups.clear()
    with pytest.raises(CommandError, match="1 of 1"):
        publish_due()
    assert not Edition.objects.exists()


def test_an_embargo_is_told(publisher: User) -> None:
    piece = due(publisher, "The Mill")
    scheduling.embargo(piece, until=timezone.now() + timedelta(days=1), by=publisher)
    with pytest.raises(CommandError):
        publish_due()
    assert "under embargo" in Schedule.objects.get().failure
