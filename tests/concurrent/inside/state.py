"""Run inside a site, by `manage.py shell`: what every piece has become, and what does not fit together."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection

from articles.content import content_of, content_of_revision
from articles.models import Article
from articles.plaintext import fingerprint
from articles.verifying import Broken, verify
from claims.models import Anchor


def misfits(article: Article) -> Iterator[str]:
    """Where a piece, its history, its claims and their places are not of one save."""
    rows = list(article.history.order_by("version"))
    if [row.version for row in rows] != list(range(1, article.version + 1)):
        yield f"version {article.version}, history {[row.version for row in rows]}"
    newest, text = rows[-1], article.reading().text
    if content_of(article) != content_of_revision(newest):
        yield "the newest revision is not what the piece holds"
    if (article.stage, article.live_id) != (newest.stage, newest.live_id):
        yield "the newest revision has another stage or edition"
    if article.fingerprint != fingerprint(text):
        yield "the fingerprint is of another text"
    places = dict(placed(article))
    for claim in article.claims.filter(removed_at=None):
        anchor = places.get(claim.pk)
        if anchor is None:
            yield f"claim {claim.number} has no place in the text"
        elif anchor.span and text[slice(*anchor.span)] != anchor.exact:
            yield f"claim {claim.number} stands on other words"


def placed(article: Article) -> Iterator[tuple[Any, Anchor]]:
    for anchor in Anchor.objects.filter(claim__article=article, text_id=article.fingerprint):
        yield anchor.claim_id, anchor


def told(article: Article) -> dict[str, Any]:
    return {
        "body": article.body,
        "tags": sorted(tag.name for tag in article.tags.all()),
        "history": [row.body for row in article.history.order_by("version")],
        "set_aside": [draft.content["body"] for draft in article.set_aside.all()],
        "editions": article.editions.count(),
        "misfits": list(misfits(article)),
    }


def damage() -> list[str]:
    """What the database says of itself; SQLite only."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        found = [row[0] for row in cursor.execute("PRAGMA integrity_check").fetchall()]
        found += [str(row) for row in cursor.execute("PRAGMA foreign_key_check").fetchall()]
    return [line for line in found if line != "ok"]


broken = [str(finding) for finding in verify() if isinstance(finding, Broken)]
pieces = {article.slug: told(article) for article in Article.objects.all()}
print(json.dumps({"pieces": pieces, "broken": broken + damage()}))
