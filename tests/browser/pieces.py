"""How the tests find a piece at the desk, however many the others have begun."""

from urllib.parse import urlencode

from playwright.sync_api import Page

SEED_HEADLINE = "What We Know About Russia and Hamas — and What We Do Not"


def open_at_the_desk(page: Page, headline: str) -> Page:
    """The piece's form, found by its headline: the list's first page holds a hundred pieces and no more."""
    page.goto(f"/admin/articles/article/?{urlencode({'q': headline})}")
    page.get_by_role("link", name=headline, exact=True).first.click()
    return page
