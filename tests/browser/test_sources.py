"""The library at the desk in a browser: found as one types, added from what is pasted, and for everybody."""

from itertools import count

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import faults
from tests.browser.conftest import Open
from tests.browser.test_desk_for_everybody import EXCUSED

PASTE, ADD_EVIDENCE = "/admin/claims/source/from-reference/", "/admin/claims/evidence/add/"
KNOWN = "A Short History of Damp · University of Upper Nimbus Press, 2019 · B: usually reliable"
numbers = count(1)

on_screens = pytest.mark.parametrize(
    ("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]
)


@pytest.fixture
def desk(desk_of: Open) -> Page:
    return desk_of("checker")


def a_reference() -> tuple[str, str]:
    """A title nobody has used yet, and a record of it."""
    number = next(numbers)
    title = f"Minutes of the Lamp Committee {number}"
    return (
        title,
        f"@report{{minutes{number}, title={{{title}}}, doi={{10.5555/lamp.{number}}}, year={{1911}}}}",
    )


def search(page: Page, words: str) -> None:
    page.locator(".field-source .select2-selection").focus()
    page.keyboard.press("Enter")
    page.keyboard.type(words)


def test_a_source_is_chosen_by_keyboard_from_what_is_typed(desk: Page) -> None:
    desk.goto(ADD_EVIDENCE)
    search(desk, "damp")
    expect(desk.get_by_role("option", name=KNOWN)).to_be_visible()
    desk.keyboard.press("Enter")

    expect(desk.locator(".field-source .select2-selection__rendered")).to_contain_text(KNOWN)


def test_a_pasted_record_is_added_and_comes_back_chosen_with_what_was_typed(desk: Page) -> None:
    title, record = a_reference()
    desk.goto(ADD_EVIDENCE)
    desk.get_by_label("Locator").fill("p. 4")
    desk.get_by_role("button", name="Add a source from a reference…").click()
    desk.get_by_label("References").fill(record)
    desk.get_by_role("button", name="Read").click()
    desk.get_by_role("button", name="Add the chosen to the library").click()

    expect(desk.locator(".field-source .select2-selection__rendered")).to_contain_text(title)
    expect(desk.get_by_label("Locator")).to_have_value("p. 4")


def test_the_enter_key_in_the_form_saves_and_does_not_leave_for_a_source(desk: Page) -> None:
    desk.goto(ADD_EVIDENCE)
    desk.get_by_label("Locator").press("Enter")

    expect(desk.locator(".errornote")).to_be_visible()


def test_known_origins_are_offered_where_one_is_typed(desk: Page) -> None:
    desk.goto("/admin/claims/source/add/")
    offered = desk.get_by_label("Origin group").evaluate("(box) => [...box.list.options].map((o) => o.value)")

    assert "university-of-upper-nimbus" in offered


def open_source(page: Page) -> None:
    page.goto("/admin/claims/source/?q=damp")
    page.get_by_role("link", name="A Short History of Damp").click()
    page.wait_for_url("**/change/**")


def read_three(page: Page) -> None:
    page.goto(PASTE)
    page.get_by_label("References").fill("10.5555/damp.history\nhttps://example.org/lamp\nSome gossip.")
    page.get_by_role("button", name="Read").click()


def open_evidence(page: Page) -> None:
    page.goto("/admin/claims/evidence/")
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_url("**/change/**")


PAGES = {
    "a source and where it is used": open_source,
    "references read": read_three,
    "new evidence": lambda page: page.goto(ADD_EVIDENCE),
    "evidence on record": open_evidence,
    "the library": lambda page: page.goto("/admin/claims/source/"),
}


@on_screens
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(name: str, width: int, scheme: str, desk_of: Open) -> None:
    page = desk_of("checker", width=width, color_scheme=scheme)
    PAGES[name](page)
    page.wait_for_load_state("networkidle")

    assert faults(page, excused=EXCUSED) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_phone(name: str, desk_of: Open) -> None:
    page = desk_of("checker", width=390)
    PAGES[name](page)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_no_field_of_a_reference_is_cut_off_on_a_phone(desk_of: Open) -> None:
    page = desk_of("checker", width=390)
    read_three(page)

    ends = (
        "(box) => [...box.querySelectorAll('input, select')].map((one) => one.getBoundingClientRect().right)"
    )
    reference = page.locator(".desk-reference").nth(1)
    box = reference.bounding_box()
    assert box and max(reference.evaluate(ends)) <= box["x"] + box["width"]


def test_without_scripts_references_are_read_and_added(desk_of: Open) -> None:
    title, record = a_reference()
    page = desk_of("checker", java_script_enabled=False)
    page.goto(PASTE)
    page.get_by_label("References").fill(record)
    page.get_by_role("button", name="Read").click()
    page.get_by_role("button", name="Add the chosen to the library").click()

    expect(page.locator(".messagelist")).to_contain_text(f"Added to the library: {title}")
