"""A piece at the desk, and one that readers have."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from articles.models import Article, Edition


@pytest.fixture
def piece(editor: "User") -> "Article":
    # Only now is Django set up.
    from tests.factories import a_piece

    return a_piece(editor, headline="The Mill", slug="mill", tags=["rivers"])


@pytest.fixture
def edition(publisher: "User") -> "Edition":
    from tests.factories import a_published_piece

    return a_published_piece(publisher, slug="mill", headline="The Mill")
