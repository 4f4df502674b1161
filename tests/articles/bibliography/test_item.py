import pytest
from hypothesis import given

from articles.bibliography.item import Item, citation_key, cleaned, tidy
from articles.bibliography.kinds import CSL_TYPES, LIBRARY_TYPES, library_type
from claims.vocabulary import SourceType
from tests.articles.bibliography.items import items, texts


@given(items())
def test_a_tidy_item_stays_as_it_is(item: Item) -> None:
    assert tidy(item) == item


@given(texts)
def test_a_cleaned_text_is_one_line_that_a_database_takes(text: str) -> None:
    clean = cleaned(text)
    assert len(clean.splitlines()) <= 1
    assert clean == clean.strip() and "\x00" not in clean
    assert clean.encode() and cleaned(clean) == clean if clean else True


def test_what_is_not_known_is_left_out() -> None:
    assert tidy({"type": "book", "title": " ", "authors": [{"literal": ""}], "doi": "none"}) == {
        "type": "book"
    }


def test_a_type_unknown_to_csl_is_a_document() -> None:
    assert tidy({"type": "leaflet"})["type"] == "document"


def test_a_single_name_is_a_literal() -> None:
    assert tidy({"type": "book", "authors": [{"family": "Plato"}]})["authors"] == [{"literal": "Plato"}]


def test_every_type_of_the_library_is_known_and_stays_itself() -> None:
    assert set(SourceType.values) == LIBRARY_TYPES
    assert all(library_type(csl_type) == csl_type for csl_type in SourceType.values)


@pytest.mark.parametrize("csl_type", sorted(CSL_TYPES | {"nonsense"}))
def test_every_type_has_one_in_the_library(csl_type: str) -> None:
    assert library_type(csl_type) in SourceType.values


def test_a_key_is_made_of_the_first_name_and_the_year() -> None:
    item = tidy(
        {"type": "book", "authors": [{"family": "von der Müllér", "given": "U"}], "issued": "2024-05"}
    )
    assert citation_key(item) == "muller2024"


def test_an_items_own_id_is_its_key() -> None:
    assert citation_key(Item(id="the-piece{2}", type="book")) == "the-piece2"


def test_an_item_without_anything_has_a_key() -> None:
    assert citation_key(Item(type="book")) == "source"
