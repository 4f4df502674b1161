"""A claim on the desk."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from articles.desk import who
from articles.models import Article
from articles.permissions import may
from claims import annotating
from claims.admin import filing
from claims.admin.annotate import AnnotatingDesk
from claims.admin.claim_page import ClaimPages
from claims.admin.desk import OfVisiblePieces
from claims.admin.exchange import Exchange
from claims.admin.same_words import told_of_others
from claims.forms import (
    ClaimForm,
    NewClaimForm,
    PlaceForm,
    RemoveForm,
)
from claims.models import Claim
from claims.publication import standing_assessment
from claims.vocabulary import AnchorState, Finding
from claims.wording import how_put, where_it_stands


class PieceFilter(admin.SimpleListFilter):
    """The piece whose claims are listed; set by links, and offered only while it is."""

    title = "piece"
    parameter_name = "article"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        if not self.used_parameters:
            return []
        try:
            chosen = Article.objects.visible_to(request.user).filter(pk=self.used_parameters["article"])
        except ValidationError as error:
            raise IncorrectLookupParameters from error
        return [(str(article.pk), str(article)) for article in chosen]

    def has_output(self) -> bool:
        return True

    def queryset(self, request: HttpRequest, claims: Any) -> Any:
        return claims.filter(article=self.value()) if self.value() else claims


class StateFilter(admin.SimpleListFilter):
    title = "place in the text"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, label.capitalize()) for value, label in AnchorState.choices]

    def queryset(self, request: HttpRequest, claims: Any) -> Any:
        return claims.filter(state=self.value()) if self.value() else claims


@admin.register(Claim)
class ClaimAdmin(OfVisiblePieces, ClaimPages):
    form = ClaimForm
    path_to_piece = "article"
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
        (None, {"fields": ["article", ("number", "place"), "first_exact", "proposition"]}),
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
        ("Who looks after it", {"fields": [("assigned_to", "recheck_on")]}),
        ("This change", {"fields": ["why"]}),
    ]
    new_fieldsets = [
        ("The words", {"fields": ["article", "quote", ("prefix", "suffix"), "proposition"]}),
        *fieldsets[1:4],
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        visible: Any = super().get_queryset(request)
        return visible.with_place().with_evidence().select_related("article").defer("article__body")

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
        where = where_it_stands(claim.state, is_removed=claim.is_removed)
        return f"{where}: {claim.removal_reason}" if claim.is_removed else where

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

    def get_form(
        self, request: HttpRequest, obj: Claim | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is None:
            kwargs |= {"form": NewClaimForm, "fields": ClaimForm.Meta.fields}
        form = super().get_form(request, obj, change, **kwargs)
        if obj is None:
            form.base_fields["article"].queryset = Article.objects.visible_to(request.user)
        return form

    def write(self, request: HttpRequest, obj: Claim, form: Any, change: bool) -> None:
        if change:
            self.write_record(request, obj, form)
        else:
            piece = form.cleaned_data["article"]
            claim = annotating.add_claim(piece, by=who(request), **form.words(), **form.details())
            obj.pk, obj.number, obj.article = claim.pk, claim.number, piece
            if others := told_of_others(claim):
                messages.warning(request, others)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("<uuid:pk>/place/", wrap(self.place_again), name="claims_claim_place"),
            path("<uuid:pk>/confirm/", wrap(self.confirm), name="claims_claim_confirm"),
            path("<uuid:pk>/remove/", wrap(self.remove), name="claims_claim_remove"),
            *AnnotatingDesk(self).urls(),
            *Exchange(self).urls(),
            *filing.urls(self),
        ]
        return own + super().get_urls()

    def place_again(self, request: HttpRequest, pk: Any) -> HttpResponse:
        def act(claim: Claim, request: HttpRequest, form: forms.Form) -> str:
            anchor = annotating.place_again(claim, by=who(request), **form.cleaned_data)
            return f"Claim {claim.number} now stands on “{anchor.exact}”."

        return self.verb_page(request, pk, title="Place again", form_class=PlaceForm, act=act)

    def confirm(self, request: HttpRequest, pk: Any) -> HttpResponse:
        def act(claim: Claim, request: HttpRequest, form: forms.Form) -> str:
            anchor = annotating.confirm(claim, by=who(request))
            return f"Claim {claim.number} now stands on “{anchor.exact}”."

        return self.verb_page(request, pk, title="Confirm the changed words", form_class=forms.Form, act=act)

    def remove(self, request: HttpRequest, pk: Any) -> HttpResponse:
        def act(claim: Claim, request: HttpRequest, form: forms.Form) -> str:
            annotating.remove(claim, by=who(request), reason=form.cleaned_data["reason"])
            return f"Claim {claim.number} is removed. Its number stays its own."

        return self.verb_page(request, pk, title="Remove this claim", form_class=RemoveForm, act=act)
