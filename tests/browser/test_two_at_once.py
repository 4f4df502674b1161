"""Two people save one piece at the same moment: one wins, one is told, and the claims stay in place."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import lxml.html
import pytest

from tests.browser.site import Site, running

ROUNDS = 6
TOLD = "Somebody saved this piece after you opened it"
CLAIMS = {str(number) for number in range(1, 31)}


@dataclass
class Desk:
    """Somebody's browser, as far as a form needs one."""

    site: Site
    role: str
    opener: OpenerDirector = field(default_factory=lambda: build_opener(HTTPCookieProcessor(CookieJar())))

    def open(self, address: str, form: list[tuple[str, str]] | None = None) -> tuple[str, str]:
        """Where one ends up, and what stands there."""
        data = urlencode(form).encode() if form else None
        with self.opener.open(self.site.url + address, data) as answer:
            return answer.url, answer.read().decode()

    def log_in(self) -> "Desk":
        _, page = self.open("/admin/login/")
        values = dict(lxml.html.fromstring(page).get_element_by_id("login-form").form_values())
        values |= {"username": self.role, "password": self.site.passwords[self.role], "next": "/admin/"}
        self.open("/admin/login/", list(values.items()))
        return self

    def fill_in(self, address: str, opening: str) -> list[tuple[str, str]]:
        """The form of a piece, with another paragraph before its first."""
        _, page = self.open(address)
        values = lxml.html.fromstring(page).get_element_by_id("article_form").form_values()
        form = [(name, f"<p>{opening}</p>{value}" if name == "body" else value) for name, value in values]
        return [*form, ("_continue", "Save and continue editing")]


@pytest.fixture(scope="module")
def own_site() -> Iterator[Site]:
    """A site of its own: its seed piece does not stay as it is."""
    with running() as site:
        yield site


@pytest.fixture(scope="module")
def desks(own_site: Site) -> list[Desk]:
    return [Desk(own_site, role).log_in() for role in ("editor", "publisher")]


@pytest.fixture(scope="module")
def piece(desks: list[Desk]) -> str:
    """The address of the seed piece on the desk."""
    _, pieces = desks[0].open("/admin/articles/article/?q=russia-hamas")
    found = re.search(r"/admin/articles/article/[0-9a-f-]{36}/", pieces)
    assert found
    return found[0]


def test_of_two_saves_at_once_one_is_refused_and_no_claim_is_lost(desks: list[Desk], piece: str) -> None:
    for turn in range(ROUNDS):
        openings = [f"Turn {turn} of the {desk.role}." for desk in desks]
        forms = [
            desk.fill_in(f"{piece}change/", opening) for desk, opening in zip(desks, openings, strict=True)
        ]
        with ThreadPoolExecutor() as pool:
            answers = list(pool.map(lambda desk, form: desk.open(f"{piece}change/", form)[1], desks, forms))

        refused = [opening for opening, page in zip(openings, answers, strict=True) if TOLD in page]
        assert len(refused) == 1
        assert refused[0] in answers[openings.index(refused[0])]  # what was typed is still there

        _, preview = desks[0].open(f"{piece}preview/")
        text = lxml.html.fromstring(preview)
        assert refused[0] not in preview
        assert {n for mark in text.iter("mark") for n in mark.get("data-claims", "").split()} == CLAIMS
