"""A piece as schema.org has it, with its corrections, its sources and the claims in it. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from articles.bibliography.names import read_creators
from articles.jsonld.parts import (
    Description,
    Node,
    breadcrumbs,
    graph,
    image,
    known_of,
    person,
    publisher_ref,
)
from articles.succession import CORRECTIONS

TYPES = {
    "analysis": ["NewsArticle", "AnalysisNewsArticle"],
    "opinion": ["NewsArticle", "OpinionNewsArticle"],
    "reportage": ["NewsArticle", "ReportageNewsArticle"],
    "background": ["NewsArticle", "BackgroundNewsArticle"],
    "review": ["NewsArticle", "ReviewNewsArticle"],
    "interview": ["NewsArticle"],  # schema.org has no type for it: the genre says it
    "editorial": ["NewsArticle", "OpinionNewsArticle"],
}
STATUS = {"retracted": "Retracted", "under_concern": "Under concern"}
# What a source is, by its CSL type.
SOURCES = {
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "manuscript": "Manuscript",
    "map": "Map",
    "motion_picture": "Movie",
    "post": "SocialMediaPosting",
    "report": "Report",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
CARD_SIZE = (1200, 630)


def piece(edition: Description, *, at: str) -> Node:
    """A piece as the page at `at` has it: its own address, or that of one edition."""
    trail = [(edition["series"]["title"], edition["series"]["url"])] if edition["series"] else []
    crumbs = breadcrumbs(edition["journal"], [*trail, (edition["title"], at)])
    return graph(_article(edition, at), _page(edition, at), edition["journal"]["publisher"], crumbs)


def _article(edition: Description, at: str) -> Node:
    """The edition as a NewsArticle of its kind; what is not known of it is left out."""
    fiction = ["Fictional example"] if edition["is_example"] else []
    known = {
        "headline": edition["title"],
        "description": edition["summary"],
        "genre": [edition["kind"].capitalize(), *fiction],
        "inLanguage": edition["language"],
        "version": edition["number"],
        "datePublished": edition["first_published_at"].isoformat(),
        "dateModified": edition["published_at"].isoformat(),
        "creativeWorkStatus": STATUS.get(edition["standing"], "Published"),
        "wordCount": edition["words"],
        "keywords": [tag["name"] for tag in edition["tags"]],
        "isAccessibleForFree": True,
        "image": image(edition["card_url"], *CARD_SIZE),
        **_credits(edition["people"]),
        "publisher": publisher_ref(edition["journal"]),
        "isPartOf": _run(edition["series"]),
        "position": edition["series"] and edition["series"]["place"],
        "correction": [_correction(past) for past in edition["past"] if past["kind"] in CORRECTIONS],
        "citation": citations(edition["claims"]),
        "interpretedAsClaim": [_claim(claim, edition) for claim in _standing(edition["claims"])],
    }
    start = {"@type": TYPES[edition["kind"]], "@id": edition["dated_url"], "url": at}
    return start | {"mainEntityOfPage": {"@id": at}} | known_of(known)


def _page(edition: Description, at: str) -> Node:
    """The page of the piece: who checked the facts has reviewed that, in schema.org's words."""
    checkers = [person(byline) for byline in edition["people"] if byline["role"] == "fact_checker"]
    start = {"@type": "WebPage", "@id": at, "url": at, "name": edition["title"]}
    return start | known_of({"reviewedBy": checkers})


def _credits(people: Iterable[Description]) -> Node:
    names = {"author": "author", "editor": "editor", "translator": "translator"}
    return {
        name: [person(byline) for byline in people if byline["role"] == role] for role, name in names.items()
    }


def _run(described: Description | None) -> Node | None:
    if not described:
        return None
    named = {"name": described["title"], "url": described["url"]}
    return {"@type": "CreativeWorkSeries", "@id": f"{described['url']}#series"} | named


def _correction(past: Description) -> Node:
    return {
        "@type": "CorrectionComment",
        "name": past["label"],
        "text": past["note"],
        "datePublished": past["at"].isoformat(),
        "url": past["url"],
    }


def _claim(claim: Description, edition: Description) -> Node:
    return {
        "@type": "Claim",
        "@id": f"{edition['dated_url']}#claim-{claim['number']}",
        "url": f"{edition['url']}#note-{claim['number']}",
        "position": claim["number"],
        "text": claim["proposition"],
        "appearance": {"@id": edition["dated_url"]},
        "claimInterpreter": {"@id": edition["journal"]["publisher"]["@id"]},
    }


def citations(claims: Iterable[Description]) -> list[Node]:
    """The public sources that claims in the text lean on, each once. A confidential one has no place here."""
    sources: dict[str, Description] = {}
    for claim in _standing(claims):
        for evidence in claim["evidence"]:
            if not evidence["source"]["confidential"]:
                sources.setdefault(evidence["source"]["id"], evidence["source"])
    return [_source(source) for source in sources.values()]


def _source(source: Description) -> Node:
    known = {
        "name": source["title"],
        "author": [_creator(name) for name in read_creators(source["creators"])],
        "publisher": source["publisher"] and {"@type": "Organization", "name": source["publisher"]},
        "datePublished": source["issued"],
        "url": source["url"],
        "sameAs": source["doi"] and f"https://doi.org/{source['doi']}",
        "archivedAt": source["archived_url"],
    }
    return {"@type": SOURCES.get(source["type"], "CreativeWork")} | known_of(known)


def _creator(name: Mapping[str, Any]) -> Node:
    if "literal" in name:
        return {"@type": "Organization", "name": name["literal"]}
    return {"@type": "Person", "name": f"{name['given']} {name['family']}"}


def _standing(claims: Iterable[Description]) -> list[Description]:
    return [claim for claim in claims if not claim["removed"]]
