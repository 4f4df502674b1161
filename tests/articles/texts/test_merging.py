from __future__ import annotations

import pytest
from hypothesis import given

from articles.body import clean_body
from articles.plaintext import read
from articles.texts.merging import Clash, Merge, merge, merge_sets, merge_value
from articles.texts.passages import split
from tests.articles.texts.drafting import three_versions

Versions = tuple[list[str], list[str], list[str]]

A = "<p>The convoy left the port on Monday with 12 trucks.</p>"
B = "<p>Nobody at the ministry would say who had ordered it.</p>"
C = "<p>By evening the road to the north was closed.</p>"
X = "<p>The mayor asked everybody to stay at home.</p>"
Y = "<p>Two schools opened again in the afternoon.</p>"
A1, A2 = A.replace("12", "13"), A.replace("port", "harbour")


def merged(base: list[str], theirs: list[str], mine: list[str]) -> Merge:
    return merge("".join(base), "".join(theirs), "".join(mine))


def everything_in(result: Merge) -> str:
    return "".join(
        piece if isinstance(piece, str) else piece.base + piece.theirs + piece.mine for piece in result.pieces
    )


def stands_in(block: str, result: Merge) -> bool:
    """Whether the block is there: as it is, or, of a list merged item by item, with all its text."""
    everything = everything_in(result)
    texts = set(read(everything).text.split("\n\n"))
    return block in split(everything) or set(read(block).text.split("\n\n")) <= texts


@given(three_versions())
def test_what_one_side_changed_alone_is_taken_over(versions: Versions) -> None:
    base, theirs, mine = versions
    assert merged(base, theirs, base).html() == "".join(theirs)
    assert merged(base, base, mine).html() == "".join(mine)


@given(three_versions())
def test_two_who_wrote_the_same_agree(versions: Versions) -> None:
    base, theirs, _ = versions
    assert merged(base, theirs, theirs).html() == "".join(theirs)


@given(three_versions())
def test_nothing_that_either_wrote_is_lost(versions: Versions) -> None:
    base, theirs, mine = versions
    result = merged(base, theirs, mine)
    assert [block for block in theirs + mine if block not in base and not stands_in(block, result)] == []


@given(three_versions())
def test_nothing_that_neither_removed_is_lost(versions: Versions) -> None:
    base, theirs, mine = versions
    result = merged(base, theirs, mine)
    assert [b for b in base if b in theirs and b in mine and not stands_in(b, result)] == []


@given(three_versions())
def test_both_sides_see_the_same_clashes(versions: Versions) -> None:
    base, theirs, mine = versions
    swapped = [Clash(clash.base, clash.mine, clash.theirs) for clash in merged(base, mine, theirs).clashes]
    assert merged(base, theirs, mine).clashes == swapped


@given(three_versions())
def test_whoever_is_always_chosen_loses_nothing(versions: Versions) -> None:
    base, theirs, mine = versions
    result = merged(base, theirs, mine)
    chosen = Merge((result.html(["mine"] * len(result.clashes)),))
    assert [block for block in mine if block not in base and not stands_in(block, chosen)] == []


@given(three_versions())
def test_a_merged_body_is_one_the_editor_could_have_made(versions: Versions) -> None:
    result = merged(*versions)
    html = result.html(["both"] * len(result.clashes))
    assert clean_body(html) == html


@pytest.mark.parametrize(
    ("theirs", "mine", "expected"),
    [
        ([A1, B, C], [A, B, X], [A1, B, X]),
        ([A1, B, C], [A, B.replace("say", "tell"), C], [A1, B.replace("say", "tell"), C]),
        ([A, C], [A, B, C, X], [A, C, X]),
        ([A, X, B, C], [A, B, Y, C], [A, X, B, Y, C]),
        ([C, A, B], [A, B.replace("say", "tell"), C], [C, A, B.replace("say", "tell")]),
        ([A, B, C, X], [A, B, C, Y], [A, B, C, X, Y]),
        ([A, X, B, C], [A1, B, C], [A1, X, B, C]),
        ([A, C], [A, C], [A, C]),
    ],
)
def test_changes_in_different_places_merge(theirs: list[str], mine: list[str], expected: list[str]) -> None:
    assert merged([A, B, C], theirs, mine).html() == "".join(expected)


def test_a_paragraph_both_changed_clashes() -> None:
    assert merged([A, B], [A1, B], [A2, B]).pieces == (Clash(A, A1, A2), B)


