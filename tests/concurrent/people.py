"""Somebody at the desk, as far as a form needs a browser; and what the desk answered."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from threading import Barrier
from typing import TypeVar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, OpenerDirector, Request, build_opener

import lxml.html

Form = list[tuple[str, str]]
T = TypeVar("T")
PATIENCE = 120  # seconds for an answer, when forty wait for one


class _Stay(HTTPRedirectHandler):
    """Do not follow: where an answer sends somebody tells what became of their save."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


@dataclass(frozen=True)
class Answer:
    status: int
    sent_to: str
    page: str

    @property
    def is_set_aside(self) -> bool:
        return self.status == 302 and "/set-aside/" in self.sent_to

    @property
    def is_saved(self) -> bool:
        return self.status == 302 and not self.is_set_aside


def _browser() -> OpenerDirector:
    return build_opener(HTTPCookieProcessor(CookieJar()), _Stay())


@dataclass
class Person:
    number: int
    url: str
    browser: OpenerDirector = field(default_factory=_browser)

    @property
    def sentence(self) -> str:
        """One that nobody else writes."""
        return f"Sailor {self.number} of crew {self.number * 13 + 1} signed here."

    def ask(self, address: str, form: Form | None = None) -> Answer:
        data = urlencode(form).encode() if form is not None else None
        request = Request(self.url + address, data, {"Referer": self.url + address})
        try:
            with self.browser.open(request, timeout=PATIENCE) as answer:
                return Answer(answer.status, "", answer.read().decode())
        except HTTPError as error:
            with error:
                return Answer(error.code, error.headers.get("Location", ""), error.read().decode())

    def form(self, address: str, form_id: str) -> Form:
        page = lxml.html.fromstring(self.ask(address).page)
        return list(page.get_element_by_id(form_id).form_values())

    def token(self, address: str) -> str:
        """What a form of a page proves with that it is the desk's own."""
        page = lxml.html.fromstring(self.ask(address).page)
        return str(page.xpath("string((//input[@name='csrfmiddlewaretoken'])[last()]/@value)"))

    def log_in(self) -> "Person":
        form = dict(self.form("/admin/login/", "login-form"))
        form |= {"username": f"person-{self.number}", "password": "the forty are one", "next": "/admin/"}
        assert self.ask("/admin/login/", list(form.items())).status == 302
        return self

    def filled_in(self, piece: str, sentence: str, paragraph: int) -> Form:
        """The form of a piece with a sentence more at the end of a paragraph."""
        form = self.form(f"{piece}change/", "article_form")
        return [
            (name, _with(value, sentence, paragraph) if name == "body" else value) for name, value in form
        ]

    def save(self, piece: str, form: Form) -> Answer:
        return self.ask(f"{piece}change/", form)

    def told(self) -> str:
        """What the desk had to say after the last save."""
        return self.ask("/admin/password_change/").page


def _with(body: str, sentence: str, paragraph: int) -> str:
    parts = body.split("</p>")
    parts[paragraph] += f" {sentence}"
    return "</p>".join(parts)


def together(work: Callable[[Person], T], people: Sequence[Person]) -> list[T]:
    """What each comes to, having begun at the same moment."""
    barrier = Barrier(len(people))

    def begin(person: Person) -> T:
        barrier.wait(PATIENCE)
        return work(person)

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(begin, people))
