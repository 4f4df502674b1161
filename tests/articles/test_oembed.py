"""oEmbed: which addresses are ours, and what is answered."""

from typing import Any
from xml.etree import ElementTree

import pytest
from lxml import html as lxml_html

from articles.oembed import as_xml, card, place_of
from tests.articles.descriptions import SITE, a_claim, a_person, an_edition

ROOM = (10_000, 10_000)


def answer(claim: Any = None, within: tuple[int, int] = ROOM, **more: Any) -> dict[str, Any]:
    return card(an_edition(**more), f"{SITE}/embed/articles/mill/", claim=claim, within=within)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/articles/mill/", ("mill", None)),
        ("/articles/mill/?utm_source=feed", ("mill", None)),
        ("/articles/mill/#p-3", ("mill", None)),
        ("/articles/mill/editions/2/", ("mill", None)),
        ("/articles/mill/claims/7/", ("mill", 7)),
        ("/articles/mill/#claim-7", ("mill", 7)),
        ("/articles/mill/#note-7", ("mill", 7)),
    ],
)
def test_an_address_leads_to_a_piece_or_a_claim(path: str, place: tuple[str, int | None]) -> None:
    assert place_of(SITE + path, SITE) == place


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/articles/mill/",
        "https://journal.example.elsewhere.example/articles/mill/",
        "https://journal.example@elsewhere.example/articles/mill/",
        "https://journal.example:8443/articles/mill/",
        "javascript://journal.example/articles/mill/",
        "//journal.example/articles/mill/",
        "/articles/mill/",
        f"{SITE}/",
        f"{SITE}/articles/mill",
        f"{SITE}/articles/../admin/",
        f"{SITE}/articles/mill/claims/99999999/",
        f"{SITE}/authors/ada/",
        "https://[",
        "",
    ],
)
def test_any_other_address_leads_nowhere(url: str) -> None:
    assert place_of(url, SITE) is None


def test_the_answer_has_what_the_specification_asks_of_a_rich_one() -> None:
    found = answer()
    assert (found["version"], found["type"]) == ("1.0", "rich")
    assert {"html", "width", "height", "title", "provider_name", "provider_url"} <= found.keys()
    assert found["author_url"] == f"{SITE}/authors/ada-miller/"


def test_the_card_is_a_frame_with_a_title() -> None:
    [frame] = lxml_html.fragments_fromstring(answer()["html"])
    assert (frame.tag, frame.get("src")) == ("iframe", f"{SITE}/embed/articles/mill/")
    assert frame.get("title") == "The idle mill"


def test_the_frame_is_no_larger_than_there_is_room() -> None:
    found = answer(within=(320, 200))
    [frame] = lxml_html.fragments_fromstring(found["html"])
    assert (found["width"], found["height"]) == (320, 200)
    assert (frame.get("width"), frame.get("height")) == ("320", "200")


def test_a_claim_is_called_by_its_number_and_its_piece() -> None:
    assert answer(a_claim(7))["title"] == "Claim 7 in “The idle mill”"


def test_several_authors_are_named_and_none_of_them_is_linked() -> None:
    found = answer(people=[a_person(), a_person("Tom Lang")])
    assert found["author_name"] == "Ada Miller, Tom Lang"
    assert "author_url" not in found


def test_a_headline_cannot_leave_its_attribute() -> None:
    hostile = '"><script>alert(1)</script>'
    [frame] = lxml_html.fragments_fromstring(answer(title=hostile)["html"])
    assert frame.get("title") == hostile


def test_xml_says_the_same() -> None:
    found = answer()
    told = {element.tag: element.text for element in ElementTree.fromstring(as_xml(found))}
    assert told == {name: str(value) for name, value in found.items()}
