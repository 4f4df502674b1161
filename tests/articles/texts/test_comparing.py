from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.plaintext import read
from articles.texts.comparing import BlockChange, Gap, Run, compare, compare_texts, extent, with_context
from articles.texts.passages import passages
from articles.texts.wording import words
from tests.articles.texts.drafting import drafts, two_versions

LEDE = "<p>The convoy left the port on Monday with 12 trucks and no escort.</p>"
NEXT = "<p>Nobody at the ministry would say who had ordered it to leave.</p>"
LAST = "<p>By evening the road to the north was closed to all traffic.</p>"


def old_text(runs: list[Run] | tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs if run.op != "insert")


def new_text(runs: list[Run] | tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs if run.op != "delete")


def told(change: BlockChange) -> list[tuple[str, str]]:
    return [(run.op, run.text) for run in change.runs]


def statuses(old: str, new: str) -> list[str]:
    return [change.status for change in compare(old, new)]


@given(two_versions())
def test_runs_give_the_new_text_back(versions: tuple[str, str]) -> None:
    changes = [change for change in compare(*versions) if change.status != "removed"]
    texts = [text for change in changes for text in new_text(change.runs).split("\n\n") if text]
    assert texts == [text for passage in passages(versions[1]) for text in passage.text.split("\n\n") if text]


@given(two_versions())
def test_runs_give_every_block_of_the_old_text_back(versions: tuple[str, str]) -> None:
    changes = [change for change in compare(*versions) if change.status != "added"]
    texts = [text for change in changes for text in old_text(change.runs).split("\n\n") if text]
    was = [text for passage in passages(versions[0]) for text in passage.text.split("\n\n") if text]
    assert sorted(texts) == sorted(was)


@given(two_versions())
def test_what_did_not_move_stands_in_the_order_of_the_old_text(versions: tuple[str, str]) -> None:
    stayed = [c for c in compare(*versions) if c.status in ("same", "changed", "removed")]
    was = [passage.text for passage in passages(versions[0])]
    at = 0
    for text in (text for change in stayed for text in old_text(change.runs).split("\n\n") if text):
        at = was.index(text, at) + 1


@given(drafts)
def test_a_body_is_the_same_as_itself(draft: list[str]) -> None:
    assert set(statuses("".join(draft), "".join(draft))) <= {"same"}


@given(st.text(" ab.,é\n\u00a0", max_size=20), st.text(" ab.,é\n\u00a0", max_size=20))
def test_plain_texts_are_given_back_to_the_letter(old: str, new: str) -> None:
    runs = compare_texts(old, new)
    assert (old_text(runs), new_text(runs)) == (old, new)


@given(two_versions())
def test_words_that_came_less_those_that_went_are_what_the_text_grew_by(versions: tuple[str, str]) -> None:
    added, removed = extent(*versions)
    old, new = (len(words(read(html).text)) for html in versions)
    assert added - removed == new - old
    assert min(added, removed) >= 0


def test_a_word_is_changed_within_its_paragraph() -> None:
    [_, change] = compare(LEDE + NEXT, LEDE + NEXT.replace("ordered", "told"))
    assert told(change) == [
        ("equal", "Nobody at the ministry would say who had "),
        ("delete", "ordered"),
        ("insert", "told"),
        ("equal", " it to leave."),
    ]


def test_a_paragraph_comes_and_another_goes() -> None:
    assert statuses(LEDE + NEXT, NEXT + LAST) == ["removed", "same", "added"]


def test_a_moved_paragraph_is_seen_as_moved() -> None:
    changes = compare(LEDE + NEXT + LAST, LAST + LEDE + NEXT)
    assert [(change.status, change.note) for change in changes] == [
        ("moved", "moved up"),
        ("same", ""),
        ("same", ""),
    ]


def test_a_paragraph_moved_and_changed_is_known_again() -> None:
    changes = compare(LEDE + NEXT + LAST, NEXT + LAST + LEDE.replace("12", "13"))
    assert (changes[-1].status, changes[-1].note) == ("moved_changed", "moved down")
    assert ("delete", "12") in told(changes[-1])


def test_a_misspelt_heading_is_the_same_heading() -> None:
    assert statuses("<h2>Backgroud</h2>" + LEDE, "<h2>Background</h2>" + LEDE) == ["changed", "same"]


def test_a_paragraph_that_became_a_heading_is_a_change() -> None:
    [change] = compare(LEDE, LEDE.replace("p>", "h2>"))
    assert (change.status, change.old_tag, change.tag, change.note) == ("changed", "p", "h2", "now a heading")


