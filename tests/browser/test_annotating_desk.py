"""Annotating as it is done: the keyboard alone, the mouse, two people at once, and no JavaScript at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from time import perf_counter

import pytest
from playwright.sync_api import Keyboard, Locator, Page, expect

from tests.browser.accessibility import faults
from tests.browser.conftest import Open
from tests.browser.pieces import SEED_HEADLINE, begin, open_at_the_desk
from tests.browser.test_desk_for_everybody import EXCUSED

BODY = (
    "<p>It is alleged that the dam 😀 <strong>burst</strong> in 2024. Nobody asked."
    " She denied it on 3 May 2025.</p>"
    '<p>The mill stood idle in 1963. The <a href="https://example.org/log">harbour froze</a> twice'
    " in 1964.</p>"
    "<p>The mill stood idle in 1963.</p>"
)
SELECTED = "() => getSelection().toString()"
SELECT = """(element) => getSelection().selectAllChildren(element)"""
FOCUS = "() => document.activeElement.name || document.activeElement.className || document.activeElement.id"
numbers = count(1)


class Typist:
    """Somebody at the keyboard, whose presses are counted; letters typed into a field are one press each."""

    def __init__(self, keyboard: Keyboard) -> None:
        self.keyboard, self.presses = keyboard, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keyboard.press(key)
            self.presses += 1


@pytest.fixture
def desk(desk_of: Open) -> Page:
    """The annotating desk of a new piece with BODY."""
    page = desk_of("publisher")
    piece = begin(page, f"Annotated {next(numbers)}", BODY)
    return annotating(page, f"/admin/claims/claim/annotate/{piece}/")


@pytest.fixture
def seed_desk(desk_of: Open) -> Page:
    page = open_at_the_desk(desk_of("publisher"), SEED_HEADLINE)
    page.get_by_role("link", name="Annotate", exact=True).click()
    return listening(page)


def annotating(page: Page, address: str) -> Page:
    page.goto(address)
    return listening(page)


def listening(page: Page) -> Page:
    """The page once its script acts on keys; without a script at once."""
    if page.evaluate("() => matchMedia('(scripting: enabled)').matches"):
        expect(page.get_by_role("group", name="What to do")).to_be_visible()
    return page


def said(page: Page) -> Locator:
    return page.locator(".annotate-bar [data-said]")


def rows(page: Page) -> Locator:
    return page.locator(".annotate-row")


def text(page: Page) -> Locator:
    return page.locator("[data-quotable]")


def proposition(page: Page) -> Locator:
    return page.locator("#annotate-panel [name=proposition]")


def select(page: Page, words: str) -> None:
    """Select a whole sentence of the text by the keyboard's own means."""
    text(page).focus()
    text(page).evaluate("(root) => getSelection().collapse(root, 0)")
    for _ in range(12):
        page.keyboard.press("ArrowDown")
        if words in page.evaluate(SELECTED):
            return
    raise AssertionError(f"No sentence has {words!r}.")


@contextmanager
def measured(page: Page, what: str, claims: int) -> Iterator[Typist]:
    typist, begun = Typist(page.keyboard), perf_counter()
    yield typist
    each, keys = (perf_counter() - begun) / claims, typist.presses / claims
    print(f"\n{what}: {keys:.1f} keys and {each:.1f} s for each of {claims} claims")


# By keyboard


def test_five_sentences_of_the_seed_are_annotated_with_the_keyboard_alone(seed_desk: Page) -> None:
    before = rows(seed_desk).count()
    with measured(seed_desk, "As proposed", 5) as typist:
        for number in range(before + 1, before + 6):
            typist.press("o", "n")
            expect(proposition(seed_desk)).to_be_focused()
            typist.press("Control+Enter")
            expect(said(seed_desk)).to_contain_text(f"Claim {number} is confirmed.")
            expect(text(seed_desk)).to_be_focused()
    assert rows(seed_desk).count() == before + 5
    expect(seed_desk.locator(".annotate-row .is-unconfirmed")).to_have_count(0)
    seed_desk.reload()
    assert rows(seed_desk).count() == before + 5


