"""A page of a list of editions: found by key, and made again only when something on it changed.

The database is asked what tells the page from any other, and for the editions only when nobody has made it.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles import paging
from articles.models import Edition
from articles.publication import current
from articles.querysets import EditionQuerySet
from articles.views.keeping import made_once, tag_of

PAGE = 20


class Row(NamedTuple):
    """An edition in a list: when it was published, by its own date or its piece’s, and what it is told by."""

    at: datetime
    pk: UUID
    digest: str
    slug: str


def listed(
    request: HttpRequest,
    template: str,
    editions: EditionQuerySet,
    *,
    by: str = "first_published_at",
    limit: int | None = PAGE,
    about: Callable[[Edition], dict[str, Any]] | None = None,
    led: Callable[[list[Edition]], list[Edition]] | None = None,
) -> HttpResponse:
    """The page of `editions` that begins behind `?before=TIME,ID`, the last one of the page before.

    What stands over the list is said by `about` from the newest of all; with it, an empty list is a 404. The
    first page, which a template knows as `is_front`, is put in another order by `led`.
    """
    before = request.GET.get("before")
    found = _rows(editions.before(*key_in(before), by=by) if before else editions, by, limit)
    page, older = found[:limit], _older(found, limit)
    newest = (_newest(editions, by) if before else max(page, default=None)) if about else None
    if about and not newest:
        raise Http404("Nothing is published here.")

    def make() -> HttpResponse:
        keys = [row.pk for row in page]
        there = {
            one.pk: one for one in editions.listed().filter(pk__in=[*keys, *([newest.pk] if newest else [])])
        }
        told = about(there[newest.pk]) if about and newest else {}
        shown = [there[key] for key in keys]
        if led and not before:
            shown = led(shown)
        context = {"editions": shown, "older": older, "is_front": not before}
        return render(request, template, context | told)

    return made_once(request, tag_of(request.path, current().digest, page, older, newest), make)


def _rows(editions: EditionQuerySet, by: str, limit: int | None) -> list[Row]:
    """Those of a page, and one more when there is one."""
    columns = editions.values_list(by, "pk", "digest", "article__slug")
    return [Row(*row) for row in columns[: limit and limit + 1]]


def _newest(editions: EditionQuerySet, by: str) -> Row | None:
    return next(iter(_rows(editions, by, 1)), None)


def _older(found: list[Row], limit: int | None) -> str:
    if limit is None or len(found) <= limit:
        return ""
    last = found[limit - 1]
    return f"?before={paging.spelled(last.at, last.pk)}"


def key_in(before: str, *, places: int = 0) -> tuple[Any, ...]:
    """What `?before=` says, see `paging.read`; a 404 where no page ever gave that."""
    try:
        return paging.read(before, places=places)
    except paging.NoSuchKey as error:
        raise Http404("There is no such page of this list.") from error
