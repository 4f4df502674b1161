"""One site and one Chromium for all; a test fails when a page complained while it ran."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser import chromium
from tests.browser.site import Site, copied, prepared

FLAGS = [
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
SAY_WHAT_THE_POLICY_STOPPED = """
  document.addEventListener("securitypolicyviolation", (event) =>
    console.error(`stopped by ${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
"""

NewContext = Callable[..., BrowserContext]
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def pristine() -> Iterator[Site]:
    """A site that nobody has opened, to be copied."""
    with prepared() as site:
        yield site


@pytest.fixture(scope="session")
def site(pristine: Site) -> Iterator[Site]:
    with copied(pristine) as site:
        yield site


@pytest.fixture(scope="session")
def base_url(site: Site) -> str:
    return site.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    executable = chromium.find()
    if executable is None:
        pytest.skip("no chromium is installed, and CHROMIUM names none")
    return browser_type_launch_args | {"executable_path": executable, "args": FLAGS}


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """Console errors, uncaught exceptions and whatever the content security policy stopped."""
    heard: list[str] = []
    yield heard
    assert heard == []


@pytest.fixture
def new_context(new_context: NewContext, complaints: list[str]) -> NewContext:
    def listened_to(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.add_init_script(SAY_WHAT_THE_POLICY_STOPPED)
        context.on("console", lambda said: complaints.extend([said.text] if said.type == "error" else []))
        context.on("weberror", lambda thrown: complaints.append(str(thrown.error)))
        return context

    return listened_to


@pytest.fixture
def open_page(new_context: NewContext) -> Open:
    """Opens an address in a new context of its own: `open_page("/", width=390, color_scheme="dark")`."""

    def open_at(address: str, *, width: int = 1440, **options: Any) -> Page:
        page = new_context(viewport={"width": width, "height": 900}, **options).new_page()
        page.goto(address)
        return page

    return open_at


@pytest.fixture
def desk_of(open_page: Open, site: Site) -> Open:
    """Logs somebody in: `desk_of("editor")` is the page on which the editor begins."""

    def log_in(role: str, **options: Any) -> Page:
        page = open_page("/admin/login/", **options)
        fill_in_login(page, role, site.passwords[role])
        return page

    return log_in


def fill_in_login(page: Page, name: str, password: str) -> None:
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    # A click does not wait for the answer, and whoever goes on before it comes is not logged in.
    page.wait_for_url("**/admin/")
