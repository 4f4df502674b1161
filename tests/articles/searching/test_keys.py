from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from articles.searching.documents import Kind
from articles.searching.interface import BadKey
from articles.searching.keys import END, Place, key_of, keyed, only
from tests.articles.searching.papers import a_document

AT = datetime(2026, 5, 4, 3, 2, 1, 567_000, tzinfo=UTC)


def nothing(keys: Iterable[int]) -> set[int]:
    return set()


def test_later_documents_have_higher_keys() -> None:
    years = [datetime(year, 1, 1, tzinfo=UTC) for year in (1851, 1970, 2025, 2026, 2200)]
    keys = [key_of(a_document(published_at=at)) for at in [*years, years[-1] + timedelta(milliseconds=1)]]
    assert keys == sorted(keys)
    assert all(abs(key) < END for key in keys)


def test_the_last_bit_of_a_key_says_what_kind_it_is() -> None:
    assert [key_of(a_document(kind=kind)) & 1 for kind in Kind] == [only(kind) for kind in Kind] == [0, 1]


def test_what_was_published_at_once_has_keys_of_its_own() -> None:
    documents = [a_document(published_at=AT, kind=Kind.CLAIM) for _ in range(5000)]
    pairs = keyed(documents, nothing)
    assert len({key for key, _ in pairs}) == len(pairs) == 5000
    assert {key >> 20 for key, _ in pairs} == {key_of(documents[0]) >> 20}
    assert {key & 1 for key, _ in pairs} == {1}


def test_a_key_that_is_taken_is_passed_over() -> None:
    document = a_document(published_at=AT)
    first = key_of(document)
    [(key, _)] = keyed([document], lambda keys: {first, first + 2} & set(keys))
    assert key == first + 4


@pytest.mark.parametrize("place", [Place(), Place(12), Place(-5), Place(7, -45, 9)])
def test_a_place_is_read_as_it_was_spelled(place: Place) -> None:
    assert Place.read(str(place)) == place


@pytest.mark.parametrize(
    "spelled",
    [
        "",
        "x",
        "1_2",
        "1_2_3_4",
        "1_2.5_3",
        "1_nan_3",
        "1_inf_3",
        "1 ",
        "٣",
        "9" * 19,
        "1_1_-9999999999999999999",
        "1'--",
    ],
)
def test_what_is_no_place_is_refused(spelled: str) -> None:
    with pytest.raises(BadKey):
        Place.read(spelled)
