"""Cards of pieces and claims on somebody else’s page, and data for machines, as a browser takes them."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import faults
from tests.browser.conftest import Open
from tests.browser.places import PAGES
from tests.browser.site import Site

PIECE = "/articles/the-umbrella-question/"
CARDS = [f"/embed{PIECE}", f"/embed{PIECE}claims/2/"]


@pytest.fixture
def elsewhere() -> Iterator[Callable[[str], str]]:
    """Another site on this machine: where a page there shows the address it is given in a frame."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Framing) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield lambda address: f"http://127.0.0.1:{server.server_port}/?{quote(address)}"
        server.shutdown()


class _Framing(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        address = unquote(self.path.partition("?")[2])
        page = f'<!doctype html><title>Elsewhere</title><link rel="icon" href="data:,">{_frame(address)}'
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


def _frame(address: str) -> str:
    return f'<iframe src="{address}" title="A card"></iframe>' if address else ""


@pytest.mark.parametrize("card", CARDS)
def test_a_card_is_shown_on_another_site(
    open_page: Open, site: Site, elsewhere: Callable[[str], str], card: str
) -> None:
    page = open_page(elsewhere(f"{site.url}{card}"))
    expect(page.frame_locator("iframe").get_by_text("The Umbrella Question").first).to_be_visible()


def test_a_piece_is_shown_in_no_frame(
    open_page: Open, site: Site, elsewhere: Callable[[str], str], complaints: list[str]
) -> None:
    page = open_page(elsewhere(f"{site.url}{PIECE}"))
    assert page.frame_locator("iframe").get_by_text("The Umbrella Question").count() == 0
    assert any("frame-ancestors" in complaint for complaint in complaints)
    complaints.clear()


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 600])
def test_axe_finds_nothing_on_a_card_and_it_fits(open_page: Open, card: str, scheme: str, width: int) -> None:
    page = open_page(card, width=width, color_scheme=scheme)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_data_for_machines_is_stopped_by_no_policy(open_page: Open, address: str) -> None:
    data = open_page(address).locator('script[type="application/ld+json"]')
    assert json.loads(data.inner_text() or data.text_content() or "")["@context"] == "https://schema.org"
