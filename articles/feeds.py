"""What can be followed in a feed reader."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.views.decorators.http import require_safe

from articles.body import UNPRINTABLE
from articles.models import Edition
from articles.models.edition import EditionKind

NEWEST = 50


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    feed = Atom1Feed(
        title=f"{settings.SITE_NAME}: corrections",
        subtitle="What was corrected, clarified, put in doubt, retracted or removed.",
        link=settings.SITE_URL + reverse("articles:corrections"),
        feed_url=settings.SITE_URL + reverse("articles:corrections_feed"),
        description="",
        author_name=settings.SITE_NAME,
        language=settings.LANGUAGE_CODE,
    )
    for edition in Edition.objects.corrections().listed()[:NEWEST]:
        _add(feed, edition)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _add(feed: Atom1Feed, edition: Edition) -> None:
    feed.add_item(
        title=UNPRINTABLE.sub("", _title(edition)),
        link=settings.SITE_URL + edition.get_absolute_url(),
        description=linebreaks(UNPRINTABLE.sub("", edition.note), autoescape=True),
        unique_id=edition.pk.urn,
        pubdate=edition.published_at,
        updateddate=edition.published_at,
    )


def _title(edition: Edition) -> str:
    fiction = "Fictional example. " if edition.furniture["example"] else ""
    if edition.kind == EditionKind.REMOVAL:
        return f"{fiction}{edition.get_kind_display()} of a piece"
    return f"{fiction}{edition.get_kind_display()}: {edition.headline}"
