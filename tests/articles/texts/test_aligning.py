from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.texts.aligning import Pair, align
from articles.texts.likeness import Item

texts = st.lists(st.sampled_from(["Yes.", "No.", "", "a b c d e", "a b c d f", "g h i j k"]), max_size=7)


def aligned(old: list[str], new: list[str]) -> list[Pair]:
    return align([Item(text, text) for text in old], [Item(text, text) for text in new])


@given(texts, texts)
def test_what_stayed_keeps_its_order_and_nothing_is_paired_twice(old: list[str], new: list[str]) -> None:
    pairs = aligned(old, new)
    stayed = [pair for pair in pairs if not pair.is_moved]
    assert all(a.old[-1] < b.old[0] and a.new[-1] < b.new[0] for a, b in pairwise(stayed))
    for places in ([i for pair in pairs for i in pair.old], [j for pair in pairs for j in pair.new]):
        assert len(places) == len(set(places))


@given(texts)
def test_a_text_is_aligned_with_itself_place_by_place(text: list[str]) -> None:
    assert aligned(text, text) == [Pair((n,), (n,)) for n in range(len(text))]


def test_the_shorter_text_is_the_one_that_moved() -> None:
    long, short = "a long paragraph of many words", "a brief one"
    assert aligned([long, short], [short, long]) == [Pair((1,), (0,), is_moved=True), Pair((0,), (1,))]


def test_repeated_lines_are_paired_beside_their_neighbours() -> None:
    assert aligned(["Yes.", "One two.", "Yes."], ["One two.", "Yes."]) == [Pair((1,), (0,)), Pair((2,), (1,))]


def test_a_paragraph_split_in_three_is_one_pair() -> None:
    parts = ["one two three four", "five six seven", "eight nine ten"]
    assert aligned([" ".join(parts)], parts) == [Pair((0,), (0, 1, 2))]


def test_a_changed_paragraph_is_found_among_many() -> None:
    old = [f"line {n} says {n * 7919} and {n * 104729} of it" for n in range(60)]
    new = [line.replace("says", "has it") for line in old]
    assert aligned(old, new) == [Pair((n,), (n,)) for n in range(60)]
