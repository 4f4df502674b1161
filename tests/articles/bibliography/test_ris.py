import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.bibliography.item import Found, Item, Rest, tidy
from articles.bibliography.ris import read_ris, to_ris
from tests.articles.bibliography.items import items, names, texts

PIECES = [
    "TY  - JOUR\n",
    "ER  - \n",
    "TI  - A\n",
    "AU  - ",
    "more\n",
    "\n",
    "DA  - 2024//\n",
    "UR  -\n",
    " ",
    "TY  -\n",
]
without_commas = names.map(lambda name: {part: text.replace(",", "") for part, text in name.items()})
literals = st.fixed_dictionaries({"literal": texts})


def records(text: str) -> list[Found]:
    return [part for part in read_ris(text) if isinstance(part, Found)]


def only(text: str) -> Found:
    (record,) = records(text)
    return record


@given(items(without_commas | literals))
def test_what_is_written_is_read_again(item: Item) -> None:
    assert list(read_ris(to_ris(item))) == [Found(item, 1)]


@given(st.lists(items(without_commas), min_size=2, max_size=4))
def test_records_written_one_after_another_are_all_read(several: list[Item]) -> None:
    assert [record.item for record in records("".join(to_ris(item) for item in several))] == several


@given(st.lists(st.sampled_from(PIECES), max_size=15).map("".join))
def test_every_record_that_begins_is_read(text: str) -> None:
    begun = sum(line.strip().startswith("TY") for line in text.split("\n"))
    assert len(records(text)) == begun


def test_a_record_is_read() -> None:
    record = only(
        "TY  - CHAP\nTI  - The Title\nAU  - Leyen, Ursula\nA1  - Leyen, Ursula\nAU  - WHO\n"
        "T2  - The Book\nPB  - The Press\nDA  - 2024/05/31/\nPY  - 2024\nUR  - https://x.example/a\n"
        "DO  - 10.1000/A\nLA  - en\nET  - 2\nY2  - 2024/06/01\nER  - \n"
    )
    assert record == Found(
        {
            "type": "chapter",
            "title": "The Title",
            "authors": [{"family": "Leyen", "given": "Ursula"}, {"literal": "WHO"}],
            "container_title": "The Book",
            "publisher": "The Press",
            "issued": "2024-05-31",
            "accessed": "2024-06-01",
            "url": "https://x.example/a",
            "doi": "10.1000/A",
            "version": "2",
            "language": "en",
        },
        1,
    )


@pytest.mark.parametrize(
    ("line", "issued"),
    [
        ("PY  - 2024", "2024"),
        ("Y1  - 2024/05//", "2024-05"),
        ("DA  - 2024/05/31", "2024-05-31"),
        ("PY  - 2024///", "2024"),
    ],
)
def test_dates_are_read_from_every_tag(line: str, issued: str) -> None:
    record = only(f"TY  - JOUR\n{line}\nER  - ")
    assert record.item["issued"] == issued and not record.problems


def test_a_date_without_its_year_gives_way_to_the_year() -> None:
    assert only("TY  - JOUR\nDA  - May 31\nPY  - 2024\nER  - ").item["issued"] == "2024"


def test_a_line_without_a_tag_goes_on_with_the_last() -> None:
    assert only("TY  - JOUR\nTI  - A long\n  title\nER  - ").item["title"] == "A long title"


def test_a_record_without_an_end_is_read_and_pointed_out() -> None:
    first, second = records("TY  - JOUR\nTI  - A\nTY  - BOOK\nTI  - B")
    assert (first.item["title"], second.item["title"]) == ("A", "B")
    assert first.problems == ("Line 3: the record that begins in line 1 has no end (ER).",)
    assert second.problems == ("Line 4: the record that begins in line 3 has no end (ER).",)


def test_what_stands_around_records_is_handed_on() -> None:
    parts = list(read_ris("\nProvider: X\nTY  - JOUR\nER  - \n\nthe end\n", 10))
    assert [part for part in parts if isinstance(part, Rest)] == [
        Rest("\nProvider: X", 10),
        Rest("\nthe end\n", 14),
    ]


def test_several_addresses_give_the_first_on_the_web() -> None:
    assert (
        only("TY  - ELEC\nUR  - internal-pdf:a\nUR  - https://x.example/\nER  - ").item["url"]
        == "https://x.example/"
    )


def test_a_doi_in_another_tag_is_found() -> None:
    assert only("TY  - JOUR\nM3  - doi: 10.1000/A\nER  - ").item["doi"] == "10.1000/A"


def test_an_organisation_with_a_comma_stays_one_name() -> None:
    item = tidy({"type": "report", "authors": [{"literal": "Department of Health, England"}]})
    assert "AU  - Department of Health, England,\n" in to_ris(item)


def test_a_comma_in_a_persons_name_becomes_a_space() -> None:
    item = tidy({"type": "report", "authors": [{"family": "Doe, MD", "given": "Jane"}]})
    assert only(to_ris(item)).item["authors"] == [{"family": "Doe MD", "given": "Jane"}]


def test_a_record_is_written() -> None:
    item = {"type": "treaty", "title": "A\nB", "issued": "2024-05", "authors": [{"literal": "UN"}]}
    assert to_ris(item) == (
        "TY  - GEN\nM3  - treaty\nTI  - A B\nAU  - UN\nPY  - 2024\nDA  - 2024/05//\nER  - \n"
    )
