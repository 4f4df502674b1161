"""Every page but a piece’s. Pure."""

from collections.abc import Iterable, Sequence

from articles.jsonld.parts import Description, Node, breadcrumbs, graph, known_of, person, publisher_ref


def home(journal: Description) -> Node:
    site = {
        "@type": "WebSite",
        "@id": f"{journal['url']}#site",
        "url": journal["url"],
        "name": journal["name"],
        "description": journal["description"],
        "inLanguage": journal["language"],
        "publisher": publisher_ref(journal),
    }
    return graph(site, journal["publisher"])


def series(journal: Description, described: Description, pieces: Iterable[Description]) -> Node:
    """`described` has title, description and url; each of `pieces` title and url, and perhaps a place."""
    run = known_of(
        {
            "@type": "CreativeWorkSeries",
            "@id": f"{described['url']}#series",
            "url": described["url"],
            "name": described["title"],
            "description": described["description"],
            "publisher": publisher_ref(journal),
            "hasPart": [_part(part) for part in pieces],
        }
    )
    listed = _collection(described["title"], described["url"]) | {"mainEntity": {"@id": run["@id"]}}
    crumbs = breadcrumbs(journal, [(described["title"], described["url"])])
    return graph(listed, run, journal["publisher"], crumbs)


def author(journal: Description, described: Description) -> Node:
    """`described` is a byline with its url."""
    page = {
        "@type": "ProfilePage",
        "@id": described["url"],
        "url": described["url"],
        "name": described["name"],
        "mainEntity": person(described) | known_of({"description": described["bio"]}),
    }
    return graph(page, breadcrumbs(journal, [(described["name"], described["url"])]))


def tag(journal: Description, described: Description, pieces: Iterable[Description]) -> Node:
    """`described` has name and url. A place is one in a series, and says nothing here."""
    parts = [_part({**part, "place": None}) for part in pieces]
    listed = _collection(described["name"], described["url"]) | {"hasPart": parts}
    return graph(listed, breadcrumbs(journal, [(described["name"], described["url"])]))


def page(journal: Description, trail: Sequence[tuple[str, str]]) -> Node:
    """Any other page: the names and addresses that lead to it, its own last."""
    name, url = trail[-1]
    return graph({"@type": "WebPage", "@id": url, "url": url, "name": name}, breadcrumbs(journal, trail))


def _collection(name: str, url: str) -> Node:
    return {"@type": "CollectionPage", "@id": url, "url": url, "name": name}


def _part(described: Description) -> Node:
    known = {"headline": described["title"], "url": described["url"], "position": described.get("place")}
    return {"@type": "NewsArticle"} | known_of(known)
