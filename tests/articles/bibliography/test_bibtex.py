import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.bibliography.bibtex import read_bibtex, to_bibtex
from articles.bibliography.item import Found, Item, Rest
from tests.articles.bibliography.items import items, texts

PIECES = [
    *(
        "@article{k,",
        "@string{",
        "\n@book(",
        "title = {",
        "author = ",
        '"',
        "{",
        "}",
        ",",
        "=",
        "#",
        "jan",
        "\n",
    ),
    *("year = 2020", "\\", "%", "@comment{", "doi={10.1000/1}", ")", "and", "von der x, y", "\\'{e}"),
]
broken = st.lists(st.sampled_from(PIECES), max_size=15).map("".join)


def entries(text: str) -> list[Found]:
    return [part for part in read_bibtex(text) if isinstance(part, Found)]


def only(text: str) -> Found:
    (entry,) = entries(text)
    return entry


@given(items())
@settings(deadline=None)
def test_what_is_written_is_read_again(item: Item) -> None:
    entry = only(to_bibtex(item))
    assert entry == Found(item, 1)


@given(st.lists(items(), min_size=2, max_size=4))
@settings(deadline=None)
def test_entries_written_one_after_another_are_all_read(several: list[Item]) -> None:
    text = "\n".join(to_bibtex(item) for item in several)
    assert [entry.item for entry in entries(text)] == several


@given(broken | texts.map("@misc{{k, title = {}}}".format))
@settings(deadline=None)
def test_no_text_is_too_broken_to_read(text: str) -> None:
    assert all(part.line >= 1 for part in read_bibtex(text))


def test_an_entry_is_read() -> None:
    entry = only(
        r"""@Article{goedel,
          Author = {von der Leyen, Ursula and {World Health Organization} and King, Jr, Martin Luther
                    and Kurt G{\"o}del},
          title = "{On} the {\emph{Ide{\'a}s}} of Others",
          journal = {Nature}, publisher = {A \& B},
          year = 2024, month = may, doi = {https://doi.org/10.1000/A\_b},
          url = {https://x.example/a\_b%20c}, urldate = {2024-06-01}, language = {en}, version = {2}
        }"""
    )
    assert entry == Found(
        {
            "type": "article-journal",
            "title": "On the Ideás of Others",
            "authors": [
                {"family": "von der Leyen", "given": "Ursula"},
                {"literal": "World Health Organization"},
                {"family": "King", "given": "Martin Luther", "suffix": "Jr"},
                {"family": "Gödel", "given": "Kurt"},
            ],
            "container_title": "Nature",
            "publisher": "A & B",
            "issued": "2024-05",
            "accessed": "2024-06-01",
            "url": "https://x.example/a_b%20c",
            "doi": "10.1000/A_b",
            "version": "2",
            "language": "en",
        },
        1,
    )


def test_macros_and_pieces_are_joined() -> None:
    text = (
        '@string{ni = "Nature"}\n@STRING{full = ni # " International"}\n@article{k, journal = FULL # { (UK)}}'
    )
    assert only(text).item["container_title"] == "Nature International (UK)"


def test_a_macro_defined_nowhere_stands_as_it_is() -> None:
    entry = only("@article{k,\n title = {A},\n journal = nature}")
    assert entry.item["container_title"] == "nature"
    assert entry.problems == ("Line 3: “nature” is defined nowhere: it stands as it is.",)


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("year = 2024", "2024"),
        ("year = {2024}, month = {May}", "2024-05"),
        ("year = 2024, month = 5, day = 3", "2024-05-03"),
        ('year = 2024, month = jan # "~15"', "2024-01-15"),
        ("date = {2024-05-31}, year = 1999", "2024-05-31"),
    ],
)
def test_dates_are_read_in_every_way_they_are_given(fields: str, issued: str) -> None:
    entry = only(f"@misc{{k, {fields}}}")
    assert entry.item["issued"] == issued and not entry.problems


def test_a_date_that_says_more_is_pointed_out() -> None:
    entry = only("\n@misc{k, year = {in press}}\n")
    assert entry.problems == ("Line 2: The date “in press” could not be read.",)


