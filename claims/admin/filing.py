"""The annotated draft on paper, as a desk files it: the text with its claims, then every claim by itself."""

from typing import Any
from uuid import UUID

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.safestring import mark_safe

from articles.desk import who
from articles.minting import now
from articles.models import Article
from articles.permissions import may
from claims import annotating
from claims.anchoring.weave import Mark, weave
from claims.models import Anchor, Claim, Evidence
from claims.publication import standing_assessment
from claims.wording import how_put


def urls(model_admin: admin.ModelAdmin) -> list[URLPattern]:
    def page(request: HttpRequest, pk: UUID) -> HttpResponse:
        article = (
            Article.objects.visible_to(request.user).select_related("series", "live").filter(pk=pk).first()
        )
        if article is None:
            raise Http404
        if not may(request.user, "check", article):
            raise PermissionDenied("Who checks a piece prints its claims.")
        context = {"title": f"Claims of “{article}”", "by": who(request), "at": now(), **_filed(article)}
        return TemplateResponse(request, "admin/claims/print/piece.html", context)

    wrap = model_admin.admin_site.admin_view
    return [path("print/<uuid:pk>/", wrap(page), name="claims_claim_print")]


def _filed(article: Article) -> dict[str, Any]:
    """What is printed of a piece."""
    every: Any = Claim.objects.filter(article=article).with_place().with_evidence().order_by("number")
    people = ("confirmed_by", "assigned_to", "removed_by")
    heard = ("remarks__by", "assessments__proposed_by", "assessments__signed_by")
    claims = every.select_related(*people).prefetch_related(*heard)
    used = Evidence.objects.filter(claim__article=article, source__access="confidential")
    coverage, text = annotating.coverage(article), article.reading().text
    return {
        "article": article,
        "html": mark_safe(_painted(article)),  # noqa: S308  # sanitised by its column
        "claims": [_claim(claim) for claim in claims],
        "coverage": coverage,
        "open_sentences": [
            (text[one.sentence.start : one.sentence.end], one.sentence) for one in coverage.open
        ],
        "dismissals": article.dismissals.select_related("by"),
        "is_confidential": used.exists(),
    }


def _painted(article: Article) -> str:
    """The text with every claim that stands somewhere, whoever has yet to look at it."""
    placed = Anchor.objects.placed_in(article, article.fingerprint)
    rows = placed.values_list("claim__number", "start", "end")
    marks = [Mark(number, start or 0, end or 0, f"Claim {number}") for number, start, end in rows]
    return weave(article.body, article.reading().runs, marks)


def _claim(claim: Any) -> dict[str, Any]:
    standing = standing_assessment(claim, claim.words)
    answered = {assessment.proposal_id for assessment in claim.assessments.all()}
    return {
        "claim": claim,
        "put": how_put(claim.modality, claim.attribution_kind, claim.attribution_name),
        "findings": [
            {"assessment": one, "is_standing": one == standing}
            for one in claim.assessments.all()
            if one.pk not in answered
        ],
    }
