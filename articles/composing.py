"""Editions before they are kept: the working copy as readers would get it, or their text with a notice."""

from typing import Any

from django.contrib.auth.models import User

from articles.body import clean_rendered
from articles.companions import companions
from articles.minting import now
from articles.models import Article, Edition
from articles.models.furniture import is_web_link
from articles.plaintext import fingerprint
from articles.rendering import with_paragraph_ids

# What an edition keeps when only a notice is added to it.
REPEATED = (
    *("headline", "standfirst", "article_kind", "language", "html", "text", "fingerprint"),
    *("furniture", "parts", "series", "place"),
)
NOBODY: dict[str, Any] = {"bylines": [], "series": None, "disclaimers": [], "tags": []}
TOMBSTONE = "Removed"


def from_working_copy(article: Article, *, kind: str, note: str, by: User) -> Edition:
    """The edition the working copy would make, not saved. Also what a preview shows."""
    reading = article.reading()
    edition = following(article, kind=kind, note=note, by=by)
    edition.headline = article.headline
    edition.standfirst = article.standfirst
    edition.article_kind = article.kind
    edition.language = article.language
    edition.html = with_paragraph_ids(article.body, reading)
    edition.text = reading.text
    edition.fingerprint = fingerprint(reading.text)
    edition.furniture = _furniture(article)
    edition.series, edition.place = article.series, article.place
    for companion in companions():
        frozen = companion.freeze(article, edition)
        edition.html = frozen.html
        edition.parts[frozen.name] = frozen.part
    edition.html = clean_rendered(edition.html)
    return edition


def notice(last: Edition, *, kind: str, note: str, by: User) -> Edition:
    """What readers have, with something said about it; a removal has nothing else."""
    edition = following(last.article, kind=kind, note=note, by=by)
    for name in REPEATED:
        setattr(edition, name, getattr(last, name))
    if kind == "removal":
        edition.headline, edition.standfirst, edition.html, edition.text = TOMBSTONE, "", "", ""
        edition.fingerprint = fingerprint("")
        edition.furniture = NOBODY | {"example": last.furniture["example"]}
        edition.parts, edition.series, edition.place = {}, None, None
    return edition


def following(article: Article, *, kind: str, note: str, by: User) -> Edition:
    """An edition without content, numbered and dated after the one readers have."""
    last = article.live
    # Editions keep their order whatever the clock says.
    moment = max(now(), last.published_at) if last else now()
    return Edition(
        article=article,
        number=last.number + 1 if last else 1,
        kind=kind,
        note=note.strip(),
        published_at=moment,
        first_published_at=last.first_published_at if last else moment,
        published_by=by,
        past=[edition.as_past() for edition in article.editions.order_by("number")],
        previous_digest=last.digest if last else "",
    )


def _furniture(article: Article) -> dict[str, Any]:
    series = article.series
    return {
        "bylines": [
            {
                "id": str(byline.author_id),
                "slug": byline.author.slug,
                "name": byline.author.name,
                "role": byline.role,
                "affiliation": byline.author.affiliation,
                "bio": byline.author.bio,
                "links": [link for link in byline.author.links if is_web_link(link)],
            }
            for byline in article.bylines.select_related("author")
        ],
        "series": series
        and {
            "id": str(series.pk),
            "slug": series.slug,
            "title": series.title,
            "kicker": series.kicker,
            "description": series.description,
            "place": article.place,
        },
        "disclaimers": [{"name": d.name, "text": d.text} for d in article.standing_disclaimers()],
        "tags": [{"name": tag.name, "slug": tag.slug} for tag in article.tags.order_by("name")],
        "example": article.is_example,
    }
