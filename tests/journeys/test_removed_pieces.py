"""What is gone, and what was never public."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import publishing, revising
from articles.models import Edition
from tests.factories import BODY, a_claim, a_published_piece, a_ready_piece
from tests.journeys.desk_forms import page_of
from tests.journeys.later_editions import PAGES, PIECE, corrected, followed, words


@pytest.fixture
def first(publisher: User) -> Edition:
    return a_published_piece(publisher, slug="mill", headline="The idle mill")


@pytest.fixture
def second(first: Edition, publisher: User) -> Edition:
    return corrected(first, publisher)


@pytest.mark.parametrize("page", [*PAGES, "timegate/", "timemap/", "editions/9/", "editions/compare/"])
def test_a_removed_piece_is_a_tombstone_at_each_of_its_addresses(
    page: str, second: Edition, publisher: User, reader: Client
) -> None:
    followed(second, publisher, "removal", "Removed by order of the court.")
    response = reader.get(PIECE + page)
    said = words(page_of(response))
    assert response.status_code == 410
    assert response["X-Robots-Tag"] == "noindex"
    assert "Removed by order of the court." in said
    for gone in ("The idle mill", "The harbour froze", "stood idle", "Writer"):
        assert gone not in said


def test_a_former_address_of_a_removed_piece_leads_to_its_tombstone(
    first: Edition, publisher: User, reader: Client
) -> None:
    revising.revise(first.article, by=publisher, slug="windmill")
    followed(first, publisher, "removal")
    assert reader.get(PIECE, follow=True).status_code == 410


def test_a_removed_piece_is_in_no_list(first: Edition, publisher: User, reader: Client) -> None:
    followed(first, publisher, "removal")
    assert "The idle mill" not in reader.get("/").content.decode()
    writer = first.authors[0]["slug"]
    assert reader.get(f"/authors/{writer}/").status_code == 404


@pytest.fixture
def overridden(publisher: User) -> Edition:
    """A second edition, published although a claim has lost its words."""
    piece = a_ready_piece(publisher, slug="mill")
    a_claim(piece, publisher)
    first = publishing.publish(piece, by=publisher)
    revising.revise(first.article, by=publisher, body=BODY.replace(" The harbour froze twice.", ""))
    note, override = "It did not freeze.", "The owl of the desk said so."
    return publishing.publish(first.article, by=publisher, kind="correction", note=note, override=override)


@pytest.mark.parametrize(
    "address",
    [
        *(PIECE + page for page in PAGES),
        f"{PIECE}timegate/",
        f"{PIECE}timemap/",
        f"{PIECE}editions/9/",
        "/",
        "/corrections/",
        "/corrections/feed/",
    ],
)
def test_why_the_checklist_was_overridden_is_told_to_nobody(
    address: str, overridden: Edition, reader: Client
) -> None:
    [problem] = overridden.overridden["problems"]
    response = reader.get(address, follow=True)
    told = response.content.decode() + str(response.headers)
    for internal in ("The owl", problem["message"], "overridden"):
        assert internal not in told
