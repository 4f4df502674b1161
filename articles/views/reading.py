"""A piece as readers have it now."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.memento import link_to_past
from articles.models import Edition, Promotion
from articles.publication import current
from articles.views.finding import of_a_piece
from articles.views.keeping import kept, made_once, tag_of
from articles.views.machines import links_of
from articles.views.mementos import address
from articles.views.telling import notices, told

BESIDE_FOR = 60  # seconds; promotions come and go by the clock


@kept
@require_safe
def piece(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks the database for the tag of the page, and for the piece only when nobody has made it."""
    found = Edition.objects.digest_at(slug)
    if found is None:
        return _made(request, slug)
    digest, series = found
    tag = tag_of(request.path, digest, current().digest, [promotion.pk for promotion in _beside(series)])
    return made_once(request, tag, lambda: _made(request, slug))


@of_a_piece(whole=True)
def _made(request: HttpRequest, live: Edition) -> HttpResponse:
    response = render(request, "articles/piece.html", piece_context(live))
    past = link_to_past(address("timegate", live), address("timemap", live))
    response["Link"] = f"{past}, {links_of(live)}"
    return response


def _beside(series_id: object) -> list[Promotion]:
    """The promotions beside a piece of this series or of none, asked for once a minute."""
    return cache.get_or_set(f"beside-{series_id}", lambda: _showing(series_id), BESIDE_FOR) or []


def _showing(series_id: object) -> list[Promotion]:
    return list(Promotion.objects.showing(timezone.now()).beside(series_id))


def piece_context(edition: Edition) -> dict[str, Any]:
    """What the template of a piece is given; the desk's preview gives it the same."""
    beside = _beside(edition.series_id)
    context = edition_context(edition) | {"promotions": beside, "is_preview": edition._state.adding}
    return context | {"canonical_url": ""} if edition._state.adding else context


def edition_context(edition: Edition) -> dict[str, Any]:
    editions = told(edition)
    return {"edition": edition, "this": editions[-1], "notices": notices(editions)}
