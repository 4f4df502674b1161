from datetime import UTC, datetime
from uuid import UUID

import pytest

from articles.paging import NoSuchKey, read, spelled

AT = datetime(2026, 5, 4, 3, 2, 1, 567_000, tzinfo=UTC)
ID = UUID("01890000-0000-7000-8000-000000000000")


def test_a_key_is_read_as_it_was_spelled() -> None:
    assert spelled(AT, ID) == f"2026-05-04T03:02:01.567000Z,{ID}"
    assert read(spelled(AT, ID)) == (AT, ID)
    assert read(spelled(AT, 7, ID), places=1) == (AT, 7, ID)


@pytest.mark.parametrize(
    "key",
    [
        *("", ",", "yesterday", f"yesterday,{ID}", "2026-05-04T00:00:00Z", "2026-05-04T00:00:00Z,0"),
        *(f"2026-05-04T00:00:00,{ID}", f"2026-05-04T00:00:00+02:00,{ID}", f"2026-05-04T00:00:00Z,0,{ID}"),
    ],
)
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(NoSuchKey):
        read(key)


@pytest.mark.parametrize("place", ["", "x", "1,2"])
def test_a_place_is_a_number_and_only_one(place: str) -> None:
    with pytest.raises(NoSuchKey):
        read(f"2026-05-04T00:00:00Z,{place},{ID}", places=1)
