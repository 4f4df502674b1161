"""What the migration makes, unmade and made again over what is there."""

import pytest
from django.db import connection

from articles.searching import tables
from articles.searching.interface import backend
from tests.articles.searching.papers import a_document, found, indexed

FORWARDS, BACKWARDS = {
    "sqlite": (tables.SQLITE, tables.SQLITE_BACK),
    "postgresql": (tables.POSTGRESQL, tables.POSTGRESQL_BACK),
}[connection.vendor]


@pytest.mark.django_db
def test_entries_that_are_there_are_found_when_the_migration_is_done_again() -> None:
    urls = indexed(a_document("ice", id="one"))
    with connection.cursor() as cursor:
        for sql in BACKWARDS + FORWARDS:
            cursor.execute(sql)
    assert found("ice") == urls


@pytest.mark.django_db
def test_entries_from_before_can_be_changed_and_deleted_afterwards() -> None:
    indexed(a_document("ice", id="one"), a_document("ice", id="two"))
    with connection.cursor() as cursor:
        for sql in BACKWARDS + FORWARDS:
            cursor.execute(sql)
    indexed(a_document("snow", id="one", url="/one/"))
    backend().delete(["two"])
    assert (found("ice"), found("snow")) == ([], ["/one/"])
