"""From a selection in a piece's text to a claim on these very words, which the server found."""

from collections.abc import Callable
from itertools import count
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import faults
from tests.browser.conftest import Open
from tests.browser.pieces import SEED_HEADLINE, begin, open_at_the_desk
from tests.browser.test_desk_for_everybody import EXCUSED

BODY = (
    "<h2>Rain 😀 on the harbour</h2>"
    "<p>Nobody asked the mayor 👩🏽‍🚀. The harbour <strong>froze twice</strong> in"
    ' <a href="https://example.org/log">the winter of 𝟏𝟗𝟔𝟑</a>, it was said. The mill stood idle.</p>'
    "<ul><li><p>It rained in May.</p></li><li><p>The mill stood idle.</p></li></ul>"
    "<p>هطل المطر على الميناء مرتين. كان الشتاء طويلا.</p><p>Iraq\u0323\u0307 so: हर्ता कर्ता 中文句子。</p>"
)
SELECT = """([from, to, after]) => {
  const nodes = document.createTreeWalker(document.querySelector("[data-quotable]"), NodeFilter.SHOW_TEXT);
  const places = [];
  let text = "";
  while (nodes.nextNode()) {
    places.push([text.length, nodes.currentNode]);
    text += nodes.currentNode.data;
  }
  const place = (at) => {
    const [start, node] = places.findLast(([start]) => start <= at);
    return [node, at - start];
  };
  const start = text.indexOf(from, text.indexOf(after));
  const end = text.indexOf(to, start) + to.length;
  getSelection().setBaseAndExtent(...place(start), ...place(end));
}"""
SELECT_CONTENTS = "(element) => getSelection().selectAllChildren(element)"
SELECTED = "() => getSelection().toString()"
FOCUS_IS_IN_THE_TEXT = "() => document.activeElement.matches('[data-quotable]')"

numbers = count(1)
Mark = Callable[[str], Page]


@pytest.fixture
def desk(desk_of: Open) -> Page:
    return desk_of("publisher")


@pytest.fixture
def add_page(desk: Page) -> Page:
    """The page that adds a claim to a new piece with BODY."""
    piece = begin(desk, f"Quoted {next(numbers)}", BODY)
    desk.goto(f"/admin/claims/claim/add/?article={piece}")
    expect(use_button(desk)).to_be_visible()
    return desk


def test_a_selection_after_astral_characters_becomes_the_claims_words(add_page: Page) -> None:
    select(add_page, "mayor 👩🏽‍🚀", "winter of 𝟏𝟗𝟔𝟑")
    use_button(add_page).click()

    assert words_as_marked(add_page) == "mayor 👩🏽‍🚀. The harbour froze twice in the winter of 𝟏𝟗𝟔𝟑"


def test_context_is_32_code_points_of_whole_characters(add_page: Page) -> None:
    select(add_page, "froze", "winter")
    use_button(add_page).click()

    assert field(add_page, "prefix") == "ked the mayor 👩🏽‍🚀. The harbour "
    assert len(field(add_page, "prefix")) == 32
    assert field(add_page, "suffix") == " of 𝟏𝟗𝟔𝟑, it was said. The mill "
    assert len(field(add_page, "suffix")) == 32


def test_a_character_is_never_cut_from_its_marks(add_page: Page) -> None:
    select(add_page, "Iraq", "Iraq")
    use_button(add_page).click()

    assert field(add_page, "quote") == "Iraq\u0323\u0307"


def test_a_selection_within_bold_and_a_link_becomes_the_claims_words(add_page: Page) -> None:
    select(add_page, "twice", "winter")
    use_button(add_page).click()

    assert words_as_marked(add_page) == "twice in the winter"


def test_a_selection_across_blocks_becomes_the_claims_words(add_page: Page) -> None:
    select(add_page, "it was said", "rained in May.")
    use_button(add_page).click()

    assert words_as_marked(add_page) == "it was said. The mill stood idle.\n\nIt rained in May."


def test_words_from_right_to_left_become_the_claims_words(add_page: Page) -> None:
    select(add_page, "المطر", "مرتين")
    use_button(add_page).click()

    assert words_as_marked(add_page) == "المطر على الميناء مرتين"


@pytest.mark.parametrize(("after", "tag"), [("said", "P"), ("May", "LI")])
def test_words_that_stand_twice_are_told_apart_by_their_context(add_page: Page, after: str, tag: str) -> None:
    select(add_page, "The mill", "stood idle.", after=after)
    use_button(add_page).click()
    assert field(add_page, "quote") == "The mill stood idle."

    mark = mark_in_text(add_page)
    assert mark.evaluate("(mark) => mark.closest('li, [data-quotable] > p').tagName") == tag