def test_the_first_sentence_of_a_paragraph_is_set_aside_where_it_is_chosen(desk: Page) -> None:
    for key in ("o", "o", "o", "x"):
        desk.keyboard.press(key)
    dialog = desk.get_by_role("dialog", name="Not a factual claim")
    expect(dialog.locator("[data-words]")).to_have_text("The mill stood idle in 1963.")


def test_the_list_comes_along_with_the_claim_of_the_text(seed_desk: Page) -> None:
    expect(seed_desk.locator("#note-28")).not_to_be_in_viewport()
    text(seed_desk).locator("#claim-28").click()
    expect(seed_desk.locator("#note-28")).to_be_in_viewport()


def test_a_claim_that_was_saved_stays_chosen_and_in_sight(seed_desk: Page) -> None:
    text(seed_desk).locator("#claim-28").click()
    seed_desk.locator("#note-28 .annotate-open").click()
    expect(proposition(seed_desk)).to_be_focused()
    seed_desk.keyboard.press("Control+Enter")
    expect(said(seed_desk)).to_contain_text("Claim 28 is confirmed.")
    expect(seed_desk.locator("#note-28.is-chosen")).to_be_in_viewport()
    expect(text(seed_desk).locator(".is-chosen").first).to_be_in_viewport()


def test_a_sentence_chosen_by_arrows_is_recorded_otherwise_than_proposed(desk: Page) -> None:
    with measured(desk, "With another modality", 1) as typist:
        text(desk).focus()
        typist.press("ArrowDown", "n")
        expect(proposition(desk)).to_be_focused()
        typist.press("Tab", "r", "Control+Enter")
        expect(text(desk)).to_be_focused()
    expect(rows(desk)).to_contain_text("Reported")
    desk.keyboard.press("ArrowDown")
    assert desk.evaluate(SELECTED) == "Nobody asked."


def test_o_goes_through_the_open_sentences_and_says_why(desk: Page) -> None:
    found = []
    for _ in range(5):
        desk.keyboard.press("o")
        found.append(desk.evaluate(SELECTED))
    assert len(set(found[:4])) == 4
    assert "Nobody asked." not in found
    expect(said(desk)).to_contain_text("a date: 1963")


def test_a_claim_closes_its_sentence_in_the_text(desk: Page) -> None:
    still_open = desk.locator("[data-open][data-why]")
    expect(still_open).to_have_count(5)
    select(desk, "She denied")
    desk.keyboard.press("n")
    expect(still_open).to_have_count(4)
    expect(desk.locator("#annotate-tally")).to_contain_text("1 annotated, 0 set aside, 4 open")


def test_x_asks_why_and_sets_the_sentence_aside(desk: Page) -> None:
    desk.keyboard.press("o")
    desk.keyboard.press("x")
    expect(desk.get_by_label("Why it is none")).to_be_focused()
    desk.keyboard.type("Common knowledge, once more")
    desk.keyboard.press("Enter")
    expect(desk.locator("#annotate-tally")).to_contain_text("0 annotated, 1 set aside, 4 open")
    expect(text(desk)).to_be_focused()
    desk.get_by_role("link", name="1 set aside").click()
    expect(desk.locator(".annotate-sentence")).to_contain_text("Common knowledge, once more")


def test_j_and_k_go_through_the_claims_and_the_text_follows(seed_desk: Page) -> None:
    for _ in range(20):
        seed_desk.keyboard.press("j")
    expect(rows(seed_desk).nth(19).locator(".annotate-open")).to_be_focused()
    number = rows(seed_desk).nth(19).locator("b").text_content()
    expect(text(seed_desk).locator(f"[data-claims~='{number}']").first).to_be_in_viewport()
    seed_desk.keyboard.press("k")
    expect(rows(seed_desk).nth(18).locator(".annotate-open")).to_be_focused()


