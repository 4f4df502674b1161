"""One site and one Chromium for all of a process; a test fails when a page complained while it ran."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState

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
def new_page(new_context: NewContext) -> Open:
    """An empty page in a new context of its own: `new_page(width=390, color_scheme="dark")`."""

    def empty(*, width: int = 1440, **options: Any) -> Page:
        return new_context(viewport={"width": width, "height": 900}, **options).new_page()

    return empty


@pytest.fixture
def open_page(new_page: Open) -> Open:
    """Opens an address in such a page: `open_page("/", width=390, color_scheme="dark")`."""

    def open_at(address: str, **options: Any) -> Page:
        page = new_page(**options)
        page.goto(address)
        return page

    return open_at


@pytest.fixture(scope="session")
def logged_in(browser: Browser, site: Site) -> Callable[[str], StorageState]:
    """What a browser keeps of somebody who logged in by the form, which each does once."""

    @cache
    def keeps(role: str) -> StorageState:
        with browser.new_context(base_url=site.url) as context:
            page = context.new_page()
            page.goto("/admin/login/")
            fill_in_login(page, role, site.passwords[role])
            return context.storage_state()

    return keeps


@pytest.fixture
def desk_of(new_page: Open, logged_in: Callable[[str], StorageState]) -> Open:
    """`desk_of("editor")` is an empty page in a new context in which the editor is logged in."""

    def sit_down(role: str, **options: Any) -> Page:
        return new_page(storage_state=logged_in(role), **options)

    return sit_down


def fill_in_login(page: Page, name: str, password: str) -> None:
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    # A click does not wait for the answer, and whoever goes on before it comes is not logged in.
    page.wait_for_url("**/admin/")
