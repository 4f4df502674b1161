"""Paragraphs as readers link to them."""

import re

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

OPENED = re.compile(r' id="p-([0-9]+)">')
# Empty, so that the text of the page stays the text of the piece; the style sheet draws it.
LINK = r'\g<0><a class="paragraph-link" href="#p-\1" aria-label="Link to paragraph \1"></a>'


@register.filter
def with_links(html: str) -> SafeString:
    """The frozen body of an edition, each numbered block with a link to itself."""
    return mark_safe(OPENED.sub(LINK, html))  # noqa: S308 (frozen, sanitised when it was saved)
