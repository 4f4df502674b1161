"""A claim's page, its life, the queues and the repairs: by keyboard, without JavaScript, for everybody."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import faults
from tests.browser.conftest import Open
from tests.browser.site import Site
from tests.browser.test_desk_for_everybody import EXCUSED

HEADLINE = "Winter at the mill"
SCENE = f"""
from django.contrib.auth.models import User
from articles import revising
from claims import annotating, assessing
people = {{user.groups.get().name: user for user in User.objects.filter(groups__isnull=False)}}
editor, checker = people["editor"], people["checker"]
body = "<p>The mill stood idle in May. The harbour froze twice.</p><p>Nobody asked the mayor.</p>"
piece = revising.start(by=editor, headline="{HEADLINE}", slug="winter-at-the-mill", body=body)
asserted = {{"by": editor, "modality": "asserted"}}
first = annotating.add_claim(
    piece, quote="The harbour froze twice", proposition="It froze twice.", **asserted
)
annotating.add_claim(
    piece, quote="Nobody asked the mayor", proposition="The mayor was not asked.", **asserted
)
annotating.mark(piece, by=editor, quote="The mill stood idle in May")
assessing.propose(first, by=editor, as_of="2026-05-04", finding="insufficient_evidence")
changed = body.replace("froze twice", "froze thrice").replace("Nobody asked the mayor", "It was cold")
revising.revise(piece, by=editor, body=changed)
assessing.remark(first, by=editor, text="Which May?")
"""
PAGES = ["claim", "life", "repair", "queue", "propose", "index"]
LISTS = "/admin/claims/claim/"


@pytest.fixture(scope="module", autouse=True)
def scene(site: Site) -> None:
    site.manage("shell", "--verbosity", "0", "--command", SCENE)


def open_claim(page: Page, proposition: str = "It froze twice.") -> Page:
    page.goto(f"{LISTS}?q=froze+twice")
    page.get_by_role("link", name=proposition).first.click()
    return page


def go_to(page: Page, name: str) -> Page:
    if name in ("claim", "life", "propose"):
        open_claim(page)
    if name == "life":
        page.get_by_role("link", name="Its whole life").click()
    if name == "propose":
        page.goto(page.url.replace("/claims/claim/", "/claims/assessment/add/?claim=").split("/change/")[0])
    addresses = {"repair": f"{LISTS}repair/", "queue": f"{LISTS}queue/lost/", "index": "/admin/"}
    if name in addresses:
        page.goto(addresses[name])
    return page


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(desk_of: Open, scheme: str, name: str) -> None:
    page = go_to(desk_of("checker", color_scheme=scheme), name)

    assert faults(page, excused=EXCUSED) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_phone(desk_of: Open, name: str) -> None:
    page = go_to(desk_of("checker", width=390), name)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_remark_is_made_without_javascript(desk_of: Open) -> None:
    page = open_claim(desk_of("checker", java_script_enabled=False))

    page.get_by_label("Your remark").fill("The one after the thaw.")
    page.get_by_role("button", name="Add the remark").click()

    expect(page.locator("#discussion")).to_contain_text("The one after the thaw.")


def test_a_record_is_confirmed_by_keyboard(desk_of: Open) -> None:
    page = desk_of("checker")
    page.goto(f"{LISTS}queue/confirm/")
    page.get_by_role("link", name="The mill stood idle in May").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Confirm as recorded").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("is confirmed as it is recorded")).to_be_visible()


def test_a_lost_claim_is_put_right_by_keyboard_and_without_javascript(desk_of: Open) -> None:
    page = desk_of("checker", java_script_enabled=False)
    page.goto(f"{LISTS}repair/")
    page.get_by_label("Piece").select_option(label=f"{HEADLINE} (2)")
    page.get_by_role("button", name="Show").click()
    row = page.get_by_role("article", name="Claim 1")
    row.get_by_role("button", name="These words make the claim now").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("article", name="Claim 1")).to_have_count(0)
    assert "repair/?article=" in page.url

    row = page.get_by_role("article", name="Claim 2")
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    row.get_by_label("Why it goes").fill("The sentence is cut.")
    row.get_by_role("button", name="Remove claim 2").click()

    expect(page.get_by_role("article", name="Claim 2")).to_have_count(0)
