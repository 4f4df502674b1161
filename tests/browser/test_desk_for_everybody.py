"""The desk's pages against WCAG 2.2 AA, less what Django's own admin does."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import faults
from tests.browser.conftest import Open
from tests.browser.pieces import SEED_HEADLINE, open_at_the_desk

# What Django's own admin does, where no template of ours has a say.
EXCUSED = [
    ("link-in-text-block", ".breadcrumbs"),  # its breadcrumbs are told from the text by colour alone
    ("target-size", "#changelist-filter"),  # its filters stand 20 pixels apart
    ("label", ".inline-group"),  # its tables of rows name their fields by the column's heading alone
    ("select-name", ".inline-group"),
    ("aria-input-field-name", ".inline-group"),
    ("label", ".select2"),  # its box that completes what is typed has no name of its own
]

schemes = pytest.mark.parametrize("scheme", ["light", "dark"])


@schemes
def test_axe_finds_nothing_on_the_list_of_pieces(desk_of: Open, scheme: str) -> None:
    page = desk_of("publisher", color_scheme=scheme)
    page.goto("/admin/articles/article/")

    assert faults(page, excused=EXCUSED) == []


@schemes
def test_axe_finds_nothing_on_the_page_of_a_piece(desk_of: Open, scheme: str) -> None:
    page = open_seed(desk_of("publisher", color_scheme=scheme))

    assert faults(page, excused=EXCUSED) == []


def test_the_claims_of_a_piece_fold_on_a_phone_and_stay_a_table(desk_of: Open) -> None:
    page = open_seed(desk_of("publisher", width=390))
    table = page.locator("#claims table")
    assert table.evaluate("(table) => table.scrollWidth <= table.parentElement.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    row = page.get_by_role("region", name=re.compile(r"^Claims \(\d+\)$")).get_by_role("row").nth(1)
    place, words = row.get_by_role("cell").last, row.get_by_role("cell").nth(2)
    assert place.bounding_box()["y"] > words.bounding_box()["y"]  # type: ignore[index]
    assert faults(page, excused=EXCUSED) == []


@schemes
def test_axe_finds_nothing_on_the_page_of_a_claim(desk_of: Open, scheme: str) -> None:
    page = open_seed(desk_of("checker", color_scheme=scheme))
    page.locator("#claims td a").first.click()

    assert faults(page, excused=EXCUSED) == []


@schemes
def test_axe_finds_nothing_on_the_page_that_publishes(desk_of: Open, scheme: str) -> None:
    page = open_seed(desk_of("publisher", color_scheme=scheme))
    page.get_by_role("link", name="Publish…").click()

    assert faults(page, excused=EXCUSED) == []


def open_seed(page: Page) -> Page:
    open_at_the_desk(page, SEED_HEADLINE)
    page.wait_for_load_state("networkidle")
    return page
