"""Paragraphs as readers link to them."""

import re

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

TURN = re.compile(r'<(/?)(?:ul|ol|blockquote)\b[^>]*>|<(p|h[2-4]) id="p-([0-9]+)">(?=(.*?)</\2>)', re.DOTALL)
TAG = re.compile("<[^>]*>")
# Empty, so that the text of the page stays the text of the piece; the style sheet draws it.
LINK = '<a class="paragraph-link" href="#p-{0}" aria-label="Link to paragraph {0}"></a>'
# Shorter ones with a link, and lists of them, extractors of text take for menus and leave out.
LONG = 60


@register.filter
def with_links(html: str) -> SafeString:
    """The frozen body of an edition, each longer paragraph with a link to itself; links.js adds others."""
    depth = 0

    def linked(turn: re.Match[str]) -> str:
        nonlocal depth
        closing, tag, number, words = turn.groups()
        if tag is None:
            depth += -1 if closing else 1
        elif depth == 0 and len(TAG.sub("", words)) >= LONG:
            return turn[0] + LINK.format(number)
        return turn[0]

    return mark_safe(TURN.sub(linked, html))  # noqa: S308 (frozen, sanitised when it was saved)
