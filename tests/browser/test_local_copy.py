"""What is typed survives: this browser keeps a copy until the server says that it has the text."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.site import Site
from tests.browser.test_editing import editor, save, start_piece, type_at_the_end

ADD = "/admin/articles/article/add/"
COPIES = "Object.keys(localStorage).filter((key) => key.startsWith('copy/'))"
FIVE_WEEKS_AGO = f"""for (const key of {COPIES}) {{
  const copy = JSON.parse(localStorage.getItem(key));
  localStorage.setItem(key, JSON.stringify({{ ...copy, at: Date.now() - 35 * 24 * 3600 * 1000 }}));
}}"""


def test_what_is_typed_is_said_to_be_kept_and_not_saved(desk_of: Open) -> None:
    page = start_piece(desk_of("editor"), "Kept here")

    type_and_wait(page, " And then it stopped.")

    assert len(page.evaluate(COPIES)) == 1


def test_after_a_crash_the_text_is_put_back_into_every_field(desk_of: Open) -> None:
    page = start_piece(desk_of("editor"), "Crashed")
    page.get_by_label("Headline").fill("Crashed, and back")
    page.get_by_label("Kind").select_option("opinion")
    page.get_by_label("Tags").fill("ice, rain")
    page.get_by_label("Fictional example").check()
    choose_author(page, "Olga")
    type_and_wait(page, " And then it stopped.")

    page.reload()
    expect(editor(page)).to_have_text("It rained.")
    offer(page).get_by_role("button", name="Put it back").click()

    expect(editor(page)).to_have_text("It rained. And then it stopped.")
    expect(page.get_by_label("Headline")).to_have_value("Crashed, and back")
    expect(page.get_by_label("Kind")).to_have_value("opinion")
    expect(page.get_by_label("Tags")).to_have_value("ice, rain")
    expect(page.get_by_label("Fictional example")).to_be_checked()
    expect(page.locator("#bylines-0 .select2-selection")).to_contain_text("Olga")
    save(page)
    expect(page.locator("#bylines-0 .original p")).to_contain_text("Olga")
    expect(editor(page)).to_have_text("It rained. And then it stopped.")


def test_rows_added_to_the_byline_are_put_back(desk_of: Open) -> None:
    page = start_piece(desk_of("editor"), "Two names")
    page.get_by_role("button", name="Add another Byline").click()
    page.locator("#bylines-1 input[name$=position]").fill("2")
    choose_author(page, "Olga", row=1)
    type_and_wait(page, " Twice.")

    page.reload()
    offer(page).get_by_role("button", name="Put it back").click()

    expect(page.locator("#bylines-1 .select2-selection")).to_contain_text("Olga")


def test_a_save_drops_the_copy(desk_of: Open) -> None:
    page = start_piece(desk_of("editor"), "Saved and dropped")
    type_and_wait(page, " And then it stopped.")

    save(page)

    assert page.evaluate(COPIES) == []
    expect(offer(page)).to_have_count(0)


def test_a_save_that_leads_elsewhere_drops_the_copy_too(desk_of: Open) -> None:
    page = start_piece(desk_of("editor"), "Saved and left")
    type_and_wait(page, " And then it stopped.")

    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()

    assert page.evaluate(COPIES) == []


def test_a_refused_save_keeps_the_copy_and_says_so(desk_of: Open) -> None:
    page = start_piece(desk_of("editor"), "Refused")
    page.get_by_label("Address").fill("not an address!")
    type_and_wait(page, " And then it stopped.")

    page.get_by_role("button", name="Save and continue editing").click()

    expect(page.locator(".errornote")).to_be_visible()
    expect(status(page)).to_contain_text("Not saved yet.")
    expect(offer(page)).to_have_count(0)  # it stands in the form
    assert len(page.evaluate(COPIES)) == 1
    page.get_by_label("Address").fill("an-address")
    save(page)
    assert page.evaluate(COPIES) == []


def test_text_survives_a_session_that_ended(desk_of: Open, site: Site, complaints: list[str]) -> None:
    page = start_piece(desk_of("editor"), "Logged out")
    address = page.url
    type_and_wait(page, " And then it stopped.")

    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_label("Body")).to_have_value(re.compile("And then it stopped"))
    complaints.clear()  # Chromium remarks on every page that answers 403

    page.goto(address)
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(site.passwords["editor"])
    page.get_by_role("button", name="Log in").click()
    offer(page).get_by_role("button", name="Put it back").click()
    save(page)

    expect(editor(page)).to_have_text("It rained. And then it stopped.")


def test_a_new_piece_is_kept_before_it_is_first_saved(desk_of: Open) -> None:
    page = desk_of("editor")
    page.goto(ADD)
    page.get_by_label("Headline").fill("Never saved")
    type_and_wait(page, "It rained.")

    page.goto("/admin/")
    page.goto(ADD)
    offer(page).get_by_role("button", name="Put it back").click()

    expect(page.get_by_label("Headline")).to_have_value("Never saved")
    expect(page.get_by_label("Address")).to_have_value("never-saved")
    expect(editor(page)).to_have_text("It rained.")
    save(page)
    assert page.evaluate(COPIES) == []


def test_text_typed_a_moment_before_leaving_is_kept(desk_of: Open) -> None:
    page = start_piece(desk_of("editor"), "In a hurry")
    address = page.url
    type_at_the_end(page, " And then it stopped.")

    page.goto("/admin/")
    page.goto(address)

    expect(offer(page)).to_be_visible()


def test_text_put_back_is_merged_with_what_was_saved_since(desk_of: Open) -> None:
    page = start_piece(desk_of("editor"), "Written before")
    address = page.url
    type_and_wait(page, " And then it stopped.")
    page.goto("/admin/")
    other = desk_of("publisher")
    other.goto(address)
    other.get_by_label("Standfirst").fill("Saved since.")
    save(other)

    page.goto(address)
    expect(offer(page)).to_contain_text("written on version 1, and the piece is at version 2")
    offer(page).get_by_role("button", name="Put it back").click()
    save(page)

    expect(page.get_by_label("Standfirst")).to_have_value("Saved since.")
    expect(editor(page)).to_have_text("It rained. And then it stopped.")
    expect(page.locator(".messagelist .info")).to_contain_text("publisher (standfirst)")


def test_a_copy_discarded_is_gone(desk_of: Open) -> None:
    page = start_piece(desk_of("editor"), "Discarded")
    type_and_wait(page, " And then it stopped.")
    page.reload()

    offer(page).get_by_role("button", name="Discard").click()

    expect(offer(page)).to_have_count(0)
    assert page.evaluate(COPIES) == []


def test_a_change_taken_back_leaves_no_copy(desk_of: Open) -> None:
    page = start_piece(desk_of("editor"), "Taken back")
    page.get_by_label("Standfirst").fill("Something.")
    expect(status(page)).to_contain_text("Not saved yet.")

    page.get_by_label("Standfirst").fill("")

    expect(status(page)).to_be_empty()
    assert page.evaluate(COPIES) == []


def test_a_copy_is_offered_to_nobody_else(desk_of: Open, site: Site) -> None:
    page = start_piece(desk_of("editor"), "Mine alone")
    address = page.url
    type_and_wait(page, " And then it stopped.")
    page.context.clear_cookies()

    page.goto(f"/admin/login/?next={address.removeprefix(site.url)}")
    page.get_by_label("Username").fill("publisher")
    page.get_by_label("Password").fill(site.passwords["publisher"])
    page.get_by_role("button", name="Log in").click()

    expect(editor(page)).to_have_text("It rained.")
    expect(offer(page)).to_have_count(0)
    assert len(page.evaluate(COPIES)) == 1


def test_a_copy_nobody_came_back_for_in_thirty_days_is_dropped(desk_of: Open) -> None:
    page = start_piece(desk_of("editor"), "Forgotten")
    type_and_wait(page, " And then it stopped.")
    page.evaluate(FIVE_WEEKS_AGO)

    page.reload()

    expect(editor(page)).to_be_visible()
    expect(offer(page)).to_have_count(0)
    assert page.evaluate(COPIES) == []


def test_the_way_back_brings_no_old_text_under_a_new_version(desk_of: Open) -> None:
    page = start_piece(desk_of("editor"), "Back and forth")
    address = page.url
    page.get_by_label("Standfirst").fill("First.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    other = desk_of("publisher")
    other.goto(address)
    other.get_by_label("Standfirst").fill("Second.")
    save(other)

    page.go_back()
    expect(editor(page)).to_be_visible()

    version = page.locator("[name=started_from]").input_value()
    assert (version, page.get_by_label("Standfirst").input_value()) == ("3", "Second.")


def type_and_wait(page: Page, text: str) -> None:
    """Type at the end of the body, and wait for the browser to say that it keeps a copy."""
    type_at_the_end(page, text)
    expect(status(page)).to_contain_text("Not saved yet. This browser keeps a copy")


def choose_author(page: Page, name: str, *, row: int = 0) -> None:
    chosen = page.locator(f"#bylines-{row} .select2-selection")
    chosen.click()
    # The list is drawn anew when the answer comes; what is clicked before may be gone by then.
    with page.expect_response(lambda response: f"term={name}" in response.url):
        page.locator(".select2-dropdown .select2-search__field").fill(name)
    page.locator(".select2-results__option", has_text=name).click()
    expect(chosen).to_contain_text(name)


def status(page: Page) -> Locator:
    return page.locator(".desk-kept")


def offer(page: Page) -> Locator:
    return page.get_by_role("region", name="Unsaved text")
