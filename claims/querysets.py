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

    def standing(self) -> "ClaimQuerySet":
        """Those nobody removed."""
        return self.filter(removed_at=None)


class SourceQuerySet(models.QuerySet):
    def known_as(self, *, url_key: str = "", doi_key: str = "") -> "SourceQuerySet":
        """The sources with this DOI or, failing that, at this address; none for two empty keys."""
        by_doi = self.filter(doi_key=doi_key) if doi_key else self.none()
        by_url = self.filter(url_key=url_key) if url_key else self.none()
        return by_doi | by_url


class EvidenceQuerySet(models.QuerySet):
    def live(self) -> "EvidenceQuerySet":
        return self.filter(withdrawn_at=None)


class AssessmentQuerySet(FrozenQuerySet):
    def signed(self) -> "AssessmentQuerySet":
        return self.filter(signed_by__isnull=False)

    def proposed(self) -> "AssessmentQuerySet":
        """Proposals nobody has signed yet."""
        return self.filter(signed_by=None, signature=None)
