"""Finding with PostgreSQL's tsvector.

Of one word it keeps 255 places in a text, and none beyond the 16,383rd word; so in a very long text a phrase
with a very common word may be found by its earlier occurrences alone.
"""

from django.db import connection

from articles.searching.database import Database
from articles.searching.queries import Query, Term

NEWEST = "SELECT key FROM searching_newest(%(matching)s::tsquery, %(below)s, %(only)s, %(size)s)"
# Weights of text, nothing, names and subjects, title; 1: the longer the text, the less a word in it counts,
# which favours claims.
SCORE = (
    "-ts_rank('{0.1, 0.1, 0.4, 1}', vector, %(matching)s::tsquery, 1)::float8 * "
    "CASE key & 1 WHEN 1 THEN 0.2 ELSE 1.0 END AS score"
)


class PostgreSQL(Database):
    newest = NEWEST
    band = NEWEST.replace("SELECT key", f"SELECT key, {SCORE}")

    def matching(self, query: Query) -> str:
        return " & ".join([_any(term) for term in query.wanted] + [f"!{_any(t)}" for t in query.unwanted])

    def tidy(self) -> None:
        if not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE searching_entry")


def _any(term: Term) -> str:
    """Words are letters and digits and in quotes: nothing in them is PostgreSQL's to interpret."""
    return f"({' | '.join(_phrase(words, is_open) for words, is_open in term.alternatives())})"


def _phrase(words: tuple[str, ...], is_open: bool) -> str:
    quoted = [f"'{word}'" for word in words]
    return f"({' <-> '.join(quoted)}{':*' if is_open else ''})"
