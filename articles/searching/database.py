"""Documents kept and found in the site's own database; the part that is alike in both.

The best come first, in bands: the newest two hundred matches by relevance; then those before them, and so
on. So a broad query is answered by what is both new and to the point, every match is reached in the end, and
page 5,000 costs what page 1 costs. A query with fewer matches than a band is ranked as a whole.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection, transaction

from articles.searching import words
from articles.searching.documents import Document, Kind
from articles.searching.interface import PAGE, Backend, Hit, Order, Page
from articles.searching.keys import Place, keyed
from articles.searching.marking import Marker
from articles.searching.models import Entry
from articles.searching.queries import Query, parsed
from articles.searching.ranking import Ranking

AT_ONCE = 200


class Row(NamedTuple):
    """Of an entry what a hit is made of, as the database gives it; and where in which band it was found."""

    key: int
    kind: str
    url: str
    label: str
    published_at: datetime
    language: str
    standing: str
    is_example: bool
    title: str
    title_words: str
    text: str
    text_words: str
    score: int = 0
    edge: int = 0
    matches: int = 0


COLUMNS = ", ".join(f"e.{name}" for name in Row._fields if name not in Row._field_defaults)
BY_DATE = """
WITH newest AS MATERIALIZED ({newest})
SELECT {columns} FROM newest JOIN searching_entry e ON e.key = newest.key ORDER BY e.key DESC
"""
BEST = """
WITH newest AS MATERIALIZED ({newest}),
band AS MATERIALIZED (
    SELECT e.key, {score} AS score FROM newest JOIN searching_entry e ON e.key = newest.key
),
edged AS (SELECT key, score, min(key) OVER () AS edge, count(*) OVER () AS matches FROM band),
best AS (
    SELECT * FROM edged WHERE score > %(score)s OR (score = %(score)s AND key < %(key)s)
    ORDER BY score, key DESC LIMIT %(limit)s
)
SELECT {columns}, best.score, best.edge, best.matches
FROM best JOIN searching_entry e ON e.key = best.key ORDER BY best.score, best.key DESC
"""

Found = tuple[list[Row], Place | None]  # what is on a page, and where the next begins


class Database(Backend):
    """`position` is the vendor's function for where one string stands in another; 0 where it does not."""

    position: str
    band_size = 200

    @abstractmethod
    def asked(self, query: Query) -> dict[str, Any]:
        """The query in the vendor's language, as the SQL of `newest` is given it."""

    @abstractmethod
    def newest(self, kind: Kind | None) -> str:
        """SQL for the keys below %(below)s of the newest %(size)s that match, the newest first."""

    def search(
        self,
        query: str,
        *,
        kind: Kind | None = None,
        before: str | None = None,
        limit: int = PAGE,
        order: Order = Order.BEST,
    ) -> Page:
        place, wanted = Place.read(before), parsed(query)
        if not wanted:
            return Page()
        found = self._by_date if order == Order.NEWEST else self._best
        entries, following = found(wanted, kind, place, limit)
        marker = Marker(wanted)
        return Page([_hit(entry, marker) for entry in entries], str(following) if following else "")

    def _by_date(self, query: Query, kind: Kind | None, place: Place, limit: int) -> Found:
        given = self.asked(query) | {"below": place.below, "size": limit + 1}
        entries = _rows(BY_DATE.format(newest=self.newest(kind), columns=COLUMNS), given)
        return entries[:limit], Place(entries[limit - 1].key) if len(entries) > limit else None

    def _best(self, query: Query, kind: Kind | None, place: Place, limit: int) -> Found:
        ranking = Ranking(query, self.position)
        sql = BEST.format(newest=self.newest(kind), columns=COLUMNS, score=ranking.sql)
        given = self.asked(query) | {"below": place.below, "size": self.band_size} | ranking.needles
        after = {"score": place.score, "key": place.key, "limit": limit + 1}
        entries = _rows(sql, given | after)
        return entries[:limit], _after(entries, place, limit, self.band_size)

    def index(self, documents: Iterable[Document]) -> None:
        for some in _some(documents):
            self._index({document.id: document for document in some})

    @transaction.atomic
    def _index(self, documents: dict[str, Document]) -> None:
        """Write those that are new or others than before."""
        known = dict(Entry.objects.filter(document__in=documents).values_list("document", "digest"))
        changed = [d for d in documents.values() if known.get(d.id) != _digest(d)]
        if changed:
            self.delete([document.id for document in changed if document.id in known])
            Entry.objects.bulk_create(_entry(key, document) for key, document in keyed(changed, _taken))

    def delete(self, ids: Iterable[str]) -> None:
        for some in _some(ids):
            Entry.objects.filter(document__in=some).delete()


def _rows(sql: str, given: dict[str, Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [Row(*row) for row in cursor.fetchall()]


def _after(entries: list[Row], place: Place, limit: int, band_size: int) -> Place | None:
    """Where the page after these begins: in the same band or, when that is used up, in the next."""
    if len(entries) > limit:
        last = entries[limit - 1]
        return Place(place.below, last.score, last.key)
    if entries and entries[0].matches == band_size:
        return Place(entries[0].edge)
    return None


def _some(things: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(things)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def _taken(keys: Iterable[int]) -> set[int]:
    return set(Entry.objects.filter(key__in=list(keys)).values_list("key", flat=True))


def _digest(document: Document) -> str:
    """Of a document and of how it was taken into words."""
    return f"{words.VERSION}:{document.digest}"[:64]


def _entry(key: int, document: Document) -> Entry:
    text_words = words.words(document.text, document.language)
    return Entry(
        key=key,
        document=document.id,
        digest=_digest(document),
        kind=document.kind,
        url=document.url,
        label=document.label,
        title=document.title,
        title_words=words.words(document.title, document.language),
        beside_words=words.words(document.beside, document.language),
        often_words=words.often(text_words),
        text=document.text,
        text_words=text_words,
        published_at=document.published_at,
        language=document.language,
        standing=document.standing,
        is_example=document.is_example,
    )


def _hit(row: Row, marker: Marker) -> Hit:
    return Hit(
        kind=Kind(row.kind),
        url=row.url,
        label=row.label,
        title=marker.whole(row.title, row.title_words),
        snippet=marker.snippet(row.text, row.text_words),
        published_at=_moment(row.published_at),
        language=row.language,
        standing=row.standing,
        is_example=bool(row.is_example),
    )


def _moment(kept: datetime) -> datetime:
    """SQLite keeps it in UTC, and does not say so."""
    return kept if kept.tzinfo else kept.replace(tzinfo=UTC)
