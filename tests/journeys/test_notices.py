"""What a reader is told of a piece's editions before the text, and behind it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from lxml.html import HtmlElement

from articles.models import Edition
from articles.models.edition import EditionKind
from articles.views.telling import DONE
from tests.factories import a_published_piece
from tests.journeys.later_editions import (
    CORRECTED,
    PIECE,
    corrected,
    followed,
    lightly_edited,
    page_at,
    words,
)


@pytest.fixture
def first(publisher: User) -> Edition:
    return a_published_piece(publisher, slug="mill", headline="The idle mill")


@pytest.fixture
def second(first: Edition, publisher: User) -> Edition:
    return corrected(first, publisher)


def before_the_text(page: HtmlElement) -> str:
    return " ".join(" ".join(page.xpath("//article//text()[following::*[@data-noted]]")).split())


def behind_the_text(page: HtmlElement) -> str:
    return " ".join(" ".join(page.xpath("//article//text()[preceding::*[@data-noted]]")).split())


def test_every_kind_of_edition_has_its_words() -> None:
    assert DONE.keys() == set(EditionKind.values)


def test_a_piece_says_which_edition_it_is_and_leads_to_all(second: Edition, reader: Client) -> None:
    [link] = page_at(reader, PIECE).xpath("//header//a[@href='/articles/mill/editions/']")
    assert words(link) == f"Edition 2, corrected {second.published_at:%-d %B %Y}"


@pytest.mark.parametrize("kind", ["correction", "clarification", "editors_note", "expression_of_concern"])
def test_what_must_be_known_first_stands_before_the_text(
    kind: str, first: Edition, publisher: User, reader: Client
) -> None:
    followed(first, publisher, kind, "Read this first.", body=CORRECTED)
    page = page_at(reader, PIECE)
    assert "Read this first." in before_the_text(page)
    assert "Read this first." not in behind_the_text(page)


def test_the_note_of_an_update_stands_behind_the_text(
    first: Edition, publisher: User, reader: Client
) -> None:
    followed(first, publisher, "update", "The mayor was asked.", body=CORRECTED)
    page = page_at(reader, PIECE)
    assert "The mayor was asked." in behind_the_text(page)
    assert "The mayor was asked." not in before_the_text(page)


def test_a_correction_is_still_told_when_a_minor_edition_follows(
    second: Edition, publisher: User, reader: Client
) -> None:
    lightly_edited(second, publisher)
    page = page_at(reader, PIECE)
    assert "The mill stood idle in June, not in May." in before_the_text(page)
    assert page.xpath("//a[@href='/articles/mill/editions/1/compare/2/']")


def test_notices_stand_newest_first(second: Edition, publisher: User, reader: Client) -> None:
    followed(second, publisher, "editors_note")
    headings = page_at(reader, PIECE).xpath("//section[starts-with(@aria-labelledby, 'notice-')]/h2")
    assert [words(heading).split(",")[0] for heading in headings] == ["Editor’s note", "Correction"]


@pytest.mark.parametrize(
    ("kind", "flag"), [("retraction", "Retracted"), ("expression_of_concern", "Expression of concern")]
)
def test_what_is_withdrawn_or_in_doubt_says_so_before_its_headline(
    kind: str, flag: str, first: Edition, publisher: User, reader: Client
) -> None:
    followed(first, publisher, kind)
    [piece, teaser] = page_at(reader, PIECE), page_at(reader, "/")
    for page, headline in ((piece, "//h1"), (teaser, "//h2")):
        [mark] = page.xpath("//*[contains(@class, 'flag-grave')]")
        assert words(mark) == flag
        assert mark.xpath(f"./following::*[self::{headline[2:]}][contains(., 'The idle mill')]")


def test_a_retracted_piece_keeps_its_text_at_its_address(
    first: Edition, publisher: User, reader: Client
) -> None:
    followed(first, publisher, "retraction", "None of this happened.")
    page = page_at(reader, PIECE)
    assert "The harbour froze twice." in words(page)
    assert page.findtext(".//title").startswith("Retracted: The idle mill")


def test_a_retracted_piece_stays_flagged_under_later_notes(
    first: Edition, publisher: User, reader: Client
) -> None:
    followed(followed(first, publisher, "retraction"), publisher, "editors_note")
    for address in (PIECE, "/"):
        assert page_at(reader, address).find_class("flag-grave")


def test_a_settled_concern_is_told_and_flagged_no_more(
    first: Edition, publisher: User, reader: Client
) -> None:
    corrected(followed(first, publisher, "expression_of_concern", "We are looking into it."), publisher)
    page = page_at(reader, PIECE)
    assert not page.find_class("flag-grave")
    assert "We are looking into it." in before_the_text(page)
