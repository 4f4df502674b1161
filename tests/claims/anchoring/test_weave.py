from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.plaintext import read
from claims.anchoring.weave import Mark, weave

LETTERS = "abcdé&<>\"'. \u00a0\n\u0301\u05e9\u05b7\u0645\u0915\u093f中𝔸😀"
leaves = st.text(LETTERS, max_size=10).map(
    lambda text: escape(text, quote=False).replace("\u00a0", "&nbsp;")
) | st.just("<br>")


formatted = st.builds(
    str.format,
    st.sampled_from(
        [
            "<em>{}<sup>{}</sup></em>",
            "<a href='?a>b&amp;c'>{}<em>{}</em></a>",
            "<strong>{}<a href='/'>{}</a></strong>",
        ]
    ),
    leaves,
    leaves,
)


def inside(tag: str) -> st.SearchStrategy[str]:
    return st.lists(leaves | formatted, max_size=4).map(lambda parts: f"<{tag}>{''.join(parts)}</{tag}>")


documents = st.lists(
    st.sampled_from(["p", "h2", "pre", "li", "blockquote"]).flatmap(inside)
    | st.sampled_from(["<hr>", "\n", "<ul><li><p>a</p><ul><li>b</li></ul></li></ul>", "<img src=x>"]),
    min_size=1,
    max_size=4,
).map("".join)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    """A document and claims on it, each of which begins on a word."""
    html = draw(documents.filter(lambda html: read(html).runs))
    runs = read(html).runs
    marks = []
    for number in draw(st.lists(st.integers(1, 120), max_size=5, unique=True)):
        run = draw(st.sampled_from(runs))
        start = draw(st.integers(run.start, run.end - 1))
        end = draw(st.integers(start + 1, runs[-1].end))
        marks.append(Mark(number, start, end, f"Note {number}: <\"&'>"))
    return html, marks


def woven(html: str, *claims: tuple[int, str]) -> str:
    """The HTML with claims painted on the first place of their words."""
    reading = read(html)
    spans = [(number, reading.text.index(words), len(words)) for number, words in claims]
    marks = [Mark(number, at, at + length, f"Note {number}") for number, at, length in spans]
    return weave(html, reading.runs, marks)


def ref(number: int) -> str:
    return (
        f'<a class="claim-ref" href="#note-{number}" data-number="{number}" aria-label="Note {number}"></a>'
    )


def mark(numbers: str, words: str, identity: int | None = None) -> str:
    name = f' id="claim-{identity}"' if identity else ""
    return f'<mark class="claim" data-claims="{numbers}"{name}>{words}</mark>'


def unwoven(html: str) -> str:
    """The HTML without any tag that weaving puts in."""
    return re.sub(
        r'<mark class="claim"[^>]*>|</mark>|<a class="claim-ref"[^>]*></a>'
        r'|<span id="claim-\d+"></span>',
        "",
        html,
    )


def test_a_claim_is_painted_and_followed_by_its_reference() -> None:
    assert woven("<p>It rained today.</p>", (18, "rained")) == (
        f"<p>It {mark('18', 'rained', 18)}{ref(18)} today.</p>"
    )


def test_html_without_claims_is_left_alone() -> None:
    assert woven("<p>It rained.</p>") == "<p>It rained.</p>"


def test_a_claim_across_bold_and_a_link_is_painted_in_slices() -> None:
    html = "<p>He <strong>resigned</strong> on <a href='/'>Monday</a> night.</p>"
    assert woven(html, (3, "resigned on Monday night")) == (
        f"<p>He <strong>{mark('3', 'resigned', 3)}</strong>{mark('3', ' on ')}"
        f"<a href='/'>{mark('3', 'Monday')}</a>{mark('3', ' night')}{ref(3)}.</p>"
    )


def test_a_reference_never_stands_inside_a_link() -> None:
    html = "<p><a href='?a>b'>Monday <em>night</em> at ten</a>.</p>"
    assert woven(html, (4, "night")) == (
        f"<p><a href='?a>b'>Monday <em>{mark('4', 'night', 4)}</em> at ten</a>{ref(4)}.</p>"
    )


def test_references_that_meet_stand_in_order_of_number() -> None:
    html = "<p><a href='/'>one two</a></p>"
    assert woven(html, (12, "one"), (9, "two")) == (
        f"<p><a href='/'>{mark('12', 'one', 12)} {mark('9', 'two', 9)}</a>{ref(9)}{ref(12)}</p>"
    )


def test_crossing_claims_share_their_common_slice() -> None:
    assert woven("<p>one two three</p>", (1, "one two"), (2, "two three")) == (
        f"<p>{mark('1', 'one ', 1)}{mark('1 2', 'two', 2)}{ref(1)}{mark('2', ' three')}{ref(2)}</p>"
    )


def test_a_nested_claim_cuts_the_one_around_it() -> None:
    assert woven("<p>one two three</p>", (10, "one two three"), (9, "two")) == (
        f"<p>{mark('10', 'one ', 10)}{mark('9 10', 'two', 9)}{ref(9)}{mark('10', ' three')}{ref(10)}</p>"
    )


def test_claims_that_begin_together_each_have_an_address() -> None:
    assert woven("<p>one two</p>", (5, "one"), (6, "one"), (7, "one")) == (
        '<p><span id="claim-6"></span><span id="claim-7"></span>'
        f"{mark('5 6 7', 'one', 5)}{ref(5)}{ref(6)}{ref(7)} two</p>"
    )


