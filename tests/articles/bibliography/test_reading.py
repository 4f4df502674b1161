import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import assume, given
from hypothesis import strategies as st

from articles.bibliography.bibtex import to_bibtex
from articles.bibliography.csl import to_csl
from articles.bibliography.item import Item
from articles.bibliography.reading import MOST_CHARACTERS, MOST_REFERENCES, Reference, read_references
from articles.bibliography.ris import to_ris
from claims.models import Source
from tests.articles.bibliography.items import items

PIECES = [
    *(
        "@misc{k, title = {A}}",
        "TY  - JOUR\nTI  - A\nER  - ",
        '{"title": "A"}',
        "https://x.example/",
        "10.1000/182",
    ),
    *("\n", " ", "words", "{", "}", "[", "@book{", "TY  - BOOK", '"', "\r\n", "\ufeff", "\x00", "\ud800"),
]
ITEM: dict[str, Any] = {
    "type": "article-newspaper",
    "title": "The “Title”",
    "authors": [{"family": "von der Leyen", "given": "Ursula"}, {"literal": "Press Office"}],
    "container_title": "The Paper",
    "publisher": "The Company",
    "issued": "2024-05",
    "accessed": "2024-06-01",
    "url": "https://www.x.example/a?utm_source=y#top",
    "doi": "10.1000/AbC",
}


def only(text: str) -> Reference:
    (reference,) = read_references(text)
    return reference


@pytest.mark.parametrize(
    "text", [to_bibtex(ITEM), to_ris(ITEM), json.dumps(to_csl(ITEM)), json.dumps([to_csl(ITEM)])]
)
def test_every_format_gives_the_same_reference(text: str) -> None:
    assert only(text) == Reference(
        type="article-newspaper",
        title="The “Title”",
        creators="von der Leyen, Ursula; Press Office",
        publisher="The Paper",
        issued="2024-05",
        url="https://www.x.example/a?utm_source=y#top",
        doi="10.1000/abc",
        accessed=date(2024, 6, 1),
    )


def test_the_company_is_kept_beside_the_paper() -> None:
    assert only(to_ris(ITEM)).item["publisher"] == "The Company"


@given(items())
def test_a_whole_item_makes_a_valid_source_or_says_why_not(item: Item) -> None:
    reference = only(json.dumps(to_csl(item)))
    fields = {
        name: getattr(reference, name) for name in ("type", "title", "creators", "publisher", "issued", "doi")
    }
    try:
        Source(**fields).full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError:
        assert reference.problems


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_whatever_is_pasted_is_read_or_quoted(text: str) -> None:
    assume(text.replace("\ufeff", "").strip())
    assert all(reference.item or reference.problems for reference in read_references(text))


def test_nothing_pasted_is_refused() -> None:
    with pytest.raises(ValueError, match="Paste an address"):
        read_references(" \r\n\ufeff")


def test_too_much_at_once_is_refused() -> None:
    with pytest.raises(ValueError, match="in parts"):
        read_references("x" * (MOST_CHARACTERS + 1))


@pytest.mark.parametrize("record", ["@a{}", "@a{}\n", "@a{", "TY  -\n", "10.1000/1\n", '{"title": ""}\n'])
def test_more_records_than_anybody_looks_through_are_refused(record: str) -> None:
    assert read_references(record * 3)
    with pytest.raises(ValueError, match="in parts"):
        read_references(record * (MOST_REFERENCES + 1))


def test_an_address_is_kept_as_given() -> None:
    assert only("http://WWW.x.example/a/?utm_source=y").url == "http://WWW.x.example/a/?utm_source=y"


def test_an_archived_copy_is_told_from_its_original() -> None:
    copy = "https://web.archive.org/web/20240531120000/http://x.example/a"
    reference = only(copy)
    assert (reference.url, reference.archived_url) == ("http://x.example/a", copy)
    assert reference.archived_at == datetime(2024, 5, 31, 12, tzinfo=UTC)


