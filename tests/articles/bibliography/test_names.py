import pytest
from hypothesis import given

from articles.bibliography.item import Name, tidy_name
from articles.bibliography.names import creators_of, on_one_line, read_creators, read_name
from tests.articles.bibliography.items import names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Leyen, Ursula", {"family": "Leyen", "given": "Ursula"}),
        ("von der Leyen, Ursula", {"family": "von der Leyen", "given": "Ursula"}),
        ("King, Martin Luther, Jr", {"family": "King", "given": "Martin Luther", "suffix": "Jr"}),
        ("World Health Organization", {"literal": "World Health Organization"}),
        ("Department of Health, England,", {"literal": "Department of Health, England"}),
        ("Plato,", {"literal": "Plato"}),
        (", Ursula", {"literal": ", Ursula"}),
        (" ", None),
    ],
)
def test_a_name_on_one_line_is_read(text: str, name: Name | None) -> None:
    assert read_name(text) == name


def test_creators_are_separated_by_semicolons() -> None:
    names = [Name(family="Leyen", given="Ursula"), Name(literal="WHO")]
    assert creators_of(names) == "Leyen, Ursula; WHO"
    assert read_creators("Leyen, Ursula; WHO; ") == names


def test_a_semicolon_inside_a_name_makes_no_second_one() -> None:
    assert read_creators(creators_of([Name(literal="Press; Office")])) == [
        {"family": "Press", "given": "Office"}
    ]


@given(names)
def test_every_name_reads_on_one_line(name: Name) -> None:
    neat = tidy_name(name)
    assert neat is None or on_one_line(neat).strip()
