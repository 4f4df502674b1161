"""The only writer of editions."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from articles import composing, revising
from articles.checklist import problems_of
from articles.companions import companions
from articles.models import (
    Article,
    Author,
    Disclaimer,
    Edition,
    EditionAuthor,
    EditionDisclaimer,
    EditionTag,
    Schedule,
    Tag,
)
from articles.models.edition import EditionKind
from articles.permissions import require
from articles.purging import purge
from articles.refusals import NotReady, Problem, Refused
from articles.searching import indexing
from articles.succession import FIRST, NOTICES, WITHOUT_NOTE, followers
from articles.texts.weighing import weighty

# What makes two editions the same to a reader; and what does beside the claims.
SEEN = ("headline", "standfirst", "article_kind", "language", "html", "furniture", "parts")
SEEN_OF_THE_TEXT = ("headline", "standfirst", "article_kind", "language", "text", "furniture")


@transaction.atomic
def publish(article: Article, *, by: User, kind: str = FIRST, note: str = "", override: str = "") -> Edition:
    """Freeze the working copy as the piece's next edition and put it before readers.

    `override` is the reason for publishing against the checklist, by somebody who may. Raises NotAllowed;
    NotReady with every blocking problem of the piece; Refused when the kind does not fit or nothing changed
    since the last edition. All before anything is written.
    """
    stored = revising.for_update(article)
    require(by, "publish", stored)
    overridden = _checked(stored, by=by, override=override.strip())
    edition = composing.from_working_copy(stored, kind=kind, note=note, by=by)
    _check_kind(edition, stored.live)
    if overridden:
        listed = [{"code": problem.code, "message": problem.message} for problem in overridden]
        edition.overridden = {"reason": override.strip(), "problems": listed}
    _keep(edition, stored, by=by)
    authors = stored.authors.order_by("slug").distinct()
    _index(edition, authors, stored.tags.order_by("name"), stored.standing_disclaimers())
    Schedule.objects.filter(article=stored).delete()
    return edition


@transaction.atomic
def announce(article: Article, *, by: User, kind: str, note: str) -> Edition:
    """Put a notice to the text readers have: an editor's note, an expression of concern, a retraction, a
    removal. What the desk has in the working copy stays there.

    A retracted piece keeps its text under its notice; of a removed one nothing is left but the notice. Raises
    NotAllowed, or Refused when no such notice can follow.
    """
    if kind not in NOTICES:
        raise Refused(f"“{kind}” is no notice.", code="kind")
    stored = revising.for_update(article)
    require(by, "publish" if kind == EditionKind.EDITORS_NOTE else "retract", stored)
    if stored.live is None:
        raise Refused("Nothing of this piece is published.", code="kind")
    last = stored.live
    edition = composing.notice(last, kind=kind, note=note, by=by)
    check_sequence(edition, last)
    _keep(edition, stored, by=by)
    if kind != EditionKind.REMOVAL:
        _index(edition, last.authors_then.all(), last.tags_then.all(), last.disclaimers_then.all())
    if kind in (EditionKind.RETRACTION, EditionKind.REMOVAL):
        Schedule.objects.filter(article=stored).delete()  # what was to come can no longer follow
    return edition


def _checked(article: Article, *, by: User, override: str) -> list[Problem]:
    """The problems overridden, none being left that stops publication. Raises NotReady, NotAllowed."""
    blocking = [problem for problem in problems_of(article) if problem.blocks]
    overridden = [problem for problem in blocking if problem.can_be_overridden] if override else []
    if left := [problem for problem in blocking if problem not in overridden]:
        raise NotReady(left)
    if overridden:
        require(by, "override", article)
    return overridden


def check_sequence(edition: Edition, last: Edition | None) -> None:
    """That such an edition may come next, with the note its kind wants."""
    if last is None and edition.kind != FIRST:
        raise Refused("A piece that was never published begins with a first edition.", code="kind")
    allowed = followers(past["kind"] for past in edition.past)
    if edition.kind not in allowed:
        offered = ", ".join(EditionKind(kind).label.lower() for kind in allowed) or "nothing"
        raise Refused(f"“{edition.kind}” cannot come next; what can: {offered}.", code="kind")
    if edition.kind not in WITHOUT_NOTE and not edition.note:
        raise ValidationError({"note": "Say to readers what is different, and why."})


def _check_kind(edition: Edition, last: Edition | None) -> None:
    if edition.kind in NOTICES:
        raise Refused("A notice leaves the text as readers have it: put it by itself.", code="kind")
    check_sequence(edition, last)
    if last is None:
        return
    if _is_same(SEEN, edition, last):
        raise Refused(f"Nothing has changed since edition {last.number}.", code="unchanged")
    if edition.kind == EditionKind.ANNOTATION and not _is_same(SEEN_OF_THE_TEXT, edition, last):
        raise Refused("The text has changed, so this is more than an annotation.", code="kind")
    if edition.kind == EditionKind.MINOR and (weight := _weight(edition, last)):
        raise Refused(f"This is more than a minor change: {'; '.join(weight)}.", code="minor")


def _weight(edition: Edition, last: Edition) -> list[str]:
    """What makes a change more than minor, in words."""
    texts = [(getattr(last, name), getattr(edition, name)) for name in ("headline", "standfirst", "text")]
    own = [change.words for old, new in texts for change in weighty(old, new, beside=texts[-1])]
    if edition.furniture["bylines"] != last.furniture["bylines"]:
        own.append("the byline changed")
    return own + [words for companion in companions() for words in companion.weight(last, edition)]


def _is_same(names: Iterable[str], edition: Edition, last: Edition) -> bool:
    return all(getattr(edition, name) == getattr(last, name) for name in names)


def _keep(edition: Edition, article: Article, *, by: User) -> None:
    edition.digest = edition.digest_now()
    edition.full_clean()
    edition.save()
    why = f"Published edition {edition.number} ({edition.get_kind_display().lower()})"
    if edition.overridden:
        why += f" against the checklist: {edition.overridden['reason']}"
    indexing.follow(article.live, edition)
    revising.put(article, by=by, why=why, live=edition)
    for companion in companions():
        companion.published(edition)
    purge(edition)


def _index(
    edition: Edition, authors: Iterable[Author], tags: Iterable[Tag], disclaimers: Iterable[Disclaimer]
) -> None:
    """The rows by which author and tag pages find the edition, and which hold what it stands on."""
    EditionAuthor.objects.bulk_create(EditionAuthor(edition=edition, author=author) for author in authors)
    EditionTag.objects.bulk_create(EditionTag(edition=edition, tag=tag) for tag in tags)
    EditionDisclaimer.objects.bulk_create(
        EditionDisclaimer(edition=edition, disclaimer=disclaimer) for disclaimer in disclaimers
    )
