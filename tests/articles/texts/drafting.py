"""Bodies as the editor makes them, and what an editor makes of them next."""

from hypothesis import strategies as st

WORDS = ["the", "army", "said", "it", "took", "Kyiv", "and", "12", "men", "—", "not", "one;", "“we”", "&amp;"]


def paragraph(words: list[str]) -> str:
    return f"<p>{' '.join(words)}.</p>"


words = st.sampled_from(WORDS) | st.sampled_from(
    [
        "<strong>bold words</strong>",
        '<a href="https://a.example/">a link</a>',
        "un<em>bel</em>ievable",
        "two<br>lines",
    ]
)
paragraphs = st.lists(words, min_size=1, max_size=9).map(paragraph)
items = st.lists(paragraphs, min_size=1, max_size=2).map(lambda lines: f"<li>{''.join(lines)}</li>")
lists = st.builds(
    lambda tag, content: f"<{tag}>{''.join(content)}</{tag}>",
    st.sampled_from(["ul", "ol"]),
    st.lists(items, min_size=1, max_size=3),
)
blocks = st.one_of(
    paragraphs,
    paragraphs,
    paragraphs.map(lambda html: html.replace("p>", "h2>")),
    paragraphs.map(lambda html: f"<blockquote>{html}</blockquote>"),
    lists,
    st.just("<hr>"),
)
drafts = st.lists(blocks, max_size=6)


@st.composite
def edits_of(draw: st.DrawFn, draft: list[str]) -> list[str]:
    """The draft with a few blocks added, removed, moved, repeated or changed."""
    edited = list(draft)
    for kind in draw(st.lists(st.sampled_from(["add", "remove", "move", "repeat", "change"]), max_size=3)):
        at = draw(st.integers(0, max(0, len(edited) - 1)))
        if kind == "add" or not edited:
            edited.insert(at, draw(blocks))
        elif kind == "remove":
            del edited[at]
        elif kind == "move":
            edited.insert(draw(st.integers(0, len(edited) - 1)), edited.pop(at))
        elif kind == "repeat":
            edited.insert(at, edited[at])
        else:
            edited[at] = edited[at].replace(".</p>", f" {draw(words)}.</p>", 1)
    return edited


@st.composite
def two_versions(draw: st.DrawFn) -> tuple[str, str]:
    old = draw(drafts)
    new = draw(edits_of(old) | drafts)
    return "".join(old), "".join(new)


@st.composite
def three_versions(draw: st.DrawFn) -> tuple[list[str], list[str], list[str]]:
    """A draft, and what two people made of it."""
    base = draw(drafts)
    return base, draw(edits_of(base)), draw(edits_of(base))