@pytest.mark.parametrize(
    ("old", "new", "note"),
    [
        ("<ul><li>{}</li></ul>", "<ol><li>{}</li></ol>", "now a numbered item"),
        ("{}", "<ul><li>{}</li></ul>", "now a bulleted item"),
        ("{}", "<blockquote>{}</blockquote>", "now a quotation"),
        ("<ol><li>{}</li></ol>", '<ol start="3"><li>{}</li></ol>', "now numbered otherwise"),
        ("<ul><li>{}</li></ul>", "<ul><li><ul><li>{}</li></ul></li></ul>", "now further in"),
    ],
)
def test_another_kind_of_block_is_said_in_words(old: str, new: str, note: str) -> None:
    [change] = compare(old.format(LEDE), new.format(LEDE))
    assert change.note == note


def test_two_items_made_one_of_two_paragraphs_are_a_change() -> None:
    old, new = f"<ul><li>{LEDE}</li><li>{NEXT}</li></ul>", f"<ul><li>{LEDE}{NEXT}</li></ul>"
    assert [change.note for change in compare(old, new)] == ["", "now a continued bulleted item"]


def test_a_rule_that_came_is_seen() -> None:
    [_, change, _] = compare(LEDE + NEXT, LEDE + "<hr>" + NEXT)
    assert (change.status, change.tag, change.runs) == ("added", "hr", ())


def test_a_split_paragraph_lost_no_words() -> None:
    one = "<p>The convoy left the port. Nobody would say who had ordered it to leave.</p>"
    [change] = compare(one, one.replace(" Nobody", "</p><p>Nobody"))
    assert (change.status, change.note) == ("changed", "split into 2")
    assert [run for run in told(change) if run[0] != "equal"] == [("delete", " "), ("insert", "\n\n")]


def test_joined_paragraphs_are_one_change() -> None:
    two = "<p>The convoy left the port.</p><p>Nobody would say who had ordered it to leave.</p>"
    [change] = compare(two, two.replace("</p><p>", " "))
    assert change.note == "joined from 2"


@pytest.mark.parametrize(
    ("old", "new", "text", "note"),
    [
        ("a word here", "a <strong>word</strong> here", "word", "now bold"),
        ("a <em>word</em> here", "a word here", "word", "no longer italic"),
        (
            "a word here",
            'a <a href="https://a.example/">word</a> here',
            "word",
            "now a link to https://a.example/",
        ),
        ('<a href="https://a.example/">word</a>', "word", "word", "no longer a link"),
        (
            '<a href="https://a.example/">word</a>',
            '<a href="https://b.example/?x=1&amp;y=2">word</a>',
            "word",
            "link now to https://b.example/?x=1&y=2",
        ),
        ("<em>word</em>", "<strong>word</strong>", "word", "now bold, no longer italic"),
        ("unbelievable", "un<s>bel</s>ievable", "bel", "now struck through"),
    ],
)
def test_formatting_is_said_in_words(old: str, new: str, text: str, note: str) -> None:
    [change] = compare(f"<p>{old}</p>", f"<p>{new}</p>")
    assert change.status == "changed"
    assert [run for run in change.runs if run.op != "equal"] == [Run("format", text, note)]


def test_how_a_space_is_formatted_is_no_change() -> None:
    assert statuses("<p>a <strong>word </strong>here</p>", "<p>a <strong>word</strong> here</p>") == ["same"]


def test_formatting_is_seen_beside_changed_words() -> None:
    [change] = compare("<p>one two three four</p>", "<p>one <strong>two</strong> three five</p>")
    assert told(change)[1] == ("format", "two")


def test_two_texts_with_nothing_in_common_are_not_confused() -> None:
    assert statuses(LEDE, "<p>A recipe for cherry cake.</p>") == ["removed", "added"]


def test_moved_and_formatted_words_are_neither_added_nor_removed() -> None:
    assert extent(LEDE + NEXT + LAST, LAST.replace("evening", "<em>evening</em>") + LEDE + NEXT) == (0, 0)


def test_extent_counts_words_not_marks() -> None:
    assert extent(LEDE, LEDE.replace("12 trucks", "13 trucks, two cars")) == (3, 1)


def test_unchanged_blocks_far_from_a_change_are_put_away() -> None:
    body = "".join(f"<p>Paragraph {number} of the text.</p>" for number in range(9))
    changes = compare(body, body.replace("Paragraph 4", "Section 4"))
    shown = with_context(changes, around=1)
    assert [entry.count if isinstance(entry, Gap) else entry.status for entry in shown] == [
        3,
        "same",
        "changed",
        "same",
        3,
    ]


def test_a_single_unchanged_block_is_not_put_away() -> None:
    assert with_context(compare(LEDE, LEDE), around=0) == compare(LEDE, LEDE)


@given(two_versions(), st.integers(0, 2))
def test_nothing_is_lost_in_gaps(versions: tuple[str, str], around: int) -> None:
    changes = compare(*versions)
    shown = with_context(changes, around)
    assert [c for entry in shown for c in (entry.blocks if isinstance(entry, Gap) else [entry])] == changes
