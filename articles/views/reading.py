"""A piece as readers have it now."""

from datetime import datetime
from typing import Any, NamedTuple

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control

from articles.memento import link_to_past
from articles.models import Edition, Promotion
from articles.publication import current
from articles.purging import beside_key
from articles.views.finding import of_a_piece
from articles.views.keeping import kept, made_once, tag_of
from articles.views.machines import links_of
from articles.views.mementos import address
from articles.views.telling import notices, told

BESIDE_FOR = 60  # seconds; promotions come and go by the clock


class Beside(NamedTuple):
    """The promotions beside a piece, and the slugs and headlines of its series in order.

    `until` is when the clock changes the promotions.
    """

    promotions: list[Promotion]
    run: list[tuple[str, str]]
    until: datetime | None = None


@kept
def piece(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks the database for the tag of the page, and for the piece only when nobody has made it."""
    found = Edition.objects.digest_at(slug)
    if found is None:
        return _made(request, slug)
    digest, series = found
    beside = _beside(series)
    shown = [promotion.pk for promotion in beside.promotions], beside.run
    tag = tag_of(request.path, digest, current().digest, shown)
    response = made_once(request, tag, lambda: _made(request, slug))
    if beside.until:
        left = beside.until - timezone.now()
        patch_cache_control(response, s_maxage=max(0, int(left.total_seconds())))
    return response


@of_a_piece(whole=True)
def _made(request: HttpRequest, live: Edition) -> HttpResponse:
    response = render(request, "articles/piece.html", piece_context(live))
    past = link_to_past(address("timegate", live), address("timemap", live))
    response["Link"] = f"{past}, {links_of(live)}"
    return response


def _beside(series_id: object) -> Beside:
    """What stands beside a piece of this series or of none, asked for once a minute."""
    key = beside_key(series_id)
    return cache.get_or_set(key, lambda: _found_beside(series_id), BESIDE_FOR) or Beside([], [])


def _found_beside(series_id: object) -> Beside:
    now = timezone.now()
    promotions = list(Promotion.objects.beside(series_id).not_over(now))
    showing = [promotion for promotion in promotions if promotion.has_started(now)]
    changes = [moment for promotion in promotions for moment in promotion.changes() if moment > now]
    run = Edition.objects.in_series(series_id).values_list("article__slug", "headline") if series_id else []
    return Beside(showing, list(run), min(changes, default=None))


def piece_context(edition: Edition) -> dict[str, Any]:
    """What the template of a piece is given; the desk's preview gives it the same."""
    beside = _beside(edition.series_id)
    context = edition_context(edition) | {
        "promotions": beside.promotions,
        "part": _part(edition.slug, beside.run),
        "is_preview": edition._state.adding,
    }
    return context | {"canonical_url": ""} if edition._state.adding else context


def _part(slug: str, run: list[tuple[str, str]]) -> dict[str, Any] | None:
    """Where a piece stands in its series: its number, how many there are, and its neighbours."""
    at = next((at for at, (one, _) in enumerate(run) if one == slug), None)
    if at is None or len(run) < 2:
        return None
    before, after = run[at - 1] if at else None, run[at + 1] if at + 1 < len(run) else None
    return {"number": at + 1, "count": len(run), "before": before, "after": after}


def edition_context(edition: Edition) -> dict[str, Any]:
    editions = told(edition)
    return {"edition": edition, "this": editions[-1], "notices": notices(editions)}
