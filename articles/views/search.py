"""Searching what is published."""

from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.searching.documents import Kind
from articles.searching.interface import BadKey, Order, Page, backend
from articles.searching.queries import LONGEST, parsed
from articles.views.finding import unindexed
from articles.views.methods import only_read

Choice = TypeVar("Choice", bound=StrEnum)

PAGE = 10
KINDS = {"": "Pieces and claims", Kind.PIECE: "Pieces", Kind.CLAIM: "Claims"}
ORDERS = {Order.BEST: "Best first", Order.NEWEST: "Newest first"}


@only_read
def search(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\0", " ").strip()[:LONGEST]
    kind = _chosen(Kind, request.GET.get("kind", ""))
    order = _chosen(Order, request.GET.get("order", "")) or Order.BEST
    page = _page(query, kind, order, request.GET.get("before"))
    asked = {"q": query, "kind": kind or "", "order": order}
    context = asked | {
        "hits": page.hits,
        "kinds": KINDS,
        "orders": ORDERS,
        "is_asked": bool(parsed(query)),
        "is_continued": "before" in request.GET,
        "again": f"?{urlencode(asked)}",
        "more": f"?{urlencode(asked | {'before': page.next})}" if page.next else "",
    }
    response = render(request, "articles/search.html", context)
    return unindexed(response) if query else response


def _page(query: str, kind: Kind | None, order: Order, before: str | None) -> Page:
    try:
        return backend().search(query, kind=kind, before=before, limit=PAGE, order=order)
    except BadKey as error:
        raise Http404("There is no such page of results.") from error


def _chosen(choices: type[Choice], word: str) -> Choice | None:
    return choices(word) if word in choices.__members__.values() else None
