"""The library of sources, shared by all pieces, and the evidence that joins them to claims."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from articles.bibliography.identifiers import doi_key, url_key
from articles.history import Revisions
from articles.models.base import Linkable, is_web_address
from claims.fields import KeyField
from claims.models.claim import Claim
from claims.querysets import EvidenceQuerySet, SourceQuerySet
from claims.vocabulary import Access, Credibility, Relation, Reliability, SourceType


class Source(Linkable):
    """Something evidence can be taken from, rated for reliability once for all the claims that lean on it."""

    type = models.CharField(max_length=25, choices=SourceType, default=SourceType.WEBPAGE)
    title = models.CharField(max_length=500)
    creators = models.CharField(max_length=500, blank=True, help_text="Names, separated by semicolons.")
    publisher = models.CharField(max_length=200, blank=True)
    issued = models.CharField(
        max_length=10,
        blank=True,
        validators=[
            RegexValidator(r"^\d{4}(-\d{2}(-\d{2})?)?$", "A year, month or day: 2024, 2024-05, 2024-05-31.")
        ],
        help_text="2024, 2024-05 or 2024-05-31.",
    )
    url = models.URLField("address", max_length=500, blank=True)
    doi = models.CharField(
        "DOI",
        max_length=200,
        blank=True,
        validators=[RegexValidator(r"^10\.\d{4,9}/\S+$", "As in 10.1000/182.")],
    )
    archived_url = models.URLField("archived copy", max_length=500, blank=True)
    archived_at = models.DateTimeField("archived", null=True, blank=True)
    accessed = models.DateField(null=True, blank=True)
    access = models.CharField(max_length=12, choices=Access, default=Access.OPEN)
    origin_group = models.SlugField(
        blank=True,
        help_text="Five papers on one wire story share one origin: give them the same word.",
    )
    is_primary = models.BooleanField("primary source", default=False)
    reliability = models.CharField(max_length=1, choices=Reliability, default=Reliability.F)
    internal_note = models.TextField(blank=True, help_text="For the desk; never published.")
    retracted_at = models.DateField(
        "retracted on", null=True, blank=True, help_text="A retracted source carries no finding."
    )
    # What the same source is known by, however its address is spelled; empty where there is none.
    url_key = KeyField(of="url", by=url_key)
    doi_key = KeyField(of="doi", by=doi_key)
    history = Revisions(unremarkable=["url_key", "doi_key"])

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="source_has_title"),
            models.CheckConstraint(condition=Q(type__in=SourceType.values), name="source_type"),
            models.CheckConstraint(condition=Q(access__in=Access.values), name="source_access"),
            models.CheckConstraint(
                condition=Q(reliability__in=Reliability.values), name="source_reliability"
            ),
            models.CheckConstraint(condition=is_web_address("url"), name="source_url_is_web_address"),
            models.CheckConstraint(
                condition=is_web_address("archived_url"), name="source_archive_is_web_address"
            ),
            models.UniqueConstraint(
                fields=["doi_key"],
                condition=~Q(doi_key=""),
                name="source_doi_once",
                violation_error_message="The library has a source with this DOI.",
            ),
            models.UniqueConstraint(
                fields=["url_key"],
                condition=~Q(url_key=""),
                name="source_url_once",
                violation_error_message="The library has a source at this address.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_confidential(self) -> bool:
        return self.access == Access.CONFIDENTIAL

    def keys(self) -> dict[str, str]:
        """What the source is known by, as its columns now stand."""
        fields = (field for field in self._meta.concrete_fields if isinstance(field, KeyField))
        return {field.name: field.key_of(self) for field in fields}

    @property
    def is_retracted(self) -> bool:
        return self.retracted_at is not None

    @property
    def origin(self) -> str:
        """What tells independent sources apart: the origin group, or else the source itself."""
        return self.origin_group or str(self.pk)


class Evidence(Linkable):
    """What one source says on one claim, which way it points, how credible it is. Never deleted."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="evidence")
    source = models.ForeignKey(Source, models.PROTECT, related_name="evidence")
    relation = models.CharField(max_length=12, choices=Relation)
    locator = models.CharField(max_length=200, blank=True, help_text="Page, section or time, as in p. 12.")
    excerpt = models.TextField(blank=True, help_text="The source's own words.")
    credibility = models.PositiveSmallIntegerField(choices=Credibility, default=Credibility.UNJUDGED)
    note = models.TextField("public note", blank=True)
    is_public = models.BooleanField("shown to readers", default=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    history = Revisions()

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["claim", "relation", "id"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(condition=Q(relation__in=Relation.values), name="evidence_relation"),
            models.CheckConstraint(condition=Q(credibility__range=(1, 6)), name="evidence_credibility"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_relation_display().lower()} claim {self.claim.number}"
