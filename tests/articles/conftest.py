"""A piece that readers have."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from articles.models import Edition


@pytest.fixture
def edition(publisher: "User") -> "Edition":
    # Only now is Django set up.
    from tests.factories import a_published_piece

    return a_published_piece(publisher, slug="mill", headline="The Mill")
