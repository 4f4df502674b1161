"""What an edition holds, and that it stays so whatever becomes of what it was made of."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import composing, publishing, revising
from articles.history import keep
from articles.models import Edition
from articles.plaintext import fingerprint
from tests.factories import (
    AuthorFactory,
    DisclaimerFactory,
    SeriesFactory,
    a_piece,
    a_published_piece,
    a_ready_piece,
)


def test_the_first_edition_holds_the_piece(publisher: User) -> None:
    piece = a_ready_piece(publisher, headline="The Mill", standfirst="Idle.", body="<p>It <b>stood</b>.</p>")
    edition = publishing.publish(piece, by=publisher)
    assert (edition.number, edition.kind, edition.note) == (1, "first", "")
    assert (edition.headline, edition.standfirst, edition.text) == ("The Mill", "Idle.", "It stood.")
    assert edition.html == '<p id="p-1">It <strong>stood</strong>.</p>'
    assert edition.fingerprint == fingerprint("It stood.")
    assert edition.published_at == edition.first_published_at


def test_readers_keep_their_edition_while_the_desk_works(
    edition: Edition, publisher: User, reader: Client
) -> None:
    before = reader.get("/articles/mill/").content
    piece = revising.revise(edition.article, by=publisher, headline="Changed", body="<p>Changed.</p>")
    revising.move(piece, to="in_edit", by=publisher)
    assert reader.get("/articles/mill/").content == before


def add_disclaimer_to_series(edition: Edition, by: User) -> None:
    disclaimers = [*edition.article.series.disclaimers.all(), DisclaimerFactory()]
    keep(edition.article.series, by=by, relations={"disclaimers": disclaimers})


def reword(pick: Callable[[Edition], object], **columns: str) -> Callable[[Edition, User], None]:
    def write(edition: Edition, by: User) -> None:
        row = pick(edition)
        for name, value in columns.items():
            setattr(row, name, value)
        keep(row, by=by)

    return write


CHANGES_AROUND_A_PIECE = {
    "bio": reword(lambda edition: edition.article.authors.get(), bio="Now a banker."),
    "name": reword(lambda edition: edition.article.authors.get(), name="Renamed"),
    "disclaimer": reword(lambda edition: edition.article.disclaimers.get(), text="Other views."),
    "series": reword(lambda edition: edition.article.series, title="Dams", kicker="New"),
    "series’ disclaimers": add_disclaimer_to_series,
}


@pytest.mark.parametrize("change", CHANGES_AROUND_A_PIECE)
def test_an_edition_keeps_the_wording_of_its_day(change: str, publisher: User, reader: Client) -> None:
    series = SeriesFactory()
    series.disclaimers.set([DisclaimerFactory()])
    edition = a_published_piece(publisher, slug="mill", series=series, disclaimers=[DisclaimerFactory()])
    before = reader.get("/articles/mill/").content
    CHANGES_AROUND_A_PIECE[change](edition, publisher)
    assert reader.get("/articles/mill/").content == before


def test_the_wording_of_a_later_day_makes_another_edition(publisher: User) -> None:
    edition = a_published_piece(publisher, disclaimers=[DisclaimerFactory()])
    CHANGES_AROUND_A_PIECE["disclaimer"](edition, publisher)
    later = publishing.publish(edition.article, by=publisher, kind="update", note="New small print.")
    assert [d["text"] for d in later.furniture["disclaimers"]] == ["Other views."]


def test_a_piece_stands_under_its_own_and_its_series_disclaimers_each_once(publisher: User) -> None:
    own, shared = DisclaimerFactory(name="A"), DisclaimerFactory(name="B")
    series = SeriesFactory()
    series.disclaimers.set([shared])
    edition = a_published_piece(publisher, series=series, disclaimers=[own, shared])
    assert [d["name"] for d in edition.furniture["disclaimers"]] == ["A", "B"]


def test_bylines_keep_their_order_and_roles(publisher: User) -> None:
    credits = [(AuthorFactory(name="Z"), "author"), (AuthorFactory(name="A"), "author")]
    edition = a_published_piece(publisher, bylines=[*credits, (AuthorFactory(name="M"), "translator")])
    assert [byline["name"] for byline in edition.authors] == ["Z", "A"]
    assert [byline["name"] for byline in edition.other_bylines] == ["M"]


def test_each_block_of_text_has_an_address(publisher: User) -> None:
    body = "<h2>One</h2><ul><li><p>Two</p></li></ul><hr><blockquote><p>Three</p></blockquote>"
    edition = a_published_piece(publisher, body=body)
    assert [f'id="p-{n}"' in edition.html for n in (1, 2, 3, 4)] == [True, True, True, False]


def test_a_preview_writes_nothing(publisher: User) -> None:
    composing.from_working_copy(a_piece(publisher), kind="first", note="", by=publisher)
    assert not Edition.objects.exists()
