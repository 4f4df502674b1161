import re

import pytest

from articles.searching.marking import AROUND, Marker
from articles.searching.queries import parsed
from articles.searching.words import words


def snippet(query: str, text: str, language: str = "en") -> str:
    return Marker(parsed(query)).snippet(text, words(text, language))


def title(query: str, text: str, language: str = "en") -> str:
    return Marker(parsed(query)).whole(text, words(text, language))


def test_every_form_of_a_word_is_marked() -> None:
    marked = "One <mark>treaty</mark>, two <mark>Treaties</mark>."
    assert title("treaties x", "One treaty, two Treaties.") == marked


def test_a_phrase_is_marked_as_one() -> None:
    assert title('"the harbour"', "The mayor: the Harbour’s.") == "The mayor: <mark>the Harbour’s</mark>."


def test_the_beginning_of_a_word_marks_all_of_it() -> None:
    assert title("har", "A harbour.") == "A <mark>harbour</mark>."


def test_accents_are_marked_where_none_were_typed() -> None:
    assert title("zelensky", "Volodymyr Zelenský") == "Volodymyr <mark>Zelenský</mark>"


def test_characters_of_a_run_without_spaces_are_marked() -> None:
    assert title("京都", "東京都", "ja") == "東<mark>京都</mark>"


def test_what_is_excluded_is_not_marked() -> None:
    assert "<mark>" not in title("harbour -mayor", "The mayor")


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", "<mark>harbour</mark>", "a & b \" ' harbour", "&lt;b&gt; harbour"],
)
def test_of_the_text_nothing_is_html(hostile: str) -> None:
    for html in (title("harbour", hostile), snippet("harbour", hostile)):
        plain = html.replace("<mark>harbour</mark>", "harbour")
        assert not re.search("[<>\"']", plain)


def test_a_snippet_is_where_most_terms_stand() -> None:
    filler = "word " * 100
    text = f"{filler} the mayor alone {filler} the mayor and the treaty {filler}"
    marked = snippet("mayor treaty", text)
    assert "<mark>mayor</mark> and the <mark>treaty</mark>" in marked
    assert marked.startswith("…") and marked.endswith("…")
    assert len(marked.split()) <= AROUND + 2


def test_a_text_without_the_words_is_shown_from_its_beginning() -> None:
    assert snippet("harbour", "(A short text.)") == "(A short text.)"


def test_an_empty_text_has_an_empty_snippet() -> None:
    assert snippet("harbour", "") == ""


def test_a_text_without_words_is_kept() -> None:
    assert title("harbour", "— <?> —") == "— &lt;?&gt; —"
