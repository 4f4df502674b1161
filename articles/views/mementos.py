"""The piece as of a date, for programs that ask in HTTP's own words (RFC 7089)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from articles.memento import LINK_FORMAT, Archive, Memento, moment_of
from articles.models import Edition
from articles.views.finding import of_a_piece, unindexed
from articles.views.keeping import kept
from articles.views.telling import told


def address(page: str, edition: Edition, *more: int) -> str:
    """The absolute address of a page of the edition's piece."""
    return settings.SITE_URL + reverse(f"articles:{page}", args=[edition.slug, *more])


def archive_of(live: Edition) -> Archive:
    return Archive(
        original=address("piece", live),
        timegate=address("timegate", live),
        timemap=address("timemap", live),
        mementos=[Memento(address("edition", live, edition.number), edition.at) for edition in told(live)],
    )


@of_a_piece(whole=False)
def timegate(request: HttpRequest, live: Edition) -> HttpResponse:
    """To the edition readers had at the moment the request names."""
    archive = archive_of(live)
    asked = request.headers.get("Accept-Datetime")
    try:
        chosen = archive.as_of(moment_of(asked) if asked is not None else None)
    except ValueError:
        response = render(
            request, "articles/no_such_date.html", {"edition": live, "asked": asked}, status=400
        )
        response["Link"] = archive.link_of_timegate()
    else:
        response = HttpResponseRedirect(archive.mementos[chosen].address)
        response["Link"] = archive.link_of_timegate(chosen)
    patch_vary_headers(response, ["accept-datetime"])
    return unindexed(response)


@kept
@of_a_piece(whole=False)
def timemap(request: HttpRequest, live: Edition) -> HttpResponse:
    return unindexed(HttpResponse(archive_of(live).listing(), content_type=LINK_FORMAT))
