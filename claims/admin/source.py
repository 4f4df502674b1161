"""The library of sources: rated once for all the claims that lean on them."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join

from articles.admin.deleting import Deletable
from articles.desk import DeskAdmin, who
from articles.refusals import Refused
from claims import sourcing
from claims.admin.references import ReferencePages
from claims.admin.source_forms import (
    A_MOMENT,
    ORIGINS,
    SourceForm,
    described,
    here_already,
    origin_groups,
)
from claims.models import Claim, Source
from claims.uses import unseen_uses, uses_of

TOLD = 20  # reopened claims that a message links to; the page it stands on has them all


class Suggestions(AutocompleteJsonView):
    """What the box that finds a source offers: publisher, date and rating tell namesakes apart."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        return {"id": str(getattr(obj, to_field_name)), "text": described(obj)}


@admin.register(Source)
class SourceAdmin(Deletable, ReferencePages):
    form = SourceForm
    formfield_overrides: ClassVar[Any] = DeskAdmin.formfield_overrides | {
        # Django's two boxes for a moment have no names.
        models.DateTimeField: {"form_class": forms.DateTimeField, "widget": A_MOMENT}
    }
    list_display = [
        "title",
        "publisher",
        "issued",
        "type",
        "access",
        "reliability",
        "origin_group",
        "retracted_at",
    ]
    list_filter = [
        "reliability",
        "access",
        "type",
        "is_primary",
        ("retracted_at", admin.EmptyFieldListFilter),
    ]
    search_fields = ["title", "creators", "publisher", "url", "doi", "origin_group"]
    radio_fields = {"reliability": admin.VERTICAL}
    fieldsets = [
        (None, {"fields": ["type", "title", "creators", ("publisher", "issued"), "url", "doi"]}),
        (
            "Copies",
            {
                "fields": ["accessed", "archived_url", "archived_at"],
                "description": "Nothing is fetched: say when you read it, and where a copy is kept."
                " An address of a web archive is taken apart into the original’s and the copy’s.",
            },
        ),
        (
            "How reliable the source is: A to F",
            {
                "fields": ["reliability", "is_primary", "origin_group", "retracted_at"],
                "description": "Of the source itself, once for every claim that leans on it. How credible"
                " each thing it says is (1 to 6) is said with the evidence. Another rating, or a retraction,"
                " takes back what was found with it until it is signed anew.",
                "classes": ["desk-reliability"],
            },
        ),
        (
            "For the desk",
            {
                "fields": ["access", "internal_note"],
                "description": "Of a confidential source readers learn only that one was used. What an"
                " edition published before stays in it.",
            },
        ),
        ("This change", {"fields": ["why"]}),
    ]

    def get_urls(self) -> list[URLPattern]:
        suggest = self.admin_site.admin_view(Suggestions.as_view(admin_site=self.admin_site))
        return [path("suggest/", suggest, name="claims_source_suggest"), *super().get_urls()]

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """Also by a DOI or an address, however that is spelled."""
        found, has_duplicates = super().get_search_results(request, queryset, search_term)
        known = queryset.known_as(**Source(url=search_term.strip(), doi=search_term.strip()).keys())
        return found | known, has_duplicates

    def write(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        why = form.cleaned_data["why"]
        if change:
            request.reopened = sourcing.revise_source(obj, by=who(request), why=why)  # type: ignore[attr-defined]
            return
        details = {name: value for name, value in form.cleaned_data.items() if name != "why"}
        source, is_new = sourcing.add_source(by=who(request), why=why, **details)
        if not is_new:
            raise Refused(here_already(source))
        obj.pk = source.pk

    def response_change(self, request: HttpRequest, obj: Source) -> HttpResponse:
        """After a save that reopened claims, the list of what stands on the source, and a word on it."""
        reopened = getattr(request, "reopened", [])
        response = super().response_change(request, obj)
        if not reopened or IS_POPUP_VAR in request.POST:
            return response
        messages.warning(request, _told(reopened))
        return HttpResponseRedirect(reverse("admin:claims_source_change", args=[obj.pk]) + "#uses")

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        source = kwargs.get("obj")
        context |= {"origins": ORIGINS, "origin_groups": origin_groups()}
        if source:
            by = who(request)
            context |= {"uses": uses_of(source, by), "unseen_uses": unseen_uses(source, by)}
        return super().render_change_form(request, context, *args, **kwargs)


def _told(reopened: list[Claim]) -> Any:
    in_order = sorted(reopened, key=lambda claim: (claim.article.headline, claim.number))
    links = format_html_join(
        ", ",
        '<a href="{}">claim {} of “{}”</a>',
        (
            (reverse("admin:claims_claim_change", args=[claim.pk]), claim.number, claim.article)
            for claim in in_order[:TOLD]
        ),
    )
    more = f" and {len(reopened) - TOLD} more, listed below" if len(reopened) > TOLD else ""
    what = "1 claim is" if len(reopened) == 1 else f"{len(reopened)} claims are"
    return format_html(
        "{} reopened, and shown as not yet assessed from the next edition on, until signed anew: {}{}.",
        what,
        links,
        more,
    )
