"""Names as BibTeX joins them: "von der Leyen, Ursula and {World Health Organization}". Pure.

bibtexparser splits them, as BibTeX does, by commas, braces and small letters.
"""

import re

from bibtexparser.middlewares.names import (
    NameParts,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from articles.bibliography.bibfields import closing
from articles.bibliography.item import Name, tidy_name
from articles.bibliography.latex import decoded, escaped

_PLAIN = re.compile(r"(?:[^\W_]|[.’'-])+(?: (?:[^\W_]|[.’'-])+)*")


def read_names(value: str) -> tuple[list[Name], list[str]]:
    """The names in an entry's field, and a word on it where they are not all."""
    written = split_multiple_persons_names(value.strip())
    named = [raw for raw in written if raw.lower() != "others"]
    people = [name for raw in named if (name := _person(raw))]
    return people, ["The list of names is not complete: “and others”."] if written != named else []


def _person(raw: str) -> Name | None:
    if raw.startswith("{") and closing(raw, 0, len(raw)) == len(raw) - 1:
        return tidy_name(Name(literal=decoded(raw[1:-1])))
    parts: NameParts = parse_single_name_into_parts(raw, strict=False)
    family, given, suffix = (
        decoded(" ".join(words)) for words in (parts.von + parts.last, parts.first, parts.jr)
    )
    return tidy_name(Name(family=family, given=given, suffix=suffix))


def written_names(names: list[Name]) -> str:
    return " and ".join(_written(name) for name in names)


def _written(name: Name) -> str:
    """A name that is split where this one is: braces hold "and", commas and signs together."""
    if "literal" in name:
        return f"{{{escaped(name['literal'])}}}"
    parts = (name["family"], name.get("suffix", ""), name["given"])
    return ", ".join(_held_together(part) for part in parts if part)


def _held_together(part: str) -> str:
    is_plain = _PLAIN.fullmatch(part) and "and" not in part.lower().split() and escaped(part) == part
    return part if is_plain else f"{{{escaped(part)}}}"
