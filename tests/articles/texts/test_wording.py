from __future__ import annotations

import pytest

from articles.texts import wording
from articles.texts.wording import TOKEN, common, stretches


def marked(old: str, new: str) -> str:
    """Both texts in one: what went in brackets, what came in braces."""
    told = ""
    for part in stretches(old, new):
        gone, come = old[part.old_start : part.old_end], new[part.new_start : part.new_end]
        told += gone if part.is_equal else (f"[{gone}]" if gone else "") + (f"{{{come}}}" if come else "")
    return told


def test_an_inserted_sentence_is_inserted_whole() -> None:
    assert marked("He ate. She ran.", "He ate. She slept. She ran.") == "He ate. {She slept. }She ran."


def test_a_removed_sentence_is_removed_whole() -> None:
    assert marked("He ate. She slept. She ran.", "He ate. She ran.") == "He ate. [She slept. ]She ran."


def test_a_lonely_word_between_large_changes_is_part_of_them() -> None:
    old, new = "so three old men and two dogs came", "so nine young girls and four cats came"
    assert marked(old, new) == "so [three old men and two dogs]{nine young girls and four cats} came"


def test_small_changes_stay_apart() -> None:
    assert marked("a red car, a blue bike", "a green car, a white bike") == (
        "a [red]{green} car, a [blue]{white} bike"
    )


def test_a_change_of_space_is_a_change() -> None:
    assert marked("one two", "one\u00a0two") == "one[ ]{\u00a0}two"


def test_words_come_with_one_of_their_spaces() -> None:
    assert marked("a cat", "a big cat") == "a {big }cat"


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("don’t stop", ["don’t", "stop"]),
        ("1,000.5 at 10:30", ["1,000.5", "at", "10:30"]),
        ("well-known.", ["well", "-", "known", "."]),
        ("नहीं किया", ["नहीं", "किया"]),
        ("中文。", ["中", "文", "。"]),
    ],
)
def test_a_text_falls_into_words_and_marks(text: str, tokens: list[str]) -> None:
    assert TOKEN.findall(text) == tokens


def test_long_sequences_are_held_together_by_what_stands_in_them_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(wording, "MOST_PAIRS", 8)
    assert common(list("axbcyd"), list("azbcqde")) == [(0, 0), (2, 2), (3, 3), (5, 5)]
