"""A body's HTML cut into the blocks a reader sees, with their kind and their formatting, or into its source.

The HTML is that of `body.clean_body`, or of an edition; any string will do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import islice, pairwise
from typing import NamedTuple

from articles.plaintext import BLOCKS, SEPARATOR, TAG, Block, Reading, read

VOID = {"br", "hr", "img"}
STYLES = {
    "strong": "bold",
    "b": "bold",
    "em": "italic",
    "i": "italic",
    "u": "underlined",
    "s": "struck through",
    "sub": "subscript",
    "sup": "superscript",
}
_ATTRIBUTE = r"""\s{}=(?:"([^"]*)"|'([^']*)')"""
_HREF, _TITLE = re.compile(_ATTRIBUTE.format("href")), re.compile(_ATTRIBUTE.format("title"))


class Marks(NamedTuple):
    """How a stretch of text is formatted: names of styles, and where it links to."""

    styles: frozenset[str] = frozenset()
    href: str = ""
    title: str = ""


PLAIN = Marks()
Span = tuple[int, int, Marks]
"""A formatted stretch: from one code point of the text to another."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, item or rule. `path` names the blocks it lies in, the outermost first.

    A block behind the first of a list item lies in a "li+". `spans` says what of its text is formatted.
    """

    text: str
    path: tuple[str, ...]
    spans: tuple[Span, ...] = ()

    @property
    def tag(self) -> str:
        """The tag whose look it has: that of the item or quotation around a paragraph."""
        names = [name.split()[0].rstrip("+") for name in self.path]
        if names and names[-1] == "p" and len(names) > 1:
            return names[-2]
        return names[-1] if names else "p"


def split(html: str) -> list[str]:
    """The top-level elements of some HTML. Joined, they are the HTML again, whatever it was."""
    cuts, depth = [0], 0
    for tag in TAG.finditer(html):
        name = (tag["name"] or "").lower()
        if not name:
            continue
        if name not in VOID:
            depth = max(0, depth - 1) if tag["close"] else depth + 1
        if depth == 0 and (tag["close"] or name == "hr"):
            cuts.append(tag.end())
    cuts.append(len(html))
    return [html[start:end] for start, end in pairwise(cuts) if end > start]


def passages(html: str) -> list[Passage]:
    """The blocks of some HTML, in order; rules, which have no text, among them."""
    reading, walk = read(html), _Walk(html)
    blocks = [(block.html_start, block) for block in reading.blocks]
    found: list[Passage] = []
    for at, block in sorted([*blocks, *((at, None) for at in walk.rules)], key=lambda place: place[0]):
        path = walk.path_at(at)
        if block is None:
            found.append(Passage("", (*path, "hr")))
        else:
            text = reading.text[block.start : block.end]
            found.append(Passage(text, path, tuple(_spans(reading, block, walk))))
    return found


def joined(parts: list[Passage]) -> Passage:
    """Several passages as one: its text has an empty line between them."""
    if len(parts) == 1:
        return parts[0]
    spans: list[Span] = []
    offset = 0
    for part in parts:
        spans += [(start + offset, end + offset, marks) for start, end, marks in part.spans]
        offset += len(part.text) + len(SEPARATOR)
    return Passage(SEPARATOR.join(part.text for part in parts), parts[0].path, tuple(spans))


class _Walk:
    """What is open behind each tag of some HTML."""

    def __init__(self, html: str) -> None:
        self.at = [0]
        self.states: list[tuple[tuple[tuple[str, int], ...], Marks]] = [((), PLAIN)]
        self.rules: list[int] = []
        self.items_begun: set[int] = set()
        self.blocks: list[tuple[str, int]] = []
        self.inline: list[tuple[str, str]] = []
        for tag in TAG.finditer(html):
            self._tag(tag, (tag["name"] or "").lower())

    def marks_at(self, at: int) -> Marks:
        return self.states[bisect_right(self.at, at) - 1][1]

    def path_at(self, at: int) -> tuple[str, ...]:
        """The blocks open there. To be asked in order, because a list item is begun but once."""
        opened = self.states[bisect_right(self.at, at) - 1][0]
        path = tuple(f"{name}+" if serial in self.items_begun else name for name, serial in opened)
        self.items_begun |= {serial for name, serial in opened if name == "li"}
        return path

    def _tag(self, tag: re.Match[str], name: str) -> None:
        if name == "hr":
            self.rules.append(tag.start())
        if not name or name in VOID:
            return
        if name in BLOCKS:
            self._toggle(self.blocks, name, (_opening(tag, name), tag.start()), is_end=bool(tag["close"]))
        else:
            self._toggle(self.inline, name, (name, tag[0]), is_end=bool(tag["close"]))
        self.at.append(tag.end())
        self.states.append((tuple(self.blocks), _marks(self.inline)))

    @staticmethod
    def _toggle(opened: list, name: str, entry: tuple, *, is_end: bool) -> None:
        if not is_end:
            opened.append(entry)
        elif opened and opened[-1][0].split()[0] == name:
            opened.pop()


def _opening(tag: re.Match[str], name: str) -> str:
    """A block's name; that of a numbered list with its attributes, because a reader sees the numbers."""
    return tag[0].strip("<>") if name == "ol" else name


def _marks(opened: list[tuple[str, str]]) -> Marks:
    if not opened:
        return PLAIN
    links = [tag for name, tag in opened if name == "a"]
    styles = frozenset(STYLES[name] for name, _ in opened if name in STYLES)
    return Marks(styles, _value(_HREF, links), _value(_TITLE, links))


def _value(attribute: re.Pattern[str], tags: list[str]) -> str:
    found = attribute.search(tags[-1]) if tags else None
    return unescape(found[1] or found[2] or "") if found else ""


def _spans(reading: Reading, block: Block, walk: _Walk) -> Iterator[Span]:
    first = bisect_right(reading.runs, block.start, key=lambda run: run.end)
    for run in islice(reading.runs, first, None):
        if run.start >= block.end:
            break
        if (marks := walk.marks_at(run.html_start)) != PLAIN:
            yield run.start - block.start, run.end - block.start, marks
