"""How the journal works, in its own words; and its look, at addresses that never change their meaning."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from articles.models import Logo, Policy, PolicyKind
from articles.views.methods import only_read

DIGITS = re.compile("[0-9a-f]{6}")
FOR_EVER = "public, max-age=31536000, immutable"
# In the layer that names the colours, after it; who asks for stronger contrast keeps the strong ones.
SHEET = """@layer tokens {{
  @media not all and (prefers-contrast: more) {{
    :root {{ --blue: #{light}; --band: var(--blue); }}
    @media (prefers-color-scheme: dark) {{ :root {{ --blue: #{dark}; }} }}
  }}
}}
"""


@only_read
def every(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/policies.html")


@only_read
def one(request: HttpRequest, kind: str) -> HttpResponse:
    policy = Policy.objects.published().dated().filter(kind=kind).first()
    if policy is None and kind == PolicyKind.ANNOTATION:
        policy = Policy(kind=kind, title=PolicyKind.ANNOTATION.label)
    if policy is None:
        raise Http404("No such policy is published.")
    return render(request, "articles/policy.html", {"policy": policy})


@only_read
def logo(request: HttpRequest, digest: str) -> HttpResponse:
    png = get_object_or_404(Logo, digest=digest).png
    return _for_ever(HttpResponse(bytes(png), content_type="image/png"))


@only_read
def colours(request: HttpRequest, light: str, dark: str) -> HttpResponse:
    """The sheet that puts a publication's colours in place of the usual ones. Its address says all of it."""
    if not (DIGITS.fullmatch(light) and DIGITS.fullmatch(dark)):
        raise Http404("These are no colours.")
    return _for_ever(
        HttpResponse(SHEET.format(light=light, dark=dark), content_type="text/css; charset=utf-8")
    )


def _for_ever(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = FOR_EVER
    return response
