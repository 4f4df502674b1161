from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.exchange.cells import coded, decoded, escape, text_of, tidy, unescape

BEGINNINGS = ["=", "+", "-", "@", "\t", "\r", "＝", "'=", "''+"]
cells = st.text(max_size=20) | st.builds(str.__add__, st.sampled_from(BEGINNINGS), st.text(max_size=9))


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_what_would_be_a_formula_gets_an_apostrophe(beginning: str) -> None:
    assert escape(f"{beginning}1+1") == f"'{beginning}1+1"


def test_other_words_stay_as_they_are() -> None:
    assert [escape(words) for words in ("’tis", "'tis", "1 = 1", "")] == ["’tis", "'tis", "1 = 1", ""]


@given(cells)
def test_no_escaped_cell_begins_as_a_formula_does(text: str) -> None:
    assert escape(text)[:1] not in {*"=+-@\t\r\n"} - {""}


@given(cells)
def test_escaping_is_undone(text: str) -> None:
    assert unescape(escape(text)) == text


def test_a_cell_has_line_feeds_alone_and_no_space_around() -> None:
    assert tidy(" one\r\ntwo\rthree\n") == "one\ntwo\nthree"


def test_a_control_character_passes_through_a_workbook() -> None:
    assert coded("one\x0btwo") == "one_x000B_two"
    assert decoded("one_x000B_two") == "one\x0btwo"


def test_words_that_look_like_a_coded_character_are_kept() -> None:
    assert coded("_x0041_") == "_x005F_x0041_"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (3.0, "3"),
        (2.5, "2.5"),
        (date(2026, 5, 31), "2026-05-31"),
        (datetime(2026, 5, 31), "2026-05-31"),
        ("words", "words"),
    ],
)
def test_what_a_workbook_made_of_a_cell_is_put_as_it_was_typed(value: object, text: str) -> None:
    assert text_of(value) == text
