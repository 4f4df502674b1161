"""Finding with PostgreSQL's tsvector.

Of one word it keeps 255 places in a text, and none beyond the 16,383rd word; so in a very long text a phrase
with a very common word may be found by its earlier occurrences alone.
"""

from django.db import connection

from articles.searching.database import Database
from articles.searching.documents import Kind
from articles.searching.queries import Query, Term


class PostgreSQL(Database):
    position = "strpos"

    def asked(self, query: Query) -> dict[str, str]:
        """Also for the `words` of its phrases in any order: as much as an index knows."""
        wanted = [_any(term) for term in query.wanted]
        words = [_any(term, " & ") for term in query.wanted]
        unwanted = {term: f"!{_any(term)}" for term in query.unwanted}
        known = [spelled for term, spelled in unwanted.items() if len(term.phrases[0]) == 1]
        return {"matching": " & ".join([*wanted, *unwanted.values()]), "words": " & ".join([*words, *known])}

    def newest(self, kind: Kind | None) -> str:
        one_kind = f"'{kind}'" if kind else "NULL"
        given = f"%(matching)s::tsquery, %(words)s::tsquery, {one_kind}, %(below)s, %(size)s"
        return f"SELECT key FROM searching_newest({given}) key"  # noqa: S608

    def tidy(self) -> None:
        if not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE searching_entry")


def _any(term: Term, joint: str = " <-> ") -> str:
    """Words are letters and digits and in quotes: nothing in them is PostgreSQL's to interpret."""
    phrases = (_phrase(words, is_open, joint) for words, is_open in term.alternatives())
    return f"({' | '.join(phrases)})"


def _phrase(words: tuple[str, ...], is_open: bool, joint: str) -> str:
    quoted = [f"'{word}'" for word in words]
    return f"({joint.join(quoted)}{':*' if is_open else ''})"
