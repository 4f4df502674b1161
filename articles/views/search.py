"""Searching what is published."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.searching.documents import Kind
from articles.searching.interface import BadKey, Order, Page, backend
from articles.searching.queries import LONGEST, parsed
from articles.views.finding import unindexed
from articles.views.methods import only_read

PAGE = 10
KINDS = {"": "Pieces and claims", Kind.PIECE: "Pieces", Kind.CLAIM: "Claims"}
ORDERS = {Order.BEST: "Best first", Order.NEWEST: "Newest first"}


@only_read
def search(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\0", " ").strip()[:LONGEST]
    kind, order = request.GET.get("kind", ""), request.GET.get("order") or Order.BEST
    page = _page(query, kind, order, request.GET.get("before"))
    asked = {
        "q": query,
        "kind": kind if kind in KINDS else "",
        "order": order if order in ORDERS else Order.BEST,
    }
    context = asked | {
        "hits": page.hits if page else [],
        "kinds": KINDS,
        "orders": ORDERS,
        "is_unknown": page is None,
        "is_asked": bool(parsed(query)),
        "is_continued": "before" in request.GET,
        "again": f"?{urlencode(asked)}",
        "more": f"?{urlencode(asked | {'before': page.next})}" if page and page.next else "",
    }
    response = render(request, "articles/search.html", context, status=404 if page is None else 200)
    return unindexed(response) if query else response


def _page(query: str, kind: str, order: str, before: str | None) -> Page | None:
    """The results asked for; None if there is no such kind or order, or nothing to go on from."""
    if kind not in KINDS or order not in ORDERS:
        return None
    try:
        return backend().search(
            query, kind=Kind(kind) if kind else None, before=before, limit=PAGE, order=Order(order)
        )
    except BadKey:
        return None
