"""Claims that wait, across pieces: the queues, and the page on which lost ones are put right."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from articles.desk import who
from articles.permissions import may
from claims.admin.desk import VerbPages
from claims.models import Claim
from claims.queues import QUEUES, counts
from claims.repair import Place, places_of

ROWS_A_PAGE = 50
REPAIRS_A_PAGE = 20
MOST_MOVED = 50


class QueuePages(VerbPages):
    """What waits, for those who may do something about it."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("queue/<slug:name>/", wrap(self.queue), name="claims_claim_queue"),
            path("repair/", wrap(self.repair), name="claims_claim_repair"),
        ]
        return own + super().get_urls()

    def queue(self, request: HttpRequest, name: str) -> HttpResponse:
        queue = QUEUES.get(name)
        if queue is None:
            raise Http404("There is no such queue.")
        context = self._context(request, queue.label)
        page = Paginator(queue.rows(who(request)), ROWS_A_PAGE).get_page(request.GET.get("page"))
        context |= {
            "queue": queue,
            "page": page,
            "rows": [(claim, queue.why(claim, who(request))) for claim in page],
        }
        return TemplateResponse(request, "admin/claims/queues/queue.html", context)

    def repair(self, request: HttpRequest) -> HttpResponse:
        """Lost claims with all that is needed to put them right; and, apart, those that only moved."""
        context = self._context(request, "Put right")
        claims: Any = self.get_queryset(request)
        chosen = _id(request.GET.get("article", ""))
        here = claims.filter(article=chosen) if chosen else claims
        lost = here.lost().order_by("article__headline", "article", "number")
        page = Paginator(lost.prefetch_related(None), REPAIRS_A_PAGE).get_page(request.GET.get("page"))
        moved = here.moved().prefetch_related(None).order_by("article__headline", "number")
        context |= {
            "page": page,
            "rows": _repairs(page, request),
            "pieces": _pieces(claims.lost()),
            "chosen": chosen,
            "query": f"article={chosen}&" if chosen else "",
            "moved": _with_place(moved[:MOST_MOVED]),
            "moved_count": moved.count(),
        }
        return TemplateResponse(request, "admin/claims/queues/repair.html", context)

    def verb_page(self, request: HttpRequest, pk: Any, **what: Any) -> HttpResponse:
        """As everywhere; but who came from a list goes back to it."""
        response = super().verb_page(request, pk, **what)
        came_from = request.GET.get("next", "")
        if isinstance(response, HttpResponseRedirect) and is_ours(request, came_from):
            return HttpResponseRedirect(came_from)
        return response

    def _context(self, request: HttpRequest, title: str) -> dict[str, Any]:
        if not may(request.user, "check"):
            raise PermissionDenied
        shared = {"title": title, "opts": self.opts, "counts": counts(who(request))}
        return self.admin_site.each_context(request) | shared


def is_ours(request: HttpRequest, address: str) -> bool:
    hosts, is_secure = {request.get_host()}, request.is_secure()
    return url_has_allowed_host_and_scheme(address, allowed_hosts=hosts, require_https=is_secure)


def _id(spelled: str) -> UUID | None:
    try:
        return UUID(spelled)
    except ValueError:
        return None


def _pieces(lost: Any) -> QuerySet:
    """The pieces with lost claims, and how many each has."""
    by_piece = lost.prefetch_related(None).order_by("article__headline", "article")
    return by_piece.values("article_id", "article__headline").annotate(number_of_claims=Count("pk"))


def _with_place(claims: Iterable[Claim]) -> list[tuple[Claim, Place]]:
    claims = list(claims)
    places = places_of(claims)
    return [(claim, places[claim.pk]) for claim in claims]


def _repairs(page: Page, request: HttpRequest) -> list[dict[str, Any]]:
    """Each claim with its place, and the query that leads back to this list: to the claim that follows."""
    rows = _with_place(page)
    ids = [claim.pk for claim, _ in rows]
    follows = dict(zip(ids, [*ids[1:], *ids[-2:-1]], strict=False))
    return [
        {"claim": claim, "place": place, "next": _back(request, follows.get(claim.pk))}
        for claim, place in rows
    ]


def _back(request: HttpRequest, claim: UUID | None) -> str:
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    place = f"#claim-{claim}" if claim else ""
    return urlencode({"next": f"{reverse('admin:claims_claim_repair')}{query}{place}"})
