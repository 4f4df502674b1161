from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.bibliography.dates import partial, read_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024", "2024"),
        ("2024-05", "2024-05"),
        ("2024-5-3", "2024-05-03"),
        ("2024-05-31T10:00:00Z", "2024-05-31"),
        ("20240531", "2024-05-31"),
        ("2024/05/31/", "2024-05-31"),
        ("2024/05//", "2024-05"),
        ("2024///", "2024"),
        ("31 May 2024", "2024-05-31"),
        ("May 31st, 2024", "2024-05-31"),
        ("2024 Sept 3", "2024-09-03"),
        ("May 2024", "2024-05"),
        ("0800", "0800"),
    ],
)
def test_a_date_is_read_whole(text: str, iso: str) -> None:
    assert read_date(text) == (iso, True)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("c. 1999", "1999"),
        ("2024a", "2024"),
        ("2024///Spring", "2024"),
        ("Jan–Feb 2020", "2020-01"),
        ("2020-01/2020-03", "2020-01"),
        ("1999/2000", "1999"),
        ("2024-02-31", "2024-02"),
        ("2024-13-01", "2024"),
        ("05/06/2024", "2024"),
        ("in press", ""),
        ("0000", ""),
        ("", ""),
    ],
)
def test_what_cannot_be_read_whole_is_said_to_be_more(text: str, iso: str) -> None:
    assert read_date(text) == (iso, False)


@given(st.dates())
def test_a_calendar_day_comes_back(day: date) -> None:
    assert read_date(day.isoformat()) == (day.isoformat(), True)


@given(st.text())
def test_no_text_is_too_odd_for_a_date(text: str) -> None:
    iso = read_date(text).iso
    assert not iso or read_date(iso) == (iso, True)


def test_a_day_without_its_month_is_left_out() -> None:
    assert partial("2024", None, "5") == "2024"
