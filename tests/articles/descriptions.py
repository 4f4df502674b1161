"""An edition in plain values, as `articles.views.describing` would tell it; and a claim as it is frozen."""

from datetime import UTC, datetime
from typing import Any

SITE = "https://journal.example"
PUBLISHER = {
    "@type": "NewsMediaOrganization",
    "@id": f"{SITE}/#publication",
    "name": "The Mill",
    "url": f"{SITE}/",
    "correctionsPolicy": f"{SITE}/corrections/",
}
JOURNAL = {
    "name": "The Mill",
    "description": "All about mills.",
    "url": f"{SITE}/",
    "language": "en",
    "publisher": PUBLISHER,
}


def a_person(name: str = "Ada Miller", role: str = "author", **more: Any) -> dict[str, Any]:
    slug = name.lower().replace(" ", "-")
    person = {"slug": slug, "name": name, "role": role, "affiliation": "", "bio": "", "links": []}
    return person | {"url": f"{SITE}/authors/{slug}/"} | more


def a_source(number: int = 1, **more: Any) -> dict[str, Any]:
    names = ("creators", "publisher", "issued", "url", "doi", "archived_url")
    source = {"confidential": False, "id": f"source-{number}", "type": "document", "title": f"Log {number}"}
    return source | dict.fromkeys(names, "") | more


def a_claim(number: int = 1, *sources: dict[str, Any], removed: Any = None) -> dict[str, Any]:
    return {
        "number": number,
        "proposition": f"The mill stood idle {number} times.",
        "evidence": [{"relation": "supports", "source": source} for source in sources],
        "removed": removed,
    }


def an_edition(**more: Any) -> dict[str, Any]:
    """The second edition of a piece by Ada Miller, a correction."""
    first, second = datetime(2026, 5, 4, 9, tzinfo=UTC), datetime(2026, 5, 6, 10, tzinfo=UTC)
    url = f"{SITE}/articles/mill/"
    past = [("first", "First edition", first, ""), ("correction", "Correction", second, "It was June.")]
    people = more.pop("people", [a_person()])
    return {
        "url": url,
        "dated_url": f"{url}editions/2/",
        "card_url": f"{url}editions/2/card.png",
        "urn": "urn:uuid:1",
        "slug": "mill",
        "headline": "The idle mill",
        "title": "The idle mill",
        "flags": [],
        "is_example": False,
        "standing": "corrected",
        "kind": "analysis",
        "language": "en",
        "number": 2,
        "published_at": second,
        "first_published_at": first,
        "summary": "It stood still.",
        "words": 12,
        "claims": [],
        "past": [
            {
                "number": number,
                "kind": kind,
                "label": label,
                "at": at,
                "note": note,
                "url": f"{url}editions/{number}/",
            }
            for number, (kind, label, at, note) in enumerate(past, start=1)
        ],
        "people": people,
        "authors": [person for person in people if person["role"] == "author"],
        "series": None,
        "tags": [],
        "journal": JOURNAL,
    } | more
