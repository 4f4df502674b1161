"""A claim as readers get it, frozen in an edition. Nothing internal, confidential or unsigned passes."""

from typing import Any

from articles.models import Article
from claims.models import Anchor, Assessment, Claim, Evidence, Source
from claims.vocabulary import AttributionCheck
from claims.wording import how_put, what_found


def published_claims(article: Article, fingerprint: str) -> list[dict[str, Any]]:
    """Every claim of `article` as it stands in the text with this fingerprint, in reading order.

    But for those recorded as a rule proposed: a person has to confirm that first.
    """
    anchors = {
        anchor.claim_id: anchor
        for anchor in Anchor.objects.filter(claim__article=article, text_id=fingerprint)
    }
    claims = article.claims.exclude(confirmed_at=None).with_evidence().order_by("number")
    published = [_published(claim, anchors.get(claim.pk)) for claim in claims]
    return sorted(published, key=_in_reading_order)


def standing_assessment(claim: Claim, words: str) -> Assessment | None:
    """The newest signed assessment; one on other words, or from before a reopening, stands no more."""
    newest = next(iter(claim.signed_assessments), None)
    if newest is None or newest.words != words:
        return None
    return None if _is_reopened(claim, newest) else newest


def _is_reopened(claim: Claim, signed: Assessment) -> bool:
    return bool(claim.reopened_at and signed.signed_at and signed.signed_at <= claim.reopened_at)


def _in_reading_order(claim: dict[str, Any]) -> tuple[bool, int, int]:
    """By where the words begin; what has no place in the text comes last, by number."""
    anchor = claim["anchor"]
    return (anchor is None, anchor["start"] if anchor else 0, claim["number"])


def _published(claim: Claim, anchor: Anchor | None) -> dict[str, Any]:
    is_placed = anchor is not None and anchor.is_painted and not claim.is_removed
    standing = standing_assessment(claim, anchor.exact) if anchor and is_placed else None
    return {
        "id": str(claim.pk),
        "number": claim.number,
        "proposition": claim.proposition,
        "modality": claim.modality,
        "attribution": {
            "kind": claim.attribution_kind,
            "name": claim.attribution_name,
            "cue": claim.attribution_cue,
        },
        "fact_kind": claim.fact_kind,
        "checkable": claim.checkable,
        "stakes": claim.stakes,
        "anchor": anchor.selector() if anchor and is_placed else None,
        "put": how_put(claim.modality, claim.attribution_kind, claim.attribution_name),
        "found": what_found(
            standing.finding if standing else "",
            claim.modality,
            standing.as_of if standing else None,
            claim.checkable,
        ),
        "assessment": _assessment(standing) if standing else None,
        "evidence": [_evidence(item) for item in claim.live_evidence if item.is_public],
        "removed": _removal(claim),
    }


def _removal(claim: Claim) -> dict[str, str] | None:
    if claim.removed_at is None:
        return None
    return {"at": claim.removed_at.isoformat(), "reason": claim.removal_reason}


def _assessment(assessment: Assessment) -> dict[str, str]:
    checked = assessment.attribution_check
    return {
        "finding": assessment.finding,
        "confidence": assessment.confidence,
        "attribution_check": checked,
        "attribution_words": "" if checked == "not_applicable" else AttributionCheck(checked).label,
        "summary": assessment.summary,
        "as_of": assessment.as_of.isoformat(),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    if evidence.source.is_confidential:
        return {"source": {"confidential": True}}
    return {
        "relation": evidence.relation,
        "relation_words": evidence.get_relation_display(),
        "credibility": evidence.credibility,
        "credibility_words": evidence.get_credibility_display(),
        "locator": evidence.locator,
        "excerpt": evidence.excerpt,
        "note": evidence.note,
        "source": _source(evidence.source),
    }


def _source(source: Source) -> dict[str, Any]:
    names = (
        "type",
        "title",
        "creators",
        "publisher",
        "issued",
        "url",
        "doi",
        "archived_url",
        "reliability",
    )
    return {
        "confidential": False,
        "id": str(source.pk),
        **{name: getattr(source, name) for name in names},
        "accessed": source.accessed.isoformat() if source.accessed else "",
        "reliability_words": source.get_reliability_display(),
    }
