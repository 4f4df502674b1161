"""An article's HTML as the text a reader reads, with a map from that text back into the HTML.

All offsets, into text and HTML alike, count Unicode code points. The HTML is read as a string and
never rebuilt, so whoever knows a place in the text can cut the very same string there.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from operator import attrgetter

PROJECTION = 1
"""Version of the rules in this module; it is part of every fingerprint."""

SEPARATOR = "\n\n"
IMAGE = "\N{OBJECT REPLACEMENT CHARACTER}"
HTML_SPACE = " \t\n\r\f"

# fmt: off
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})
# fmt: on

# Every alternative also ends at the end of the HTML: what is never closed is read once, not again
# from each of its characters.
TAG = re.compile(
    r"""<(?:
        !--(?:-?>|.*?(?:-->|\Z))
      | (?i:(?P<skipped>script|style|template))(?![\w-]).*?(?:</(?i:(?P=skipped))\s*>|\Z)
      | (?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)
        (?:[^"'>]++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+(?:>|\Z)
      | [!?/][^>]*+(?:>|\Z)
    )""",
    re.VERBOSE | re.DOTALL,
)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_ENTITY = r"&(?:\#[0-9]{1,9}|\#[xX][0-9a-fA-F]{1,9}|[^\s<&\#;]{1,32})?;?"
_FOLDED = re.compile(
    rf"""(?P<space>[ \t\n\r\f]+)
      | (?P<spelled>{_ENTITY})
      | [^&\ \t\n\r\f]+(?:[ \t\n\r\f][^&\ \t\n\r\f]+)*""",
    re.VERBOSE,
)
_KEPT = re.compile(rf"(?P<spelled>\r\n?|{_ENTITY})|[^&\r]+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text inside one text node, and where the HTML spells it.

    Either its characters stand one for one in the HTML (both spans are equally long), or it is
    indivisible: one character (a few, for odd entities) written as an entity or as several spaces.
    Two runs of one node have no tag between them. Line breaks and separators are in no run.
    """

    start: int
    end: int
    html_start: int
    html_end: int
    node: int

    @property
    def is_literal(self) -> bool:
        return self.end - self.start == self.html_end - self.html_start


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, item or image: its text, and the HTML between its neighbouring tags."""

    start: int
    end: int
    html_start: int
    html_end: int


@dataclass(frozen=True, slots=True)
class Reading:
    text: str
    runs: tuple[Run, ...]
    blocks: tuple[Block, ...]

    def block_at(self, offset: int) -> int:
        """The index of the block at a text offset; the separator behind a block counts as its own.

        Raises IndexError for an offset outside the text.
        """
        if not (self.text and 0 <= offset <= len(self.text)):
            raise IndexError(f"Offset {offset} lies outside a text of {len(self.text)} characters.")
        return bisect_right(self.blocks, offset, key=attrgetter("start")) - 1


def read(html: str) -> Reading:
    """The text of sanitised HTML. Any string will do; what makes no sense never raises."""
    reader = _Reader(html)
    position = 0
    for tag in TAG.finditer(html):
        reader.text(position, tag.start())
        reader.tag(tag)
        position = tag.end()
    reader.text(position, len(html))
    reader.boundary(len(html), len(html))
    return Reading(SEPARATOR.join(reader.texts), tuple(reader.runs), tuple(reader.blocks))


def fingerprint(text: str) -> str:
    """SHA-256, in hexadecimal, of a text and the rules by which it was read."""
    return hashlib.sha256(f"{PROJECTION}\n{text}".encode()).hexdigest()


class _Reader:
    """Reads tags and text nodes in order and gathers one block at a time."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.texts: list[str] = []
        self.runs: list[Run] = []
        self.blocks: list[Block] = []
        self.node = 0
        self.in_pre = False
        self._open_block(0)

    def tag(self, tag: re.Match[str]) -> None:
        name = (tag["name"] or "").lower()
        if name == "br":
            self._line_break()
        elif name == "img":
            self._image(*tag.span())
        elif name in BLOCKS:
            self.boundary(*tag.span())
            if name == "pre":
                self.in_pre = not tag["close"]

    def text(self, start: int, end: int) -> None:
        # Every browser drops a line feed that directly follows <pre>.
        if self.in_pre and start == self.html_start and self.html.startswith("\n", start, end):
            start += 1
        self.node += 1
        for value, html_start, html_end in self._pieces(start, end):
            if value == " " and not self.in_pre:
                self._space(html_start, html_end)
            else:
                self._words(value, html_start, html_end)

    def boundary(self, html_start: int, html_end: int) -> None:
        """End the block before a tag and begin another behind it; an empty block is forgotten."""
        text = "".join(self.parts)
        if text.strip(HTML_SPACE):
            self.texts.append(text)
            self.runs += self.block_runs
            self.blocks.append(Block(self.start, self.end, self.html_start, html_start))
        self._open_block(html_end)

    def _open_block(self, html_start: int) -> None:
        self.start = self.end = self.blocks[-1].end + len(SEPARATOR) if self.blocks else 0
        self.html_start = html_start
        self.parts: list[str] = []
        self.block_runs: list[Run] = []
        self.breaks = 0
        self.space: tuple[int, int, int] | None = None

    def _pieces(self, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """A text node's words, and its folded spaces as single ones, with their places."""
        for piece in (_KEPT if self.in_pre else _FOLDED).finditer(self.html, start, end):
            value = piece[0]
            if piece.lastgroup == "spelled":
                value = unescape(value).replace("\r\n", "\n").replace("\r", "\n")
            if not self.in_pre:
                value = _SPACES.sub(" ", value)
            if value:
                yield value, *piece.span()

    def _space(self, html_start: int, html_end: int) -> None:
        """Keep a space for the next word; at the edge of a block or line it is never asked for."""
        if self.parts and not self.breaks and not self.space:
            self.space = (html_start, html_end, self.node)

    def _line_break(self) -> None:
        if self.in_pre:
            self._append("\n")
        elif self.parts:
            self.breaks += 1

    def _image(self, html_start: int, html_end: int) -> None:
        self.boundary(html_start, html_start)
        self._append(IMAGE)
        self.boundary(html_end, html_end)

    def _words(self, value: str, html_start: int, html_end: int) -> None:
        if self.breaks:
            # More than an empty line would look like more than the end of a block.
            self._append("\n" * min(self.breaks, 2))
        elif self.space:
            self._append_run(" ", *self.space)
        self.breaks, self.space = 0, None
        self._append_run(value, html_start, html_end, self.node)

    def _append(self, value: str) -> None:
        self.parts.append(value)
        self.end += len(value)

    def _append_run(self, value: str, html_start: int, html_end: int, node: int) -> None:
        start = self.end
        self._append(value)
        run = Run(start, self.end, html_start, html_end, node)
        if self.block_runs and _is_continued(self.block_runs[-1], run):
            last = self.block_runs.pop()
            run = Run(last.start, run.end, last.html_start, run.html_end, node)
        self.block_runs.append(run)


def _is_continued(run: Run, following: Run) -> bool:
    return (
        run.is_literal
        and following.is_literal
        and (run.end, run.html_end, run.node) == (following.start, following.html_start, following.node)
    )
