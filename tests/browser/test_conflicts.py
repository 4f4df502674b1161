"""Two people at one piece, each in a browser of their own."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import faults
from tests.browser.conftest import Open
from tests.browser.test_desk_for_everybody import EXCUSED
from tests.browser.test_editing import editor, save, start_piece, type_at_the_end

HALF_A_MINUTE = 31_000
COPIES = "Object.keys(localStorage).filter((key) => key.startsWith('copy/'))"

schemes = pytest.mark.parametrize("scheme", ["light", "dark"])
widths = pytest.mark.parametrize("width", [390, 1440])


def test_who_has_the_piece_open_is_told_of_who_comes_and_goes(desk_of: Open) -> None:
    page = start_piece(desk_of("editor"), "Company")
    page.clock.install()
    page.reload()
    expect(present(page)).to_be_empty()

    other = desk_of("publisher")
    other.goto(page.url)
    expect(present(other)).to_contain_text("editor has this piece open, seen just now.")
    page.clock.fast_forward(HALF_A_MINUTE)
    expect(present(page)).to_contain_text("publisher has this piece open")
    other.goto("/admin/")
    page.clock.fast_forward(HALF_A_MINUTE)
    expect(present(page)).to_be_empty()


def test_who_has_the_piece_open_is_warned_as_soon_as_somebody_else_saves(desk_of: Open) -> None:
    page = start_piece(desk_of("editor"), "Overtaken")
    page.clock.install()
    page.reload()
    other = desk_of("publisher")
    other.goto(page.url)
    other.get_by_label("Standfirst").fill("Newer.")
    save(other)

    page.clock.fast_forward(HALF_A_MINUTE)

    expect(page.locator("[data-newer]")).to_contain_text(
        "publisher saved version 2; you have version 1 open."
    )


def test_who_was_logged_out_is_told_before_saving(desk_of: Open) -> None:
    page = start_piece(desk_of("editor"), "Locked out")
    page.clock.install()
    page.reload()
    page.context.clear_cookies(name="sessionid")

    page.clock.fast_forward(HALF_A_MINUTE)

    expect(page.locator("[data-newer]")).to_contain_text("You are no longer logged in.")


def test_a_conflict_is_settled_by_keyboard(desk_of: Open) -> None:
    page = in_conflict(desk_of, "By keyboard")
    mine = page.get_by_role("group", name="Headline").get_by_role("radio", name="As you wrote it")

    page.get_by_role("group", name="Headline").get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(mine).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Both, one after the other")).to_be_checked()
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist .success")).to_contain_text("is saved into the piece")
    expect(page.get_by_label("Headline")).to_have_value("By keyboard, mine")
    expect(editor(page).locator("p")).to_have_text(["It rained. Theirs.", "It rained. Mine."])


def test_a_conflict_drops_the_copy_because_the_server_has_the_text(desk_of: Open) -> None:
    page = in_conflict(desk_of, "Kept twice")

    assert page.evaluate(COPIES) == []


def test_a_conflict_is_settled_without_javascript(desk_of: Open) -> None:
    there = in_conflict(desk_of, "Without script").url
    page = desk_of("editor", java_script_enabled=False)
    page.goto(there)

    for question in page.get_by_role("group").filter(has=page.get_by_role("radio")).all():
        question.get_by_role("radio", name="As you wrote it").check()
    page.get_by_role("button", name="Save into the piece").click()

    expect(page.get_by_label("Headline")).to_have_value("Without script, mine")
    expect(page.locator("textarea[name=body]")).to_have_value("<p>It rained. Mine.</p>")


@schemes
@widths
def test_axe_finds_nothing_on_the_page_of_a_text_set_aside(desk_of: Open, scheme: str, width: int) -> None:
    name = f"Set aside {scheme} {width}"
    page = in_conflict(desk_of, name, color_scheme=scheme, width=width)
    page.get_by_text("The whole text you sent").click()

    assert faults(page, excused=EXCUSED) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@schemes
def test_axe_finds_nothing_on_a_form_with_all_there_is_to_say(desk_of: Open, scheme: str) -> None:
    page = in_conflict(desk_of, f"All at once {scheme}", color_scheme=scheme)
    page.locator(".desk-aside .desk-line a").click()
    type_at_the_end(page, " More.")
    expect(page.locator(".desk-kept")).to_contain_text("keeps a copy")
    page.reload()
    expect(page.get_by_role("region", name="Unsaved text")).to_be_visible()
    expect(present(page)).to_contain_text("publisher has this piece open")
    expect(page.get_by_role("heading", name="Set aside")).to_be_visible()

    assert faults(page, excused=EXCUSED) == []


def in_conflict(desk_of: Open, name: str, **options: object) -> Page:
    """The page of what the editor could not save, because the publisher changed the same and saved first."""
    page = start_piece(desk_of("editor", **options), name)
    other = desk_of("publisher")
    other.goto(page.url)
    change(page, f"{name}, mine", " Mine.")
    change(other, f"{name}, theirs", " Theirs.")
    save(other)
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_role("heading", name="A text that was set aside")).to_be_visible()
    return page


def change(page: Page, headline: str, more: str) -> None:
    page.get_by_label("Headline").fill(headline)
    type_at_the_end(page, more)


def present(page: Page) -> Locator:
    return page.locator("[data-presence]")
