import pytest
from django.contrib.auth.models import User
from django.db import transaction

from articles import publishing, revising
from articles.models import Edition
from articles.searching import indexing
from articles.searching.documents import Kind
from articles.searching.interface import backend
from articles.searching.models import Entry
from tests.articles.searching.papers import a_document, found, indexed, the_hit
from tests.factories import (
    AuthorFactory,
    SeriesFactory,
    a_claim,
    a_piece,
    a_published_piece,
    a_ready_piece,
    made_ready,
)

PIECE, CLAIM = "/articles/mill/", "/articles/mill/#claim-1"


@pytest.fixture
def edition(publisher: User) -> Edition:
    piece = a_piece(publisher, slug="mill", headline="The idle mill")
    a_claim(piece, publisher, proposition="The estuary was frozen twice.")
    return publishing.publish(made_ready(piece, publisher), by=publisher)


def everything() -> list[dict[str, object]]:
    return list(Entry.objects.order_by("key").values())


def test_a_published_piece_is_found_with_its_claims(edition: Edition) -> None:
    assert (found("idle mill"), found("estuary")) == ([PIECE], [CLAIM])
    assert the_hit("estuary").label == "Claim 1 in “The idle mill”"


def test_a_piece_is_found_by_who_wrote_it_and_by_what_it_is_about(publisher: User) -> None:
    writer, series = AuthorFactory(name="Ada Wren"), SeriesFactory(title="On Weather")
    a_published_piece(
        publisher, slug="mill", bylines=[(writer, "author")], series=series, tags=["ice"], standfirst="Cold."
    )
    assert [found(word) for word in ("wren", "weather", "ice", "cold")] == [[PIECE]] * 4


def test_a_working_copy_is_not_found(edition: Edition, publisher: User) -> None:
    a_piece(publisher, headline="Unfinished business")
    revising.revise(edition.article, by=publisher, headline="The secret mill", body="<p>Hush.</p>")
    assert [found(word) for word in ("unfinished", "secret", "hush")] == [[]] * 3


def test_a_later_edition_takes_the_place_of_the_one_before(edition: Edition, publisher: User) -> None:
    revising.revise(edition.article, by=publisher, headline="The busy mill")
    publishing.publish(edition.article, by=publisher, kind="update", note="It turns again.")
    assert (found('"idle mill"'), found('"busy mill"')) == ([], [PIECE])


def test_a_removed_piece_is_found_no_more_and_neither_are_its_claims(
    edition: Edition, publisher: User
) -> None:
    publishing.announce(edition.article, by=publisher, kind="removal", note="By order of the court.")
    assert not Entry.objects.exists()


def test_a_retracted_piece_is_found_as_such(edition: Edition, publisher: User) -> None:
    publishing.announce(edition.article, by=publisher, kind="retraction", note="It was no mill.")
    assert {the_hit(word).standing for word in ("idle", "estuary")} == {"retracted"}


def test_an_example_is_found_as_such(publisher: User) -> None:
    a_published_piece(publisher, slug="mill", headline="The idle mill", is_example=True)
    assert the_hit("idle").is_example


def test_a_publication_that_fails_is_not_found(publisher: User) -> None:
    piece = a_ready_piece(publisher, headline="The idle mill")
    with transaction.atomic():
        publishing.publish(piece, by=publisher)
        assert found("idle mill")
        transaction.set_rollback(True)
    assert found("idle mill") == []


def test_rebuilding_changes_nothing_that_is_right(edition: Edition) -> None:
    before = everything()
    assert indexing.rebuild() == 1
    assert everything() == before


def test_rebuilding_brings_back_what_is_missing(edition: Edition) -> None:
    before = everything()
    backend().delete([entry["document"] for entry in before])  # type: ignore[misc]
    indexing.rebuild()
    assert everything() == before


def test_rebuilding_takes_away_what_was_removed(edition: Edition, publisher: User) -> None:
    before = indexing.of(edition)
    publishing.announce(edition.article, by=publisher, kind="removal", note="By order of the court.")
    backend().index(before)
    indexing.rebuild()
    assert everything() == []


def test_rebuilding_follows_a_piece_to_its_new_address(edition: Edition, publisher: User) -> None:
    revising.revise(edition.article, by=publisher, slug="windmill")
    indexing.rebuild()
    assert found("idle mill") == ["/articles/windmill/"]


def test_loaded_pieces_are_found(seed: None) -> None:
    assert found("hamas", kind=Kind.PIECE) == ["/articles/russia-hamas-known-and-unknown/"]
    assert len(found("the", kind=Kind.CLAIM, limit=50)) > 20


def test_a_document_knows_when_something_about_it_changes() -> None:
    one = a_document("ice", id="one", published_at=a_document().published_at)
    assert one.digest != a_document("ice.", id="one", published_at=one.published_at).digest
    assert not indexed()
