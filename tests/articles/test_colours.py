"""Colours in which words can be read."""

import re

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from articles.colours import DARK, LIGHT, contrast, validate_on_dark, validate_on_light

TOKENS = (settings.BASE_DIR / "cepa_edge" / "static" / "css" / "tokens.css").read_text()
GROUNDS = {"the page": "--paper", "a panel": "--sheet", "marked words": "--straw"}


def in_the_sheet(token: str) -> list[str]:
    """The values of a token, by day and by night, as the style sheet first gives them."""
    return re.findall(rf"{token}: (#[0-9a-f]{{6}});", TOKENS)[:2]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#123456",) * 2 + (1,),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("place", GROUNDS)
def test_the_grounds_are_those_of_the_style_sheet(place: str) -> None:
    assert [LIGHT[place], DARK[place]] == in_the_sheet(GROUNDS[place])


def test_the_usual_colours_would_be_taken() -> None:
    light, dark = in_the_sheet("--blue") or re.findall(r"--blue: (#[0-9a-f]{6});", TOKENS)[:2]
    validate_on_light(light)
    validate_on_dark(dark)


@pytest.mark.parametrize("colour", ["red", "#abc", "#12345g", "#1234567", "123456", "#123456; }", ""])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(ValidationError, match="# and six digits"):
        validate_on_light(colour)


def test_a_pale_colour_is_refused_in_words() -> None:
    with pytest.raises(ValidationError) as refused:
        validate_on_light("#888888")
    [message] = refused.value.messages
    assert message == (
        "Links in #888888 on marked words (#faedcb) would have a contrast of 3.0 to 1. "
        "Text needs 4.5 to 1: choose a darker one."
    )


def test_a_dark_colour_is_refused_on_dark_pages() -> None:
    with pytest.raises(ValidationError, match="choose a lighter one"):
        validate_on_dark("#8a1538")


def test_a_contrast_just_too_small_is_not_rounded_up_to_enough() -> None:
    with pytest.raises(ValidationError, match=r"contrast of 4\.4 to 1"):
        validate_on_light("#6d6d6d")
