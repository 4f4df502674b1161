"""Finding with SQLite's FTS5."""

from django.db import connection

from articles.searching.database import Database
from articles.searching.documents import Kind
from articles.searching.keys import only
from articles.searching.queries import Query, Term
from articles.searching.tables import INDEXES

NEWEST = """
SELECT rowid AS key FROM {index} WHERE {index} MATCH %(matching)s AND rowid < %(below)s {one_kind}
ORDER BY rowid DESC LIMIT %(size)s
"""


class SQLite(Database):
    position = "instr"

    def asked(self, query: Query) -> dict[str, str]:
        wanted = " AND ".join(_any(term) for term in query.wanted)
        unwanted = " OR ".join(_any(term) for term in query.unwanted)
        return {"matching": f"({wanted}) NOT ({unwanted})" if unwanted else wanted}

    def newest(self, kind: Kind | None) -> str:
        index = "searching_claim_words" if kind == Kind.CLAIM else "searching_words"
        one_kind = f"AND rowid & 1 = {only(kind)}" if kind else ""
        return NEWEST.format(index=index, one_kind=one_kind)

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            for index in INDEXES:
                cursor.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")  # noqa: S608


def _any(term: Term) -> str:
    """Words are letters and digits and in quotes: nothing in them is FTS5's to interpret."""
    phrases = (f'"{" ".join(words)}"{"*" if is_open else ""}' for words, is_open in term.alternatives())
    return f"({' OR '.join(phrases)})"
