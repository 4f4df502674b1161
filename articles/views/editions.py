"""A piece's editions: the list of them, each as it was, and any two compared."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from articles.memento import spelled
from articles.models import Edition
from articles.views.comparison import comparison
from articles.views.finding import of_a_piece, unindexed
from articles.views.keeping import kept
from articles.views.machines import links_of
from articles.views.mementos import address, archive_of
from articles.views.reading import edition_context
from articles.views.telling import told


@kept
@of_a_piece(whole=False)
def every(request: HttpRequest, live: Edition) -> HttpResponse:
    return render(request, "articles/editions.html", {"edition": live, "editions": told(live)[::-1]})


@kept
@of_a_piece(whole=False)
def one(request: HttpRequest, live: Edition, number: int) -> HttpResponse:
    """An edition as readers had it, with all that was said of the piece until then, and where it is now."""
    if not _has(live, number):
        return _no_such_edition(request, live)
    edition = get_object_or_404(Edition.objects.of_piece(live.slug), number=number)
    context = edition_context(edition) | {"live": live, "canonical_url": address("piece", live)}
    context["is_old"] = number < live.number
    response = render(request, "articles/edition.html", context)
    if context["is_old"]:
        # That it is found as its piece, by the canonical address, is but a hint, and words that were put
        # right or taken back since must not be found as if they still stood.
        unindexed(response)
    response["Memento-Datetime"] = spelled(edition.published_at)
    response["Link"] = f"{archive_of(live).link_of_memento(number - 1)}, {links_of(edition)}"
    return response


@of_a_piece(whole=False)
def choose(request: HttpRequest, live: Edition) -> HttpResponse:
    """Where the form leads in which two editions are chosen."""
    chosen = [request.GET.get(name, "") for name in ("old", "new")]
    numbers = [int(number) for number in chosen if number.isdecimal() and len(number) < 10]
    if len(numbers) < 2 or not all(_has(live, number) for number in numbers):
        return _no_such_edition(request, live)
    return redirect("articles:compare", live.slug, *numbers)


@of_a_piece(whole=False)
def compare(request: HttpRequest, live: Edition, old: int, new: int) -> HttpResponse:
    if not (_has(live, old) and _has(live, new)):
        return _no_such_edition(request, live)
    if old > new:
        return redirect("articles:compare", live.slug, new, old)
    editions = told(live)
    context = {"edition": live, "editions": editions[::-1]}
    context |= {"old": editions[old - 1], "new": editions[new - 1]}
    if old < new:
        was, now = Edition.objects.of_piece(live.slug).filter(number__in=[old, new])
        context |= {"between": editions[old:new], "comparison": comparison(was, now)}
    return unindexed(render(request, "articles/compare.html", context))


def _has(live: Edition, number: int) -> bool:
    return 1 <= number <= live.number


def _no_such_edition(request: HttpRequest, live: Edition) -> HttpResponse:
    context = {"edition": live, "editions": told(live)[::-1]}
    return unindexed(render(request, "articles/no_such_edition.html", context, status=404))
