"""The working copy. Readers never see it: they see editions."""

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from taggit.managers import TaggableManager

from articles import workflow
from articles.fields import BodyField
from articles.history import Revisions
from articles.models.base import Linkable
from articles.models.furniture import Author, Disclaimer, Series, TaggedArticle
from articles.plaintext import Reading, read
from articles.querysets import ArticleQuerySet
from articles.texts.comparing import extent

STAGES = [(stage.value, label) for stage, label in workflow.LABELS.items()]


class ArticleKind(models.TextChoices):
    ANALYSIS = "analysis"
    OPINION = "opinion"
    REPORTAGE = "reportage"
    BACKGROUND = "background"
    REVIEW = "review"
    INTERVIEW = "interview"
    EDITORIAL = "editorial"


class Article(Linkable):
    """A piece in the making. `revising` is its only writer, `publishing` makes its editions."""

    headline = models.CharField(max_length=250)
    slug = models.SlugField(
        "address",
        max_length=120,
        unique=True,
        help_text="The last part of the piece's web address.",
    )
    standfirst = models.TextField(blank=True, help_text="One or two sentences below the headline.")
    body = BodyField(blank=True)
    fingerprint = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="SHA-256 of the body's plain text, as last saved.",
    )
    kind = models.CharField(max_length=20, choices=ArticleKind, default=ArticleKind.ANALYSIS)
    language = models.CharField(
        max_length=35,
        default="en",
        validators=[
            RegexValidator(r"^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$", "A language tag, as in en or pt-BR.")
        ],
        help_text="A language tag, as in en or pt-BR.",
    )
    series = models.ForeignKey(Series, models.PROTECT, null=True, blank=True, related_name="articles")
    place = models.PositiveSmallIntegerField(
        "place in the series", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    authors = models.ManyToManyField(Author, through="Byline", related_name="articles")
    disclaimers = models.ManyToManyField(
        Disclaimer, blank=True, related_name="articles", help_text="Beside those of the series."
    )
    tags = TaggableManager(through=TaggedArticle, blank=True, help_text="Separated by commas.")
    stage = models.CharField(max_length=10, choices=STAGES, default=workflow.Stage.DRAFT)
    is_example = models.BooleanField(
        "fictional example",
        default=False,
        help_text="Readers are told so on every page that shows it.",
    )
    embargoed_until = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Nobody publishes the piece before."
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    live = models.OneToOneField(
        "articles.Edition",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="live_for",
    )
    started_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    history = Revisions(unremarkable=["fingerprint", "version"])

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["headline"]
        permissions = [
            ("edit_article", "Can revise and move any piece"),
            ("check_article", "Can check a piece: its claims, not its body"),
            ("publish_article", "Can publish a piece"),
            ("override_checks", "Can publish a piece against its checklist, with a reason"),
            ("retract_article", "Can express concern about a published piece, retract and remove it"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(headline=""), name="article_has_headline"),
            models.CheckConstraint(condition=~Q(slug=""), name="article_has_slug"),
            models.CheckConstraint(condition=Q(kind__in=ArticleKind.values), name="article_kind"),
            models.CheckConstraint(condition=Q(stage__in=list(workflow.Stage)), name="article_stage"),
            models.CheckConstraint(
                condition=Q(place=None) | Q(series__isnull=False),
                name="article_place_needs_series",
                violation_error_message="A place in the series needs a series.",
            ),
            models.UniqueConstraint(
                fields=["series", "place"],
                name="article_place_is_taken_once",
                violation_error_message="Another piece has this place in the series.",
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("articles:piece", args=[self.slug])

    def clean(self) -> None:
        taken = FormerAddress.objects.filter(slug=self.slug).exclude(article=self.pk).first()
        if taken:
            message = f"This address leads to “{taken.article}”, which once had it."
            raise ValidationError({"slug": ValidationError(message, code="unique")})

    def reading(self) -> Reading:
        """The body as it is read: plain text, and where each stretch of it stands in the HTML."""
        return read(self.body)

    @property
    def is_published(self) -> bool:
        return self.live_id is not None

    def standing_disclaimers(self) -> list[Disclaimer]:
        """The piece's own disclaimers and its series', by name, each once."""
        own = set(self.disclaimers.all())
        inherited = set(self.series.disclaimers.all()) if self.series else set()
        return sorted(own | inherited, key=lambda disclaimer: disclaimer.name)

    def is_written_by(self, user: User) -> bool:
        return Article.objects.written_by(user).filter(pk=self.pk).exists()

    def extent_since(self, older: Any) -> dict[str, int]:
        """How many words of the body came and went since the revision `older`."""
        added, removed = extent(older.body, self.body)
        return {"added": added, "removed": removed}

    def relations(self) -> dict[str, Any]:
        """What the history keeps beside the columns."""
        return {
            "bylines": [
                {"author": str(byline.author_id), "name": byline.author.name, "role": byline.role}
                for byline in self.bylines.select_related("author")
            ],
            "disclaimers": [{"id": str(d.pk), "name": d.name} for d in self.disclaimers.all()],
            "tags": sorted(tag.name for tag in self.tags.all()),
        }


class Role(models.TextChoices):
    AUTHOR = "author"
    EDITOR = "editor"
    FACT_CHECKER = "fact_checker", "Fact-checker"
    TRANSLATOR = "translator"


class Byline(Linkable):
    """Who stands over or under a piece, in order, and as what."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, models.PROTECT, related_name="bylines")
    role = models.CharField(max_length=20, choices=Role, default=Role.AUTHOR)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author", "role"],
                name="byline_once_per_role",
                violation_error_message="This author stands in the byline twice in the same role.",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="byline_role"),
        ]

    def __str__(self) -> str:
        return f"{self.author} ({self.get_role_display().lower()})"


class FormerAddress(Linkable):
    """An address a published piece once had: it leads there for ever, and no other piece may take it."""

    slug = models.SlugField(max_length=120, unique=True)
    article = models.ForeignKey(Article, models.CASCADE, related_name="former_addresses")

    class Meta:
        verbose_name_plural = "former addresses"

    def __str__(self) -> str:
        return self.slug
