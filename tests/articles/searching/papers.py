"""Documents to search, put into whatever database there is."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from articles.searching.documents import Document, Kind
from articles.searching.interface import Hit, Page, backend

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
numbers = count(1)


def a_document(text: str = "", title: str = "", **details: Any) -> Document:
    """Each is a minute younger than the one before."""
    number = next(numbers)
    defaults = {
        "id": f"document-{number}",
        "kind": Kind.PIECE,
        "url": f"/articles/piece-{number}/",
        "label": "Analysis",
        "published_at": BEGINNING + timedelta(minutes=number),
        "language": "en",
    }
    return Document(**(defaults | {"title": title or f"Number {number}", "text": text} | details))


def indexed(*documents: Document) -> list[str]:
    """Their addresses."""
    backend().index(documents)
    return [document.url for document in documents]


def found(query: str, **details: Any) -> list[str]:
    """The addresses on the first page."""
    return addresses(backend().search(query, **details))


def addresses(page: Page) -> list[str]:
    return [hit.url for hit in page.hits]


def the_hit(query: str) -> Hit:
    [hit] = backend().search(query).hits
    return hit


def walked(query: str, **details: Any) -> list[str]:
    """The addresses on all pages."""
    page = backend().search(query, **details)
    seen = addresses(page)
    while page.next:
        page = backend().search(query, before=page.next, **details)
        seen += addresses(page)
    return seen
