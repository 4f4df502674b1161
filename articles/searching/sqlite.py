"""Finding with SQLite's FTS5."""

from django.db import connection

from articles.searching.database import Database
from articles.searching.queries import Query, Term

NEWEST = """
SELECT rowid AS key FROM searching_words
WHERE searching_words MATCH %(matching)s AND rowid < %(below)s AND (%(only)s < 0 OR rowid & 1 = %(only)s)
ORDER BY rowid DESC LIMIT %(size)s
"""
# A word of the title counts eight times, a name or subject four times. Claims are short, which bm25 favours.
SCORE = "bm25(searching_words, 8.0, 4.0, 1.0) * CASE rowid & 1 WHEN 1 THEN 0.4 ELSE 1.0 END AS score"


class SQLite(Database):
    newest = NEWEST
    band = NEWEST.replace("rowid AS key", f"rowid AS key, {SCORE}")

    def matching(self, query: Query) -> str:
        wanted = " AND ".join(_any(term) for term in query.wanted)
        unwanted = " OR ".join(_any(term) for term in query.unwanted)
        return f"({wanted}) NOT ({unwanted})" if unwanted else wanted

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO searching_words(searching_words) VALUES ('optimize')")


def _any(term: Term) -> str:
    """Words are letters and digits and in quotes: nothing in them is FTS5's to interpret."""
    phrases = (f'"{" ".join(words)}"{"*" if is_open else ""}' for words, is_open in term.alternatives())
    return f"({' OR '.join(phrases)})"
