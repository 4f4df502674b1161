"""How well an entry answers a query, the same in every database.

It is read off the short columns alone: whatever is counted over a whole index costs more than to find.
"""

from articles.searching.queries import Query, Term

# What a term counts: in the title; among names and subjects; in a text that is about it; in a text.
TITLE, BESIDE, OFTEN, ONCE = 8, 4, 2, 1
# A claim is short and all of it title: it comes after a piece named so, and before one that only says so.
OF_A_KIND = "CASE e.kind WHEN 'claim' THEN 2 ELSE 5 END"


class Ranking:
    """`sql` is the score of an entry e, the smaller the better, given the `needles` by their names.

    `position` is the database's function for where one string stands in another.
    """

    def __init__(self, query: Query, position: str) -> None:
        self._position = position
        self._names: dict[str, str] = {}
        self.sql = f"-{OF_A_KIND} * ({' + '.join(self._counted(term) for term in query.wanted)})"

    @property
    def needles(self) -> dict[str, str]:
        return {name: needle for needle, name in self._names.items()}

    def _counted(self, term: Term) -> str:
        places = {
            self._stands("title_words", term): TITLE,
            self._stands("beside_words", term): BESIDE,
            self._stands_often(term): OFTEN,
        }
        cases = (f"WHEN {where} THEN {count}" for where, count in places.items())
        return f"CASE {' '.join(cases)} ELSE {ONCE} END"

    def _stands(self, column: str, term: Term) -> str:
        phrases = (self._holds(column, " ".join(words), is_open) for words, is_open in term.alternatives())
        return f"({' OR '.join(phrases)})"

    def _stands_often(self, term: Term) -> str:
        """A phrase does when each of its words does."""
        return f"({' OR '.join(self._each_often(*phrase) for phrase in term.alternatives())})"

    def _each_often(self, words: tuple[str, ...], is_open: bool) -> str:
        *closed, last = words
        held = [self._holds("often_words", word, False) for word in closed]
        return " AND ".join([*held, self._holds("often_words", last, is_open)])

    def _holds(self, column: str, words: str, is_open: bool) -> str:
        needle = f" {words}" if is_open else f" {words} "
        name = self._names.setdefault(needle, f"needle_{len(self._names)}")
        return f"{self._position}(e.{column}, %({name})s) > 0"
