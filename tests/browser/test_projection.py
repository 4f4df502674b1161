"""One text in Python and in the browser: the same reading of random documents, plain and woven."""

import random
from collections.abc import Callable
from typing import Any

import nh3
import pytest
from playwright.sync_api import Page

from articles.body import clean_body
from articles.plaintext import BLOCKS, read
from claims.anchoring.weave import Mark, weave
from tests.browser.conftest import Open

SEED = 20260504
DOCUMENTS = 400
PLACES = 12

WORDS = [
    *("rain", "Gołdap", "it’s", "U.S.", "3.5", "a\u00adlong\u00adword", "e\u0301te\u0301", "q\u0323\u0307"),
    *("\u200fשלום\u200e", "שָׁלוֹם", "الحَمْدُ", "\u2067مرحبا\u2069", "कर्ता", "क्षि", "中文", "句子。", "日本"),
    *("😀", "👩🏽‍🚀", "🏳️‍🌈", "🇺🇦", "𝔸𝔹", "𠮷野家", "x\u200by", "\ufeff", "\u2060", "\x85", "\u2028"),
    *(
        "&amp;",
        "&lt;p&gt;",
        "&quot;",
        "&#233;",
        "&#x1F600;",
        "&amp;amp;",
        "&#173;",
        "&#8207;",
        "AT&T",
        "&copy",
    ),
]
SPACES = [
    *(" ", " ", " ", "\n", "  ", "\t \n", " \r\n ", "", "&nbsp;", "\u00a0 ", " &#32; ", "&#10;", "\f"),
    *("\u2003", "\u3000", "<br>", " <br> ", "<br><br>", "<br> <br><br>", "<!-- <p> -->", "&#13;"),
]
INLINE = ["strong", "em", "u", "s", "sub", "sup", "a href='https://example.org/?a>b&amp;c'", "code", "span"]
LINES = ["p", "h2", "h3", "h4", "p", "p"]
HOLDERS = ["ul", "ol", "li", "blockquote", "div", "section", "figure", "table", "dl"]
EVERY_TAG = {*BLOCKS, "a", "br", "code", "em", "img", "s", "span", "strong", "sub", "sup", "u"}

READ = """async (documents) => {
  const { read } = await import("/static/js/plaintext.js");
  const roots = documents.map((html) => new DOMParser().parseFromString(html, "text/html").body);
  return roots.map((root) => read(root).text);
}"""
THERE_AND_BACK = """async (documents) => {
  const { read } = await import("/static/js/plaintext.js");
  return documents.map(([html, offsets]) => {
    const { text, pointAt, offsetOf } = read(new DOMParser().parseFromString(html, "text/html").body);
    return offsets.map((from) => {
      const { node, offset } = pointAt(from);
      return [offsetOf(node, offset), node.data.slice(offset, offset + 2)];
    });
  });
}"""
EDGES = """async (html) => {
  const { read } = await import("/static/js/plaintext.js");
  const root = new DOMParser().parseFromString(html, "text/html").body;
  const { offsetOf } = read(root);
  return [...root.querySelectorAll("p")].map((p) => [offsetOf(p, 0), offsetOf(p, p.childNodes.length)]);
}"""


class Documents:
    """Random markup, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def document(self) -> str:
        return "".join(self.block(3) for _ in range(self.dice.randint(1, 5)))

    def block(self, depth: int) -> str:
        kind = self.dice.random()
        if kind < 0.5 or not depth:
            return self.wrapped(self.dice.choice(LINES), self.words(3))
        if kind < 0.6:
            return self.wrapped("pre", self.dice.choice(["", "\n", "\n\n", "  "]) + self.words(2))
        if kind < 0.7:
            return self.dice.choice(
                ["<hr>", "\n", " stray ", "<p></p>", "<img src='x' alt='y'>", "<p> <br> </p>"]
            )
        parts = [self.block(depth - 1) for _ in range(self.dice.randint(0, 3))]
        parts.insert(self.dice.randint(0, len(parts)), self.words(1) if kind < 0.8 else "")
        return self.wrapped(self.dice.choice(HOLDERS), self.dice.choice(["", "\n  "]).join(parts))

    def words(self, depth: int) -> str:
        return "".join(self.piece(depth) for _ in range(self.dice.randint(0, 9)))

    def piece(self, depth: int) -> str:
        kind = self.dice.random()
        if kind < 0.15 and depth:
            return self.wrapped(self.dice.choice(INLINE), self.words(depth - 1))
        if kind < 0.17:
            return "a <img src='x'> b"
        return self.dice.choice(WORDS if kind < 0.6 else SPACES)

    def wrapped(self, tag: str, content: str) -> str:
        return f"<{tag}>{content}</{tag.split()[0]}>"

    def marks(self, html: str) -> list[Mark]:
        """Up to four claims, each beginning on a character that can be painted."""
        runs = read(html).runs
        marks = []
        for number in range(1, self.dice.randint(1, 4) + 1 if runs else 1):
            run = self.dice.choice(runs)
            start = self.dice.randrange(run.start, run.end)
            end = self.dice.randint(start + 1, min(runs[-1].end, start + 40))
            marks.append(Mark(number, start, end, f"Note {number}: <\"&'>"))
        return marks


def as_saved(html: str) -> str:
    """As the desk keeps a body: what its editor can make."""
    return clean_body(html)


def as_parsed(html: str) -> str:
    """Every tag the reader knows, put in order by a parser that follows the browsers' rules."""
    html = nh3.clean(html, tags=EVERY_TAG, attributes={"a": {"href"}, "img": {"src"}}, link_rel=None)
    return html.replace("\r", "&#13;")  # bare, the next parser would take it for a line feed


