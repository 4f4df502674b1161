"""The reader's pages. All of them read editions, through `public()`, and nothing else."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Article, Edition, Promotion
from articles.querysets import EditionQuerySet

PAGE = 20


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    editions = Edition.objects.public().listed()
    return render(request, "articles/home.html", _page(request, editions))


@require_safe
def piece(request: HttpRequest, slug: str) -> HttpResponse:
    edition = Edition.objects.public().filter(article__slug=slug).first()
    if edition is None:
        return _from_former_address(slug)
    return render(request, "articles/piece.html", piece_context(edition))


def piece_context(edition: Edition) -> dict[str, Any]:
    """What the template of a piece is given; the desk's preview gives it the same."""
    beside = Promotion.objects.showing(timezone.now()).beside(edition.series_id)
    if not edition._state.adding:
        return {"edition": edition, "promotions": beside, "is_preview": False}
    return {"edition": edition, "promotions": beside, "is_preview": True, "canonical_url": ""}


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    editions = Edition.objects.public().listed().filter(authors_then__slug=slug)
    newest = _newest(editions)
    person = next(byline for byline in newest.furniture["bylines"] if byline["slug"] == slug)
    return render(request, "articles/author.html", _page(request, editions) | {"author": person})


@require_safe
def series(request: HttpRequest, slug: str) -> HttpResponse:
    editions = Edition.objects.public().listed().filter(series__slug=slug)
    newest = _newest(editions)
    context = {"editions": editions.order_by("place", "first_published_at"), "older": ""}
    return render(request, "articles/series.html", context | {"series": newest.furniture["series"]})


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    editions = Edition.objects.public().listed().filter(tags_then__slug=slug)
    words = next(tag for tag in _newest(editions).furniture["tags"] if tag["slug"] == slug)
    return render(request, "articles/tag.html", _page(request, editions) | {"tag": words})


def _from_former_address(slug: str) -> HttpResponse:
    moved = Article.objects.filter(former_addresses__slug=slug, live__isnull=False).first()
    if moved is None:
        raise Http404("No piece was ever published at this address.")
    return redirect(moved, permanent=True)


def _newest(editions: EditionQuerySet) -> Edition:
    edition = editions.first()
    if edition is None:
        raise Http404("Nothing is published here.")
    return edition


def _page(request: HttpRequest, editions: EditionQuerySet) -> dict[str, Any]:
    """One page of a list, found by key: `?before=TIME,ID` names the last edition of the page before."""
    if before := request.GET.get("before"):
        editions = editions.before(*_key(before))
    found = list(editions[: PAGE + 1])
    page = found[:PAGE]
    older = f"?before={_spelled(page[-1])}" if len(found) > PAGE else ""
    return {"editions": page, "older": older}


def _key(before: str) -> tuple[datetime, UUID]:
    moment, _, id_ = before.partition(",")
    try:
        return datetime.fromisoformat(moment.replace("Z", "+00:00")), UUID(id_)
    except ValueError as error:
        raise Http404("There is no such page of this list.") from error


def _spelled(edition: Edition) -> str:
    return f"{edition.first_published_at.isoformat().replace('+00:00', 'Z')},{edition.pk}"
