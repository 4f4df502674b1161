"""What several kinds of page share. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

Node = dict[str, Any]
Description = Mapping[str, Any]


def graph(*nodes: Node) -> Node:
    return {"@context": "https://schema.org", "@graph": list(nodes)}


def known_of(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


def breadcrumbs(journal: Description, trail: Sequence[tuple[str, str]]) -> Node:
    steps = [(journal["name"], journal["url"]), *trail]
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": url}
        for place, (name, url) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def person(byline: Description) -> Node:
    where = byline["affiliation"] and {"@type": "Organization", "name": byline["affiliation"]}
    links = [link["url"] for link in byline["links"]]
    known = {"name": byline["name"], "url": byline["url"], "affiliation": where, "sameAs": links}
    return {"@type": "Person", "@id": f"{byline['url']}#person"} | known_of(known)


def image(url: str, width: int, height: int) -> Node:
    """`width` and `height` in pixels, as schema.org has quantities: UN/CEFACT calls a pixel E37."""
    return {"@type": "ImageObject", "url": url, "width": _pixels(width), "height": _pixels(height)}


def _pixels(count: int) -> Node:
    return {"@type": "QuantitativeValue", "value": count, "unitCode": "E37"}


def publisher_ref(journal: Description) -> Node:
    """The journal in a few words; the graph says once, under the same @id, by which policies it works."""
    return {name: journal["publisher"][name] for name in ("@type", "@id", "name", "url")}
