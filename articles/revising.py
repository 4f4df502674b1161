"""The only writer of working copies."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from articles import workflow
from articles.companions import companions
from articles.history import changed_fields, record, save_without_history
from articles.models import Article, Author, Byline, Edition, FormerAddress
from articles.permissions import require
from articles.plaintext import fingerprint
from articles.refusals import Conflict, Refused

# What a change may name. Stage and the live edition have verbs of their own.
FIELDS = (
    "headline",
    "slug",
    "standfirst",
    "body",
    "kind",
    "language",
    "series",
    "place",
    "is_example",
)
RELATIONS = {"bylines", "disclaimers", "tags"}
Credit = tuple[Author, str]


@transaction.atomic
def start(*, by: User, why: str = "", **content: Any) -> Article:
    """Begin a piece. `content` names fields, and `bylines` as (author, role) pairs, `disclaimers`,
    `tags` (words).

    Raises NotAllowed, or ValidationError naming each wrong field.
    """
    require(by, "start")
    article = Article(started_by=by)
    relations = _take(article, content)
    _write(article, relations, by=by, why=why or "Started", old_text="", is_new=True)
    return article


@transaction.atomic
def revise(
    article: Article, *, by: User, why: str = "", version: int | None = None, **changes: Any
) -> Article:
    """Change a working copy in one step: one save, one history row; none when nothing changed.

    `version` is the one the editor started from; when somebody saved since, raises Conflict and writes
    nothing. Also raises NotAllowed, or ValidationError naming each wrong field. Returns the piece as
    stored.
    """
    stored = _for_update(article)
    require(by, "revise", stored)
    if version is not None and version != stored.version:
        raise Conflict(stored.version)
    old_slug, old_text = stored.slug, stored.reading().text
    relations = _changed_relations(stored, _take(stored, changes))
    if not (changed_fields(stored) or relations):
        return stored
    _claim_version(stored)
    if stored.is_published and stored.slug != old_slug:
        FormerAddress.objects.create(slug=old_slug, article=stored)
        stored.former_addresses.filter(slug=stored.slug).delete()
    _write(stored, relations, by=by, why=why, old_text=old_text)
    return stored


@transaction.atomic
def move(article: Article, *, to: str, by: User, why: str = "") -> Article:
    """Move a piece to another stage of the workflow. Raises Refused for a move not in the table."""
    stored = _for_update(article)
    action = workflow.MOVES.get((workflow.Stage(stored.stage), workflow.Stage(to)))
    if action is None:
        here, there = stored.get_stage_display(), workflow.LABELS[workflow.Stage(to)]
        raise Refused(f"A piece cannot go from “{here}” to “{there}”.", code="illegal_move")
    require(by, action, stored)
    _claim_version(stored)
    stored.stage = to
    save_without_history(stored)
    record(stored, by=by, why=why or f"Moved to “{stored.get_stage_display()}”")
    return stored


def set_live(article: Article, edition: Edition, *, by: User, why: str) -> None:
    """Point the piece at its newest edition. For `publishing`, inside its transaction."""
    _claim_version(article)
    article.live = edition
    save_without_history(article)
    record(article, by=by, why=why)


def _for_update(article: Article) -> Article:
    return Article.objects.select_for_update(of=("self",)).get(pk=article.pk)


def _claim_version(article: Article) -> None:
    """Take the next version, or raise Conflict: of two who read the same one, one comes too late."""
    mine = Article.objects.filter(pk=article.pk, version=article.version)
    if not mine.update(version=F("version") + 1):
        raise Conflict(Article.objects.get(pk=article.pk).version)
    article.version += 1


def _take(article: Article, content: dict[str, Any]) -> dict[str, Any]:
    """Put the fields of `content` on `article`; return its relations. TypeError for any other name."""
    if unknown := content.keys() - {*FIELDS, *RELATIONS}:
        raise TypeError(f"A piece has no {', '.join(sorted(unknown))}.")
    for name in content.keys() & set(FIELDS):
        setattr(article, name, content[name])
    article.body = Article._meta.get_field("body").to_python(article.body)
    return {name: list(content[name]) for name in content.keys() & RELATIONS}


def _write(
    article: Article,
    relations: dict[str, Any],
    *,
    by: User,
    why: str,
    old_text: str,
    is_new: bool = False,
) -> None:
    new_text = article.reading().text
    article.fingerprint = fingerprint(new_text)
    article.full_clean()
    save_without_history(article)
    _set_relations(article, relations)
    record(article, by=by, why=why, is_new=is_new)
    if new_text != old_text:
        for companion in companions():
            companion.revised(article, old_text, new_text)


def _set_relations(article: Article, relations: dict[str, Any]) -> None:
    if "bylines" in relations:
        _set_bylines(article, relations["bylines"])
    if "disclaimers" in relations:
        article.disclaimers.set(relations["disclaimers"])
    if "tags" in relations:
        article.tags.set(relations["tags"])


def _set_bylines(article: Article, credits: Sequence[Credit]) -> None:
    article.bylines.all().delete()
    rows = [
        Byline(article=article, author=author, role=role, position=position)
        for position, (author, role) in enumerate(credits, start=1)
    ]
    for row in rows:
        row.full_clean(validate_unique=False, validate_constraints=False)
    if len({(row.author_id, row.role) for row in rows}) < len(rows):
        raise Refused("An author stands in the byline twice in the same role.", code="byline")
    Byline.objects.bulk_create(rows)


def _changed_relations(article: Article, relations: dict[str, Any]) -> dict[str, Any]:
    return {name: rows for name, rows in relations.items() if _stands(article, name) != _wanted(name, rows)}


def _stands(article: Article, name: str) -> object:
    if name == "bylines":
        return [(byline.author_id, byline.role) for byline in article.bylines.all()]
    if name == "tags":
        return {tag.name.lower() for tag in article.tags.all()}
    return {row.pk for row in article.disclaimers.all()}


def _wanted(name: str, rows: Iterable[Any]) -> object:
    if name == "bylines":
        return [(author.pk, role) for author, role in rows]
    if name == "tags":
        return {str(tag).lower() for tag in rows}
    return {row.pk for row in rows}
