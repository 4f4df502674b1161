import json

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article, Author, Edition, Series
from articles.succession import Standing
from claims.models import Assessment, Claim, Evidence, Source
from claims.vocabulary import (
    Access,
    AttributionCheck,
    Confidence,
    Credibility,
    Finding,
    Modality,
    Relation,
    Reliability,
)
from tests.seeds.sources import SEEDS

pytestmark = pytest.mark.usefixtures("example")


def test_it_has_two_authors_and_five_pieces_in_a_series() -> None:
    assert (Author.objects.count(), Series.objects.count()) == (2, 1)
    assert sorted(Article.objects.values_list("place", flat=True)) == [1, 2, 3, 4, 5]


def test_a_piece_of_every_standing_but_concern_can_be_seen() -> None:
    standings = {edition.standing for edition in Edition.objects.current()}
    assert standings == set(Standing) - {Standing.UNDER_CONCERN}


@pytest.mark.parametrize(
    ("rows", "column", "values"),
    [
        (Claim, "modality", Modality),
        (Assessment, "finding", Finding),
        (Assessment, "attribution_check", AttributionCheck),
        (Evidence, "relation", Relation),
        (Evidence, "credibility", Credibility),
        (Source, "reliability", Reliability),
        (Source, "access", Access),
    ],
)
def test_every_value_can_be_seen(rows: type, column: str, values: type) -> None:
    assert set(rows.objects.values_list(column, flat=True)) == set(values.values)  # type: ignore[attr-defined]


def test_findings_of_every_confidence_can_be_seen() -> None:
    assert set(Assessment.objects.values_list("confidence", flat=True)) == {"", *Confidence.values}


def test_claims_in_every_state_of_work_can_be_seen() -> None:
    assert Claim.objects.filter(assessments=None).exists()
    assert Claim.objects.filter(removed_at__isnull=False).exists()
    assert Assessment.objects.proposed().exists()
    assert Assessment.objects.signed().exists()


def test_every_page_says_that_it_is_a_fictional_example(reader: Client) -> None:
    addresses = {edition.get_absolute_url() for edition in Edition.objects.public()}
    addresses |= {f"/series/{series.slug}/" for series in Series.objects.all()} | {"/"}
    addresses |= {f"/authors/{author.slug}/" for author in Author.objects.all()}
    for address in addresses:
        assert "fictional" in reader.get(address).content.decode().lower(), address


def test_every_edition_is_marked_as_an_example() -> None:
    assert all(edition.furniture["example"] for edition in Edition.objects.all())


def test_every_address_in_it_is_reserved_for_examples() -> None:
    reserved = ("https://example.org/", "https://example.com/")
    addresses = [*Source.objects.exclude(url="").values_list("url", flat=True)]
    addresses += [link["url"] for author in Author.objects.all() for link in author.links]
    assert addresses and all(address.startswith(reserved) for address in addresses)


def test_every_digest_holds() -> None:
    assert all(edition.digest_now() == edition.digest for edition in Edition.objects.all())


def test_what_the_desk_keeps_to_itself_is_in_no_edition() -> None:
    notes = [*Claim.objects.exclude(internal_note="").values_list("internal_note", flat=True)]
    notes += Source.objects.exclude(internal_note="").values_list("internal_note", flat=True)
    notes += Source.objects.filter(access="confidential").values_list("title", flat=True)
    published = json.dumps(list(Edition.objects.values("html", "parts", "furniture")), ensure_ascii=False)
    assert notes and not [note for note in notes if note in published]


def test_nobody_can_log_in_with_a_seeded_account() -> None:
    assert not User.objects.filter(is_active=True).exists()


def test_its_files_say_at_the_top_that_nothing_in_it_is_real() -> None:
    assert (SEEDS / "example" / "newsroom.toml").read_text().startswith("# A FICTIONAL EXAMPLE.")
