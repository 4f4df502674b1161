"""A publication's colours: whether words in them can be read. Pure."""

import re
from math import floor

from django.core.exceptions import ValidationError

ENOUGH = 4.5  # WCAG 2.2, success criterion 1.4.3
SPELLED = re.compile(r"#[0-9a-fA-F]{6}")
# What links stand on, by day and by night, as in static/css/tokens.css.
LIGHT = {"the page": "#fdfcf9", "a panel": "#f4f1ea", "marked words": "#faedcb"}
DARK = {"the page": "#15171b", "a panel": "#1e2126", "marked words": "#3d3218"}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (#rrggbb), from 1 to 21, as WCAG defines it."""
    darker, lighter = sorted([_luminance(one), _luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def validate_on_light(colour: str) -> None:
    _validate(colour, LIGHT, "a darker one")


def validate_on_dark(colour: str) -> None:
    _validate(colour, DARK, "a lighter one")


def _validate(colour: str, grounds: dict[str, str], advice: str) -> None:
    """Raise ValidationError, in words, unless links in `colour` can be read on each of `grounds`."""
    if not SPELLED.fullmatch(colour):
        raise ValidationError("Write a colour as # and six digits, as in #0e4a73.")
    place, ratio = min(
        ((place, contrast(colour, ground)) for place, ground in grounds.items()), key=lambda pair: pair[1]
    )
    if ratio < ENOUGH:
        raise ValidationError(
            f"Links in {colour} on {place} ({grounds[place]}) would have a contrast of "
            f"{floor(ratio * 10) / 10} to 1. Text needs {ENOUGH} to 1: choose {advice}."
        )


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