def test_a_copy_under_a_short_name_asks_for_its_original() -> None:
    reference = only("https://perma.cc/AB12-CD34")
    assert (reference.url, reference.archived_url) == ("", "https://perma.cc/AB12-CD34")
    assert "The archived copy does not tell the address of its original: add it." in reference.problems
    assert reference.key == "perma.cc/AB12-CD34"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10.1000/ABC", "https://doi.org/10.1000/abc"),
        ("http://x.example/a/", "https://www.x.example/a?fbclid=1"),
        ("https://x.example/a", "https://web.archive.org/web/20240531120000/http://x.example/a"),
        ("10.1000/abc", "TY  - JOUR\nDO  - 10.1000/ABC\nUR  - https://x.example/\nER  - "),
        ("10.1000/abc", "@article{k, url = {https://dx.doi.org/10.1000/ABC}}"),
    ],
)
def test_the_same_source_has_the_same_key(one: str, other: str) -> None:
    assert only(one).key == only(other).key is not None


def test_a_source_without_address_and_doi_has_no_key() -> None:
    reference = only("@book{k, title = {A}}")
    assert reference.key is None and not reference.problems


def test_a_page_without_address_and_title_says_so() -> None:
    assert only("@online{k, year = 2024}").problems == (
        "The title is missing.", "There is neither an address nor a DOI.",
    )  # fmt: skip


def test_what_is_no_web_address_is_not_kept_as_one() -> None:
    reference = only('{"type": "book", "title": "A", "URL": "javascript:alert(1)"}')
    assert reference.url == "" and "“javascript:alert(1)” is not a web address" in reference.problems[0]
    assert reference.item["url"] == "javascript:alert(1)"


def test_a_month_of_access_is_no_day() -> None:
    reference = only('{"type": "book", "title": "A", "accessed": {"date-parts": [[2024, 6]]}}')
    assert reference.accessed is None
    assert reference.problems == ("The day of access is not a whole day: 2024-06.",)


def test_a_title_longer_than_a_source_holds_is_kept_and_pointed_out() -> None:
    reference = only(f"@book{{k, title = {{{'x' * 501}}}}}")
    assert len(reference.title) == 501
    assert reference.problems == ("The title is longer than 500 characters.",)


def test_formats_may_be_mixed_and_keep_their_lines() -> None:
    text = (
        "https://x.example/a\r\n@misc{k, title = {B}}\r\n\r\nTY  - BOOK\r\nTI  - C\r\nER  - \r\n"
        '{"title": "D"}\r\n{"title": "E"}\r\nSome words\r\n10.1000/182\r\n'
    )
    references = read_references(text)
    assert [(reference.line, reference.title or reference.key) for reference in references] == [
        (1, "x.example/a"), (2, "B"), (4, "C"), (7, "D"), (8, "E"), (9, None), (10, "10.1000/182"),
    ]  # fmt: skip
    assert "Some words" in references[5].problems[0]


def test_the_brackets_of_a_list_are_no_text_beside_it() -> None:
    references = read_references('[{"title": "A"}]\nx.example/b\n[\n  {"title": "C"}\n]\nx.example/d')
    assert [(reference.line, reference.title or reference.key) for reference in references] == [
        (1, "A"), (2, "x.example/b"), (4, "C"), (6, "x.example/d"),
    ]  # fmt: skip


def test_a_type_the_library_lacks_becomes_the_nearest() -> None:
    reference = only('{"type": "paper-conference", "title": "A"}')
    assert reference.type == "chapter" and reference.item["type"] == "paper-conference"


def test_problems_of_an_entry_name_their_line_in_the_whole_text() -> None:
    _, reference = read_references(
        "https://x.example/\n\n@misc{k,\n title = {A},\n month = nil, year = 2024}"
    )
    assert reference.line == 3 and reference.problems[0].startswith("Line 5: “nil”")
