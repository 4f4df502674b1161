"""What stands on a claim's own page beside its record, and the small pages around it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from articles.desk import who
from claims import annotating, assessing
from claims.admin.clashes import RecordClash, refuse_clash
from claims.admin.queues import QueuePages
from claims.findings import findings_of
from claims.forms import RemarkForm
from claims.life import life_of, recall
from claims.models import Claim
from claims.repair import place_in_working_copy

EVENTS_A_PAGE = 40


class ClaimPages(QueuePages):
    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("<uuid:pk>/vouch/", wrap(self.vouch), name="claims_claim_vouch"),
            path("<uuid:pk>/remark/", wrap(self.remark), name="claims_claim_remark"),
            path("<uuid:pk>/life/", wrap(self.life), name="claims_claim_life"),
        ]
        return own + super().get_urls()

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        claim = kwargs.get("obj")
        if claim is not None:
            context |= {
                "place": place_in_working_copy(claim),
                "findings": findings_of(claim, who(request)),
                "remarks": claim.remarks.select_related("by"),
                "remark_form": RemarkForm(),
                "clash": getattr(request, "clash", None),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def answer_to(
        self, refusal: ValidationError, request: HttpRequest, object_id: str | None
    ) -> HttpResponse | None:
        """When somebody else changed the record: ask the form again, on the record of today."""
        if isinstance(refusal, RecordClash):
            request.clash = refusal  # type: ignore[attr-defined]
            request.POST = refusal.carried_on(request.POST)  # type: ignore[assignment]
        return super().answer_to(refusal, request, object_id)

    def write_record(self, request: HttpRequest, claim: Claim, form: Any) -> None:
        refuse_clash(form)
        annotating.amend(claim, by=who(request), why=form.cleaned_data["why"], **form.details())

    def vouch(self, request: HttpRequest, pk: Any) -> HttpResponse:
        def act(claim: Claim, request: HttpRequest, form: forms.Form) -> str:
            annotating.amend(claim, by=who(request), why="Confirmed as recorded")
            return f"Claim {claim.number} is confirmed as it is recorded."

        return self.verb_page(request, pk, title="Confirm as recorded", form_class=forms.Form, act=act)

    def remark(self, request: HttpRequest, pk: Any) -> HttpResponse:
        def act(claim: Claim, request: HttpRequest, form: forms.Form) -> str:
            assessing.remark(claim, by=who(request), text=form.cleaned_data["text"])
            return "Your remark stands below the claim’s findings."

        if request.method == "POST" and not self.has_change_permission(request):
            return self._give_back(request, str(pk))
        return self.verb_page(request, pk, title="Remark", form_class=RemarkForm, act=act)

    def life(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Everything that ever happened to a claim."""
        claim = self.get_object(request, str(pk))
        if claim is None or not self.has_view_permission(request, claim):
            raise Http404
        page = Paginator(life_of(claim), EVENTS_A_PAGE).get_page(request.GET.get("page"))
        recall(claim, page)
        context = self.admin_site.each_context(request) | {
            "title": f"The life of claim {claim.number}",
            "opts": self.opts,
            "object": claim,
            "page": page,
        }
        return TemplateResponse(request, "admin/claims/claim/life.html", context)
