"""What search is given of an edition's claims."""

import pytest
from django.contrib.auth.models import User

from articles import publishing
from articles.models import Edition
from articles.searching.documents import Document, Kind
from claims import annotating
from claims.companion import Claims
from tests.factories import a_claim, a_finding, a_piece, made_ready

GONE = "Nobody asked the mayor"


@pytest.fixture
def edition(publisher: User, checker: User) -> Edition:
    """With a claim that has a finding, and one that was removed."""
    piece = a_piece(publisher, slug="mill", headline="The idle mill")
    claim = a_claim(
        piece,
        publisher,
        modality="reported",
        attribution_kind="media_report",
        attribution_name="the Mill Post",
        internal_note="Owlish.",
    )
    a_finding(claim, checker, publisher, summary="No log was kept.")
    annotating.remove(a_claim(piece, publisher, GONE), by=publisher, reason="It was no claim.")
    return publishing.publish(made_ready(piece, publisher), by=publisher)


@pytest.fixture
def document(edition: Edition) -> Document:
    [document] = Claims().documents(edition)
    return document


def test_a_claim_is_found_and_a_removed_one_is_not(edition: Edition, document: Document) -> None:
    assert (document.kind, document.title) == (Kind.CLAIM, "The harbour froze twice in May.")
    assert len(edition.claims) == 2


def test_a_claim_leads_to_its_words(document: Document) -> None:
    assert document.url == "/articles/mill/#claim-1"
    assert document.label == "Claim 1 in “The idle mill”"


def test_a_claim_is_found_by_its_words_by_who_said_it_and_by_what_was_found(document: Document) -> None:
    found_by = f"{document.text} {document.beside}"
    for words in ("The harbour froze twice", "the Mill Post", "Could not be established", "No log was kept."):
        assert words in found_by


def test_nothing_of_the_desk_is_in_it(document: Document) -> None:
    assert "Owlish" not in repr(document)
