"""From an address to a piece: its newest edition, its new address, its tombstone, or nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from articles.models import Article, Edition
from articles.succession import Standing
from articles.views.methods import only_read

View = Callable[..., HttpResponse]


def of_a_piece(*, whole: bool) -> Callable[[View], View]:
    """Give a view the newest edition of the piece at `slug`, in place of the slug.

    Unless `whole`, without its text and claims. A former address leads to the same page of the new one, and
    every page of a removed piece is its tombstone.
    """

    def wrapped(view: View) -> View:
        @only_read
        @wraps(view)
        def found(request: HttpRequest, slug: str, **rest: Any) -> HttpResponse:
            editions = Edition.objects.current().filter(article__slug=slug)
            live = (editions if whole else editions.listed()).first()
            if live is None:
                return _from_former_address(request, slug)
            if live.standing == Standing.REMOVED:
                return _tombstone(request, live)
            return view(request, live, **rest)

        return found

    return wrapped


def unindexed(response: HttpResponse) -> HttpResponse:
    """Search engines are to find the piece, not what stands beside it."""
    response["X-Robots-Tag"] = "noindex"
    return response


def _tombstone(request: HttpRequest, removal: Edition) -> HttpResponse:
    return unindexed(render(request, "410.html", {"removal": removal}, status=410))


def _from_former_address(request: HttpRequest, slug: str) -> HttpResponse:
    moved = Article.objects.filter(former_addresses__slug=slug, live__isnull=False).first()
    here = request.resolver_match
    if moved is None or here is None:
        raise Http404("No piece was ever published at this address.")
    there = reverse(here.view_name, kwargs=here.kwargs | {"slug": moved.slug}, query=request.GET or None)
    return HttpResponsePermanentRedirect(there)
