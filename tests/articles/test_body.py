import unicodedata
from html import escape

import pytest
from django.contrib.auth.models import User
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles import revising
from articles.body import clean_body, clean_rendered
from articles.forms import ArticleForm
from articles.models import Article
from articles.plaintext import read
from tests.articles.reading_html import dangers_in, elements_of
from tests.articles.stored_xss import CONTEXTS, Payload, payloads
from tests.factories import a_piece

CORPUS = list(payloads())
ORDINARY = (
    "<h2>A heading</h2><p>It was <strong>bold</strong>, <em>slanted</em>, <u>lined</u>, <s>struck</s>, "
    "H<sub>2</sub>O, x<sup>2</sup>, <strong><em>both</em></strong>;<br>next line.</p>"
    '<ul><li><p>One</p></li><li><p>Two</p><ol start="3"><li><p>Deep</p></li></ol></li></ul>'
    "<blockquote><p>“Said she,” — 5 &lt; 6 &amp; 7 &gt; 2.</p></blockquote><hr><h3>Third</h3><h4>Fourth</h4>"
    '<p><a href="https://a.example/?a=1&amp;b=2#c" title="There">a link</a>, '
    '<a href="http://a.example">another</a>, <a href="mailto:desk@a.example">the desk</a>.</p>'
)


def of_context(around: str, *, only_plain: bool = False) -> list[Payload]:
    return [p for p in CORPUS if p.around == around and (p.is_plain or not only_plain)]


def test_the_corpus_is_large() -> None:
    assert len({payload.html for payload in CORPUS}) >= 1_500


@pytest.mark.parametrize("around", CONTEXTS)
def test_nothing_that_runs_is_left_in_a_body(around: str) -> None:
    left = {payload.html: dangers_in(clean_body(payload.html)) for payload in of_context(around)}
    assert not {html: found for html, found in left.items() if found}


@pytest.mark.parametrize("around", CONTEXTS)
def test_what_stands_before_an_attack_survives_letter_for_letter(around: str) -> None:
    before = {p.html: clean_body(ORDINARY + p.html) for p in of_context(around)}
    assert not [html for html, cleaned in before.items() if not cleaned.startswith(ORDINARY)]


@pytest.mark.parametrize("around", CONTEXTS)
def test_cleaning_an_attack_twice_is_cleaning_it_once(around: str) -> None:
    once = {p.html: clean_body(p.html) for p in of_context(around)}
    assert not [html for html, cleaned in once.items() if clean_body(cleaned) != cleaned]


RENDERED_ONLY = {
    "<mark>",
    "a class",
    "a data-number",
    "a aria-label",
    "p id",
    "h2 id",
    "h3 id",
    "h4 id",
    "li id",
}


@pytest.mark.parametrize("around", CONTEXTS)
def test_nothing_that_runs_is_left_in_a_rendered_body(around: str) -> None:
    for payload in of_context(around):
        assert set(dangers_in(clean_rendered(payload.html))) <= RENDERED_ONLY | {"mark id", "ol id", "ul id"}


@pytest.mark.parametrize("around", CONTEXTS)
def test_every_path_to_the_column_cleans(around: str) -> None:
    field = Article._meta.get_field("body")
    for payload in of_context(around):
        assert field.to_python(payload.html) == field.get_prep_value(payload.html) == clean_body(payload.html)


def form_value(html: str) -> str:
    field = ArticleForm.base_fields["body"]
    return Article._meta.get_field("body").clean(field.clean(html), None)


@pytest.mark.parametrize("around", CONTEXTS)
def test_a_form_lets_nothing_through(around: str) -> None:
    for payload in of_context(around, only_plain=True):
        if read(payload.html).text:
            assert not dangers_in(form_value(payload.html))


@pytest.mark.django_db
def test_bulk_create_lets_nothing_through() -> None:
    Article.objects.bulk_create(
        Article(headline="x", slug=f"x-{n}", body=payload.html) for n, payload in enumerate(CORPUS)
    )
    bodies = Article.objects.values_list("body", flat=True)
    assert len(bodies) == len(CORPUS)
    assert not [body for body in bodies if dangers_in(body)]


@pytest.mark.django_db
def test_update_lets_nothing_through() -> None:
    Article.objects.create(headline="x", slug="x")
    for payload in CORPUS[::5]:
        Article.objects.update(body=payload.html)
        assert not dangers_in(Article.objects.values_list("body", flat=True).get())


@pytest.mark.parametrize("around", CONTEXTS)
def test_a_verb_lets_nothing_through(around: str, editor: User) -> None:
    piece = a_piece(editor)
    for payload in of_context(around, only_plain=True)[::2]:
        piece = revising.revise(piece, by=editor, body=payload.html)
        assert not dangers_in(Article.objects.get(pk=piece.pk).body)


def test_ordinary_markup_survives_letter_for_letter() -> None:
    assert clean_body(ORDINARY) == ORDINARY


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        (
            "<p><b>a</b> <i>b</i> <del>c</del> <strike>d</strike></p>",
            "<p><strong>a</strong> <em>b</em> <s>c</s> <s>d</s></p>",
        ),
        ("bare <em>text</em> and<p>a</p>tail", "<p>bare <em>text</em> and</p><p>a</p><p>tail</p>"),
        ("<h1>a</h1><h5>b</h5><h6>c</h6>", "<h2>a</h2><h4>b</h4><h4>c</h4>"),
        ("bare text", "<p>bare text</p>"),
        ("<ul><li>bare item</li></ul>", "<ul><li><p>bare item</p></li></ul>"),
        ("<blockquote>bare quote</blockquote>", "<blockquote><p>bare quote</p></blockquote>"),
        ("<div>a</div><div>b<div>c</div></div>", "<p>a</p><p>b</p><p>c</p>"),
        ("<p>a</p><p></p><p>  </p><p>b</p>", "<p>a</p><p>b</p>"),
        ("<p><span style='color:red'>a</span></p>", "<p>a</p>"),
    ],
)
def test_pasted_markup_becomes_what_the_editor_makes(pasted: str, kept: str) -> None:
    assert clean_body(pasted) == kept


