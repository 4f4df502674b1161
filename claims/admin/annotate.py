"""The annotating desk of a piece: the text on the left, its claims on the right.

Every change is an ordinary form.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.html import format_html

from articles.desk import show_refusal, who
from articles.models import Article
from articles.permissions import may
from claims import annotating
from claims.admin.answering import Answers
from claims.admin.recording import has_fields, write_record
from claims.admin.same_words import told_of_others
from claims.forms import QuoteForm
from claims.models import Claim
from claims.proposing import unresolved


class AnnotatingDesk:
    """The pages at annotate/<piece>/, beside those of the claims' admin."""

    def __init__(self, model_admin: admin.ModelAdmin) -> None:
        self.admin = model_admin
        self.answers = Answers(model_admin)

    def urls(self) -> list[URLPattern]:
        pages: list[tuple[str, Callable[..., HttpResponse], str]] = [
            ("", self.desk, "annotate"),
            ("mark/", self.mark, "annotate_mark"),
            ("dismiss/", self.dismiss, "annotate_dismiss"),
            ("take-back/<uuid:dismissal>/", self.take_back, "annotate_take_back"),
            ("<int:number>/", self.record, "annotate_record"),
            ("<int:number>/accept/", self.accept, "annotate_accept"),
            ("<int:number>/page/", self.page, "annotate_page"),
        ]
        wrap = self.admin.admin_site.admin_view
        return [
            path(f"annotate/<uuid:pk>/{at}", wrap(view), name=f"claims_claim_{name}")
            for at, view, name in pages
        ]

    def desk(self, request: HttpRequest, pk: Any) -> HttpResponse:
        article = self._piece(request, pk)
        return self.answers.show(request, article, number=_number(request.GET.get("claim")))

    def mark(self, request: HttpRequest, pk: Any) -> HttpResponse:
        article = self._to_annotate(request, pk)
        form = QuoteForm(request.POST)
        if request.method != "POST":
            number = _number(request.GET.get("claim"))
            return self.answers.back(request, article, number=number, stays_open=True)
        if form.is_valid():
            try:
                claim = annotating.mark(article, by=who(request), **form.cleaned_data)
            except ValidationError as refusal:
                show_refusal(form, refusal)
            else:
                others = told_of_others(claim)
                said = format_html("Marked as claim {}. Does its record hold? {}", claim.number, others)
                return self.answers.done(request, article, said, number=claim.number, stays_open=True)
        return self.answers.show(request, article, mark_form=form)

    def record(self, request: HttpRequest, pk: Any, number: int) -> HttpResponse:
        """How a claim is recorded. A form without fields, as rows have it, confirms the record as it is."""
        article = self._to_annotate(request, pk)
        claim = self._claim(article, number)
        if request.method != "POST":
            # What was refused is shown here, and its links open other claims.
            wanted = _number(request.GET.get("claim")) or number
            return self.answers.back(request, article, number=wanted, stays_open=True)
        refused = write_record(claim, by=who(request), data=request.POST)
        if refused:
            return self.answers.show(request, article, number=number, form=refused)
        at = "claim" if has_fields(request.POST) else "note"
        return self.answers.done(request, article, _confirmed(claim), number=number, at=at)

    def accept(self, request: HttpRequest, pk: Any, number: int) -> HttpResponse:
        """Accept the changed words a claim was carried to."""
        article = self._to_annotate(request, pk)
        claim = self._claim(article, number)
        if request.method == "POST":
            try:
                annotating.confirm(claim, by=who(request))
            except ValidationError as refusal:
                return self.answers.refuse(request, article, refusal, number=number)
            said = f"Claim {number} now stands on these words."
            return self.answers.done(request, article, said, number=number, stays_open=True)
        return self.answers.back(request, article, number=number, stays_open=True)

    def dismiss(self, request: HttpRequest, pk: Any) -> HttpResponse:
        article = self._to_annotate(request, pk)
        if request.method == "POST":
            key, reason = request.POST.get("key", ""), request.POST.get("reason", "")
            try:
                annotating.dismiss(article, by=who(request), key=key, reason=reason)
            except ValidationError as refusal:
                return self.answers.refuse(request, article, refusal, typed=reason)
            return self.answers.done(request, article, "Set aside as no factual claim.", closed=key)
        return self.answers.back(request, article)

    def take_back(self, request: HttpRequest, pk: Any, dismissal: Any) -> HttpResponse:
        article = self._to_annotate(request, pk)
        if request.method == "POST" and (found := article.dismissals.filter(pk=dismissal).first()):
            annotating.take_back(found, by=who(request))
            messages.success(request, f"Open again: “{found.sentence}”")
        return self.answers.back(request, article)

    def page(self, request: HttpRequest, pk: Any, number: int) -> HttpResponse:
        """To the claim's own page; the rows of the desk know its number only."""
        return redirect("admin:claims_claim_change", self._claim(self._piece(request, pk), number).pk)

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


def _confirmed(claim: Claim) -> str:
    """What is said of a confirmed record: also which of its words mean nothing outside the piece."""
    claim.refresh_from_db(fields=["proposition"])
    left = ", ".join(f"“{pronoun}”" for pronoun in unresolved(claim.proposition))
    said = f"Claim {claim.number} is confirmed."
    return f"{said} By itself its proposition does not say who or what is meant by {left}." if left else said


def _number(given: str | None) -> int | None:
    return int(given) if given and given.isascii() and given.isdigit() and len(given) < 9 else None
