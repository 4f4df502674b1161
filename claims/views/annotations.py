"""The reading side of the Web Annotation Protocol: a piece's claims as a container, and each by itself."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from hashlib import sha256
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag

from articles.models import Edition
from articles.plaintext import read
from articles.publication import current
from articles.views.finding import of_a_piece
from articles.views.keeping import share
from claims import webannotation
from claims.webannotation import Piece

JSON_LD = "application/ld+json"
TEXT = "text/plain; charset=utf-8"
MEDIA_TYPE = f'{JSON_LD}; profile="{webannotation.CONTEXT}"'
METHODS = ["GET", "HEAD", "OPTIONS"]
RESOURCE = '<http://www.w3.org/ns/ldp#Resource>; rel="type"'
CONTAINER = (
    '<http://www.w3.org/ns/ldp#BasicContainer>; rel="type", '
    '<http://www.w3.org/TR/annotation-protocol/>; rel="http://www.w3.org/ns/ldp#constrainedBy"'
)
INCLUDED = re.compile(r'\binclude\s*=\s*(?:"([^"]*)"|([^\s;,]+))')
IRIS = "http://www.w3.org/ns/oa#PreferContainedIRIs"
DESCRIPTIONS = "http://www.w3.org/ns/oa#PreferContainedDescriptions"
MINIMAL = "http://www.w3.org/ns/ldp#PreferMinimalContainer"

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Preference:
    """What the request prefers, and whether it said so in a Prefer header we honour."""

    are_iris: bool
    is_minimal: bool
    is_honoured: bool


def served_as_annotations(view: View) -> View:
    """What holds for every answer of the protocol: methods, media type, validators, and who may ask."""

    @wraps(view)
    def served(request: HttpRequest, **rest: Any) -> HttpResponse:
        response = _answer(view, request, **rest)
        response["Allow"] = ", ".join(METHODS)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "Allow, Content-Location, ETag, Link, Preference-Applied"
        patch_vary_headers(response, ["Accept"])
        if response.status_code in (200, 304):
            share(request, response)
        return response

    return served


def _answer(view: View, request: HttpRequest, **rest: Any) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204)
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS, "Annotations are only read here.\n", content_type=TEXT)
    if request.get_preferred_type([JSON_LD, MEDIA_TYPE]) is None:
        return _refused(f"Annotations are served as {MEDIA_TYPE}.", 406)
    response = view(request, **rest)
    if response.status_code == 200:
        response["ETag"] = quote_etag(sha256(response.content).hexdigest())
    return _unless_known(request, response)


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The response, or a 304 to who has it already."""
    etag = response.get("ETag")
    known = get_conditional_response(request, etag=etag, response=response) if etag else response
    return cast(HttpResponse, known)


@served_as_annotations
@of_a_piece(whole=True)
def one(request: HttpRequest, live: Edition, number: int) -> HttpResponse:
    claim = next((claim for claim in live.claims if claim["number"] == number), None)
    if claim is None:
        return _refused("The piece has no claim with this number.", 404)
    page = f"{settings.SITE_URL}{reverse('claims:claim', args=[live.slug, number])}"
    if claim["removed"]:
        return _refused(f"The claim was removed from the text. When and why: {page}", 410)
    response = _told(webannotation.annotation(_piece(live), claim))
    response["Link"] = f'{RESOURCE}, <{page}>; rel="alternate"; type="text/html"'
    return response


@served_as_annotations
@of_a_piece(whole=True)
def collection(request: HttpRequest, live: Edition) -> HttpResponse:
    """The container, or one page of it: `?page=0`; `iris=1` lists addresses and nothing else."""
    try:
        preference = _preference(request)
    except ValueError as error:
        return _refused(str(error), 400)
    if "page" in request.GET:
        return _page(request, live, are_iris=preference.are_iris)
    return _container(live, preference)


def _container(live: Edition, preference: Preference) -> HttpResponse:
    piece, are_iris = _piece(live), preference.are_iris
    told = webannotation.collection(
        piece, _standing(live), are_iris=are_iris, is_minimal=preference.is_minimal
    )
    response = _told(told)
    response["Link"] = CONTAINER
    response["Content-Location"] = webannotation.collection_url(piece, are_iris=are_iris)
    if preference.is_honoured:
        response["Preference-Applied"] = "return=representation"
    patch_vary_headers(response, ["Prefer"])
    return response


def _page(request: HttpRequest, live: Edition, *, are_iris: bool) -> HttpResponse:
    asked = request.GET["page"]
    try:
        index = int(asked) if re.fullmatch(r"[0-9]{1,6}", asked) else -1
        told = webannotation.page(_piece(live), _standing(live), index, are_iris=are_iris)
    except IndexError:
        return _refused("The collection has no such page.", 404)
    response = _told(told)
    response["Link"] = RESOURCE
    patch_vary_headers(response, ["Prefer"])
    return response


def _preference(request: HttpRequest) -> Preference:
    """ValueError for preferences that exclude each other."""
    found = INCLUDED.findall(request.headers.get("Prefer", ""))
    wanted = {iri for quoted, bare in found for iri in (quoted or bare).split()}
    if {IRIS, DESCRIPTIONS} <= wanted:
        raise ValueError("Prefer either addresses or descriptions, not both.")
    is_listed = request.GET.get("iris") == "1" and DESCRIPTIONS not in wanted
    return Preference(
        are_iris=IRIS in wanted or is_listed,
        is_minimal=MINIMAL in wanted,
        is_honoured=bool(wanted & {IRIS, DESCRIPTIONS, MINIMAL}),
    )


def _standing(live: Edition) -> list[dict[str, Any]]:
    """In reading order; what was removed from the text annotates nothing."""
    return [claim for claim in live.claims if not claim["removed"]]


def _piece(live: Edition) -> Piece:
    reading = read(live.html)
    return Piece(
        url=_whole("articles:piece", live.slug),
        dated_url=_whole("articles:edition", live.slug, live.number),
        annotations_url=_whole("claims:annotations", live.slug),
        vocabulary_url=_whole("claims:vocabulary"),
        home_url=_whole("articles:home"),
        journal=current().name,
        headline=live.headline,
        language=live.language,
        html=live.html,
        text=live.text,
        blocks=reading.blocks if reading.text == live.text else (),
        published_at=live.published_at,
        since=_since(live),
    )


def _since(live: Edition) -> dict[int, datetime]:
    """When each claim was first published, by its number."""
    since: dict[int, datetime] = {}
    earlier = Edition.objects.of_piece(live.slug).filter(number__lt=live.number).defer("html", "text")
    for edition in [*earlier, live]:
        for claim in edition.claims:
            since.setdefault(claim["number"], edition.published_at)
    return since


def _whole(page: str, *args: object) -> str:
    return settings.SITE_URL + reverse(page, args=args)


def _told(annotation: dict[str, Any]) -> HttpResponse:
    return JsonResponse(annotation, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})


def _refused(why: str, status: int) -> HttpResponse:
    return HttpResponse(f"{why}\n", content_type=TEXT, status=status)
