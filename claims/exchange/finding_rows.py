"""The sheet of findings."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from articles.refusals import Refused
from claims import assessing
from claims.exchange.columns import Choice, Column, Day, ForReading, Moment
from claims.exchange.on_claims import OnClaims
from claims.exchange.rows import version_field
from claims.models import Assessment, Claim
from claims.vocabulary import AttributionCheck, Confidence, Finding


class FindingRows(OnClaims):
    """Signed findings, and proposals nobody has signed. A new row is a proposal; none is ever changed."""

    sheet = "findings"
    id_column = "Finding id"

    finding_id = ForReading("pk", "Finding id")
    finding = Column("finding", "Finding", Choice(Finding.choices))
    confidence = Column("confidence", "Confidence", Choice(Confidence.choices))
    attribution_check = Column(
        "attribution_check",
        "Attribution",
        Choice(AttributionCheck.choices),
        default=AttributionCheck.NOT_DONE.value,
    )
    summary = Column("summary", "Public summary")
    reason = Column("reason", "Reason for high confidence")
    as_of = Column("as_of", "As of", Day())
    words = ForReading("words", "Words judged")
    proposed_by = ForReading("proposed_by__username", "Proposed by")
    proposed_at = ForReading("proposed_at", "Proposed", Moment())
    signed_by = ForReading("signed_by__username", "Signed by")
    signed_at = ForReading("signed_at", "Signed", Moment())
    version = version_field()

    def rows(self) -> QuerySet[Assessment]:
        """What was signed is told once, by the row that has the signature."""
        rows = Assessment.objects.filter(claim__article__in=self.pieces).filter(
            Q(signed_by__isnull=False) | Q(signature=None)
        )
        return rows.select_related("claim__article", "proposed_by", "signed_by").defer("claim__article__body")

    def init_instance(self, row: Any = None) -> Assessment:
        return Assessment()

    def label(self, row: dict[str, str]) -> str:
        return f"On claim {row.get('Claim no.') or '?'}: {row.get('Finding') or 'no finding'}"

    def change(self, obj: Assessment, names: Sequence[str]) -> None:
        raise Refused("A finding is never changed. Propose a new one, with the id and the version empty.")

    def create(self, obj: Assessment, row: dict[str, str]) -> None:
        if row.get("Signed by") or row.get("Signed"):
            raise Refused(
                "A finding is signed at the desk, by a second person. It can only be proposed here."
            )
        if row.get("Proposed by", "") not in ("", self.by.username):
            raise Refused("Proposed by: a finding is proposed by whoever imports it.")
        if obj.as_of is None:
            raise Refused("As of: give the day up to which the evidence was looked at.")
        claim = self.claim_of(row)
        fields = [field for field in self.fields.values() if not field.readonly]
        details = {field.attribute: getattr(obj, field.attribute) for field in fields}
        proposed = assessing.propose(claim, by=self.by, **details)
        _refuse_twice(claim, proposed, details)
        if row.get("Words judged", "") not in ("", proposed.words):
            raise Refused(f"Words judged: the claim’s words are others now, “{proposed.words}”.")


def _refuse_twice(claim: Claim, proposed: Assessment, details: dict[str, Any]) -> None:
    """A file that is imported twice proposes nothing twice."""
    same = claim.assessments.filter(words=proposed.words, **details).exclude(pk=proposed.pk)
    if same.exists():
        raise Refused(f"The same is found, or proposed, already for claim {claim.number}.")
