"""Rows to test with. What only a verb may write is written by that verb."""

from datetime import date
from itertools import count
from typing import Any

import factory
from django.contrib.auth.models import Group, User
from django.utils import timezone
from factory.django import DjangoModelFactory

from articles import publishing, revising
from articles.models import Article, Author, Disclaimer, Edition, Promotion, Series
from articles.workflow import Stage
from claims import annotating, assessing
from claims.models import Assessment, Claim, Evidence, Source

BODY = "<p>The mill stood idle in May. The harbour froze twice.</p><p>Nobody asked the mayor.</p>"
QUOTE = "The harbour froze twice"
WAY_FORWARD = [Stage.IN_EDIT, Stage.IN_CHECK, Stage.READY]
numbers = count(1)


class AuthorFactory(DjangoModelFactory):
    class Meta:
        model = Author

    name = factory.Sequence(lambda n: f"Writer {n}")
    slug = factory.Sequence(lambda n: f"writer-{n}")
    bio = "Writes about mills."


class DisclaimerFactory(DjangoModelFactory):
    class Meta:
        model = Disclaimer

    name = factory.Sequence(lambda n: f"Small print {n}")
    text = "The views are the writer’s own."


class SeriesFactory(DjangoModelFactory):
    class Meta:
        model = Series

    title = factory.Sequence(lambda n: f"Mills {n}")
    slug = factory.Sequence(lambda n: f"mills-{n}")


class PromotionFactory(DjangoModelFactory):
    class Meta:
        model = Promotion

    kind = Promotion.Kind.EVENT
    title = factory.Sequence(lambda n: f"An evening at the mill {n}")


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    title = factory.Sequence(lambda n: f"Harbour log, volume {n}")
    type = "document"


def a_colleague(role: str) -> User:
    """Another person with a role; for the first there are fixtures."""
    user = User.objects.create_user(f"{role}-{next(numbers)}", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def a_piece(by: User, **content: Any) -> Article:
    """A draft with an author in its byline and a text."""
    number = next(numbers)
    content = {"headline": f"Piece {number}", "slug": f"piece-{number}", "body": BODY} | content
    content.setdefault("bylines", [(AuthorFactory(), "author")])
    return revising.start(by=by, **content)


def made_ready(article: Article, by: User) -> Article:
    """By two, since who began a piece does not say that it is ready."""
    for stage, mover in zip(WAY_FORWARD, (by, by, a_colleague("checker")), strict=True):
        article = revising.move(article, to=stage, by=mover)
    return article


def a_ready_piece(by: User, **content: Any) -> Article:
    return made_ready(a_piece(by, **content), by)


def a_published_piece(by: User, **content: Any) -> Edition:
    """The first edition of a new piece."""
    return publishing.publish(a_ready_piece(by, **content), by=by)


def a_claim(article: Article, by: User, quote: str = QUOTE, **details: Any) -> Claim:
    details = {"proposition": "The harbour froze twice in May.", "modality": "asserted"} | details
    return annotating.add_claim(article, by=by, quote=quote, **details)


def some_evidence(
    claim: Claim, by: User, source: Source | None = None, relation: str = "supports", **details: Any
) -> Evidence:
    source = source or SourceFactory.create()
    return assessing.file_evidence(claim, source, by=by, relation=relation, **details)


def a_proposal(claim: Claim, by: User, **details: Any) -> Assessment:
    """A proposed finding; that nothing could be established, unless said otherwise."""
    details = {"finding": "insufficient_evidence", "as_of": date(2026, 5, 4), **details}
    return assessing.propose(claim, by=by, **details)


def a_finding(claim: Claim, by: User, signed_by: User, **details: Any) -> Assessment:
    return assessing.sign(a_proposal(claim, by, **details), by=signed_by)


def an_edition_after(edition: Edition, **changes: Any) -> Edition:
    """A later edition as a careless hand would write it: not saved, past the verbs."""
    fields = {f.attname: getattr(edition, f.attname) for f in Edition._meta.concrete_fields if f.name != "id"}
    later = {"number": edition.number + 1, "kind": "update", "note": "Later.", "published_at": timezone.now()}
    return Edition(**fields | later | changes)
