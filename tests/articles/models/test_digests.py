"""What an edition’s digest covers: all that readers see, and the digest of the one before."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User

from articles import publishing, revising
from articles.models import Edition
from articles.models.edition import CONTENT, CONTENT_IF_ANY


def test_editions_form_a_chain_of_digests(edition: Edition, publisher: User) -> None:
    revising.revise(edition.article, by=publisher, body="<p>New.</p>")
    publishing.publish(edition.article, by=publisher, kind="update", note="Why.")
    first, second = Edition.objects.order_by("number")
    assert (first.previous_digest, second.previous_digest) == ("", first.digest)
    assert [first.digest_now(), second.digest_now()] == [first.digest, second.digest]


REWRITTEN = {
    "number": 7,
    "kind": "update",
    "published_at": datetime(2020, 1, 1, tzinfo=UTC),
    "first_published_at": datetime(2020, 1, 1, tzinfo=UTC),
    "furniture": {"bylines": []},
    "parts": {"claims": []},
    "previous_digest": "0" * 64,
    "past": [{"number": 1}],
    "overridden": {"reason": "Because."},
}


@pytest.mark.parametrize("column", [*CONTENT, *CONTENT_IF_ANY, "previous_digest"])
def test_rewriting_a_column_breaks_the_digest(column: str, edition: Edition) -> None:
    stored = Edition.objects.get(pk=edition.pk)
    rewritten = REWRITTEN.get(column, "rewritten")
    if column == "parts":
        rewritten = {"claims": [{"number": 1}]}
    setattr(stored, column, rewritten)
    assert stored.digest_now() != stored.digest


# What no page shows, or what only follows from the rest: names in lists, ids, who pressed the button.
NOT_COVERED = {"id", "article", "published_by", "series", "place", "digest", "previous_digest"}


def test_the_digest_covers_every_column_a_reader_sees() -> None:
    columns = {field.name for field in Edition._meta.concrete_fields}
    assert columns - NOT_COVERED == {*CONTENT, *CONTENT_IF_ANY}