def test_c_confirms_the_claim_the_keyboard_is_at(desk: Page) -> None:
    select(desk, "She denied")
    desk.keyboard.press("n")
    expect(proposition(desk)).to_be_focused()
    desk.keyboard.press("Escape")
    expect(text(desk)).to_be_focused()
    desk.keyboard.press("c")
    expect(said(desk)).to_contain_text("Claim 1 is confirmed.")
    expect(said(desk)).to_contain_text("who or what is meant by “she”, “it”")
    expect(desk.locator(".is-unconfirmed")).to_have_count(0)


def test_the_slash_searches_in_the_claims(seed_desk: Page) -> None:
    seed_desk.keyboard.press("/")
    seed_desk.keyboard.type("semtex")
    expect(rows(seed_desk).locator("visible=true")).to_have_count(2)
    seed_desk.keyboard.press("Enter")
    assert "Semtex" in seed_desk.evaluate("() => document.activeElement.textContent")


def test_the_question_mark_lists_the_keys_and_can_turn_them_off(desk: Page) -> None:
    desk.keyboard.press("?")
    dialog = desk.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Single letters act").uncheck()
    desk.keyboard.press("Escape")
    desk.reload()
    desk.keyboard.press("o")
    assert desk.evaluate(SELECTED) == ""


def test_keys_are_letters_in_a_field(desk: Page) -> None:
    desk.keyboard.press("o")
    desk.keyboard.press("n")
    expect(proposition(desk)).to_be_focused()
    desk.keyboard.press("Control+End")
    desk.keyboard.type("jnoxc?/")
    assert proposition(desk).input_value().endswith("jnoxc?/")


def test_what_is_typed_and_not_saved_waits(desk: Page) -> None:
    desk.keyboard.press("o")
    desk.keyboard.press("n")
    expect(proposition(desk)).to_be_focused()
    desk.keyboard.press("Control+End")
    desk.keyboard.type(" Really.")
    desk.keyboard.press("Escape")
    expect(said(desk)).to_contain_text("what you typed waits in claim 1")
    desk.keyboard.press("o")
    desk.keyboard.press("n")
    expect(rows(desk)).to_have_count(2)
    desk.locator("#note-1 .annotate-open").click()
    expect(proposition(desk)).to_have_value("It is alleged that the dam 😀 burst in 2024. Really.")


# By mouse


def test_the_mouse_marks_words_across_bold_and_an_astral_character(desk: Page) -> None:
    desk.locator("[data-quotable] p").first.evaluate(SELECT)
    desk.get_by_role("button", name="Mark as a claim").first.click()
    expect(proposition(desk)).to_be_focused()
    painted = text(desk).locator("[data-claims='1']")
    paragraph = "It is alleged that the dam 😀 burst in 2024. Nobody asked. She denied it on 3 May 2025."
    assert "".join(painted.all_text_contents()) == paragraph
    desk.reload()
    assert "".join(painted.all_text_contents()) == paragraph


def test_what_is_painted_at_once_is_what_a_reload_paints(desk: Page) -> None:
    for words in ("harbour froze", "alleged"):
        select(desk, words)
        desk.keyboard.press("n")
        expect(proposition(desk)).to_be_focused()
        desk.keyboard.press("Control+Enter")
        expect(text(desk)).to_be_focused()
    painted = [text(desk).locator(f"[data-claims='{number}']").all_text_contents() for number in (1, 2)]
    desk.reload()
    assert [
        text(desk).locator(f"[data-claims='{number}']").all_text_contents() for number in (1, 2)
    ] == painted


def test_words_that_stand_twice_are_marked_where_they_were_selected(desk: Page) -> None:
    text(desk).locator("p").last.evaluate(SELECT)
    desk.get_by_role("button", name="Mark as a claim").first.click()
    expect(text(desk).locator("p").last.locator("[data-claims='1']")).to_have_count(1)


