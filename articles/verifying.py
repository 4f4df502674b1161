"""Whether what was published is still what was published: every piece's chain of editions, walked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from articles.models import Article, Edition, EditionAuthor, EditionDisclaimer, EditionTag
from articles.plaintext import fingerprint

AT_A_TIME = 20  # editions in memory: an edition is a whole text with all its notes

# The rows beside an edition by which lists find it: what it says itself of what they should name, and how.
BESIDE = {
    "bylines": (EditionAuthor, "author_id", "id"),
    "tags": (EditionTag, "tag__slug", "slug"),
    "disclaimers": (EditionDisclaimer, "disclaimer_id", ""),
}
Rows = dict[str, dict[UUID, set[str]]]


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
    """One finding for each piece ever published, in six queries however many there are."""
    missing, rows = _pieces_that_miss_one(), _rows_beside()
    for article, editions in groupby(_every_edition(), attrgetter("article_id")):
        yield _walked(editions, rows, misses_one=bool(missing.pop(article, "")))
    for slug in missing.values():
        yield Broken(slug, 1, ("It is gone; the piece was published.",))


def _every_edition() -> Iterator[Any]:
    """Each with `recorded_by`, who published it as the history of its piece has it, or None."""
    revisions = Article.history.filter(live=OuterRef("pk")).order_by("version")
    editions = Edition.objects.select_related("article").defer("article__body", "article__standfirst")
    editions = editions.annotate(recorded_by=Subquery(revisions.values("history_user")[:1]))
    return editions.order_by("article_id", "number").iterator(chunk_size=AT_A_TIME)


def _pieces_that_miss_one() -> dict[UUID, str]:
    """Addresses, by id, of the pieces that name a live edition which is not there, or once named it."""
    missing: dict[UUID, str] = {}
    is_there = Exists(Edition.objects.filter(pk=OuterRef("live_id")))
    for rows in (Article.history.order_by("history_date"), Article.objects.order_by()):
        gone = rows.filter(~is_there, live_id__isnull=False)
        missing |= dict(gone.values_list("id", "slug"))
    return missing


def _rows_beside() -> Rows:
    """What the rows beside each edition name, by part of its furniture."""
    rows: Rows = {part: defaultdict(set) for part in BESIDE}
    for part, (model, column, _) in BESIDE.items():
        for edition, name in model._base_manager.values_list("edition_id", column).iterator():
            rows[part][edition].add(str(name))
    return rows


def _walked(editions: Iterable[Any], rows: Rows, *, misses_one: bool) -> Whole | Broken:
    """What a walk along one piece's editions, oldest first, comes to."""
    last: Edition | None = None
    past: list[dict[str, Any]] = []
    for edition in editions:
        if reasons := tuple([*_reasons(edition, last, past), *_reasons_beside(edition, rows)]):
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


def _reasons_beside(edition: Any, rows: Rows) -> Iterator[str]:
    """What is wrong with what stands beside the content: who published it, and by what lists find it."""
    if edition.recorded_by not in (None, edition.published_by_id):
        yield "The history of the piece says that somebody else published it."
    series = edition.furniture["series"] or {"id": "", "place": None}
    is_placed = (series["id"], series["place"]) == (str(edition.series_id or ""), edition.place)
    if not (is_placed and all(_is_named(edition, part, rows[part][edition.pk]) for part in BESIDE)):
        yield "Series, authors, tags or disclaimers do not find it as it names them."


def _is_named(edition: Edition, part: str, names: set[str]) -> bool:
    """Whether rows name what a part of the furniture does; of disclaimers that knows only how many."""
    told, key = edition.furniture[part], BESIDE[part][2]
    return {entry[key] for entry in told} == names if key else len(told) == len(names)


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
