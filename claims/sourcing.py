"""The library of sources: what enters it, and what follows when a source is rated anew or retracted."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from articles.history import changed_fields, keep, record, save_without_history
from articles.minting import now
from articles.refusals import NotAllowed, Refused
from claims.models import Claim, Source


@transaction.atomic
def add_source(*, by: User, why: str = "", **fields: Any) -> tuple[Source, bool]:
    """The library's source with these fields, and whether it is new: by DOI or address it is kept once."""
    _require(by)
    source = Source(**fields)
    if known := Source.objects.known_as(**source.keys()).first():
        return known, False
    keep(source, by=by, why=why or "Added")
    return source, True


@transaction.atomic
def revise_source(source: Source, *, by: User, why: str = "") -> list[Claim]:
    """Keep a changed source. Rated anew, or retracted, it reopens every claim whose finding leans on it.

    Returns those claims. Raises NotAllowed, ValidationError; Refused for a new rating without a reason.
    """
    _require(by)
    changed = changed_fields(source)
    if "reliability" in changed and not why.strip():
        raise Refused({"why": "Say why the source is rated anew: findings lean on it."})
    keep(source, by=by, why=why)
    if source.is_retracted and "retracted_at" in changed:
        return _reopen(source, by=by, because=f"“{source}” was retracted.")
    if "reliability" in changed:
        rated = source.get_reliability_display()
        return _reopen(source, by=by, because=f"“{source}” is now rated {rated}: {why.strip()}")
    return []


def _reopen(source: Source, *, by: User, because: str) -> list[Claim]:
    """Reopen the claims of which a signed finding may lean on `source`."""
    leaning = Claim.objects.standing().filter(
        evidence__source=source, evidence__withdrawn_at=None, assessments__signed_by__isnull=False
    )
    claims = list(Claim.objects.filter(pk__in=leaning.values("pk")).select_related("article"))
    for claim in claims:
        claim.reopened_at, claim.reopened_because = now(), because
        save_without_history(claim)
        record(claim, by=by, why=f"Reopened: {because}")
    return claims


def _require(by: User) -> None:
    if not by.has_perm("claims.change_source"):
        raise NotAllowed(f"{by} may not change the library of sources.")
