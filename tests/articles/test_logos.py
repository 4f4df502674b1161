"""An upload made into the picture readers get."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, PngImagePlugin

from articles import logos
from articles.logos import SHOWN, picture_of
from tests.articles.another_journal import a_picture


def opened(png: bytes) -> Image.Image:
    image = Image.open(BytesIO(png), formats=["PNG"])
    image.load()
    return image


def refusal_of(upload: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        picture_of(upload)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_each_form_becomes_a_png(form: str) -> None:
    picture = picture_of(a_picture(form))
    assert (picture.width, picture.height) == opened(picture.png).size == (320, 80)


def test_what_the_file_says_beside_the_picture_is_dropped() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Taken at the source’s flat"
    upload = a_picture("JPEG", exif=exif, comment=b"the source's flat", icc_profile=b"the source's flat")
    assert upload.count(b"flat") == 3

    png = picture_of(upload).png

    assert b"flat" not in png
    assert opened(png).info == {}


def test_text_in_a_png_is_dropped() -> None:
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "A confidential source")
    upload = a_picture(pnginfo=said)
    assert b"confidential" in upload
    assert b"confidential" not in picture_of(upload).png


def test_what_follows_the_picture_in_the_file_is_dropped() -> None:
    assert b"<script>" not in picture_of(a_picture() + b"<script>alert(1)</script>").png


def test_a_transparent_logo_stays_transparent() -> None:
    file = BytesIO()
    Image.new("RGBA", (40, 40), (138, 21, 56, 100)).save(file, "PNG")
    assert opened(picture_of(file.getvalue()).png).getpixel((5, 5)) == (138, 21, 56, 100)


def test_a_picture_is_turned_as_its_camera_meant() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert picture_of(a_picture("JPEG", exif=exif)).height == 320


def test_a_large_picture_is_scaled_down() -> None:
    picture = picture_of(a_picture(size=(3000, 3000)))
    assert (picture.width, picture.height) == (SHOWN[1], SHOWN[1])


def test_the_same_file_makes_the_same_picture() -> None:
    assert picture_of(a_picture()).digest == picture_of(a_picture()).digest


def test_different_pictures_have_different_names() -> None:
    assert picture_of(a_picture()).digest != picture_of(a_picture(size=(320, 81))).digest


@pytest.mark.parametrize(
    "upload",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<?xml version="1.0"?>\n<!-- logo -->\n<SVG onload="x()"/>',
    ],
)
def test_svg_is_refused_with_the_reason(upload: bytes) -> None:
    assert "can carry scripts" in refusal_of(upload)


@pytest.mark.parametrize(
    "upload",
    [
        b"",
        b"logo",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        a_picture()[:60],
        a_picture("JPEG")[:-200],
        a_picture("GIF"),
    ],
    ids=["nothing", "words", "broken", "cut short", "jpeg cut short", "another form"],
)
def test_what_is_no_picture_is_refused(upload: bytes) -> None:
    assert "no PNG, JPEG or WebP picture" in refusal_of(upload)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    assert "16 million pixels" in refusal_of(a_picture(size=(4001, 4000)))


def test_a_file_that_is_too_large_is_refused() -> None:
    assert "larger than 2 MB" in refusal_of(a_picture() + b"\0" * logos.LARGEST_UPLOAD)


def test_a_picture_too_large_even_as_it_is_shown_is_refused() -> None:
    file = BytesIO()
    Image.effect_noise(SHOWN, 200).save(file, "JPEG", quality=95)
    assert "a logo with fewer colours" in refusal_of(file.getvalue())
