"""What frozen pages lead to stays where it is."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from articles.models import Edition
from tests.factories import AuthorFactory, SeriesFactory, a_published_piece

NAMED: dict[str, Callable[[Edition], Any]] = {
    "author": lambda edition: edition.authors_then.get(),
    "series": lambda edition: edition.series,
    "tag": lambda edition: edition.tags_then.get(),
}


@pytest.mark.parametrize("what", NAMED)
def test_what_an_edition_names_keeps_its_address(what: str, publisher: User) -> None:
    row = NAMED[what](a_published_piece(publisher, series=SeriesFactory(), tags=["mills"]))
    row.slug = "elsewhere"
    with pytest.raises(ValidationError, match="this address stays"):
        row.full_clean()


@pytest.mark.parametrize("make", [AuthorFactory, SeriesFactory])
def test_what_no_edition_names_may_move(make: Callable[[], Any], publisher: User) -> None:
    row = make()
    row.slug = "elsewhere"
    row.full_clean()
