"""BibTeX and BibLaTeX: entries to items, an item to an entry. Pure.

bibtexparser finds the entries and survives the broken ones. What a field's value is (`"a" # b`,
macros, months) is read here: it leaves that to its callers.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

import bibtexparser
from bibtexparser.library import Library
from bibtexparser.model import Block, ImplicitComment, ParsingFailedBlock

from articles.bibliography.bibfields import MACROS, fields_of, macro_values
from articles.bibliography.bibnames import read_names, written_names
from articles.bibliography.item import (
    Found,
    Item,
    Rest,
    citation_key,
    cleaned,
    dated,
    doi_problems,
    tidy,
)
from articles.bibliography.kinds import CSL_TYPES, FROM_BIBTEX, TO_BIBTEX
from articles.bibliography.latex import decoded, escaped

# What is wrong with an entry is handed back in words; the log need not hold it too.
logging.getLogger("bibtexparser").setLevel(logging.ERROR)

_NO_ENTRIES = ("comment", "preamble", "string")
_CONTAINERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_PUBLISHERS = {"techreport": "institution", "phdthesis": "school"}
_HEAD = re.compile(r"\s*@(?P<type>\w+)\s*[{(](?:[^,={}]*,)?")
_URL = re.compile(r"(?:https?://|www\.)[^\s{}]+", re.IGNORECASE)


def read_bibtex(text: str, first_line: int = 1) -> Iterator[Found | Rest]:
    """Each entry of a BibTeX text, and what stands between them as `Rest`. A broken one gives what it can."""
    library = bibtexparser.parse_string(text, parse_stack=[])
    macros = macro_values((string.key, string.value) for string in library.strings)
    is_after_broken = False
    for block, source in _sources(library, text):
        line = (block.start_line or 0) + first_line
        if isinstance(block, ImplicitComment):
            if not is_after_broken:
                yield Rest(block.comment, line)
            continue
        is_after_broken = _is_broken(block)
        head = _HEAD.match(source)
        if not head or head["type"].lower() not in _NO_ENTRIES:
            yield _entry(source, line, macros, is_broken=is_after_broken)
        elif is_after_broken:
            yield Found(
                Item(), line, (f"Line {line}: this is broken and was not read: “{source[:80].strip()}”.",)
            )


def _is_broken(block: Block) -> bool:
    return isinstance(block, ParsingFailedBlock) and block.ignore_error_block is None


def _sources(library: Library, text: str) -> list[tuple[Block, str]]:
    """Each block and its own text; bibtexparser ends a broken one at its fault, here it goes to the next."""
    lines = text.split("\n")
    sources: list[tuple[Block, str]] = []
    end = len(lines)
    for block in reversed(library.blocks):
        start = block.start_line or 0
        whole = "\n".join(lines[start:end]) if _is_broken(block) else ""
        sources.append((block, whole or block.raw or ""))
        end = end if isinstance(block, ImplicitComment) else start
    return sources[::-1]


def _entry(source: str, line: int, macros: Mapping[str, str], *, is_broken: bool) -> Found:
    head = _HEAD.match(source)
    start = head.end() if head else 0
    problems = [f"Line {line}: this entry is broken; what could be read of it was."] if is_broken else []
    fields: dict[str, str] = {}
    for field in fields_of(source[start:], macros, is_broken=is_broken):
        where = line + source.count("\n", 0, start + field.start)
        problems += [f"Line {where}: {problem}" for problem in field.problems]
        if field.key in fields and field.value:
            problems.append(f"Line {where}: “{field.key}” stands twice; the first was taken.")
        elif field.key and field.value.strip():
            fields[field.key] = field.value
    item, more = _item(head["type"].lower() if head else "misc", fields)
    return Found(item, line, (*problems, *(f"Line {line}: {problem}" for problem in more)))


def _item(entry_type: str, fields: dict[str, str]) -> tuple[Item, list[str]]:
    """The item the fields of an entry tell of, and what of them could not be used, in words."""
    texts = {key: cleaned(decoded(value)) for key, value in fields.items()}
    url, doi = _url(fields), _verbatim(fields.get("doi", ""))
    issued, late = dated("date", texts.get("date") or _year_month_day(texts))
    accessed, odd = dated("day of access", _first(texts, "urldate", "lastaccessed", "lastchecked"))
    names, missing = read_names(_first(fields, "author", "editor"))
    item = {
        "type": _type(entry_type, texts.get("entrysubtype", "").lower(), has_url=bool(url)),
        "title": ": ".join(part for part in (texts.get("title"), texts.get("subtitle")) if part),
        "authors": names,
        "container_title": _first(texts, "journal", "journaltitle", "booktitle")
        or ("" if _URL.search(fields.get("howpublished", "")) else texts.get("howpublished", "")),
        "publisher": _first(texts, "publisher", "institution", "school", "organization"),
        "issued": issued,
        "accessed": accessed,
        "url": url,
        "doi": doi,
        "version": texts.get("version"),
        "language": _first(texts, "language", "langid"),
    }
    return tidy(item), late + odd + missing + doi_problems(doi)


def _first(fields: Mapping[str, str], *keys: str) -> str:
    return next((fields[key] for key in keys if fields.get(key)), "")


def _type(entry_type: str, subtype: str, *, has_url: bool) -> str:
    if f"article-{subtype}" in CSL_TYPES and entry_type == "article":
        return f"article-{subtype}"
    if subtype in CSL_TYPES:
        return subtype
    return FROM_BIBTEX.get(entry_type) or ("webpage" if has_url else "document")


def _year_month_day(texts: Mapping[str, str]) -> str:
    """The date of an entry that gives it in parts; a month may bring its day, as in `jan # "~1"`."""
    year, month, day = (texts.get(key, "") for key in ("year", "month", "day"))
    if month.isdigit():
        return "-".join(part for part in (year, month.zfill(2), day and day.zfill(2)) if part)
    return " ".join(part for part in (day, month, year) if part)


def _url(fields: Mapping[str, str]) -> str:
    given = _verbatim(fields.get("url", ""))
    for key in ("howpublished", "note"):
        found = _URL.search(_verbatim(fields.get(key, "")))
        given = given or (found.group() if found else "")
    return given


def _verbatim(value: str) -> str:
    """An address or a DOI, which BibLaTeX takes as it stands and older files escape for LaTeX."""
    return re.sub(r"\\url|[{}]|\\(?=[_%&#$~])", "", value).strip()


def to_bibtex(item: Mapping[str, Any]) -> str:
    """The item (as in item.py) as one entry in UTF-8, for BibTeX and BibLaTeX alike.

    The title stands in double braces, so no style changes its capitals. The date stands both ways.
    """
    neat = tidy(item)
    entry = TO_BIBTEX.get(neat["type"], "misc")
    lines = "".join(f"  {key} = {value},\n" for key, value in _fields(neat, entry).items() if value)
    return f"@{entry}{{{citation_key(neat)},\n{lines}}}\n"


def _fields(item: Item, entry: str) -> dict[str, str]:
    """The fields of an entry with their braces on; "" where the item has nothing for one."""
    issued = item.get("issued", "")
    texts = {
        "author": written_names(item.get("authors", [])),
        "title": f"{{{escaped(item['title'])}}}" if "title" in item else "",
        _container_field(item, entry): escaped(item.get("container_title", "")),
        _PUBLISHERS.get(entry, "publisher"): escaped(item.get("publisher", "")),
        "date": issued,
        "year": issued[:4],
        "month": "",
        "url": item.get("url", ""),
        "urldate": item.get("accessed", ""),
        "doi": item.get("doi", ""),
        "version": escaped(item.get("version", "")),
        "language": escaped(item.get("language", "")),
        "entrysubtype": _subtype(item["type"], entry),
    }
    braced = {key: f"{{{text}}}" if text else "" for key, text in texts.items()}
    return braced | {"month": list(MACROS)[int(issued[5:7]) - 1] if issued[5:7] else ""}


def _container_field(item: Item, entry: str) -> str:
    """Where an entry names what it is part of. An address in `howpublished` would be taken for its own."""
    is_address = _URL.search(item.get("container_title", ""))
    return _CONTAINERS.get(entry) or ("journaltitle" if is_address else "howpublished")


def _subtype(csl_type: str, entry: str) -> str:
    """What tells the item's type where the entry's does not: BibLaTeX's "newspaper", or the CSL type."""
    if entry == "article":
        return csl_type.removeprefix("article-") if csl_type != "article-journal" else ""
    return csl_type if entry == "misc" else ""
