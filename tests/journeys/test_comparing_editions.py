"""Any two editions of a piece, and what is different between them."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from lxml.html import HtmlElement
from pytest_django import DjangoAssertNumQueries

from articles import publishing
from articles.models import Edition
from articles.views import comparison
from claims import annotating
from tests.factories import (
    AuthorFactory,
    DisclaimerFactory,
    SeriesFactory,
    a_claim,
    a_finding,
    a_published_piece,
    a_ready_piece,
    an_edition_after,
)
from tests.journeys.later_editions import PIECE, corrected, followed, page_at, words

FIRST_TWO = f"{PIECE}editions/1/compare/2/"
LONG = [f"<p>Paragraph {number} speaks of mills.</p>" for number in range(12)]


@pytest.fixture
def first(publisher: User) -> Edition:
    return a_published_piece(publisher, slug="mill", headline="The idle mill")


@pytest.fixture
def second(first: Edition, publisher: User) -> Edition:
    return corrected(first, publisher)


def section(page: HtmlElement, name: str) -> HtmlElement:
    [found] = page.xpath("//section[@aria-labelledby=$name]", name=f"compared-{name}")
    return found


def text_of(page: HtmlElement) -> HtmlElement:
    [text] = section(page, "text").find_class("passages")
    return text


def test_changed_words_are_marked_and_said(second: Edition, reader: Client) -> None:
    text = text_of(page_at(reader, FIRST_TWO))
    [removed], [added] = text.xpath(".//del"), text.xpath(".//ins")
    assert words(removed) == "[removed: May]"
    assert words(added) == "[added: June]"


def test_what_only_looks_otherwise_is_said_in_words(first: Edition, publisher: User, reader: Client) -> None:
    body = first.article.body.replace("harbour", "<strong>harbour</strong>")
    followed(first, publisher, "minor", body=body)
    text = text_of(page_at(reader, FIRST_TWO))
    assert "harbour [now bold]" in words(text)
    assert not text.xpath(".//ins | .//del")


@pytest.mark.parametrize(("is_added", "said"), [(True, "Added"), (False, "Removed")])
def test_a_whole_paragraph_that_came_or_went_says_so(
    is_added: bool, said: str, publisher: User, reader: Client
) -> None:
    shorter, longer = "".join(LONG[:3]), "".join([*LONG[:2], "<p>An owl lives there.</p>", *LONG[2:3]])
    before, after = (shorter, longer) if is_added else (longer, shorter)
    first = a_published_piece(publisher, slug="mill", body=before)
    followed(first, publisher, "update", "The owl.", body=after)
    [label] = text_of(page_at(reader, FIRST_TWO)).find_class("passage-said")
    assert words(label) == said
    assert "An owl lives there." in words(label.getparent())


def test_long_stretches_without_a_change_are_folded(publisher: User, reader: Client) -> None:
    first = a_published_piece(publisher, slug="mill", body="".join(LONG))
    body = "".join([*LONG[:-1], "<p>Paragraph 11 speaks of owls.</p>"])
    followed(first, publisher, "update", "The owls.", body=body)
    [fold] = text_of(page_at(reader, FIRST_TWO)).xpath(".//details")
    assert words(fold.find("summary")) == "10 paragraphs unchanged"
    assert "Paragraph 0 speaks of mills." in words(fold)
    assert "Paragraph 10 speaks of mills." not in words(fold)


def test_changes_around_the_text_are_listed(publisher: User, reader: Client) -> None:
    ada, ben = AuthorFactory(name="Ada Miller"), AuthorFactory(name="Ben Baker")
    first = a_published_piece(publisher, slug="mill", headline="The idle mill", bylines=[(ada, "author")])
    followed(
        first,
        publisher,
        "update",
        "All of it.",
        headline="The busy mill",
        standfirst="It turns.",
        kind="opinion",
        bylines=[(ada, "author"), (ben, "author"), (ben, "translator")],
        disclaimers=[DisclaimerFactory(name="Owls", text="No owl was asked.")],
        series=SeriesFactory(title="Mills of today"),
        tags=["owls"],
    )
    around = section(page_at(reader, FIRST_TWO), "around")
    listed = {words(name): words(name.getnext()) for name in around.xpath(".//dt")}
    assert listed == {
        "Headline": "The [removed: idle][added: busy] mill",
        "Standfirst": "[added: It turns.]",
        "Kind of piece": "[removed: Analysis][added: Opinion]",
        "Series": "[added: Mills of today]",
        "Byline": "Ada Miller[added: , Ben Baker]",
        "Translator": "[added: Ben Baker]",
        "Disclaimer “Owls”": "[added: No owl was asked.]",
        "Subjects": "[added: owls]",
    }


def test_a_bio_reworded_is_listed(publisher: User, reader: Client) -> None:
    ada = AuthorFactory(name="Ada Miller", bio="Writes about mills.")
    first = a_published_piece(publisher, slug="mill", bylines=[(ada, "author")])
    ada.bio = "Writes about owls."
    ada.save()
    corrected(first, publisher)
    around = section(page_at(reader, FIRST_TWO), "around")
    assert words(around.find(".//dt")) == "About Ada Miller"


def test_the_notes_of_all_editions_between_are_told(second: Edition, publisher: User, reader: Client) -> None:
    followed(second, publisher, "editors_note", "We thank the mayor.")
    told = words(section(page_at(reader, f"{PIECE}editions/1/compare/3/"), "editions"))
    assert "in June, not in May." in told
    assert "We thank the mayor." in told


def test_claims_that_came_went_and_were_assessed_are_listed(
    publisher: User, checker: User, reader: Client
) -> None:
    piece = a_ready_piece(publisher, slug="mill")
    froze = a_claim(piece, publisher)
    idle = a_claim(piece, publisher, "stood idle", proposition="The mill was idle.")
    first = publishing.publish(piece, by=publisher)
    a_finding(froze, publisher, signed_by=checker)
    annotating.remove(idle, by=publisher, reason="It turned at night.")
    a_claim(first.article, publisher, "Nobody asked", proposition="The mayor was not asked.")
    followed(first, publisher, "annotation")
    listed = section(page_at(reader, FIRST_TWO), "claims")
    told = {words(name): words(name.getnext()) for name in listed.xpath(".//dt")}
    assert "The mayor was not asked." in told["Claim 3 came"]
    assert "It turned at night." in told["Claim 2 went"]
    found = "What was found: [removed: Not yet assessed] [added: Could not be established]"
    assert found in told["Claim 1 is told otherwise"]


def test_an_edition_without_a_list_of_claims_has_none(publisher: User) -> None:
    piece = a_ready_piece(publisher)
    a_claim(piece, publisher)
    first = publishing.publish(piece, by=publisher)
    bare = an_edition_after(first, parts={}, digest="bare")
    assert [claim["number"] for claim in comparison.comparison(first, bare).claims.went] == [1]


def test_a_notice_changes_nothing_in_the_text(first: Edition, publisher: User, reader: Client) -> None:
    followed(first, publisher, "editors_note")
    page = page_at(reader, FIRST_TWO)
    assert "The text is the same in both editions." in words(section(page, "text"))
    assert not page.xpath("//ins | //del")


def test_a_comparison_the_wrong_way_round_is_turned(second: Edition, reader: Client) -> None:
    assert reader.get(f"{PIECE}editions/2/compare/1/")["Location"] == FIRST_TWO


def test_an_edition_compared_with_itself_says_so(second: Edition, reader: Client) -> None:
    assert "one and the same edition" in words(page_at(reader, f"{PIECE}editions/2/compare/2/"))


@pytest.mark.parametrize("address", [f"{PIECE}editions/", FIRST_TWO])
def test_two_editions_can_be_chosen(address: str, second: Edition, reader: Client) -> None:
    [form] = page_at(reader, address).forms
    assert dict(form.form_values()) == {"old": "1", "new": "2"}
    response = reader.get(form.get("action"), dict(form.form_values()), follow=True)
    assert response.redirect_chain == [(FIRST_TWO, 302)]


def test_a_piece_with_one_edition_offers_no_choice(first: Edition, reader: Client) -> None:
    assert not page_at(reader, f"{PIECE}editions/").forms


def test_search_engines_pass_comparisons_over(second: Edition, reader: Client) -> None:
    response = reader.get(FIRST_TWO)
    assert response["X-Robots-Tag"] == "noindex"


def test_a_comparison_takes_two_queries(
    second: Edition, reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        reader.get(FIRST_TWO)


def test_two_editions_are_compared_once(
    second: Edition, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = reader.get(FIRST_TWO).content
    monkeypatch.setattr(comparison, "compare", None)
    assert reader.get(FIRST_TWO).content == page


def test_nothing_typed_on_the_desk_runs_on_a_comparison(publisher: User, reader: Client) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    first = a_published_piece(publisher, slug="mill", headline=hostile, standfirst=hostile)
    followed(first, publisher, "update", hostile, headline="Tame", standfirst="", tags=[hostile])
    assert not page_at(reader, FIRST_TWO).xpath(
        "//script[not(@src or @type='application/ld+json')] | //img | //@onerror"
    )
