"""The library of sources, and what each says on a claim."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from articles.admin.deleting import Deletable
from articles.desk import DeskAdmin, who
from claims import assessing
from claims.admin.desk import OfVisiblePieces, VerbPages
from claims.forms import (
    EvidenceForm,
    WithdrawForm,
)
from claims.models import Evidence, Source


@admin.register(Source)
class SourceAdmin(Deletable, DeskAdmin):
    list_display = ["title", "publisher", "issued", "type", "access", "reliability", "origin_group"]
    list_filter = ["reliability", "access", "type", "is_primary"]
    search_fields = ["title", "creators", "publisher", "url", "doi", "origin_group"]
    fieldsets = [
        (None, {"fields": ["type", "title", "creators", ("publisher", "issued"), ("url", "doi")]}),
        ("Copies", {"fields": [("accessed", "access"), ("archived_url", "archived_at")]}),
        ("Rating", {"fields": ["reliability", ("is_primary", "origin_group"), "internal_note"]}),
        ("This change", {"fields": ["why"]}),
    ]


@admin.register(Evidence)
class EvidenceAdmin(OfVisiblePieces, VerbPages):
    form = EvidenceForm
    list_display = ["source", "relation", "claim", "credibility", "is_public", "withdrawn_at"]
    list_filter = [
        "relation",
        "credibility",
        "is_public",
        ("withdrawn_at", admin.EmptyFieldListFilter),
    ]
    list_select_related = ["source", "claim"]
    search_fields = ["source__title", "claim__proposition", "excerpt", "note"]
    autocomplete_fields = ["claim", "source"]

    def get_readonly_fields(self, request: HttpRequest, obj: Evidence | None = None) -> list[str]:
        return ["claim"] if obj else []

    def write(self, request: HttpRequest, obj: Evidence, form: Any, change: bool) -> None:
        if change:
            super().write(request, obj, form, change)
            return
        details = {name: value for name, value in form.cleaned_data.items() if name != "why"}
        filed = assessing.file_evidence(
            details.pop("claim"),
            details.pop("source"),
            by=who(request),
            why=form.cleaned_data["why"],
            **details,
        )
        obj.pk = filed.pk

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view(self.withdraw)
        return [
            path("<uuid:pk>/withdraw/", wrap, name="claims_evidence_withdraw"),
            *super().get_urls(),
        ]

    def withdraw(self, request: HttpRequest, pk: Any) -> HttpResponse:
        def act(evidence: Evidence, request: HttpRequest, form: forms.Form) -> str:
            assessing.withdraw_evidence(evidence, by=who(request), why=form.cleaned_data["why"])
            return "The evidence is withdrawn. It stays on record."

        return self.verb_page(request, pk, title="Withdraw this evidence", form_class=WithdrawForm, act=act)
