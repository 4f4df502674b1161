"""The same site as another journal: its name and its look, from the desk to every page."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings as ours
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.imprint import ShownLogo
from articles.models import Logo, PolicyKind, Publication
from tests.articles.another_journal import FACTS, NAME, a_picture, a_policy, named
from tests.factories import a_published_piece
from tests.journeys.desk_forms import fields_of, page_of, submit, what_went_wrong

Desk = Callable[[User], Client]
ADD = "/admin/articles/publication/add/"
CHANGE = "/admin/articles/publication/1/change/"
FORM = "publication_form"
FOR_MACHINES = {"/feed/": 200, "/feed.json": 200, "/corrections/feed/": 200}
LOGIN = {"/admin/login/": 200}
TEMPLATES = [path for path in Path(ours.BASE_DIR, "templates").rglob("*.html")]


def text_of(browser: Client, address: str, status: int = 200) -> str:
    response = browser.get(address)
    assert response.status_code == status
    return response.content.decode()


# A journal of another name


@pytest.fixture
def another(publisher: User) -> Publication:
    publication = named(publisher, picture=a_picture(), logo_alt=f"{NAME}, the logo")
    for kind in PolicyKind.values:
        a_policy(publisher, kind, title=f"Our page on {kind}")
    return publication


def pages_for_readers(publisher: User) -> dict[str, int]:
    """A page of every kind, and how it is answered."""
    piece = a_published_piece(publisher, tags=["ice"])
    here = piece.get_absolute_url()
    policies = [f"/policies/{kind}/" for kind in PolicyKind.values]
    sound = ["/", here, f"{here}editions/", f"{here}editions/1/", "/tags/ice/", "/corrections/", "/policies/"]
    return dict.fromkeys([*sound, *policies], 200) | {"/nowhere/": 404}


def test_another_journal_is_named_on_every_page_and_ours_on_none(
    another: Publication, publisher: User, reader: Client
) -> None:
    for address, status in (pages_for_readers(publisher) | FOR_MACHINES | LOGIN).items():
        page = text_of(reader, address, status)
        assert NAME in page, address
        assert ours.SITE_NAME not in page, address


def test_its_logo_colours_and_policies_are_on_every_page_for_readers(
    another: Publication, publisher: User, reader: Client
) -> None:
    for address, status in pages_for_readers(publisher).items():
        page = text_of(reader, address, status)
        assert another.logo and another.logo.get_absolute_url() in page, address
        assert "/publication/8a1538-f2a3b8.css" in page, address
        assert [f"Our page on {kind}" in page for kind in PolicyKind.values] == [True] * 6, address


def test_the_desk_has_its_name_too(another: Publication, publisher: User, desk: Desk) -> None:
    for address in ("/admin/", "/admin/articles/article/", "/admin/password_change/", CHANGE):
        page = page_of(desk(publisher).get(address))
        assert page.get_element_by_id("site-name").text_content().strip() == NAME
        assert ours.SITE_NAME not in page.text_content()


def test_pages_take_no_more_queries_for_it(
    another: Publication, publisher: User, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_published_piece(publisher)
    reader.get("/")
    with django_assert_num_queries(1):
        reader.get("/")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ours.BASE_DIR)))
def test_no_template_names_the_journal(path: Path) -> None:
    assert not re.search(r"CEPA", path.read_text().replace("cepa_edge", ""), re.IGNORECASE)


def test_nothing_typed_for_the_publication_runs_on_a_page(publisher: User, reader: Client) -> None:
    hostile = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    named(
        publisher, name=hostile, description=hostile, publisher=hostile, picture=a_picture(), logo_alt=hostile
    )
    a_policy(publisher, "ethics", title=hostile)
    for address in ("/", "/policies/", "/policies/ethics/", "/corrections/"):
        page = page_of(reader.get(address))
        assert not page.xpath(
            "//script[not(@src) and not(@type='application/ld+json')] | //@onerror | //img[@src='x']"
        )


# Its look


def test_without_a_logo_the_name_stands_in_the_masthead(publisher: User, reader: Client) -> None:
    named(publisher)
    masthead = page_of(reader.get("/")).find_class("masthead")[0]
    assert masthead.xpath(".//h1")[0].text_content().strip() == NAME and not masthead.xpath(".//img")


def test_a_logo_that_spells_the_name_stands_alone(another: Publication, reader: Client) -> None:
    [heading] = page_of(reader.get("/")).xpath("//h1")
    assert heading.text_content().strip() == ""
    assert heading.xpath(".//img/@alt") == [f"{NAME}, the logo"]


@pytest.mark.parametrize(
    ("size", "on_pages", "at_home"),
    [((900, 120), (320, 43), (480, 64)), ((300, 300), (48, 48), (80, 80)), ((20, 10), (20, 10), (20, 10))],
)
def test_how_large_a_logo_stands_is_known_before_it_comes(
    size: tuple[int, int], on_pages: tuple[int, int], at_home: tuple[int, int]
) -> None:
    logo = ShownLogo("digest", *size, alt="")
    assert (logo.on_pages, logo.at_home) == (on_pages, at_home)


def test_a_logo_without_words_stands_beside_the_name(publisher: User, reader: Client) -> None:
    named(publisher, picture=a_picture())
    [heading] = page_of(reader.get("/")).xpath("//h1")
    assert heading.text_content().strip() == NAME
    assert heading.xpath(".//img/@alt") == [""]


def test_the_logo_is_kept_for_a_year(another: Publication, reader: Client) -> None:
    response = reader.get(Logo.objects.get().get_absolute_url())
    assert response["Content-Type"] == "image/png"
    assert response.content == Logo.objects.get().png
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_former_logo_is_still_there_for_pages_kept_elsewhere(
    another: Publication, publisher: User, reader: Client
) -> None:
    assert another.logo
    named(publisher, picture=a_picture(size=(10, 10)))
    assert reader.get(another.logo.get_absolute_url()).status_code == 200


def test_a_logo_nobody_sent_is_not_there(reader: Client) -> None:
    assert reader.get("/publication/logo-0123456789abcdef.png").status_code == 404


def test_the_sheet_sets_both_colours_and_is_kept_for_a_year(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = reader.get("/publication/8a1538-f2a3b8.css")
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert [
        "--blue: #8a1538;" in response.content.decode(),
        "--blue: #f2a3b8;" in response.content.decode(),
    ] == [True] * 2


@pytest.mark.parametrize(
    "colours", ["8a1538-zzzzzz", "8a1538-", "red-blue", "8A1538-f2a3b8", "8a1538-f2a3b8-1"]
)
def test_a_sheet_of_what_are_no_colours_is_not_there(colours: str, reader: Client, db: None) -> None:
    assert reader.get(f"/publication/{colours}.css").status_code == 404


def test_a_publication_without_colours_asks_for_no_sheet(reader: Client, db: None) -> None:
    assert "/publication/" not in text_of(reader, "/")


# On the desk


def test_the_publisher_names_the_journal_on_the_desk(publisher: User, desk: Desk, reader: Client) -> None:
    logo = SimpleUploadedFile("logo.png", a_picture(), "image/png")
    answer = submit(desk(publisher), ADD, FORM, **FACTS, picture=logo, why="Founded")
    assert answer.status_code == 302, what_went_wrong(answer)
    publication = Publication.objects.get()
    assert (publication.name, publication.history.get().history_change_reason) == (NAME, "Founded")
    assert publication.logo
    assert publication.logo.get_absolute_url() in text_of(desk(publisher), CHANGE)


def test_the_form_begins_with_what_the_journal_is_called_now(publisher: User, desk: Desk) -> None:
    assert page_of(desk(publisher).get(ADD)).get_element_by_id("id_name").value == ours.SITE_NAME


def test_a_second_publication_cannot_be_added(another: Publication, publisher: User, desk: Desk) -> None:
    assert desk(publisher).get(ADD).status_code == 403


@pytest.mark.parametrize("role", ["contributor", "editor", "checker"])
def test_others_see_it_and_change_nothing(
    role: str, another: Publication, desk: Desk, request: pytest.FixtureRequest
) -> None:
    browser = desk(request.getfixturevalue(role))
    assert 'name="_save"' not in text_of(browser, CHANGE)
    assert browser.post(CHANGE, {"name": "Mine"}).status_code == 403


def test_a_refused_logo_says_why_and_the_rest_stays_typed(publisher: User, desk: Desk) -> None:
    svg = SimpleUploadedFile("logo.svg", b"<svg/>", "image/svg+xml")
    answer = submit(desk(publisher), ADD, FORM, **FACTS, picture=svg)
    assert "can carry scripts" in what_went_wrong(answer)
    assert page_of(answer).get_element_by_id("id_name").value == NAME


def test_a_refused_colour_says_why(publisher: User, desk: Desk) -> None:
    answer = submit(desk(publisher), ADD, FORM, **FACTS | {"accent": "#ffff00"})
    assert "choose a darker one" in what_went_wrong(answer)


def test_the_publisher_takes_the_logo_down(another: Publication, publisher: User, desk: Desk) -> None:
    submit(desk(publisher), CHANGE, FORM, also=["without_logo"])
    another.refresh_from_db()
    assert another.logo is None


def test_a_save_without_a_file_keeps_the_logo(another: Publication, publisher: User, desk: Desk) -> None:
    submit(desk(publisher), CHANGE, FORM, name="Tidewater")
    another.refresh_from_db()
    assert (another.name, another.logo is None) == ("Tidewater", False)


def test_a_logo_is_not_sent_and_taken_down_at_once(another: Publication, publisher: User, desk: Desk) -> None:
    logo = SimpleUploadedFile("logo.png", a_picture(), "image/png")
    answer = submit(desk(publisher), CHANGE, FORM, also=["without_logo"], picture=logo)
    assert "not both" in what_went_wrong(answer)


def test_a_new_piece_is_in_its_language(publisher: User, desk: Desk) -> None:
    named(publisher, language="uk")
    fields = fields_of(desk(publisher).get("/admin/articles/article/add/"), "article_form")
    assert fields["language"] == ["uk"]
