"""What each source says on a claim: filed, corrected, withdrawn."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.safestring import mark_safe

from articles.desk import who
from articles.minting import new_id
from claims import assessing
from claims.admin.desk import OfVisiblePieces, VerbPages
from claims.admin.source_forms import FromTheLibrary, LibrarySelect
from claims.forms import EvidenceForm, WithdrawForm
from claims.models import Evidence

FIND_IT = mark_safe(  # our own words
    "Search as you type: title, publisher, author, address, DOI or origin."
    ' Not there? <a href="#from-reference">Add it from a reference</a>.'
)
DRAFTS = "evidence-drafts"  # in the session: what was typed by those who left a form to add its source
KEPT = 5


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
    radio_fields = {"credibility": admin.VERTICAL}
    on_what = (None, {"fields": ["claim", "source", "relation", "locator", "excerpt"]})
    on_record = (
        None,
        {
            "fields": ["claim", "source", "relation", "locator", "excerpt"],
            "description": "What it is evidence of, and which way it points, stays as it was filed: findings"
            " may stand on it. Filed by mistake, it is withdrawn, and filed anew.",
        },
    )
    how_good = (
        "How credible this is: 1 to 6",
        {
            "fields": ["credibility"],
            "description": "Of this one piece of information, whoever it comes from. How reliable its source"
            " is (A to F) is said once, with the source.",
            "classes": ["desk-credibility"],
        },
    )
    for_readers = ("For readers", {"fields": ["note", "is_public"]})
    this_change = ("This change", {"fields": ["why"]})

    def get_fieldsets(self, request: HttpRequest, obj: Evidence | None = None) -> Any:
        if obj is None:
            return [self.on_what, self.how_good, self.for_readers, self.this_change]
        rated = (self.how_good[0], self.how_good[1] | {"fields": ["reliability", "credibility"]})
        return [self.on_record, rated, self.for_readers, self.this_change]

    def get_readonly_fields(self, request: HttpRequest, obj: Evidence | None = None) -> list[str]:
        return ["claim", "source", "relation", "reliability"] if obj else []

    @admin.display(description="reliability of the source")
    def reliability(self, evidence: Evidence) -> str:
        return evidence.source.get_reliability_display()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "source":
            kwargs |= {"form_class": FromTheLibrary, "widget": LibrarySelect(db_field, self.admin_site)}
            kwargs["help_text"] = FIND_IT
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What was typed before somebody went to add the source, and what the address proposes."""
        kept = request.session.get(DRAFTS, {}).get(request.GET.get("draft", ""), {})
        meant = {name: value for name, value in kept.items() if self._can_be_meant(name, value)}
        return {**meant, **super().get_changeform_initial_data(request)}

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if "_reference" in request.POST and self.has_add_permission(request):
            draft = _keep(request)
            return HttpResponseRedirect(f"{reverse('admin:claims_source_from_reference')}?draft={draft}")
        return super().add_view(request, form_url, extra_context)

    def write(self, request: HttpRequest, obj: Evidence, form: Any, change: bool) -> None:
        details = {name: value for name, value in form.cleaned_data.items() if name != "why"}
        if change:
            assessing.amend_evidence(obj, by=who(request), why=form.cleaned_data["why"], **details)
            return
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
            before = evidence.claim.reopened_at
            withdrawn = assessing.withdraw_evidence(evidence, by=who(request), why=form.cleaned_data["why"])
            if withdrawn.claim.reopened_at == before:
                return "The evidence is withdrawn. It stays on record."
            return (
                f"The evidence is withdrawn, and claim {withdrawn.claim.number} is reopened:"
                " what was found on it does not stand without."
            )

        return self.verb_page(request, pk, title="Withdraw this evidence", form_class=WithdrawForm, act=act)


def _keep(request: HttpRequest) -> str:
    """Keep what was typed; return by which name it is found again."""
    typed = {name: request.POST.get(name, "") for name in [*EvidenceForm.Meta.fields, "why"]}
    drafts: dict[str, Any] = request.session.get(DRAFTS, {})
    name = new_id().hex
    kept = [*drafts.items(), (name, typed | {"is_public": "is_public" in request.POST})]
    request.session[DRAFTS] = dict(kept[-KEPT:])
    return name
