"""Names, told by their capitals and by what else the text calls so."""

from collections.abc import Collection, Iterable, Iterator

from claims.anchoring.tokens import FUNCTION_WORDS
from claims.reading.patterns import WORD, Span
from claims.reading.signs import DATE, NAME

_OPENERS = tuple('“‘"(:')
# They belong to a name: Le Monde, Der Spiegel.
_FOREIGN_ARTICLES = frozenset(("Le", "La", "Les", "Der", "Die", "Das", "El", "Los", "Las", "Il", "De", "Al"))
_QUANTIFIERS = frozenset(
    ("many", "some", "most", "half", "none", "all", "both", "few", "several", "part", "much", "one", "each")
)


def names(read: str, sentence: Span, known: Collection[str] = ()) -> Iterator[Span]:
    """Names in a sentence of a plain text; a word that opens the sentence is one if it is `known` to be."""
    for start, end, opens in _capitals(read, sentence):
        words = read[start:end]
        if opens and _is_mere_opening(words, known):
            start = read.find(" ", start, end) + 1 or end
        if start < end:
            yield start, end


def known_names(read: str, sentences: Iterable[Span]) -> set[str]:
    """The first words of all names that do not open a sentence."""
    found = (place for sentence in sentences for place in _capitals(read, sentence))
    return {read[start:end].partition(" ")[0] for start, end, opens in found if not opens}


def _capitals(read: str, sentence: Span) -> Iterator[tuple[int, int, bool]]:
    """Capitalised words in a row, without “The” and dates, and whether they open a sentence."""
    opening = WORD.search(read, *sentence)
    for match in NAME.finditer(read, *sentence):
        start, end = match.span()
        opens = start <= (opening.start() if opening else start) or read[start - 1 : start] in _OPENERS
        while start < end and _is_function_word(read[start:end]):
            start = read.find(" ", start, end) + 1 or end
            opens = False
        if start < end and not DATE.fullmatch(read, start, end):
            yield start, end, opens


def _is_function_word(words: str) -> bool:
    """Whether a name begins with “The” and the like; the UN does not, nor does Le Monde."""
    first = words.partition(" ")[0].partition("'")[0]
    if first in _FOREIGN_ARTICLES and " " in words:
        return False
    return first.lower() in FUNCTION_WORDS and not (len(first) > 1 and first.isupper())


def _is_mere_opening(words: str, known: Collection[str]) -> bool:
    """Whether the first of these words is capitalised only because it opens a sentence."""
    first, _, rest = words.partition(" ")
    if first in known or (len(first) > 1 and first.isupper()):
        return False
    return not rest or rest.partition(" ")[0] in known or first.lower() in _QUANTIFIERS
