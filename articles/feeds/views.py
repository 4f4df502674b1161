"""Feeds, each as Atom and as JSON Feed. An unchanged one costs a look at its digests."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from articles.feeds import entries
from articles.feeds.formats import Entry, Feed, atom, json_feed
from articles.followed import feed_of
from articles.models import Edition
from articles.publication import current
from articles.querysets import EditionQuerySet
from articles.views.describing import whole
from articles.views.keeping import kept

PIECES, CORRECTIONS = 20, 50
FORMATS = {
    "atom": (atom, "application/atom+xml; charset=utf-8"),
    "json": (json_feed, "application/feed+json; charset=utf-8"),
}
VERSION = 2
"""Another way of writing feeds wants another number here: what feed readers keep is told apart by it."""

Digests = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed follows: a page, by its name in urls.py and its slug, and the editions on it.

    `digests` are the (digest, slug) of each edition; `told` makes the title and the description of the feed
    from the newest one, `entry` an entry of each.
    """

    page: str
    slug: tuple[str, ...]
    digests: Digests
    editions: Iterable[Edition]
    told: Callable[[Edition | None], tuple[str, str]]
    entry: Callable[[Edition], Entry]


@kept
def site(request: HttpRequest, form: str) -> HttpResponse:
    imprint = current()
    channel = _pieces("home", (), Edition.objects.public(), lambda _: (imprint.name, imprint.description))
    return _answer(request, form, channel)


@kept
def series(request: HttpRequest, form: str, slug: str) -> HttpResponse:
    editions = Edition.objects.public().filter(series__slug=slug)
    return _answer(request, form, _pieces("series", (slug,), editions, _of_series))


@kept
def author(request: HttpRequest, form: str, slug: str) -> HttpResponse:
    editions = Edition.objects.public().filter(authors_then__slug=slug)
    told = partial(_of, "bylines", slug, "Pieces by {}.")
    return _answer(request, form, _pieces("author", (slug,), editions, told))


@kept
def tag(request: HttpRequest, form: str, slug: str) -> HttpResponse:
    editions = Edition.objects.public().filter(tags_then__slug=slug)
    told = partial(_of, "tags", slug, "Pieces about {}.")
    return _answer(request, form, _pieces("tag", (slug,), editions, told))


@kept
def corrections(request: HttpRequest, form: str) -> HttpResponse:
    words = "Corrections", "What was corrected, clarified, put in doubt, retracted or removed."
    editions = list(Edition.objects.corrections().listed()[:CORRECTIONS])
    digests = [(edition.digest, edition.slug) for edition in editions]
    channel = Channel("corrections", (), digests, editions, lambda _: words, entries.correction)
    return _answer(request, form, channel)


def _pieces(
    page: str,
    slug: tuple[str, ...],
    editions: EditionQuerySet,
    told: Callable[[Edition | None], tuple[str, str]],
) -> Channel:
    """A feed of pieces; their texts are read only where one is asked for that changed."""
    newest = editions[:PIECES]
    digests = list(newest.values_list("digest", "article__slug"))
    return Channel(page, slug, digests, newest, told, entries.piece)


def _answer(request: HttpRequest, form: str, channel: Channel) -> HttpResponse:
    """The feed, or 304 where the reader has it; 404 where it would follow a page that is not there."""
    if channel.slug and not channel.digests:
        raise Http404("Nothing is published here.")
    write, media_type = FORMATS[form]
    etag = _etag(form, channel)
    answer = get_conditional_response(request, etag=etag)
    if not isinstance(answer, HttpResponse):
        answer = HttpResponse(write(_feed(form, channel)), content_type=media_type)
    answer["ETag"] = etag
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _feed(form: str, channel: Channel) -> Feed:
    imprint = current()
    editions = list(channel.editions)
    title, description = channel.told(editions[0] if editions else None)
    return Feed(
        title=title if channel.page == "home" else f"{imprint.name}: {title}",
        description=description,
        url=whole(channel.page, *channel.slug),
        address=whole(feed_of(channel.page, form), *channel.slug),
        language=imprint.language,
        publisher=(imprint.name, whole("home")),
        entries=[channel.entry(edition) for edition in editions],
    )


def _etag(form: str, channel: Channel) -> str:
    """Changes with any edition in the feed, any address, and what the publication says of itself."""
    parts = (VERSION, form, channel.page, channel.slug, current().digest, channel.digests)
    return f'"{sha256(repr(parts).encode()).hexdigest()[:32]}"'


def _of_series(newest: Edition | None) -> tuple[str, str]:
    told = (newest.furniture["series"] if newest else None) or {}
    return told.get("title", ""), told.get("description", "")


def _of(kind: str, slug: str, sentence: str, newest: Edition | None) -> tuple[str, str]:
    """The name the newest edition gives what has this slug; the slug where it has another by now."""
    held = newest.furniture[kind] if newest else []
    name = next((one["name"] for one in held if one["slug"] == slug), slug)
    return name, sentence.format(name)
