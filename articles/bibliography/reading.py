"""What a desk pastes, read into references: addresses, DOIs, BibTeX, RIS, CSL-JSON, or a mixture. Pure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from articles.bibliography.bibtex import read_bibtex
from articles.bibliography.csl import CSL_BELOW, read_csl, read_csl_below
from articles.bibliography.identifiers import as_given, doi_key, unarchived, url_key
from articles.bibliography.item import Found, Item, Rest
from articles.bibliography.kinds import library_type
from articles.bibliography.lines import read_lines
from articles.bibliography.names import creators_of
from articles.bibliography.ris import read_ris

MOST_CHARACTERS = 200_000
MOST_REFERENCES = 1_000
LONGEST = {"title": 500, "creators": 500, "publisher": 200, "url": 500, "doi": 200, "archived_url": 500}

# What no reader finds without an address; a book or a letter needs none.
ON_THE_WEB = frozenset(["dataset", "post", "webpage"])


class _Format(NamedTuple):
    sign: re.Pattern[str]
    read: Callable[[str, int], Iterator[Found | Rest]]


# In this order: what one format leaves over is looked through for the next. A field of BibTeX may begin like
# CSL-JSON, so what does not come first is looked for last.
_FORMATS = (
    _Format(re.compile(r"\A\s*(?:\[\s*)?\{\s*(?:\"|\}|\Z)"), read_csl),
    _Format(re.compile(r"^[ \t]*@\w+[ \t]*[{(]", re.MULTILINE), read_bibtex),
    _Format(re.compile(r"^[ \t]*TY {0,2}-(?:\s|$)", re.MULTILINE), read_ris),
    _Format(CSL_BELOW, read_csl_below),
)


@dataclass(frozen=True, slots=True)
class Reference:
    """One source as somebody pasted it, in the fields of claims.models.Source.

    `problems` says in words what is missing or was not understood. `line` counts from 1. `item` holds all
    that was read, also what a source has no field for; it is empty where nothing could be read, and then
    the problems quote what stands there.
    """

    type: str = "webpage"
    title: str = ""
    creators: str = ""
    publisher: str = ""
    issued: str = ""
    url: str = ""
    doi: str = ""
    archived_url: str = ""
    archived_at: datetime | None = None
    accessed: date | None = None
    problems: tuple[str, ...] = ()
    line: int = 1
    item: Item = field(default_factory=lambda: Item(), compare=False)

    @property
    def key(self) -> str | None:
        """The same for the same source, however it was written: the DOI, else the address, else None."""
        address = self.url or self.archived_url
        return self.doi or (url_key(address) if address else None)


def read_references(text: str) -> list[Reference]:
    """Every reference in a pasted text, in its order, with its problems.

    ValueError, in words, where nothing was pasted or more than is read at once.
    Nothing is dropped: text that is no reference comes as one without an item, whose problem quotes it.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    if not plain.strip():
        raise ValueError("Paste an address, a DOI, BibTeX, RIS or CSL-JSON.")
    if len(plain) > MOST_CHARACTERS:
        raise ValueError("This is too long to be read at once: paste it in parts.")
    found = [*islice(_read(plain, 1, _FORMATS), MOST_REFERENCES + 1)]
    if len(found) > MOST_REFERENCES:
        raise ValueError(f"These are more than {MOST_REFERENCES:,} references: paste them in parts.")
    return [reference(one) for one in found]


def _read(text: str, line: int, formats: tuple[_Format, ...]) -> Iterator[Found]:
    """What each format finds in the text; what one leaves over, the next ones and then the lines read."""
    for place, (sign, read) in enumerate(formats):
        if sign.search(text):
            for part in read(text, line):
                if isinstance(part, Rest):
                    yield from _read(part.text, part.line, formats[place + 1 :])
                else:
                    yield part
            return
    yield from read_lines(text, line)


def reference(found: Found) -> Reference:
    """What was found, in the fields of a source; who published it is the newspaper before its company."""
    item, problems = found.item, list(found.problems)
    if not item:
        return Reference(problems=tuple(problems), line=found.line)
    doi = doi_key(item.get("doi") or item.get("url", "")) or ""
    url, archived_url, archived_at = _addresses(item, problems)
    read = Reference(
        type=library_type(item["type"]),
        title=item.get("title", ""),
        creators=creators_of(item.get("authors", [])),
        publisher=item.get("container_title") or item.get("publisher", ""),
        issued=item.get("issued", ""),
        url=url,
        doi=doi,
        archived_url=archived_url,
        archived_at=archived_at,
        accessed=_day(item.get("accessed", ""), problems),
        problems=tuple(problems),
        line=found.line,
        item=item,
    )
    return _judged(read)


def _addresses(item: Item, problems: list[str]) -> tuple[str, str, datetime | None]:
    """The address of the original as it was given, that of its archived copy, and when this was made."""
    if "url" not in item:
        return "", "", None
    try:
        original, archived_url, archived_at = unarchived(as_given(item["url"]))
        if original:
            return as_given(original), archived_url, archived_at
    except ValueError as error:
        problems.append(str(error))
        return "", "", None
    problems.append("The archived copy does not tell the address of its original: add it.")
    return "", archived_url, archived_at


def _day(iso: str, problems: list[str]) -> date | None:
    if iso and len(iso) < 10:
        problems.append(f"The day of access is not a whole day: {iso}.")
    return date.fromisoformat(iso) if len(iso) == 10 else None


def _judged(read: Reference) -> Reference:
    """The reference with a word on each thing that a source cannot do without, or cannot hold."""
    problems = [] if read.title else ["The title is missing."]
    if read.type in ON_THE_WEB and not read.key:
        problems.append("There is neither an address nor a DOI.")
    for name, most in LONGEST.items():
        if len(getattr(read, name)) > most:
            problems.append(f"The {name.replace('_url', ' address')} is longer than {most} characters.")
    return replace(read, problems=(*read.problems, *problems))
