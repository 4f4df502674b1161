"""The fixtures are what the newsroom's own verbs make of the sources."""

import copy
import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article
from claims import newsroom
from claims.management.commands.rebuild_fixtures import build
from claims.newsroom import Newsroom
from tests.seeds.sources import SEEDS, fixture

QUOTE = "we don’t know that it directly arms the group"

pytestmark = pytest.mark.django_db


@pytest.fixture
def data() -> dict[str, Any]:
    return copy.deepcopy(dict(newsroom.seed(SEEDS)))


@pytest.mark.parametrize("name", ["seed_article", "example"])
def test_a_fixture_is_what_its_sources_make(name: str) -> None:
    assert json.loads(build(name)) == fixture(name)


def test_a_quote_that_is_missing_stops_the_build_with_its_number_and_words(data: dict[str, Any]) -> None:
    data["pieces"][0]["claims"][1]["quote"] = "we do know that it directly arms the group"
    with pytest.raises(ValidationError, match="Claim 2 of .*“we do know that it directly arms the group”"):
        Newsroom(data).build()


def test_a_quote_found_twice_stops_the_build_with_its_number_and_words(data: dict[str, Any]) -> None:
    data["pieces"][0]["body"] += f"<p>Again: {QUOTE}.</p>"
    with pytest.raises(ValidationError, match=f"Claim 2 of .*“{QUOTE}”.*2 times"):
        Newsroom(data).build()


def test_a_supplement_to_other_words_stops_the_build(data: dict[str, Any]) -> None:
    given = [{"quote": "One.", "modality": "asserted", "attributed_to": "author", "note": "x"}]
    with pytest.raises(ValueError, match="claim 1 belongs to other words: “One.”"):
        newsroom._seed_claims(given, [{"starts": "Two"}])


def test_a_claim_without_a_supplement_stops_the_build() -> None:
    given = [{"quote": "One.", "modality": "asserted", "attributed_to": "author", "note": "x"}]
    with pytest.raises(ValueError, match="There are 1 claims, and 0 supplements"):
        newsroom._seed_claims(given, [])


def test_a_step_nobody_knows_stops_the_build(data: dict[str, Any]) -> None:
    data["pieces"][0]["steps"] = [{"do": "pulp"}]
    with pytest.raises(ValueError, match="no step “pulp”"):
        Newsroom(data).build()


def test_words_to_replace_must_stand_once(data: dict[str, Any]) -> None:
    data["pieces"][0]["steps"] = [{"do": "revise", "why": "x", "replace": [["no such words", "y"]]}]
    with pytest.raises(ValueError, match="stand 0 times in the body: no such words"):
        Newsroom(data).build()


def test_the_verbs_leave_every_piece_of_the_seeds_published() -> None:
    build("seed_article")
    assert not Article.objects.filter(live=None).exists()
