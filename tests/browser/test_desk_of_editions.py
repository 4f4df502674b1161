"""Publishing and history in a browser: against WCAG 2.2 AA, on a phone, by keyboard, without scripts."""

import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import faults
from tests.browser.conftest import Open
from tests.browser.places import EXAMPLE
from tests.browser.test_desk_for_everybody import EXCUSED

PIECES = "/admin/articles/article/"
SLUG = EXAMPLE.strip("/").split("/")[-1]

schemes = pytest.mark.parametrize("scheme", ["light", "dark"])


def open_piece(page: Page, then: str = "") -> Page:
    """A page of the example piece on the desk."""
    page.goto(f"{PIECES}?q={SLUG}")
    address = page.locator("#result_list tbody th a").first.get_attribute("href") or ""
    page.goto(urljoin(page.url, address.split("?")[0].replace("change/", then or "change/")))
    assert page.url.endswith(then or "change/")
    return page


def revise(page: Page, words: str) -> None:
    """Save another standfirst, so that there is something to compare."""
    open_piece(page)
    page.get_by_label("Standfirst").fill(words)
    page.get_by_role("button", name="Save and continue editing").click()
    page.wait_for_load_state()


@schemes
@pytest.mark.parametrize("then", ["publish/", "announce/retraction/", "announce/removal/", "history/"])
def test_axe_finds_nothing_on_a_page_of_editions(desk_of: Open, then: str, scheme: str) -> None:
    page = open_piece(desk_of("publisher", color_scheme=scheme), then)

    assert faults(page, excused=EXCUSED) == []


@schemes
def test_axe_finds_nothing_on_a_comparison_nor_before_restoring(desk_of: Open, scheme: str) -> None:
    page = desk_of("publisher", color_scheme=scheme)
    revise(page, f"What a {scheme} scheme shows.")
    open_piece(page, "history/")
    page.get_by_role("button", name="Compare the two chosen").click()
    assert faults(page, excused=EXCUSED) == []

    page.get_by_role("link", name=re.compile("Restore")).first.click()
    assert faults(page, excused=EXCUSED) == []


@schemes
def test_axe_finds_nothing_where_a_publication_was_refused(desk_of: Open, scheme: str) -> None:
    page = open_piece(desk_of("publisher", color_scheme=scheme), "publish/")
    page.get_by_label("Public note").fill("Nothing is different.")
    page.get_by_role("button", name="Publish then").click()

    expect(page.get_by_text("Say when.")).to_be_visible()
    assert faults(page, excused=EXCUSED) == []


@pytest.mark.parametrize("then", ["publish/", "announce/removal/", "history/"])
def test_nothing_stands_out_of_a_phone(desk_of: Open, then: str) -> None:
    page = open_piece(desk_of("publisher", width=390), then)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_two_revisions_are_compared_and_one_restored_without_scripts(desk_of: Open) -> None:
    page = desk_of("publisher", java_script_enabled=False)
    revise(page, "A sentence nobody wants.")
    revise(page, "A sentence somebody wants.")
    open_piece(page, "history/")
    rows = page.locator(".desk-revisions tbody tr").filter(has=page.locator("time"))
    rows.nth(1).get_by_label(re.compile("^From the revision")).check()
    rows.nth(0).get_by_label(re.compile("^To the revision")).check()
    page.get_by_role("button", name="Compare the two chosen").click()
    expect(page.locator("ins", has_text="somebody")).to_be_visible()
    expect(page.locator("del", has_text="nobody")).to_be_visible()

    page.get_by_role("link", name=re.compile("Restore")).first.click()
    page.get_by_role("button", name="Restore it").click()
    expect(page.get_by_text("Restored the revision of")).to_be_visible()
    expect(page.get_by_label("Standfirst")).to_have_value("A sentence nobody wants.")


def test_a_piece_is_scheduled_and_taken_back_without_scripts(desk_of: Open) -> None:
    page = desk_of("publisher", java_script_enabled=False)
    revise(page, "What will be read in a hundred years.")
    open_piece(page, "publish/")
    page.get_by_label("Public note").fill("Another standfirst.")
    page.get_by_label("At a time (UTC)").fill("2190-05-04T10:30")
    page.get_by_role("button", name="Publish then").click()
    expect(page.get_by_text("To be published on 4 May 2190, 10:30:00 UTC.")).to_be_visible()

    open_piece(page, "publish/")
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("Nothing is scheduled for this piece now.")).to_be_visible()


def test_what_changed_is_told_from_the_rest_without_colours(desk_of: Open) -> None:
    page = desk_of("publisher", forced_colors="active")
    revise(page, "What is left when the colours are gone.")
    open_piece(page, "history/")
    page.get_by_role("button", name="Compare the two chosen").click()
    lines = [
        page.locator(f".desk-fields {tag}").first.evaluate("e => getComputedStyle(e).textDecorationLine")
        for tag in ("ins", "del")
    ]

    assert lines == ["underline", "line-through"]
