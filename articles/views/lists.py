"""Lists of pieces, and of corrections: found by key, a page at a time."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Edition
from articles.querysets import EditionQuerySet
from articles.succession import Standing
from articles.views.keeping import kept

PAGE = 20
WITHDRAWN = {Standing.UNDER_CONCERN, Standing.RETRACTED}


@kept
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    page = _page(request, Edition.objects.public().listed())
    is_front = "before" not in request.GET
    if is_front:
        page["editions"] = _led(page["editions"])
    return render(request, "articles/home.html", page | {"is_front": is_front})


@kept
@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    editions = Edition.objects.public().listed().filter(authors_then__slug=slug)
    newest = _newest(editions)
    person = next(byline for byline in newest.furniture["bylines"] if byline["slug"] == slug)
    return render(request, "articles/author.html", _page(request, editions) | {"author": person})


@kept
@require_safe
def series(request: HttpRequest, slug: str) -> HttpResponse:
    newest = _newest(Edition.objects.public().listed().filter(series__slug=slug))
    context = {"editions": Edition.objects.in_series(newest.series_id).listed(), "older": ""}
    return render(request, "articles/series.html", context | {"series": newest.furniture["series"]})


@kept
@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    editions = Edition.objects.public().listed().filter(tags_then__slug=slug)
    words = next(tag for tag in _newest(editions).furniture["tags"] if tag["slug"] == slug)
    return render(request, "articles/tag.html", _page(request, editions) | {"tag": words})


@kept
@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """Every month in which a piece was first published, the newest first, and how many were."""
    return render(request, "articles/archive.html", {"months": Edition.objects.months()})


@kept
@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    try:
        editions = Edition.objects.public().listed().first_published_in(year, month)
    except ValueError as error:
        raise Http404("There is no such month.") from error
    newest = _newest(editions)
    return render(request, "articles/month.html", _page(request, editions) | {"newest": newest})


@kept
@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """What the journal put right, put in doubt or took back, newest first."""
    editions = Edition.objects.corrections().listed()
    return render(request, "articles/corrections.html", _page(request, editions, by="published_at"))


def _led(editions: list[Edition]) -> list[Edition]:
    """With the newest piece in front that is neither in doubt nor made up; the others as they were."""
    if not editions:
        return []
    lead = min(editions, key=lambda one: (one.standing in WITHDRAWN, bool(one.furniture.get("example"))))
    return [lead, *(one for one in editions if one is not lead)]


def _newest(editions: EditionQuerySet) -> Edition:
    edition = editions.first()
    if edition is None:
        raise Http404("Nothing is published here.")
    return edition


def _page(
    request: HttpRequest, editions: EditionQuerySet, *, by: str = "first_published_at"
) -> dict[str, Any]:
    """One page of a list, found by key: `?before=TIME,ID` names the last edition of the page before."""
    if before := request.GET.get("before"):
        editions = editions.before(*_key(before), by=by)
    found = list(editions[: PAGE + 1])
    page = found[:PAGE]
    older = f"?before={_spelled(getattr(page[-1], by), page[-1])}" if len(found) > PAGE else ""
    return {"editions": page, "older": older}


def _key(before: str) -> tuple[datetime, UUID]:
    moment, _, id_ = before.partition(",")
    try:
        at, last = datetime.fromisoformat(moment), UUID(id_)
    except ValueError as error:
        raise Http404("There is no such page of this list.") from error
    if at.tzinfo != UTC:
        raise Http404("Lists are paged in UTC.")
    return at, last


def _spelled(moment: datetime, edition: Edition) -> str:
    return f"{moment.isoformat().replace('+00:00', 'Z')},{edition.pk}"
