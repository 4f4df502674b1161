"""A published piece goes on: its next edition, by the verbs; and what a reader then finds."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from lxml.html import HtmlElement

from articles import publishing, revising
from articles.models import Edition
from articles.succession import NOTICES
from tests.journeys.desk_forms import page_of

# The pages of a piece in two editions at /articles/mill/, beside the piece itself.
PIECE = "/articles/mill/"
PAGES = ["", "editions/", "editions/1/", "editions/2/", "editions/1/compare/2/", "editions/2/compare/2/"]
CORRECTED = "<p>The mill stood idle in June. The harbour froze twice.</p><p>Nobody asked the mayor.</p>"


def followed(edition: Edition, by: User, kind: str, note: str = "", /, **changes: Any) -> Edition:
    """The edition after `edition`: a notice, or the working copy with these changes."""
    article = edition.article
    if kind in NOTICES:
        return publishing.announce(article, by=by, kind=kind, note=note or f"The note of a {kind}.")
    revising.revise(article, by=by, **changes)
    return publishing.publish(article, by=by, kind=kind, note=note)


def corrected(edition: Edition, by: User, note: str = "The mill stood idle in June, not in May.") -> Edition:
    return followed(edition, by, "correction", note, body=CORRECTED)


def lightly_edited(edition: Edition, by: User) -> Edition:
    body = edition.article.body.replace("Nobody asked", "Nobody, then, asked")
    return followed(edition, by, "minor", body=body)


def page_at(reader: Client, address: str) -> HtmlElement:
    return page_of(reader.get(address))


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
