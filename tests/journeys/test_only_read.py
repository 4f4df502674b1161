"""Readers' pages take nothing: another method is refused as such, with or without a token."""

from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

PAGES = [
    *("/", "/articles/mill/", "/articles/mill/editions/", "/articles/mill/editions/1/", "/authors/ada/"),
    *("/claims/", "/sources/", "/search/", "/feed/", "/corrections/feed.json", "/sitemap.xml", "/robots.txt"),
    *("/articles/mill/editions/1/card.png", "/articles/mill/editions/1/cite/ris/", "/oembed", "/vocabulary/"),
    *("/articles/mill/claims/1/", "/articles/mill/timemap/", "/embed/articles/mill/", "/policies/"),
]
ANNOTATIONS = ["/articles/mill/annotations/", "/articles/mill/claims/1/annotation/"]


@pytest.fixture
def stranger() -> Client:
    """Somebody without a token for forms."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_refuses_what_is_sent_to_it_and_says_so(address: str, method: str, stranger: Client) -> None:
    refused = getattr(stranger, method)(address)
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD")
    assert "can only be read" in refused.content.decode()


@pytest.mark.parametrize("address", ANNOTATIONS)
def test_annotations_refuse_what_is_sent_to_them(address: str, stranger: Client) -> None:
    refused = stranger.post(address)
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert "only read" in refused.content.decode()


@pytest.mark.django_db
def test_no_page_of_the_desk_goes_without_a_token(stranger: Client) -> None:
    assert stranger.post("/admin/login/", {"username": "x", "password": "y"}).status_code == 403
    assert not _open_to_anything(get_resolver("cepa_edge.urls"), "")


def _open_to_anything(resolver: Any, path: str) -> list[str]:
    """Addresses of the desk at which no token is asked for."""
    found = []
    for pattern in resolver.url_patterns:
        here = f"{path}{pattern.pattern}"
        if hasattr(pattern, "url_patterns"):
            found += _open_to_anything(pattern, here)
        elif here.startswith("admin/") and getattr(pattern.callback, "csrf_exempt", False):
            found.append(here)
    return found
