import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.bibliography.item import Found, Item
from articles.bibliography.lines import read_lines

PAGE = Item(type="webpage", url="https://x.example/a")
ARTICLE = Item(type="article-journal", doi="10.1000/A")


@pytest.mark.parametrize(
    "line",
    [
        "https://x.example/a",
        "  <https://x.example/a>,",
        "- https://x.example/a",
        "[1] https://x.example/a",
        "x.example/a",
    ],
)
def test_an_address_alone_is_a_web_page(line: str) -> None:
    assert list(read_lines(line)) == [Found(PAGE, 1)]


@pytest.mark.parametrize("line", ["10.1000/A", "doi: 10.1000/A", "* DOI:10.1000/A.", "2. (10.1000/A)"])
def test_a_doi_alone_is_an_article(line: str) -> None:
    assert list(read_lines(line)) == [Found(ARTICLE, 1)]


def test_an_address_of_doi_org_is_an_article_with_its_address() -> None:
    assert list(read_lines("https://doi.org/10.1000/A")) == [
        Found(ARTICLE | Item(url="https://doi.org/10.1000/A"), 1)
    ]


def test_each_line_counts_from_the_first() -> None:
    assert [found.line for found in read_lines("https://x.example/a\n\nhttps://x.example/b", 7)] == [7, 9]


def test_several_on_one_line_are_several() -> None:
    assert [found.item for found in read_lines("https://x.example/a 10.1000/A")] == [PAGE, ARTICLE]


def test_an_address_among_words_is_read_and_the_words_are_quoted() -> None:
    words = "Line 1: only the address or the DOI was read of “See (https://x.example/a).”."
    assert list(read_lines("See (https://x.example/a).")) == [Found(PAGE, 1, (words,))]


def test_a_doi_and_an_address_in_one_sentence_are_one_source() -> None:
    (found,) = read_lines("Doe J. A title. 2024. doi:10.1000/A. Available at: https://x.example/a")
    assert found.item == ARTICLE | Item(url="https://x.example/a")


def test_lines_without_any_are_quoted_together() -> None:
    first, second = read_lines("\nJust\n\nwords\n\nhttps://x.example/a", 3)
    assert first == Found(Item(), 4, ("Lines 4–6: neither an address nor a DOI nor a record: “Just words”.",))
    assert second == Found(PAGE, 8)


@pytest.mark.parametrize(
    "line", ["ftp://x.example/", "javascript:alert(1)", "report.pdf", "https://", "11.1000/182"]
)
def test_what_is_no_web_address_is_quoted(line: str) -> None:
    (found,) = read_lines(line)
    assert (
        not found.item and f"Line 1: neither an address nor a DOI nor a record: “{line}”." in found.problems
    )


@given(
    st.lists(st.sampled_from(["a", "\n", " ", "https://x.example/a", "10.1000/A", ".", "x.example/"])).map(
        "".join
    )
)
def test_every_word_is_read_or_quoted(text: str) -> None:
    assert bool(list(read_lines(text))) == bool(text.strip())
