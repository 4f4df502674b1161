"""What readers saw: numbered, frozen, complete."""

import hashlib
import json
from typing import Any, NoReturn

from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from articles.fields import RenderedField
from articles.models.article import Article, ArticleKind
from articles.models.base import Linkable
from articles.models.furniture import Author, Disclaimer, Series, Tag
from articles.querysets import EditionQuerySet
from articles.refusals import Refused
from articles.succession import ON_TOP, WITHOUT_NOTE, Standing, standing


class EditionKind(models.TextChoices):
    FIRST = "first", "First edition"
    UPDATE = "update", "Update"
    CORRECTION = "correction", "Correction"
    CLARIFICATION = "clarification", "Clarification"
    EDITORS_NOTE = "editors_note", "Editor’s note"
    ANNOTATION = "annotation", "Annotation"
    MINOR = "minor", "Minor change"
    EXPRESSION_OF_CONCERN = "expression_of_concern", "Expression of concern"
    RETRACTION = "retraction", "Retraction"
    REMOVAL = "removal", "Removal"


# What the digest covers, beside the digest of the edition before.
CONTENT = [
    "number",
    "kind",
    "note",
    "published_at",
    "first_published_at",
    "headline",
    "standfirst",
    "article_kind",
    "language",
    "html",
    "text",
    "fingerprint",
    "furniture",
    "parts",
]
# Also covered, but only where there is something: editions from before these columns keep their digest.
CONTENT_IF_ANY = ["past", "overridden"]


class Edition(Linkable):
    """A piece as published. Only `publishing` makes one; nothing changes or deletes one.

    `furniture` holds bylines, series, disclaimers and tags with their wording of that day, `parts` what the
    companions froze (`parts["claims"]`), `past` the editions before, oldest first, each as {"number", "kind",
    "at" (ISO 8601), "note"}. `overridden` is the desk's own: {} or {"reason", "problems": [{"code",
    "message"}]}. The foreign keys serve lists; pages show the frozen words.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=25, choices=EditionKind)
    note = models.TextField(blank=True, help_text="The public note: what is different, and why.")
    published_at = models.DateTimeField()
    first_published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    headline = models.CharField(max_length=250)
    standfirst = models.TextField(blank=True)
    article_kind = models.CharField(max_length=20, choices=ArticleKind)
    language = models.CharField(max_length=35)
    html = RenderedField(blank=True)
    text = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the plain text.")
    furniture = models.JSONField()
    parts = models.JSONField(default=dict, blank=True)
    past = models.JSONField(default=list, blank=True)
    overridden = models.JSONField(default=dict, blank=True)

    series = models.ForeignKey(Series, models.PROTECT, null=True, blank=True, related_name="editions")
    place = models.PositiveSmallIntegerField(null=True, blank=True)
    authors_then = models.ManyToManyField(Author, through="EditionAuthor", related_name="editions")
    tags_then = models.ManyToManyField(Tag, through="EditionTag", related_name="editions")
    disclaimers_then = models.ManyToManyField(
        Disclaimer, through="EditionDisclaimer", related_name="editions"
    )

    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "number"]
        indexes = [
            models.Index(fields=["-first_published_at", "-id"]),
            models.Index(fields=["-published_at", "-id"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="edition_numbered_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_from_one"),
            models.CheckConstraint(condition=Q(kind__in=EditionKind.values), name="edition_kind"),
            models.CheckConstraint(
                condition=Q(number=1, kind="first") | (Q(number__gt=1) & ~Q(kind="first")),
                name="edition_one_is_the_first",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=WITHOUT_NOTE) | ~Q(note=""), name="edition_kind_needs_note"
            ),
            models.CheckConstraint(
                condition=Q(kind="removal", html="", text="") | ~(Q(text="") | Q(kind="removal")),
                name="edition_has_text_unless_removed",
            ),
            models.CheckConstraint(
                condition=Q(published_at__gte=F("first_published_at")),
                name="edition_not_before_the_first",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.headline}, edition {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("articles:piece", args=[self.slug])

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Refused("Editions are never deleted.")

    @property
    def slug(self) -> str:
        return self.article.slug

    @property
    def authors(self) -> list[dict[str, Any]]:
        return [byline for byline in self.furniture["bylines"] if byline["role"] == "author"]

    @property
    def other_bylines(self) -> list[dict[str, Any]]:
        return [byline for byline in self.furniture["bylines"] if byline["role"] != "author"]

    @property
    def claims(self) -> list[dict[str, Any]]:
        return self.parts.get("claims", [])

    @property
    def editions_so_far(self) -> list[dict[str, Any]]:
        """This edition and those before, oldest first, in the form of `past`."""
        return [*self.past, self.as_past()]

    def as_past(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "kind": self.kind,
            "at": self.published_at.isoformat(),
            "note": self.note,
        }

    @property
    def standing(self) -> Standing:
        """What has happened to the publication up to this edition."""
        return standing(edition["kind"] for edition in self.editions_so_far)

    @property
    def is_noted_on_top(self) -> bool:
        """Whether a reader has to know the public note before reading."""
        return self.kind in ON_TOP

    @property
    def word_count(self) -> int:
        return len(self.text.split())

    def digest_now(self) -> str:
        """SHA-256 over content and digest before: equal to `digest` unless somebody rewrote the row."""
        content = {name: getattr(self, name) for name in CONTENT}
        content |= {name: value for name in CONTENT_IF_ANY if (value := getattr(self, name))}
        content |= {"article": self.article_id, "previous": self.previous_digest}
        content |= {at: content[at].isoformat() for at in ("published_at", "first_published_at")}
        canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(canonical.encode()).hexdigest()


class EditionAuthor(Linkable):
    edition = models.ForeignKey(Edition, models.PROTECT)
    author = models.ForeignKey(Author, models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "author"], name="edition_author_once")]


class EditionTag(Linkable):
    edition = models.ForeignKey(Edition, models.PROTECT)
    tag = models.ForeignKey(Tag, models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "tag"], name="edition_tag_once")]


class EditionDisclaimer(Linkable):
    edition = models.ForeignKey(Edition, models.PROTECT)
    disclaimer = models.ForeignKey(Disclaimer, models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "disclaimer"], name="edition_disclaimer_once")
        ]
