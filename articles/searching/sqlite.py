"""Finding with SQLite's FTS5."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from articles.searching.database import Database
from articles.searching.documents import Kind
from articles.searching.keys import only
from articles.searching.queries import Query, Term
from articles.searching.tables import BEGINNINGS, INDEXES

# Of all words that begin alike FTS5 lists every place in every text before it gives the newest; of words that
# are spelled out it need not. So they are where they are few, each found by a step from the one before.
NEWEST = """
WITH RECURSIVE begun(word) AS (
    SELECT (SELECT term FROM searching_terms WHERE term >= %(beginning)s LIMIT 1) WHERE %(beginning)s <> ''
    UNION ALL
    SELECT (SELECT term FROM searching_terms WHERE term >= word || char(1) LIMIT 1) FROM begun
    WHERE substr(word, 1, length(%(beginning)s)) = %(beginning)s
    LIMIT %(few)s + 1
),
given(words) AS (
    SELECT CASE WHEN count(*) BETWEEN 1 AND %(few)s THEN group_concat('"' || word || '"', ' OR ') END
    FROM begun WHERE substr(word, 1, length(%(beginning)s)) = %(beginning)s
)
SELECT rowid AS key FROM {index}
WHERE {index} MATCH coalesce(
    (SELECT replace(%(matching)s, '"' || %(beginning)s || '"*', words) FROM given), %(matching)s
) AND rowid < %(below)s {one_kind}
ORDER BY rowid DESC LIMIT %(size)s
"""
FEW = 8


class SQLite(Database):
    position = "instr"

    def asked(self, query: Query) -> dict[str, Any]:
        wanted = " AND ".join(_any(term) for term in query.wanted)
        unwanted = " OR ".join(_any(term) for term in query.unwanted)
        matching = f"({wanted}) NOT ({unwanted})" if unwanted else wanted
        return {"matching": matching, "beginning": _beginning(query.wanted), "few": FEW}

    def newest(self, kind: Kind | None) -> str:
        index = "searching_claim_words" if kind == Kind.CLAIM else "searching_words"
        one_kind = f"AND rowid & 1 = {only(kind)}" if kind else ""
        return NEWEST.format(index=index, one_kind=one_kind)

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            for index in INDEXES:
                cursor.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")  # noqa: S608


def _beginning(terms: Iterable[Term]) -> str:
    """A word that others may begin with, unless there is an index of beginnings as long; "" where none is."""
    open_words = (term.phrases[-1][0] for term in terms if term.is_open and len(term.phrases[-1]) == 1)
    return next((word for word in open_words if len(word) not in BEGINNINGS), "")


def _any(term: Term) -> str:
    """Words are letters and digits and in quotes: nothing in them is FTS5's to interpret."""
    phrases = (f'"{" ".join(words)}"{"*" if is_open else ""}' for words, is_open in term.alternatives())
    return f"({' OR '.join(phrases)})"
