"""A text to be read outside its page: without style sheet or script, beside other texts. Pure."""

import re

from lxml import html as lxml_html
from lxml.html import HtmlElement

_PARENT = re.compile(r"\A<div>(.*)</div>\Z", re.DOTALL)


def for_elsewhere(html: str, base: str) -> str:
    """The HTML with whole addresses, numbers for its notes and no ids; `base` is the address of its page.

    The numbers that the journal's style sheet draws are written out, and the marks, which it makes quiet, go.
    """
    whole: HtmlElement = lxml_html.fragment_fromstring(html, create_parent="div")
    for element in list(whole.iter("mark")):
        element.drop_tag()
    for element in whole.iter("a"):
        if number := element.get("data-number"):
            _number(element, number)
    for element in whole.iter():
        element.attrib.pop("id", None)
    whole.make_links_absolute(base)
    return _PARENT.sub(r"\1", lxml_html.tostring(whole, encoding="unicode"))


def _number(reference: HtmlElement, number: str) -> None:
    href = reference.get("href", "")
    reference.attrib.clear()
    reference.set("href", href)
    reference.text = f"[{number}]"
