"""The library of sources: what enters it, and what follows when a source is rated anew or retracted."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from articles.bibliography.identifiers import as_given, unarchived
from articles.history import changed_fields, keep, record, save_without_history
from articles.minting import now
from articles.refusals import NotAllowed, Refused
from claims.models import Claim, Source
from claims.rules import missing_for

# A change of these may take from a finding what its confidence rests on.
INDEPENDENCE = {"is_primary", "origin_group"}


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
    """Keep a changed source. Rated anew, or retracted, it reopens every claim whose finding may lean on it;
    no longer primary, or of another origin, those whose finding cannot stand so.

    Returns those claims. Raises NotAllowed, ValidationError; Refused for a rating or retraction without a
    reason.
    """
    _require(by)
    changed = set(changed_fields(source))
    _want_reason(changed, why.strip())
    leaning = _leaning_on(source)
    was_retracted = Source.objects.values_list("retracted_at", flat=True).get(pk=source.pk) is not None
    if not keep(source, by=by, why=why) or was_retracted:
        return []
    if source.is_retracted:
        return reopen(leaning, by=by, because=f"“{source}” was retracted: {why.strip()}")
    if "reliability" in changed:
        rated = source.get_reliability_display()
        return reopen(leaning, by=by, because=f"“{source}” is now rated {rated}: {why.strip()}")
    if changed & INDEPENDENCE:
        return reopen_unfounded(
            leaning, by=by, because=f"“{source}” is no longer the independent source it was."
        )
    return []


def retract(source: Source, *, by: User, on: date, why: str) -> list[Claim]:
    """Record that whoever published a source took it back on that day. Returns the claims this reopens."""
    source.retracted_at = on
    return revise_source(source, by=by, why=why)


def reopen(claims: Iterable[Claim], *, by: User, because: str) -> list[Claim]:
    """Take back what the desk found on `claims` until it is signed anew. Returns those that had a finding."""
    reopened = [claim for claim in claims if not claim.is_removed and claim.assessments.signed().exists()]
    for claim in reopened:
        claim.reopened_at, claim.reopened_because = now(), because
        save_without_history(claim)
        record(claim, by=by, why=f"Reopened: {because}")
    return reopened


def reopen_unfounded(claims: Iterable[Claim], *, by: User, because: str) -> list[Claim]:
    """Reopen those of `claims` whose evidence no longer carries what was found, and say what it lacks."""
    return [
        reopened
        for claim in claims
        if (lacking := _lacking(claim))
        for reopened in reopen([claim], by=by, because=f"{because} {' '.join(lacking)}")
    ]


def without_archive(url: str, archived_url: str = "") -> dict[str, Any]:
    """What an address of an archived copy says of the source: the original's address, the copy's, and when it
    was captured. Nothing for any other address, or where another copy is known.

    Raises ValueError, in words, where it is no web address.
    """
    original, copy, captured = unarchived(as_given(url)) if url else ("", "", None)
    if not copy or archived_url not in ("", copy):
        return {}
    return {"url": original, "archived_url": copy} | ({"archived_at": captured} if captured else {})


def _leaning_on(source: Source) -> list[Claim]:
    """The claims with live evidence of `source`, locked: nobody signs a finding meanwhile."""
    evidence = source.evidence.live()
    standing = Claim.objects.standing().filter(pk__in=evidence.values("claim"))
    return list(standing.select_for_update(of=("self",)).select_related("article").order_by("pk"))


def _lacking(claim: Claim) -> list[str]:
    """What the finding that stands on a claim lacks by now; nothing where none stands."""
    newest = claim.assessments.signed().first()
    if newest is None or newest.signed_at is None:
        return []
    if claim.reopened_at and newest.signed_at <= claim.reopened_at:
        return []
    return missing_for(newest, list(claim.evidence.live().select_related("source")))


def _want_reason(changed: set[str], why: str) -> None:
    if why:
        return
    if "retracted_at" in changed:
        raise Refused({"why": "Say how you know that it was retracted, or was not: findings lean on it."})
    if "reliability" in changed:
        raise Refused({"why": "Say why the source is rated anew: findings lean on it."})


def _require(by: User) -> None:
    if not by.has_perm("claims.change_source"):
        raise NotAllowed(f"{by} may not change the library of sources.")
