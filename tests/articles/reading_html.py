"""What is in a piece of HTML, as a suspicious reader finds it."""

import re
from html import unescape

from lxml import html as lxml_html
from lxml.html import HtmlElement

ALLOWED = {
    **{tag: set[str]() for tag in ("p", "h2", "h3", "h4", "ul", "li", "blockquote", "hr", "br")},
    **{tag: set[str]() for tag in ("strong", "em", "u", "s", "sub", "sup")},
    "ol": {"start", "type", "data-type"},
    "a": {"href", "title"},
}
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
CONTROLS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]")
SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def elements_of(html: str) -> list[HtmlElement]:
    readable = UNREADABLE.sub("", html)
    return list(lxml_html.fragment_fromstring(readable, create_parent="div").iterdescendants())


def dangers_in(html: str) -> list[str]:
    """Each element, attribute and address that has no business in a body."""
    found = []
    for element in elements_of(html):
        if element.tag not in ALLOWED:
            found.append(f"<{element.tag}>")
            continue
        found += [f"{element.tag} {name}" for name in element.attrib if name not in ALLOWED[element.tag]]
        if scheme_of(element.get("href", "")) not in {"", "http", "https", "mailto"}:
            found.append(f"href={element.get('href')}")
    return found


def scheme_of(address: str) -> str:
    """The scheme a browser would see; entities are read once more for good measure."""
    found = SCHEME.match(CONTROLS.sub("", unescape(address)))
    return found[1].lower() if found else ""
