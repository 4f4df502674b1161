"""What the desk found on a claim and proposes to find: what stands, why not, and who may sign what."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import prefetch_related_objects

from articles.permissions import may
from articles.texts.comparing import Run, compare_texts
from claims.assessing import keeps_from_signing
from claims.models import Assessment, Claim
from claims.publication import standing_assessment
from claims.rules import missing_for
from claims.vocabulary import AttributionCheck, Finding, is_painted

IN_DOUBT = "Nobody has said yet where the claim stands in the text of today."
OTHER_WORDS = "It judged other words than those of today."


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed finding; `stale` says why it is shown no more, "" while it is."""

    assessment: Assessment
    stale: str
    words: str

    @property
    def runs(self) -> list[Run]:
        """How the words of today differ from those it judged; nothing when they do not."""
        return _difference(self.assessment.words, self.words)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A finding nobody has signed; `hindrance` says why this person cannot, "" when they can."""

    assessment: Assessment
    hindrance: str
    words: str

    @property
    def runs(self) -> list[Run]:
        return _difference(self.assessment.words, self.words)


@dataclass(frozen=True, slots=True)
class Findings:
    """The newest signed finding, those it took the place of, and what is proposed."""

    newest: Signed | None
    earlier: list[Assessment]
    proposals: list[Proposal]


def findings_of(claim: Any, by: User) -> Findings:
    """What `by` should know of the findings on a claim that carries its place (`with_place`)."""
    prefetch_related_objects([claim], "assessments__proposed_by", "assessments__signed_by")
    newest, *earlier = claim.signed_assessments or [None]
    return Findings(
        Signed(newest, why_stale(claim), claim.words or "") if newest else None,
        earlier,
        [Proposal(one, hindrance(claim, one, by), claim.words or "") for one in claim.open_proposals],
    )


def why_stale(claim: Any) -> str:
    """Why the newest signed finding of a claim with its place stands no more; "" when it does, or none is."""
    newest = next(iter(claim.signed_assessments), None)
    if newest and not is_painted(claim.state, claim.settled_at):
        return IN_DOUBT
    if newest is None or standing_assessment(claim, claim.words or ""):
        return ""
    return claim.reopened_because if newest.words == claim.words else OTHER_WORDS


def hindrance(claim: Any, proposal: Assessment, by: User) -> str:
    """Why `by` cannot sign a proposal on a claim that carries its place, in words; "" when they can."""
    if claim.is_removed:
        return "The claim was removed."
    if not may(by, "check", claim.article):
        return "You may not check this piece."
    if reason := keeps_from_signing(proposal, by):
        return reason
    if not is_painted(claim.state, claim.settled_at):
        return "Say first where the claim stands in the text."
    if proposal.words != claim.words:
        return "The claim’s words have changed since. Propose it anew."
    return " ".join(missing_for(proposal, claim.live_evidence))


def lacking(claim: Claim) -> list[str]:
    """What the claim's evidence lacks for findings it does not carry yet, in words."""
    imagined = (
        Assessment(claim=claim, finding=finding, attribution_check=AttributionCheck.NOT_APPLICABLE)
        for finding in Finding
    )
    missing = [lack for one in imagined for lack in missing_for(one, claim.live_evidence)]
    return list(dict.fromkeys(missing))


def _difference(judged: str, words: str) -> list[Run]:
    return compare_texts(judged, words) if words and judged != words else []
