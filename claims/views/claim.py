"""A claim's own page: what is said of it now, and what was in every edition it stood in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Edition
from articles.views.finding import of_a_piece, unindexed
from articles.views.keeping import kept
from articles.views.telling import Told

# What a reader sees of a claim at a glance; where nothing of it changed, an edition has nothing to tell.
SEEN = ("proposition", "put", "found", "assessment", "removed")


@dataclass(frozen=True, slots=True)
class Stand:
    """A claim, as published, in one edition; `is_same` when it was told the same in the edition before."""

    told: Told
    claim: dict[str, Any]
    is_same: bool


@kept
@of_a_piece(whole=False)
def one(request: HttpRequest, live: Edition, number: int) -> HttpResponse:
    editions = list(Edition.objects.of_piece(live.slug).defer("html", "text"))
    stands = _stands(editions, number)
    if not stands:
        return _no_such_claim(request, editions[-1])
    context = {"edition": live, "claim": stands[0].claim, "last": stands[0].told, "stands": stands}
    return render(request, "claims/claim.html", context | {"first": stands[-1].told})


def _stands(editions: Iterable[Edition], number: int) -> list[Stand]:
    """Newest first; `editions` are oldest first."""
    stands: list[Stand] = []
    for edition in editions:
        claim = next((claim for claim in edition.claims if claim["number"] == number), None)
        if claim:
            is_same = bool(stands) and _seen(stands[-1].claim) == _seen(claim)
            stands.append(Stand(_told(edition), claim, is_same))
    return stands[::-1]


def _seen(claim: dict[str, Any]) -> list[Any]:
    return [_words(claim), *(claim[name] for name in SEEN)]


def _words(claim: dict[str, Any]) -> str:
    return claim["anchor"]["exact"] if claim["anchor"] else ""


def _told(edition: Edition) -> Told:
    return Told(edition.number, edition.kind, edition.published_at, edition.note)


def _no_such_claim(request: HttpRequest, edition: Edition) -> HttpResponse:
    context = {"edition": edition, "claims": sorted(edition.claims, key=lambda claim: claim["number"])}
    return unindexed(render(request, "claims/no_such_claim.html", context, status=404))
