"""Whatever a thief with the database rewrites is found, and where it begins is named."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, models
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from articles import publishing, revising
from articles.models import Article, Edition, EditionAuthor
from articles.plaintext import fingerprint
from articles.verifying import Broken, Whole, missing_from, verify
from tests.articles.stealing import JOINED, forge, remove, rewrite, unfreeze
from tests.factories import (
    BODY,
    AuthorFactory,
    DisclaimerFactory,
    SeriesFactory,
    a_claim,
    a_colleague,
    a_published_piece,
    a_ready_piece,
)

Chain = list[Edition]


def revised_and_published(article: Article, by: User, headline: str) -> Edition:
    revising.revise(Article.objects.get(pk=article.pk), by=by, headline=headline)
    return publishing.publish(article, by=by, kind="update", note=f"Now “{headline}”.")


@pytest.fixture
def chain(publisher: User) -> Chain:
    """Three editions of one piece, the claims in each."""
    piece = a_ready_piece(publisher)
    a_claim(piece, publisher)
    first = publishing.publish(piece, by=publisher)
    return [first, *(revised_and_published(piece, publisher, word) for word in ("Second", "Third"))]


def the_finding() -> Whole | Broken:
    [finding] = verify()
    return finding


def broken_at() -> tuple[int, str]:
    """The number of the first edition that does not hold, and why."""
    finding = the_finding()
    assert isinstance(finding, Broken)
    return finding.number, " ".join(finding.reasons)


def test_what_nobody_touched_holds(chain: Chain) -> None:
    assert the_finding() == Whole(chain[0].slug, 3, chain[2].digest)


def test_the_seed_and_the_example_hold(seed: None, example: None) -> None:
    findings = list(verify())
    assert [finding for finding in findings if isinstance(finding, Broken)] == []
    assert len(findings) == Edition.objects.current().count()


def test_notices_and_a_removal_hold(chain: Chain, publisher: User) -> None:
    for kind in ("expression_of_concern", "retraction", "removal"):
        publishing.announce(chain[0].article, by=publisher, kind=kind, note="We were wrong.")
    finding = the_finding()
    assert isinstance(finding, Whole) and finding.number == 6


def test_a_piece_that_was_never_published_is_not_asked(publisher: User) -> None:
    a_ready_piece(publisher)
    assert list(verify()) == []


def claims_with_another_finding(edition: Edition) -> dict[str, Any]:
    [claim] = edition.parts["claims"]
    return {**edition.parts, "claims": [claim | {"found": "Supported by evidence"}]}


REWRITTEN: dict[str, Callable[[Edition], dict[str, Any]]] = {
    "text": lambda edition: {"text": edition.text.replace("twice", "once")},
    "html": lambda edition: {"html": edition.html.replace("twice", "once")},
    "headline": lambda edition: {"headline": "Always so"},
    "note": lambda edition: {"note": "Nothing of note."},
    "a claim": lambda edition: {"parts": claims_with_another_finding(edition)},
    "byline": lambda edition: {"furniture": edition.furniture | {"bylines": []}},
    "date": lambda edition: {"published_at": edition.published_at + timedelta(microseconds=1)},
    "kind": lambda edition: {"kind": "clarification"},
    "override": lambda edition: {"overridden": {"reason": "In a hurry", "problems": []}},
    "number of the past": lambda edition: {"past": [edition.past[0] | {"number": 7}]},
    "note of the past": lambda edition: {"past": [edition.past[0] | {"note": "Quite new."}]},
    "no past": lambda edition: {"past": []},
    "digest": lambda edition: {"digest": "0" * 64},
    "digest before": lambda edition: {"previous_digest": "0" * 64},
}


@pytest.mark.parametrize("what", REWRITTEN)
def test_what_was_rewritten_is_found_where_it_stands(what: str, chain: Chain) -> None:
    second = chain[1]
    rewrite(second, **REWRITTEN[what](second))
    number, why = broken_at()
    assert number == 2
    assert "not the one its digest was made of" in why


def test_who_published_it_is_not_rewritten_unseen(chain: Chain) -> None:
    rewrite(chain[1], published_by=a_colleague("editor"))
    assert broken_at() == (2, "The history of the piece says that somebody else published it.")


@pytest.mark.parametrize("columns", [{"place": 7}, {"series": None, "place": None}])
def test_a_place_in_a_series_is_not_rewritten_unseen(columns: dict[str, Any], publisher: User) -> None:
    series = SeriesFactory()
    rewrite(a_published_piece(publisher, series=series, place=2), **columns)
    assert broken_at() == (1, "Series, authors, tags or disclaimers do not find it as it names them.")


@pytest.mark.parametrize("table", JOINED)
def test_a_row_taken_from_beside_an_edition_is_missed(table: str, publisher: User) -> None:
    edition = a_published_piece(publisher, tags=["russia"], disclaimers=[DisclaimerFactory()])
    unfreeze(table)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
    assert broken_at() == (1, "Series, authors, tags or disclaimers do not find it as it names them.")
    assert edition.furniture["tags"]


def test_a_piece_credited_to_somebody_else_in_the_lists_is_found(chain: Chain) -> None:
    unfreeze("articles_editionauthor")
    models.QuerySet(EditionAuthor).filter(edition=chain[1]).update(author=AuthorFactory())
    assert broken_at() == (2, "Series, authors, tags or disclaimers do not find it as it names them.")


def test_text_rewritten_with_its_fingerprint_is_found_all_the_same(chain: Chain) -> None:
    text = chain[1].text.replace("twice", "once")
    rewrite(chain[1], text=text, fingerprint=fingerprint(text))
    assert broken_at()[0] == 2


def test_a_forged_digest_breaks_the_chain_at_the_next_edition(chain: Chain) -> None:
    forge(chain[0], headline="Always so")
    assert broken_at() == (2, "What it was made after is not the edition that stands before it.")


def test_a_text_that_is_not_its_fingerprints_is_found_under_a_forged_digest(chain: Chain) -> None:
    forge(chain[2], text="Other words.")
    assert broken_at() == (3, "Its text is not the one its fingerprint was made of.")


def test_a_forged_past_is_found_in_the_newest_edition(chain: Chain) -> None:
    forge(chain[2], past=chain[2].past[:1])
    assert broken_at() == (3, "What it tells of the editions before it is not so.")


def test_a_past_blotted_out_is_found_in_the_newest_edition(chain: Chain) -> None:
    forge(chain[2], past=[])
    assert broken_at() == (3, "What it tells of the editions before it is not so.")


def test_an_edition_from_before_editions_told_their_past_holds(publisher: User) -> None:
    first = a_published_piece(publisher)
    forge(revised_and_published(first.article, publisher, "Second"), past=[])
    third = revised_and_published(first.article, publisher, "Third")
    assert the_finding() == Whole(first.slug, 3, third.digest)


def test_an_edition_dated_before_the_one_before_it_is_found(chain: Chain) -> None:
    early = chain[0].first_published_at
    forge(chain[1], published_at=timezone.now() + timedelta(days=1))
    forge(chain[2], previous_digest=chain[1].digest, past=[*chain[2].past[:1], chain[1].as_past()])
    assert broken_at() == (3, "It is older than the edition before it.")
    assert chain[2].first_published_at == early


def test_a_first_publication_moved_in_time_is_found(chain: Chain) -> None:
    forge(chain[2], first_published_at=chain[2].first_published_at - timedelta(days=365))
    assert broken_at() == (3, "It puts the first edition at another time.")


def test_a_deleted_middle_edition_is_missed(chain: Chain) -> None:
    remove(chain[1], live=chain[2])
    assert broken_at() == (2, "It is gone; what stands in its place is edition 3.")


def test_a_deleted_first_edition_is_missed(chain: Chain) -> None:
    remove(chain[0], live=chain[2])
    assert broken_at() == (1, "It is gone; what stands in its place is edition 2.")


@pytest.mark.parametrize("served", [None, 1])
def test_a_deleted_newest_edition_is_missed(served: int | None, chain: Chain) -> None:
    remove(chain[2], live=chain[served] if served else None)
    assert broken_at() == (3, "It is gone; the piece once had it before readers.")


def test_a_piece_robbed_of_every_edition_is_missed(chain: Chain) -> None:
    for edition in chain:
        remove(edition, live=None)
    assert broken_at() == (1, "It is gone; the piece was published.")


def test_readers_served_an_older_edition_is_found(chain: Chain) -> None:
    Article.objects.update(live=chain[1])
    assert broken_at() == (3, "It is the newest, and not the one readers are served.")


def test_each_piece_is_walked_by_itself(chain: Chain, publisher: User) -> None:
    other = a_published_piece(publisher)
    rewrite(chain[0], text="Other words.")
    broken = Broken(chain[0].slug, 1, tuple(broken_reasons(chain[0].slug)))
    assert set(verify()) == {broken, Whole(other.slug, 1, other.digest)}


def broken_reasons(slug: str) -> list[str]:
    return [
        why for found in verify() if isinstance(found, Broken) and found.slug == slug for why in found.reasons
    ]


def test_pieces_of_one_headline_are_not_taken_for_one(publisher: User) -> None:
    first, other = (a_published_piece(publisher, headline="The Mill") for _ in range(2))
    for edition in (first, other, first):
        piece = Article.objects.get(pk=edition.article_id)
        revising.revise(piece, by=publisher, standfirst=f"Version {piece.version}")
        publishing.publish(piece, by=publisher, kind="update", note="More.")
    found = {finding.slug: finding.number for finding in verify() if isinstance(finding, Whole)}
    assert found == {first.slug: 3, other.slug: 2}


@pytest.mark.parametrize("pieces", [1, 12])
def test_however_many_pieces_it_takes_six_queries(
    pieces: int, publisher: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(pieces):
        a_published_piece(publisher)
    with django_assert_num_queries(6):
        assert len(list(verify())) == pieces


def test_a_kept_digest_that_is_no_longer_there_is_missed(chain: Chain) -> None:
    kept = [Whole("the-piece", 2, chain[1].digest), Whole("the-piece", 3, "0" * 64)]
    assert list(missing_from(kept)) == [
        Broken("the-piece", 3, ("It is not the edition whose digest was kept.",))
    ]


def test_a_whole_past_forged_is_found_by_what_was_kept(chain: Chain) -> None:
    kept = the_finding()
    assert isinstance(kept, Whole)
    forge(chain[2], html=BODY)
    assert isinstance(the_finding(), Whole)
    assert [found.number for found in missing_from([kept])] == [3]


def test_what_was_kept_is_still_there_after_another_edition(chain: Chain, publisher: User) -> None:
    kept = the_finding()
    assert isinstance(kept, Whole)
    revised_and_published(chain[0].article, publisher, "Fourth")
    assert list(missing_from([kept])) == []
