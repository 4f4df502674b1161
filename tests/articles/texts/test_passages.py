from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articles.plaintext import read
from articles.texts.passages import Marks, passages, split
from tests.articles.texts.drafting import drafts

ROUGH = st.text("<>/phrulib=\"'!- a", max_size=40)


@given(drafts)
def test_a_body_is_split_into_its_blocks(draft: list[str]) -> None:
    assert split("".join(draft)) == draft


@given(ROUGH)
def test_nothing_is_lost_in_splitting_whatever_it_was(html: str) -> None:
    assert "".join(split(html)) == html


@given(drafts.map("".join) | ROUGH)
def test_passages_hold_the_text_that_is_read(html: str) -> None:
    texts = [passage.text for passage in passages(html) if passage.text]
    assert texts == [read(html).text[block.start : block.end] for block in read(html).blocks]


def test_a_passage_has_the_look_of_what_it_lies_in() -> None:
    html = "<p>a</p><h3>b</h3><ul><li><p>c</p></li></ul><blockquote><p>d</p></blockquote><hr>"
    assert [passage.tag for passage in passages(html)] == ["p", "h3", "li", "blockquote", "hr"]


def test_a_second_paragraph_of_an_item_is_known_as_one() -> None:
    html = "<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>"
    assert [passage.path for passage in passages(html)] == [
        ("ul", "li", "p"),
        ("ul", "li+", "p"),
        ("ul", "li", "p"),
    ]


def test_formatting_is_placed_in_the_passage_it_lies_in() -> None:
    html = '<p>one</p><p>a <strong>b <a href="/?x=1&amp;y" title="T">c</a></strong></p>'
    bold = frozenset({"bold"})
    assert passages(html)[1].spans == ((2, 4, Marks(bold)), (4, 5, Marks(bold, "/?x=1&y", "T")))
