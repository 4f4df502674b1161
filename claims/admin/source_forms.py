"""Forms about sources: one of the library, one read from a reference, and the box that finds one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.html import format_html

from articles.bibliography.reading import Reference
from articles.desk import DeskForm
from articles.minting import now
from claims.models import Source
from claims.sourcing import without_archive

ORIGINS = "origin-groups"  # the id of the list of suggestions, once a page
A_MOMENT = forms.DateTimeInput({"type": "datetime-local", "step": "1"}, format="%Y-%m-%dT%H:%M:%S")
WHAT = ["type", "title", "creators", "publisher", "issued", "url", "doi"]
COPIES = ["archived_url", "archived_at", "accessed"]
RATING = ["access", "reliability", "is_primary", "origin_group"]


def with_https(field: models.Field, **options: Any) -> Any:
    """An address without its scheme is meant as one of https."""
    return field.formfield(
        **options | ({"assume_scheme": "https"} if isinstance(field, models.URLField) else {})
    )


def origin_groups() -> list[str]:
    """The words by which sources of one origin are known so far, to choose from."""
    named = Source.objects.exclude(origin_group="").order_by("origin_group")
    return list(named.values_list("origin_group", flat=True).distinct())


def described(source: Source) -> str:
    """A source as the desk chooses it: title, who published it and when, how far it is to be relied on."""
    published = ", ".join(filter(None, [source.publisher, source.issued]))
    rating = source.get_reliability_display()
    retracted = "RETRACTED" if source.is_retracted else ""
    return " · ".join(filter(None, [retracted, source.title, published, rating]))


class FromTheLibrary(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return described(obj)


class LibrarySelect(AutocompleteSelect):
    """Finds a source of the library as one types."""

    def get_url(self) -> str:
        return reverse("admin:claims_source_suggest")


class CleanSource(forms.ModelForm):
    """A source as somebody gives it: the address of an archived copy is told from that of the original."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        try:
            cleaned |= without_archive(cleaned.get("url", ""), cleaned.get("archived_url", ""))
        except ValueError as error:
            self.add_error("url", str(error))
        self._refuse_odd_dates(cleaned)
        return cleaned

    def _refuse_odd_dates(self, cleaned: Mapping[str, Any]) -> None:
        if cleaned.get("archived_at") and not cleaned.get("archived_url"):
            self.add_error("archived_url", "Which copy was captured then? Give its address.")
        for name in ("accessed", "retracted_at"):
            if (day := cleaned.get(name)) and day > now().date():
                self.add_error(name, "This day is yet to come.")


class SourceForm(CleanSource, DeskForm):
    class Meta:
        model = Source
        fields = [*WHAT, *COPIES, *RATING, "retracted_at", "internal_note"]
        formfield_callback = with_https
        widgets = {
            "origin_group": forms.TextInput(attrs={"list": ORIGINS, "autocomplete": "off"}),
            "internal_note": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"archived_at": "Captured (UTC)"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        keys = Source(url=cleaned.get("url") or "", doi=cleaned.get("doi") or "").keys()
        if known := Source.objects.known_as(**keys).exclude(pk=self.instance.pk).first():
            self.add_error("url" if known.url_key == keys["url_key"] != "" else "doi", here_already(known))
        return cleaned


class PasteForm(forms.Form):
    text = forms.CharField(
        label="References",
        strip=False,
        error_messages={"required": "Paste an address, a DOI, BibTeX, RIS or CSL-JSON."},
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="Addresses, DOIs, BibTeX, RIS or CSL-JSON: one or many, also mixed.",
    )


class ReferenceForm(CleanSource):
    """A source read from a reference, to be put right and added."""

    chosen = forms.BooleanField(label="Add this source", required=False)

    class Meta:
        model = Source
        fields = [*WHAT, *COPIES, *RATING]
        formfield_callback = with_https
        widgets = {
            "origin_group": SourceForm.Meta.widgets["origin_group"],
            "accessed": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "archived_at": A_MOMENT,
        }
        labels = SourceForm.Meta.labels

    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


def as_read(reference: Reference) -> dict[str, Any]:
    """What a form for a reference begins with; nothing is known yet of how reliable it is."""
    return {name: getattr(reference, name) for name in [*WHAT, *COPIES]}


def here_already(source: Source) -> ValidationError:
    link = reverse("admin:claims_source_change", args=[source.pk])
    message = format_html('The library has this source: <a href="{}">{}</a>.', link, described(source))
    return ValidationError(message, code="known")
