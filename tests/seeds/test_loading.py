import json
from collections.abc import Callable
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import publishing, revising
from articles.models import Article, Author, Edition
from articles.plaintext import fingerprint
from claims.models import Anchor, Claim
from tests.seeds.sources import fixture

Rows = list[dict[str, Any]]
Alter = Callable[[Callable[[Rows], object]], str]
NEW_ID = "12345678-1234-4234-8234-123456789abc"


def load(name: str) -> str:
    out = StringIO()
    call_command("loaddata", name, stdout=out)
    return out.getvalue()


def everything() -> str:
    """Every row of both apps, as text."""
    models = [*apps.get_app_config("articles").get_models(), *apps.get_app_config("claims").get_models()]
    rows = {model.__name__: list(model._base_manager.order_by("pk").values()) for model in models}
    return json.dumps(rows, default=str, sort_keys=True)


@pytest.fixture
def altered(tmp_path: Path) -> Alter:
    """A copy of the seed's fixture with some of its rows changed; returns where it lies."""

    def write(change: Callable[[Rows], object]) -> str:
        rows = fixture("seed_article")
        change(rows)
        path = tmp_path / "altered.json"
        path.write_text(json.dumps(rows), encoding="utf-8")
        return str(path)

    return write


def row_of(rows: Rows, model: str) -> dict[str, Any]:
    return next(row for row in rows if row["model"] == model)["fields"]


@pytest.mark.usefixtures("seed")
def test_loading_twice_changes_nothing_and_says_so() -> None:
    before = everything()
    assert "seed_article is loaded already. What is here was left as it is." in load("seed_article")
    assert everything() == before


@pytest.mark.django_db
@pytest.mark.parametrize("names", [("seed_article", "example"), ("example", "seed_article")])
def test_both_newsrooms_load_side_by_side(names: tuple[str, str]) -> None:
    for name in (*names, *names):
        load(name)
    assert Article.objects.count() == 6


@pytest.mark.usefixtures("seed")
def test_loading_again_keeps_what_the_desk_wrote(publisher: User) -> None:
    piece = revising.revise(Article.objects.get(), by=publisher, headline="Edited", tags=["edited"])
    revising.revise(piece, by=publisher, body=piece.body.replace("Let’s start", "Let us start"))
    before = everything()
    load("seed_article")
    assert everything() == before


@pytest.mark.usefixtures("seed")
@pytest.mark.parametrize("relation", ["tags", "bylines"])
def test_loading_again_brings_no_relation_back_that_the_desk_took_away(
    relation: str, publisher: User
) -> None:
    revising.revise(Article.objects.get(), by=publisher, **{relation: []})
    before = everything()
    load("seed_article")
    assert everything() == before


@pytest.mark.parametrize("name", ["seed_article", "example"])
def test_nothing_in_a_fixture_is_dated_in_the_future(name: str) -> None:
    editions = [row["fields"] for row in fixture(name) if row["model"] == "articles.edition"]
    assert max(datetime.fromisoformat(edition["published_at"]) for edition in editions) <= timezone.now()


@pytest.mark.usefixtures("seed")
def test_loading_again_keeps_a_later_edition(publisher: User) -> None:
    piece = revising.revise(Article.objects.get(), by=publisher, headline="Edited")
    publishing.publish(piece, by=publisher, kind="update", note="A new headline.")
    load("seed_article")
    assert Article.objects.get().live.number == 2


@pytest.mark.usefixtures("seed")
def test_a_fixture_of_which_something_is_here_adds_nothing(altered: Alter) -> None:
    new = {"model": "articles.author", "fields": {"name": "New", "slug": "new", "bio": "", "links": []}}
    before = everything()
    assert "is loaded already" in load(altered(lambda rows: rows.insert(0, new | {"pk": NEW_ID})))
    assert everything() == before


@pytest.mark.usefixtures("seed")
def test_a_fixture_loaded_before_stops_no_other() -> None:
    call_command("loaddata", "seed_article", "example", stdout=StringIO())
    assert Article.objects.count() == 6


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["html", "text", "headline", "note", "furniture", "parts", "digest"])
def test_a_tampered_edition_is_refused(column: str, altered: Alter) -> None:
    def tamper(rows: Rows) -> None:
        edition = row_of(rows, "articles.edition")
        edition[column] = [] if isinstance(edition[column], dict) else edition[column].replace("a", "b", 1)

    with pytest.raises(CommandError, match="does not match its digest. Nothing was loaded"):
        load(altered(tamper))
    assert not (Edition.objects.exists() or Article.objects.exists() or Author.objects.exists())


@pytest.mark.django_db
def test_a_script_in_a_fixtures_body_is_removed(
    altered: Alter,
) -> None:
    def infect(rows: Rows) -> None:
        row_of(rows, "articles.article")["body"] += "<script>alert(1)</script><p onclick=x>End.</p>"

    load(altered(infect))
    body = Article.objects.get().body
    assert body.endswith("<p>End.</p>")
    assert not [word for word in ("script", "alert", "onclick") if word in body]


@pytest.mark.django_db
def test_a_script_in_a_fixtures_edition_is_removed(
    altered: Alter,
) -> None:
    def infect(rows: Rows) -> None:
        row_of(rows, "articles.edition")["html"] += "<script>alert(1)</script>"

    load(altered(infect))
    assert "script" not in Edition.objects.get().html


@pytest.mark.django_db
def test_claims_follow_the_text_of_a_fixture(altered: Alter) -> None:
    def put_before(rows: Rows) -> None:
        piece = row_of(rows, "articles.article")
        piece["body"] = f"<p>A new opening.</p>{piece['body']}"

    load(altered(put_before))
    piece = Article.objects.get()
    text = piece.reading().text
    assert piece.fingerprint == fingerprint(text)
    places = Anchor.objects.filter(text_id=piece.fingerprint)
    assert sorted((place.state, text[slice(*place.span)]) for place in places if place.span) == sorted(
        ("exact", claim.first_exact) for claim in Claim.objects.all()
    )


@pytest.mark.django_db
def test_a_claim_of_a_fixture_without_places_has_one(altered: Alter) -> None:
    def take_out(rows: Rows) -> None:
        rows[:] = [row for row in rows if row["model"] not in ("claims.anchor", "claims.tally")]

    load(altered(take_out))
    assert set(Claim.objects.with_place().values_list("state", flat=True)) == {"exact"}
    assert Article.objects.get().tally.annotated
