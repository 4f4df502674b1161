"""What is asked before a piece is published, or something is said about what readers have."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from articles.minting import now
from articles.models import Article
from articles.models.edition import EditionKind
from articles.plaintext import fingerprint
from articles.refusals import Problem
from articles.succession import NOTICES, WITHOUT_NOTE, followers

# What each kind tells the desk, where it chooses one.
KINDS = {
    "first": "Readers get the piece for the first time.",
    "update": "Something was added, or is newer; nothing was wrong.",
    "correction": "Something was wrong and is put right. It is listed among the corrections.",
    "clarification": "What was said was right, and easily misread.",
    "minor": "Spelling and the like. Refused when a number, name, negation, quotation or claim changed.",
    "annotation": "The text is the same; what is said about its claims is not.",
}


def a_moment(label: str, help_text: str) -> forms.DateTimeField:
    """A time to come, typed in UTC."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, required=False, widget=widget, help_text=help_text)


def a_text(label: str, help_text: str, *, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, required=required, widget=widget, help_text=help_text)


class PublishForm(forms.Form):
    """What an edition is, what it says to readers, and when it is published.

    `version` is the piece, and `overriding` the list of problems, as they stood on the page: nobody publishes
    what they have not seen.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    overriding = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label="This edition is")
    note = a_text("Public note", "What is different, and why. Readers see it.")
    override = a_text("Reason to publish all the same", "Kept with the edition. Readers never see it.")
    at = a_moment("At a time (UTC)", "Only to schedule it. The piece is published as it is by then.")

    def __init__(
        self, article: Article, problems: Sequence[Problem], *args: Any, may_override: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.problems = problems
        past = article.live.editions_so_far if article.live else []
        self.kinds = [kind for kind in followers(edition["kind"] for edition in past) if kind not in NOTICES]
        choices = [(kind, EditionKind(kind).label) for kind in self.kinds]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        if set(self.kinds) <= set(WITHOUT_NOTE):
            self.fields["note"].help_text = "If there is anything to say to readers."
        self.overridden = [problem for problem in problems if problem.blocks and problem.can_be_overridden]
        if not (may_override and self.overridden):
            del self.fields["override"], self.fields["overriding"]
        self.now = {"version": str(article.version), "overriding": _spelled(self.overridden)}
        self.initial = {**self.initial, **self.now}

    @property
    def is_for_later(self) -> bool:
        return "later" in self.data

    @property
    def meanings(self) -> list[tuple[str, str]]:
        """The kinds there are to choose, and what each tells the desk."""
        return [(str(EditionKind(kind).label), KINDS[kind]) for kind in self.kinds]

    def clean_at(self) -> Any:
        at = self.cleaned_data["at"]
        if self.is_for_later and not at:
            raise ValidationError("Say when.")
        if at and not self.is_for_later:
            raise ValidationError("Empty this to publish now; or press “Publish then”.")
        return at

    def clean_override(self) -> str:
        reason: str = self.cleaned_data["override"]
        if reason.strip() and self.cleaned_data["overriding"] not in ("", self.now["overriding"]):
            raise ValidationError("What stops publication has changed: look at the checklist again.")
        return reason

    def look_again(self) -> None:
        """Let the form, when it is sent again, speak of the piece as its page now shows it."""
        self.data = {name: self.data[name] for name in self.data} | self.now

    def arguments(self) -> dict[str, Any]:
        """What the verbs are to be asked with."""
        return {name: self.cleaned_data.get(name, "") for name in ("kind", "note", "override")}


def _spelled(problems: Sequence[Problem]) -> str:
    return fingerprint("\n".join(problem.message for problem in problems))[:16]


class EmbargoForm(forms.Form):
    until = a_moment("Until (UTC)", "Nobody publishes the piece before, by hand or by schedule.")
    why = forms.CharField(
        label="Reason", required=False, max_length=500, help_text="Asked for to lift or shorten an embargo."
    )

    def clean_until(self) -> Any:
        """A time to come; None where the embargo is lifted."""
        until = self.cleaned_data["until"]
        if "lift" in self.data:
            return None
        if not until:
            raise ValidationError("Say until when.")
        if until <= now():
            raise ValidationError("That time is over. Choose one to come.")
        return until


class NoticeForm(forms.Form):
    """What a notice says; and for one that cannot be taken back, that it is meant.

    `after` is the edition the page was opened on: a notice sent twice is put once.
    """

    after = forms.IntegerField(widget=forms.HiddenInput)
    note = a_text("Public note", "What readers are told, and why. It stands above the text.", required=True)
    understood = forms.BooleanField(label="I understand that this cannot be taken back", label_suffix="")
    address = forms.CharField(label="The piece’s address, to confirm")

    def __init__(self, kind: str, article: Article, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slug = article.slug
        self.edition = article.live.number if article.live else 0
        self.initial["after"] = self.edition
        if kind != "retraction":
            del self.fields["understood"]
        if kind != "removal":
            del self.fields["address"]
        else:
            self.fields["note"].help_text = "All that readers find. It must not repeat what is removed."
            self.fields["address"].help_text = f"Type “{self.slug}”."

    def clean_after(self) -> int:
        after: int = self.cleaned_data["after"]
        if after != self.edition:
            raise ValidationError(
                "Another edition was published since you opened this page. Look at it first."
            )
        return after

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if address.strip().strip("/") != self.slug:
            raise ValidationError(f"That is not this piece’s address, “{self.slug}”.")
        return address

    def look_again(self) -> None:
        """Let the form, when it is sent again, follow the edition its page now shows."""
        self.data = {name: self.data[name] for name in self.data} | {"after": str(self.edition)}
