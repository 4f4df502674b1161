"""What readers can look up across pieces: an index over the current editions, made when one is published.

Everything in it stands in an edition; `claims.ledger` can make all of it anew.
"""

from django.db import models

from articles.models import Article, Edition
from articles.models.base import Linkable
from claims.models.claim import Claim
from claims.models.source import Source
from claims.querysets import PublishedClaimQuerySet
from claims.vocabulary import Finding, Modality, Relation


class PublishedClaim(Linkable):
    """A claim as its piece's current edition has it; its words, evidence and dates stand there."""

    claim = models.OneToOneField(Claim, models.CASCADE, related_name="published")
    article = models.ForeignKey(Article, models.CASCADE, related_name="+")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    place = models.PositiveIntegerField(
        help_text="Which it is of the edition's claims, from 0, in the order of the text."
    )
    proposition = models.TextField()
    modality = models.CharField(max_length=12, choices=Modality)
    finding = models.CharField(max_length=21, choices=Finding, blank=True)
    put = models.TextField(help_text="How the text puts it, in words.")
    found = models.TextField(help_text="What the desk found, in words.")
    is_removed = models.BooleanField(default=False)
    is_example = models.BooleanField(default=False)
    published_at = models.DateTimeField(help_text="When the edition was.")

    objects = PublishedClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "place", "id"]
        indexes = [
            models.Index(fields=["-published_at", "place", "id"]),
            models.Index(fields=["finding", "-published_at", "place", "id"]),
            models.Index(fields=["modality", "-published_at", "place", "id"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="published_claim_numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.proposition}"


class PublishedSource(Linkable):
    """That a published claim leans on a source readers are told of, and what they are told of it."""

    published = models.ForeignKey(PublishedClaim, models.CASCADE, related_name="sources")
    source = models.ForeignKey(Source, models.PROTECT, related_name="published")
    relation = models.CharField(max_length=12, choices=Relation)
    told = models.JSONField(help_text="The source, as its edition has it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["published", "source", "relation"], name="published_source_once_per_relation"
            )
        ]
