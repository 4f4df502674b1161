"""An edition in plain values and whole addresses: for structured data, citations, feeds and cards."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from articles.models import Edition
from articles.publication import current, publisher_ld
from articles.succession import Standing
from articles.views.telling import Told, told

Description = dict[str, Any]

# What stands before a headline wherever it travels without its page.
GRAVE = {Standing.RETRACTED: "Retracted", Standing.UNDER_CONCERN: "Expression of concern"}
LONGEST_SUMMARY = 200


def whole(page: str, *args: object, query: Mapping[str, str] | None = None) -> str:
    """The absolute address of a page of the journal: `whole("author", slug)`."""
    return settings.SITE_URL + reverse(f"articles:{page}", args=args, query=query)


def journal() -> Description:
    """What machines are told of the journal: `publisher` is schema.org’s, with its policies."""
    imprint = current()
    publisher = {"correctionsPolicy": whole("corrections")} | publisher_ld(imprint)
    return {
        "name": imprint.name,
        "description": imprint.description,
        "url": whole("home"),
        "language": imprint.language,
        "publisher": publisher,
    }


def outlined(edition: Edition) -> Description:
    """What is told of an edition without looking into its text.

    `past` has its editions so far, oldest first; `title` is the headline with its flags before it; times are
    aware datetimes.
    """
    flags = flags_of(edition)
    return {
        **addresses(edition),
        "urn": edition.article_id.urn,
        "slug": edition.slug,
        "headline": edition.headline,
        "title": ": ".join([*flags, edition.headline]),
        "flags": flags,
        "is_example": edition.furniture["example"],
        "standing": str(edition.standing),
        "kind": edition.article_kind,
        "language": edition.language,
        "number": edition.number,
        "published_at": edition.published_at,
        "first_published_at": edition.first_published_at,
        "past": [_told(edition, past) for past in told(edition)],
        **_around(edition.furniture),
        "journal": journal(),
    }


def described(edition: Edition) -> Description:
    """All that is told of an edition, beside the text itself; `claims` are as the edition has them."""
    return outlined(edition) | {
        "summary": _summary(edition),
        "words": edition.word_count,
        "claims": edition.claims,
    }


def flags_of(edition: Edition) -> list[str]:
    """What has to be known of an edition before its headline is believed."""
    fiction = ["Fictional example"] if edition.furniture["example"] else []
    grave = GRAVE.get(edition.standing)
    return [*fiction, grave] if grave else fiction


def addresses(edition: Edition) -> Description:
    here = (edition.slug, edition.number)
    return {
        "url": whole("piece", edition.slug),
        "dated_url": whole("edition", *here),
        "editions_url": whole("editions", edition.slug),
        "card_url": whole("card", *here),
        "cite_urls": {form: whole("cite", *here, form) for form in ("csl", "bibtex", "ris")},
    }


def _summary(edition: Edition) -> str:
    words = " ".join((edition.standfirst or edition.text).split())
    if len(words) <= LONGEST_SUMMARY:
        return words
    return words[:LONGEST_SUMMARY].rsplit(" ", 1)[0] + "…"


def _told(edition: Edition, past: Told) -> Description:
    return {
        "number": past.number,
        "kind": past.kind,
        "label": past.label,
        "at": past.at,
        "note": past.note,
        "url": whole("edition", edition.slug, past.number),
    }


def _around(furniture: dict[str, Any]) -> Description:
    people = [byline | {"url": whole("author", byline["slug"])} for byline in furniture["bylines"]]
    series = furniture["series"]
    return {
        "people": people,
        "authors": [person for person in people if person["role"] == "author"],
        "series": series and series | {"url": whole("series", series["slug"])},
        "tags": [tag | {"url": whole("tag", tag["slug"])} for tag in furniture["tags"]],
    }
