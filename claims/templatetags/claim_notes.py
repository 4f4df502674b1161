"""What the notes of a published piece need: counts, and dates in words. Works on the frozen JSON alone."""

from collections import Counter
from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format

from claims.vocabulary import Finding, Modality
from claims.wording import describes_the_record

register = template.Library()

PUT = {value: label.capitalize() for value, label in Modality.choices}
# By the figure each note shows, see `shape`.
FOUND = {"none": "No finding", "record": "Fair description of the public record", **dict(Finding.choices)}
FORMATS = {10: "j F Y", 7: "F Y", 4: "Y"}


@register.filter
def in_sum(claims: list[dict[str, Any]]) -> str:
    """How many of them stand, and how many of those were assessed: "30 claims marked, none assessed yet"."""
    standing = [claim for claim in claims if not claim["removed"]]
    assessed = sum(1 for claim in standing if claim["assessment"])
    words = {0: "none assessed yet", len(standing): "all assessed"}.get(assessed, f"{assessed} assessed")
    if len(standing) == 1:
        return f"One claim marked, {'assessed' if assessed else 'not yet assessed'}"
    return f"{len(standing) or 'No'} claims marked" + (f", {words}" if standing else " any more")


@register.filter
def shape(claim: dict[str, Any]) -> str:
    """Which figure stands before the words of the finding: a name for the style sheet."""
    finding = claim["assessment"]["finding"] if claim["assessment"] else ""
    return "record" if describes_the_record(finding, claim["modality"]) else finding or "none"


@register.filter
def note_filters(claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What notes can be chosen by: how the text puts these claims and what was found, each with its count."""
    put = Counter(claim["modality"] for claim in claims)
    found = Counter(shape(claim) for claim in claims)
    return [
        {"words": "How the text puts it", "choices": _choices("put", PUT, put)},
        {"words": "What the desk found", "choices": _choices("found", FOUND, found)},
    ]


def _choices(name: str, words: dict[str, str], counts: Counter[str]) -> list[dict[str, Any]]:
    """In the order of the scale."""
    return [
        {
            "value": f"{name}-{value}",
            "words": words[value],
            "count": counts[value],
            "figure": value if name == "found" else "",
        }
        for value in words
        if counts[value]
    ]


@register.filter
def in_words(iso: str) -> str:
    """A date in words, as exact as it is given: 2024-05-31, 2024-05 or 2024; a moment loses its time."""
    day = iso[:10]
    return date_format(date.fromisoformat(f"{day}-01-01"[:10]), FORMATS[len(day)]) if day else ""