def test_the_mouse_selects_and_the_button_uses(add_page: Page) -> None:
    add_page.locator("[data-quotable] strong").dblclick()
    use_button(add_page).click()

    assert field(add_page, "quote") in {"froze", "twice"}
    expect(status(add_page)).to_contain_text(field(add_page, "quote"))


def test_a_selection_may_begin_within_a_link(add_page: Page) -> None:
    address = add_page.url
    box = add_page.locator("[data-quotable] a").bounding_box()
    assert box
    add_page.mouse.move(box["x"] + 2, box["y"] + 5)
    add_page.mouse.down()
    add_page.mouse.move(box["x"] + 60, box["y"] + 5, steps=4)
    add_page.mouse.up()
    add_page.keyboard.press("Enter")

    assert add_page.url == address
    assert field(add_page, "quote").startswith("the w")


def test_the_keyboard_alone_marks_a_sentence(add_page: Page) -> None:
    tab_to_the_text(add_page)
    press(add_page, "ArrowDown", times=3)
    assert add_page.evaluate(SELECTED).startswith("The harbour froze")
    add_page.keyboard.press("Enter")
    expect(add_page.get_by_label("The claim’s words")).to_be_focused()
    press(add_page, "Tab", times=3)
    add_page.keyboard.type("The harbour froze twice.")
    add_page.keyboard.press("Tab")
    add_page.keyboard.type("Asserted")
    press(add_page, "Tab", times=2)
    add_page.keyboard.press("Enter")

    assert words_saved(add_page) == "The harbour froze twice in the winter of 𝟏𝟗𝟔𝟑, it was said."


def test_the_keyboard_alone_selects_some_words(add_page: Page) -> None:
    tab_to_the_text(add_page)
    press(add_page, "ArrowDown", times=3)
    press(add_page, "Control+ArrowRight", times=2)
    press(add_page, "Control+Shift+ArrowRight", times=3)
    press(add_page, "Control+Shift+ArrowLeft", times=1)
    expect(status(add_page)).to_have_text("harbour froze twice")
    add_page.keyboard.press("Enter")

    assert field(add_page, "quote") == "harbour froze twice"


def test_the_keyboard_alone_selects_parts_of_a_sentence(add_page: Page) -> None:
    tab_to_the_text(add_page)
    press(add_page, "ArrowDown", times=3)
    press(add_page, "ArrowRight", times=1)
    assert add_page.evaluate(SELECTED) == "The harbour froze twice in the winter of 𝟏𝟗𝟔𝟑"
    press(add_page, "ArrowRight", times=1)
    assert add_page.evaluate(SELECTED) == "it was said."
    press(add_page, "Shift+ArrowRight", times=1)
    assert add_page.evaluate(SELECTED) == "it was said. The mill stood idle."
    press(add_page, "Shift+ArrowLeft", times=3)
    assert add_page.evaluate(SELECTED) == "it was said."


def test_a_part_of_a_sentence_begins_behind_a_conjunction(desk: Page) -> None:
    open_at_the_desk(desk, SEED_HEADLINE)
    desk.get_by_role("link", name="Add a claim").click()
    expect(use_button(desk)).to_be_visible()
    tab_to_the_text(desk)
    press(desk, "ArrowDown", times=6)
    press(desk, "ArrowRight", times=8)
    assert desk.evaluate(SELECTED) == "it has not been proven that the Kremlin knew of this."


def test_the_arrows_go_back_and_stop_at_the_ends(add_page: Page) -> None:
    tab_to_the_text(add_page)
    press(add_page, "ArrowDown", times=2)
    press(add_page, "ArrowUp", times=4)
    assert add_page.evaluate(SELECTED) == "Rain 😀 on the harbour"

    press(add_page, "ArrowDown", times=30)
    assert add_page.evaluate(SELECTED).endswith("中文句子。")


def test_an_arrow_chooses_where_the_mouse_clicked(add_page: Page) -> None:
    add_page.get_by_text("It rained in May.").click()
    add_page.keyboard.press("ArrowDown")

    assert add_page.evaluate(SELECTED) == "It rained in May."


def test_nothing_selected_is_said(add_page: Page) -> None:
    use_button(add_page).click()

    expect(status(add_page)).to_contain_text("Nothing is selected")
    assert field(add_page, "quote") == ""


def test_a_selection_outside_the_text_is_said(add_page: Page) -> None:
    add_page.locator("#text-heading").evaluate(SELECT_CONTENTS)
    use_button(add_page).click()

    expect(status(add_page)).to_contain_text("outside the text")
    assert field(add_page, "quote") == ""


def test_a_selection_of_spaces_is_refused(add_page: Page) -> None:
    select(add_page, " twice", " ")
    use_button(add_page).click()

    expect(status(add_page)).to_contain_text("no words")
    assert field(add_page, "quote") == ""


