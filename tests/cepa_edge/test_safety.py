import pytest
from django.http import HttpRequest, HttpResponse
from pytest_django import Settings

from cepa_edge.safety import client_address, permissions_policy


def asked_from(remote: str, forwarded: str | None = None) -> HttpRequest:
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = remote
    if forwarded is not None:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    return request


@pytest.mark.parametrize(
    ("proxies", "forwarded", "meant"),
    [
        (0, None, "10.0.0.1"),
        (0, "192.0.2.1", "10.0.0.1"),
        (1, None, "10.0.0.1"),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "203.0.113.9, 192.0.2.1", "192.0.2.1"),
        (2, "203.0.113.9, 192.0.2.1, 10.0.0.2", "192.0.2.1"),
        (2, "192.0.2.1", "10.0.0.1"),
        (1, "not an address", None),
        (1, "", "10.0.0.1"),
    ],
)
def test_only_what_trusted_proxies_added_is_believed(
    proxies: int, forwarded: str | None, meant: str | None, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert client_address(asked_from("10.0.0.1", forwarded)) == meant


def test_a_request_over_a_socket_comes_from_nowhere() -> None:
    assert client_address(asked_from("")) is None


def test_of_ipv6_it_is_the_network_since_one_person_has_all_of_it() -> None:
    one, other = asked_from("2001:db8:1:2:3:4:5:6"), asked_from("2001:db8:1:2:ffff::1")
    assert client_address(one) == client_address(other) == "2001:db8:1:2::"


def test_a_page_that_says_what_it_needs_is_left_to_say_so() -> None:
    answer = permissions_policy(lambda request: HttpResponse(headers={"Permissions-Policy": "camera=(self)"}))
    assert answer(HttpRequest()).headers["Permissions-Policy"] == "camera=(self)"