DOCUMENT_SETS = pytest.mark.parametrize("cleaned", [as_saved, as_parsed])
Clean = Callable[[str], str]


def documents(cleaned: Clean) -> list[str]:
    makers = [Documents(SEED + number) for number in range(DOCUMENTS)]
    return [cleaned(maker.document()) for maker in makers]


def woven(html: str, seed: int) -> str:
    return weave(html, read(html).runs, Documents(seed).marks(html))


def differing(page: Page, documents: list[str], texts: list[str]) -> list[tuple[Any, ...]]:
    """The documents that a browser reads otherwise, with both texts."""
    found = page.evaluate(READ, documents)
    rows = zip(documents, texts, found, strict=True)
    return [row for row in rows if row[1] != row[2]]


@DOCUMENT_SETS
def test_a_browser_reads_the_same_text(open_page: Open, cleaned: Clean) -> None:
    htmls = documents(cleaned)

    assert differing(open_page("/"), htmls, [read(html).text for html in htmls]) == []


@DOCUMENT_SETS
def test_weaving_claims_in_adds_no_text(open_page: Open, cleaned: Clean) -> None:
    htmls = documents(cleaned)
    painted = [woven(html, SEED + number) for number, html in enumerate(htmls)]

    assert sum("<mark" in html for html in painted) > DOCUMENTS / 2
    assert differing(open_page("/"), painted, [read(html).text for html in htmls]) == []


@DOCUMENT_SETS
def test_an_offset_becomes_a_place_before_its_character_and_comes_back(
    open_page: Open, cleaned: Clean
) -> None:
    asked = [(html, offsets_of_words(html, number)) for number, html in enumerate(documents(cleaned))]

    answers = open_page("/").evaluate(THERE_AND_BACK, asked)

    for (html, offsets), found in zip(asked, answers, strict=True):
        text = read(html).text
        assert [offset for offset, _ in found] == offsets
        assert all(text[offset] in {at_place[:1], at_place} for offset, at_place in found)


def offsets_of_words(html: str, number: int) -> list[int]:
    """Some offsets at which a character stands that the HTML spells: no space, break or image."""
    text = read(html).text
    spelled = [offset for offset, letter in enumerate(text) if letter not in " \n\ufffc"]
    return Documents(SEED + number).dice.choices(spelled, k=PLACES) if spelled else []


def test_the_edges_of_blocks_are_the_ends_of_what_stands_before(open_page: Open) -> None:
    edges = open_page("/").evaluate(EDGES, "<p> 😀 one</p> <p>two<br></p><p>\n</p><p>a <img> b</p>")

    assert edges == [[0, 5], [5, 10], [10, 10], [10, 19]]


@pytest.mark.parametrize("offset", [-1, 4])
def test_an_offset_outside_the_text_has_no_place(open_page: Open, offset: int) -> None:
    page = open_page("/")

    with pytest.raises(Exception, match="RangeError"):
        page.evaluate(THERE_AND_BACK, [("<p>a😀b</p>", [offset])])


def test_every_block_the_server_knows_ends_a_block_in_the_browser(open_page: Open) -> None:
    made = """async (name) => {
      const { read } = await import("/static/js/plaintext.js");
      const root = document.createElement("div");
      root.append("a", document.createElement(name), "b");
      return read(root).text;
    }"""
    page = open_page("/")

    assert {name for name in BLOCKS if page.evaluate(made, name) != "a\n\nb"} == set()
