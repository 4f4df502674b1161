"""What searches. settings.SEARCH_BACKEND names it; a search engine takes over by filling in `Backend`."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from articles.searching.documents import Document, Kind
from articles.succession import Standing

PAGE = 20


class Order(StrEnum):
    BEST = "best"
    NEWEST = "newest"


class BadKey(ValueError):
    """A `before` that no page of results ever gave."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found. `title` and `snippet` are HTML: what was searched for stands in <mark>."""

    kind: Kind
    url: str
    label: str
    title: SafeString
    snippet: SafeString
    published_at: datetime
    language: str
    standing: str
    is_example: bool

    @property
    def is_flagged(self) -> bool:
        """Whether there is something to know before it is believed."""
        return self.is_example or self.standing != Standing.CURRENT


@dataclass(frozen=True, slots=True)
class Page:
    """Some of what was found; `next` is the `before` of the page that follows, "" when none does."""

    hits: list[Hit] = field(default_factory=list)
    next: str = ""


class Backend(ABC):
    """Where documents are kept and found.

    `index` and `delete` are called inside the transaction that publishes: what they raise undoes it, and a
    backend in the database is undone with it.
    """

    @abstractmethod
    def search(
        self,
        query: str,
        *,
        kind: Kind | None = None,
        before: str | None = None,
        limit: int = PAGE,
        order: Order = Order.BEST,
    ) -> Page:
        """A page of what matches the words a reader typed. No `query` is an error; BadKey for a `before`."""

    @abstractmethod
    def index(self, documents: Iterable[Document]) -> None:
        """Let these be found as they are now, whether they were known before or not."""

    @abstractmethod
    def delete(self, ids: Iterable[str]) -> None:
        """Let the documents with these ids be found no more, known or not."""

    def tidy(self) -> None:
        """Called after many documents were indexed, outside of any transaction."""
        return


@cache
def backend() -> Backend:
    return import_string(settings.SEARCH_BACKEND)()