def test_claims_already_made_are_marked_and_add_nothing_to_the_words(add_page: Page) -> None:
    address = add_page.url
    select(add_page, "froze", "winter")
    use_button(add_page).click()
    words_as_marked(add_page)
    add_page.goto(address)
    expect(add_page.locator("[data-quotable] mark")).to_have_count(3)

    select(add_page, "harbour froze", "it was said")
    use_button(add_page).click()

    assert words_as_marked(add_page) == "harbour froze twice in the winter of 𝟏𝟗𝟔𝟑, it was said"


def test_a_claim_is_placed_again_on_selected_words(add_page: Page) -> None:
    select(add_page, "Nobody", "mayor")
    use_button(add_page).click()
    words_as_marked(add_page)
    add_page.get_by_role("link", name="Place again").click()
    select(add_page, "It rained", "May.")
    use_button(add_page).click()
    add_page.get_by_role("button", name="Place again").click()

    expect(add_page.locator(".messagelist .success")).to_contain_text("now stands on “It rained in May.”")


def test_a_refused_form_still_shows_the_text(add_page: Page) -> None:
    add_page.get_by_label("The claim’s words").fill("words that stand nowhere")
    fill_in_the_rest(add_page)

    expect(add_page.locator(".errorlist").first).to_be_visible()
    expect(add_page.locator("[data-quotable]")).to_contain_text("The harbour froze twice")


def test_without_javascript_the_words_are_pasted(add_page: Page, desk_of: Open) -> None:
    plain = desk_of("publisher", java_script_enabled=False)
    plain.goto(add_page.url)

    expect(plain.locator("[data-quotable]")).to_contain_text("The harbour froze twice")
    expect(use_button(plain)).to_be_hidden()
    plain.get_by_label("The claim’s words").fill("The mill stood idle.\n\nIt rained in May.")
    plain.get_by_label("Proposition").fill("It was idle, and it rained.")
    plain.locator("[name=modality]").select_option("asserted")
    plain.get_by_role("button", name="Save and continue editing").click()
    assert words_of(plain) == "The mill stood idle.\n\nIt rained in May."


def test_a_piece_nobody_names_shows_no_text(desk: Page) -> None:
    desk.goto("/admin/claims/claim/add/")

    expect(desk.get_by_label("The claim’s words")).to_be_visible()
    expect(desk.locator("[data-quotable]")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_claims_are_made(add_page: Page, scheme: str) -> None:
    add_page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    assert faults(add_page, excused=EXCUSED) == []

    select(add_page, "froze", "winter")
    use_button(add_page).click()
    words_as_marked(add_page)
    add_page.get_by_role("link", name="Place again").click()
    expect(use_button(add_page)).to_be_visible()
    assert faults(add_page, excused=EXCUSED) == []


def use_button(page: Page) -> Locator:
    return page.get_by_role("button", name="Use the selected words")


def status(page: Page) -> Locator:
    return page.locator("[data-quoting]").get_by_role("status")


def field(page: Page, name: str) -> str:
    return page.locator(f"[name={name}]").input_value()


def press(page: Page, key: str, *, times: int) -> None:
    for _ in range(times):
        page.keyboard.press(key)


def tab_to_the_text(page: Page) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUS_IS_IN_THE_TEXT):
            return
    raise AssertionError("No number of tabs leads to the text.")


def select(page: Page, start: str, end: str, *, after: str = "") -> None:
    """Select from where `start` begins to where the next `end` ends; blocks are taken as glued."""
    page.wait_for_load_state()  # whoever followed a link has waited for an answer, not for all of it
    page.evaluate(SELECT, [start, end, after])


def fill_in_the_rest(page: Page) -> None:
    page.get_by_label("Proposition").fill("It happened.")
    page.locator("[name=modality]").select_option("asserted")
    page.get_by_role("button", name="Save and continue editing").click()


def words_as_marked(page: Page) -> str:
    """Save the claim, and read on its own page the words the server found."""
    fill_in_the_rest(page)
    expect(page.locator(".messagelist .success")).to_be_visible()
    return words_of(page)


def words_of(page: Page) -> str:
    return page.locator(".field-first_exact .readonly").inner_text()


def words_saved(page: Page) -> str:
    """The words of the claim that was saved last."""
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.locator(".messagelist .success a").click()
    return words_of(page)


def mark_in_text(page: Page) -> Locator:
    """Save the claim; the mark it then has on the page that adds the next."""
    piece = parse_qs(urlsplit(page.url).query)["article"][0]
    words_as_marked(page)
    page.goto(f"/admin/claims/claim/add/?article={piece}")
    return page.locator("[data-quotable] mark").first
