"""A strict policy on every page, and nothing on any page that it would stop."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from articles.models import Article
from claims.models import Claim
from tests.journeys.desk_forms import page_of

PUBLIC = [
    "/",
    "/articles/russia-hamas-known-and-unknown/",
    "/authors/olga-lautman/",
    "/series/russias-shadow-warfare/",
    "/tags/hamas/",
    "/no/such/page/",
]
DESK = [
    "/admin/",
    "/admin/articles/article/",
    "/admin/articles/article/add/",
    "/admin/articles/article/{article}/change/",
    "/admin/articles/article/{article}/history/",
    "/admin/articles/article/{article}/publish/",
    "/admin/articles/article/{article}/preview/",
    "/admin/claims/claim/add/",
    "/admin/claims/claim/{claim}/change/",
    "/admin/claims/claim/{claim}/place/",
]


def policy_of(response: HttpResponse) -> dict[str, str]:
    parts = [part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";")]
    return {name: sources for name, _, sources in parts}


def is_strict(response: HttpResponse) -> bool:
    policy = policy_of(response)
    is_safe = not [sources for sources in policy.values() if "unsafe" in sources or "*" in sources.split()]
    return is_safe and policy["default-src"] == "'none'" and policy["frame-ancestors"] == "'none'"


# What a browser takes for data and never runs.
DATA = {"application/json", "application/ld+json"}


def what_the_policy_stops(response: HttpResponse) -> list[str]:
    """Inline handlers, styles and scripts without the page's nonce."""
    page = page_of(response)
    handlers = page.xpath("//@*[starts-with(name(), 'on')] | //@style")
    scripts = page.xpath("//script[not(@src) and not(@nonce)]")
    inline = [one for one in scripts if one.get("type") not in DATA] + page.xpath("//style")
    return [str(handler) for handler in handlers] + [element.tag for element in inline]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_have_a_strict_policy(address: str, seed: None, reader: Client) -> None:
    response = reader.get(address)
    assert is_strict(response)
    assert not what_the_policy_stops(response)


@pytest.fixture
def opened(desk: Callable[[User], Client], publisher: User, seed: None) -> Callable[[str], HttpResponse]:
    keys = {"article": Article.objects.get().pk, "claim": Claim.objects.first().pk}
    return lambda address: desk(publisher).get(address.format(**keys))


@pytest.mark.parametrize("address", DESK)
def test_the_desk_has_a_strict_policy(address: str, opened: Callable[[str], HttpResponse]) -> None:
    response = opened(address)
    assert response.status_code == 200
    assert is_strict(response)
    assert not what_the_policy_stops(response)


def test_the_login_has_a_strict_policy(reader: Client) -> None:
    response = reader.get("/admin/login/")
    assert is_strict(response)
    assert not what_the_policy_stops(response)


@pytest.mark.parametrize("address", ["/", "/admin/login/"])
def test_pages_tell_browsers_not_to_guess(address: str, reader: Client) -> None:
    response = reader.get(address)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"


@pytest.mark.parametrize("address", PUBLIC[:5])
def test_a_public_page_sets_no_cookie(address: str, seed: None, reader: Client) -> None:
    assert not reader.get(address).cookies
