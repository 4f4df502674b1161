"""The working copy as a form: its fields, its byline, and what the browser sends along."""

from typing import Any, cast
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet, inlineformset_factory
from django.http import QueryDict

from articles.content import FIELDS
from articles.desk import DeskForm
from articles.models import Article, Author, Byline

Credit = tuple[Author, str]


class ArticleForm(DeskForm):
    """The working copy, with the version the editor started from and the name of the browser's copy."""

    started_from = forms.IntegerField(widget=forms.HiddenInput, required=False)
    copy = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)

    class Meta:
        model = Article
        fields = (*FIELDS, "disclaimers", "tags")
        widgets = {"standfirst": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.instance._state.adding:
            self.initial["started_from"] = self.instance.version
        restore_nothing(self)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("started_from") is None and not self.instance._state.adding:
            raise ValidationError(
                "This page does not say which version you started from. Open the piece again."
            )
        return super().clean()


def restore_nothing(form: forms.BaseForm) -> None:
    """Keep browsers from putting back what was typed when somebody goes back to the form.

    They would put it under the version of today, and a save would undo what others saved meanwhile.
    """
    for field in form.fields.values():
        widget: Any = getattr(field.widget, "widget", field.widget)  # the admin wraps some
        widget.attrs["autocomplete"] = "off"


class BylineForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        """Without the model's checks for what stands twice: of the byline as merged, the verb judges."""
        return self.cleaned_data


class BylineRows(BaseInlineFormSet):
    """A byline as it was typed, row by row, whichever rows the database has by the time it is sent.

    Somebody else may have saved in between, and each save writes the byline anew. A row without an author
    is none.
    """

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        row_id = form.fields["id"].initial
        form.fields["id"] = forms.CharField(required=False, widget=forms.HiddenInput, initial=row_id)
        form.fields["author"].required = False
        restore_nothing(form)
        if form.is_bound and form.add_prefix("DELETE") in form.data:
            # Should the form be shown again, this row is empty: it must not come back.
            data = cast(QueryDict, form.data).copy()
            data[form.add_prefix("author")] = ""
            form.data = data

    def credits(self) -> list[Credit]:
        """Author and role of each row, in the order of their position. The rows have been validated."""
        rows = [row for row in (form.cleaned_data for form in self.forms) if row.get("author")]
        return [(row["author"], row["role"]) for row in sorted(rows, key=lambda row: row["position"])]

    def validate_unique(self) -> None:
        """Nothing: see BylineForm.clean."""


BylineFormSet = inlineformset_factory(
    Article, Byline, form=BylineForm, formset=BylineRows, fields=["author", "role", "position"]
)
