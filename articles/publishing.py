"""The only writer of editions."""

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from articles.body import clean_rendered
from articles.companions import companions
from articles.minting import now
from articles.models import Article, Edition, EditionAuthor, EditionTag
from articles.models.edition import EditionKind
from articles.models.furniture import is_web_link
from articles.permissions import require
from articles.plaintext import fingerprint
from articles.refusals import NotReady, Problem, Refused
from articles.rendering import with_paragraph_ids
from articles.revising import set_live
from articles.workflow import Stage

# Kinds an editor chooses between for the second edition and later.
LATER_KINDS = [
    EditionKind.UPDATE,
    EditionKind.CORRECTION,
    EditionKind.CLARIFICATION,
    EditionKind.EDITORS_NOTE,
    EditionKind.ANNOTATION,
]
# What makes two editions the same to a reader.
SEEN = ["headline", "standfirst", "article_kind", "language", "html", "furniture", "parts"]


@transaction.atomic
def publish(article: Article, *, by: User, kind: str = EditionKind.FIRST, note: str = "") -> Edition:
    """Freeze the working copy as the piece's next edition and put it before readers.

    Raises NotAllowed; NotReady with every blocking problem of the piece; Refused when the kind does not
    fit or nothing changed since the last edition. All before anything is written.
    """
    stored = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    require(by, "publish", stored)
    if blocking := [problem for problem in problems_of(stored) if problem.blocks]:
        raise NotReady(blocking)
    edition = compose(stored, kind=kind, note=note, by=by)
    _check_kind(edition, stored.live)
    edition.digest = edition.digest_now()
    edition.full_clean()
    edition.save()
    _index(edition, stored)
    set_live(
        stored,
        edition,
        by=by,
        why=f"Published edition {edition.number} ({edition.get_kind_display().lower()})",
    )
    return edition


def problems_of(article: Article) -> list[Problem]:
    """The checklist: all the desk should know before it publishes the working copy."""
    own = [problem for problem, is_there in _own_problems(article) if is_there]
    return own + [problem for companion in companions() for problem in companion.problems(article)]


def compose(article: Article, *, kind: str, note: str, by: User) -> Edition:
    """The edition the working copy would make, not saved. Also what a preview shows."""
    reading, last = article.reading(), article.live
    moment = max(now(), last.published_at) if last else now()  # editions keep their order whatever the clock
    edition = Edition(
        article=article,
        number=last.number + 1 if last else 1,
        kind=kind,
        note=note.strip(),
        published_at=moment,
        first_published_at=last.first_published_at if last else moment,
        published_by=by,
        headline=article.headline,
        standfirst=article.standfirst,
        article_kind=article.kind,
        language=article.language,
        html=with_paragraph_ids(article.body, reading),
        text=reading.text,
        fingerprint=fingerprint(reading.text),
        furniture=_furniture(article),
        series=article.series,
        place=article.place,
        previous_digest=last.digest if last else "",
    )
    for companion in companions():
        frozen = companion.freeze(article, edition)
        edition.html = frozen.html
        edition.parts[frozen.name] = frozen.part
    edition.html = clean_rendered(edition.html)
    return edition


def _own_problems(article: Article) -> list[tuple[Problem, bool]]:
    has_author = article.bylines.filter(role="author").exists()
    return [
        (Problem("byline", "It has no author in its byline."), not has_author),
        (Problem("body", "It has no text."), not article.reading().text),
        (
            Problem(
                "stage",
                f"Its stage is “{article.get_stage_display()}”; only what is ready is published.",
            ),
            article.stage != Stage.READY,
        ),
    ]


def _check_kind(edition: Edition, last: Edition | None) -> None:
    kind = edition.kind
    if last is None:
        if kind != EditionKind.FIRST:
            raise Refused("A piece that was never published begins with a first edition.", code="kind")
        return
    if kind not in LATER_KINDS:
        offered = ", ".join(kind.label.lower() for kind in LATER_KINDS)
        raise Refused(f"“{kind}” cannot follow edition {last.number}. Choose one of: {offered}.", code="kind")
    if kind not in [EditionKind.EDITORS_NOTE] and all(getattr(edition, f) == getattr(last, f) for f in SEEN):
        raise Refused(f"Nothing has changed since edition {last.number}.", code="unchanged")
    if kind == EditionKind.ANNOTATION and edition.fingerprint != last.fingerprint:
        raise Refused("The text has changed, so this is more than an annotation.", code="kind")
    if kind != EditionKind.ANNOTATION and not edition.note:
        raise ValidationError({"note": "Say to readers what is different, and why."})


def _furniture(article: Article) -> dict[str, Any]:
    series = article.series
    return {
        "bylines": [
            {
                "id": str(byline.author_id),
                "slug": byline.author.slug,
                "name": byline.author.name,
                "role": byline.role,
                "affiliation": byline.author.affiliation,
                "bio": byline.author.bio,
                "links": [link for link in byline.author.links if is_web_link(link)],
            }
            for byline in article.bylines.select_related("author")
        ],
        "series": series
        and {
            "id": str(series.pk),
            "slug": series.slug,
            "title": series.title,
            "kicker": series.kicker,
            "description": series.description,
            "place": article.place,
        },
        "disclaimers": [{"name": d.name, "text": d.text} for d in article.standing_disclaimers()],
        "tags": [{"name": tag.name, "slug": tag.slug} for tag in article.tags.order_by("name")],
        "example": article.is_example,
    }


def _index(edition: Edition, article: Article) -> None:
    """The rows by which author and tag pages find the edition."""
    people = article.authors.order_by("slug").distinct()
    EditionAuthor.objects.bulk_create(EditionAuthor(edition=edition, author=author) for author in people)
    EditionTag.objects.bulk_create(
        EditionTag(edition=edition, tag=tag) for tag in article.tags.order_by("name")
    )
