"""Pages that need not be made again: a returning reader gets a 304, and what was made is kept.

A page of an edition is kept under a tag that changes with all it shows, so it is never out of date. With a
cache that all processes share (CACHE_URL), whole answers are kept by address too, for a while, and publishing
lets go of those it changes (see `articles.purging`). They answer whoever has no session, before any
middleware that is about sessions; whoever has one neither gets a kept page nor leaves one.

Whoever takes gzip gets it, compressed once. These pages are public: their length gives no secret away.
"""

import gzip
import re
from collections.abc import Callable
from functools import cache as cache_of_the_process
from functools import partial, wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag

from articles.purging import PAGES_SINCE, page_key
from articles.views.methods import only_read

View = Callable[..., HttpResponse]
Page = tuple[bytes, dict[str, str]]
SHARED_FOR = re.compile(r"\bs-maxage=([0-9]+)")
UNTOLD_FOR = 60  # seconds
KEPT_FOR = 24 * 3600  # seconds; a page nobody asks for makes room for another


def kept(view: View) -> View:
    """Tag what a view answers that is only read, say how long others may keep it, and keep it."""

    @only_read
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        since = cache.get(PAGES_SINCE) if _may_be_kept(request) else None
        response = view(request, *args, **kwargs)
        if response.status_code not in (200, 304) or response.streaming:
            return response
        share(request, response)
        patch_vary_headers(response, ["Accept-Encoding"])
        if response.status_code == 304:
            return response
        if not response.has_header("ETag"):
            response["ETag"] = tag_of(sha256(response.content).hexdigest())
        if _may_be_kept(request):
            cache.set(page_key(request.path), (since, _page(response)), settings.PAGES_KEPT_FOR)
        return _conditional(request, response)

    return answer


def share(request: HttpRequest, response: HttpResponse) -> None:
    """Say how long others may keep it: as long as the view said, and no longer than they are told of changes.

    Nobody tells them about a page asked for with a query.
    """
    told = settings.PAGES_SHARED_FOR
    seconds = min(told, UNTOLD_FOR) if request.META.get("QUERY_STRING") else told
    if said := SHARED_FOR.search(response.get("Cache-Control", "")):
        seconds = min(seconds, int(said[1]))
    patch_cache_control(response, public=True, max_age=0, s_maxage=seconds)


def kept_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> View:
    """Middleware: a kept page without a session or a view. What sets headers for all must stand before it."""

    def answer(request: HttpRequest) -> HttpResponse:
        page = _kept_at(request.path) if _may_be_kept(request) else None
        return _conditional(request, _answer(page)) if page else get_response(request)

    return answer


def made_once(request: HttpRequest, tag: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The page with this tag: a 304 to whoever has it, as kept, or made by `make` and kept."""
    if not_modified := get_conditional_response(request, etag=tag):
        not_modified["ETag"] = tag
        return not_modified
    key = f"made-{tag.strip(chr(34))}"
    if page := cache.get(key):
        return _answer(page)
    response = make()
    if response.status_code == 200:
        response["ETag"] = tag
        cache.set(key, _page(response), KEPT_FOR)
    return response


@cache_of_the_process
def release() -> str:
    """What tells this release's pages from another's: its templates, its code, its static files’ names."""
    made_by = [*settings.BASE_DIR.glob("templates/**/*.html")]
    for app in ("articles", "claims", "cepa_edge"):
        made_by += settings.BASE_DIR.glob(f"{app}/**/*.py")
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    files = [*sorted(made_by), *([manifest] if manifest.exists() else [])]
    return sha256(b"\n".join(path.read_bytes() for path in files)).hexdigest()


def tag_of(*parts: object) -> str:
    """The ETag of a page made of `parts`, by this release of the site."""
    spelled = "\n".join([release(), *(str(part) for part in parts)])
    return quote_etag(sha256(spelled.encode()).hexdigest()[:32])


def _page(response: HttpResponse) -> Page:
    return response.content, dict(response.items())


def _kept_at(path: str) -> Page | None:
    """The page kept for this path, unless all were let go of since."""
    key = page_key(path)
    found = cache.get_many([key, PAGES_SINCE])
    since, page = found.get(key) or (None, None)
    return page if since == found.get(PAGES_SINCE) else None


def _answer(page: Page) -> HttpResponse:
    content, headers = page
    return HttpResponse(content, headers=headers)


def _may_be_kept(request: HttpRequest) -> bool:
    is_plain = request.method in ("GET", "HEAD") and not request.META.get("QUERY_STRING")
    return bool(settings.PAGES_KEPT_FOR) and is_plain and settings.SESSION_COOKIE_NAME not in request.COOKIES


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    found = get_conditional_response(request, etag=response["ETag"], response=response) or response
    return _packed(found) if found.status_code == 200 and _takes_gzip(request) else found


def _takes_gzip(request: HttpRequest) -> bool:
    asked = request.headers.get("Accept-Encoding", "").replace(" ", "").lower().split(",")
    return "gzip" in asked


def _packed(response: HttpResponse) -> HttpResponse:
    """The same in gzip; its tag is weak, since the bytes are others."""
    key = f"packed-{sha256(response.content).hexdigest()}"
    response.content = cache.get_or_set(key, partial(gzip.compress, response.content), KEPT_FOR) or b""
    response["Content-Encoding"] = "gzip"
    response["ETag"] = f"W/{response['ETag'].removeprefix('W/')}"
    return response
