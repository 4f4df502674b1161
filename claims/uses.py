"""Where a source is used: each piece of evidence taken from it, and what stands on that today."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User

from articles.models import Article, Edition
from claims.findings import why_stale
from claims.models import Assessment, Claim, Evidence, Source


@dataclass(frozen=True, slots=True)
class Use:
    """One piece of evidence and its claim, which carries its place.

    `standing` is the newest signed finding, and `stale` says why it stands no more, "" while it does.
    `edition` is the one readers have, None where they have none, and `is_told` whether it names the source,
    or says of a confidential one that it was used.
    """

    evidence: Evidence
    claim: Claim
    standing: Assessment | None
    stale: str
    edition: Edition | None
    is_told: bool


def uses_of(source: Source, by: User) -> list[Use]:
    """Every use in the pieces `by` may open, piece by piece: four queries, however many there are."""
    pieces = Article.objects.visible_to(by)
    evidence = list(source.evidence.filter(claim__article__in=pieces).order_by("id"))
    claims = _claims({item.claim_id for item in evidence})
    editions = _editions({claim.article_id for claim in claims.values()})
    told = {told["id"] for edition in editions.values() for told in edition.claims if _tells_of(source, told)}
    uses = [_use(item, claims[item.claim_id], editions, told) for item in evidence]
    return sorted(
        uses, key=lambda use: (use.claim.article.headline, str(use.claim.article_id), use.claim.number)
    )


def unseen_uses(source: Source, by: User) -> int:
    """In how many pieces that `by` may not open the source is used."""
    others = source.evidence.exclude(claim__article__in=Article.objects.visible_to(by))
    return others.values("claim__article").distinct().count()


def _claims(ids: set[UUID]) -> dict[UUID, Claim]:
    placed = Claim.objects.filter(pk__in=ids).with_place().prefetch_related("assessments")
    return {claim.pk: claim for claim in placed.select_related("article").defer("article__body")}


def _editions(pieces: set[UUID]) -> dict[UUID, Edition]:
    """The editions readers have, by piece."""
    live = Edition.objects.filter(live_for__in=pieces).only("article_id", "number", "parts")
    return {edition.article_id: edition for edition in live}


def _tells_of(source: Source, told: dict[str, Any]) -> bool:
    """Whether what readers are told of a claim names the source or, if that is confidential, says so."""
    named = [item["source"] for item in told["evidence"]]
    is_hidden = source.is_confidential and any(one["confidential"] for one in named)
    return is_hidden or any(one.get("id") == str(source.pk) for one in named)


def _use(evidence: Evidence, claim: Claim, editions: dict[UUID, Edition], told: set[str]) -> Use:
    newest = next(iter(claim.signed_assessments), None)
    edition = editions.get(claim.article_id)
    return Use(evidence, claim, newest, why_stale(claim), edition, str(claim.pk) in told)
