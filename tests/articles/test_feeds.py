"""Feeds as they are written, and texts made ready for reading elsewhere. No database."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

from articles.feeds.elsewhere import for_elsewhere
from articles.feeds.formats import Entry, Feed, atom, json_feed

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
BASE = "https://journal.example/articles/mill/"
FIRST, SECOND = datetime(2026, 5, 4, 9, tzinfo=UTC), datetime(2026, 5, 6, 10, tzinfo=UTC)


def an_entry(**more: Any) -> Entry:
    content = {
        "id": "urn:uuid:1",
        "url": BASE,
        "title": "The idle mill",
        "summary": "It stood still.",
        "published": FIRST,
        "updated": SECOND,
        "content": "<p>It stood <em>still</em>.</p>",
        "authors": [
            ("Ada", "https://journal.example/authors/ada/"),
            ("Tom", "https://journal.example/authors/tom/"),
        ],
        "tags": ["ice"],
        "language": "de",
    }
    return Entry(**content | more)


def a_feed(*entries: Entry) -> Feed:
    home = "https://journal.example/"
    return Feed("The Mill", "Mills.", home, f"{home}feed/", "en", ("The Mill", home), entries)


def entry_in_atom(entry: Entry) -> ElementTree.Element:
    [found] = ElementTree.fromstring(atom(a_feed(entry))).findall(f"{ATOM}entry")
    return found


def test_atom_has_every_author_and_the_language_of_each_entry() -> None:
    entry = entry_in_atom(an_entry())
    assert [name.text for name in entry.iterfind(f"{ATOM}author/{ATOM}name")] == ["Ada", "Tom"]
    assert entry.get(XML_LANG) == "de"


def test_atom_has_the_full_text_as_html() -> None:
    [content] = entry_in_atom(an_entry()).findall(f"{ATOM}content")
    assert (content.get("type"), content.text) == ("html", "<p>It stood <em>still</em>.</p>")


def test_atom_tells_when_a_piece_came_and_when_it_last_changed() -> None:
    entry = entry_in_atom(an_entry())
    assert entry.findtext(f"{ATOM}published") == "2026-05-04T09:00:00+00:00"
    assert entry.findtext(f"{ATOM}updated") == "2026-05-06T10:00:00+00:00"


def test_atom_holds_what_every_entry_must() -> None:
    feed = ElementTree.fromstring(atom(a_feed(an_entry())))
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1


def test_control_characters_do_not_break_atom() -> None:
    entry = entry_in_atom(an_entry(title="mill\x0b", content="<p>\x00</p>", tags=["i\x07ce"]))
    assert entry.findtext(f"{ATOM}title") == "mill"


def test_json_feed_says_the_same_as_atom() -> None:
    feed = json.loads(json_feed(a_feed(an_entry())))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    [item] = feed["items"]
    assert item["id"] == "urn:uuid:1"
    assert item["content_html"] == "<p>It stood <em>still</em>.</p>"
    assert item["date_modified"] == "2026-05-06T10:00:00+00:00"
    assert [author["name"] for author in item["authors"]] == ["Ada", "Tom"]


def test_a_feed_leaves_out_what_nobody_said() -> None:
    told = json.loads(json_feed(replace(a_feed(), description="")))
    assert "description" not in told
    assert told["items"] == []


def test_an_item_without_html_has_its_words_as_text() -> None:
    [item] = json.loads(json_feed(a_feed(an_entry(content=""))))["items"]
    assert item["content_text"] == "It stood still."
    assert "content_html" not in item


def test_marks_become_numbers_that_lead_to_the_notes_of_the_page() -> None:
    reference = '<a class="claim-ref" href="#note-1" data-number="1" aria-label="Note 1"></a>'
    html = f'<p id="p-1">It <mark class="claim" id="claim-1">stood still</mark>{reference}.</p>'
    assert for_elsewhere(html, BASE) == f'<p>It stood still<a href="{BASE}#note-1">[1]</a>.</p>'


def test_every_address_is_whole() -> None:
    html = '<p><a href="/authors/ada/">Ada</a> <a href="https://log.example/">log</a></p>'
    assert for_elsewhere(html, BASE) == (
        '<p><a href="https://journal.example/authors/ada/">Ada</a> <a href="https://log.example/">log</a></p>'
    )


def test_text_without_any_tag_stays_as_it_is() -> None:
    assert for_elsewhere("5 &lt; 6 &amp; 7", BASE) == "5 &lt; 6 &amp; 7"
