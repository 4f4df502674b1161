"""Citation items of every kind, with texts that no format likes."""

from typing import Any

from hypothesis import strategies as st

from articles.bibliography.item import Item, tidy
from articles.bibliography.kinds import CSL_TYPES

# What means something to LaTeX, BibTeX, RIS or JSON, what breaks lines, and letters of several scripts.
SIGNS = list("\\{}%$#&_^~`'\"-@,;:=|<>/()[]!?.*+ \t\n\r\x0b\x0c\x00\x85\u2028\u2029\u00a0\u200b\u202e")
LETTERS = [*"abZ09éßøÅĳŁα中한שק", "e\u0301", "\u0301", "👩\u200d💻", "\ufeff", "\ud800"]
WORDS = [
    *(
        "and",
        "others",
        "von",
        "der",
        "AND",
        "jan",
        "ER  -",
        "TY  - JOUR",
        "\nTY  - BOOK",
        "\nER  - ",
        "@book{x,",
    ),
    *(
        "\n@article{y,",
        "\\textbf{",
        "{\\'e}",
        "``",
        "''",
        "---",
        "10.1000/182",
        "https://x.example/",
        "\\",
        "}}",
    ),
    *("\\input{/etc/passwd}", "\\verb|x", "$x_1$", "%", "\\n", "\\u0041", "null", "&amp;"),
]
texts = st.lists(st.sampled_from([*SIGNS, *LETTERS, *WORDS]), max_size=12).map("".join) | st.text(max_size=20)
dates = st.dates().map(str).flatmap(lambda iso: st.sampled_from([iso, iso[:7], iso[:4]]))
names = st.fixed_dictionaries({"literal": texts}) | st.fixed_dictionaries(
    {"family": texts, "given": texts}, optional={"suffix": texts}
)
addresses = texts.map(lambda path: f"https://www.example.org/{path}")
dois = texts.map(lambda suffix: f"10.1000/{suffix}")


@st.composite
def items(draw: st.DrawFn, people: st.SearchStrategy[dict[str, str]] = names) -> Item:
    """An item in its normal form, some of its parts missing."""
    optional: dict[Any, st.SearchStrategy[Any]] = {
        **dict.fromkeys(("title", "container_title", "publisher", "version", "language"), texts),
        **dict.fromkeys(("issued", "accessed"), dates),
        "authors": st.lists(people, max_size=3),
        "url": addresses,
        "doi": dois,
    }
    kinds = st.sampled_from(sorted(CSL_TYPES))
    return tidy(draw(st.fixed_dictionaries({"type": kinds}, optional=optional)))
