"""The only writer of working copies."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils.formats import date_format

from articles import workflow
from articles.companions import companions
from articles.content import RELATIONS, Content, content_at, content_of, content_of_revision, rows_of, spelled
from articles.history import changed_fields, record, save_without_history
from articles.models import Article, Author, Byline, FormerAddress
from articles.permissions import require
from articles.plaintext import fingerprint
from articles.purging import purge_former
from articles.reconciling import reconcile
from articles.refusals import Conflict, Refused

Credit = tuple[Author, str]


@transaction.atomic
def start(*, by: User, why: str = "", **content: Any) -> Article:
    """Begin a piece. `content` names fields, and `bylines` as (author, role) pairs, `disclaimers`,
    `tags` (words).

    Raises NotAllowed, or ValidationError naming each wrong field.
    """
    require(by, "start")
    article = Article(started_by=by)
    relations = _take(article, rows_of(spelled(content)))
    _write(article, relations, by=by, why=why or "Started", old_text="", is_new=True)
    return article


@transaction.atomic
def revise(
    article: Article, *, by: User, why: str = "", version: int | None = None, **changes: Any
) -> Article:
    """Change a working copy in one step: one save, one history row; none when nothing changed.

    `version` is the one the editor started from. When somebody saved since, what only one of the two changed
    merges by itself; where both changed the same, raises Conflict and writes nothing. Also raises NotAllowed,
    or ValidationError naming each wrong field. Returns the piece as stored.
    """
    stored = for_update(article)
    require(by, "revise", stored)
    wanted = spelled(changes)
    if version is not None and version != stored.version:
        wanted = _merged(stored, wanted, version)
    here = content_of(stored)
    wanted = {name: value for name, value in wanted.items() if not _is_same(name, value, here[name])}
    old_slug, old_text = stored.slug, stored.reading().text
    relations = _take(stored, rows_of(wanted))
    if not (changed_fields(stored) or relations):
        return stored
    _claim_version(stored)
    if stored.live and stored.slug != old_slug:
        FormerAddress.objects.create(slug=old_slug, article=stored)
        stored.former_addresses.filter(slug=stored.slug).delete()
        purge_former(stored.live, old_slug)
    _write(stored, relations, by=by, why=why, old_text=old_text)
    return stored


@transaction.atomic
def restore(revision: Any, *, by: User, why: str = "", version: int | None = None) -> Article:
    """Make a row of a piece's history the working copy again, relations included, as a new revision.

    The claims follow. Raises what `revise` raises, and Refused when an author, a series or a disclaimer of
    that day is gone.
    """
    article = Article.objects.get(pk=revision.id)
    content = rows_of(content_of_revision(revision))
    then = date_format(revision.history_date, "j F Y, H:i:s")
    return revise(article, by=by, why=why or f"Restored what it was on {then}", version=version, **content)


@transaction.atomic
def move(article: Article, *, to: str, by: User, why: str = "") -> Article:
    """Move a piece to another stage of the workflow. Raises Refused for a move not in the table."""
    stored = for_update(article)
    action = workflow.MOVES.get((workflow.Stage(stored.stage), workflow.Stage(to)))
    if action is None:
        here, there = stored.get_stage_display(), workflow.LABELS[workflow.Stage(to)]
        raise Refused(f"A piece cannot go from “{here}” to “{there}”.", code="illegal_move")
    require(by, action, stored)
    return put(stored, by=by, why=why or f"Moved to “{workflow.LABELS[workflow.Stage(to)]}”", stage=to)


def put(article: Article, *, by: User, why: str, **columns: Any) -> Article:
    """Set columns that have a verb of their own (stage, embargo, the live edition). For those verbs, inside
    their transaction, `article` being locked and fresh."""
    _claim_version(article)
    for name, value in columns.items():
        setattr(article, name, value)
    save_without_history(article)
    record(article, by=by, why=why)
    return article


def for_update(article: Article) -> Article:
    """The piece as stored, locked until the transaction ends."""
    return Article.objects.select_for_update(of=("self",)).get(pk=article.pk)


def _merged(stored: Article, mine: Content, version: int) -> Content:
    """`mine`, written on an earlier version, with what was saved since. Raises Conflict where both differ."""
    outcome = reconcile(content_at(stored, version), content_of(stored), mine)
    if outcome.clashes:
        raise Conflict(stored.version, outcome.clashes)
    return outcome.content


def _is_same(name: str, mine: Any, theirs: Any) -> bool:
    """Whether two values are one: tags are the same however they are capitalised."""
    if name == "tags":
        return {tag.lower() for tag in mine} == {tag.lower() for tag in theirs}
    return bool(mine == theirs)


def _claim_version(article: Article) -> None:
    """Take the next version, or raise Conflict: of two who read the same one, one comes too late."""
    mine = Article.objects.filter(pk=article.pk, version=article.version)
    if not mine.update(version=F("version") + 1):
        raise Conflict(Article.objects.get(pk=article.pk).version)
    article.version += 1


def _take(article: Article, rows: dict[str, Any]) -> dict[str, Any]:
    """Put the columns of `rows` on `article`; return its relations."""
    for name in rows.keys() - set(RELATIONS):
        setattr(article, name, rows[name])
    return {name: rows[name] for name in rows.keys() & set(RELATIONS)}


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
    followed = article.fingerprint or fingerprint(old_text)
    article.fingerprint = fingerprint(new_text)
    article.full_clean()
    save_without_history(article)
    _set_relations(article, relations)
    record(article, by=by, why=why, is_new=is_new)
    if article.fingerprint != followed:
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
