"""Addresses of the site under test, as its fixtures spell them."""

from pathlib import Path

SEED = "/articles/russia-hamas-known-and-unknown/"
EXAMPLE = "/articles/the-umbrella-question/"
OLD_EDITION = f"{EXAMPLE}editions/1/"
COMPARISON = f"{EXAMPLE}editions/1/compare/2/"
NO_SUCH_EDITION = f"{EXAMPLE}editions/9/"
NOWHERE = "/there-is-no-such-page/"
PAGES = {
    "home": "/",
    "seed": SEED,
    "example": EXAMPLE,
    "author": "/authors/olga-lautman/",
    "series": "/series/russias-shadow-warfare/",
    "tag": "/tags/russia/",
    "editions": f"{EXAMPLE}editions/",
    "old edition": OLD_EDITION,
    "newest edition": f"{EXAMPLE}editions/2/",
    "comparison": COMPARISON,
    "compared with itself": f"{EXAMPLE}editions/2/compare/2/",
    "archive": "/archive/",
    "corrections": "/corrections/",
    "claim": f"{EXAMPLE}claims/1/",
    "ledger": "/claims/",
    "sources": "/sources/",
    "vocabulary": "/vocabulary/",
}

SOURCE = Path(__file__).resolve().parent.parent.parent / "seeds" / "article.txt"
PARAGRAPHS = SOURCE.read_text(encoding="utf-8").splitlines()[:20]
