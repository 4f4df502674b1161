"""Finding with PostgreSQL's tsvector.

Of one word it keeps 255 places in a text, and none beyond the 16,383rd word; so in a very long text a phrase
with a very common word may be found by its earlier occurrences alone.
"""

from hashlib import md5
from itertools import pairwise
from typing import Any

from django.db import connection

from articles.searching.database import Database
from articles.searching.documents import Kind
from articles.searching.queries import Query, Term


class PostgreSQL(Database):
    position = "strpos"

    def asked(self, query: Query) -> dict[str, Any]:
        """Also for what an index knows of phrases: their `words` in any order, and which are neighbours."""
        wanted = [_any(term) for term in query.wanted]
        words = [_any(term, " & ") for term in query.wanted]
        unwanted = {term: f"!{_any(term)}" for term in query.unwanted}
        known = [spelled for term, spelled in unwanted.items() if len(term.phrases[0]) == 1]
        return {
            "matching": " & ".join([*wanted, *unwanted.values()]),
            "words": " & ".join([*words, *known]),
            "beside": " & ".join(filter(None, map(_beside, query.wanted))) or None,
        }

    def newest(self, kind: Kind | None) -> str:
        one_kind = f"'{kind}'" if kind else "NULL"
        asked = "%(matching)s::tsquery, %(words)s::tsquery, %(beside)s::tsquery"
        given = f"{asked}, {one_kind}, %(below)s, %(size)s"
        return f"SELECT key FROM searching_newest({given}) key"  # noqa: S608

    def tidy(self) -> None:
        if not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE searching_entry")


def _any(term: Term, joint: str = " <-> ") -> str:
    """Words are letters and digits and in quotes: nothing in them is PostgreSQL's to interpret."""
    phrases = (_phrase(words, is_open, joint) for words, is_open in term.alternatives())
    return f"({' | '.join(phrases)})"


def _beside(term: Term) -> str:
    """The pairs in any of its phrases, as `searching_pairs` spells them; "" where one has none."""
    closed = [words[:-1] if is_open else words for words, is_open in term.alternatives()]
    phrases = [" & ".join(f"'{_pair(*pair)}'" for pair in pairwise(words)) for words in closed]
    return f"({' | '.join(phrases)})" if all(phrases) else ""


def _pair(word: str, after: str) -> str:
    return md5(f"{word} {after}".encode(), usedforsecurity=False).hexdigest()[:4]


def _phrase(words: tuple[str, ...], is_open: bool, joint: str) -> str:
    quoted = [f"'{word}'" for word in words]
    return f"({joint.join(quoted)}{':*' if is_open else ''})"
