from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin import widgets
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from articles.desk import DeskForm
from articles.models import Article
from claims.models import Assessment, Claim, Evidence


class WordsField(forms.CharField):
    """Words of a text, to the letter: a browser sends its line feeds as CR LF."""

    widget = forms.Textarea(attrs={"rows": 2})

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class QuoteForm(forms.Form):
    """Words of a text, and what stands around them when they stand there twice."""

    quote = WordsField(
        label="The claim’s words",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="As they stand in the text: copy and paste them.",
    )
    prefix = WordsField(  # type: ignore[assignment]  # a field, not the form's prefix
        label="Words before",
        strip=False,
        required=False,
        help_text="Only needed when the words stand more than once.",
    )
    suffix = WordsField(label="Words after", strip=False, required=False)


class PlaceForm(QuoteForm):
    """The same, and where they begin: a choice that was offered may look just like another."""

    at = forms.IntegerField(required=False, widget=forms.HiddenInput)


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.get_full_name() or obj)


class ClaimForm(DeskForm):
    """A claim's record, with the revision of it that the form showed."""

    seen = forms.UUIDField(widget=forms.HiddenInput, required=False)
    assigned_to = PersonField(
        User.objects.none(), required=False, help_text="Who looks after it.", empty_label="Nobody"
    )

    class Meta:
        model = Claim
        fields = [
            "proposition",
            "modality",
            "attribution_kind",
            "attribution_name",
            "attribution_cue",
            "fact_kind",
            "checkable",
            "stakes",
            "legal_sensitivity",
            "internal_note",
            "assigned_to",
            "recheck_on",
        ]
        widgets = {
            "proposition": forms.Textarea(attrs={"rows": 2}),
            "internal_note": forms.Textarea(attrs={"rows": 3}),
            "recheck_on": widgets.AdminDateWidget,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "assigned_to" in self.fields:
            people = who_may_check() | User.objects.filter(pk=self.instance.assigned_to_id)
            self.fields["assigned_to"].queryset = people.order_by("first_name", "username")  # type: ignore[attr-defined]
        if "seen" in self.fields and not self.instance._state.adding:
            self.initial["seen"] = self.instance.history.values_list("history_id", flat=True).first()

    def details(self) -> dict[str, Any]:
        """The claim's fields, without the reason for the change."""
        return {name: self.cleaned_data[name] for name in ClaimForm.Meta.fields}


def who_may_check() -> QuerySet[User]:
    backend = "django.contrib.auth.backends.ModelBackend"
    return User.objects.with_perm("articles.check_article", backend=backend)


class NewClaimForm(ClaimForm):
    """A claim and the words it is made of; the server finds where they stand."""

    article = forms.ModelChoiceField(
        Article.objects.all(),
        label="Piece",
        widget=widgets.AutocompleteSelect(Claim._meta.get_field("article"), admin.site),
    )
    quote = QuoteForm.base_fields["quote"]
    prefix = QuoteForm.base_fields["prefix"]  # type: ignore[assignment]
    suffix = QuoteForm.base_fields["suffix"]
    why = seen = None  # type: ignore[assignment]  # takes the fields away

    def piece(self) -> Article | None:
        """The piece the form names, if there is one this person may see."""
        with suppress(ValidationError):
            return self.fields["article"].clean(self["article"].value())
        return None

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in QuoteForm.base_fields}


class RemoveForm(forms.Form):
    reason = forms.CharField(
        label="Why it goes",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Readers see it beside its number.",
    )


class RemarkForm(forms.Form):
    text = forms.CharField(
        label="Your remark",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For the desk; never published, and never changed.",
    )


class WithdrawForm(forms.Form):
    why = forms.CharField(label="Why it no longer stands", widget=forms.Textarea(attrs={"rows": 3}))


class EvidenceForm(DeskForm):
    class Meta:
        model = Evidence
        fields = [
            "claim",
            "source",
            "relation",
            "locator",
            "excerpt",
            "credibility",
            "note",
            "is_public",
        ]
        widgets = {
            "excerpt": forms.Textarea(attrs={"rows": 4}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "relation": "Which way it points. Who said so is no evidence that it is so, and carries nothing.",
            "is_public": "Of a confidential source readers learn only that one was used.",
        }


class AssessmentForm(DeskForm):
    why = None  # type: ignore[assignment]  # takes the field away

    def judged(self) -> Any:
        """The id of the claim the form names, if it names one."""
        with suppress(ValidationError, KeyError):
            return getattr(self.fields["claim"].clean(self["claim"].value()), "pk", None)
        return None

    class Meta:
        model = Assessment
        fields = [
            "claim",
            "finding",
            "confidence",
            "attribution_check",
            "summary",
            "reason",
            "as_of",
        ]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "reason": forms.Textarea(attrs={"rows": 2}),
            "as_of": widgets.AdminDateWidget,
        }
