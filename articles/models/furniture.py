"""What stands around a piece: its people, its series, its small print, its promotions and tags."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from taggit.models import ItemBase, TagBase

from articles.history import Revisions
from articles.models.base import Addressed, Linkable, is_web_address
from articles.querysets import DisclaimerQuerySet, PromotionQuerySet


def validate_links(links: Any) -> None:
    """Links are a list of {"label": …, "url": "https://…"}; anything else raises ValidationError."""
    if not isinstance(links, list):
        raise ValidationError("Links are a list, as in [].")
    for link in links:
        if not is_web_link(link):
            raise ValidationError('Each link is {"label": "…", "url": "https://…"}.')


def is_web_link(link: Any) -> bool:
    """Whether `link` has a label and a web address, both words, and nothing else."""
    if not isinstance(link, dict) or set(link) != {"label", "url"}:
        return False
    if not all(isinstance(value, str) for value in link.values()):
        return False
    return link["url"].startswith(("https://", "http://"))


class Author(Addressed):
    """Somebody whose name stands over or under a piece."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=120, unique=True)
    bio = models.TextField(blank=True, help_text="Plain text, printed below each piece.")
    affiliation = models.CharField(max_length=200, blank=True)
    links = models.JSONField(
        default=list,
        blank=True,
        validators=[validate_links],
        help_text='[{"label": "…", "url": "https://…"}]',
    )
    user = models.OneToOneField(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="author",
        help_text="The author's own login, if there is one. Who wrote a piece never signs its findings.",
    )
    history = Revisions()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="author_has_name"),
            models.CheckConstraint(condition=~Q(slug=""), name="author_has_slug"),
        ]

    def __str__(self) -> str:
        return self.name


class Disclaimer(Linkable):
    """Small print of the publication. Each edition keeps the wording of its day."""

    name = models.CharField(max_length=200, unique=True)
    text = models.TextField(help_text="Plain text.")
    is_current = models.BooleanField(
        "in use",
        default=True,
        help_text="Unticked, it stops the publication of pieces that carry it, until they carry another.",
    )
    history = Revisions()

    objects = DisclaimerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="disclaimer_has_text")]

    def __str__(self) -> str:
        return self.name

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises ProtectedError while a piece or a series carries it: no key in the database would refuse."""
        if holders := self.holders():
            raise models.ProtectedError("Pieces or series carry this disclaimer.", set(holders))
        return super().delete(*args, **kwargs)

    def holders(self) -> list[models.Model]:
        """The pieces and series that carry it now; what editions it stands under is theirs to keep."""
        return [*self.articles.all(), *self.series.all()]


class Series(Addressed):
    """A run of pieces under one title."""

    title = models.CharField(max_length=200)
    kicker = models.CharField(max_length=200, blank=True, help_text="The short line above the title.")
    slug = models.SlugField(max_length=120, unique=True)
    description = models.TextField(blank=True)
    disclaimers = models.ManyToManyField(
        Disclaimer,
        blank=True,
        related_name="series",
        help_text="Printed under every piece of the series.",
    )
    history = Revisions()

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "series"
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="series_has_title"),
            models.CheckConstraint(condition=~Q(slug=""), name="series_has_slug"),
        ]

    def __str__(self) -> str:
        return self.title

    def relations(self) -> dict[str, Any]:
        return {"disclaimers": [{"id": str(d.pk), "name": d.name} for d in self.disclaimers.all()]}


class Promotion(Linkable):
    """A box beside the pieces: an event or a report. Never part of a piece, its text or its claims."""

    class Kind(models.TextChoices):
        EVENT = "event"
        REPORT = "report"

    kind = models.CharField(max_length=10, choices=Kind)
    kicker = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    url = models.URLField("address", blank=True)
    series = models.ForeignKey(
        Series,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="promotions",
        help_text="Shown beside the pieces of this series; beside every piece when empty.",
    )
    starts_at = models.DateTimeField(null=True, blank=True, help_text="Shown from the first when empty.")
    ends_at = models.DateTimeField(null=True, blank=True, help_text="Shown until taken down when empty.")
    history = Revisions()

    objects = PromotionQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "title"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["event", "report"]), name="promotion_kind"),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="promotion_ends_after_it_starts",
                violation_error_message="A promotion ends after it starts.",
            ),
            models.CheckConstraint(condition=is_web_address("url"), name="promotion_url_is_web_address"),
        ]

    def __str__(self) -> str:
        return self.title

    def has_started(self, at: datetime) -> bool:
        return self.starts_at is None or self.starts_at <= at

    def changes(self) -> list[datetime]:
        """When the clock puts it up and takes it down."""
        return [moment for moment in (self.starts_at, self.ends_at) if moment]

    @property
    def kind_label(self) -> str:
        return self.get_kind_display()


class Tag(Addressed, TagBase):
    class Meta:
        ordering = ["name"]


class TaggedArticle(Linkable, ItemBase):
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="tagged")
    content_object = models.ForeignKey("articles.Article", models.CASCADE, related_name="tagged")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="article_tagged_once"),
        ]