def test_claims_side_by_side_do_not_melt() -> None:
    assert woven("<p>onetwo</p>", (1, "one"), (2, "two")) == (
        f"<p>{mark('1', 'one', 1)}{ref(1)}{mark('2', 'two', 2)}{ref(2)}</p>"
    )


def test_entities_are_painted_whole() -> None:
    assert woven("<p>R&amp;D&nbsp;x</p>", (1, "&"), (2, "\u00a0")) == (
        f"<p>R{mark('1', '&amp;', 1)}{ref(1)}D{mark('2', '&nbsp;', 2)}{ref(2)}x</p>"
    )


def test_entities_do_not_cut_a_slice() -> None:
    assert woven("<p>R&amp;D  costs</p>", (1, "R&D costs")) == (
        f"<p>{mark('1', 'R&amp;D  costs', 1)}{ref(1)}</p>"
    )


def test_a_claim_across_blocks_paints_nothing_between_them() -> None:
    html = "<ul>\n<li>one</li>\n<li>two<br>three</li></ul>"
    assert woven(html, (1, "one\n\ntwo\nthree")) == (
        f"<ul>\n<li>{mark('1', 'one', 1)}</li>\n"
        f"<li>{mark('1', 'two')}<br>{mark('1', 'three')}{ref(1)}</li></ul>"
    )


def test_offsets_count_code_points() -> None:
    assert woven("<p>😀 yes 中文</p>", (1, "yes"), (2, "中")) == (
        f"<p>😀 {mark('1', 'yes', 1)}{ref(1)} {mark('2', '中', 2)}{ref(2)}文</p>"
    )


def test_a_label_cannot_break_out_of_its_attribute() -> None:
    html = "<p>one</p>"
    result = weave(html, read(html).runs, [Mark(1, 0, 3, 'Note 1: "x" > <y> & z')])
    assert 'aria-label="Note 1: &quot;x&quot; &gt; &lt;y&gt; &amp; z">' in result


@pytest.mark.parametrize(("start", "end"), [(2, 2), (3, 1), (-1, 2), (0, 8)])
def test_a_mark_outside_the_text_is_refused_by_number(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="Claim 31 "):
        weave("<p>a</p><p>bcde</p>", read("<p>a</p><p>bcde</p>").runs, [Mark(31, start, end, "")])


def test_a_mark_on_a_separator_is_refused_by_number() -> None:
    with pytest.raises(ValueError, match="Claim 31 covers no words"):
        weave("<p>a</p><p>b</p>", read("<p>a</p><p>b</p>").runs, [Mark(31, 1, 3, "")])


def test_a_mark_on_an_empty_text_is_refused_by_number() -> None:
    with pytest.raises(ValueError, match="Claim 31 "):
        weave("<p></p>", (), [Mark(31, 0, 1, "")])


def test_a_number_used_twice_is_refused() -> None:
    marks = [Mark(31, 0, 1, ""), Mark(31, 1, 2, "")]
    with pytest.raises(ValueError, match="Claim 31 is marked twice"):
        weave("<p>ab</p>", read("<p>ab</p>").runs, marks)


@given(marked())
def test_weaving_changes_no_text(document: tuple[str, list[Mark]]) -> None:
    html, marks = document
    assert read(weave(html, read(html).runs, marks)).text == read(html).text


@given(marked())
def test_taking_the_tags_out_gives_the_html_back(document: tuple[str, list[Mark]]) -> None:
    html, marks = document
    assert unwoven(weave(html, read(html).runs, marks)) == html


@given(marked())
def test_the_order_of_marks_does_not_matter(document: tuple[str, list[Mark]]) -> None:
    html, marks = document
    runs = read(html).runs
    assert weave(html, runs, marks) == weave(html, runs, marks[::-1])


@given(marked())
def test_slices_of_a_claim_are_its_words(document: tuple[str, list[Mark]]) -> None:
    html, marks = document
    reading = read(html)
    page = Page(weave(html, reading.runs, marks))
    for claim in marks:
        words = "".join(
            reading.text[max(run.start, claim.start) : min(run.end, claim.end)]
            for run in reading.runs
            if run.start < claim.end and claim.start < run.end
        )
        assert spaced(page.words[claim.number]) == spaced(words)


@given(marked())
def test_tags_are_nested_and_addressed_as_html_asks(document: tuple[str, list[Mark]]) -> None:
    html, marks = document
    page = Page(weave(html, read(html).runs, marks))
    assert sorted(page.ids) == sorted(f"claim-{mark.number}" for mark in marks)
    assert sorted(page.refs) == sorted(mark.number for mark in marks)


@given(marked())
def test_no_mark_is_put_around_nothing(document: tuple[str, list[Mark]]) -> None:
    html, marks = document
    assert not re.search(r"<mark[^>]*></mark>", weave(html, read(html).runs, marks))


def spaced(words: str) -> str:
    return re.sub(r"[ \t\n]+", " ", words)


class Page(HTMLParser):
    """What a browser would see of the claims; fails where tags are nested wrongly."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.refs: list[int] = []
        self.words: dict[int, str] = {}
        self.painting: list[int] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "hr", "img"):
            return
        assert "mark" not in self.open
        assert tag != "a" or "a" not in self.open
        self.open.append(tag)
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if "data-number" in given:
            self.refs.append(int(given["data-number"]))
        self.painting = [int(number) for number in given.get("data-claims", "").split()]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.painting = []

    def handle_data(self, data: str) -> None:
        for number in self.painting:
            self.words[number] = self.words.get(number, "") + data
