"""An uploaded logo made into the picture readers get: PNG, no larger than it is shown, nothing else in it."""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from django.core.exceptions import ValidationError
from PIL import Image, ImageOps

FORMATS = ["PNG", "JPEG", "WEBP"]
LARGEST_UPLOAD = 2_000_000  # bytes
MOST_PIXELS = 16_000_000
SHOWN = (1200, 400)  # pixels: several times what a masthead shows
LARGEST_PICTURE = 500_000  # bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG without metadata, its size in pixels, and its name: what it is called follows from what it is."""

    png: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        return sha256(self.png).hexdigest()[:32]


def picture_of(upload: bytes) -> Picture:
    """The same picture as PNG, drawn anew. Raises ValidationError saying why it cannot be taken."""
    if len(upload) > LARGEST_UPLOAD:
        raise ValidationError("The file is larger than 2 MB. Save the logo smaller.")
    if b"<svg" in upload[:2000].lower():
        raise ValidationError(
            "SVG is not taken: such a file can carry scripts and fetch things from elsewhere. "
            "Export the logo as PNG."
        )
    image = _redrawn(_opened(upload))
    saved = BytesIO()
    image.save(saved, "PNG", optimize=True)
    if saved.tell() > LARGEST_PICTURE:
        raise ValidationError(
            "As a PNG the picture is larger than 500 kB: a logo with fewer colours is wanted."
        )
    return Picture(saved.getvalue(), image.width, image.height)


def _opened(upload: bytes) -> Image.Image:
    try:
        image = Image.open(BytesIO(upload), formats=FORMATS)
        if image.width * image.height <= MOST_PIXELS:
            image.load()
    except Exception as error:  # what decoders raise on broken or hostile files is of every kind
        raise ValidationError("This is no PNG, JPEG or WebP picture that can be read.") from error
    if image.width * image.height > MOST_PIXELS:
        raise ValidationError("The picture has more than 16 million pixels. Save the logo smaller.")
    return image


def _redrawn(image: Image.Image) -> Image.Image:
    """Turned as its camera meant, scaled down, and with nothing that came along in the file."""
    image = ImageOps.exif_transpose(image).convert("RGBA")
    image.thumbnail(SHOWN)
    image.info.clear()
    return image if image.getchannel("A").getextrema() != (255, 255) else image.convert("RGB")
