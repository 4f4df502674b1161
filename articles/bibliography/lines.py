"""Addresses and DOIs pasted on lines of their own or in the middle of words. Pure."""

import re
from collections.abc import Iterator

from articles.bibliography.identifiers import as_given, doi_of
from articles.bibliography.item import Found, Item, tidy

_BULLET = re.compile(r"^\s*(?:[-*•–]|[0-9]{1,3}[.)]|\[[0-9]{1,3}\])\s+")
_PLAIN_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}/\S*", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»]+", re.IGNORECASE)
_DOI_IN_WORDS = re.compile(r"(?:\bdoi\s*:\s*)?\b10\.[0-9]{4,9}/[^\s\"“”«»]+", re.IGNORECASE)
_AROUND = "<>\"'“”‘’«».,;:!?"
_SHOWN = 120


def read_lines(text: str, first_line: int = 1) -> Iterator[Found]:
    """What each line names: addresses and DOIs alone on it, or inside a sentence. Other lines are quoted.

    A DOI and an address in one sentence are taken for one source.
    """
    unread: list[str] = []
    for number, line in enumerate(text.split("\n"), first_line):
        found = list(_on_line(_BULLET.sub("", line).strip(), number))
        if found and unread:
            yield _quoted(unread, number - 1)
            unread = []
        yield from found
        if not found and (line.strip() or unread):
            unread.append(line)
    if unread:
        yield _quoted(unread, first_line + text.count("\n"))


def _on_line(line: str, number: int) -> Iterator[Found]:
    items = [_alone(token) for token in line.split()]
    whole = _alone(line)
    if whole or all(items):
        yield from (Found(item, number) for item in ([whole] if whole else items) if item)
        return
    words = f"Line {number}: only the address or the DOI was read of “{_shortened(line)}”."
    yield from (Found(item, number, (words,)) for item in _inside(line))


def _alone(token: str) -> Item | None:
    """The item of a text that is an address or a DOI and nothing else."""
    if doi := doi_of(token):
        is_address = "doi.org/" in token.lower() and "://" in token
        return tidy(
            {"type": "article-journal", "doi": doi, "url": token.strip(_AROUND) if is_address else ""}
        )
    return _page(token.strip(_AROUND))


def _page(token: str) -> Item | None:
    whole = f"https://{token}" if _PLAIN_HOST.fullmatch(token) else token
    try:
        return None if re.search(r"\s", whole) else tidy({"type": "webpage", "url": as_given(whole)})
    except ValueError:
        return None


def _inside(line: str) -> list[Item]:
    addresses = [item for found in _ADDRESS.findall(line) if (item := _alone(_closed(found)))]
    rest = _ADDRESS.sub(" ", line)
    dois = [item for found in _DOI_IN_WORDS.findall(rest) if (item := _alone(found))]
    if len(dois) == 1 and len(addresses) == 1 and "doi" not in addresses[0]:
        return [tidy(addresses[0] | dois[0])]
    return addresses + dois


def _closed(address: str) -> str:
    """An address in brackets without the one that closes them."""
    trimmed = address.rstrip(_AROUND)
    return trimmed[:-1] if trimmed.endswith(")") and trimmed.count(")") > trimmed.count("(") else trimmed


def _quoted(lines: list[str], last: int) -> Found:
    while not lines[-1].strip():
        lines, last = lines[:-1], last - 1
    first = last - len(lines) + 1
    where = f"Line {first}" if first == last else f"Lines {first}–{last}"
    words = _shortened(" ".join(" ".join(lines).split()))
    return Found(Item(), first, (f"{where}: neither an address nor a DOI nor a record: “{words}”.",))


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
