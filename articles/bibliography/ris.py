"""RIS, what databases and EndNote export: records to items, an item to a record. Pure.

Read here and not by rispy, which drops a record that has no end and tells no line.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from articles.bibliography.item import Found, Name, Rest, cleaned, dated, doi_of, doi_problems, tidy
from articles.bibliography.kinds import CSL_TYPES, FROM_RIS, TO_RIS
from articles.bibliography.names import on_one_line, read_name

Tags = dict[str, list[str]]

_LINE = re.compile(r"\s*([A-Z][A-Z0-9]) {0,2}-(?:\s|$)(.*)")


def read_ris(text: str, first_line: int = 1) -> Iterator[Found | Rest]:
    """Each record of a RIS text, whether it is ended or not, with what stands between them as `Rest`."""
    tags: Tags = {}
    last, begun, outside = "", first_line, list[str]()
    for number, line in enumerate(text.split("\n"), first_line):
        tag, value = _tag(line)
        if tag == "TY" or (tag == "ER" and tags):
            yield from _finished(tags, begun, outside, number, is_ended=tag == "ER")
            tags, last, begun, outside = ({"TY": [value]} if tag == "TY" else {}), tag, number, []
        elif not tags:
            begun = begun if outside else number
            outside.append(line)
        elif tag:
            tags.setdefault(tag, []).append(value)
            last = tag
        elif line.strip():
            tags[last][-1] = f"{tags[last][-1]} {line.strip()}".strip()
    yield from _finished(tags, begun, outside, first_line + text.count("\n"), is_ended=False)


def _tag(line: str) -> tuple[str, str]:
    found = _LINE.fullmatch(line)
    return (found[1], found[2].strip()) if found else ("", "")


def _finished(
    tags: Tags, line: int, outside: list[str], end: int, *, is_ended: bool
) -> Iterator[Found | Rest]:
    if tags:
        missing = () if is_ended else (f"Line {end}: the record that begins in line {line} has no end (ER).",)
        yield _found(tags, line, missing)
    elif any(part.strip() for part in outside):
        yield Rest("\n".join(outside), line)


def _found(tags: Tags, line: int, problems: tuple[str, ...]) -> Found:
    issued, late = dated("date", _first(tags, "DA") or _first(tags, "Y1", "PY"))
    if not issued:
        issued, late = dated("date", _first(tags, "Y1", "PY"))
    accessed, odd = dated("day of access", _first(tags, "Y2"))
    url = next((value for value in _all(tags, "UR", "LK", "L1", "L2") if "://" in value), _first(tags, "UR"))
    doi = _first(tags, "DO") or next((value for value in _all(tags, "M3") if doi_of(value)), "")
    item = {
        "type": _type(_first(tags, "TY"), _first(tags, "M3")),
        "title": _first(tags, "TI", "T1", "CT", "BT"),
        "authors": [name for value in _authors(tags) if (name := read_name(value))],
        "container_title": _first(tags, "T2", "JO", "JF", "JA", "J2")
        or (_first(tags, "BT") if "TI" in tags else ""),
        "publisher": _first(tags, "PB"),
        "issued": issued,
        "accessed": accessed,
        "url": url,
        "doi": doi,
        "version": _first(tags, "ET"),
        "language": _first(tags, "LA"),
    }
    words = late + odd + doi_problems(doi)
    return Found(tidy(item), line, (*problems, *(f"Line {line}: {word}" for word in words)))


def _all(tags: Tags, *names: str) -> list[str]:
    return [cleaned(value) for name in names for value in tags.get(name, []) if value]


def _first(tags: Tags, *names: str) -> str:
    return next(iter(_all(tags, *names)), "")


def _authors(tags: Tags) -> list[str]:
    """The names; some databases give the same authors under two tags."""
    first = _all(tags, "AU")
    return first + [name for name in _all(tags, "A1") if name not in first] or _all(tags, "A2", "ED", "A3")


def _type(code: str, kind_of_work: str) -> str:
    """A CSL type: the kind of work (M3) where that is one, as `to_ris` writes it, or else the record's."""
    return kind_of_work if kind_of_work in CSL_TYPES else FROM_RIS.get(code.upper(), "document")


def to_ris(item: Mapping[str, Any]) -> str:
    """The item (as in item.py) as one record in UTF-8. Commas inside a person's names become spaces."""
    neat = tidy(item)
    csl_type = neat["type"]
    lines = [
        ("TY", TO_RIS.get(csl_type, "GEN")),
        ("M3", "" if csl_type in TO_RIS else csl_type),
        ("TI", neat.get("title", "")),
        *(("AU", _written(name)) for name in neat.get("authors", [])),
        ("T2", neat.get("container_title", "")),
        ("PB", neat.get("publisher", "")),
        ("PY", neat.get("issued", "")[:4]),
        ("DA", _slashed(neat.get("issued", ""))),
        ("ET", neat.get("version", "")),
        ("LA", neat.get("language", "")),
        ("UR", neat.get("url", "")),
        ("DO", neat.get("doi", "")),
        ("Y2", _slashed(neat.get("accessed", ""))),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in lines if value) + "ER  - \n"


def _slashed(iso: str) -> str:
    """2024-05 as RIS has it: 2024/05//"""
    return iso and iso.replace("-", "/") + "/" * (3 - iso.count("-"))


def _written(name: Name) -> str:
    if "literal" in name:
        literal = name["literal"]
        return f"{literal}," if "," in literal else literal
    parts = {part: " ".join(str(text).replace(",", " ").split()) for part, text in name.items()}
    return on_one_line(Name(**parts))  # type: ignore[typeddict-item]
