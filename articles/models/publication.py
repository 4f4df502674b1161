"""What the journal says of itself: its name and its look, and the policies it works by."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from articles.colours import validate_on_dark, validate_on_light
from articles.fields import BodyField
from articles.history import Revisions
from articles.models.base import Linkable, is_web_address
from articles.querysets import PolicyQuerySet

THE_ONE = 1


class Logo(models.Model):
    """A picture that stood in the masthead. Kept for ever: pages kept elsewhere go on asking for it."""

    digest = models.CharField(max_length=32, primary_key=True)
    png = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.width} × {self.height} pixels"

    def get_absolute_url(self) -> str:
        return reverse("articles:logo", args=[self.digest])


class Publication(models.Model):
    """The journal itself: one row, or none as long as nobody has named it. See `articles.publication`."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    name = models.CharField(max_length=200)
    description = models.CharField(
        max_length=300, blank=True, help_text="One sentence, printed beside the name and found by searches."
    )
    publisher = models.CharField(max_length=200, blank=True, help_text="The organisation that publishes it.")
    publisher_url = models.URLField("publisher’s address", blank=True)
    email = models.EmailField("contact e-mail", blank=True)
    language = models.CharField(
        max_length=35,
        default="en",
        validators=[
            RegexValidator(r"^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$", "A language tag, as in en or pt-BR.")
        ],
        help_text="What it is written in, unless a piece says otherwise: a language tag, as in en or pt-BR.",
    )
    accent = models.CharField(
        "colour by day",
        max_length=7,
        blank=True,
        validators=[validate_on_light],
        help_text="Of links and the band at the top, as in #0e4a73. Left empty, the usual one.",
    )
    accent_dark = models.CharField(
        "colour by night",
        max_length=7,
        blank=True,
        validators=[validate_on_dark],
        help_text="The same on dark pages, as in #8fc4ea.",
    )
    logo = models.ForeignKey(Logo, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    logo_alt = models.CharField(
        "words in the logo",
        max_length=200,
        blank=True,
        help_text="Where the logo spells the name: it then stands alone, and is read out as written here. "
        "Left empty, the name stands beside it.",
    )
    history = Revisions()

    class Meta:
        verbose_name_plural = "publication"
        default_permissions = ("view",)
        permissions = [("settle_publication", "Can set the publication’s name, colours and logo")]
        constraints = [
            models.CheckConstraint(condition=Q(id=THE_ONE), name="publication_is_one"),
            models.CheckConstraint(condition=~Q(name=""), name="publication_has_name"),
            models.CheckConstraint(
                condition=is_web_address("publisher_url"), name="publication_publisher_url_is_web_address"
            ),
            models.CheckConstraint(
                condition=Q(accent="", accent_dark="") | (~Q(accent="") & ~Q(accent_dark="")),
                name="publication_has_both_colours_or_none",
                violation_error_message="Give a colour for the day and one for the night, or neither.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.accent, self.accent_dark = self.accent.lower(), self.accent_dark.lower()


class PolicyKind(models.TextChoices):
    """In the order in which readers find them."""

    ABOUT = "about"
    PRINCIPLES = "principles"
    ANNOTATION = "annotation", "How we annotate"
    CORRECTIONS = "corrections", "Corrections policy"
    ETHICS = "ethics", "Ethics policy"
    CONTACT = "contact"


class Policy(Linkable):
    """A page on how the journal works, one of each kind."""

    kind = models.CharField(
        max_length=15,
        choices=PolicyKind,
        unique=True,
        error_messages={"unique": "This page is there already: change that one."},
    )
    title = models.CharField(max_length=200)
    body = BodyField(
        blank=True, help_text="The scale itself follows “How we annotate” by itself; it need not be written."
    )
    is_published = models.BooleanField(
        "published", default=False, help_text="Readers find it at the foot of every page."
    )
    history = Revisions()

    objects = PolicyQuerySet.as_manager()

    class Meta:
        ordering = ["kind"]
        verbose_name_plural = "policies"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PolicyKind.values), name="policy_kind"),
            models.CheckConstraint(condition=~Q(title=""), name="policy_has_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("articles:policy", args=[self.kind])

    def clean(self) -> None:
        says_something = self.body or self.kind == PolicyKind.ANNOTATION
        if self.is_published and not says_something:
            raise ValidationError({"is_published": "There is no text to publish yet."})
