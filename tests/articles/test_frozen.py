"""What was published or signed stays: every way to change a row is tried on both frozen tables."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, models, transaction

from articles.models import Edition
from articles.refusals import Refused
from claims.models import Assessment
from tests.factories import a_claim, a_finding, a_published_piece, a_ready_piece


def an_edition(publisher: User, editor: User) -> Edition:
    return a_published_piece(publisher)


def an_assessment(publisher: User, editor: User) -> Assessment:
    return a_finding(a_claim(a_ready_piece(publisher), publisher), publisher, signed_by=editor)


@pytest.fixture(params=[an_edition, an_assessment])
def frozen(request: pytest.FixtureRequest, publisher: User, editor: User) -> models.Model:
    return request.param(publisher, editor)


def save(row: models.Model) -> None:
    for name in ("note", "summary"):
        setattr(row, name, "Rewritten")
    row.save()


def save_one_column(row: models.Model) -> None:
    row.save(update_fields=[row._meta.concrete_fields[-1].name])


def bulk_update(row: models.Model) -> None:
    type(row)._base_manager.bulk_update([row], [row._meta.concrete_fields[-1].name])


def in_sql(statement: str) -> Callable[[models.Model], None]:
    def write(row: models.Model) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement.format(table=row._meta.db_table))

    return write


PAST_THE_ORM = {
    "save": save,
    "save one column": save_one_column,
    "bulk update": bulk_update,
    "upsert": lambda row: type(row).objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["id"], update_fields=[row._meta.concrete_fields[-1].name]
    ),
    "base manager": lambda row: type(row)._base_manager.update(id=row.pk),
    "update in SQL": in_sql("UPDATE {table} SET id = id"),
    "delete in SQL": in_sql("DELETE FROM {table}"),
}
WITH_WORDS = {
    "update": lambda row: type(row).objects.update(id=row.pk),
    "queryset delete": lambda row: type(row).objects.all().delete(),
    "delete": lambda row: row.delete(),
}


@pytest.mark.parametrize("way", PAST_THE_ORM)
def test_the_database_refuses_to_change_a_frozen_row(way: str, frozen: models.Model) -> None:
    with pytest.raises(IntegrityError, match="are never (changed|deleted)"), transaction.atomic():
        PAST_THE_ORM[way](frozen)


@pytest.mark.parametrize("way", WITH_WORDS)
def test_the_orm_refuses_in_words(way: str, frozen: models.Model) -> None:
    with pytest.raises(Refused, match="are never (changed|deleted)"):
        WITH_WORDS[way](frozen)


def test_a_refused_row_is_as_it_was(frozen: models.Model) -> None:
    for act in [*PAST_THE_ORM.values(), *WITH_WORDS.values()]:
        with pytest.raises((IntegrityError, Refused)), transaction.atomic():
            act(frozen)
    columns = {field.attname for field in frozen._meta.concrete_fields} - {"note", "summary"}
    stored = type(frozen)._base_manager.get(pk=frozen.pk)
    assert all(getattr(stored, name) == getattr(frozen, name) for name in columns)


SWEEPING = {
    "sqlite": "REPLACE INTO {table} SELECT * FROM {table}",
    "postgresql": "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {table} CASCADE",
}


def test_a_frozen_table_is_not_swept_in_one_statement(frozen: models.Model) -> None:
    with pytest.raises(IntegrityError, match="are never (changed|deleted)"), transaction.atomic():
        in_sql(SWEEPING[connection.vendor])(frozen)
