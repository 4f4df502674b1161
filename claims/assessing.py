"""The only writers of evidence and assessments, and of what the desk says of a claim among itself."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.history import keep
from articles.minting import now
from articles.permissions import require
from articles.refusals import NotAllowed, Refused
from claims.annotating import refuse_removed
from claims.models import Assessment, Claim, Evidence, Remark, Source
from claims.rules import missing_for
from claims.sourcing import reopen_unfounded

# Of evidence; what it is evidence of, and who said so, stays as it was filed.
AMENDABLE = {"relation", "locator", "excerpt", "credibility", "note", "is_public"}


@transaction.atomic
def file_evidence(claim: Claim, source: Source, *, by: User, why: str = "", **details: Any) -> Evidence:
    """Put down what `source` says on `claim`. `details` are the evidence's fields; `relation` is needed."""
    claim = _to_work_on(claim.pk, by)
    evidence = Evidence(claim=claim, source=source, **details)
    keep(evidence, by=by, why=why or "Filed")
    return evidence


@transaction.atomic
def amend_evidence(evidence: Evidence, *, by: User, why: str = "", **changes: Any) -> Evidence:
    """Put right how live evidence is recorded; never its claim or its source.

    A finding that no longer stands because it now points another way is reopened, and `why` is needed for
    that. Raises NotAllowed, Refused, and ValidationError naming each wrong field.
    """
    claim = _to_work_on(evidence.claim_id, by)
    stored = Evidence.objects.select_for_update(of=("self",)).select_related("source").get(pk=evidence.pk)
    _refuse_amending(stored, changes, why.strip())
    stored.claim, pointed = claim, stored.relation
    for name, value in changes.items():
        setattr(stored, name, value)
    if keep(stored, by=by, why=why) and stored.relation != pointed:
        now_says = stored.get_relation_display().lower()
        because = f"Evidence from “{stored.source}” now points another way ({now_says}): {why.strip()}"
        reopen_unfounded([claim], by=by, because=because)
    return stored


@transaction.atomic
def withdraw_evidence(evidence: Evidence, *, by: User, why: str) -> Evidence:
    """Stop leaning on a piece of evidence. It stays on record, and no finding may rest on it: one that did
    is reopened."""
    evidence.claim = Claim.objects.locked(evidence.claim_id)
    require(by, "check", evidence.claim.article)
    if not why.strip():
        raise Refused("Say why this evidence no longer stands.", code="reason")
    evidence.withdrawn_at = evidence.withdrawn_at or now()
    if keep(evidence, by=by, why=why):
        because = f"Evidence from “{evidence.source}” was withdrawn: {why.strip()}"
        reopen_unfounded([evidence.claim], by=by, because=because)
    return evidence


@transaction.atomic
def propose(claim: Claim, *, by: User, as_of: date, **details: Any) -> Assessment:
    """Propose what the desk finds, on the words the claim has now. `details` are the assessment's fields.

    Raises Refused with everything the finding still lacks (rules 2 to 4 of the domain).
    """
    claim = _to_work_on(claim.pk, by)
    assessment = Assessment(
        claim=claim, words=_words(claim), as_of=as_of, proposed_by=by, proposed_at=now(), **details
    )
    _insist(assessment)
    assessment.save()
    return assessment


@transaction.atomic
def sign(proposal: Assessment, *, by: User) -> Assessment:
    """Put a second person's name to a proposal: a new row that repeats it. Returns the signed row.

    Raises NotAllowed for whoever proposed it or is an author of the piece, and Refused when the words have
    changed, the evidence no longer carries it, or it is signed already.
    """
    claim = Claim.objects.locked(proposal.claim_id)
    require(by, "check", claim.article)
    _refuse_signer(proposal, by)
    refuse_removed(claim)
    if proposal.is_signed or Assessment.objects.filter(proposal=proposal).exists():
        raise Refused("This finding is signed already.", code="signed")
    if proposal.words != _words(claim):
        raise Refused(
            "The claim’s words have changed since this was proposed. Propose it anew.", code="stale"
        )
    names = (
        "finding",
        "confidence",
        "attribution_check",
        "summary",
        "reason",
        "as_of",
        "words",
        "proposed_at",
    )
    signed = Assessment(
        claim=claim,
        proposal=proposal,
        proposed_by=proposal.proposed_by,
        signed_by=by,
        signed_at=now(),
        **{name: getattr(proposal, name) for name in names},
    )
    _insist(signed)
    signed.save()
    return signed


@transaction.atomic
def remark(claim: Claim, *, by: User, text: str) -> Remark:
    """Say something of a claim to the desk. It stays as it was said."""
    require(by, "check", claim.article)
    if not text.strip():
        raise Refused({"text": "Say something."}, code="text")
    return Remark.objects.create(claim=claim, by=by, text=text.strip())


def _refuse_amending(stored: Evidence, changes: Mapping[str, Any], why: str) -> None:
    if stored.withdrawn_at:
        raise Refused("This evidence was withdrawn. It stays as it was.", code="withdrawn")
    if changes.keys() - AMENDABLE:
        raise Refused("It stays with its claim and its source. Withdraw it, and file it anew.", code="stays")
    if not why and changes.get("relation", stored.relation) != stored.relation:
        raise Refused({"why": "Say why it points another way: findings may stand on it."}, code="reason")


def _to_work_on(pk: UUID, by: User) -> Claim:
    """A claim nobody removed, locked, for somebody who may check it."""
    claim = Claim.objects.locked(pk)
    require(by, "check", claim.article)
    refuse_removed(claim)
    return claim


def _words(claim: Claim) -> str:
    """The words the claim stands on in the working copy."""
    anchor = claim.anchors.filter(text_id=claim.article.fingerprint).first()
    if anchor is None or anchor.span is None:
        raise Refused("The claim has lost its words in the text. Place it again first.", code="unplaced")
    if not anchor.is_painted:
        raise Refused("The claim’s words have changed. Confirm or replace them first.", code="changed")
    return anchor.exact


def _insist(assessment: Assessment) -> None:
    assessment.full_clean()
    if assessment.as_of > timezone.localdate(assessment.proposed_at):
        raise Refused({"as_of": "This day is yet to come."})
    evidence = assessment.claim.evidence.live().select_related("source")
    if missing := missing_for(assessment, list(evidence)):
        raise Refused(missing)


def keeps_from_signing(proposal: Assessment, by: User) -> str:
    """Why this person, of all people, may not sign a proposal; "" when they may."""
    if by == proposal.proposed_by:
        return "Who proposed a finding does not sign it."
    if proposal.claim.article.is_written_by(by):
        return "An author of the piece does not sign its findings."
    if not by.has_perm("claims.sign_assessment"):
        return f"{by} may not sign findings."
    return ""


def _refuse_signer(proposal: Assessment, by: User) -> None:
    if reason := keeps_from_signing(proposal, by):
        raise NotAllowed(reason)
