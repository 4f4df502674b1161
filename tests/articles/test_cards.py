"""Share cards: what is drawn, in which type, and what is left out rather than drawn as boxes."""

import io
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageFont
from PIL.ImageFont import FreeTypeFont

from articles import cards
from tests.articles.descriptions import a_person, an_edition

FACE = "DejaVuSans-Bold.ttf"


def drawn(headline: str = "The idle mill", **more: Any) -> Image.Image:
    edition = an_edition(headline=headline, **more)
    return Image.open(io.BytesIO(cards.draw(edition))).convert("RGB")


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """Where in the box something is drawn, in the coordinates of the box."""
    part = image.crop(box)
    return ImageChops.difference(part, Image.new("RGB", part.size, part.getpixel((0, 0)))).getbbox()


HEADLINE = (0, cards.TOP - 10, cards.WIDTH, cards.TOP + int(cards.ROOM))


def installed(name: str) -> FreeTypeFont:
    try:
        return ImageFont.truetype(name, 40)
    except OSError:
        pytest.skip(f"{name} is not installed")


def own() -> FreeTypeFont:
    face = ImageFont.load_default(40)
    assert isinstance(face, FreeTypeFont)
    return face


def only_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which no typeface is installed."""
    monkeypatch.setattr(cards, "_faces", lambda _names: [own()])


def test_a_card_has_the_size_that_is_told_of_it() -> None:
    assert drawn().size == (1200, 630)


def test_the_same_edition_is_drawn_the_same() -> None:
    assert cards.draw(an_edition()) == cards.draw(an_edition())


def test_another_headline_is_another_card() -> None:
    assert cards.draw(an_edition()) != cards.draw(an_edition(headline="The harbour froze"))


@pytest.mark.parametrize("headline", ["Mill " * 50, "m" * 250, "W" * 250, "Mill", "ﬁ" * 200])
def test_a_headline_of_any_length_stays_within_its_margins(headline: str) -> None:
    card = drawn(headline)
    box = ink(card, HEADLINE)
    assert box is not None
    left, _, right, _ = box
    assert left >= cards.MARGIN - 10
    assert right <= cards.WIDTH - cards.MARGIN + 10
    assert ink(card, (0, HEADLINE[3] + 2, cards.WIDTH, HEADLINE[3] + 8)) is None


def test_a_long_line_of_names_stays_within_the_margins() -> None:
    card = drawn(people=[a_person(f"Writer Number {number}") for number in range(30)])
    box = ink(card, (0, cards.HEIGHT - cards.MARGIN - 70, cards.WIDTH, cards.HEIGHT - cards.MARGIN - 20))
    assert box is not None
    assert box[2] <= cards.WIDTH - cards.MARGIN + 10


def test_a_flag_is_drawn() -> None:
    assert cards.draw(an_edition(flags=["Retracted"])) != cards.draw(an_edition())


@pytest.mark.parametrize("headline", ["俄罗斯与哈马斯", "הטחנה", "Мельница — é"])
def test_what_no_face_can_set_gives_way_to_the_name_of_the_journal(
    headline: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_own(monkeypatch)
    assert cards.draw(an_edition(headline=headline)) == cards.draw(an_edition(headline="The Mill"))


def test_pillows_own_face_sets_plain_english(monkeypatch: pytest.MonkeyPatch) -> None:
    only_own(monkeypatch)
    assert cards.settable("The “idle” mill, 1911: what’s left?", own())
    assert ink(drawn(), HEADLINE) is not None


def test_a_missing_letter_is_noticed() -> None:
    assert cards.settable("mill", own())
    assert not cards.settable("mill 俄", own())


def test_arabic_begins_at_the_right_margin() -> None:
    if not cards.settable("ماذا نعرف", installed(FACE)):
        pytest.skip("Arabic cannot be shaped here")
    box = ink(drawn("ماذا نعرف"), HEADLINE)
    assert box is not None
    assert box[2] >= cards.WIDTH - cards.MARGIN - 20
    assert box[0] > cards.WIDTH / 3


def test_arabic_is_not_set_where_its_letters_cannot_be_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    face = installed(FACE)
    monkeypatch.setattr(cards.features, "check", lambda _name: False)
    assert not cards.settable("ماذا", face)
    assert cards.settable("mill", face)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Storm 🌩️ over\n the  harbour 👩‍👩‍👧", "Storm over the harbour"),
        ("5 < 6 € + 1", "5 < 6 € + 1"),
        ("e\u0301\x07", "é"),
    ],
)
def test_emoji_and_controls_are_left_out(text: str, plain: str) -> None:
    assert cards.legible(text) == plain
