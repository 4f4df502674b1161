"""A piece as readers have it now."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.memento import link_to_past
from articles.models import Edition, Promotion
from articles.views.finding import of_a_piece
from articles.views.mementos import address
from articles.views.telling import notices, told


@of_a_piece(whole=True)
def piece(request: HttpRequest, live: Edition) -> HttpResponse:
    response = render(request, "articles/piece.html", piece_context(live))
    response["Link"] = link_to_past(address("timegate", live), address("timemap", live))
    return response


def piece_context(edition: Edition) -> dict[str, Any]:
    """What the template of a piece is given; the desk's preview gives it the same."""
    beside = Promotion.objects.showing(timezone.now()).beside(edition.series_id)
    context = edition_context(edition) | {"promotions": beside, "is_preview": edition._state.adding}
    return context | {"canonical_url": ""} if edition._state.adding else context


def edition_context(edition: Edition) -> dict[str, Any]:
    editions = told(edition)
    return {"edition": edition, "this": editions[-1], "notices": notices(editions)}
