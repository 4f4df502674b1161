"""The one door from articles to the apps built on them.

`settings.ARTICLE_COMPANIONS` names objects with the methods of `Companion`. They are called inside the
caller's transaction: what one of them raises undoes the whole change.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, Protocol

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from articles.models import Article, Edition
from articles.refusals import Problem
from articles.searching.documents import Document


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a companion adds to an edition: its body with the companion's marks, and a part in JSON."""

    html: str
    name: str
    part: Any


class Mapped(NamedTuple):
    """Pages of a kind that search engines are to find: their name in urls.py, and a row for each.

    A row is `key`, a UUID that stays the page’s own; `changed_at`, when the page last changed; and then what
    its address is made of. Rows come by key.
    """

    page: str
    rows: QuerySet[Any, Any]


class Companion(Protocol):
    def revised(self, article: Article, old_text: str, new_text: str) -> None:
        """The plain text of `article` has just changed; follow it."""

    def problems(self, article: Article) -> list[Problem]:
        """What stands between `article` and its publication."""

    def freeze(self, article: Article, edition: Edition) -> Frozen:
        """What readers of `edition` (not saved yet, its html rendered) are to see."""

    def published(self, edition: Edition) -> None:
        """`edition` is now what readers have of its piece: put it where they look things up."""

    def documents(self, edition: Edition) -> list[Document]:
        """What search is to find of the companion's as long as `edition` is what readers have."""

    def pages(self, edition: Edition) -> list[str]:
        """The paths of the companion's pages that change with `edition`."""

    def mapped(self) -> dict[str, Mapped]:
        """The companion's pages that search engines are to find, by the names of their maps."""

    def weight(self, last: Edition, edition: Edition) -> list[str]:
        """What of the companion's makes `edition` more than a minor change of `last`, in words."""


@cache
def companions() -> tuple[Companion, ...]:
    return tuple(import_string(path)() for path in settings.ARTICLE_COMPANIONS)
