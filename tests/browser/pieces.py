"""Pieces at the desk: how the tests begin one, and find one again, however many the others have begun."""

import re
from urllib.parse import urlencode, urljoin

import lxml.html
from playwright.sync_api import Page

SEED_HEADLINE = "What We Know About Russia and Hamas — and What We Do Not"
PIECES = "/admin/articles/article/"


def begin(page: Page, headline: str, body: str) -> str:
    """The key of a new piece. The form is sent as the desk gives it, only filled in; no page shows it."""
    form = lxml.html.fromstring(page.request.get(f"{PIECES}add/").text()).get_element_by_id("article_form")
    slug = headline.lower().replace(" ", "-")
    typed = {"headline": headline, "slug": slug, "body": body, "_continue": "Save and continue editing"}
    answer = page.request.post(f"{PIECES}add/", form=dict(form.form_values()) | typed)
    begun = re.search(rf"{PIECES}([0-9a-f-]{{36}})/change/$", answer.url)
    assert begun, f"The piece was not begun: {answer.text()}"
    return begun[1]


def open_at_the_desk(page: Page, headline: str) -> Page:
    """The piece's form, found by its headline: the list's first page holds a hundred pieces and no more."""
    found = page.request.get(f"{PIECES}?{urlencode({'q': headline})}")
    links = lxml.html.fromstring(found.text()).xpath("//table[@id='result_list']//th/a")
    [address, *_] = [link.get("href") for link in links if link.text_content() == headline]
    page.goto(urljoin(found.url, address))
    return page
