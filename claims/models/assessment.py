"""What the desk concluded, as of when, against which words."""

from typing import Any, NoReturn

from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q

from articles.models.base import Linkable
from articles.refusals import Refused
from claims.models.claim import Claim
from claims.querysets import AssessmentQuerySet
from claims.vocabulary import UNRATED, AttributionCheck, Confidence, Finding


class Assessment(Linkable):
    """A finding proposed, or the same finding signed: each is a row of its own, written once.

    A signed row repeats its `proposal` with a signature. The newest signed one stands, for as long as
    the claim's words are the `words` it judged.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="assessments")
    finding = models.CharField(max_length=21, choices=Finding, blank=True)
    confidence = models.CharField(max_length=8, choices=Confidence, blank=True)
    attribution_check = models.CharField(
        max_length=14, choices=AttributionCheck, default=AttributionCheck.NOT_DONE
    )
    summary = models.TextField("public summary", blank=True)
    reason = models.TextField(
        "reason for high confidence",
        blank=True,
        help_text="When it rests on neither two origins nor one strong source.",
    )
    as_of = models.DateField(help_text="The day up to which the evidence was looked at.")
    words = models.TextField(editable=False, help_text="The words that were judged.")
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    proposed_at = models.DateTimeField(editable=False)
    proposal = models.OneToOneField(
        "self", models.PROTECT, null=True, editable=False, related_name="signature"
    )
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    signed_at = models.DateTimeField(null=True, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["claim", F("signed_at").desc(nulls_last=True), "-proposed_at"]
        permissions = [("sign_assessment", "Can sign an assessment")]
        constraints = [
            models.CheckConstraint(condition=Q(finding__in=["", *Finding.values]), name="assessment_finding"),
            models.CheckConstraint(
                condition=Q(confidence__in=["", *Confidence.values]), name="assessment_confidence"
            ),
            models.CheckConstraint(
                condition=Q(attribution_check__in=AttributionCheck.values),
                name="assessment_attribution_check",
            ),
            models.CheckConstraint(
                condition=Q(confidence="") | ~Q(finding__in=["", *UNRATED]),
                name="assessment_no_finding_no_confidence",
                violation_error_message="Without a finding on the matter there is no confidence in it.",
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None, signed_at=None, proposal=None)
                | Q(signed_by__isnull=False, signed_at__isnull=False, proposal__isnull=False),
                name="assessment_signed_whole",
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None) | ~Q(signed_by=F("proposed_by")),
                name="assessment_signed_by_somebody_else",
                violation_error_message="Who proposed a finding does not sign it.",
            ),
        ]

    def __str__(self) -> str:
        finding = self.get_finding_display() if self.finding else "No finding"
        return f"{finding} ({'signed' if self.is_signed else 'proposed'})"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Refused("Assessments are never deleted; a change is a new one.")

    @property
    def is_signed(self) -> bool:
        return self.signed_by_id is not None
