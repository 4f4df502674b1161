"""What a monitor asks, without a session, and often."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from articles import scheduling
from articles.models import Schedule
from articles.querysets import ScheduleQuerySet
from tests.factories import a_ready_piece


def overdue(by: User, **columns: Any) -> Schedule:
    piece = a_ready_piece(by, headline="Under wraps")
    schedule = scheduling.schedule(piece, at=timezone.now() + timedelta(hours=1), by=by)
    Schedule.objects.filter(pk=schedule.pk).update(at=timezone.now() - timedelta(hours=1), **columns)
    return schedule


def test_a_healthy_site_says_so(reader: Client) -> None:
    answer = reader.get("/healthz")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json() == {"database": "ok", "overdue": 0, "refused": 0, "late_seconds": 0}


def test_overdue_publications_are_counted(reader: Client, publisher: User) -> None:
    overdue(publisher)
    overdue(publisher, failed_at=timezone.now(), failure="Not ready.")
    found = reader.get("/healthz").json()
    assert (found["overdue"], found["refused"]) == (2, 1)
    assert found["late_seconds"] >= 3600


def test_publications_to_come_are_not_overdue(reader: Client, publisher: User) -> None:
    scheduling.schedule(a_ready_piece(publisher), at=timezone.now() + timedelta(hours=1), by=publisher)
    assert reader.get("/healthz").json()["overdue"] == 0


def test_what_waits_is_not_named(reader: Client, publisher: User) -> None:
    overdue(publisher, failed_at=timezone.now(), failure="Under wraps still.")
    assert b"wraps" not in reader.get("/healthz").content


def test_a_database_that_does_not_answer_is_told_with_503(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise OperationalError("connection to server at 10.1.2.3 failed")

    monkeypatch.setattr(ScheduleQuerySet, "due", fail)
    answer = reader.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"database": "unreachable"})


def test_a_health_check_is_never_kept(reader: Client) -> None:
    assert "no-store" in reader.get("/healthz")["Cache-Control"]


def test_a_health_check_starts_no_session(reader: Client) -> None:
    answer = reader.get("/healthz")
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_a_health_check_answers_head(reader: Client) -> None:
    answer = reader.head("/healthz")
    assert (answer.status_code, answer.content) == (200, b"")


def test_a_health_check_only_reads(reader: Client) -> None:
    assert reader.post("/healthz").status_code == 405


@pytest.mark.django_db
def test_a_health_check_takes_one_query(reader: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        reader.get("/healthz")
