"""What changes for readers, let go of by whoever keeps pages: the shared cache, a CDN in front."""

import logging
from collections.abc import Collection, Iterable, Sequence
from copy import copy
from hashlib import sha256
from typing import Protocol
from urllib.error import URLError
from urllib.request import Request, urlopen
from uuid import UUID, uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.module_loading import import_string

from articles.companions import companions
from articles.followed import FORMS, feed_of
from articles.models import Article, Author, Edition, Series, Tag

# Pages are kept with what stands here; another word, and none of them is given out any more.
PAGES_SINCE = "pages-since"

logger = logging.getLogger(__name__)


class Purger(Protocol):
    """Whoever keeps copies of pages. `settings.PURGER` is the dotted path of one that takes no arguments."""

    def purge(self, urls: Sequence[str]) -> None:
        """Forget these absolute addresses; with “…*” at the end, all that begin so."""


class PurgeRequests:
    """Asks each address with the method PURGE, as Varnish and nginx understand it.

    An address with “*” at the end wants a rule there: in Varnish one that bans what begins so.
    """

    def purge(self, urls: Sequence[str]) -> None:
        for url in urls:
            try:
                urlopen(Request(url, method="PURGE"), timeout=5).close()  # noqa: S310  # our own addresses
            except (URLError, TimeoutError) as error:
                logger.warning("%s could not be purged: %s", url, error)


def page_key(path: str) -> str:
    return f"page-{sha256(path.encode()).hexdigest()}"


def beside_key(series_id: object) -> str:
    return f"beside-{series_id}"


def purge(edition: Edition) -> None:
    """Once the transaction is through, let go of every page on which this edition or an earlier one shows."""
    transaction.on_commit(lambda: cache.delete_many([beside_key(series.pk) for series in _runs(edition)]))
    transaction.on_commit(lambda: _purge(list(changed_by(edition))))


def purge_former(edition: Edition, slug: str) -> None:
    """The same for the pages at the address that the piece of this edition had before."""
    former = copy(edition)
    former.article = Article(pk=edition.article_id, slug=slug)
    purge(former)


def purge_everything() -> None:
    """The same for every page there is: each says what the journal is called."""
    transaction.on_commit(lambda: _purge(["/*"]))


def purge_page(path: str) -> None:
    transaction.on_commit(lambda: _purge([path]))


def purge_beside(series: Collection[UUID | None]) -> None:
    """The same for the pieces beside which something else is shown: of these series; with None, all."""
    touched = Series.objects.all() if None in series else Series.objects.filter(pk__in=filter(None, series))
    keys = [beside_key(pk) for pk in [*series, *touched.values_list("pk", flat=True)]]
    transaction.on_commit(lambda: cache.delete_many(keys))
    transaction.on_commit(lambda: _purge(["/articles/*"] if None in series else list(_pieces_of(touched))))


def changed_by(edition: Edition) -> Iterable[str]:
    """The paths of the pages that publishing `edition` changes."""
    piece = edition.get_absolute_url()
    yield from (piece, f"{piece}editions/", f"{piece}timemap/")
    yield from (reverse("articles:edition", args=[edition.slug, at + 1]) for at in range(edition.number))
    yield from (*_followed("home"), *_followed("corrections"))
    yield from _pieces_of(_runs(edition))
    first = edition.first_published_at
    yield from (reverse("articles:archive"), reverse("articles:month", args=[first.year, first.month]))
    for page, rows in (("author", Author), ("series", Series), ("tag", Tag)):
        named = rows.objects.filter(editions__article=edition.article_id)
        for row in named.distinct():
            yield from _followed(page, row.slug)
    for companion in companions():
        yield from companion.pages(edition)


def _runs(edition: Edition) -> QuerySet[Series]:
    """The series that the piece is or was part of, whose other pieces say where they stand in it."""
    return Series.objects.filter(editions__article=edition.article_id).distinct()


def _pieces_of(series: QuerySet[Series]) -> Iterable[str]:
    for one in series:
        yield from (piece.get_absolute_url() for piece in Edition.objects.in_series(one.pk).listed())


def _followed(page: str, *slug: str) -> Iterable[str]:
    """A page and the feeds that follow it."""
    for name in (page, *(feed_of(page, form) for form in FORMS)):
        yield reverse(f"articles:{name}", args=slug)


def _purge(paths: Sequence[str]) -> None:
    if any(path.endswith("*") for path in paths):
        cache.set(PAGES_SINCE, uuid4().hex, None)
    cache.delete_many([page_key(path) for path in paths])
    if settings.PURGER:
        import_string(settings.PURGER)().purge([settings.SITE_URL + path for path in paths])
