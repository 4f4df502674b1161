"""What a reader who wants to cite a piece finds."""

import json

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Edition
from tests.factories import AuthorFactory, a_published_piece
from tests.journeys.later_editions import PIECE, corrected, followed, page_at, words

HERE = f"{settings.SITE_URL}{PIECE}"
FORMS = {
    "csl": ("application/vnd.citationstyles.csl+json; charset=utf-8", "mill-2.json"),
    "bibtex": ("application/x-bibtex; charset=utf-8", "mill-2.bib"),
    "ris": ("application/x-research-info-systems; charset=utf-8", "mill-2.ris"),
}


@pytest.fixture
def second(publisher: User) -> Edition:
    writer = AuthorFactory(name="Ada Miller")
    first = a_published_piece(publisher, slug="mill", headline="The idle mill", bylines=[(writer, "author")])
    return corrected(first, publisher)


@pytest.mark.parametrize("form", FORMS)
def test_a_piece_leads_to_its_citation_in_every_format(form: str, second: Edition, reader: Client) -> None:
    address = f"{HERE}editions/2/cite/{form}/"
    assert page_at(reader, PIECE).xpath("//section[@aria-labelledby='cite']//a[@href=$to]", to=address)
    response = reader.get(address.removeprefix(settings.SITE_URL))
    media_type, name = FORMS[form]
    assert response["Content-Type"] == media_type
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "The idle mill" in response.content.decode()
    assert f"{HERE}editions/2/" in response.content.decode()


def test_the_citation_in_words_names_the_edition_and_its_address(second: Edition, reader: Client) -> None:
    [section] = page_at(reader, PIECE).xpath("//section[@aria-labelledby='cite']")
    assert "Ada Miller, “The idle mill”" in words(section)
    assert "edition 2" in words(section)
    assert section.xpath(".//a/@href")[0] == f"{HERE}editions/2/"


def test_an_old_edition_is_cited_as_it_was(second: Edition, reader: Client) -> None:
    [entry] = json.loads(reader.get(f"{PIECE}editions/1/cite/csl/").content)
    assert (entry["version"], entry["URL"]) == ("1", f"{HERE}editions/1/")
    [section] = page_at(reader, f"{PIECE}editions/1/").xpath("//section[@aria-labelledby='cite']")
    assert "edition 1" in words(section)


def test_a_retracted_piece_is_cited_as_retracted(second: Edition, publisher: User, reader: Client) -> None:
    followed(second, publisher, "retraction")
    [entry] = json.loads(reader.get(f"{PIECE}editions/3/cite/csl/").content)
    assert entry["title"] == "Retracted: The idle mill"


def test_a_removed_piece_cannot_be_cited(second: Edition, publisher: User, reader: Client) -> None:
    followed(second, publisher, "removal")
    assert reader.get(f"{PIECE}editions/1/cite/csl/").status_code == 410


def test_a_format_nobody_knows_is_not_there(second: Edition, reader: Client) -> None:
    assert reader.get(f"{PIECE}editions/2/cite/word/").status_code == 404


def test_indexes_find_each_author_and_the_address_that_stays(publisher: User, reader: Client) -> None:
    writers = [(AuthorFactory(name=name), "author") for name in ("Ada Miller", "Tom Lang")]
    a_published_piece(publisher, slug="mill", bylines=writers)
    head = page_at(reader, PIECE)
    assert head.xpath("//meta[@name='citation_author']/@content") == ["Ada Miller", "Tom Lang"]
    assert head.xpath("//meta[@name='citation_public_url']/@content") == [f"{HERE}editions/1/"]


def test_downloads_are_no_pages_to_be_indexed(second: Edition, reader: Client) -> None:
    assert reader.get(f"{PIECE}editions/2/cite/ris/")["X-Robots-Tag"] == "noindex"
