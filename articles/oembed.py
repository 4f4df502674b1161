"""Cards of pieces and claims for other people's pages (oEmbed 1.0). Pure."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

WIDTH, PIECE_HEIGHT, CLAIM_HEIGHT = 600, 300, 380  # pixels
KEPT_FOR = 60 * 60  # seconds
PLACE = re.compile(
    r"/articles/(?P<slug>[-\w]+)/(?:editions/\d+/|claims/(?P<claim>\d{1,6})/)?(?:#(?:claim|note)-(?P<mark>\d{1,6}))?",
    re.ASCII,
)


class Place(NamedTuple):
    """What an address leads to: a piece, or the claim in it with this number."""

    slug: str
    claim: int | None


def place_of(url: str, site: str) -> Place | None:
    """What a whole address of the site `site` (as in https://host) leads to; None for anything else."""
    try:
        here, there = urlsplit(site), urlsplit(url)
        is_ours = there.scheme in {"http", "https"} and there.netloc.lower() == here.netloc.lower()
    except ValueError:
        return None
    mark = f"#{there.fragment}" if re.fullmatch(r"(?:claim|note)-\d+", there.fragment) else ""
    found = PLACE.fullmatch(unquote(there.path) + mark) if is_ours else None
    if found is None:
        return None
    number = found["claim"] or found["mark"]
    return Place(found["slug"], int(number) if number else None)


def card(
    edition: Mapping[str, Any], embed_url: str, *, claim: Mapping[str, Any] | None, within: tuple[int, int]
) -> dict[str, Any]:
    """The answer of a provider: an iframe no larger than `within` (width, height)."""
    width = min(WIDTH, within[0])
    height = min(CLAIM_HEIGHT if claim else PIECE_HEIGHT, within[1])
    title = f"Claim {claim['number']} in “{edition['title']}”" if claim else edition["title"]
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        **_author(edition["authors"]),
        "provider_name": edition["journal"]["name"],
        "provider_url": edition["journal"]["url"],
        "cache_age": KEPT_FOR,
        "thumbnail_url": edition["card_url"],
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
        "width": width,
        "height": height,
        "html": _frame(embed_url, title, width, height),
    }


def as_xml(answer: Mapping[str, Any]) -> bytes:
    root = ElementTree.Element("oembed")
    for name, value in answer.items():
        ElementTree.SubElement(root, name).text = str(value)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _author(authors: list[dict[str, Any]]) -> dict[str, str]:
    """The names; an address only where there is one author, whose it is."""
    if not authors:
        return {}
    names = {"author_name": ", ".join(author["name"] for author in authors)}
    return names | {"author_url": authors[0]["url"]} if len(authors) == 1 else names


def _frame(url: str, title: str, width: int, height: int) -> str:
    size = f'width="{width}" height="{height}"'
    return f'<iframe src="{escape(url)}" title="{escape(title)}" {size} loading="lazy"></iframe>'
