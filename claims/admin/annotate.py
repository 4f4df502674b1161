"""The annotating desk of a piece: the text on the left, its claims on the right.

Every change is an ordinary form. A request that says it wants a part gets what changed instead of the page:
the claims anybody changed since, the claim that is open, and what was done.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.cache import patch_vary_headers

from articles.desk import show_refusal, who
from articles.models import Article
from articles.permissions import may
from claims import annotating
from claims.admin.annotated import Wanted, page_of, part_of
from claims.admin.recording import RecordForm, write_record
from claims.forms import QuoteForm
from claims.models import Claim

PART = "X-Part"
SINCE = "X-Since"


class AnnotatingDesk:
    """The pages at annotate/<piece>/, beside those of the claims' admin."""

    def __init__(self, model_admin: admin.ModelAdmin) -> None:
        self.admin = model_admin

    def urls(self) -> list[URLPattern]:
        pages: list[tuple[str, Callable[..., HttpResponse], str]] = [
            ("", self.desk, "annotate"),
            ("mark/", self.mark, "annotate_mark"),
            ("dismiss/", self.dismiss, "annotate_dismiss"),
            ("take-back/<uuid:dismissal>/", self.take_back, "annotate_take_back"),
            ("<int:number>/", self.record, "annotate_record"),
            ("<int:number>/accept/", self.accept, "annotate_accept"),
        ]
        wrap = self.admin.admin_site.admin_view
        return [
            path(f"annotate/<uuid:pk>/{at}", wrap(view), name=f"claims_claim_{name}")
            for at, view, name in pages
        ]

    def desk(self, request: HttpRequest, pk: Any) -> HttpResponse:
        article = self._piece(request, pk)
        return self._show(request, article, number=_number(request.GET.get("claim")))

    def mark(self, request: HttpRequest, pk: Any) -> HttpResponse:
        article = self._to_annotate(request, pk)
        form = QuoteForm(request.POST)
        if request.method != "POST":
            number = _number(request.GET.get("claim"))
            return self._back(request, article, number=number, stays_open=True)
        if form.is_valid():
            try:
                claim = annotating.mark(article, by=who(request), **form.cleaned_data)
            except ValidationError as refusal:
                show_refusal(form, refusal)
            else:
                said = f"Marked as claim {claim.number}. Does its record hold?"
                return self._done(request, article, said, number=claim.number, stays_open=True)
        return self._show(request, article, mark_form=form)

    def record(self, request: HttpRequest, pk: Any, number: int) -> HttpResponse:
        """How a claim is recorded. A form without fields confirms the record as it is."""
        article = self._to_annotate(request, pk)
        claim = self._claim(article, number)
        if request.method != "POST":
            return self._back(request, article, number=number, stays_open=True)
        refused = write_record(claim, by=who(request), data=request.POST)
        if refused:
            return self._show(request, article, number=number, form=refused)
        return self._done(request, article, f"Claim {number} is confirmed.", number=number)

    def accept(self, request: HttpRequest, pk: Any, number: int) -> HttpResponse:
        """Accept the changed words a claim was carried to."""
        article = self._to_annotate(request, pk)
        claim = self._claim(article, number)
        if request.method == "POST":
            try:
                annotating.confirm(claim, by=who(request))
            except ValidationError as refusal:
                return self._refuse(request, article, refusal, number=number)
            said = f"Claim {number} now stands on these words."
            return self._done(request, article, said, number=number, stays_open=True)
        return self._back(request, article, number=number, stays_open=True)

    def dismiss(self, request: HttpRequest, pk: Any) -> HttpResponse:
        article = self._to_annotate(request, pk)
        if request.method == "POST":
            key, reason = request.POST.get("key", ""), request.POST.get("reason", "")
            try:
                annotating.dismiss(article, by=who(request), key=key, reason=reason)
            except ValidationError as refusal:
                return self._refuse(request, article, refusal, typed=reason)
            return self._done(request, article, "Set aside as no factual claim.", closed=key)
        return self._back(request, article)

    def take_back(self, request: HttpRequest, pk: Any, dismissal: Any) -> HttpResponse:
        article = self._to_annotate(request, pk)
        if request.method == "POST" and (found := article.dismissals.filter(pk=dismissal).first()):
            annotating.take_back(found, by=who(request))
            messages.success(request, f"Open again: “{found.sentence}”")
        return self._back(request, article)

    # Which piece, which claim

    def _piece(self, request: HttpRequest, pk: Any) -> Article:
        if not self.admin.has_view_permission(request):
            raise PermissionDenied
        article = Article.objects.visible_to(request.user).filter(pk=pk).first()
        if article is None:
            raise Http404("There is no such piece, or it is not yours to see.")
        return article

    def _to_annotate(self, request: HttpRequest, pk: Any) -> Article:
        article = self._piece(request, pk)
        if not may(request.user, "check", article):
            raise PermissionDenied
        return article

    def _claim(self, article: Article, number: int) -> Claim:
        claim = article.claims.standing().filter(number=number).first()
        if claim is None:
            raise Http404("This piece has no such claim, or it was removed.")
        return claim

    # What is answered

    def _done(
        self,
        request: HttpRequest,
        article: Article,
        said: str,
        *,
        number: int | None = None,
        stays_open: bool = False,
        closed: str = "",
    ) -> HttpResponse:
        if PART in request.headers:
            opened = number if stays_open else None
            return self._part(request, article, said=said, touched=number, opened=opened, closed=closed)
        messages.success(request, said)
        return self._back(request, article, number=number, stays_open=stays_open)

    def _refuse(
        self,
        request: HttpRequest,
        article: Article,
        refusal: ValidationError,
        *,
        number: int | None = None,
        typed: str = "",
    ) -> HttpResponse:
        said = " ".join(refusal.messages)
        if PART in request.headers:
            return self._part(request, article, said=said, touched=number, opened=number, is_refused=True)
        messages.error(request, f"{said} You had typed: {typed}" if typed.strip() else said)
        return self._back(request, article, number=number, stays_open=True)

    def _back(
        self, request: HttpRequest, article: Article, *, number: int | None = None, stays_open: bool = False
    ) -> HttpResponse:
        """To the desk, with the filter as it was, at the claim's words."""
        kept = Wanted.of(request.GET).kept | ({"claim": number} if number and stays_open else {})
        address = reverse("admin:claims_claim_annotate", args=[article.pk])
        query, at = f"?{urlencode(kept)}" if kept else "", f"#claim-{number}" if number else ""
        return HttpResponseRedirect(f"{address}{query}{at}")

    def _show(
        self,
        request: HttpRequest,
        article: Article,
        *,
        number: int | None = None,
        form: RecordForm | None = None,
        mark_form: forms.Form | None = None,
    ) -> HttpResponse:
        """The page, or its part, with a claim opened or a form that was refused."""
        if PART in request.headers:
            said = _errors(form or mark_form)
            told = {"said": said, "is_refused": bool(said)}
            return self._part(request, article, touched=number, opened=number, form=form, **told)
        context = self.admin.admin_site.each_context(request)
        context |= page_of(article, who(request), Wanted.of(request.GET), number=number, form=form)
        context["mark_form"] = mark_form or QuoteForm(auto_id="mark-%s")
        return self._answer(request, "desk", context)

    def _part(
        self,
        request: HttpRequest,
        article: Article,
        *,
        touched: int | None = None,
        opened: int | None = None,
        form: RecordForm | None = None,
        **told: Any,
    ) -> HttpResponse:
        """What changed since the page was made or last told, the claim that is open, and what was done."""
        since = request.headers.get(SINCE, "")
        wanted = Wanted.of(request.GET)
        context = part_of(
            article, who(request), wanted, since=since, touched=touched, opened=opened, form=form
        )
        return self._answer(request, "part", context | told)

    def _answer(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        response = TemplateResponse(request, f"admin/claims/annotate/{template}.html", context)
        patch_vary_headers(response, [PART])
        return response


def _number(given: str | None) -> int | None:
    return int(given) if given and given.isascii() and given.isdigit() and len(given) < 9 else None


def _errors(form: forms.BaseForm | None) -> str:
    if form is None:
        return ""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)
