from __future__ import annotations

import hashlib
import re
from html import escape, unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.plaintext import PROJECTION, Block, Run, fingerprint, read

LETTERS = "abcdé&<>\"';#.\u00a0 \n\t\u0301\u05e9\u05dc\u0645\u064e\u0915\u093f中𝔸😀"
leaves = st.text(LETTERS, max_size=12).map(lambda text: escape(text, quote=False).replace("\u00a0", "&nbsp;"))


def wrapped(contents: st.SearchStrategy[str], *tags: str) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, content: f"<{tag}>{content}</{tag.split()[0]}>",
        st.sampled_from(tags),
        contents,
    )


def several(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(parts, max_size=4).map("".join)


inline = st.recursive(
    leaves | st.just("<br>"),
    lambda parts: wrapped(several(parts), "strong", "em", "code", "sup", "a href='?q=1>0&amp;x'"),
    max_leaves=8,
)
paragraphs = wrapped(several(inline), "p", "h2", "h3")
blocks = st.recursive(
    paragraphs | st.sampled_from(["<hr>", "\n"]),
    lambda parts: wrapped(several(parts | inline), "ul", "li", "blockquote"),
    max_leaves=8,
)
documents = several(blocks)
preformatted = wrapped(several(inline), "pre")


def runs_as_spelled(html: str) -> list[tuple[str, str]]:
    reading = read(html)
    return [(reading.text[run.start : run.end], html[run.html_start : run.html_end]) for run in reading.runs]


def test_text_of_neighbouring_blocks_is_never_glued() -> None:
    assert read("<p>foo</p><p>bar</p>").text == "foo\n\nbar"


def test_inline_markup_leaves_no_trace() -> None:
    assert read("<p>un<strong>bel</strong>iev<em>able</em></p>").text == "unbelievable"


def test_whitespace_folds_to_one_space() -> None:
    assert read("<p>\n  one \t\r\n two  </p>").text == "one two"


def test_whitespace_folds_across_tags() -> None:
    assert read("<p>one <em> two</em> <b> </b>three</p>").text == "one two three"


def test_a_no_break_space_is_a_character_like_any_other() -> None:
    assert read("<p>&nbsp;10&nbsp; km</p>").text == "\u00a010\u00a0 km"


def test_a_line_break_is_a_newline_and_trims_what_surrounds_it() -> None:
    assert read("<p>one <br> two</p>").text == "one\ntwo"


def test_line_breaks_at_the_edges_of_a_block_are_dropped() -> None:
    assert read("<p><br>one<br><br></p><p>two</p>").text == "one\n\ntwo"


def test_no_number_of_line_breaks_makes_more_than_an_empty_line() -> None:
    assert read("<p>one<br><br><br><br>two</p>").text == "one\n\ntwo"


def test_whitespace_in_preformatted_text_is_kept() -> None:
    assert read("<pre>a  b\n\n\tc<br>d</pre>").text == "a  b\n\n\tc\nd"


def test_the_first_line_feed_of_preformatted_text_is_dropped_as_browsers_do() -> None:
    assert read("<pre>\n\n  a\n</pre>").text == "\n  a\n"


def test_newlines_in_preformatted_text_are_line_feeds() -> None:
    assert read("<pre>a\r\nb\rc</pre>").text == "a\nb\nc"


def test_nested_blocks_are_separated_once() -> None:
    html = "<ul>\n<li><p>a</p><ul><li>b</li></ul></li>\n<li><blockquote><p>c</p></blockquote></li>"
    assert read(html).text == "a\n\nb\n\nc"


def test_text_beside_a_nested_block_is_its_own_block() -> None:
    assert read("<li>a<ul><li>b</li></ul>c</li>").text == "a\n\nb\n\nc"


def test_text_in_a_quotation_is_its_own_block() -> None:
    assert read("<blockquote>a<p>b</p></blockquote>").text == "a\n\nb"


@pytest.mark.parametrize("empty", ["<p></p>", "<p> <br> </p>", "<ul><li></li></ul>", "<pre> </pre>"])
def test_an_empty_block_gives_nothing(empty: str) -> None:
    assert read(f"<p>a</p>{empty}<p>b</p>").text == "a\n\nb"


def test_a_rule_only_ends_a_block() -> None:
    assert read("<p>a</p><hr><hr/>b<hr>c").text == "a\n\nb\n\nc"


def test_an_image_stands_in_a_block_of_its_own() -> None:
    html = "<p>a <img src='x' alt='y'> b</p>"
    reading = read(html)
    assert reading.text == "a\n\n\ufffc\n\nb"
    assert html[reading.blocks[1].html_start : reading.blocks[1].html_end] == ("<img src='x' alt='y'>")


def test_entities_are_decoded() -> None:
    assert read("<p>R&amp;D &lt;3 &#233;&#x1F600; &copy &bogus; AT&T</p>").text == (
        "R&D <3 é😀 © &bogus; AT&T"
    )


def test_angle_brackets_inside_attributes_are_not_text() -> None:
    assert read("""<p title="a>b" lang='<i>'>x<a href="?a<b&amp;c>d">y</a></p>""").text == "xy"


def test_scripts_styles_templates_and_comments_are_skipped() -> None:
    html = "<p>a<script>if (1<2) x('</p>')</script>b<STYLE>p{}</STYLE >c<!-- <p> -->d</p>"
    assert read(html + "<template><p>e</p></template>").text == "abcd"


def test_unknown_tags_are_inline_and_figures_are_blocks() -> None:
    assert read("<div>a<x-y>b</x-y></div><figure><figcaption>c</figcaption></figure>").text == ("ab\n\nc")


def test_a_run_spells_an_entity_apart_from_its_neighbours() -> None:
    assert runs_as_spelled("<p>R&amp;D</p>") == [("R", "R"), ("&", "&amp;"), ("D", "D")]


def test_folded_whitespace_is_a_run_of_its_own() -> None:
    assert runs_as_spelled("<p>a \n b c</p>") == [("a", "a"), (" ", " \n "), ("b c", "b c")]


def test_a_single_newline_between_words_does_not_break_a_run() -> None:
    assert runs_as_spelled("<p>a\nb</p>") == [("a b", "a\nb")]


def test_runs_of_one_text_node_share_its_number() -> None:
    first, second, third, fourth = read("<p>a&amp;b<em>c</em></p>").runs
    assert first.node == second.node == third.node != fourth.node


def test_blocks_tell_where_their_content_lies() -> None:
    html = "<h2>A</h2>\n<ul><li>b <em>c</em></li></ul>"
    assert read(html).blocks == (Block(0, 1, 4, 5), Block(3, 6, 19, 31))
    assert html[19:31] == "b <em>c</em>"


def test_offsets_count_code_points() -> None:
    (run,) = read("<p>😀a</p>").runs
    assert run == Run(0, 2, 3, 5, run.node)


def test_an_offset_finds_its_block() -> None:
    reading = read("<p>ab</p><p>cd</p>")
    assert [reading.block_at(offset) for offset in range(7)] == [0, 0, 0, 0, 1, 1, 1]


@pytest.mark.parametrize("offset", [-1, 3])
def test_an_offset_outside_the_text_has_no_block(offset: int) -> None:
    with pytest.raises(IndexError):
        read("<p>ab</p>").block_at(offset)


def test_an_empty_text_has_no_block() -> None:
    with pytest.raises(IndexError):
        read("").block_at(0)


def test_a_fingerprint_covers_the_text_and_the_rules_it_was_read_by() -> None:
    assert fingerprint("é") == hashlib.sha256(f"{PROJECTION}\né".encode()).hexdigest()


@given(documents)
def test_text_agrees_with_a_parser_that_keeps_no_offsets(html: str) -> None:
    assert read(html).text == PlainReader(html).text()


@given(documents)
def test_text_never_begins_or_ends_with_whitespace(html: str) -> None:
    text = read(html).text
    assert text == text.strip(" \t\n\r\f")


@given(documents)
def test_text_never_holds_three_newlines_or_two_spaces(html: str) -> None:
    assert not re.search(r"\n\n\n|  | \n|\n ", read(html).text)


@given(documents | several(blocks | preformatted))
def test_every_run_reads_as_its_html_is_spelled(html: str) -> None:
    reading = read(html)
    for run in reading.runs:
        words = reading.text[run.start : run.end]
        spelled = unescape(html[run.html_start : run.html_end])
        assert words == spelled or words == re.sub(r"[ \t\n]+", " ", spelled)
        assert run.is_literal or len(words) == 1


@given(documents | several(blocks | preformatted))
def test_runs_and_blocks_stand_in_order_and_leave_out_only_breaks(html: str) -> None:
    reading = read(html)
    covered = 0
    for run in reading.runs:
        assert reading.text[covered : run.start].strip("\n") == ""
        assert run.start < run.end
        assert run.html_start < run.html_end
        covered = run.end
    assert reading.text[covered:].strip("\n") == ""
    assert reading.text == "\n\n".join(reading.text[block.start : block.end] for block in reading.blocks)


@given(documents | several(blocks | preformatted))
def test_runs_of_one_node_have_no_tag_between_them(html: str) -> None:
    runs = read(html).runs
    for run, following in pairwise(runs):
        between = html[run.html_end : following.html_start]
        assert (run.node == following.node) == ("<" not in between)
        assert run.html_end <= following.html_start


@given(st.text("<>/!&#;-\"'= \n\tapbrx1\u00a0", max_size=40))
def test_junk_never_raises_and_is_still_mapped(junk: str) -> None:
    reading = read(junk)
    assert sorted(reading.runs, key=lambda run: run.html_start) == list(reading.runs)
    assert all(0 <= run.html_start < run.html_end <= len(junk) for run in reading.runs)


class PlainReader(HTMLParser):
    """The rules once more, written the short way: parse, split at blocks, fold."""

    BLOCK, BREAK = "\x00", "\x01"

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "br":
            self.seen += self.BREAK
        elif tag in {"p", "h2", "h3", "ul", "li", "blockquote", "hr"}:
            self.seen += self.BLOCK

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(tag, None)

    def handle_data(self, data: str) -> None:
        self.seen += data

    def text(self) -> str:
        folded = re.sub(r"[ \t\n\r\f]+", " ", self.seen)
        folded = re.sub(rf" ?{self.BREAK} ?", "\n", folded)
        blocks = folded.replace("\n ", "\n").split(self.BLOCK)
        trimmed = (re.sub(r"\n{3,}", "\n\n", block.strip(" \n")) for block in blocks)
        return "\n\n".join(block for block in trimmed if block)
