"""What is found follows what is published."""

from collections.abc import Iterable
from itertools import groupby
from uuid import UUID

from django.db import transaction

from articles.companions import companions
from articles.models import Article, Edition
from articles.searching.documents import Document, Kind
from articles.searching.interface import backend
from articles.succession import Standing

AT_ONCE = 50  # pieces


def of(edition: Edition) -> list[Document]:
    """What is found of a piece that has come to this edition: itself, and what companions have to say."""
    if edition.standing == Standing.REMOVED:
        return []
    return [_piece(edition), *(document for each in companions() for document in each.documents(edition))]


def follow(last: Edition | None, edition: Edition) -> None:
    """Let `edition` be found, and nothing of the `last` one."""
    _put([last] if last else [], edition)


def rebuild() -> int:
    """Let what readers have now be found and nothing else; says how many pieces that are.

    Writes what differs from what is there. Safe at any time: pieces are held while they are looked at.
    """
    published = Article.objects.filter(live__isnull=False).order_by("pk").values_list("pk", flat=True)
    pieces = list(published)
    for first in range(0, len(pieces), AT_ONCE):
        _rebuild(pieces[first : first + AT_ONCE])
    return len(pieces)


@transaction.atomic
def _rebuild(pieces: list[UUID]) -> None:
    list(Article.objects.select_for_update().filter(pk__in=pieces).values_list("pk"))
    editions = Edition.objects.filter(article__in=pieces).select_related("article").defer("html")
    for _, group in groupby(editions.order_by("article", "number"), key=lambda edition: edition.article_id):
        *past, live = group
        _put(past, live)


def _put(past: Iterable[Edition], live: Edition) -> None:
    now = of(live)
    before = {document.id for edition in past for document in of(edition)}
    backend().delete(sorted(before - {document.id for document in now}))
    backend().index(now)


def _piece(edition: Edition) -> Document:
    furniture = edition.furniture
    names = [person["name"] for person in furniture["bylines"]] + [tag["name"] for tag in furniture["tags"]]
    if furniture["series"]:
        names.append(furniture["series"]["title"])
    return Document(
        id=str(edition.article_id),
        kind=Kind.PIECE,
        url=edition.get_absolute_url(),
        label=edition.get_article_kind_display(),
        title=edition.headline,
        text="\n\n".join(part for part in (edition.standfirst, edition.text) if part),
        beside="\n".join(names),
        published_at=edition.first_published_at,
        language=edition.language,
        standing=edition.standing,
        is_example=furniture["example"],
    )