def test_a_row_confirms_its_claim_and_leads_to_its_page(desk: Page) -> None:
    select(desk, "harbour froze")
    desk.keyboard.press("n")
    desk.keyboard.press("Escape")
    desk.get_by_role("button", name="Confirm claim 1").click()
    expect(said(desk)).to_have_text("Claim 1 is confirmed.")
    expect(desk.get_by_role("button", name="Confirm claim 1")).to_have_count(0)
    desk.get_by_role("link", name="Page of claim 1").click()
    expect(desk.get_by_label("Proposition")).to_have_value("The harbour froze twice in 1964.")


def test_the_words_of_the_text_are_searched_too(desk: Page) -> None:
    select(desk, "harbour froze")
    desk.keyboard.press("n")
    proposition(desk).fill("It was cold.")
    desk.keyboard.press("Control+Enter")
    expect(said(desk)).to_contain_text("Claim 1 is confirmed.")
    for words, found in (("HARBOUR froze twice", 1), ("alleged", 0)):
        desk.get_by_label("Search in the claims").fill(words)
        expect(rows(desk).locator("visible=true")).to_have_count(found)


def test_nothing_selected_is_said(desk: Page) -> None:
    desk.get_by_role("button", name="Mark as a claim").first.click()
    expect(said(desk)).to_contain_text("Nothing is selected")


def test_an_open_sentence_is_annotated_from_the_list(desk: Page) -> None:
    desk.get_by_role("link", name="5 open").click()
    desk.get_by_role("button", name="Annotate this sentence").nth(1).click()
    expect(proposition(desk)).to_be_focused()
    expect(desk.locator("[data-sentence]")).to_have_count(4)
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_role("button", name="Annotate this sentence").nth(1)).to_be_focused()


# Two people


def test_two_people_see_each_others_claims_at_the_next_step(desk: Page, desk_of: Open) -> None:
    other = annotating(desk_of("editor"), desk.url)
    select(other, "The mill")
    other.keyboard.press("n")
    expect(rows(other)).to_have_count(1)
    select(desk, "She denied")
    desk.keyboard.press("n")
    expect(rows(desk)).to_have_count(2)
    assert text(desk).locator("[data-claims='1']").all_text_contents() == ["The mill stood idle in 1963."]


def test_who_saves_second_sees_both_versions_and_loses_nothing(desk: Page, desk_of: Open) -> None:
    desk.keyboard.press("o")
    desk.keyboard.press("n")
    expect(proposition(desk)).to_be_focused()
    other = annotating(desk_of("editor"), desk.url)
    proposition(other).fill("The dam burst.")
    other.get_by_role("button", name="Save and confirm").click()
    expect(said(other)).to_have_text("Claim 1 is confirmed.")
    proposition(desk).fill("The dam did not burst.")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".annotate-theirs")).to_contain_text("The dam burst.")
    expect(proposition(desk)).to_have_value("The dam did not burst.")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#note-1")).to_contain_text("The dam did not burst.")


# In the editor of the piece


@pytest.fixture
def editor_with_a_claim(desk: Page) -> Page:
    """The form of a piece with a claim on “The harbour froze twice in 1964.”"""
    select(desk, "harbour froze")
    desk.keyboard.press("n")
    expect(proposition(desk)).to_be_focused()
    desk.locator(".breadcrumbs a").last.click()
    expect(words_in_editor(desk).first).to_be_visible()
    return desk


def words_in_editor(page: Page) -> Locator:
    return page.locator(".ProseMirror .desk-claim-words")


def test_the_editor_shows_the_words_of_claims(editor_with_a_claim: Page) -> None:
    words = "".join(words_in_editor(editor_with_a_claim).all_text_contents())
    assert words == "The harbour froze twice in 1964."
    expect(editor_with_a_claim.locator(".desk-touched")).to_be_empty()


