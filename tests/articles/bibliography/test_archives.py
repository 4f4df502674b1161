from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.bibliography.archives import unarchived

NOON = datetime(2024, 5, 31, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "copy",
    [
        "https://web.archive.org/web/20240531120000/https://example.org/a?b=1",
        "http://web.archive.org/web/20240531120000id_/https://example.org/a?b=1",
        "https://web.archive.org/web/20240531120000/https:/example.org/a?b=1",
        "https://web.archive.org/web/20240531120000/https%3A%2F%2Fexample.org%2Fa%3Fb%3D1",
        "https://archive.ph/20240531120000/https://example.org/a?b=1",
        "https://archive.today/2024.05.31-120000/https://example.org/a?b=1",
        "https://webarchive.nationalarchives.gov.uk/ukgwa/20240531120000/https://example.org/a?b=1",
        "https://arquivo.pt/wayback/20240531120000/https://example.org/a?b=1",
        "https://wayback.archive-it.org/1234/20240531120000/https://example.org/a?b=1",
        "https://www.webarchive.org.uk/wayback/archive/20240531120000mp_/https://example.org/a?b=1",
    ],
)
def test_a_copy_tells_its_original_and_its_time(copy: str) -> None:
    assert unarchived(copy) == ("https://example.org/a?b=1", copy, NOON)


@pytest.mark.parametrize("time", ["2024", "20240531", "20241301000000", "99999999999999"])
def test_a_copy_without_a_whole_time_has_none(time: str) -> None:
    copy = f"https://web.archive.org/web/{time}/example.org/a"
    assert unarchived(copy) == ("http://example.org/a", copy, None)


def test_a_list_of_copies_is_no_copy() -> None:
    assert unarchived("https://web.archive.org/web/*/https://example.org/") == (
        "https://example.org/",
        "",
        None,
    )


@pytest.mark.parametrize(
    "copy",
    ["https://perma.cc/AB12-CD34", "https://archive.ph/AbCdE", "https://ghostarchive.org/archive/x1Y2z"],
)
def test_a_copy_under_a_short_name_tells_no_original(copy: str) -> None:
    assert unarchived(copy) == ("", copy, None)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/web/20240531120000/https://example.com/",
        "https://web.archive.org/",
        "https://archive.org/details/book",
        "https://perma.cc/about",
        "https://archive.ph/",
        "https://[broken/",
        "",
    ],
)
def test_what_is_no_archived_copy_is_the_original(url: str) -> None:
    assert unarchived(url) == (url, "", None)


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    original, copy, _ = unarchived(f"https://web.archive.org/web/{text}")
    assert original and copy in ("", f"https://web.archive.org/web/{text}")
