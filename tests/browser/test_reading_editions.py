"""Editions and what changed between them: without JavaScript, by keyboard, in grey and on paper."""

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import faults
from tests.browser.conftest import Open
from tests.browser.places import COMPARISON, EXAMPLE, NO_SUCH_EDITION, OLD_EDITION

widths = pytest.mark.parametrize("width", [390, 1440])
schemes = pytest.mark.parametrize("scheme", ["light", "dark"])
LINES = "(element) => getComputedStyle(element).textDecorationLine"


def test_a_reader_goes_from_the_piece_to_what_was_corrected(open_page: Open) -> None:
    page = open_page(EXAMPLE, java_script_enabled=False)

    page.get_by_role("link", name="Edition 2, corrected").click()
    page.get_by_role("link", name="Compare with edition 1").click()

    expect(page).to_have_url(COMPARISON)
    expect(page.locator("del", has_text="41,200")).to_be_visible()
    expect(page.locator("ins", has_text="42,100")).to_be_visible()


def test_two_editions_are_chosen_without_javascript(open_page: Open) -> None:
    page = open_page(f"{EXAMPLE}editions/", java_script_enabled=False)

    page.get_by_label("Compare", exact=True).select_option("2")
    page.get_by_label("with", exact=True).select_option("1")
    page.get_by_role("button", name="Show what changed").click()

    expect(page).to_have_url(COMPARISON)


def test_what_changed_is_told_apart_without_colour(open_page: Open) -> None:
    page = open_page(COMPARISON)

    assert page.locator(".passages ins").first.evaluate(LINES) == "underline"
    assert page.locator(".passages del").first.evaluate(LINES) == "line-through"


def test_what_changed_is_told_to_those_who_listen(open_page: Open) -> None:
    page = open_page(COMPARISON)

    heard = page.locator(".passages").aria_snapshot()
    assert '- deletion: "[removed: 41,200' in heard
    assert '- insertion: "[added: 42,100' in heard


def test_unchanged_paragraphs_unfold_by_keyboard(open_page: Open) -> None:
    page = open_page(COMPARISON, java_script_enabled=False)
    fold = page.locator(".gap").first

    fold.locator("summary").focus()
    expect(fold.locator(".passage").first).to_be_hidden()
    page.keyboard.press("Enter")

    expect(fold.locator(".passage").first).to_be_visible()


def test_on_paper_a_comparison_has_its_lines_and_nothing_to_choose(open_page: Open) -> None:
    page = open_page(COMPARISON)

    page.emulate_media(media="print")

    expect(page.locator(".chooser")).to_be_hidden()
    assert page.locator(".passages ins").first.evaluate(LINES) == "underline"


@pytest.mark.parametrize("java_script_enabled", [True, False], ids=["scripting", "no scripting"])
def test_a_claims_address_in_an_old_edition_leads_to_its_words(
    open_page: Open, java_script_enabled: bool
) -> None:
    page = open_page(f"{OLD_EDITION}#claim-10", java_script_enabled=java_script_enabled)

    expect(page.locator("#claim-10")).to_be_in_viewport()


@widths
def test_the_first_thing_seen_of_an_old_edition_is_that_it_is_old(open_page: Open, width: int) -> None:
    page = open_page(OLD_EDITION, width=width)

    expect(page.get_by_text("You are reading edition 1")).to_be_in_viewport()
    expect(page.get_by_role("link", name="edition 2", exact=True)).to_be_in_viewport()


@schemes
@widths
def test_axe_finds_nothing_where_there_is_no_such_edition(
    open_page: Open, complaints: list[str], scheme: str, width: int
) -> None:
    page = open_page(NO_SUCH_EDITION, width=width, color_scheme=scheme)

    assert faults(page) == []
    assert "404" in complaints.pop()
