import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client

from articles import revising
from articles.models import Article, FormerAddress
from tests.factories import a_piece, a_published_piece


def test_a_former_address_redirects_for_ever(publisher: User, reader: Client) -> None:
    edition = a_published_piece(publisher, slug="mill")
    for slug in ("idle-mill", "old-mill"):
        revising.revise(edition.article, by=publisher, slug=slug)
    for slug in ("mill", "idle-mill"):
        response = reader.get(f"/articles/{slug}/")
        assert (response.status_code, response["Location"]) == (301, "/articles/old-mill/")


def test_a_former_address_stays_taken(publisher: User) -> None:
    edition = a_published_piece(publisher, slug="mill")
    revising.revise(edition.article, by=publisher, slug="idle-mill")
    with pytest.raises(ValidationError, match="once had it"):
        a_piece(publisher, slug="mill")


def test_a_piece_may_have_its_former_address_back(publisher: User, reader: Client) -> None:
    edition = a_published_piece(publisher, slug="mill")
    for slug in ("idle-mill", "mill"):
        revising.revise(edition.article, by=publisher, slug=slug)
    assert reader.get("/articles/mill/").status_code == 200
    assert reader.get("/articles/idle-mill/")["Location"] == "/articles/mill/"


def test_an_unpublished_piece_leaves_no_former_address(piece: Article, editor: User, reader: Client) -> None:
    revising.revise(piece, by=editor, slug="idle-mill")
    assert not FormerAddress.objects.exists()
    assert reader.get("/articles/mill/").status_code == 404