@pytest.mark.parametrize("attribute", ["title", "lang", "dir", "class", "id", "style", "data-x"])
def test_a_paragraph_keeps_no_attribute(attribute: str) -> None:
    assert clean_body(f'<p {attribute}="de">a</p>') == "<p>a</p>"


@pytest.mark.parametrize("control", ["\x00", "\x01", "\x08", "\x0b", "\x1f", "\x7f", "\ufffe"])
def test_control_characters_lose_no_text(control: str) -> None:
    assert read(clean_body(f"before {control}after")).text.startswith("before ")
    assert read(clean_body(f"<p>before {control}after</p>")).text.endswith("after")


@pytest.mark.parametrize("html", ["<ul><p>a</p></ul>", "<li>a</li>", "<p>a</p><li>b</li>"])
def test_lists_hold_items_and_items_stand_in_lists(html: str) -> None:
    body = elements_of(clean_body(html))
    assert all((element.tag == "li") == (element.getparent().tag in {"ul", "ol"}) for element in body)


def test_a_body_is_kept_in_nfc() -> None:
    assert clean_body("<p>Cafe\u0301</p>") == "<p>Caf\u00e9</p>"


LEAVES = ["p", "h1", "h2", "h5"]  # which one of their own kind inside would end
HOLDERS = ["div", "section", "blockquote", "address", "figure", "details"]
BLOCKS = [*LEAVES, *HOLDERS, "li"]
CELLS = ["<table><tr><td>{}</td><td>{}</td></tr></table>", "<dl><dt>{}</dt><dd>{}</dd></dl>"]
words = st.text("abcdé&<>\"'中😀", min_size=1, max_size=6).map(
    lambda text: unicodedata.normalize("NFC", text)
)
phrases = st.lists(words, min_size=1, max_size=3).map(" ".join)
inline = st.builds(
    lambda tag, text: f"<{tag}>{escape(text)}</{tag}>" if tag else escape(text),
    st.sampled_from(["", "b", "em", "u", "span", "code", "small", "font"]),
    phrases,
)


def block_and_tail(tag: str, content: str, tail: str) -> str:
    return f"<{tag}>{content}</{tag}>{tail}"


blocks = st.recursive(
    inline,
    lambda inner: st.one_of(
        st.builds(block_and_tail, st.sampled_from(LEAVES), inline, inner),
        st.builds(block_and_tail, st.sampled_from(HOLDERS), inner, inner),
        st.builds(lambda shape, a, b: shape.format(a, b), st.sampled_from(CELLS), inline, inline),
        st.lists(inner, max_size=3).map("<br>".join),
        st.lists(inner, max_size=3).map(lambda items: "<ul><li>" + "<li>".join(items) + "</ul>"),
    ),
    max_leaves=12,
)
tag_soup = st.lists(
    st.one_of(
        st.sampled_from([*(f"<{tag}>" for tag in BLOCKS), *(f"</{tag}>" for tag in BLOCKS)]),
        st.sampled_from(
            ["<b>", "</b>", "<a href='https://a.example'>", "</a>", "<ul>", "</ul>", "<ol>", "</ol>"]
        ),
        st.sampled_from(
            ["<table>", "<tr>", "<td>", "</table>", "<br>", "<hr>", "<!--", "-->", "<", "&", "&amp;"]
        ),
        words.map(escape),
    ),
    max_size=16,
).map("".join)


@given(st.one_of(blocks, tag_soup, st.text(max_size=40)))
@settings(max_examples=400, deadline=None)
def test_cleaning_twice_is_cleaning_once(html: str) -> None:
    once = clean_body(html)
    assert clean_body(once) == once


@given(st.one_of(blocks, tag_soup))
@settings(max_examples=300, deadline=None)
def test_nothing_but_the_editors_markup_is_left_of_anything(html: str) -> None:
    assert not dangers_in(clean_body(html))


@given(blocks)
@example("<h1><p>a</p>b</h1>c")
@example("<h2><div>a</div>b</h2>c")
@settings(max_examples=300, deadline=None)
def test_words_of_different_blocks_are_never_glued(html: str) -> None:
    assert read(clean_body(html)).text.split() == read(html).text.split()


@given(st.lists(phrases, min_size=1, max_size=4))
def test_every_line_of_text_comes_to_stand_in_a_block(lines: list[str]) -> None:
    html = "".join(f"<div>{escape(line)}</div>" for line in lines)
    assert len(read(clean_body(html)).blocks) == len(lines)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<p>It rained.  Then it froze. </p>", "<p>It rained. Then it froze.</p>"),
        ("<p> It\n  rained.</p>", "<p>It rained.</p>"),
        ("<p>It <em> rained </em> twice</p>", "<p>It <em>rained </em>twice</p>"),
        ("<p>It rained<em> </em></p>", "<p>It rained</p>"),
        ("<p>It rained.<br> Then it froze.</p>", "<p>It rained.<br>Then it froze.</p>"),
        ("<ul><li><p>Ice </p></li></ul>", "<ul><li><p>Ice</p></li></ul>"),
        ("<p>10\u00a0 000</p>", "<p>10\u00a0 000</p>"),
    ],
)
def test_white_space_is_kept_as_the_editor_reads_it(typed: str, kept: str) -> None:
    assert clean_body(typed).replace("&nbsp;", "\u00a0") == kept
