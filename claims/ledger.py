"""The ledger: what readers can look up across pieces, made from editions, so that it can be made anew."""

from typing import Any

from django.db import transaction

from articles.models import Edition
from claims.models import Claim, PublishedClaim, PublishedSource, Source


@transaction.atomic
def enter(edition: Edition) -> None:
    """Put the claims of a piece's current edition into the ledger, in place of those of the one before."""
    PublishedClaim.objects.filter(article=edition.article_id).delete()
    known = set(Claim.objects.filter(article=edition.article_id).values_list("pk", flat=True))
    rows = [_row(edition, claim, place) for place, claim in enumerate(edition.claims)]
    rows = PublishedClaim.objects.bulk_create(row for row in rows if row.claim_id in known)
    by_number = {row.number: row for row in rows}
    leaning = {
        (by_number[claim["number"]], evidence["source"]["id"], evidence["relation"]): evidence["source"]
        for claim in edition.claims
        for evidence in claim["evidence"]
        if claim["number"] in by_number and not evidence["source"]["confidential"]
    }
    there = {str(pk) for pk in Source.objects.in_bulk([source for _, source, _ in leaning])}
    PublishedSource.objects.bulk_create(
        PublishedSource(published=row, source_id=source, relation=relation, told=told)
        for (row, source, relation), told in sorted(leaning.items(), key=_by_number)
        if source in there
    )


def rebuild() -> int:
    """Make the whole ledger anew from the current editions; returns how many there are."""
    PublishedClaim.objects.all().delete()
    count = 0
    for edition in Edition.objects.public().iterator(chunk_size=100):
        enter(edition)
        count += 1
    return count


def _by_number(leaning: tuple[tuple[PublishedClaim, str, str], dict[str, Any]]) -> tuple[int, str, str]:
    (row, source, relation), _ = leaning
    return row.number, source, relation


def _row(edition: Edition, claim: dict[str, Any], place: int) -> PublishedClaim:
    assessment = claim["assessment"] or {}
    return PublishedClaim(
        claim_id=Claim._meta.pk.to_python(claim["id"]),
        article_id=edition.article_id,
        edition=edition,
        number=claim["number"],
        place=place,
        proposition=claim["proposition"],
        modality=claim["modality"],
        finding=assessment.get("finding", ""),
        put=claim["put"],
        found=claim["found"],
        is_removed=claim["removed"] is not None,
        is_example=edition.furniture["example"],
        published_at=edition.published_at,
    )
