"""Which notes show: by how the text puts a claim, or by what was found. The style sheet does it alone."""

import re

import pytest
from django.conf import settings
from django.test import Client
from lxml.html import HtmlElement

from claims.templatetags.claim_notes import FOUND, PUT
from tests.journeys.desk_forms import page_of

STYLES = (settings.BASE_DIR / "cepa_edge/static/css/claims.css").read_text()


@pytest.fixture
def page(seed: None, reader: Client) -> HtmlElement:
    return page_of(reader.get("/articles/russia-hamas-known-and-unknown/"))


def choices(page: HtmlElement) -> dict[str, int]:
    labels = page.xpath("//details[@class='notes-filter']//label")
    count = re.compile(r"\((\d+)\)")
    return {label.find("input").get("value"): int(count.findall(label.text_content())[0]) for label in labels}


def test_every_choice_says_how_many_notes_it_leaves(page: HtmlElement) -> None:
    told = choices(page)
    assert told.pop("all") == 30
    for choice, count in told.items():
        kind, value = choice.split("-")
        assert len(page.xpath(f"//*[@data-note][@data-{kind}='{value}']")) == count > 0


def test_every_note_is_among_the_choices_of_both_kinds(page: HtmlElement) -> None:
    told = choices(page)
    for kind in ("put", "found"):
        assert sum(count for choice, count in told.items() if choice.startswith(f"{kind}-")) == 30


@pytest.mark.parametrize(
    ("kind", "value"), [*(("put", value) for value in PUT), *(("found", value) for value in FOUND)]
)
def test_the_style_sheet_knows_every_choice(kind: str, value: str) -> None:
    assert f'[value="{kind}-{value}"]:checked) .note:not([data-{kind}="{value}"], :target)' in STYLES


def test_choosing_sends_nothing(page: HtmlElement) -> None:
    [form] = page.xpath("//details[@class='notes-filter']/form")
    assert not form.xpath(".//button | .//input[@type='submit']")
