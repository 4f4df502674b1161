"""Who has a journal already keeps what is found."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from articles.searching.documents import Kind
from articles.searching.interface import backend
from articles.searching.models import Entry
from tests.articles.searching.papers import a_document, found, indexed


@pytest.fixture
def as_before(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """Addresses found by “ice”, the best first, in a database that does not know which words stand often.

    Outside of any transaction, in which SQLite changes no tables; what is here goes at the end.
    """
    with django_db_blocker.unblock():
        mentioned = indexed(a_document("Ice and snow."))
        about = indexed(a_document("Ice, ice, ice."))
        claim = indexed(a_document("Ice.", kind=Kind.CLAIM))
        try:
            call_command("migrate", "searching", "0001", verbosity=0)
            yield about + mentioned + claim
        finally:
            call_command("migrate", "searching", verbosity=0)
            Entry.objects.all().delete()


def test_entries_from_before_are_found_and_ranked(as_before: list[str]) -> None:
    call_command("migrate", "searching", verbosity=0)
    assert found("ice") == as_before
    assert found("ice", kind=Kind.CLAIM) == as_before[2:]


def test_entries_from_before_can_be_changed_and_deleted(as_before: list[str]) -> None:
    call_command("migrate", "searching", verbosity=0)
    backend().delete(Entry.objects.values_list("document", flat=True))
    assert (found("ice"), Entry.objects.count()) == ([], 0)


def test_the_migration_undone_keeps_the_entries(as_before: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT url FROM searching_entry")
        assert sorted(url for (url,) in cursor.fetchall()) == sorted(as_before)
