"""What a thief does who has the database itself: the triggers go first, and then nothing is frozen."""

from typing import Any

from django.db import connection, models

from articles.models import Article, Edition

JOINED = ("articles_editionauthor", "articles_editiontag", "articles_editiondisclaimer")

LEDGER = (
    "DELETE FROM claims_publishedsource WHERE published_id IN "
    "(SELECT id FROM claims_publishedclaim WHERE edition_id = %s)",
    "DELETE FROM claims_publishedclaim WHERE edition_id = %s",
)


def unfreeze(table: str) -> None:
    """Drop the triggers of a frozen table, until the test's transaction ends."""
    is_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if is_postgres:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for verb in ["update", "delete"]:
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{f' ON {table}' if is_postgres else ''}")


def rewrite(edition: Edition, **columns: Any) -> Edition:
    """Change columns of an edition and nothing else: its digest is that of the old ones."""
    unfreeze("articles_edition")
    for name, value in columns.items():
        setattr(edition, name, value)
    models.Model.save(edition)
    return edition


def forge(edition: Edition, **columns: Any) -> Edition:
    """Change columns of an edition, and make its digest and its fingerprint fit."""
    for name, value in columns.items():
        setattr(edition, name, value)
    return rewrite(edition, digest=edition.digest_now())


def remove(edition: Edition, *, live: Edition | None) -> None:
    """Delete an edition with what names it, and have readers served another."""
    Article.objects.filter(pk=edition.article_id).update(live=live)
    for table in ("articles_edition", *JOINED):
        unfreeze(table)
    column = Edition._meta.pk.get_db_prep_value(edition.pk, connection)
    with connection.cursor() as cursor:
        for statement in LEDGER:
            cursor.execute(statement, [column])
        for table in JOINED:
            cursor.execute(f"DELETE FROM {table} WHERE edition_id = %s", [column])
    models.QuerySet(Edition).filter(pk=edition.pk)._raw_delete("default")
