"""What a reader typed, taken apart. Anything can be typed; nothing of it is refused. Pure."""

import re
from dataclasses import dataclass

from articles.searching.words import WORD, is_unspaced, tokens

LONGEST = 1000  # code points of a query; what follows is not looked at
MOST_TERMS = 16
MOST_WORDS = 16  # of one term
SHORTEST_BEGINNING = 3  # letters from which on the last word may be the beginning of one

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_TERM = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to find: the words of any of `phrases`, one after the other.

    The last of them is as typed, the one before stemmed. Where the term `is_open`, the last word as typed may
    be but the beginning of one.
    """

    phrases: tuple[tuple[str, ...], ...]
    is_open: bool = False

    def alternatives(self) -> list[tuple[tuple[str, ...], bool]]:
        """Each phrase, and whether its last word is open."""
        return [(phrase, self.is_open and phrase == self.phrases[-1]) for phrase in self.phrases]


@dataclass(frozen=True, slots=True)
class Query:
    """All of `wanted` and none of `unwanted`. Without anything wanted nothing is found."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted)


def parsed(typed: str) -> Query:
    """Words to be found, “phrases in quotes”, and -words that must not stand there."""
    typed = typed[:LONGEST].translate(_QUOTES).rstrip()
    wanted: dict[Term, None] = {}
    unwanted: dict[Term, None] = {}
    for match in _TERM.finditer(typed):
        is_last_word = match.end() == len(typed) and match["plain"] is not None and not match["minus"]
        if term := _term(match["plain"] or match["quoted"] or "", is_last_word):
            (unwanted if match["minus"] else wanted)[term] = None
    return Query(tuple(wanted)[:MOST_TERMS], tuple(unwanted)[:MOST_TERMS])


def _term(typed: str, is_last_word: bool) -> Term | None:
    plain = tokens(typed, english=False)[:MOST_WORDS]
    if not plain:
        return None
    stemmed = tokens(typed, english=True)[:MOST_WORDS]
    is_cut = is_unspaced(WORD.findall(typed)[len(plain) - 1])
    is_open = is_cut or (is_last_word and len(plain[-1]) >= SHORTEST_BEGINNING)
    return Term(tuple(dict.fromkeys((tuple(stemmed), tuple(plain)))), is_open)
