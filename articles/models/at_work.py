"""What the desk is in the middle of: texts set aside, people at a piece, publications to come."""

from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q

from articles.minting import now
from articles.models.article import Article
from articles.models.base import Linkable
from articles.models.edition import EditionKind
from articles.querysets import ScheduleQuerySet, SetAsideQuerySet


class SetAside(Linkable):
    """A text whose save was refused, kept until somebody takes it up or lets it go.

    `content` is in the form of `articles.content`, and holds the whole of what was sent.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="set_aside")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    started_from = models.PositiveIntegerField(help_text="The version of the piece it was written on.")
    content = models.JSONField()
    why = models.TextField(blank=True, help_text="The reason given for the change.")
    settled_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(
        max_length=10, blank=True, choices=[("taken_up", "Taken up"), ("let_go", "Let go")]
    )

    objects = SetAsideQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = "set-aside draft"
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, outcome="") | (Q(settled_at__isnull=False) & ~Q(outcome="")),
                name="set_aside_settled_with_an_outcome",
            )
        ]

    def __str__(self) -> str:
        return f"{self.content.get('headline') or self.article}, set aside"


class Presence(Linkable):
    """Somebody who has a piece open."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="presences")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="present_once")]


class Schedule(Linkable):
    """A publication to come: what `manage.py publish_due` will publish, as whom, and what went wrong."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="schedule")
    at = models.DateTimeField(help_text="When it is published; the working copy as it is by then.")
    kind = models.CharField(max_length=25, choices=EditionKind)
    note = models.TextField(blank=True)
    override = models.TextField(blank=True, help_text="Why it is published against its checklist.")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=now)
    failed_at = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True)

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.article}, {self.get_kind_display().lower()}"

    def arguments(self) -> dict[str, Any]:
        """What `publishing.publish` is to be asked with."""
        return {"by": self.by, "kind": self.kind, "note": self.note, "override": self.override}
