"""Where everything is, for search engines: an index, pages of a thousand by key, and the news of two days.

The protocol knows no empty map: the index always names that of the pages which are there before any piece.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from django.conf import settings
from django.db.models import F, Max, QuerySet
from django.urls import reverse

from articles.body import UNPRINTABLE
from articles.companions import Mapped, companions
from articles.minting import now
from articles.models import Edition, Policy
from articles.publication import current
from articles.succession import Standing

PAGE = 1000
NEWS_DAYS = 2
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
# Languages that the news sitemap wants told with their script.
CHINESE = {"zh": "zh-cn", "zh-cn": "zh-cn", "zh-hans": "zh-cn", "zh-tw": "zh-tw", "zh-hant": "zh-tw"}


# What an edition is gathered by to be on a page of each kind, and the page's name in urls.py.
GATHERED = {
    "pieces": ("article", "piece"),
    "series": ("series", "series"),
    "authors": ("authors_then", "author"),
    "tags": ("tags_then", "tag"),
}

STANDING = "standing"
STANDING_PAGES = ("home", "archive", "corrections", "policies", "search")


class Row(NamedTuple):
    """A page of the site: its key among its like, when it last changed, what its address is made of."""

    key: UUID
    changed_at: datetime
    parts: list[Any]


def index() -> bytes:
    """Every page of every section, and when something on it last changed."""
    root = Element("sitemapindex", xmlns=SITEMAP)
    _add(root, "sitemap", reverse("articles:sitemap", args=[STANDING]))
    for name, section in _sections().items():
        after = ""
        for rows in _thousands(section.rows.iterator()):
            address = reverse("articles:sitemap", args=[name], query={"after": after} if after else None)
            _add(root, "sitemap", address, max(row.changed_at for row in rows))
            after = str(rows[-1].key)
    return _written(root)


def page(name: str, after: UUID | None) -> bytes:
    """A thousand pages of a section, from the one behind the key `after`. KeyError where there is none."""
    if name == STANDING and not after:
        return _standing()
    section = _sections()[name]
    rows = section.rows.filter(key__gt=after) if after else section.rows
    root = Element("urlset", xmlns=SITEMAP)
    for row in map(_row, rows[:PAGE]):
        _add(root, "url", reverse(section.page, args=row.parts), row.changed_at)
    if not len(root):
        raise KeyError(name)
    return _written(root)


def _standing() -> bytes:
    root = Element("urlset", xmlns=SITEMAP)
    for name in STANDING_PAGES:
        _add(root, "url", reverse(f"articles:{name}"))
    return _written(root)


def _sections() -> dict[str, Mapped]:
    sections = {name: _of_editions(*gathered) for name, gathered in GATHERED.items()}
    sections["policies"] = Mapped("articles:policy", _policies())
    for companion in companions():
        sections |= companion.mapped()
    return sections


def _of_editions(relation: str, page: str) -> Mapped:
    """Pages that change when the newest edition on them does."""
    keyed = Edition.objects.public().annotate(key=F(relation)).filter(key__isnull=False)
    gathered = keyed.order_by("key").values("key", slug=F(f"{relation}__slug"))
    dated = gathered.annotate(changed_at=Max("published_at"))
    return Mapped(f"articles:{page}", dated.values_list("key", "changed_at", "slug"))


def _policies() -> QuerySet[Any, Any]:
    keyed = Policy.objects.published().dated().annotate(key=F("pk")).filter(changed_at__isnull=False)
    return keyed.order_by("key").values_list("key", "changed_at", "kind")


def news() -> bytes:
    """What was first published in the last two days; nothing that is made up, and nothing taken back.

    A map has to name a page: without news it is the home page, as no news.
    """
    root = Element("urlset", {"xmlns": SITEMAP, "xmlns:news": NEWS})
    since = now() - timedelta(days=NEWS_DAYS)
    fresh = Edition.objects.public().listed().filter(first_published_at__gte=since)
    for edition in fresh[:PAGE]:
        if not edition.furniture["example"] and edition.standing != Standing.RETRACTED:
            _add_news(root, edition)
    if not len(root):
        _add(root, "url", reverse("articles:home"))
    return _written(root)


def _add_news(root: Element, edition: Edition) -> None:
    url = _add(root, "url", edition.get_absolute_url(), edition.published_at)
    told = ElementTree.SubElement(url, "news:news")
    publication = ElementTree.SubElement(told, "news:publication")
    _say(publication, "news:name", current().name)
    _say(publication, "news:language", _language(edition.language))
    _say(told, "news:publication_date", edition.first_published_at.isoformat())
    _say(told, "news:title", edition.headline)


def _language(tag: str) -> str:
    low = tag.lower()
    return CHINESE.get(low, low.split("-")[0])


def _row(columns: Iterable[Any]) -> Row:
    key, changed_at, *parts = columns
    return Row(key, changed_at, parts)


def _thousands(columns: Iterable[Iterable[Any]]) -> Iterator[list[Row]]:
    left = map(_row, columns)
    while taken := list(islice(left, PAGE)):
        yield taken


def _add(root: Element, name: str, address: str, changed_at: datetime | None = None) -> Element:
    entry = ElementTree.SubElement(root, name)
    _say(entry, "loc", settings.SITE_URL + address)
    if changed_at:
        _say(entry, "lastmod", changed_at.isoformat())
    return entry


def _say(parent: Element, name: str, words: str) -> None:
    ElementTree.SubElement(parent, name).text = UNPRINTABLE.sub("", words)


def _written(root: Element) -> bytes:
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
