"""Sets of claims and what hangs on them."""

from django.db import models
from django.db.models import F, FilteredRelation, Q

from articles.querysets import FrozenQuerySet


class ClaimQuerySet(models.QuerySet):
    def with_place(self) -> "ClaimQuerySet":
        """Each claim with `state`, `words` (the exact quote) and `settled_at`: its place in the working copy.

        All are None when the claim has no anchor in that text.
        """
        in_current_text = Q(anchors__text_id=F("article__fingerprint"))
        return self.annotate(
            here=FilteredRelation("anchors", condition=in_current_text),
            state=F("here__state"),
            words=F("here__exact"),
            settled_at=F("here__settled_at"),
        )

    def with_evidence(self) -> "ClaimQuerySet":
        """With evidence, its sources and all assessments: three queries more, however many claims."""
        return self.prefetch_related("evidence__source", "assessments")


class EvidenceQuerySet(models.QuerySet):
    def live(self) -> "EvidenceQuerySet":
        return self.filter(withdrawn_at=None)


class AssessmentQuerySet(FrozenQuerySet):
    def signed(self) -> "AssessmentQuerySet":
        return self.filter(signed_by__isnull=False)

    def proposed(self) -> "AssessmentQuerySet":
        """Proposals nobody has signed yet."""
        return self.filter(signed_by=None, signature=None)
