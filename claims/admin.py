"""The annotating desk: claims, their evidence and what was found. Saves go to `annotating`."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles.desk import DeskAdmin, ReadOnly
from articles.models import Article
from articles.permissions import may
from claims import annotating
from claims.forms import (
    AssessmentForm,
    ClaimForm,
    EvidenceForm,
    NewClaimForm,
    QuoteForm,
    RemoveForm,
    WithdrawForm,
)
from claims.models import Anchor, Assessment, Claim, Evidence, Source, TextVersion
from claims.publication import standing_assessment
from claims.vocabulary import AnchorState, Finding
from claims.wording import how_put

Act = Callable[[Any, HttpRequest, forms.Form], str]


class PieceFilter(admin.SimpleListFilter):
    """The piece whose claims are listed; set by links, and offered only while it is."""

    title = "piece"
    parameter_name = "article"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        chosen = (
            Article.objects.filter(pk=self.used_parameters.get("article")) if self.used_parameters else []
        )
        return [(str(article.pk), str(article)) for article in chosen]

    def has_output(self) -> bool:
        return True

    def queryset(self, request: HttpRequest, claims: QuerySet[Claim]) -> QuerySet[Claim]:
        return claims.filter(article=self.value()) if self.value() else claims


class StateFilter(admin.SimpleListFilter):
    title = "place in the text"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, label.capitalize()) for value, label in AnchorState.choices]

    def queryset(self, request: HttpRequest, claims: QuerySet[Claim]) -> QuerySet[Claim]:
        return claims.filter(state=self.value()) if self.value() else claims


class VerbPages(DeskAdmin):
    """Pages beside the change form that put one small form to one verb."""

    def verb_page(
        self, request: HttpRequest, pk: Any, *, title: str, form_class: type[forms.Form], act: Act
    ) -> HttpResponse:
        """Show the form; on POST let `act` do it and say what was done, or put the refusal into the form."""
        obj = self.get_object(request, str(pk))
        if obj is None:
            raise Http404
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        form = form_class(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                messages.success(request, act(obj, request, form))
            except ValidationError as refusal:
                for field, errors in getattr(refusal, "error_dict", {None: refusal.messages}).items():
                    form.add_error(field if field in form.fields else None, errors)
            else:
                return HttpResponseRedirect(
                    reverse(f"admin:{self.opts.label_lower.replace('.', '_')}_change", args=[pk])
                )
        context = self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "object": obj,
            "form": form,
        }
        return TemplateResponse(request, "admin/verb.html", context)


@admin.register(Claim)
class ClaimAdmin(VerbPages):
    form = ClaimForm
    list_display = ["label", "article", "proposition", "put", "place", "found", "stakes"]
    list_display_links = ["label", "proposition"]
    list_filter = [
        PieceFilter,
        StateFilter,
        "modality",
        "attribution_kind",
        "fact_kind",
        "checkable",
        "stakes",
        "legal_sensitivity",
        ("removed_at", admin.EmptyFieldListFilter),
    ]
    search_fields = ["proposition", "first_exact", "attribution_name", "article__headline"]
    readonly_fields = ["article", "number", "place", "first_exact"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "article",
                    ("number", "place"),
                    "first_exact",
                    "removal_reason",
                    "proposition",
                ]
            },
        ),
        (
            "How the text puts it",
            {"fields": ["modality", ("attribution_kind", "attribution_name"), "attribution_cue"]},
        ),
        (
            "What kind of claim it is",
            {
                "fields": [
                    ("fact_kind", "checkable"),
                    ("stakes", "legal_sensitivity"),
                    "internal_note",
                ]
            },
        ),
        ("This change", {"fields": ["why"]}),
    ]
    new_fieldsets = [
        ("The words", {"fields": ["article", "quote", ("prefix", "suffix"), "proposition"]}),
        *fieldsets[1:3],
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        visible = Article.objects.visible_to(request.user)
        claims = Claim.objects.with_place().with_evidence().select_related("article")
        return claims.filter(article__in=visible).defer("article__body")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        return super().get_search_results(
            request, queryset.order_by("article__headline", "number"), search_term
        )

    def has_change_permission(self, request: HttpRequest, obj: Claim | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or may(request.user, "check", obj.article))

    @admin.display(description="no.", ordering="number")
    def label(self, claim: Claim) -> str:
        return str(claim.number)

    @admin.display(description="how the text puts it", ordering="modality")
    def put(self, claim: Claim) -> str:
        return how_put(claim.modality, claim.attribution_kind, claim.attribution_name)

    @admin.display(description="place in the text", ordering="state")
    def place(self, claim: Any) -> str:
        if claim.is_removed:
            return f"{AnchorState.REMOVED.label.capitalize()}: {claim.removal_reason}"
        return AnchorState(claim.state).label.capitalize() if claim.state else "No place in this text"

    @admin.display(description="what the desk found")
    def found(self, claim: Any) -> str:
        if not claim.signed_assessments:
            return "Proposed, not signed" if claim.open_proposals else "Not yet assessed"
        finding = claim.signed_assessments[0].finding
        label = Finding(finding).label if finding else "No finding"
        return label if standing_assessment(claim, claim.words) else f"{label} (stale)"

    def get_fieldsets(self, request: HttpRequest, obj: Claim | None = None) -> Any:
        return self.fieldsets if obj else self.new_fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: Claim | None = None) -> Any:
        return self.readonly_fields if obj else []

    def get_form(self, request: HttpRequest, obj: Claim | None = None, **kwargs: Any) -> Any:
        if obj is None:
            kwargs |= {"form": NewClaimForm, "fields": ClaimForm.Meta.fields}
        form = super().get_form(request, obj, **kwargs)
        if obj is None:
            form.base_fields["article"].queryset = Article.objects.visible_to(request.user)
        return form

    def write(self, request: HttpRequest, obj: Claim, form: Any, change: bool) -> None:
        if change:
            details = {name: form.cleaned_data[name] for name in ClaimForm.Meta.fields}
            annotating.amend(obj, by=request.user, why=form.cleaned_data["why"], **details)
        else:
            piece = form.cleaned_data["article"]
            claim = annotating.add_claim(piece, by=request.user, **form.words(), **form.details())
            obj.pk, obj.number, obj.article = claim.pk, claim.number, piece

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("<uuid:pk>/place/", wrap(self.place_again), name="claims_claim_place"),
            path("<uuid:pk>/remove/", wrap(self.remove), name="claims_claim_remove"),
        ]
        return own + super().get_urls()

    def place_again(self, request: HttpRequest, pk: Any) -> HttpResponse:
        def act(claim: Claim, request: HttpRequest, form: forms.Form) -> str:
            anchor = annotating.place_again(claim, by=request.user, **form.cleaned_data)
            return f"Claim {claim.number} now stands on “{anchor.exact}”."

        return self.verb_page(request, pk, title="Place again", form_class=QuoteForm, act=act)

    def remove(self, request: HttpRequest, pk: Any) -> HttpResponse:
        def act(claim: Claim, request: HttpRequest, form: forms.Form) -> str:
            annotating.remove(claim, by=request.user, reason=form.cleaned_data["reason"])
            return f"Claim {claim.number} is removed. Its number stays its own."

        return self.verb_page(request, pk, title="Remove this claim", form_class=RemoveForm, act=act)


@admin.register(Source)
class SourceAdmin(DeskAdmin):
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
class EvidenceAdmin(VerbPages):
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
        filed = annotating.file_evidence(
            details.pop("claim"),
            details.pop("source"),
            by=request.user,
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
            annotating.withdraw_evidence(evidence, by=request.user, why=form.cleaned_data["why"])
            return "The evidence is withdrawn. It stays on record."

        return self.verb_page(request, pk, title="Withdraw this evidence", form_class=WithdrawForm, act=act)


@admin.register(Assessment)
class AssessmentAdmin(DeskAdmin):
    """Proposals are added, and signed by somebody else; neither is ever changed."""

    form = AssessmentForm
    list_display = [
        "claim",
        "finding",
        "confidence",
        "as_of",
        "proposed_by",
        "signed_by",
        "signed_at",
    ]
    list_filter = [
        "finding",
        "confidence",
        "attribution_check",
        ("signed_by", admin.EmptyFieldListFilter),
    ]
    list_select_related = ["claim", "proposed_by", "signed_by"]
    search_fields = ["claim__proposition", "summary"]
    autocomplete_fields = ["claim"]
    actions = ["sign_selected"]
    fields = AssessmentForm.Meta.fields

    def has_change_permission(self, request: HttpRequest, obj: Assessment | None = None) -> bool:
        return False

    def has_sign_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("claims.sign_assessment")

    def get_fields(self, request: HttpRequest, obj: Assessment | None = None) -> list[str]:
        own = list(self.fields)
        return [*own, "words", "proposed_by", "proposed_at", "signed_by", "signed_at"] if obj else own

    def write(self, request: HttpRequest, obj: Assessment, form: Any, change: bool) -> None:
        details = dict(form.cleaned_data)
        proposal = annotating.propose(details.pop("claim"), by=request.user, **details)
        obj.pk = proposal.pk

    @admin.action(description="Sign the selected findings", permissions=["sign"])
    def sign_selected(self, request: HttpRequest, assessments: QuerySet[Assessment]) -> None:
        for proposal in assessments.select_related("claim__article"):
            try:
                annotating.sign(proposal, by=request.user)
            except (ValidationError, PermissionDenied) as refusal:
                reason = " ".join(getattr(refusal, "messages", [str(refusal)]))
                messages.error(request, f"{proposal.claim} was not signed. {reason}")
            else:
                messages.success(request, f"{proposal.claim} is signed.")


@admin.register(Anchor)
class AnchorAdmin(ReadOnly):
    list_display = ["claim", "state", "exact", "score", "placed_at"]
    list_filter = ["state"]
    list_select_related = ["claim"]
    search_fields = ["exact", "claim__proposition"]
    ordering = ["-placed_at"]


@admin.register(TextVersion)
class TextVersionAdmin(ReadOnly):
    list_display = ["fingerprint", "opening"]
    search_fields = ["fingerprint", "text"]

    @admin.display(description="text")
    def opening(self, version: TextVersion) -> str:
        return version.text[:120]
