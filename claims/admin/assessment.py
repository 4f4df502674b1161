"""Findings: proposed, and signed by somebody else."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.desk import DeskAdmin, who
from claims import assessing
from claims.admin.desk import OfVisiblePieces
from claims.forms import AssessmentForm
from claims.models import Assessment


@admin.register(Assessment)
class AssessmentAdmin(OfVisiblePieces, DeskAdmin):
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
    fields: ClassVar[Any] = AssessmentForm.Meta.fields

    def has_change_permission(self, request: HttpRequest, obj: Assessment | None = None) -> bool:
        return False

    def has_sign_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("claims.sign_assessment")

    def get_fields(self, request: HttpRequest, obj: Assessment | None = None) -> Any:
        own = list(self.fields)
        return [*own, "words", "proposed_by", "proposed_at", "signed_by", "signed_at"] if obj else own

    def write(self, request: HttpRequest, obj: Assessment, form: Any, change: bool) -> None:
        details = dict(form.cleaned_data)
        proposal = assessing.propose(details.pop("claim"), by=who(request), **details)
        obj.pk = proposal.pk

    @admin.action(description="Sign the selected findings", permissions=["sign"])
    def sign_selected(self, request: HttpRequest, assessments: QuerySet[Assessment]) -> None:
        for proposal in assessments.select_related("claim__article"):
            try:
                assessing.sign(proposal, by=who(request))
            except (ValidationError, PermissionDenied) as refusal:
                reason = " ".join(getattr(refusal, "messages", [str(refusal)]))
                messages.error(request, f"{proposal.claim} was not signed. {reason}")
            else:
                messages.success(request, f"{proposal.claim} is signed.")
