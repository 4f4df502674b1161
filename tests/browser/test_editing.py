"""The desk's editor in a browser, under the content security policy it has in production."""

from urllib.parse import urljoin

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.pieces import PIECES, SEED_HEADLINE, begin, open_at_the_desk
from tests.browser.places import PARAGRAPHS

PASTE = """(box, html) => {
  const clipboard = new DataTransfer();
  clipboard.setData("text/html", html);
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true }));
}"""
HOSTILE = (
    "<p>Rain fell.<script>window.ran = 'script'</script></p>"
    "<p><img src='/favicon.ico' onload=\"window.ran = 'onload'\" onerror=\"window.ran = 'onerror'\"></p>"
    "<p><a href=\"javascript:window.ran = 'link'\">Here</a></p>"
)


def test_the_editor_runs_under_the_strict_policy_and_has_a_name(desk_of: Open) -> None:
    page = open_piece(desk_of("editor"), SEED_HEADLINE)

    expect(editor(page)).to_be_editable()
    expect(page.locator(".ProseMirror[contenteditable=true]")).to_have_count(1)


def test_the_editor_shows_the_body_to_the_letter(desk_of: Open) -> None:
    page = open_piece(desk_of("editor"), SEED_HEADLINE)

    assert [paragraph.text_content() for paragraph in editor(page).locator("p").all()] == PARAGRAPHS


def test_what_is_typed_and_saved_is_one_revision(desk_of: Open) -> None:
    page = start_piece(desk_of("editor"), "Typed and counted")
    before = revisions(page)

    type_at_the_end(page, " And then it stopped.")
    save(page)

    assert revisions(page) == before + 1


def test_what_is_typed_and_saved_reaches_the_preview(desk_of: Open) -> None:
    page = start_piece(desk_of("editor"), "Typed and previewed")

    type_at_the_end(page, " And then it stopped.")
    save(page)

    expect(preview(page).locator(".prose")).to_have_text("It rained. And then it stopped.")


def test_a_save_that_changes_nothing_is_no_revision(desk_of: Open) -> None:
    page = start_piece(desk_of("editor"), "Saved twice")
    before = revisions(page)

    save(page)

    assert revisions(page) == before


def test_a_script_typed_as_text_is_shown_as_text(desk_of: Open) -> None:
    page = start_piece(desk_of("editor"), "Typed script")

    type_at_the_end(page, "<script>window.ran = 'typed'</script>")
    save(page)

    expect(preview(page).locator(".prose")).to_have_text("It rained.<script>window.ran = 'typed'</script>")
    assert page.evaluate("window.ran") is None


def test_a_script_pasted_as_html_does_not_run_in_preview(desk_of: Open, complaints: list[str]) -> None:
    page = start_piece(desk_of("editor"), "Pasted script")

    editor(page).evaluate(PASTE, HOSTILE)
    save(page)
    complaints.clear()  # until here the policy may say what it stopped, while the editor read the clipboard

    expect(preview(page).locator(".prose")).to_contain_text("Rain fell.")
    assert_harmless(page)


def test_a_script_posted_past_the_editor_does_not_run_in_preview(desk_of: Open) -> None:
    page = start_piece(desk_of("editor"), "Posted script")

    page.locator("textarea[name=body]").evaluate("(field, html) => { field.value = html }", HOSTILE)
    page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('#article_form'))")
    page.wait_for_url("**/admin/articles/article/")
    open_piece(page, "Posted script")

    expect(preview(page).locator(".prose")).to_contain_text("Rain fell.")
    assert_harmless(page)


def open_piece(page: Page, headline: str) -> Page:
    open_at_the_desk(page, headline)
    expect(editor(page)).to_be_visible()
    return page


def start_piece(page: Page, headline: str) -> Page:
    """A new piece of one paragraph, "It rained.", open."""
    page.goto(f"{PIECES}{begin(page, headline, '<p>It rained.</p>')}/change/")
    expect(editor(page)).to_be_visible()
    return page


def editor(page: Page) -> Locator:
    """The editor itself; until its modules have loaded, the bare field it grows from has its name."""
    return page.locator("[contenteditable]").and_(page.get_by_role("textbox", name="Body"))


def type_at_the_end(page: Page, text: str) -> None:
    editor(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue editing").first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def revisions(page: Page) -> int:
    """How many rows the history shows; the page is left where it was."""
    address = page.url
    page.get_by_role("link", name="History").click()
    page.wait_for_url("**/history/")  # a click does not wait, and the form has tables too
    count = page.locator("tbody tr").count()
    page.goto(address)
    return count


def preview(page: Page) -> Page:
    page.goto(urljoin(page.url, "../preview/"))
    return page


def assert_harmless(page: Page) -> None:
    assert page.evaluate("window.ran") is None
    assert page.locator(".prose :is(script, img, [onload], [onerror], [href^='javascript'])").count() == 0
