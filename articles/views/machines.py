"""What machines ask for beside the pages: cards, citations, maps of the site, embedded pieces and claims."""

from typing import Any
from uuid import UUID

from csp.decorators import csp_replace
from django.conf import settings
from django.core.cache import cache
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import conditional_page

from articles import cards, citing, sitemaps
from articles.models import Edition, Policy
from articles.oembed import Place, as_xml, place_of
from articles.oembed import card as card_of
from articles.views.describing import addresses, described, outlined, whole
from articles.views.finding import of_a_piece, unindexed
from articles.views.keeping import UNTOLD_FOR, release
from articles.views.methods import only_read

A_DAY = 24 * 60 * 60
XML = "application/xml; charset=utf-8"
NO_LIMIT = 100_000


def links_of(edition: Edition) -> str:
    """The Link header that tells how a page with this edition is cited, described and followed."""
    about = addresses(edition)
    links = [
        f'<{about["url"]}>; rel="canonical"',
        f'<{about["dated_url"]}>; rel="cite-as"',
        f'<{about["cite_urls"]["csl"]}>; rel="describedby"; type="{citing.FORMS["csl"].media_type}"',
        f'<{whole("feed")}>; rel="alternate"; type="application/atom+xml"',
        f'<{whole("json_feed")}>; rel="alternate"; type="application/feed+json"',
    ]
    return ", ".join(links)


@of_a_piece(whole=False)
def card(request: HttpRequest, live: Edition, number: int) -> HttpResponse:
    """The share card of an edition, drawn once."""
    edition = _edition(live, number)
    etag = f'"{cards.VERSION}-{edition.digest}"'
    answer = get_conditional_response(request, etag=etag)
    if not isinstance(answer, HttpResponse):
        answer = HttpResponse(_drawn(edition), content_type="image/png")
    answer["ETag"] = etag
    answer["Cache-Control"] = f"public, max-age={A_DAY}"
    return answer


def _drawn(edition: Edition) -> bytes:
    name = f"card-{cards.VERSION}:{edition.digest}"
    drawn: bytes | None = cache.get(name)
    if drawn is None:
        drawn = cards.draw(outlined(edition))
        cache.set(name, drawn, 7 * A_DAY)
    return drawn


@of_a_piece(whole=False)
def cite(request: HttpRequest, live: Edition, number: int, form: str) -> HttpResponse:
    """An edition as reference managers take it."""
    if form not in citing.FORMS:
        raise Http404("No such format.")
    written = citing.FORMS[form]
    item = citing.item(outlined(_edition(live, number)))
    answer = HttpResponse(written.write(item), content_type=f"{written.media_type}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{item["id"]}.{written.ending}"'
    answer["Access-Control-Allow-Origin"] = "*"
    return unindexed(answer)


def _edition(live: Edition, number: int) -> Edition:
    if number == live.number:
        return live
    return get_object_or_404(Edition.objects.of_piece(live.slug).listed(), number=number)


@only_read
def robots(request: HttpRequest) -> HttpResponse:
    maps = [reverse("sitemap_index"), reverse("news_sitemap")]
    lines = ["User-agent: *", "Disallow: /admin/", "", *(f"Sitemap: {settings.SITE_URL}{at}" for at in maps)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@only_read
@conditional_page
def sitemap_index(request: HttpRequest) -> HttpResponse:
    revisions = Policy.history.order_by("-history_date", "-history_id")
    written_last = revisions.values_list("history_id", flat=True).first()
    # Nothing in it changes without a new edition, or a change of a policy.
    key = f"sitemap-index-{release()[:8]}:{Edition.objects.state()}:{written_last}"
    written = cache.get_or_set(key, sitemaps.index, A_DAY)
    return _map(written or b"")


@only_read
@conditional_page
def sitemap(request: HttpRequest, name: str) -> HttpResponse:
    """A page of a sitemap: `?after=ID` names the last one of the page before."""
    after = request.GET.get("after", "")
    try:
        page = sitemaps.page(name, UUID(after) if after else None)
    except (KeyError, ValueError) as error:
        raise Http404("There is no such sitemap.") from error
    return _map(page)


@only_read
@conditional_page
def news_sitemap(request: HttpRequest) -> HttpResponse:
    return _map(sitemaps.news())


def _map(written: bytes) -> HttpResponse:
    response = HttpResponse(written, content_type=XML)
    patch_cache_control(response, public=True, max_age=0, s_maxage=UNTOLD_FOR)
    return response


@only_read
def oembed(request: HttpRequest) -> HttpResponse:
    """oEmbed’s endpoint: 400 for a question that is none, 404 for what is not here, 501 for other formats."""
    form = request.GET.get("format", "json")
    if form not in {"json", "xml"}:
        return _refused("The formats are json and xml.", 501)
    if not request.GET.get("url"):
        return _refused("Name the address of a piece or a claim: ?url=…", 400)
    try:
        within = _limit(request, "maxwidth"), _limit(request, "maxheight")
    except ValueError:
        return _refused("maxwidth and maxheight are whole numbers from 1.", 400)
    place = place_of(request.GET["url"], settings.SITE_URL)
    answer = _card(place, within) if place else None
    if answer is None:
        return _refused("There is no piece and no claim at this address.", 404)
    response = (
        JsonResponse(answer) if form == "json" else HttpResponse(as_xml(answer), content_type="text/xml")
    )
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _refused(why: str, status: int) -> HttpResponse:
    return HttpResponse(f"{why}\n", content_type="text/plain; charset=utf-8", status=status)


def _limit(request: HttpRequest, name: str) -> int:
    """Pixels asked for; ValueError for what is no number from 1."""
    pixels = min(int(request.GET.get(name, NO_LIMIT)), NO_LIMIT)
    if pixels < 1:
        raise ValueError(name)
    return pixels


def _card(place: Place, within: tuple[int, int]) -> dict[str, Any] | None:
    is_here = Q(article__slug=place.slug) | Q(article__former_addresses__slug=place.slug)
    edition = Edition.objects.public().filter(is_here).first()
    if edition is None:
        return None
    if place.claim is None:
        return card_of(described(edition), whole("embed", edition.slug), claim=None, within=within)
    claim = _claim(edition, place.claim)
    url = whole("embed_claim", edition.slug, place.claim)
    return claim and card_of(described(edition), url, claim=claim, within=within)


def _claim(edition: Edition, number: int) -> dict[str, Any] | None:
    return next((claim for claim in edition.claims if claim["number"] == number), None)


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@of_a_piece(whole=True)
def embed_piece(request: HttpRequest, live: Edition) -> HttpResponse:
    return unindexed(render(request, "articles/embed_piece.html", {"edition": live, **_links(live)}))


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@of_a_piece(whole=True)
def embed_claim(request: HttpRequest, live: Edition, number: int) -> HttpResponse:
    claim = _claim(live, number)
    if claim is None:
        raise Http404("The piece has no claim with this number.")
    context = {"edition": live, "claim": claim, **_links(live)}
    return unindexed(render(request, "articles/embed_claim.html", context))


def _links(edition: Edition) -> dict[str, Any]:
    return {"about": described(edition), "canonical_url": whole("piece", edition.slug)}
