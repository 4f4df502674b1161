import pytest
from django.contrib.auth.models import User
from django.test import Client
from lxml import html as lxml_html

from articles.models import Article, Author, Disclaimer, Edition, Promotion, Series
from claims.models import Anchor, Assessment, Claim, Evidence, Source
from tests.seeds.sources import CLAIMS, LINES, PARAGRAPHS

pytestmark = pytest.mark.usefixtures("seed")


@pytest.fixture
def edition(seed: None) -> Edition:
    return Edition.objects.get()


@pytest.fixture
def claims(seed: None) -> list[Claim]:
    return list(Claim.objects.order_by("number"))


def test_the_source_has_twenty_paragraphs_and_thirty_claims() -> None:
    assert (len(PARAGRAPHS), len(CLAIMS)) == (20, 30)
    assert all(len(paragraph) > 50 for paragraph in PARAGRAPHS)


def test_every_paragraph_is_there_to_the_letter(edition: Edition) -> None:
    assert edition.text.split("\n\n") == PARAGRAPHS
    assert Article.objects.get().reading().text == edition.text


def test_every_paragraph_is_served_to_the_letter(edition: Edition, reader: Client) -> None:
    page = lxml_html.fromstring(reader.get(edition.get_absolute_url()).content.decode())
    [prose] = page.find_class("prose")
    assert [block.text_content() for block in prose.iter("p")] == PARAGRAPHS


def test_the_thirty_claims_are_as_given(claims: list[Claim]) -> None:
    assert [(claim.first_exact, claim.modality) for claim in claims] == [
        (given["quote"], given["modality"]) for given in CLAIMS
    ]
    assert [claim.number for claim in claims] == list(range(1, 31))


def test_the_notes_given_with_the_claims_stay_with_the_desk(claims: list[Claim], edition: Edition) -> None:
    for claim, given in zip(claims, CLAIMS, strict=True):
        assert given["note"] in claim.internal_note
        assert given["note"] not in str(edition.parts)


def test_every_anchor_is_exact(edition: Edition) -> None:
    anchors = Anchor.objects.all()
    assert len(anchors) == 30
    for anchor in anchors:
        assert (anchor.state, anchor.text_id) == ("exact", edition.fingerprint)
        assert edition.text[anchor.start : anchor.end] == anchor.exact


def test_every_claim_is_painted(edition: Edition) -> None:
    assert [f'id="claim-{n}"' in edition.html for n in range(1, 31)] == [True] * 30


def test_nothing_is_found_for_it_and_nothing_assessed(edition: Edition) -> None:
    assert not (Assessment.objects.exists() or Evidence.objects.exists() or Source.objects.exists())
    assert {claim["found"] for claim in edition.claims} == {
        "Not yet assessed",
        "Left unrated: opinion or inference",
    }


def test_no_address_is_invented_for_it(edition: Edition) -> None:
    assert not Promotion.objects.exclude(url="").exists()
    assert [author.links for author in Author.objects.all()] == [[]]
    assert "http" not in edition.html


def test_what_stands_around_it_is_the_sources_own() -> None:
    assert [author.bio for author in Author.objects.all()] == [LINES[20]]
    assert [disclaimer.text for disclaimer in Disclaimer.objects.all()] == [LINES[21]]
    series = Series.objects.get()
    assert (series.title, series.kicker) == ("Russia’s Shadow Warfare", "War Without End")
    assert set(Promotion.objects.values_list("title", flat=True)) == {LINES[23], LINES[24]}


def test_the_page_says_what_this_project_supplied(edition: Edition, reader: Client) -> None:
    page = reader.get(edition.get_absolute_url()).content.decode()
    assert "supplied by this project" in edition.note
    assert edition.note in lxml_html.fromstring(page).text_content()


def test_it_is_no_fictional_example(edition: Edition, reader: Client) -> None:
    assert edition.furniture["example"] is False
    assert "fictional" not in reader.get(edition.get_absolute_url()).content.decode().lower()


def test_its_digest_holds(edition: Edition) -> None:
    assert edition.digest_now() == edition.digest


def test_its_history_was_written_by_the_verbs() -> None:
    reasons = [row.history_change_reason for row in Article.objects.get().history.all()]
    assert len(reasons) == 5
    assert reasons[0] == "Published edition 1 (first edition)"


def test_nobody_can_log_in_with_a_seeded_account() -> None:
    assert not User.objects.filter(is_active=True).exists()
    assert not any(user.has_usable_password() for user in User.objects.all())
