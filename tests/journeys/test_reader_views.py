"""What reader views and text extractors go by: where the piece is, and what stands beside it."""

import pytest
from django.test import Client
from lxml.html import HtmlElement

from articles.models import Edition
from tests.journeys.desk_forms import page_of

PIECE = "russia-hamas-known-and-unknown"


@pytest.fixture
def piece(seed: None, reader: Client) -> HtmlElement:
    return page_of(reader.get(f"/articles/{PIECE}/"))


def test_the_body_is_named_as_extractors_look_for_it_and_holds_nothing_else(piece: HtmlElement) -> None:
    [body] = piece.find_class("article-body")
    paragraphs = [paragraph.text_content() for paragraph in body]
    assert paragraphs == Edition.objects.public().get(article__slug=PIECE).text.split("\n\n")


def test_notes_stand_aside(piece: HtmlElement) -> None:
    assert len(piece.xpath("//aside//*[@data-note]")) == len(piece.xpath("//*[@data-note]")) == 30


def test_how_to_cite_stands_in_the_foot_of_the_piece(piece: HtmlElement) -> None:
    assert piece.xpath("//article/footer//h2[@id='cite']")
