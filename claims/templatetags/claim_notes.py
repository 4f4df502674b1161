"""What the notes of a published piece need: counts, and dates in words. Works on the frozen JSON alone."""

from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format

from claims.wording import describes_the_record

register = template.Library()

FORMATS = {10: "j F Y", 7: "F Y", 4: "Y"}


@register.filter
def standing(claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The claims that were not removed."""
    return [claim for claim in claims if not claim["removed"]]


@register.filter
def assessed(claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [claim for claim in claims if claim["assessment"]]


@register.filter
def shape(claim: dict[str, Any]) -> str:
    """Which figure stands before the words of the finding: a name for the style sheet."""
    finding = claim["assessment"]["finding"] if claim["assessment"] else ""
    return "record" if describes_the_record(finding, claim["modality"]) else finding or "none"


@register.filter
def in_words(iso: str) -> str:
    """A date in words, as exact as it is given: 2024-05-31, 2024-05 or 2024; a moment loses its time."""
    day = iso[:10]
    return date_format(date.fromisoformat(f"{day}-01-01"[:10]), FORMATS[len(day)]) if day else ""
