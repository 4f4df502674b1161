"""The reader's pages against WCAG 2.2 AA, and on the narrowest screens."""

import pytest

from tests.browser.accessibility import faults
from tests.browser.conftest import Open
from tests.browser.places import NOWHERE, PAGES

widths = pytest.mark.parametrize("width", [390, 1440])
schemes = pytest.mark.parametrize("scheme", ["light", "dark"])
pages = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())


@pages
@schemes
@widths
def test_axe_finds_nothing_with_every_note_open(
    open_page: Open, address: str, scheme: str, width: int
) -> None:
    page = open_page(address, width=width, color_scheme=scheme)
    page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")

    assert faults(page) == []


@schemes
@widths
def test_axe_finds_nothing_on_the_page_that_is_not_there(
    open_page: Open, complaints: list[str], scheme: str, width: int
) -> None:
    page = open_page(NOWHERE, width=width, color_scheme=scheme)

    assert faults(page) == []
    assert "404" in complaints.pop()


@pages
def test_nothing_scrolls_sideways_at_320_pixels(open_page: Open, address: str) -> None:
    page = open_page(address, width=320)

    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_page_that_is_not_there_does_not_scroll_sideways(open_page: Open, complaints: list[str]) -> None:
    page = open_page(NOWHERE, width=320)

    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert "404" in complaints.pop()