def test_a_paragraph_one_changed_and_the_other_removed_clashes() -> None:
    assert merged([B, A, C], [B, A1, C], [B, C]).pieces == (B, Clash(A, A1, ""), C)


def test_a_paragraph_one_changed_and_the_other_moved_clashes_in_both_places() -> None:
    assert merged([A, B, C], [A1, B, C], [B, C, A]).pieces == (Clash(A, A1, ""), B + C, Clash("", "", A))


def test_a_paragraph_one_moved_and_the_other_removed_clashes() -> None:
    assert merged([A, B, C], [B, C, A], [B, C]).pieces == (B + C, Clash("", A, ""))


def test_a_paragraph_moved_to_two_places_clashes() -> None:
    result = merged([A, B, C], [B, A, C], [B, C, A])
    assert result.html(["theirs", "theirs"]) == B + A + C
    assert result.html(["mine", "mine"]) == B + C + A


def test_two_who_each_removed_another_copy_clash() -> None:
    result = merged([A, B, C, A], [B, C, A], [A, B, C])
    assert result.pieces == (Clash(A, "", A), B + C, Clash(A, A, ""))


def test_additions_beside_a_changed_paragraph_clash() -> None:
    result = merged([A, B], [A1, X, B], [A, Y, B])
    assert result.pieces == (A1, Clash("", X, Y), B)


def test_additions_that_share_a_paragraph_clash() -> None:
    assert merged([A, B], [A, X, B], [A, X, Y, B]).clashes == [Clash("", X, X + Y)]


def test_a_paragraph_split_by_one_and_changed_by_the_other_clashes_whole() -> None:
    one = "<p>The convoy left the port. Nobody would say who had ordered it.</p>"
    parted, changed = one.replace(" Nobody", "</p><p>Nobody"), one.replace("port", "harbour")
    assert merged([one, C], [parted, C], [changed, C]).clashes == [Clash(one, parted, changed)]


def test_texts_with_nothing_in_common_clash_as_a_whole() -> None:
    result = merged([A, B], [C], [X, Y])
    assert result.html(["mine"]) == X + Y
    assert result.html(["theirs"]) == C


def test_a_list_both_changed_is_merged_item_by_item() -> None:
    result = merged([f"<ul><li>{A}</li><li>{B}</li></ul>"], [f"<ul><li>{A1}</li><li>{B}</li></ul>"],
                    [f"<ul><li>{A}</li><li>{B}</li><li>{C}</li></ul>"])  # fmt: skip
    assert result.html() == f"<ul><li>{A1}</li><li>{B}</li><li>{C}</li></ul>"


def test_a_list_in_which_an_item_clashes_clashes_as_a_whole() -> None:
    base, theirs, mine = (f"<ol><li>{item}</li><li>{B}</li></ol>" for item in (A, A1, A2))
    assert merged([base], [theirs], [mine]).clashes == [Clash(base, theirs, mine)]


@pytest.mark.parametrize(
    ("choice", "expected"), [("theirs", A1), ("mine", A2), ("both", A1 + A2), ("base", A)]
)
def test_a_clash_is_settled_by_choice(choice: str, expected: str) -> None:
    assert merged([A, B], [A1, B], [A2, B]).html([choice]) == expected + B


@pytest.mark.parametrize("choices", [[], ["mine", "mine"], ["neither"], [""]])
def test_a_choice_that_cannot_be_meant_is_refused(choices: list[str]) -> None:
    with pytest.raises(ValueError, match=r"choices are to be made|can choose"):
        merged([A, B], [A1, B], [A2, B]).html(choices)


def test_a_value_both_changed_clashes() -> None:
    assert merge_value("a", "b", "c") == Clash("a", "b", "c")


@pytest.mark.parametrize(("theirs", "mine", "expected"), [("b", "a", "b"), ("a", "c", "c"), ("b", "b", "b")])
def test_a_value_one_changed_or_both_alike_is_taken(theirs: str, mine: str, expected: str) -> None:
    assert merge_value("a", theirs, mine) == expected


def test_a_set_keeps_what_either_added_and_loses_what_either_removed() -> None:
    assert merge_sets(["a", "b", "c"], ["b", "c", "x"], ["a", "c", "y", "x"]) == ["c", "x", "y"]


def test_a_set_may_say_what_counts_as_the_same() -> None:
    assert merge_sets(["Iran"], ["Iran", "NATO"], ["iran", "Nato"], key=str.lower) == ["Iran", "NATO"]
