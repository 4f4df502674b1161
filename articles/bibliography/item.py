"""The citation item every format here is read into and written from. Pure.

An item is a dictionary of strings, with authors beside them; what is not known is left out:

    {"type": "report", "title": "…", "authors": [{"family": "Leyen", "given": "Ursula"}, {"literal": "WHO"}],
     "container_title": "…", "publisher": "…", "issued": "2024-05", "accessed": "2024-06-01",
     "url": "https://…", "doi": "10.1000/182", "version": "2", "language": "en"}

`type` is a CSL type; `issued` and `accessed` are YYYY, YYYY-MM or YYYY-MM-DD. `id` is for writing only.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict
from unicodedata import normalize

from articles.bibliography.dates import read_date
from articles.bibliography.identifiers import doi_of, quoted
from articles.bibliography.kinds import CSL_TYPES


class Name(TypedDict, total=False):
    """A person (`family` and `given`, perhaps a `suffix`), or a `literal` that has no parts."""

    family: str
    given: str
    suffix: str
    literal: str


class Item(TypedDict, total=False):
    id: str
    type: str
    title: str
    authors: list[Name]
    container_title: str
    publisher: str
    issued: str
    accessed: str
    url: str
    doi: str
    version: str
    language: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was read from one place of a pasted text, and what was wrong there, in words.

    `line` counts from 1. An empty item: nothing could be read there, and the problems quote it.
    """

    item: Item
    line: int
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rest:
    """A part of a pasted text, from `line` on, that is not in the format being read."""

    text: str
    line: int


_BREAKS = re.compile(r"[ \x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_TEXTS = ("title", "container_title", "publisher", "version", "language")


def cleaned(text: str) -> str:
    """One line that any database and any format takes: composed, no control characters, single spaces."""
    composed = normalize("NFC", _SURROGATES.sub("\ufffd", text))
    return _BREAKS.sub(" ", composed).strip()


def tidy(item: Mapping[str, Any]) -> Item:
    """The item in its normal form, which every format gives back unchanged: clean texts, nothing empty.

    A type CSL does not know becomes "document"; a date, address or DOI that is none is left out.
    """
    known = str(item.get("type") or "")
    texts = {key: cleaned(str(item.get(key) or "")) for key in _TEXTS}
    rest = {
        "issued": read_date(str(item.get("issued") or "")).iso,
        "accessed": read_date(str(item.get("accessed") or "")).iso,
        "url": quoted(cleaned(str(item.get("url") or ""))),
        "doi": doi_of(cleaned(str(item.get("doi") or ""))) or "",
        "id": cleaned(str(item.get("id") or "")),
    }
    neat = Item(type=known if known in CSL_TYPES else "document")
    neat.update({key: text for key, text in (texts | rest).items() if text})  # type: ignore[typeddict-item]
    if authors := tidy_names(item.get("authors") or []):
        neat["authors"] = authors
    return neat


def tidy_names(names: list[Name]) -> list[Name]:
    return [neat for name in names if (neat := tidy_name(name))]


def tidy_name(name: Name) -> Name | None:
    """A person has a family name and a given one; whoever has one name only is a literal."""
    family, given, suffix, literal = (
        " ".join(cleaned(str(name.get(part) or "")).split())
        for part in ("family", "given", "suffix", "literal")
    )
    if family and given:
        return Name(family=family, given=given) | (Name(suffix=suffix) if suffix else Name())
    alone = literal or " ".join(part for part in (given, family, suffix) if part)
    return Name(literal=alone) if alone else None


def dated(what: str, text: str) -> tuple[str, list[str]]:
    """A date read from a text, and a word on it where the text said something else or more."""
    read = read_date(text)
    if not text or read.is_whole:
        return read.iso, []
    if not read.iso:
        return "", [f"The {what} “{text}” could not be read."]
    return read.iso, [f"The {what} “{text}” was read as {read.iso}."]


def doi_problems(text: str) -> list[str]:
    return [f"“{text}” is not a DOI."] if text and not doi_of(text) else []


def citation_key(item: Item) -> str:
    """A key for the item in a bibliography, as in "leyen2024": the item's own id where that can serve."""
    if own := re.sub(r"[^A-Za-z0-9_:./-]", "", item.get("id", "")):
        return own
    first = (item.get("authors") or [Name()])[0]
    word = first.get("family") or first.get("literal") or item.get("title") or ""
    plain = normalize("NFKD", word.split()[-1] if word else "").encode("ascii", "ignore").decode().lower()
    return (re.sub(r"[^a-z0-9]", "", plain) or "source") + item.get("issued", "")[:4]
