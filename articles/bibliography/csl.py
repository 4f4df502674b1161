"""CSL-JSON, what Zotero, doi.org and Crossref speak: entries to items, an item to an entry. Pure."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from articles.bibliography.dates import partial
from articles.bibliography.item import (
    Found,
    Item,
    Name,
    Rest,
    citation_key,
    cleaned,
    dated,
    doi_problems,
    tidy,
    tidy_names,
)
from articles.bibliography.kinds import CSL_TYPES, FROM_CROSSREF

_KEYS = {
    "title": "title", "container_title": "container-title", "publisher": "publisher",
    "url": "URL", "doi": "DOI", "version": "version", "language": "language",
}  # fmt: skip
_CREATORS = ("author", "editor", "director", "interviewer")
_SIGNS = {"type", "title", "URL", "DOI"}
CSL_BELOW = re.compile(r"^[ \t]*(?:\[\s*)?\{\s*\"", re.MULTILINE)
_STRING_FIELD = re.compile(
    r'"(type|title|URL|DOI|publisher|container-title|issued)"\s*:\s*("(?:[^"\\\n]|\\.)*")'
)
_MARKUP = re.compile(r"</?(?:i|b|em|strong|sub|sup|sc|span|jats:\w+)(?:\s[^<>]*)?>", re.IGNORECASE)


def read_csl(text: str, first_line: int = 1) -> Iterator[Found | Rest]:
    """Each entry of a text that holds CSL-JSON: an object, a list, or what Crossref wraps around.

    Of an entry that is no JSON, its plain strings are read. Text between entries comes as `Rest`.
    """
    decoder, position = json.JSONDecoder(strict=False), 0
    while (start := text.find("{", position)) >= 0:
        line = first_line + text.count("\n", 0, start)
        yield from _between(text, position, start, first_line)
        try:
            value, position = decoder.raw_decode(text, start)
            yield from (_found(entry, line) for entry in _unwrapped(value))
        except (ValueError, RecursionError) as error:
            position = _next_entry(text, start, getattr(error, "pos", start + 1))
            yield from _salvaged(text[start:position], line, _complaint(error, line, first_line))
    yield from _between(text, position, len(text), first_line)


def read_csl_below(text: str, first_line: int = 1) -> Iterator[Found | Rest]:
    """The same where it begins on a line further down."""
    below = CSL_BELOW.search(text)
    start = below.start() if below else len(text)
    if text[:start].strip():
        yield Rest(text[:start], first_line)
    yield from read_csl(text[start:], first_line + text.count("\n", 0, start))


def _between(text: str, start: int, end: int, first_line: int) -> Iterator[Rest]:
    """What stands there beside the commas and brackets of a list."""
    rest = text[start:end].lstrip("], \t\n")
    if words := rest.rstrip("[, \t\n"):
        yield Rest(words, first_line + text.count("\n", 0, end - len(rest)))


def _complaint(error: Exception, line: int, first_line: int) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"Line {first_line + error.lineno - 1}: this is not JSON ({error.msg})."
    return f"Line {line}: this is not JSON that can be read."


def _next_entry(text: str, start: int, fault: int) -> int:
    """Where the entry after a broken one begins: as far from the margin, or right after a closed one."""
    column = start - (text.rfind("\n", 0, start) + 1)
    after = re.compile(rf"(?:^[ \t]{{{min(column, 999)}}}|\}},\s*)(?=\{{)", re.MULTILINE).search(
        text, max(fault, start + 1)
    )
    return after.end() if after else len(text)


def _salvaged(source: str, line: int, complaint: str) -> Iterator[Found]:
    """What a broken entry's plain strings tell."""
    strings = {key: json.loads(value, strict=False) for key, value in _STRING_FIELD.findall(source)}
    if strings:
        read = _found(strings, line)
        yield Found(read.item, line, (complaint, *read.problems))
    else:
        yield Found(Item(), line, (complaint,))


def _unwrapped(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    inner = value.get("message", value)
    if isinstance(inner, dict) and isinstance(inner.get("items"), list):
        yield from (entry for entry in inner["items"] if isinstance(entry, dict))
    elif isinstance(inner, dict) and _SIGNS & inner.keys():
        yield inner


def _found(entry: dict[str, Any], line: int) -> Found:
    issued, late = _date("date", entry.get("issued"))
    accessed, odd = _date("day of access", entry.get("accessed"))
    item = {key: cleaned(_MARKUP.sub("", _text(entry.get(name)))) for key, name in _KEYS.items()}
    creators: list[Any] = next(
        (entry[key] for key in _CREATORS if isinstance(entry.get(key), list) and entry[key]), []
    )
    whole = item | {
        "type": _type(_text(entry.get("type"))),
        "authors": tidy_names([_name(name) for name in creators]),
        "issued": issued,
        "accessed": accessed,
    }
    problems = late + odd + doi_problems(item["doi"])
    return Found(tidy(whole), line, tuple(f"Line {line}: {problem}" for problem in problems))


def _type(given: str) -> str:
    plain = given.strip().lower()
    return plain if plain in CSL_TYPES else FROM_CROSSREF.get(plain, plain)


def _text(value: object) -> str:
    """A value as text; Crossref gives lists of titles, of which the first is the one in use."""
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _name(value: object) -> Name:
    if not isinstance(value, dict):
        return Name(literal=_text(value))
    particles = (value.get("dropping-particle"), value.get("non-dropping-particle"), value.get("family"))
    return Name(
        family=" ".join(_text(part) for part in particles if part),
        given=_text(value.get("given")),
        suffix=_text(value.get("suffix")),
        literal=_text(value.get("literal") or value.get("name")),
    )


def _date(what: str, value: object) -> tuple[str, list[str]]:
    """A CSL date: parts, of a span its beginning, or else its words."""
    if not isinstance(value, dict):
        return dated(what, _text(value))
    match value.get("date-parts"):
        case [[*parts], *more] if any(parts):
            read = partial(*parts)
            given = "-".join(str(part) for part in parts)
            is_whole = bool(read) and read.count("-") + 1 == len(parts) and not more
            return read, [] if is_whole else [f"The {what} {given} was read as {read or 'nothing'}."]
    return dated(what, _text(value.get("raw") or value.get("literal")))


def to_csl(item: Mapping[str, Any]) -> dict[str, Any]:
    """The item (as in item.py) as a CSL-JSON entry: a dictionary for json.dumps."""
    neat = tidy(item)
    known: Mapping[str, Any] = neat
    dates = {key: {"date-parts": [_parts(known[key])]} for key in ("issued", "accessed") if key in known}
    texts = {name: known[key] for key, name in _KEYS.items() if key in known}
    authors = {"author": [dict(name) for name in neat["authors"]]} if "authors" in neat else {}
    return {"id": citation_key(neat), "type": neat["type"]} | texts | authors | dates


def _parts(iso: str) -> list[int]:
    return [int(part) for part in iso.split("-")]
