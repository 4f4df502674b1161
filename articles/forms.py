from typing import Any

from django import forms

from articles.desk import DeskForm
from articles.models import Article
from articles.models.edition import EditionKind
from articles.publishing import LATER_KINDS
from articles.refusals import Conflict
from articles.revising import FIELDS


class ArticleForm(DeskForm):
    """The working copy, with the version the editor started from."""

    started_from = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Article
        fields = (*FIELDS, "disclaimers", "tags")
        widgets = {"standfirst": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.instance._state.adding:
            self.initial["started_from"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        """Say first that somebody else saved: other errors of a form gone stale would only confuse."""
        started_from = self.cleaned_data.get("started_from")
        if started_from not in {None, self.instance.version} and not self.refusal:
            raise Conflict(self.instance.version)
        return super().clean()


class PublishForm(forms.Form):
    """What an edition is, and what it says to readers."""

    kind = forms.ChoiceField(label="This edition is")
    note = forms.CharField(
        label="Public note",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What is different, and why. Readers see it.",
    )

    def __init__(self, article: Article, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = LATER_KINDS if article.is_published else [EditionKind.FIRST]
        choices = [(kind.value, kind.label) for kind in kinds]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
