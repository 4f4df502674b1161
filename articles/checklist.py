"""What the desk should know before it publishes a piece: one list, for its page and for the verb."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import lxml.html
from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime

from articles.companions import companions
from articles.minting import now
from articles.models import Article
from articles.plaintext import fingerprint
from articles.refusals import Problem
from articles.workflow import Stage

OWN_PAGES = "/articles/"


def problems_of(article: Article) -> list[Problem]:
    """The checklist: all the desk should know before it publishes the working copy."""
    return [
        *_own(article),
        *(problem for companion in companions() for problem in companion.problems(article)),
    ]


def _own(article: Article) -> Iterator[Problem]:
    if article.embargoed_until and article.embargoed_until > now():
        until = date_format(localtime(article.embargoed_until), "j F Y, H:i e")
        yield Problem("embargo", f"It is under embargo until {until}.", can_be_overridden=False)
    if article.stage != Stage.READY:
        stage = article.get_stage_display()
        message = f"Its stage is “{stage}”; only what is ready is published."
        yield Problem("stage", message, can_be_overridden=False)
    if not article.bylines.filter(role="author").exists():
        yield Problem("byline", "It has no author in its byline.")
    text = article.reading().text
    if not text:
        yield Problem("body", "It has no text.", can_be_overridden=False)
    if article.fingerprint != fingerprint(text):
        message = "Its text was changed past the desk, and nothing followed it. Change and save it here."
        yield Problem("body", message, can_be_overridden=False)
    yield from _about_disclaimers(article)
    yield from _about_links(article)


def _about_disclaimers(article: Article) -> Iterator[Problem]:
    standing = article.standing_disclaimers()
    if not standing:
        yield Problem("disclaimer", "It carries no disclaimer.", blocks=False)
    for disclaimer in standing:
        if not disclaimer.is_current:
            yield Problem("disclaimer", f"The disclaimer “{disclaimer.name}” is no longer in use.")


def _about_links(article: Article) -> Iterator[Problem]:
    """Links that say nothing, and links to pieces of this journal that readers cannot open.

    What stands elsewhere is not asked: another site's bad day must not hold up a piece.
    """
    if "<a" not in article.body:
        return
    links = list(lxml.html.fragment_fromstring(article.body, create_parent="div").iter("a"))
    for link in links:
        if not link.text_content().strip():
            yield Problem("link", f"A link to {link.get('href')} has no words.")
    wanted = {slug for link in links if (slug := _own_slug(link.get("href", "")))}
    known = Article.objects.filter(slug__in=wanted, live__isnull=False).exclude(live__kind="removal")
    for slug in sorted(wanted - set(known.values_list("slug", flat=True))):
        yield Problem("link", f"It links to {OWN_PAGES}{slug}/, where readers find nothing.")


def _own_slug(href: str) -> str:
    """The slug of the piece a link leads to, if it leads to one of this journal."""
    url = urlsplit(href)
    if url.hostname not in (None, settings.SITE_HOST) or not url.path.startswith(OWN_PAGES):
        return ""
    return url.path.removeprefix(OWN_PAGES).split("/")[0]
