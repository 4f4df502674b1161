from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command

from articles import publishing, revising
from articles.models import Edition
from claims import annotating, ledger
from claims.models import PublishedClaim, PublishedSource, Source
from tests.factories import BODY, SourceFactory, a_claim, a_finding, a_ready_piece, some_evidence

TOLD = import_module("claims.migrations.0009_sources_as_they_were_told")
IN_ORDER = import_module("claims.migrations.0010_in_the_order_of_the_text")


@pytest.fixture
def edition(publisher: User, checker: User) -> Edition:
    piece = a_ready_piece(publisher)
    claim = a_claim(piece, publisher)
    some_evidence(claim, publisher, SourceFactory(title="The log"))
    some_evidence(claim, publisher, SourceFactory(title="A whisper", access="confidential"))
    a_finding(claim, publisher, signed_by=checker, finding="supported")
    a_claim(piece, publisher, "Nobody asked the mayor")
    return publishing.publish(piece, by=publisher)


def entries() -> list[tuple[int, str, str]]:
    return list(PublishedClaim.objects.order_by("number").values_list("number", "modality", "finding"))


def test_publishing_enters_the_claims(edition: Edition) -> None:
    assert entries() == [(1, "asserted", "supported"), (2, "asserted", "")]


def test_a_later_edition_takes_the_place_of_the_one_before(edition: Edition, publisher: User) -> None:
    annotating.remove(edition.article.claims.get(number=2), by=publisher, reason="Cut.")
    revising.revise(edition.article, by=publisher, body=BODY + "<p>More.</p>")
    later = publishing.publish(edition.article, by=publisher, kind="update", note="More.")
    assert {row.edition for row in PublishedClaim.objects.all()} == {later}
    assert [row.number for row in PublishedClaim.objects.listed()] == [1]


def test_a_removed_piece_leaves_the_ledger(edition: Edition, publisher: User) -> None:
    publishing.announce(edition.article, by=publisher, kind="removal", note="Gone.")
    assert not PublishedClaim.objects.exists()


def test_a_confidential_source_is_not_entered(edition: Edition) -> None:
    assert [row.source.title for row in PublishedSource.objects.all()] == ["The log"]


def test_what_readers_are_told_of_a_source_stands_in_the_edition(edition: Edition) -> None:
    Source.objects.update(title="Edited since", internal_note="Ask Ada.")
    ledger.rebuild()
    [frozen] = [
        evidence["source"]
        for claim in edition.claims
        for evidence in claim["evidence"]
        if not evidence["source"]["confidential"]
    ]
    assert [row.told for row in PublishedSource.objects.all()] == [frozen]
    assert frozen["title"] == "The log"


def test_the_migration_tells_what_the_ledger_would(edition: Edition) -> None:
    [before] = PublishedSource.objects.values_list("told", flat=True)
    PublishedSource.objects.update(told={})
    Source.objects.update(title="Edited since")
    TOLD.tell(apps, None)
    assert [row.told for row in PublishedSource.objects.all()] == [before]


def test_the_migration_places_claims_as_the_ledger_would(edition: Edition) -> None:
    places = dict(PublishedClaim.objects.values_list("number", "place"))
    PublishedClaim.objects.update(place=0)
    IN_ORDER.place(apps, None)
    assert dict(PublishedClaim.objects.values_list("number", "place")) == places
    assert sorted(places.values()) == [0, 1]


def test_what_was_not_published_is_not_entered(edition: Edition, publisher: User) -> None:
    a_claim(edition.article, publisher, "The mill stood idle")
    assert len(entries()) == 2


def test_the_ledger_can_be_made_anew(edition: Edition) -> None:
    before = entries()
    PublishedClaim.objects.all().delete()
    assert ledger.rebuild() == 1
    assert entries() == before


def test_loading_the_fixtures_fills_it(seed: None, example: None) -> None:
    published = {claim["id"] for edition in Edition.objects.public() for claim in edition.claims}
    assert {str(pk) for pk in PublishedClaim.objects.values_list("claim", flat=True)} == published


def test_the_command_says_how_many_pieces_there_are(
    edition: Edition, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("rebuild_ledger")
    assert "1 pieces" in capsys.readouterr().out
