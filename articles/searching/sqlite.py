"""Finding with SQLite's FTS5."""

from django.db import connection

from articles.searching.database import Database
from articles.searching.documents import Kind
from articles.searching.queries import Query, Term


class SQLite(Database):
    position = "instr"
    matching = (
        "SELECT rowid AS key FROM searching_{kind}_words "
        "WHERE searching_{kind}_words MATCH %(matching)s AND rowid < %(below)s"
    )

    def asked(self, query: Query) -> dict[str, str]:
        wanted = " AND ".join(_any(term) for term in query.wanted)
        unwanted = " OR ".join(_any(term) for term in query.unwanted)
        return {"matching": f"({wanted}) NOT ({unwanted})" if unwanted else wanted}

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            for kind in Kind:
                index = f"searching_{kind}_words"
                cursor.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")  # noqa: S608


def _any(term: Term) -> str:
    """Words are letters and digits and in quotes: nothing in them is FTS5's to interpret."""
    phrases = (f'"{" ".join(words)}"{"*" if is_open else ""}' for words, is_open in term.alternatives())
    return f"({' OR '.join(phrases)})"
