"""A piece as readers have it now."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

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
@of_a_piece(whole=False)
def piece(request: HttpRequest, live: Edition) -> HttpResponse:
    tag = tag_of(request.path, live.digest, current().digest, [p.pk for p in _beside(live)])
    return made_once(request, tag, lambda: _made(request, live))


def _made(request: HttpRequest, live: Edition) -> HttpResponse:
    whole = Edition.objects.current().get(pk=live.pk)
    response = render(request, "articles/piece.html", piece_context(whole))
    past = link_to_past(address("timegate", whole), address("timemap", whole))
    response["Link"] = f"{past}, {links_of(whole)}"
    return response


def _beside(edition: Edition) -> list[Promotion]:
    """The promotions beside a piece, asked for once a minute."""
    showing = Promotion.objects.showing(timezone.now()).beside(edition.series_id)
    found = cache.get_or_set(f"beside-{edition.series_id}", lambda: list(showing), BESIDE_FOR)
    return list(found or [])


def piece_context(edition: Edition) -> dict[str, Any]:
    """What the template of a piece is given; the desk's preview gives it the same."""
    beside = _beside(edition)
    context = edition_context(edition) | {"promotions": beside, "is_preview": edition._state.adding}
    return context | {"canonical_url": ""} if edition._state.adding else context


def edition_context(edition: Edition) -> dict[str, Any]:
    editions = told(edition)
    return {"edition": edition, "this": editions[-1], "notices": notices(editions)}
