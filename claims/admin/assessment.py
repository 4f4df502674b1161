"""Findings: proposed, and signed by somebody else."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from articles.desk import DeskAdmin, who
from articles.minting import now
from claims import assessing
from claims.admin.desk import OfVisiblePieces
from claims.admin.queues import is_ours
from claims.findings import hindrance, lacking
from claims.forms import AssessmentForm
from claims.models import Assessment, Claim

REPEATED = ("finding", "confidence", "attribution_check", "summary", "reason")


class WaitingFilter(admin.SimpleListFilter):
    title = "signature"
    parameter_name = "signature"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("waiting", "Waits for one"), ("signed", "Signed")]

    def queryset(self, request: HttpRequest, assessments: Any) -> Any:
        if self.value() == "waiting":
            return assessments.proposed()
        return assessments.signed() if self.value() == "signed" else assessments


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
        "signature_now",
        "signed_at",
    ]
    list_filter = [WaitingFilter, "finding", "confidence", "attribution_check"]
    list_select_related = ["claim", "proposed_by", "signed_by"]
    search_fields = ["claim__proposition", "summary"]
    autocomplete_fields = ["claim"]
    actions = ["sign_selected"]
    fields: ClassVar[Any] = AssessmentForm.Meta.fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Assessment]:
        visible: Any = super().get_queryset(request)
        return visible.as_signed_by(who(request))

    def has_change_permission(self, request: HttpRequest, obj: Assessment | None = None) -> bool:
        return False

    def has_sign_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("claims.sign_assessment")

    @admin.display(description="signature")
    def signature_now(self, assessment: Any) -> str:
        """Who signed, or who may."""
        if assessment.is_signed:
            return f"Signed by {assessment.signed_by.get_full_name() or assessment.signed_by}"
        if assessment.is_answered:
            return "Signed since"
        if assessment.is_own:
            return "Waits for somebody else: you proposed it"
        return "Waits for somebody else: you wrote the piece" if assessment.is_of_own_piece else "Waits"

    def get_fields(self, request: HttpRequest, obj: Assessment | None = None) -> Any:
        own = list(self.fields)
        return [*own, "words", "proposed_by", "proposed_at", "signed_by", "signed_at"] if obj else own

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the address proposes; `anew` is an assessment to propose once more, on the words of today."""
        proposed = {"as_of": now().date(), **super().get_changeform_initial_data(request)}
        former = self._former(request, str(proposed.pop("anew", "")))
        if former is None:
            return proposed
        repeated = {name: getattr(former, name) for name in REPEATED}
        return {**proposed, **repeated, "claim": former.claim_id}

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        assessment = kwargs.get("obj")
        form = context["adminform"].form
        claim = _in_full(assessment.claim_id if assessment else form.judged())
        if claim is not None:
            context |= {"claim": claim, "lacking": [] if assessment else lacking(claim)}
        if assessment is not None and not assessment.is_signed:
            is_answered = Assessment.objects.filter(proposal=assessment).exists()
            context["is_open"] = not is_answered
            context["hindrance"] = hindrance(claim, assessment, who(request))
        return super().render_change_form(request, context, *args, **kwargs)

    def write(self, request: HttpRequest, obj: Assessment, form: Any, change: bool) -> None:
        details = dict(form.cleaned_data)
        proposal = assessing.propose(details.pop("claim"), by=who(request), **details)
        obj.pk, obj.claim = proposal.pk, proposal.claim

    def response_add(
        self, request: HttpRequest, obj: Assessment, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Back to the claim, where somebody else signs it."""
        if {"_addanother", "_continue", "_popup"} & request.POST.keys():
            return super().response_add(request, obj, post_url_continue)
        messages.success(
            request, f"A finding on claim {obj.claim.number} is proposed. Somebody else signs it."
        )
        return _to_claim(obj)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view(self.sign)
        return [path("<uuid:pk>/sign/", wrap, name="claims_assessment_sign"), *super().get_urls()]

    def sign(self, request: HttpRequest, pk: Any) -> HttpResponse:
        proposal = self.get_queryset(request).select_related("claim__article").filter(pk=pk).first()
        if proposal is None:
            raise Http404
        if request.method == "POST":
            self._sign(request, proposal)
        came_from = request.GET.get("next", "")
        return HttpResponseRedirect(came_from) if is_ours(request, came_from) else _to_claim(proposal)

    @admin.action(description="Sign the selected findings", permissions=["sign"])
    def sign_selected(self, request: HttpRequest, assessments: QuerySet[Assessment]) -> None:
        for proposal in assessments.select_related("claim__article"):
            self._sign(request, proposal)

    def _sign(self, request: HttpRequest, proposal: Assessment) -> None:
        try:
            assessing.sign(proposal, by=who(request))
        except (ValidationError, PermissionDenied) as refusal:
            reason = " ".join(getattr(refusal, "messages", [str(refusal)]))
            messages.error(request, f"{proposal.claim} was not signed. {reason}")
        else:
            messages.success(request, f"{proposal.claim} is signed.")

    def _former(self, request: HttpRequest, spelled: str) -> Assessment | None:
        try:
            return self.get_queryset(request).filter(pk=spelled).first() if spelled else None
        except ValidationError:
            return None


def _in_full(pk: Any) -> Claim | None:
    """A claim with its place and its evidence."""
    claims: Any = Claim.objects.with_place().with_evidence().select_related("article").defer("article__body")
    found: Claim | None = claims.filter(pk=pk).first() if pk else None
    return found


def _to_claim(assessment: Assessment) -> HttpResponse:
    claim = reverse("admin:claims_claim_change", args=[assessment.claim_id])
    return HttpResponseRedirect(f"{claim}#findings")
