"""What a feed holds, made from editions: pieces with their full text, and corrections."""

from django.conf import settings
from django.template.loader import render_to_string

from articles.feeds.elsewhere import for_elsewhere
from articles.feeds.formats import Entry
from articles.models import Edition
from articles.models.edition import EditionKind
from articles.views.describing import described
from articles.views.telling import notices, told


def piece(edition: Edition) -> Entry:
    """A piece as it is now. It stays one entry through all its editions."""
    about = described(edition)
    return Entry(
        id=about["urn"],
        url=about["url"],
        title=about["title"],
        summary=about["summary"],
        published=edition.first_published_at,
        updated=edition.published_at,
        content=_content(edition, about["url"]),
        authors=[(author["name"], author["url"]) for author in about["authors"]],
        tags=[tag["name"] for tag in about["tags"]],
        language=edition.language,
        image=about["card_url"],
    )


def correction(edition: Edition) -> Entry:
    """What was owned up to with an edition; of a removed piece nothing but that."""
    is_removal = edition.kind == EditionKind.REMOVAL
    fiction = "Fictional example. " if edition.furniture["example"] else ""
    what = " of a piece" if is_removal else f": {edition.headline}"
    return Entry(
        id=edition.pk.urn,
        url=settings.SITE_URL + edition.get_absolute_url(),
        title=f"{fiction}{edition.get_kind_display()}{what}",
        summary=edition.note,
        published=edition.published_at,
        updated=edition.published_at,
        language="" if is_removal else edition.language,
    )


def _content(edition: Edition, url: str) -> str:
    editions = told(edition)
    context = {"edition": edition, "this": editions[-1], "notices": notices(editions)}
    return for_elsewhere(render_to_string("articles/_feed_entry.html", context), url)
