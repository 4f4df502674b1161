"""What a finding must stand on. Pure: one assessment and its evidence in, what is missing out."""

from collections.abc import Sequence

from claims.models import Assessment, Evidence
from claims.vocabulary import (
    NEEDED_EVIDENCE,
    UNRATED,
    AttributionCheck,
    Checkable,
    Confidence,
    Finding,
    Relation,
)

STRONG = {"A", "B"}
SAYS_NOTHING = {AttributionCheck.NOT_APPLICABLE, AttributionCheck.NOT_DONE}


def missing_for(assessment: Assessment, evidence: Sequence[Evidence]) -> list[str]:
    """Each thing `assessment` lacks, in words; `evidence` is the claim's live evidence with sources.

    Nothing stands on a retracted source. What points another way than the finding does not carry it; evidence
    of `attribution` shows only that somebody said so, and carries none.
    """
    needed = NEEDED_EVIDENCE.get(Finding(assessment.finding), []) if assessment.finding else []
    carrying = [item for item in evidence if item.relation in needed and not item.source.is_retracted]
    return [
        *_missing_evidence(assessment.finding, needed, carrying),
        *_missing_confidence(assessment, carrying),
        *_missing_finding(assessment),
    ]


def _missing_evidence(finding: str, needed: Sequence[Relation], carrying: Sequence[Evidence]) -> list[str]:
    there = {item.relation for item in carrying}
    return [
        f"“{Finding(finding).label}” needs live evidence that {_verb(relation)}."
        for relation in needed
        if relation not in there
    ]


def _missing_confidence(assessment: Assessment, carrying: Sequence[Evidence]) -> list[str]:
    if assessment.confidence and (not assessment.finding or assessment.finding in UNRATED):
        return ["Without a finding on the matter there is no confidence in it."]
    if assessment.confidence != Confidence.HIGH or assessment.reason.strip():
        return []
    origins = {item.source.origin for item in carrying}
    is_strong = any(item.source.is_primary and item.source.reliability in STRONG for item in carrying)
    if len(origins) >= 2 or is_strong:
        return []
    return [
        "High confidence needs two independent origins, a primary source rated A or B, or a recorded reason."
    ]


def _missing_finding(assessment: Assessment) -> list[str]:
    if not assessment.finding and assessment.attribution_check in SAYS_NOTHING:
        return ["Give a finding, or say whether the attribution was checked."]
    if assessment.claim.checkable == Checkable.NO and assessment.finding not in {
        "",
        Finding.NOT_CHECKABLE,
    }:
        return ["Opinion, prediction and motive are left unrated: this claim is recorded as not checkable."]
    return []


def _verb(relation: Relation) -> str:
    return {"supports": "supports it", "disputes": "disputes it", "context": "gives its context"}[relation]