def test_whoever_edits_the_words_of_a_claim_is_told_at_once(editor_with_a_claim: Page) -> None:
    words_in_editor(editor_with_a_claim).last.click()
    editor_with_a_claim.keyboard.type("really")
    expect(editor_with_a_claim.get_by_text("You are changing the words of claim 1")).to_be_visible()
    editor_with_a_claim.keyboard.press("Control+z")
    expect(editor_with_a_claim.locator(".desk-touched")).to_be_empty()


def test_whoever_edits_other_words_is_not_told(editor_with_a_claim: Page) -> None:
    editor_with_a_claim.locator("[contenteditable=true] p").first.click()
    editor_with_a_claim.keyboard.type("really ")
    expect(editor_with_a_claim.locator(".desk-touched")).to_be_empty()
    words = "".join(words_in_editor(editor_with_a_claim).all_text_contents())
    assert words == "The harbour froze twice in 1964."


def test_nothing_of_what_the_editor_shows_of_claims_is_saved(editor_with_a_claim: Page) -> None:
    editor_with_a_claim.locator("[contenteditable=true] p").first.click()
    editor_with_a_claim.keyboard.type("really ")
    body = editor_with_a_claim.locator("textarea[name=body]").input_value()
    assert "really" in body
    assert "claim" not in body


# Without a script, and for everybody


def test_without_javascript_a_claim_is_marked_and_recorded(desk: Page, desk_of: Open) -> None:
    plain = annotating(desk_of("publisher", java_script_enabled=False), desk.url)
    plain.get_by_text("Mark words by pasting them").click()
    plain.get_by_label("The claim’s words").fill("She denied it on 3 May 2025.")
    plain.get_by_role("button", name="Mark as a claim").click()
    plain.locator("#annotate-panel [name=modality]").select_option("reported")
    plain.get_by_role("button", name="Save and confirm").click()
    expect(rows(plain)).to_contain_text("Reported")
    expect(plain.locator(".is-unconfirmed")).to_have_count(0)


def test_without_javascript_a_row_confirms_its_claim_and_leads_to_its_page(desk: Page, desk_of: Open) -> None:
    for words in ("harbour froze", "She denied"):
        select(desk, words)
        desk.keyboard.press("n")
        expect(proposition(desk)).to_be_focused()
        desk.keyboard.press("Escape")
    plain = annotating(desk_of("publisher", java_script_enabled=False), desk.url.partition("?")[0])
    plain.get_by_role("button", name="Confirm claim 1").click()
    expect(plain.get_by_text("Claim 1 is confirmed.")).to_be_visible()
    expect(plain.get_by_role("button", name="Confirm claim 1")).to_have_count(0)
    expect(plain.get_by_role("button", name="Confirm claim 2")).to_be_visible()
    plain.get_by_role("link", name="Page of claim 1").click()
    expect(plain.get_by_label("Proposition")).to_have_value("The harbour froze twice in 1964.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_on_the_annotating_desk(desk: Page, desk_of: Open, scheme: str, width: int) -> None:
    page = annotating(desk_of("publisher", color_scheme=scheme, width=width), desk.url)
    page.keyboard.press("o")
    page.keyboard.press("n")
    expect(proposition(page)).to_be_focused()
    assert faults(page, excused=EXCUSED) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert faults(page, excused=EXCUSED) == []
    page.goto(f"{desk.url}?show=open")
    assert faults(page, excused=EXCUSED) == []


def test_the_page_is_no_wider_than_a_phone(desk: Page) -> None:
    desk.set_viewport_size({"width": 390, "height": 844})
    desk.keyboard.press("o")
    desk.keyboard.press("n")
    expect(proposition(desk)).to_be_focused()
    assert desk.evaluate("() => document.documentElement.scrollWidth") <= 390
