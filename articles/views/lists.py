"""Lists of pieces, and of corrections."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Edition
from articles.publication import current
from articles.succession import Standing
from articles.views.keeping import kept, made_once, tag_of
from articles.views.listing import listed

WITHDRAWN = {Standing.UNDER_CONCERN, Standing.RETRACTED}


@kept
def home(request: HttpRequest) -> HttpResponse:
    return listed(request, "articles/home.html", Edition.objects.public(), led=_led)


@kept
def author(request: HttpRequest, slug: str) -> HttpResponse:
    editions = Edition.objects.public().filter(authors_then__slug=slug)

    def about(newest: Edition) -> dict[str, Any]:
        return {"author": _one(newest.furniture["bylines"], slug)}

    return listed(request, "articles/author.html", editions, about=about)


@kept
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole run, in its own order."""
    editions = Edition.objects.public().filter(series__slug=slug).in_order()

    def about(newest: Edition) -> dict[str, Any]:
        return {"series": newest.furniture["series"]}

    return listed(request, "articles/series.html", editions, limit=None, about=about)


@kept
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    editions = Edition.objects.public().filter(tags_then__slug=slug)

    def about(newest: Edition) -> dict[str, Any]:
        return {"tag": _one(newest.furniture["tags"], slug)}

    return listed(request, "articles/tag.html", editions, about=about)


@kept
def archive(request: HttpRequest) -> HttpResponse:
    """Every month in which a piece was first published, the newest first, and how many were."""
    tag = tag_of(request.path, current().digest, Edition.objects.state())
    months = Edition.objects.months()
    return made_once(request, tag, lambda: render(request, "articles/archive.html", {"months": months}))


@kept
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    try:
        editions = Edition.objects.public().first_published_in(year, month)
    except (ValueError, OverflowError) as error:
        raise Http404("There is no such month.") from error
    return listed(request, "articles/month.html", editions, about=lambda newest: {"newest": newest})


@kept
def corrections(request: HttpRequest) -> HttpResponse:
    """What the journal put right, put in doubt or took back, newest first."""
    return listed(request, "articles/corrections.html", Edition.objects.corrections(), by="published_at")


def _led(editions: list[Edition]) -> list[Edition]:
    """With the newest piece in front that is neither in doubt nor made up; the others as they were."""
    if not editions:
        return []
    lead = min(editions, key=lambda one: (one.standing in WITHDRAWN, bool(one.furniture.get("example"))))
    return [lead, *(one for one in editions if one is not lead)]


def _one(held: list[dict[str, Any]], slug: str) -> dict[str, Any]:
    return next(one for one in held if one["slug"] == slug)