@pytest.mark.parametrize(
    ("entry_type", "csl_type"),
    [
        ("article", "article-journal"),
        ("InCollection", "chapter"),
        ("phdthesis", "thesis"),
        ("online", "webpage"),
    ],
)
def test_an_entry_type_becomes_a_csl_type(entry_type: str, csl_type: str) -> None:
    assert only(f"@{entry_type}{{k, title={{A}}}}").item["type"] == csl_type


def test_a_miscellany_with_an_address_is_a_web_page() -> None:
    item = only(r"@misc{k, title={A}, howpublished = {\url{https://x.example/}}}").item
    assert item == {"type": "webpage", "title": "A", "url": "https://x.example/"}


def test_names_that_go_on_are_pointed_out() -> None:
    entry = only("@book{k, author = {Doe, Jane and others}}")
    assert entry.item["authors"] == [{"family": "Doe", "given": "Jane"}]
    assert entry.problems == ("Line 1: The list of names is not complete: “and others”.",)


def test_an_entry_never_closed_gives_its_fields() -> None:
    entry = only("@misc{k,\n  title = {Never closed,\n  year = {2020},\n  url = {https://x.example/}\n")
    assert entry.item == {
        "type": "webpage", "title": "Never closed", "issued": "2020", "url": "https://x.example/",
    }  # fmt: skip
    assert entry.problems == (
        "Line 1: this entry is broken; what could be read of it was.",
        "Line 2: A brace or quotation mark is never closed.",
    )


def test_a_broken_entry_leaves_the_next_one_whole() -> None:
    first, second = entries("@misc{a,\n title = {A}, oops\n\n@misc{b, title = {B}}")
    assert first.item["title"] == "A" and first.problems[1] == "Line 2: “oops” was not understood."
    assert second == Found({"type": "document", "title": "B"}, 4)


def test_a_missing_comma_costs_no_field() -> None:
    assert only("@misc{a, title = {A} year = 2020}").item == {
        "type": "document",
        "title": "A",
        "issued": "2020",
    }


def test_two_entries_of_one_key_are_two() -> None:
    assert [entry.item["title"] for entry in entries("@misc{a, title={A}}\n@misc{a, title={B}}")] == [
        "A",
        "B",
    ]


def test_a_macro_defined_twice_is_no_entry() -> None:
    text = "@string{a = {A}}\n@string{a = {B}}\n@misc{k, title = a}"
    assert only(text).item["title"] == "A"


def test_a_broken_macro_is_quoted() -> None:
    first, second = entries("@string{a = {A\n@misc{k, title = {B}}")
    assert not first.item and first.problems == (
        "Line 1: this is broken and was not read: “@string{a = {A”.",
    )
    assert second.item["title"] == "B"


def test_a_field_given_twice_is_pointed_out() -> None:
    entry = only("@misc{a,\n title={A},\n title={B}}")
    assert entry.item["title"] == "A"
    assert entry.problems == ("Line 3: “title” stands twice; the first was taken.",)


def test_what_stands_between_entries_is_handed_on() -> None:
    parts = list(read_bibtex("see https://x.example/\n@comment{not this}\n@misc{a, title={A}}\nand this", 10))
    assert [part for part in parts if isinstance(part, Rest)] == [
        Rest("see https://x.example/", 10),
        Rest("and this", 13),
    ]


def test_a_broken_entry_is_not_written_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        list(read_bibtex("@misc{k, title = {A"))
    assert not caplog.records


def test_an_entry_is_written_for_bibtex_and_for_biblatex() -> None:
    item = {
        "id": "edition-3", "type": "article-newspaper", "title": "50% of {all}", "container_title": "A & B",
        "authors": [{"family": "von der Leyen", "given": "Ursula"}, {"literal": "Command and Control"}],
        "issued": "2024-05-31", "url": "https://x.example/a_b%20", "publisher": "C", "version": "3",
    }  # fmt: skip
    assert to_bibtex(item) == (
        "@article{edition-3,\n"
        "  author = {von der Leyen, Ursula and {Command and Control}},\n"
        "  title = {{50\\% of {\\textbraceleft}all{\\textbraceright}}},\n"
        "  journal = {A \\& B},\n"
        "  publisher = {C},\n"
        "  date = {2024-05-31},\n"
        "  year = {2024},\n"
        "  month = may,\n"
        "  url = {https://x.example/a_b%20},\n"
        "  version = {3},\n"
        "  entrysubtype = {newspaper},\n"
        "}\n"
    )
