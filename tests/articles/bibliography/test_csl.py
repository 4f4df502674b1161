import json
import re
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from articles.bibliography.csl import read_csl, to_csl
from articles.bibliography.item import Found, Item, Name, Rest
from tests.articles.bibliography.items import items

PIECES = [
    '{"title": "A"',
    '"type": "book"',
    "{",
    "}",
    "[",
    "]",
    ",",
    '"',
    "\\",
    "\n",
    "null",
    '"author": [',
    "9" * 9,
]
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["family", "date-parts", "raw", "x"]), inner)
    ),
)
KEYS = ["type", "title", "author", "issued", "accessed", "URL", "DOI", "publisher"]


def entries(text: str) -> list[Found]:
    return [part for part in read_csl(text) if isinstance(part, Found)]


def only(entry: dict[str, Any]) -> Found:
    (found,) = entries(json.dumps(entry))
    return found


@given(items(), st.booleans(), st.sampled_from([None, 2]))
def test_what_is_written_is_read_again(item: Item, is_ascii: bool, indent: int | None) -> None:
    text = json.dumps(to_csl(item), ensure_ascii=is_ascii, indent=indent)
    assume(not re.search("</?[a-z]", text))
    assert list(read_csl(text)) == [Found(item, 1)]


@given(st.dictionaries(st.sampled_from(KEYS), values))
def test_no_value_is_too_odd_for_an_entry(entry: dict[str, Any]) -> None:
    assert len(entries(json.dumps({"type": "book"} | entry))) == 1


@given(st.lists(st.sampled_from(PIECES), max_size=15).map("".join))
def test_no_text_is_too_broken_to_read(text: str) -> None:
    assert all(part.line >= 1 for part in read_csl(text))


def test_an_entry_is_read() -> None:
    found = only(
        {
            "type": "article-journal",
            "title": "On <i>Homo sapiens</i>",
            "author": [
                {"family": "Leyen", "given": "Ursula", "non-dropping-particle": "von der"},
                {"literal": "WHO"},
                {"name": "UN"},
            ],
            "container-title": ["Nature", "Nat."],
            "publisher": "The Press",
            "issued": {"date-parts": [[2024, "5", 31]]},
            "accessed": {"raw": "1 June 2024"},
            "URL": "https://x.example/",
            "DOI": "10.1000/A",
            "language": "en",
            "version": 2,
        }
    )
    assert found == Found(
        {
            "type": "article-journal",
            "title": "On Homo sapiens",
            "authors": [
                {"family": "von der Leyen", "given": "Ursula"},
                {"literal": "WHO"},
                {"literal": "UN"},
            ],
            "container_title": "Nature",
            "publisher": "The Press",
            "issued": "2024-05-31",
            "accessed": "2024-06-01",
            "url": "https://x.example/",
            "doi": "10.1000/A",
            "language": "en",
            "version": "2",
        },
        1,
    )


@pytest.mark.parametrize(
    ("value", "issued"),
    [
        ({"date-parts": [[2024]]}, "2024"),
        ({"date-parts": [["2024", "05"]]}, "2024-05"),
        ({"raw": "2024-05-31"}, "2024-05-31"),
        ({"literal": "May 2024"}, "2024-05"),
        ({"date-parts": [[None]], "raw": "2024"}, "2024"),
        ("2024-05", "2024-05"),
    ],
)
def test_dates_are_read_in_every_way_they_are_given(value: object, issued: str) -> None:
    found = only({"type": "book", "issued": value})
    assert found.item["issued"] == issued and not found.problems


@pytest.mark.parametrize("parts", [[[2024, 13]], [[2024], [2025]]])
def test_a_date_that_says_more_is_pointed_out(parts: list[list[int]]) -> None:
    found = only({"type": "book", "issued": {"date-parts": parts}})
    assert found.item["issued"] == "2024" and "was read as 2024" in found.problems[0]


def test_an_editor_stands_in_for_the_author() -> None:
    assert only({"type": "book", "editor": [{"family": "Doe", "given": "J"}]}).item["authors"] == [
        Name(family="Doe", given="J")
    ]


def test_what_crossref_wraps_is_unwrapped() -> None:
    found = only({"status": "ok", "message": {"type": "journal-article", "title": ["A"]}})
    assert found.item == {"type": "article-journal", "title": "A"}


def test_what_zotero_wraps_is_unwrapped() -> None:
    assert [found.item["title"] for found in entries('{"items": [{"title": "A"}, {"title": "B"}]}')] == [
        "A",
        "B",
    ]


def test_each_entry_of_a_list_has_its_line() -> None:
    assert [found.line for found in entries('[\n{"title": "A"},\n\n{"title": "B"}\n]')] == [2, 4]


def test_a_broken_entry_gives_its_strings_and_leaves_the_others_whole() -> None:
    text = '[\n  {"type": "book",\n   "title": "A" "author": []},\n  {"type": "map", "title": "B"}\n]'
    first, second = entries(text)
    assert first.item == {"type": "book", "title": "A"}
    assert first.problems == ("Line 3: this is not JSON (Expecting ',' delimiter).",)
    assert second == Found({"type": "map", "title": "B"}, 4)


def test_an_entry_cut_off_gives_its_strings() -> None:
    (found,) = entries('[{"type": "book", "title": "A", "publisher": "B", "auth')
    assert found.item == {"type": "book", "title": "A", "publisher": "B"}


def test_a_thousand_brackets_are_no_entry() -> None:
    (found,) = entries('{"title":' + "[" * 100_000)
    assert not found.item and found.problems


def test_what_stands_around_entries_is_handed_on() -> None:
    assert [part for part in read_csl('{"title": "A"}\nand this', 5) if isinstance(part, Rest)] == [
        Rest("and this", 6)
    ]


def test_an_entry_is_written() -> None:
    item = {
        "type": "report", "title": "A", "container_title": "B", "issued": "2024-05", "doi": "10.1000/A",
        "authors": [{"literal": "WHO"}], "url": "https://x.example/", "version": "3",
    }  # fmt: skip
    assert to_csl(item) == {
        "id": "who2024",
        "type": "report",
        "title": "A",
        "container-title": "B",
        "author": [{"literal": "WHO"}],
        "issued": {"date-parts": [[2024, 5]]},
        "URL": "https://x.example/",
        "DOI": "10.1000/A",
        "version": "3",
    }
