"""Texts made of what readers of texts stumble over: cues, quotation marks, headings, lists."""

from hypothesis import strategies as st

WORDS = [
    "the",
    "Mayor",
    "said",
    "no",
    "1,200",
    "“a",
    "bridge”",
    "—",
    "must",
    "Paris",
    "it",
    "fell.",
    "e\u0301",
    "桥",
]
ENDS = [". ", "? ", "! ", "\n\n", ".\n\n", ": ", "\n"]

sentences = st.builds(
    lambda words, end: " ".join(words) + end,
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8),
    st.sampled_from(ENDS),
)
texts = st.text(max_size=60) | st.lists(sentences, max_size=8).map("".join)
