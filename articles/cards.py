"""Share cards: a headline set in type, 1200 by 630 pixels, as PNG. Pure but for the machine's fonts.

Type is set with the first face that has every letter of a text: of those below that are installed, or the
small one that Pillow brings, which knows unaccented Latin and little else. A text for which no face is there
is left out, since empty boxes say less than nothing. With DejaVu installed (every Debian with fontconfig)
that leaves out Chinese, Japanese, Korean and the scripts of India and South-East Asia, until Noto is there.
"""

import io
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from PIL import Image, ImageDraw, ImageFont, features
from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
VERSION = 1
"""Another way of drawing wants another number here: cards are kept by it."""

MARGIN, RULE, LEADING = 80, 14, 1.16
SIZES = (84, 76, 68, 60, 54, 48, 42)  # of a headline, in pixels: the largest in which it fits
SMALL = 30
TOP = 150
ROOM = HEIGHT - TOP - MARGIN - 3 * SMALL
PAPER, INK, QUIET = "#fdfcf9", "#1b1d21", "#575a60"

# Bold for headlines; Pillow looks for them where the system keeps its fonts.
HEADLINE_FACES = (
    "LiberationSerif-Bold.ttf",
    "NotoSerif-Bold.ttf",
    "DejaVuSerif-Bold.ttf",
    "DejaVuSans-Bold.ttf",
    "NotoSansArabic-Bold.ttf",
    "NotoSansDevanagari-Bold.ttf",
    "NotoSerifCJK-Bold.ttc",
    "NotoSansCJK-Bold.ttc",
)
SMALL_FACES = (
    "LiberationSans-Regular.ttf",
    "NotoSans-Regular.ttf",
    "DejaVuSans.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansCJK-Regular.ttc",
)
# Scripts whose letters take their form or their place from the letters beside them: Raqm sets these.
SHAPED = {"ARABIC", "BENGALI", "DEVANAGARI", "GUJARATI", "GURMUKHI", "HEBREW", "KANNADA", "KHMER", "LAO"}
SHAPED |= {"MALAYALAM", "MYANMAR", "ORIYA", "SINHALA", "SYRIAC", "TAMIL", "TELUGU", "THAI", "TIBETAN"}


def draw(edition: Mapping[str, Any]) -> bytes:
    """The card of an edition, from its description."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, RULE), fill=INK)
    journal = edition["journal"]["name"]
    _small(pen, " | ".join([journal, *edition["flags"]]), MARGIN - SMALL // 2, INK)
    _headline(pen, edition["headline"]) or _headline(pen, journal)
    names = ", ".join(author["name"] for author in edition["authors"])
    day = f"{edition['published_at'].day} {edition['published_at']:%B %Y}"
    _small(pen, names, HEIGHT - MARGIN - 2 * SMALL, INK)
    _small(pen, f"Edition {edition['number']}, {day}", HEIGHT - MARGIN - SMALL // 2, QUIET)
    return _png(image)


def settable(text: str, face: FreeTypeFont) -> bool:
    """Whether a face has every letter of the text, and they can be put in order."""
    letters = {letter for letter in text if not letter.isspace()}
    if _is_shaped(letters) and not features.check("raqm"):
        return False
    return all(_has(face, letter) for letter in letters)


def legible(text: str) -> str:
    """The text on one line, without what is no letter, figure or sign of punctuation: emoji, controls."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(letter for letter in composed if _is_text(letter)).split())


def _is_text(letter: str) -> bool:
    is_variant = "\ufe00" <= letter <= "\ufe0f"  # of an emoji, mostly
    return unicodedata.category(letter) in {"Sm", "Sc"} or (
        unicodedata.category(letter)[0] in "LMNPZ" and not is_variant
    )


def _headline(pen: ImageDraw.ImageDraw, headline: str) -> bool:
    """Set the headline as large as it fits; False when there is no face for it."""
    text = legible(headline)
    face = _face_for(text, HEADLINE_FACES)
    if not text or face is None:
        return False
    font, lines = _fitted(text, face)
    for place, line in enumerate(lines):
        _line(pen, line, TOP + place * font.size * LEADING, font, INK)
    return True


def _fitted(text: str, face: FreeTypeFont) -> tuple[FreeTypeFont, list[str]]:
    """The largest size in which the text fits, and its lines; of what fits in none, the beginning."""
    for size in SIZES:
        font = face.font_variant(size=size)
        lines = _lines(text, font)
        most = int(ROOM // (size * LEADING))
        if len(lines) <= most:
            return font, lines
    return font, [*lines[: most - 1], _cut(lines[most - 1], font)]


def _small(pen: ImageDraw.ImageDraw, words: str, top: float, colour: str) -> None:
    text = legible(words)
    face = _face_for(text, SMALL_FACES)
    if text and face:
        font = face.font_variant(size=SMALL)
        fitting = text if font.getlength(text) <= WIDTH - 2 * MARGIN else _cut(text, font)
        _line(pen, fitting, top, font, colour)


def _line(pen: ImageDraw.ImageDraw, line: str, top: float, font: FreeTypeFont, colour: str) -> None:
    """A line from the margin at which its script begins."""
    left = WIDTH - MARGIN - font.getlength(line) if _is_from_the_right(line) else MARGIN
    pen.text((left, top), line, font=font, fill=colour)


def _lines(text: str, font: FreeTypeFont) -> list[str]:
    """The text in lines that fit; between words, or anywhere in what has no spaces."""
    lines = [""]
    for word in _pieces(text, font):
        longer = f"{lines[-1]}{word}"
        if font.getlength(longer.strip()) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line.strip() for line in lines if line.strip()]


def _pieces(text: str, font: FreeTypeFont) -> Iterable[str]:
    for word in text.split(" "):
        if font.getlength(word) <= WIDTH - 2 * MARGIN:
            yield f" {word}"
        else:
            yield from (" " + word)


def _cut(line: str, font: FreeTypeFont) -> str:
    """As much of a line as leaves room for the dots that say that it goes on."""
    dots = "…" if _has(font, "…") else "..."
    while line and font.getlength(line + dots) > WIDTH - 2 * MARGIN:
        line = line[:-1]
    return line.rstrip() + dots


def _face_for(text: str, names: tuple[str, ...]) -> FreeTypeFont | None:
    return next((face for face in _faces(names) if settable(text, face)), None)


@lru_cache
def _faces(names: tuple[str, ...]) -> list[FreeTypeFont]:
    """Those of the named faces that this machine has, and Pillow's own."""
    found = []
    for name in names:
        try:
            found.append(ImageFont.truetype(name, SMALL))
        except OSError:
            continue
    own = ImageFont.load_default(SMALL)
    return [*found, own] if isinstance(own, FreeTypeFont) else found


@lru_cache(maxsize=4096)
def _has(face: FreeTypeFont, letter: str) -> bool:
    """Whether the face has a picture of its own for the letter: not the one for what it lacks."""
    missing, drawn = face.getmask("\uffff"), face.getmask(letter)
    return (drawn.size, bytes(drawn)) != (missing.size, bytes(missing))


def _is_shaped(letters: Iterable[str]) -> bool:
    return any(unicodedata.name(letter, "").split(" ")[0] in SHAPED for letter in letters)


def _is_from_the_right(line: str) -> bool:
    """Whether the first letter that has a direction is written from right to left."""
    ways = (unicodedata.bidirectional(letter) for letter in line)
    return next((way for way in ways if way in {"L", "R", "AL"}), "L") != "L"


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.quantize(32).save(file, "PNG", optimize=True)
    return file.getvalue()
