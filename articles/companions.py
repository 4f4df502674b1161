"""The one door from articles to the apps built on them.

`settings.ARTICLE_COMPANIONS` names objects with the methods of `Companion`. They are called inside the
caller's transaction: what one of them raises undoes the whole change.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from articles.models import Article, Edition
from articles.refusals import Problem


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a companion adds to an edition: its body with the companion's marks, and a part in JSON."""

    html: str
    name: str
    part: Any


class Companion(Protocol):
    def revised(self, article: Article, old_text: str, new_text: str) -> None:
        """The plain text of `article` has just changed; follow it."""

    def problems(self, article: Article) -> list[Problem]:
        """What stands between `article` and its publication."""

    def freeze(self, article: Article, edition: Edition) -> Frozen:
        """What readers of `edition` (not saved yet, its html rendered) are to see."""

    def weight(self, last: Edition, edition: Edition) -> list[str]:
        """What of the companion's makes `edition` more than a minor change of `last`, in words."""


@cache
def companions() -> tuple[Companion, ...]:
    return tuple(import_string(path)() for path in settings.ARTICLE_COMPANIONS)
