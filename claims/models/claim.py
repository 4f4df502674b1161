"""A claim, the words it is anchored to, and the texts it was ever anchored in."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from articles.history import Revisions
from articles.minting import now
from articles.models import Article
from articles.models.base import Linkable
from articles.plaintext import fingerprint
from claims.anchoring.canonical import trimmed
from claims.anchoring.locate import context
from claims.querysets import AnchorQuerySet, ClaimQuerySet
from claims.vocabulary import (
    ATTACHED,
    AnchorState,
    AttributionKind,
    Checkable,
    FactKind,
    LegalSensitivity,
    Modality,
    Stakes,
    is_painted,
)

if TYPE_CHECKING:
    from claims.models.assessment import Assessment
    from claims.models.source import Evidence


class TextVersion(models.Model):
    """A plain text that some claim was placed in, kept word for word under its fingerprint."""

    fingerprint = models.CharField(primary_key=True, max_length=64)
    text = models.TextField()
    kept_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.fingerprint[:12]


def remember(text: str) -> TextVersion:
    """The stored copy of a plain text in which claims are placed."""
    version, _ = TextVersion.objects.get_or_create(fingerprint=fingerprint(text), defaults={"text": text})
    return version


class Claim(Linkable):
    """Something a piece states. `annotating` is the only writer.

    How the text puts it (modality, attribution) is recorded from the author's words; nothing is
    concluded from it.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="claims")
    number = models.PositiveIntegerField(help_text="Within its piece, for ever: its permalink.")
    proposition = models.TextField(
        help_text="The claim as one sentence that stands alone, pronouns resolved."
    )
    fact_kind = models.CharField("kind of fact", max_length=20, choices=FactKind, default=FactKind.EVENT)
    modality = models.CharField("how the text puts it", max_length=12, choices=Modality)
    attribution_kind = models.CharField(
        "on whose word", max_length=20, choices=AttributionKind, default=AttributionKind.AUTHOR
    )
    attribution_name = models.CharField(
        "name",
        max_length=200,
        blank=True,
        help_text="Completes “on the word of …”, as in the Wall Street Journal.",
    )
    attribution_cue = models.CharField(
        "cue", max_length=200, blank=True, help_text="The words that show it, as in “has denied”."
    )
    checkable = models.CharField(max_length=6, choices=Checkable, default=Checkable.YES)
    stakes = models.CharField(max_length=8, choices=Stakes, default=Stakes.ROUTINE)
    legal_sensitivity = models.CharField(
        max_length=8, choices=LegalSensitivity, default=LegalSensitivity.NONE
    )
    internal_note = models.TextField(blank=True, help_text="For the desk; never published.")
    assigned_to = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", help_text="Who looks after it."
    )
    recheck_on = models.DateField(
        null=True, blank=True, help_text="The day on which somebody should look at it again."
    )

    confirmed_at = models.DateTimeField(
        null=True, editable=False, help_text="When a person vouched for how it is recorded."
    )
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    reopened_at = models.DateTimeField(
        null=True, editable=False, help_text="Findings signed before have to be signed anew."
    )
    reopened_because = models.TextField(blank=True, editable=False)

    made_in = models.ForeignKey(TextVersion, models.PROTECT, related_name="+", editable=False)
    first_exact = models.TextField("first quote", editable=False)
    first_start = models.PositiveIntegerField(
        editable=False, help_text="Code points into the text it was made in."
    )

    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    removal_reason = models.TextField(
        blank=True, editable=False, help_text="Published beside the claim's number."
    )

    history = Revisions()
    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="claim_numbered_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="claim_number_from_one"),
            models.CheckConstraint(condition=~Q(proposition=""), name="claim_has_proposition"),
            models.CheckConstraint(condition=~Q(first_exact=""), name="claim_has_first_quote"),
            models.CheckConstraint(condition=Q(modality__in=Modality.values), name="claim_modality"),
            models.CheckConstraint(condition=Q(fact_kind__in=FactKind.values), name="claim_fact_kind"),
            models.CheckConstraint(condition=Q(checkable__in=Checkable.values), name="claim_checkable"),
            models.CheckConstraint(condition=Q(stakes__in=Stakes.values), name="claim_stakes"),
            models.CheckConstraint(
                condition=Q(legal_sensitivity__in=LegalSensitivity.values),
                name="claim_legal_sensitivity",
            ),
            models.CheckConstraint(
                condition=Q(attribution_kind__in=AttributionKind.values),
                name="claim_attribution_kind",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None, removal_reason="")
                | (Q(removed_at__isnull=False, removed_by__isnull=False) & ~Q(removal_reason="")),
                name="claim_removed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="claim_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(reopened_at=None, reopened_because="")
                | (Q(reopened_at__isnull=False) & ~Q(reopened_because="")),
                name="claim_reopened_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.proposition}"

    def clean(self) -> None:
        if self.proposition and not trimmed(self.proposition):
            raise ValidationError({"proposition": "Spaces alone claim nothing. Say it in a sentence."})

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None

    @property
    def is_confirmed(self) -> bool:
        """Whether a person vouched for how it is recorded; what only a rule proposed is not published."""
        return self.confirmed_at is not None

    def relations(self) -> dict[str, Any]:
        """What the history keeps beside the columns: the words the claim stands on in the working copy."""
        anchor = self.anchors.filter(text_id=self.article.fingerprint).exclude(start=None).first()
        return {"words": anchor.exact if anchor else ""}

    @property
    def open_proposals(self) -> list["Assessment"]:
        """The proposals nobody has signed; without a query when assessments were prefetched."""
        answered = {assessment.proposal_id for assessment in self.assessments.all()}
        return [a for a in self.assessments.all() if not a.is_signed and a.pk not in answered]

    @property
    def signed_assessments(self) -> list["Assessment"]:
        """Newest first."""
        return [assessment for assessment in self.assessments.all() if assessment.is_signed]

    @property
    def live_evidence(self) -> list["Evidence"]:
        """The evidence nobody has withdrawn; without a query when it was prefetched."""
        return [item for item in self.evidence.all() if item.withdrawn_at is None]


