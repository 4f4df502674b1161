from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles import publishing, scheduling
from articles.checklist import problems_of
from articles.models import Article
from tests.factories import DisclaimerFactory, SeriesFactory, a_piece, a_published_piece, a_ready_piece


def told(article: Article, code: str) -> list[str]:
    return [problem.message for problem in problems_of(article) if problem.code == code]


def linking(by: User, href: str, words: str = "there") -> Article:
    return a_piece(by, body=f'<p>Look <a href="{href}">{words}</a>.</p>')


def test_a_disclaimer_no_longer_in_use_stops_publication(publisher: User) -> None:
    piece = a_piece(publisher, disclaimers=[DisclaimerFactory(name="Old views", is_current=False)])
    assert told(piece, "disclaimer") == ["The disclaimer “Old views” is no longer in use."]


def test_so_does_one_of_its_series(publisher: User) -> None:
    series = SeriesFactory()
    series.disclaimers.add(DisclaimerFactory(is_current=False))
    assert len(told(a_piece(publisher, series=series), "disclaimer")) == 1


def test_a_piece_without_a_disclaimer_is_only_remarked_on(publisher: User) -> None:
    [problem] = [found for found in problems_of(a_ready_piece(publisher)) if found.code == "disclaimer"]
    assert not problem.blocks


def test_an_embargo_stops_publication_and_nobody_overrides_it(publisher: User) -> None:
    piece = scheduling.embargo(
        a_ready_piece(publisher, disclaimers=[DisclaimerFactory()]),
        until=timezone.now() + timedelta(hours=1),
        by=publisher,
    )
    [problem] = [found for found in problems_of(piece) if found.blocks]
    assert (problem.code, problem.can_be_overridden) == ("embargo", False)


def test_an_embargo_that_is_over_stops_nothing(publisher: User) -> None:
    piece = a_ready_piece(publisher)
    piece.embargoed_until = timezone.now() - timedelta(seconds=1)
    assert told(piece, "embargo") == []


@pytest.mark.parametrize(
    "href",
    ["https://elsewhere.example/articles/nothing/", "mailto:desk@example.org", "#p-1", "/authors/ada/"],
)
def test_links_elsewhere_are_not_asked_after(href: str, publisher: User) -> None:
    assert told(linking(publisher, href), "link") == []


@pytest.mark.parametrize("href", ["/articles/nowhere/", "http://localhost:8000/articles/nowhere/#p-3"])
def test_a_link_to_a_piece_nobody_can_read_stops_publication(
    href: str, publisher: User, settings: object
) -> None:
    settings.SITE_HOST = "localhost"  # type: ignore[attr-defined]
    found = told(linking(publisher, href), "link")
    assert found == ["It links to /articles/nowhere/, where readers find nothing."]


def test_a_link_to_a_published_piece_is_fine(publisher: User) -> None:
    a_published_piece(publisher, slug="mill")
    assert told(linking(publisher, "/articles/mill/"), "link") == []


def test_a_link_to_a_removed_piece_is_told(publisher: User) -> None:
    edition = a_published_piece(publisher, slug="mill")
    publishing.announce(edition.article, by=publisher, kind="removal", note="Gone.")
    assert len(told(linking(publisher, "/articles/mill/"), "link")) == 1


def test_a_link_without_words_is_told(publisher: User) -> None:
    assert told(linking(publisher, "https://example.org/", " "), "link") == [
        "A link to https://example.org/ has no words."
    ]
