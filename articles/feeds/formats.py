"""A feed as Atom and as JSON Feed 1.1. Pure: values in, bytes out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.html import linebreaks
from django.utils.xmlutils import SimplerXMLGenerator

from articles.body import UNPRINTABLE


@dataclass(frozen=True, slots=True)
class Entry:
    """`id` stays, `updated` moves; `content` is HTML with whole addresses, `summary` is text.

    `authors` are (name, address).
    """

    id: str
    url: str
    title: str
    summary: str
    published: datetime
    updated: datetime
    content: str = ""
    authors: Sequence[tuple[str, str]] = ()
    tags: Sequence[str] = ()
    language: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """`url` is the page it follows, `address` its own; `publisher` is (name, address)."""

    title: str
    description: str
    url: str
    address: str
    language: str
    publisher: tuple[str, str]
    entries: Sequence[Entry] = field(default_factory=list)


def atom(feed: Feed) -> bytes:
    written = _Atom(
        title=feed.title,
        subtitle=feed.description,
        link=feed.url,
        feed_url=feed.address,
        description="",
        author_name=feed.publisher[0],
        author_link=feed.publisher[1],
        language=feed.language,
    )
    for entry in feed.entries:
        written.add_item(
            title=_printable(entry.title),
            link=entry.url,
            description=linebreaks(_printable(entry.summary), autoescape=True),
            unique_id=entry.id,
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=[_printable(tag) for tag in entry.tags],
            entry=entry,
        )
    text: str = written.writeString("utf-8")
    return text.encode()


class _Atom(Atom1Feed):
    """Django's, and for each entry its language, all of its authors and the full text."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, Any]:
        language = item["entry"].language
        return {"xml:lang": language} if language else {}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        for name, url in entry.authors:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", _printable(name))
            handler.addQuickElement("uri", url)
            handler.endElement("author")
        if entry.content:
            handler.addQuickElement("content", _printable(entry.content), {"type": "html"})


def json_feed(feed: Feed) -> bytes:
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.url,
        "feed_url": feed.address,
        "description": feed.description,
        "language": feed.language,
        "authors": [_author(*feed.publisher)],
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(_known(whole) | {"items": whole["items"]}, ensure_ascii=False).encode()


def _item(entry: Entry) -> dict[str, Any]:
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        # An item has its text or its content, if only a few words.
        **({"content_html": entry.content} if entry.content else {"content_text": entry.summary}),
        "summary": entry.summary,
        "image": entry.image,
        "date_published": rfc3339_date(entry.published),
        "date_modified": rfc3339_date(entry.updated),
        "authors": [_author(*author) for author in entry.authors],
        "tags": list(entry.tags),
        "language": entry.language,
    }
    return _known(item)


def _known(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value}


def _author(name: str, url: str) -> dict[str, str]:
    return {"name": name, "url": url}


def _printable(text: str) -> str:
    """What XML takes."""
    return UNPRINTABLE.sub("", text)
