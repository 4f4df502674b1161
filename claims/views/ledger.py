"""The claims of all pieces, and the sources they lean on: found by key, a page at a time.

A page of claims is made again only when something on it changed, as in `articles.views.listing`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from articles.paging import spelled
from articles.publication import current
from articles.views.finding import unindexed
from articles.views.keeping import kept, made_once, tag_of
from articles.views.listing import key_in
from claims.models import PublishedClaim, PublishedSource, Source
from claims.querysets import PublishedClaimQuerySet
from claims.templatetags.claim_notes import shape
from claims.vocabulary import Finding, Modality, SourceType

PAGE = 20
SOURCES_A_PAGE = 50
NONE = "none"

PUT = {value: label.capitalize() for value, label in Modality.choices}
FOUND = {**dict(Finding.choices), NONE: "No finding"}
# By the name each has in an address: what it asks, and its answers.
FILTERS = {"put": ("How the text puts it", PUT), "found": ("What the desk found", FOUND)}


class Row(NamedTuple):
    """A claim in a list, by what tells it: publishing enters all claims of a piece anew."""

    at: datetime
    place: int
    pk: UUID
    slug: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim in a list; `figure` stands before the words of its finding, `relations` are to a source."""

    row: PublishedClaim
    figure: str
    relations: list[str]


@kept
def every(request: HttpRequest) -> HttpResponse:
    asked = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    if any(answer not in FILTERS[name][1] for name, answer in asked.items()):
        context = {"filters": _filters({}), "asked": {}}
        return unindexed(render(request, "claims/no_such_filter.html", context, status=404))
    claims = PublishedClaim.objects.listed()
    if "put" in asked:
        claims = claims.put_as(asked["put"])
    if "found" in asked:
        claims = claims.found_to_be("" if asked["found"] == NONE else asked["found"])
    rows = _rows(request, claims)

    def make() -> HttpResponse:
        context = _page(claims, rows, asked) | {"filters": _filters(asked), "asked": asked}
        return render(request, "claims/ledger.html", context)

    return made_once(request, tag_of(request.path, current().digest, asked, rows), make)


@kept
def sources(request: HttpRequest) -> HttpResponse:
    """By title: `?after=TITLE,ID` names the last source of the page before."""
    found = Source.objects.leant_on()
    if after := request.GET.get("after"):
        title, _, id_ = after.rpartition(",")
        found = found.after(title, _id(id_))
    rows = list(found[: SOURCES_A_PAGE + 1])
    page, more = rows[:SOURCES_A_PAGE], ""
    if len(rows) > SOURCES_A_PAGE:
        last = page[-1]
        more = reverse("claims:sources", query={"after": f"{last['told']['title']},{last['id']}"})
    return render(request, "claims/sources.html", {"sources": page, "more": more})


@kept
def source(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A source and what leans on it; 404 for one that readers are not told of."""
    found = get_object_or_404(Source.objects.leant_on(), pk=pk)
    claims = PublishedClaim.objects.listed().leaning_on(pk)
    rows = _rows(request, claims)

    def make() -> HttpResponse:
        relations = Prefetch("sources", PublishedSource.objects.filter(source=pk).order_by("relation"))
        page = _page(claims.prefetch_related(relations), rows, {}, is_prefetched=True)
        kind = SourceType(found["told"]["type"]).label
        return render(request, "claims/source.html", {"source": found, "kind": kind} | page)

    return made_once(request, tag_of(request.path, current().digest, found, rows), make)


def _filters(asked: dict[str, str]) -> list[dict[str, Any]]:
    """Each filter with its choices, as (words, address, whether it is chosen), all the others kept."""
    return [
        {
            "label": label,
            "choices": [
                ("All", _address({**asked, name: ""}), name not in asked),
                *(
                    (words, _address({**asked, name: value}), asked.get(name) == value)
                    for value, words in answers.items()
                ),
            ],
        }
        for name, (label, answers) in FILTERS.items()
    ]


def _address(asked: dict[str, str]) -> str:
    """One for the same choices, in whichever order they were made."""
    chosen = {name: asked[name] for name in FILTERS if asked.get(name)}
    return reverse("claims:ledger", query=chosen or None)


def _rows(request: HttpRequest, claims: PublishedClaimQuerySet) -> list[Row]:
    """Those of a page, and one more when there is one: `?before=TIME,PLACE,ID` names the last one before."""
    if before := request.GET.get("before"):
        claims = claims.before(*key_in(before, places=1))
    columns = claims.values_list("published_at", "place", "pk", "article__slug")
    return [Row(*row) for row in columns[: PAGE + 1]]


def _page(
    claims: PublishedClaimQuerySet, rows: list[Row], asked: dict[str, str], *, is_prefetched: bool = False
) -> dict[str, Any]:
    page = claims.with_edition().filter(pk__in=[row.pk for row in rows[:PAGE]])
    return {"entries": list(_entries(page, is_prefetched)), "older": _older(rows, asked)}


def _older(rows: list[Row], asked: dict[str, str]) -> str:
    if len(rows) <= PAGE:
        return ""
    last = rows[PAGE - 1]
    return f"?{urlencode({**asked, 'before': spelled(last.at, last.place, last.pk)})}"


def _entries(rows: Iterable[PublishedClaim], is_prefetched: bool) -> Iterable[Entry]:
    for row in rows:
        assessment = {"finding": row.finding} if row.finding else None
        figure = shape({"assessment": assessment, "modality": row.modality})
        leaning = row.sources.all() if is_prefetched else []
        yield Entry(row, figure, [one.get_relation_display() for one in leaning])


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404("There is no such page of this list.") from error
