"""The fields of one BibTeX entry: macros, concatenation, and what a broken entry still says. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from articles.bibliography.dates import MONTHS

MACROS = {month[:3]: month for month in MONTHS}

# No entry has more; what looks like more is a broken one made to take long.
_MOST_FIELDS = 200
_NAME = re.compile(r"(?P<key>[A-Za-z][\w:+-]*)\s*=\s*")
_NEXT_LINE = re.compile(r"\n\s*[A-Za-z][\w:+-]*\s*=")
_MARK = re.compile(r"(?<!\\)[{}\"]")
_WORD = re.compile(r"[^\s,{}\"#()]+")
_JOIN = re.compile(r"\s*#\s*")
_NOTHING = re.compile(r"[\s,{}()]*")


class Field(NamedTuple):
    """A field's lower-case key, its value as LaTeX without delimiters, and what was wrong with it, in words.

    `start` counts characters from the beginning of the entry. Text outside all fields has the key "".
    """

    key: str
    value: str
    start: int
    problems: list[str]


def fields_of(body: str, macros: Mapping[str, str], *, is_broken: bool) -> Iterator[Field]:
    """The fields of what follows an entry's key. A broken one's values end where a line begins another."""
    position = 0
    for found in islice(_each_name(body, macros, is_broken=is_broken), _MOST_FIELDS):
        field, end = found
        yield from _between(body, position, field.start)
        yield field
        position = end
    yield from _between(body, position, len(body))


def macro_values(strings: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The months and the given @strings, by lower-case name; a value may lean on those before it."""
    macros = dict(MACROS)
    for name, raw in strings:
        macros[name.lower()] = _value(raw, 0, len(raw), macros)[0]
    return macros


def closing(text: str, start: int, end: int) -> int | None:
    """Where the brace or quotation mark at `start` is closed before `end`, braces inside being balanced."""
    depth, closer = 0, '"' if text[start] == '"' else "}"
    for mark in _MARK.finditer(text, start + 1, end):
        if depth == 0 and mark.group() == closer:
            return mark.start()
        depth += {"{": 1, "}": -1}.get(mark.group(), 0)
    return None


def _each_name(body: str, macros: Mapping[str, str], *, is_broken: bool) -> Iterator[tuple[Field, int]]:
    position = 0
    while name := _NAME.search(body, position):
        next_line = _NEXT_LINE.search(body, name.end()) if is_broken else None
        end = next_line.start() if next_line else len(body)
        value, position, problems = _value(body, name.end(), end, macros)
        yield Field(name["key"].lower(), value, name.start(), problems), position


def _between(body: str, start: int, end: int) -> Iterator[Field]:
    if not _NOTHING.fullmatch(body, start, end):
        words = " ".join(body[start:end].strip(" ,\n").split())[:80]
        yield Field("", words, start, [f"“{words}” was not understood."])


def _value(text: str, start: int, end: int, macros: Mapping[str, str]) -> tuple[str, int, list[str]]:
    """A value as a whole, where it ends, and its problems: `"a" # b` is one value in two pieces."""
    pieces: list[str] = []
    problems: list[str] = []
    position = start
    while True:
        piece, position, problem = _piece(text, position, end, macros)
        pieces.append(piece)
        problems += problem
        join = _JOIN.match(text, position, end)
        if not join:
            return "".join(pieces), position, problems
        position = join.end()


def _piece(text: str, start: int, end: int, macros: Mapping[str, str]) -> tuple[str, int, list[str]]:
    if text[start:end].startswith(("{", '"')):
        close = closing(text, start, end)
        if close is None:
            return (
                text[start + 1 : end].rstrip(' \n\t,}"'),
                end,
                ["A brace or quotation mark is never closed."],
            )
        return text[start + 1 : close], close + 1, []
    word = _WORD.match(text, start, end)
    if not word:
        return "", start, []
    plain = word.group()
    if plain.isdigit() or plain.lower() in macros:
        return macros.get(plain.lower(), plain), word.end(), []
    return plain, word.end(), [f"“{plain}” is defined nowhere: it stands as it is."]
