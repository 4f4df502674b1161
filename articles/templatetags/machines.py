"""What a page’s head says to machines: structured data, citation tags, feeds, cards to embed."""

import json
from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from articles import citing, jsonld
from articles.followed import feed_of
from articles.models import Edition
from articles.views.describing import Description, described, flags_of, journal, outlined, whole

register = template.Library()

# A script ends at the first “</script” and hides what stands behind “<!--”, whatever its type.
ESCAPES = {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"}


def script(data: dict[str, Any]) -> SafeString:
    """JSON that can stand in a script element as it is."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in ESCAPES.items():
        text = text.replace(sign, escape)
    return mark_safe(text)  # noqa: S308  # nothing that HTML knows is left in it


@register.simple_tag
def description_of(edition: Edition) -> Description:
    return described(edition)


@register.simple_tag
def outline_of(edition: Edition) -> Description:
    return outlined(edition)


@register.simple_tag
def highwire(about: Description) -> list[tuple[str, str]]:
    return citing.highwire(about)


@register.simple_tag
def citation(about: Description) -> str:
    return citing.in_words(about)


@register.simple_tag
def citation_forms(about: Description) -> list[tuple[str, str]]:
    """What each download is called, and its address."""
    return [(form.label, about["cite_urls"][name]) for name, form in citing.FORMS.items()]


@register.simple_tag
def oembed_address(url: str, form: str) -> str:
    return whole("oembed", query={"url": url, "format": form})


@register.simple_tag
def feeds_of(page: str, *slug: str) -> dict[str, str]:
    """The addresses of the feeds that follow a page, by media type; none for a page without."""
    return {
        "application/atom+xml": whole(feed_of(page, "atom"), *slug),
        "application/feed+json": whole(feed_of(page, "json"), *slug),
    }


@register.simple_tag
def piece_data(about: Description, at: str) -> SafeString:
    return script(jsonld.piece(about, at=at))


@register.simple_tag
def home_data() -> SafeString:
    return script(jsonld.home(journal()))


@register.simple_tag
def series_data(series: Description, editions: Iterable[Edition]) -> SafeString:
    named = {**series, "url": whole("series", series["slug"])}
    return script(jsonld.series(journal(), named, [_part(edition) for edition in editions]))


@register.simple_tag
def author_data(author: Description) -> SafeString:
    return script(jsonld.author(journal(), {**author, "url": whole("author", author["slug"])}))


@register.simple_tag
def tag_data(tag: Description, editions: Iterable[Edition]) -> SafeString:
    named = {**tag, "url": whole("tag", tag["slug"])}
    return script(jsonld.tag(journal(), named, [_part(edition) for edition in editions]))


@register.simple_tag
def page_data(title: str, url: str, edition: Edition | None = None) -> SafeString:
    """Of any other page; one about a piece is found behind that piece."""
    trail = [(_title(edition), whole("piece", edition.slug))] if edition else []
    return script(jsonld.page(journal(), [*trail, (title, url)]))


def _part(edition: Edition) -> Description:
    return {"title": _title(edition), "url": whole("piece", edition.slug), "place": edition.place}


def _title(edition: Edition) -> str:
    return ": ".join([*flags_of(edition), edition.headline])
