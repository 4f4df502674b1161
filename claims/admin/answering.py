"""What the annotating desk answers: the page, a redirect to it, or only what changed.

A request that says it wants a part gets the claims anybody changed since, the claim that is open, and what
was done.
"""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from articles.desk import who
from articles.models import Article
from claims.admin.annotated import Wanted, page_of, part_of
from claims.admin.recording import RecordForm
from claims.forms import QuoteForm

PART = "X-Part"
SINCE = "X-Since"


class Answers:
    def __init__(self, model_admin: admin.ModelAdmin) -> None:
        self.admin = model_admin

    def done(
        self,
        request: HttpRequest,
        article: Article,
        said: str,
        *,
        number: int | None = None,
        stays_open: bool = False,
        at: str = "claim",
        closed: str = "",
    ) -> HttpResponse:
        if PART in request.headers:
            opened = number if stays_open else None
            return self._part(request, article, said=said, touched=number, opened=opened, closed=closed)
        messages.success(request, said)
        return self.back(request, article, number=number, stays_open=stays_open, at=at)

    def refuse(
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
        return self.back(request, article, number=number, stays_open=True)

    def back(
        self,
        request: HttpRequest,
        article: Article,
        *,
        number: int | None = None,
        stays_open: bool = False,
        at: str = "claim",
    ) -> HttpResponse:
        """To the desk, with the filter as it was: at the claim's words in the text, or at its `note`."""
        kept = Wanted.of(request.GET).kept | ({"claim": number} if number and stays_open else {})
        address = reverse("admin:claims_claim_annotate", args=[article.pk])
        query, place = f"?{urlencode(kept)}" if kept else "", f"#{at}-{number}" if number else ""
        return HttpResponseRedirect(f"{address}{query}{place}")

    def show(
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
        desk = reverse("admin:claims_claim_annotate", args=[article.pk])
        at, wanted = "" if request.path == desk else desk, Wanted.of(request.GET)
        context |= page_of(article, who(request), wanted, number=number, form=form, at=at)
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


def _errors(form: forms.BaseForm | None) -> str:
    if form is None:
        return ""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)