class Anchor(Linkable):
    """Where a claim stands in one text. Offsets are code points; `exact == text[start:end]` when attached.

    When not attached, `exact`, `prefix` and `suffix` are the last words the claim is known by.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="anchors")
    text = models.ForeignKey(TextVersion, models.PROTECT, related_name="anchors")
    state = models.CharField(max_length=10, choices=AnchorState)
    exact = models.TextField()
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    settled_at = models.DateTimeField(null=True, help_text="When a person put or confirmed it here.")
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    score = models.FloatField(default=1.0, help_text="How much of the claim was recognised, 0 to 1.")
    similarity = models.FloatField(
        default=1.0, help_text="How alike its words are to those accepted, 0 to 1."
    )
    facts_changed = models.JSONField(null=True, help_text="[kind, gone, come]: numbers, names, negations.")
    context_changed = models.BooleanField(
        default=False, help_text="Its words stand; their sentence reads anew."
    )
    explanation = models.TextField(blank=True, help_text="Why it stands here, or stands nowhere.")
    candidates = models.JSONField(null=True, help_text="[start, end, score], best first, when unclear.")

    objects = AnchorQuerySet.as_manager()

    class Meta:
        ordering = ["claim", "text"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "text"], name="anchor_one_per_claim_and_text"),
            models.CheckConstraint(condition=Q(state__in=AnchorState.values), name="anchor_state"),
            models.CheckConstraint(condition=~Q(exact=""), name="anchor_has_words"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False, state__in=ATTACHED),
                name="anchor_settled_by_somebody_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ATTACHED, start__isnull=False, end__gt=F("start"))
                | (~Q(state__in=ATTACHED) & Q(start=None, end=None)),
                name="anchor_stands_somewhere_or_nowhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.exact}"

    @classmethod
    def standing(cls, claim_id: UUID, version: TextVersion, start: int, end: int, **details: Any) -> "Anchor":
        """An anchor, not saved, on the words from `start` to `end` of a text."""
        prefix, suffix = context(version.text, start, end)
        return cls(
            claim_id=claim_id,
            text=version,
            state=details.pop("state", AnchorState.EXACT),
            exact=version.text[start:end],
            prefix=prefix,
            suffix=suffix,
            start=start,
            end=end,
            **details,
        )

    @property
    def span(self) -> tuple[int, int] | None:
        return None if self.start is None or self.end is None else (self.start, self.end)

    @property
    def is_painted(self) -> bool:
        return is_painted(self.state, self.settled_at)

    def selector(self) -> dict[str, Any]:
        """The anchor as an edition publishes it."""
        names = ("state", "exact", "prefix", "suffix", "start", "end")
        return {name: getattr(self, name) for name in names}
