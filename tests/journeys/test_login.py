"""Getting in, and being kept out: who guesses passwords is stopped, and nobody else with them."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from unittest import mock

import pytest
from axes.handlers import proxy
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.journeys.desk_forms import page_of
from tests.journeys.test_content_security import is_strict, what_the_policy_stops

LOGIN = "/admin/login/"
PASSWORD = "the mill stood idle in May"
LIMIT = 8


@pytest.fixture(autouse=True)
def _hashing_is_quick(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def known(editor: User) -> User:
    editor.set_password(PASSWORD)
    editor.save()
    return editor


def log_in(name: str, password: str, browser: Client | None = None, **meta: Any) -> HttpResponse:
    return (browser or Client()).post(
        LOGIN, {"username": name, "password": password, "next": "/admin/"}, **meta
    )


def guess(times: int, name: str = "editor", **meta: Any) -> list[int]:
    return [log_in(name, f"guess {n}", **meta).status_code for n in range(times)]


def is_in(response: HttpResponse) -> bool:
    return response.status_code == HTTPStatus.FOUND


def is_locked_out(response: HttpResponse) -> bool:
    return response.status_code == HTTPStatus.TOO_MANY_REQUESTS


def test_somebody_known_gets_in(known: User) -> None:
    assert is_in(log_in("editor", PASSWORD))


def test_a_wrong_password_is_told_and_asked_again(known: User) -> None:
    assert guess(LIMIT - 1) == [200] * (LIMIT - 1)
    assert is_in(log_in("editor", PASSWORD))


def test_who_guesses_too_often_is_locked_out_even_with_the_right_password(known: User) -> None:
    assert guess(LIMIT)[-1] == HTTPStatus.TOO_MANY_REQUESTS
    assert is_locked_out(log_in("editor", PASSWORD))


def test_a_name_nobody_has_is_locked_out_just_so(db: None) -> None:
    assert guess(LIMIT, "nobody") == [200] * (LIMIT - 1) + [429]


def test_another_browser_of_the_same_address_guesses_no_further(known: User) -> None:
    for n in range(LIMIT):
        guess(1, HTTP_USER_AGENT=f"browser {n}")
    assert is_locked_out(log_in("editor", PASSWORD, HTTP_USER_AGENT="yet another"))


def test_the_same_name_gets_in_from_elsewhere(known: User) -> None:
    guess(LIMIT)
    assert is_in(log_in("editor", PASSWORD, REMOTE_ADDR="192.0.2.7"))


def test_another_name_gets_in_from_the_same_address(known: User, publisher: User) -> None:
    publisher.set_password(PASSWORD)
    publisher.save()
    guess(LIMIT)
    assert is_in(log_in("publisher", PASSWORD))


def test_somebody_at_work_stays_at_work(known: User, desk: Callable[[User], Client]) -> None:
    browser = desk(known)
    guess(LIMIT)
    assert browser.get("/admin/").status_code == HTTPStatus.OK


def test_a_login_clears_what_was_counted(known: User) -> None:
    guess(LIMIT - 1)
    log_in("editor", PASSWORD)
    assert guess(LIMIT - 1) == [200] * (LIMIT - 1)


@pytest.fixture
def later() -> Callable[[timedelta], Any]:
    """The clock of the door: `with later(timedelta(minutes=15)): …`."""
    return lambda passed: mock.patch.object(proxy, "now", side_effect=lambda: timezone.now() + passed)


def test_after_a_while_one_gets_in_again(known: User, later: Callable[[timedelta], Any]) -> None:
    guess(LIMIT)
    with later(timedelta(minutes=14, seconds=50)):
        assert is_locked_out(log_in("editor", PASSWORD))
    with later(timedelta(minutes=15, seconds=1)):
        assert is_in(log_in("editor", PASSWORD))


def test_trying_while_locked_out_makes_it_no_longer(known: User, later: Callable[[timedelta], Any]) -> None:
    guess(LIMIT)
    with later(timedelta(minutes=10)):
        guess(3)
    with later(timedelta(minutes=15, seconds=1)):
        assert is_in(log_in("editor", PASSWORD))


def test_failures_that_no_longer_count_are_forgotten(known: User, later: Callable[[timedelta], Any]) -> None:
    guess(3)
    with later(timedelta(minutes=15, seconds=1)):
        guess(1, "nobody")
    assert [attempt.username for attempt in AccessAttempt.objects.all()] == ["nobody"]


def test_no_password_and_no_token_is_kept(known: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    token = page_of(browser.get(LOGIN)).xpath("string(//input[@name='csrfmiddlewaretoken']/@value)")
    browser.post(LOGIN, {"username": "editor", "password": "a near miss", "csrfmiddlewaretoken": token})
    kept = str(AccessAttempt.objects.values().get())
    assert "a near miss" not in kept and token not in kept


def test_the_page_says_for_how_long_and_what_to_do(known: User) -> None:
    guess(LIMIT)
    page = page_of(log_in("editor", PASSWORD))
    said = " ".join(page.text_content().split())
    assert "For 15 minutes nobody gets in under this name" in said
    assert "whoever looks after accounts" in said
    assert page.xpath("//a[@href='/admin/login/']") and page.xpath("//h1[text()='Too many attempts']")


def test_the_page_has_a_strict_policy_and_says_no_name(known: User) -> None:
    guess(LIMIT)
    response = log_in("editor", PASSWORD)
    assert is_strict(response) and not what_the_policy_stops(response)
    assert "editor" not in page_of(response).text_content()


def test_a_made_up_address_in_a_header_opens_nothing(known: User) -> None:
    for n in range(LIMIT):
        guess(1, HTTP_X_FORWARDED_FOR=f"192.0.2.{n}", HTTP_X_REAL_IP=f"192.0.2.{n}")
    assert is_locked_out(log_in("editor", PASSWORD, HTTP_X_FORWARDED_FOR="192.0.2.99"))


def test_behind_a_proxy_it_is_the_address_the_proxy_added_that_counts(
    known: User, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = 1
    for n in range(LIMIT):
        guess(1, HTTP_X_FORWARDED_FOR=f"203.0.113.{n}, 192.0.2.7", REMOTE_ADDR="10.0.0.1")
    assert is_locked_out(log_in("editor", PASSWORD, HTTP_X_FORWARDED_FOR="198.51.100.1, 192.0.2.7"))
    assert is_in(log_in("editor", PASSWORD, HTTP_X_FORWARDED_FOR="192.0.2.7, 192.0.2.8"))


def test_who_wants_into_the_desk_is_led_to_the_login(reader: Client) -> None:
    assert reader.get("/admin/").headers["Location"] == "/admin/login/?next=/admin/"


@pytest.mark.parametrize("where", ["//evil.example/", "https://evil.example/", "javascript:alert(1)"])
def test_a_login_leads_to_no_other_site_but_to_the_desk(where: str, known: User) -> None:
    typed = {"username": "editor", "password": PASSWORD, "next": where}
    assert Client().post(LOGIN, typed).headers["Location"] == "/admin/"


def test_a_login_is_a_fresh_session_that_scripts_cannot_read(known: User) -> None:
    browser = Client()
    log_in("editor", PASSWORD, browser)
    cookie = browser.cookies["sessionid"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 16 * 60 * 60


def test_who_logs_out_is_out(known: User, desk: Callable[[User], Client]) -> None:
    browser = desk(known)
    browser.post("/admin/logout/")
    assert browser.get("/admin/").status_code == HTTPStatus.FOUND


def test_who_is_no_longer_of_the_staff_is_out_at_once(known: User, desk: Callable[[User], Client]) -> None:
    browser = desk(known)
    User.objects.filter(pk=known.pk).update(is_active=False)
    assert browser.get("/admin/").status_code == HTTPStatus.FOUND


def test_another_password_ends_the_sessions_begun_with_the_old_one(
    known: User, desk: Callable[[User], Client]
) -> None:
    browser = desk(known)
    known.set_password("another one altogether")
    known.save()
    assert browser.get("/admin/").status_code == HTTPStatus.FOUND
