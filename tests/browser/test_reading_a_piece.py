"""A piece and its notes: to the letter, with and without JavaScript, by mouse and by keyboard."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.accessibility import faults
from tests.browser.conftest import NewContext, Open
from tests.browser.places import EXAMPLE, PARAGRAPHS, SEED

pieces = pytest.mark.parametrize("address", [SEED, EXAMPLE], ids=["seed", "example"])

PLACES = """() => [...document.querySelectorAll("[data-notes] > li")].map((note) => {
  const mark = document.getElementById(`claim-${note.dataset.note}`)?.getClientRects()[0];
  const box = note.getBoundingClientRect();
  return { mark: mark?.top, left: box.left, top: box.top, bottom: box.bottom };
})"""
STILL = "() => Promise.all(document.getAnimations().map((animation) => animation.finished))"
PAINTED = """() => new Promise((done) => {
  new PerformanceObserver(() => done()).observe({ type: "paint", buffered: true });
})"""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
SUM_OF_SHIFTS = """
  window.shifts = 0;
  new PerformanceObserver((list) => { for (const shift of list.getEntries()) window.shifts += shift.value; })
    .observe({ type: "layout-shift", buffered: true });
"""


def test_the_twenty_paragraphs_are_the_authors_to_the_letter(open_page: Open) -> None:
    page = open_page(SEED)

    served = [page.locator(f"#p-{number}").text_content() for number in range(1, 21)]

    assert served == PARAGRAPHS
    assert page.locator("#p-21").count() == 0


@pieces
def test_without_javascript_every_note_is_below_the_text(open_page: Open, address: str) -> None:
    page = open_page(address, java_script_enabled=False)

    text = page.locator("[data-noted]").bounding_box()
    notes = [note.bounding_box() for note in page.locator("[data-notes] > li").all()]

    assert text and notes
    assert all(note and note["y"] >= text["y"] + text["height"] for note in notes)


@pieces
def test_without_javascript_every_mark_leads_to_its_note_and_back(open_page: Open, address: str) -> None:
    page = open_page(address, java_script_enabled=False)
    numbers = [ref.get_attribute("data-number") for ref in page.locator(".claim-ref").all()]

    assert numbers
    for number in numbers:
        page.locator(f".claim-ref[data-number='{number}']").click()
        expect(page.locator(f"#note-{number}:target")).to_be_in_viewport()
        page.locator(f"#note-{number} .note-number").click()
        expect(page.locator(f"#claim-{number}:target")).to_be_in_viewport()


@pieces
def test_on_a_wide_screen_notes_stand_level_with_their_words_or_right_below_the_last(
    open_page: Open, address: str
) -> None:
    page = with_notes_placed(open_page(address))
    notes = [place for place in page.evaluate(PLACES) if place["mark"] is not None]

    floor = 0.0
    assert notes
    for note in notes:
        is_level = abs(note["top"] - note["mark"]) < 2
        is_pushed_down = note["top"] > note["mark"] and 0 <= note["top"] - floor < 20
        assert is_level or is_pushed_down
        floor = note["bottom"]


@pieces
def test_on_a_wide_screen_notes_do_not_overlap(open_page: Open, address: str) -> None:
    page = with_notes_placed(open_page(address))
    notes = page.evaluate(PLACES)

    assert len(notes) > 1
    assert all(above["bottom"] <= below["top"] for above, below in pairwise(notes))


@pieces
def test_on_a_wide_screen_notes_stand_beside_the_text(open_page: Open, address: str) -> None:
    page = with_notes_placed(open_page(address))
    text = page.locator("[data-noted]").bounding_box()

    assert text
    assert all(note["left"] >= text["x"] + text["width"] for note in page.evaluate(PLACES))


@pieces
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_although_the_script_comes_late(
    new_context: NewContext, address: str, width: int
) -> None:
    tall = {"width": width, "height": 3000}  # only what is in sight can be seen to move
    context = new_context(viewport=tall)
    context.add_init_script(SUM_OF_SHIFTS)
    page = context.new_page()
    held: list[Route] = []
    page.route("**/notes*.js", lambda route: held.append(route))
    with page.expect_request("**/notes*.js"):
        page.goto(address, wait_until="commit")
    page.evaluate(PAINTED)
    held.pop().continue_()
    page.wait_for_load_state()
    if width > 1000:
        with_notes_placed(page)
    page.evaluate(TWO_FRAMES)

    assert page.evaluate("window.shifts") < 0.001


def test_on_a_wide_screen_the_keyboard_goes_from_mark_to_note_and_back(open_page: Open) -> None:
    page = with_notes_placed(open_page(SEED))
    skip_to_the_text(page)
    first_mark = tab_to(page, ".claim-ref")

    page.keyboard.press("Enter")
    expect(page.locator(f"#note-{first_mark} .note-number")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f".claim-ref[data-number='{first_mark}']")).to_be_focused()


def test_on_a_phone_without_javascript_the_keyboard_goes_from_mark_to_note_and_back(open_page: Open) -> None:
    page = open_page(SEED, width=390, java_script_enabled=False)
    skip_to_the_text(page)
    first_mark = tab_to(page, ".claim-ref")

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(f"#note-{first_mark} .note-number")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(f".claim-ref[data-number='{first_mark}']")).to_be_focused()


def with_notes_placed(page: Page) -> Page:
    expect(page.locator("[data-notes].is-placed")).to_be_visible()
    page.evaluate(STILL)
    return page


def skip_to_the_text(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main:target")).to_be_in_viewport()


def tab_to(page: Page, selector: str) -> str:
    """Press Tab until something matching has the focus; return its number. The way must be short."""
    focused = page.locator(f"{selector}:focus")
    for _ in range(12):
        page.keyboard.press("Tab")
        if focused.count():
            return focused.get_attribute("data-number") or ""
    raise AssertionError(f"Twelve times Tab does not reach {selector}.")


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_reader_chooses_which_notes_show(open_page: Open, java_script_enabled: bool) -> None:
    page = open_page(SEED, java_script_enabled=java_script_enabled)
    page.locator(".notes-filter summary").click()
    reported = page.get_by_role("radio", name="Reported")
    reported.focus()
    page.keyboard.press("Space")

    shown = [note.get_attribute("data-put") for note in page.locator(".note:visible").all()]

    assert 0 < len(shown) < 30
    assert set(shown) == {"reported"}


def test_a_claim_chosen_in_the_text_shows_its_note_whatever_was_chosen_before(open_page: Open) -> None:
    page = open_page(SEED)
    page.locator(".notes-filter summary").click()
    page.get_by_role("radio", name="Reported").check()
    hidden = page.locator(".note:not([data-put='reported'])[data-note]").first.get_attribute("data-note")
    expect(page.locator(f"#note-{hidden}")).to_be_hidden()

    page.locator(f".claim-ref[data-number='{hidden}']").click()

    expect(page.locator(f"#note-{hidden}")).to_be_visible()
    expect(page.get_by_role("radio", name="All (")).to_be_checked()


def test_on_paper_every_note_stands(open_page: Open) -> None:
    page = open_page(SEED)
    page.locator(".notes-filter summary").click()
    page.get_by_role("radio", name="Reported").check()
    page.emulate_media(media="print")
    assert page.locator(".note:visible").count() == 30
    expect(page.locator(".notes-filter")).to_be_hidden()


def test_a_link_to_a_paragraph_is_copied(new_context: NewContext, base_url: str) -> None:
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(SEED)
    link = page.get_by_role("link", name="Link to paragraph 3", exact=True)

    link.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_have_text("Link to paragraph 3: copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url == f"{base_url}{SEED}#p-3"


@pytest.mark.parametrize("width", [390, 1440])
def test_a_link_to_a_claim_is_copied_from_its_note(
    new_context: NewContext, base_url: str, width: int
) -> None:
    viewport = {"width": width, "height": 900}
    context = new_context(permissions=["clipboard-read", "clipboard-write"], viewport=viewport)
    page = context.new_page()
    page.goto(SEED)
    page.locator(".claim-ref[data-number='2']").click()

    page.get_by_role("link", name="Link to claim 2", exact=True).click()

    expect(page.get_by_role("status")).to_have_text("Link to claim 2: copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{base_url}{SEED}#claim-2"


def test_a_link_to_a_claim_is_copied_from_its_page(new_context: NewContext, base_url: str) -> None:
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(f"{SEED}claims/2/")

    page.get_by_role("link", name="Link to this claim").click()

    assert page.evaluate("navigator.clipboard.readText()") == f"{base_url}{SEED}claims/2/"


@pytest.mark.parametrize(("language", "style"), [("en", "italic"), ("ar", "normal"), ("zh-Hant", "normal")])
def test_scripts_without_italics_are_not_slanted(open_page: Open, language: str, style: str) -> None:
    page = open_page(EXAMPLE)
    page.locator(".prose").evaluate("(prose, language) => { prose.lang = language }", language)

    expect(page.locator(".prose blockquote").first).to_have_css("font-style", style)


def test_every_block_of_a_piece_has_a_link_to_itself(open_page: Open) -> None:
    page = open_page(EXAMPLE)
    links = {link.get_attribute("href") for link in page.locator(".paragraph-link").all()}
    assert links == {f"#{block.get_attribute('id')}" for block in page.locator("[id^=p-]").all()}


def test_without_javascript_a_paragraph_links_to_itself(open_page: Open) -> None:
    page = open_page(SEED, java_script_enabled=False)
    page.get_by_role("link", name="Link to paragraph 3", exact=True).click(force=True)
    expect(page.locator("#p-3:target")).to_be_in_viewport()


PHONE = {"width": 390, "has_touch": True, "is_mobile": True}


def test_on_a_phone_a_note_comes_up_over_the_text_and_goes_without_moving_it(open_page: Open) -> None:
    page = open_page(SEED, **PHONE)
    ref = page.locator(".claim-ref[data-number='2']")
    ref.scroll_into_view_if_needed()
    ref.tap()
    note = page.locator("#note-2")

    expect(note).to_be_in_viewport()
    expect(note.get_by_text("No evidence filed yet")).to_be_visible()
    expect(note.locator(".note-number")).to_be_focused()
    expect(ref).to_be_in_viewport()
    where = page.evaluate("scrollY")
    note.get_by_role("button", name="Close").tap()
    expect(note).not_to_be_in_viewport()
    assert page.evaluate("scrollY") == where
    expect(ref).to_be_focused()


def test_on_a_phone_one_note_takes_the_place_of_another_and_escape_takes_it_back(open_page: Open) -> None:
    page = open_page(SEED, **PHONE)
    page.locator(".claim-ref[data-number='1']").tap()
    page.locator("#claim-2").tap()

    expect(page.locator("#note-1")).not_to_be_in_viewport()
    expect(page.locator("#note-2")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator("#note-2")).not_to_be_in_viewport()
    assert page.locator(".is-chosen").count() == 0


def test_on_a_phone_a_note_that_came_up_has_nothing_for_axe(open_page: Open) -> None:
    page = open_page(EXAMPLE, **PHONE)
    page.locator(".claim-ref[data-number='1']").tap()
    expect(page.locator(".is-sheet")).to_be_visible()

    assert faults(page) == []
