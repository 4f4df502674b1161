"""What reader views and text extractors go by: where the piece is, and what stands beside it."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from lxml.html import HtmlElement

from articles.models import Edition
from articles.templatetags.paragraphs import with_links
from tests.factories import AuthorFactory, a_published_piece
from tests.journeys.desk_forms import page_of

PIECE = "russia-hamas-known-and-unknown"


@pytest.fixture
def piece(seed: None, reader: Client) -> HtmlElement:
    return page_of(reader.get(f"/articles/{PIECE}/"))


def test_the_body_is_named_as_extractors_look_for_it_and_holds_nothing_else(piece: HtmlElement) -> None:
    [body] = piece.find_class("article-body")
    paragraphs = [paragraph.text_content() for paragraph in body]
    assert paragraphs == Edition.objects.public().get(article__slug=PIECE).text.split("\n\n")


def test_authors_are_named_in_the_head_too_since_reader_views_leave_headers_out(
    publisher: User, reader: Client
) -> None:
    people = [(AuthorFactory(name=name), "author") for name in ("Ada Miller", "Tom & Co", "Eve Hill")]
    a_published_piece(publisher, slug="mill", bylines=people)
    told = page_of(reader.get("/articles/mill/")).xpath("//meta[@name='author']/@content")
    assert told == ["Ada Miller, Tom & Co and Eve Hill"]


def test_notes_stand_aside(piece: HtmlElement) -> None:
    assert len(piece.xpath("//aside//*[@data-note]")) == len(piece.xpath("//*[@data-note]")) == 30


def test_how_to_cite_stands_in_the_foot_of_the_piece(piece: HtmlElement) -> None:
    assert piece.xpath("//article/footer//h2[@id='cite']")


def test_where_the_piece_stands_in_its_series_is_told_in_its_foot(example: None, reader: Client) -> None:
    part = page_of(reader.get("/articles/sounding-the-puddle/")).find_class("part")[0]
    assert next(part.iterancestors()).tag == "footer"


def test_short_blocks_and_lists_have_no_link_lest_extractors_take_them_for_menus() -> None:
    long = "It was told at length. " * 3
    told = with_links(
        f'<p id="p-1">{long}</p><h2 id="p-2">Short</h2><ul><li><p id="p-3">{long}</p></li></ul>'
        f'<blockquote><p id="p-4">{long}</p></blockquote><p id="p-5">End.</p><p id="p-6"><em>{long}</em></p>'
    )
    assert re.findall(r'href="#p-([0-9])"', told) == ["1", "6"]
