"""Whether what was published is still what was published: every piece's chain of editions, walked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from articles.models import Article, Edition
from articles.plaintext import fingerprint

AT_A_TIME = 20  # editions in memory: an edition is a whole text with all its notes


@dataclass(frozen=True, slots=True)
class Whole:
    """A piece whose editions all hold. The digest of the newest stands for every one before it."""

    slug: str
    number: int
    digest: str

    def __str__(self) -> str:
        return f"{self.slug} {self.number} {self.digest}"


@dataclass(frozen=True, slots=True)
class Broken:
    """The first edition of a piece that does not hold, there or missing, and why."""

    slug: str
    number: int
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.slug}, edition {self.number}: {' '.join(self.reasons)}"


def verify() -> Iterator[Whole | Broken]:
    """One finding for each piece ever published, in three queries however many there are."""
    missing = _pieces_that_miss_one()
    for article, editions in groupby(_every_edition(), attrgetter("article_id")):
        yield _walked(editions, misses_one=bool(missing.pop(article, "")))
    for slug in missing.values():
        yield Broken(slug, 1, ("It is gone; the piece was published.",))


def _every_edition() -> Iterator[Edition]:
    editions = Edition.objects.select_related("article").defer("article__body", "article__standfirst")
    return editions.order_by("article_id", "number").iterator(chunk_size=AT_A_TIME)


def _pieces_that_miss_one() -> dict[UUID, str]:
    """Addresses, by id, of the pieces that name a live edition which is not there, or once named it."""
    missing: dict[UUID, str] = {}
    is_there = Exists(Edition.objects.filter(pk=OuterRef("live_id")))
    for rows in (Article.history.order_by("history_date"), Article.objects.order_by()):
        gone = rows.filter(~is_there, live_id__isnull=False)
        missing |= dict(gone.values_list("id", "slug"))
    return missing


def _walked(editions: Iterable[Edition], *, misses_one: bool) -> Whole | Broken:
    """What a walk along one piece's editions, oldest first, comes to."""
    last: Edition | None = None
    past: list[dict[str, Any]] = []
    for edition in editions:
        if reasons := tuple(_reasons(edition, last, past)):
            return Broken(edition.slug, len(past) + 1, reasons)
        last, past = edition, [*past, edition.as_past()]
    return _ended(edition, misses_one=misses_one)


def _reasons(edition: Edition, last: Edition | None, past: Sequence[dict[str, Any]]) -> Iterator[str]:
    """What is wrong with an edition, `past` being how those before it are to be told."""
    if edition.number != len(past) + 1:
        yield f"It is gone; what stands in its place is edition {edition.number}."
        return
    if edition.digest != edition.digest_now():
        yield "Its content is not the one its digest was made of."
    if edition.fingerprint != fingerprint(edition.text):
        yield "Its text is not the one its fingerprint was made of."
    if edition.previous_digest != (last.digest if last else ""):
        yield "What it was made after is not the edition that stands before it."
    if edition.past != past and (edition.past or (last and last.past)):
        # Editions from before that column tell nothing; once one of a piece tells, all do.
        yield "What it tells of the editions before it is not so."
    if last and edition.published_at < last.published_at:
        yield "It is older than the edition before it."
    if last and edition.first_published_at != last.first_published_at:
        yield "It puts the first edition at another time."


def _ended(newest: Edition, *, misses_one: bool) -> Whole | Broken:
    """What a piece comes to whose editions hold as far as they are there."""
    if misses_one:
        return Broken(newest.slug, newest.number + 1, ("It is gone; the piece once had it before readers.",))
    if newest.article.live_id != newest.pk:
        return Broken(newest.slug, newest.number, ("It is the newest, and not the one readers are served.",))
    return Whole(newest.slug, newest.number, newest.digest)


def missing_from(kept: Iterable[Whole]) -> Iterator[Broken]:
    """Editions that were the newest of their pieces once, when somebody noted it, and are not there now.

    With a walk that finds every chain whole: whether the past was rewritten together with all its digests.
    """
    by_digest = {head.digest: head for head in kept}
    there = set(Edition.objects.filter(digest__in=by_digest).values_list("digest", flat=True))
    for head in (by_digest[digest] for digest in by_digest.keys() - there):
        yield Broken(head.slug, head.number, ("It is not the edition whose digest was kept.",))
