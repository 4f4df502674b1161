"""Structured data: what schema.org is told, and what it is not."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from articles import jsonld
from articles.models.article import ArticleKind
from tests.articles.descriptions import JOURNAL, SITE, a_claim, a_person, a_source, an_edition

SERIES = {"title": "Mills", "url": f"{SITE}/series/mills/", "place": 2, "description": "A run of mills."}
WHOLE = an_edition(
    people=[
        a_person(affiliation="Mill House", links=[{"label": "Own", "url": "https://ada.example/"}]),
        a_person("Eve Reed", "editor"),
        a_person("Tom Lang", "translator"),
        a_person("Kim Check", "fact_checker"),
    ],
    series=SERIES,
    tags=[{"name": "ice", "slug": "ice", "url": f"{SITE}/tags/ice/"}],
    claims=[
        a_claim(
            1,
            a_source(
                type="book",
                creators="Miller, Ada; Mill House",
                publisher="Mill Press",
                issued="2024-05",
                url="https://log.example/1",
                doi="10.1/log",
                archived_url="https://archive.example/1",
            ),
        )
    ],
)

# By type, the properties schema.org gives it, its parents’ included, of which some use is made here.
WORK = {
    *("@type", "@id", "url", "name", "headline", "description", "genre", "inLanguage", "version", "text"),
    *("datePublished", "dateModified", "creativeWorkStatus", "keywords", "isAccessibleForFree", "image"),
    *("author", "editor", "translator", "publisher", "isPartOf", "hasPart", "position", "correction"),
    *("citation", "interpretedAsClaim", "mainEntity", "mainEntityOfPage", "sameAs", "archivedAt"),
}
ARTICLE = WORK | {"wordCount"}
THING = {"@type", "@id", "url", "name", "description", "sameAs"}
VOCABULARY = {
    "NewsArticle": ARTICLE,
    **{
        f"{kind}NewsArticle": ARTICLE for kind in ("Analysis", "Opinion", "Reportage", "Background", "Review")
    },
    **dict.fromkeys(("Book", "CorrectionComment", "CreativeWork", "CreativeWorkSeries", "WebSite"), WORK),
    "Claim": WORK | {"appearance", "claimInterpreter"},
    "WebPage": WORK | {"reviewedBy"},
    "CollectionPage": WORK,
    "ProfilePage": WORK,
    "ImageObject": WORK | {"width", "height"},
    "QuantitativeValue": THING | {"value", "unitCode"},
    "Person": THING | {"affiliation"},
    "Organization": THING,
    "NewsMediaOrganization": THING | {"correctionsPolicy"},
    "BreadcrumbList": THING | {"itemListElement"},
    "ListItem": THING | {"position", "item"},
}


def nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every node with a type, however deep."""
    if isinstance(data, dict):
        if "@type" in data:
            yield data
        for value in data.values():
            yield from nodes(value)
    elif isinstance(data, list):
        for value in data:
            yield from nodes(value)


def types(node: dict[str, Any]) -> list[str]:
    return node["@type"] if isinstance(node["@type"], list) else [node["@type"]]


def article(**more: Any) -> dict[str, Any]:
    edition = an_edition(**more)
    found: dict[str, Any] = jsonld.piece(edition, at=edition["url"])["@graph"][0]
    return found


@pytest.mark.parametrize(
    "data",
    [
        jsonld.piece(WHOLE, at=WHOLE["url"]),
        jsonld.home(JOURNAL),
        jsonld.series(JOURNAL, SERIES, [WHOLE]),
        jsonld.author(JOURNAL, a_person(bio="Mills.")),
        jsonld.tag(JOURNAL, {"name": "ice", "url": f"{SITE}/tags/ice/"}, [WHOLE]),
        jsonld.page(JOURNAL, [("Corrections", f"{SITE}/corrections/")]),
    ],
    ids=["piece", "home", "series", "author", "tag", "page"],
)
def test_only_words_of_the_vocabulary_are_used_where_they_belong(data: dict[str, Any]) -> None:
    json.dumps(data)
    assert data["@context"] == "https://schema.org"
    for node in nodes(data["@graph"]):
        allowed = set.union(*(VOCABULARY[name] for name in types(node)))
        assert node.keys() <= allowed, node["@type"]


@pytest.mark.parametrize("kind", ArticleKind.values)
def test_every_kind_of_piece_is_a_news_article_and_says_its_genre(kind: str) -> None:
    found = article(kind=kind)
    assert found["@type"][0] == "NewsArticle"
    assert found["genre"] == [kind.capitalize()]


def test_an_analysis_is_an_analysis() -> None:
    assert article()["@type"] == ["NewsArticle", "AnalysisNewsArticle"]


