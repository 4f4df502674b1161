"""The same site as another journal: named, coloured and explained on the desk, and read by anybody."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import faults
from tests.browser.conftest import Open
from tests.browser.places import SEED
from tests.browser.site import Site, copied
from tests.browser.test_editing import editor

NAME = "The Tidewater Quarterly"
TYPED = {
    "Name": NAME,
    "Description": "Essays on rivers and those who live by them.",
    "Colour by day": "#8a1538",
    "Colour by night": "#f2a3b8",
    "Words in the logo": NAME,
}
RED, PINK = "rgb(138, 21, 56)", "rgb(242, 163, 184)"
PAGES = ["/", SEED, "/policies/ethics/", "/policies/annotation/"]

pages = pytest.mark.parametrize("address", PAGES)
schemes = pytest.mark.parametrize("scheme", ["light", "dark"])
widths = pytest.mark.parametrize("width", [390, 1440])


def a_logo() -> bytes:
    file = BytesIO()
    Image.new("RGBA", (900, 160), (138, 21, 56, 200)).save(file, "PNG")
    return file.getvalue()


@pytest.fixture(scope="module")
def journal(pristine: Site) -> Iterator[Site]:
    """A site of its own: what is set here is in no other test's pages."""
    with copied(pristine) as journal:
        yield journal


@pytest.fixture(scope="module")
def desk(browser: Browser, journal: Site) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{journal.url}/admin/login/")
    page.get_by_label("Username").fill("publisher")
    page.get_by_label("Password").fill(journal.passwords["publisher"])
    page.get_by_role("button", name="Log in").click()
    yield page
    page.close()


@pytest.fixture(scope="module")
def another(desk: Page, journal: Site) -> str:
    """The address of a journal that has become another one, by hand."""
    name_it(desk, journal)
    write_on_ethics(desk, journal)
    return journal.url


def name_it(desk: Page, journal: Site) -> None:
    desk.goto(f"{journal.url}/admin/articles/publication/add/")
    for label, words in TYPED.items():
        desk.get_by_label(label, exact=False).first.fill(words)
    desk.get_by_label("New logo").set_input_files(
        {"name": "l.png", "mimeType": "image/png", "buffer": a_logo()}
    )
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist")).to_contain_text("was added successfully")


def write_on_ethics(desk: Page, journal: Site) -> None:
    desk.goto(f"{journal.url}/admin/articles/policy/add/")
    desk.get_by_label("Kind").select_option("ethics")
    desk.get_by_label("Title").fill("How we treat people")
    editor(desk).click()
    desk.keyboard.type("We call back.")
    desk.get_by_label("Published").check()
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist")).to_contain_text("was added successfully")


def test_the_desk_has_the_journals_name(another: str, desk: Page) -> None:
    desk.goto(f"{another}/admin/")

    expect(desk.locator("#site-name")).to_have_text(NAME)


@pytest.mark.parametrize(("scheme", "colour"), [("light", RED), ("dark", PINK)])
def test_links_and_the_band_have_the_journals_colour(
    another: str, open_page: Open, scheme: str, colour: str
) -> None:
    page = open_page(another, color_scheme=scheme)

    expect(page.locator("main a").first).to_have_css("color", colour)
    expect(page.locator(".masthead")).to_have_css("border-top-color", colour)


def test_who_asks_for_more_contrast_keeps_the_strong_colours(another: str, open_page: Open) -> None:
    page = open_page(another, contrast="more", color_scheme="light")

    expect(page.locator("main a").first).to_have_css("color", "rgb(6, 48, 78)")


@schemes
def test_the_logo_stands_in_the_masthead_and_spells_the_name(
    another: str, open_page: Open, scheme: str
) -> None:
    logo = open_page(another, color_scheme=scheme).get_by_role("heading", name=NAME).get_by_role("img")

    expect(logo).to_be_visible()
    assert logo.evaluate("image => [image.complete, image.naturalWidth]") == [True, 900]


def test_by_night_the_logo_stands_on_a_light_plate(another: str, open_page: Open) -> None:
    page = open_page(another, color_scheme="dark")

    expect(page.locator(".logo")).to_have_css("background-color", "rgb(253, 252, 249)")


def test_what_was_typed_in_the_editor_is_what_readers_find(another: str, open_page: Open) -> None:
    page = open_page(another)
    page.get_by_role("link", name="How we treat people").click()

    expect(page.get_by_role("heading", name="How we treat people")).to_be_visible()
    expect(page.locator(".prose")).to_have_text("We call back.")


def test_a_piece_is_titled_with_the_journals_name(another: str, open_page: Open) -> None:
    assert open_page(f"{another}{SEED}").title().endswith(f" | {NAME}")


@pages
@schemes
@widths
def test_axe_finds_nothing(another: str, open_page: Open, address: str, scheme: str, width: int) -> None:
    page = open_page(f"{another}{address}", width=width, color_scheme=scheme)

    assert faults(page) == []


@pages
def test_nothing_scrolls_sideways_at_320_pixels(another: str, open_page: Open, address: str) -> None:
    page = open_page(f"{another}{address}", width=320)

    assert page.evaluate("document.documentElement.scrollWidth") == 320
