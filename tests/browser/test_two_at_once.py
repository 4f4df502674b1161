"""Two people save one piece at the same moment: both texts are kept, and the claims stay in place."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import lxml.html
import pytest

from tests.browser.site import Site, copied

ROUNDS = 6
TOLD = "Your text is not in the piece. It is set aside"
Form = list[tuple[str, str]]
CLAIMS = {str(number) for number in range(1, 31)}


@dataclass
class Desk:
    """Somebody's browser, as far as a form needs one."""

    site: Site
    role: str
    opener: OpenerDirector = field(default_factory=lambda: build_opener(HTTPCookieProcessor(CookieJar())))

    def open(self, address: str, form: Form | None = None) -> tuple[str, str]:
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

    def fill_in(self, address: str, **typed: Callable[[str], str]) -> Form:
        """The form of a piece, some of its fields changed."""
        _, page = self.open(address)
        values = lxml.html.fromstring(page).get_element_by_id("article_form").form_values()
        form = [(name, typed[name](value) if name in typed else value) for name, value in values]
        return [*form, ("_continue", "Save and continue editing")]


@pytest.fixture(scope="module")
def own_site(pristine: Site) -> Iterator[Site]:
    """A site of its own: its seed piece does not stay as it is."""
    with copied(pristine) as site:
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


def test_of_two_saves_at_once_both_are_in_the_piece_and_no_claim_is_lost(
    desks: list[Desk], piece: str
) -> None:
    for turn in range(ROUNDS):
        openings = [f"Turn {turn} of the {desk.role}." for desk in desks]
        save_at_once(desks, piece, [{"body": in_front(opening)} for opening in openings])

        _, preview = desks[0].open(f"{piece}preview/")
        assert all(opening in preview for opening in openings)
        assert claims_in(preview) == CLAIMS


def test_of_two_headlines_at_once_one_is_in_the_piece_and_one_set_aside(
    desks: list[Desk], piece: str
) -> None:
    for turn in range(ROUNDS):
        headlines = [f"Headline {turn} of the {desk.role}" for desk in desks]
        answers = save_at_once(desks, piece, [{"headline": instead(headline)} for headline in headlines])

        [lost] = [headline for headline, page in zip(headlines, answers, strict=True) if TOLD in page]
        [won] = set(headlines) - {lost}
        text = lxml.html.fromstring(answers[headlines.index(lost)]).find_class("as-read")[0].text_content()
        assert lost in text  # the whole of what was typed
        _, preview = desks[0].open(f"{piece}preview/")
        assert won in preview and lost not in preview
        assert claims_in(preview) == CLAIMS


def save_at_once(desks: list[Desk], piece: str, changes: list[dict[str, Callable[[str], str]]]) -> list[str]:
    """Each person's form, opened first and then sent at the same moment; the pages they end up on."""
    address = f"{piece}change/"
    forms = [desk.fill_in(address, **typed) for desk, typed in zip(desks, changes, strict=True)]
    with ThreadPoolExecutor() as pool:
        return list(pool.map(lambda desk, form: desk.open(address, form)[1], desks, forms))


def in_front(opening: str) -> Callable[[str], str]:
    return lambda body: f"<p>{opening}</p>{body}"


def instead(text: str) -> Callable[[str], str]:
    return lambda _: text


def claims_in(preview: str) -> set[str]:
    marks = lxml.html.fromstring(preview).iter("mark")
    return {number for mark in marks for number in mark.get("data-claims", "").split()}
