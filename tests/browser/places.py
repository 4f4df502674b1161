"""Addresses of the site under test, as its fixtures spell them."""

from pathlib import Path

SEED = "/articles/russia-hamas-known-and-unknown/"
EXAMPLE = "/articles/the-umbrella-question/"
NOWHERE = "/there-is-no-such-page/"
PAGES = {
    "home": "/",
    "seed": SEED,
    "example": EXAMPLE,
    "author": "/authors/olga-lautman/",
    "series": "/series/russias-shadow-warfare/",
    "tag": "/tags/russia/",
}

SOURCE = Path(__file__).resolve().parent.parent.parent / "seeds" / "article.txt"
PARAGRAPHS = SOURCE.read_text(encoding="utf-8").splitlines()[:20]
