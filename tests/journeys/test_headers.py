"""What every answer tells the browser for safety's sake, before readers and at the desk."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories import a_piece

PUBLIC = ["/", "/articles/russia-hamas-known-and-unknown/", "/tags/hamas/", "/no/such/page/"]
DESK = ["/admin/", "/admin/articles/article/", "/admin/articles/article/add/", "/admin/password_change/"]
SAID = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
UNUSED = ["camera=()", "geolocation=()", "microphone=()", "payment=()", "usb=()"]


def is_told(headers: dict[str, str]) -> bool:
    assert {name: headers.get(name) for name in SAID} == SAID
    assert set(UNUSED) <= set(headers["Permissions-Policy"].split(", "))
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    return True


@pytest.mark.parametrize("address", [*PUBLIC, "/admin/login/", "/admin/"])
def test_whoever_asks_is_told(address: str, seed: None, reader: Client) -> None:
    assert is_told(reader.get(address).headers)


@pytest.mark.parametrize("address", DESK)
def test_the_desk_is_told(address: str, desk: Callable[[User], Client], publisher: User) -> None:
    assert is_told(desk(publisher).get(address).headers)


@pytest.mark.parametrize("address", [*DESK[:3], "/admin/login/"])
def test_no_page_of_the_desk_is_kept_by_a_cache(
    address: str, desk: Callable[[User], Client], publisher: User
) -> None:
    browser = Client() if address.endswith("login/") else desk(publisher)
    assert {"no-store", "private"} <= set(browser.get(address).headers["Cache-Control"].split(", "))


def test_a_working_copy_is_kept_by_no_cache(desk: Callable[[User], Client], publisher: User) -> None:
    address = f"/admin/articles/article/{a_piece(publisher).pk}/preview/"
    assert "no-store" in desk(publisher).get(address).headers["Cache-Control"]


def test_a_refusal_is_told_too(desk: Callable[[User], Client], contributor: User) -> None:
    assert is_told(desk(contributor).get("/admin/articles/author/add/").headers)


def test_a_form_without_its_token_is_refused(publisher: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(publisher)
    assert browser.post("/admin/articles/tag/add/", {"name": "ice", "slug": "ice"}).status_code == 403
