"""Data that must never exist: each constraint is broken past every form and verb."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import (
    Article,
    Byline,
    Edition,
    EditionAuthor,
    EditionDisclaimer,
    EditionTag,
    FormerAddress,
    Policy,
    Presence,
    Promotion,
    Publication,
    Series,
    SetAside,
    Tag,
    TaggedArticle,
)
from tests.articles.breaking import refused_by, untried
from tests.factories import (
    AuthorFactory,
    DisclaimerFactory,
    PromotionFactory,
    SeriesFactory,
    a_piece,
    a_published_piece,
    an_edition_after,
)

pytestmark = pytest.mark.django_db


def change(article: Article, **columns: object) -> None:
    Article.objects.filter(pk=article.pk).update(**columns)


def share_a_place(article: Article, publisher: User) -> None:
    series = SeriesFactory()
    for piece in (article, a_piece(publisher)):
        change(piece, series=series, place=1)


def end_before_the_start(article: Article, publisher: User) -> None:
    now = timezone.now()
    PromotionFactory(starts_at=now, ends_at=now - timedelta(days=1))


def byline_twice(article: Article, publisher: User) -> None:
    byline = article.bylines.get()
    Byline.objects.create(article=article, author=byline.author, role=byline.role)


def tag_twice(article: Article, publisher: User) -> None:
    tag = Tag.objects.create(name="mills")
    for _ in range(2):
        TaggedArticle.objects.create(tag=tag, content_object=article)


def edition_wrong(**columns: object) -> Callable[[Article, User], None]:
    def write(article: Article, publisher: User) -> None:
        an_edition_after(a_published_piece(publisher), **columns).save()

    return write


def edition_from_before_the_first(article: Article, publisher: User) -> None:
    edition = a_published_piece(publisher)
    an_edition_after(edition, published_at=edition.first_published_at - timedelta(days=1)).save()


def edition_author_twice(article: Article, publisher: User) -> None:
    edition = a_published_piece(publisher)
    EditionAuthor.objects.create(edition=edition, author=edition.authors_then.get())


def edition_tag_twice(article: Article, publisher: User) -> None:
    edition = a_published_piece(publisher, tags=["mills"])
    EditionTag.objects.create(edition=edition, tag=edition.tags_then.get())


def edition_disclaimer_twice(article: Article, publisher: User) -> None:
    edition = a_published_piece(publisher, disclaimers=[DisclaimerFactory()])
    EditionDisclaimer.objects.create(edition=edition, disclaimer=edition.disclaimers_then.get())


def present_twice(article: Article, publisher: User) -> None:
    for _ in range(2):
        Presence.objects.create(article=article, user=publisher, seen_at=timezone.now())


def settled_without_an_outcome(article: Article, publisher: User) -> None:
    now = timezone.now()
    SetAside.objects.create(article=article, by=publisher, started_from=1, content={}, settled_at=now)


def the_journal(**columns: object) -> Callable[[Article, User], None]:
    return lambda article, publisher: Publication(**{"name": "The Journal"} | columns).save()


def a_policy(**columns: object) -> Callable[[Article, User], None]:
    return lambda article, publisher: Policy(**{"kind": "about", "title": "About"} | columns).save()


BREAKING: dict[str, Callable[[Article, User], object]] = {
    "author_has_name": lambda article, publisher: AuthorFactory(name=""),
    "author_has_slug": lambda article, publisher: AuthorFactory(slug=""),
    "disclaimer_has_text": lambda article, publisher: DisclaimerFactory(text=""),
    "series_has_title": lambda article, publisher: SeriesFactory(title=""),
    "series_has_slug": lambda article, publisher: SeriesFactory(slug=""),
    "promotion_kind": lambda article, publisher: PromotionFactory(kind="banner"),
    "promotion_url_is_web_address": lambda article, publisher: PromotionFactory(url="javascript:alert(1)"),
    "promotion_ends_after_it_starts": end_before_the_start,
    "article_tagged_once": tag_twice,
    "article_has_headline": lambda article, publisher: change(article, headline=""),
    "article_has_slug": lambda article, publisher: change(article, slug=""),
    "article_kind": lambda article, publisher: change(article, kind="poem"),
    "article_stage": lambda article, publisher: change(article, stage="lost"),
    "article_place_needs_series": lambda article, publisher: change(article, place=1),
    "article_place_is_taken_once": share_a_place,
    "byline_once_per_role": byline_twice,
    "byline_role": lambda article, publisher: article.bylines.update(role="muse"),
    "edition_numbered_once": edition_wrong(number=1, kind="first"),
    "edition_number_from_one": edition_wrong(number=0),
    "edition_kind": edition_wrong(kind="rumour"),
    "edition_one_is_the_first": edition_wrong(kind="first"),
    "edition_kind_needs_note": edition_wrong(kind="correction", note=""),
    "edition_not_before_the_first": edition_from_before_the_first,
    "edition_author_once": edition_author_twice,
    "edition_tag_once": edition_tag_twice,
    "edition_disclaimer_once": edition_disclaimer_twice,
    "edition_has_text_unless_removed": edition_wrong(text="", html=""),
    "present_once": present_twice,
    "publication_is_one": the_journal(id=2),
    "publication_has_name": the_journal(name=""),
    "publication_publisher_url_is_web_address": the_journal(publisher_url="javascript:alert(1)"),
    "publication_has_both_colours_or_none": the_journal(accent="#0e4a73"),
    "policy_kind": a_policy(kind="gossip"),
    "policy_has_title": a_policy(title=""),
    "set_aside_settled_with_an_outcome": settled_without_an_outcome,
}


@pytest.mark.parametrize("constraint", BREAKING)
def test_the_database_refuses(constraint: str, publisher: User) -> None:
    article = a_piece(publisher)
    with refused_by(constraint):
        BREAKING[constraint](article, publisher)


def test_every_constraint_is_tried() -> None:
    assert not untried(apps.get_app_config("articles").get_models(), BREAKING)


def test_a_removed_edition_has_no_text(publisher: User) -> None:
    with refused_by("edition_has_text_unless_removed"):
        an_edition_after(a_published_piece(publisher), kind="removal").save()


def test_a_second_edition_can_be_numbered_two(publisher: User) -> None:
    an_edition_after(a_published_piece(publisher)).save()
    assert Edition.objects.count() == 2


@pytest.mark.parametrize(
    "make",
    [
        lambda article: AuthorFactory(slug=AuthorFactory().slug),
        lambda article: SeriesFactory(slug=SeriesFactory().slug),
        lambda article: DisclaimerFactory(name=DisclaimerFactory().name),
        lambda article: Article.objects.create(headline="Another", slug=article.slug),
        lambda article: [FormerAddress.objects.create(slug="old", article=article) for _ in range(2)],
        lambda article: [AuthorFactory(user=article.started_by) for _ in range(2)],
    ],
    ids=["author", "series", "disclaimer", "article", "former address", "login of an author"],
)
def test_what_names_a_row_is_taken_once(make: Callable[[Article], object], publisher: User) -> None:
    article = a_piece(publisher)
    with refused_by("UNIQUE|unique"):
        make(article)


def test_promotions_of_both_kinds_are_legal() -> None:
    for kind in Promotion.Kind.values:
        PromotionFactory(kind=kind)
    assert Promotion.objects.count() == 2


def test_two_pieces_without_a_place_share_a_series(publisher: User) -> None:
    series = SeriesFactory()
    for _ in range(2):
        a_piece(publisher, series=series)
    assert Series.objects.get().articles.count() == 2