def test_a_piece_tells_its_edition_its_days_and_its_publisher() -> None:
    found = article()
    assert (found["version"], found["@id"]) == (2, f"{SITE}/articles/mill/editions/2/")
    assert found["datePublished"] == "2026-05-04T09:00:00+00:00"
    assert found["dateModified"] == "2026-05-06T10:00:00+00:00"
    assert found["publisher"]["@id"] == JOURNAL["publisher"]["@id"]  # type: ignore[index]


def test_people_stand_in_their_roles_and_who_checked_the_facts_reviewed_the_page() -> None:
    found, page = jsonld.piece(WHOLE, at=WHOLE["url"])["@graph"][:2]
    named = {role: [person["name"] for person in found[role]] for role in ("author", "editor", "translator")}
    assert named == {"author": ["Ada Miller"], "editor": ["Eve Reed"], "translator": ["Tom Lang"]}
    assert found["author"][0]["url"] == f"{SITE}/authors/ada-miller/"
    assert [person["name"] for person in page["reviewedBy"]] == ["Kim Check"]
    assert "reviewedBy" not in found


def test_policies_belong_to_the_publisher_and_not_to_the_piece() -> None:
    graph = jsonld.piece(WHOLE, at=WHOLE["url"])["@graph"]
    holders = [types(node) for node in nodes(graph) if "correctionsPolicy" in node]
    assert holders == [["NewsMediaOrganization"]]


def test_what_was_owned_up_to_is_told_with_its_day_and_its_edition() -> None:
    [correction] = article()["correction"]
    assert correction["@type"] == "CorrectionComment"
    assert correction["text"] == "It was June."
    assert correction["datePublished"] == "2026-05-06T10:00:00+00:00"
    assert correction["url"] == f"{SITE}/articles/mill/editions/2/"


def test_a_source_is_cited_once_however_many_claims_lean_on_it() -> None:
    claims = [a_claim(1, a_source(1)), a_claim(2, a_source(1), a_source(2))]
    assert [source["name"] for source in article(claims=claims)["citation"]] == ["Log 1", "Log 2"]


def test_a_confidential_source_is_cited_nowhere() -> None:
    found = article(claims=[a_claim(1, {"confidential": True}), a_claim(2, a_source(7))])
    assert [source["name"] for source in found["citation"]] == ["Log 7"]


def test_a_claim_is_told_as_a_sentence_with_its_place_and_no_rating() -> None:
    [claim] = article(claims=[a_claim(3)])["interpretedAsClaim"]
    assert claim["text"] == "The mill stood idle 3 times."
    assert claim["url"] == f"{SITE}/articles/mill/#note-3"
    assert not [node for node in nodes(article(claims=[a_claim(3)])) if "Review" in str(node["@type"])]


def test_a_removed_claim_is_no_claim_of_the_piece_and_cites_nothing() -> None:
    removed = {"at": "2026-05-06T10:00:00+00:00", "reason": "Cut."}
    found = article(claims=[a_claim(1, a_source(), removed=removed)])
    assert "interpretedAsClaim" not in found
    assert "citation" not in found


def test_a_retracted_piece_and_a_fictional_one_say_so() -> None:
    found = article(standing="retracted", is_example=True)
    assert found["creativeWorkStatus"] == "Retracted"
    assert "Fictional example" in found["genre"]


def test_the_way_to_a_piece_leads_through_its_series() -> None:
    crumbs = jsonld.piece(WHOLE, at=WHOLE["url"])["@graph"][-1]["itemListElement"]
    assert [step["name"] for step in crumbs] == ["The Mill", "Mills", "The idle mill"]
    assert [step["position"] for step in crumbs] == [1, 2, 3]


def test_what_is_not_known_is_left_out() -> None:
    found = article()
    assert not {"isPartOf", "citation", "keywords", "editor", "position"} & found.keys()
    assert None not in found.values()


def test_a_series_holds_its_pieces_in_place() -> None:
    _, run, *_ = jsonld.series(JOURNAL, SERIES, [{"title": "One", "url": "u", "place": 1}])["@graph"]
    assert run["hasPart"] == [{"@type": "NewsArticle", "headline": "One", "url": "u", "position": 1}]


def test_a_place_in_a_series_is_none_in_a_tag() -> None:
    described = {"name": "ice", "url": f"{SITE}/tags/ice/"}
    [page, *_] = jsonld.tag(JOURNAL, described, [{"title": "One", "url": "u", "place": 3}])["@graph"]
    assert page["hasPart"] == [{"@type": "NewsArticle", "headline": "One", "url": "u"}]


def test_pixels_are_a_quantity() -> None:
    """Of an image schema.org takes no bare number for its width."""
    image = jsonld.piece(WHOLE, at=WHOLE["url"])["@graph"][0]["image"]
    assert image["width"] == {"@type": "QuantitativeValue", "value": 1200, "unitCode": "E37"}
