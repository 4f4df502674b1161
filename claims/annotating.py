"""The only writers of claims, their anchors, evidence and assessments."""

from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max

from articles.history import keep, record, save_without_history
from articles.minting import now
from articles.models import Article
from articles.permissions import require
from articles.refusals import NotAllowed, Refused
from claims.anchoring.locate import locate
from claims.models import Anchor, Assessment, Claim, Evidence, Source, TextVersion
from claims.models.claim import remember
from claims.rules import missing_for
from claims.vocabulary import AnchorState


def find(text: str, quote: str, prefix: str = "", suffix: str = "") -> tuple[int, int]:
    """Start and end of `quote` in `text`; Refused, with the words, when it stands nowhere or twice."""
    try:
        location = locate(text, quote, prefix, suffix)
    except ValueError as error:
        raise Refused({"quote": "Give the words of the claim, as they stand in the text."}) from error
    if location.start is None or location.end is None or location.status != "exact":
        raise Refused({"quote": f"“{quote}”: {location.explanation}"})
    return location.start, location.end


@transaction.atomic
def add_claim(
    article: Article, *, by: User, quote: str, prefix: str = "", suffix: str = "", **details: Any
) -> Claim:
    """Mark `quote` in the working copy as a claim. `details` are the claim's fields; `proposition` is needed.

    Raises NotAllowed, Refused when the words are not in the text or stand in more than one place, and
    ValidationError naming each wrong field.
    """
    article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    require(by, "check", article)
    text = article.reading().text
    start, end = find(text, quote, prefix, suffix)
    newest = article.claims.aggregate(newest=Max("number"))["newest"] or 0
    version = remember(text)
    claim = Claim(
        article=article,
        number=newest + 1,
        made_in=version,
        first_exact=text[start:end],
        first_start=start,
        **details,
    )
    claim.full_clean()
    save_without_history(claim)
    _place(claim, version, start, end, by=by)
    record(claim, by=by, why="Marked", is_new=True)
    return claim


@transaction.atomic
def amend(claim: Claim, *, by: User, why: str = "", **details: Any) -> Claim:
    """Change how a claim is recorded: proposition, modality, attribution and the like; never its words."""
    require(by, "check", claim.article)
    stored = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    for name, value in details.items():
        setattr(stored, name, value)
    keep(stored, by=by, why=why)
    return stored


@transaction.atomic
def place_again(claim: Claim, *, by: User, quote: str, prefix: str = "", suffix: str = "") -> Anchor:
    """Put a claim on words of the working copy that a person chose. Its first quote stays on record."""
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    article = Article.objects.select_for_update(of=("self",)).get(pk=claim.article_id)
    require(by, "check", article)
    _refuse_removed(claim)
    text = article.reading().text
    start, end = find(text, quote, prefix, suffix)
    anchor = _place(claim, remember(text), start, end, by=by)
    record(claim, by=by, why=f"Placed on “{anchor.exact}”")
    return anchor


@transaction.atomic
def confirm(claim: Claim, *, by: User) -> Anchor:
    """Accept the changed words a claim was carried to: from now on they are the claim's words.

    What was found on the words before is stale until it is signed anew.
    """
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    require(by, "check", claim.article)
    _refuse_removed(claim)
    anchor = claim.anchors.filter(text_id=claim.article.fingerprint).first()
    if anchor is None or anchor.state != AnchorState.CHANGED:
        raise Refused("The claim’s words have not changed: there is nothing to confirm.", code="unchanged")
    if anchor.settled_at is None:
        anchor.settled_at, anchor.settled_by = now(), by
        anchor.save()
        record(claim, by=by, why=f"Confirmed on “{anchor.exact}”")
    return anchor


@transaction.atomic
def remove(claim: Claim, *, by: User, reason: str) -> Claim:
    """Take a claim out on purpose. Its number stays taken, and its note says when and why it went."""
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    require(by, "check", claim.article)
    _refuse_removed(claim)
    if not reason.strip():
        raise Refused({"reason": "Say why; readers will see it beside the claim’s number."})
    claim.removed_at, claim.removed_by, claim.removal_reason = now(), by, reason.strip()
    claim.full_clean()
    claim.anchors.filter(text_id=claim.article.fingerprint).update(
        state=AnchorState.REMOVED,
        start=None,
        end=None,
        settled_at=None,
        settled_by=None,
        explanation=claim.removal_reason,
    )
    save_without_history(claim)
    record(claim, by=by, why=f"Removed: {claim.removal_reason}")
    return claim


@transaction.atomic
def file_evidence(claim: Claim, source: Source, *, by: User, why: str = "", **details: Any) -> Evidence:
    """Put down what `source` says on `claim`. `details` are the evidence's fields; `relation` is needed."""
    require(by, "check", claim.article)
    evidence = Evidence(claim=claim, source=source, **details)
    keep(evidence, by=by, why=why or "Filed")
    return evidence


@transaction.atomic
def withdraw_evidence(evidence: Evidence, *, by: User, why: str) -> Evidence:
    """Stop leaning on a piece of evidence. It stays on record, and no finding may rest on it."""
    require(by, "check", evidence.claim.article)
    if not why.strip():
        raise Refused("Say why this evidence no longer stands.", code="reason")
    evidence.withdrawn_at = evidence.withdrawn_at or now()
    keep(evidence, by=by, why=why)
    return evidence


@transaction.atomic
def propose(claim: Claim, *, by: User, as_of: date, **details: Any) -> Assessment:
    """Propose what the desk finds, on the words the claim has now. `details` are the assessment's fields.

    Raises Refused with everything the finding still lacks (rules 2 to 4 of the domain).
    """
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    require(by, "check", claim.article)
    _refuse_removed(claim)
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
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=proposal.claim_id)
    require(by, "check", claim.article)
    _refuse_signer(proposal, by)
    _refuse_removed(claim)
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


def _place(claim: Claim, version: TextVersion, start: int, end: int, *, by: User) -> Anchor:
    """Write the claim's one anchor in a text; what a person decided replaces what was there."""
    settled = Anchor.standing(claim.pk, version, start, end, settled_at=now(), settled_by=by)
    Anchor.objects.filter(claim=claim, text=version).delete()
    settled.save()
    return settled


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
    evidence = assessment.claim.evidence.live().select_related("source")
    if missing := missing_for(assessment, list(evidence)):
        raise Refused(missing)


def _refuse_removed(claim: Claim) -> None:
    if claim.is_removed:
        raise Refused(f"Claim {claim.number} was removed: {claim.removal_reason}", code="removed")


def _refuse_signer(proposal: Assessment, by: User) -> None:
    if by == proposal.proposed_by:
        raise NotAllowed("Who proposed a finding does not sign it.")
    if proposal.claim.article.authors.filter(user=by).exists():
        raise NotAllowed("An author of the piece does not sign its findings.")
    if not by.has_perm("claims.sign_assessment"):
        raise NotAllowed(f"{by} may not sign findings.")
