"""What the desk says among itself, and what it decided not to annotate."""

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q

from articles.minting import now
from articles.models import Article
from articles.models.base import Linkable
from claims.models.claim import Claim


class Remark(Linkable):
    """One contribution to the discussion of a claim. For the desk; never published, never changed."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="remarks")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    text = models.TextField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="remark_has_text")]

    def __str__(self) -> str:
        return self.text


class Dismissal(Linkable):
    """That a sentence states no fact to annotate, and why; it holds wherever the piece has these words."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="dismissals")
    key = models.CharField(max_length=64, help_text="Of the sentence, as `claims.coverage` makes it.")
    sentence = models.TextField()
    reason = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="sentence_dismissed_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="dismissal_has_reason"),
        ]

    def __str__(self) -> str:
        return self.sentence


class Tally(Linkable):
    """How far the annotating of a piece has come, counted whenever its text or its claims change."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="tally")
    annotated = models.PositiveIntegerField()
    dismissed = models.PositiveIntegerField()
    open = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return f"{self.annotated} annotated, {self.dismissed} set aside, {self.open} open"
