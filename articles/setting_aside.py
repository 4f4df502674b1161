"""Texts whose save was refused: kept before anything is answered, so that a closed browser loses nothing."""

from collections.abc import Mapping, Sequence

from django.contrib.auth.models import User
from django.db import transaction

from articles import revising
from articles.content import Content, content_at, content_of, rows_of
from articles.minting import now
from articles.models import Article, SetAside
from articles.permissions import require
from articles.reconciling import Outcome, reconcile
from articles.refusals import Conflict, Refused


@transaction.atomic
def set_aside(article: Article, content: Content, *, by: User, version: int, why: str = "") -> SetAside:
    """Keep `content`, written on `version` of a piece. Sent twice, it is kept once. Raises NotAllowed."""
    require(by, "view", article)
    kept = {"article": article, "by": by, "started_from": version, "content": content, "settled_at": None}
    there = SetAside.objects.filter(**kept).first()
    return there or SetAside.objects.create(**kept, why=why)


def outcome_of(draft: SetAside) -> Outcome:
    """What taking up the draft would write into the piece as it now is, and where it clashes."""
    article = Article.objects.get(pk=draft.article_id)
    return reconcile(content_at(article, draft.started_from), content_of(article), draft.content)


@transaction.atomic
def take_up(
    draft: SetAside, *, by: User, version: int, choices: Mapping[str, Sequence[str]] | None = None
) -> Article:
    """Save a draft into its piece. `choices`, made on `version`, settle its clashes (see Outcome.chosen).

    Raises Refused when a choice is missing or the draft is settled already, Conflict when the piece has
    changed since, and what `revise` raises.
    """
    kept = _open(draft)
    article = revising.for_update(kept.article)
    if article.version != version:
        raise Conflict(article.version)
    try:
        content = outcome_of(kept).chosen(choices or {})
    except ValueError as error:
        raise Refused(str(error), code="choice") from error
    why = kept.why or "Took up a text that was set aside"
    revised = revising.revise(article, by=by, why=why, version=version, **rows_of(content))
    _settle(kept, "taken_up")
    return revised


@transaction.atomic
def let_go(draft: SetAside, *, by: User) -> SetAside:
    """Say that a draft is not needed any more. It is kept all the same. Raises NotAllowed or Refused."""
    kept = _open(draft)
    if kept.by_id != by.pk:
        require(by, "edit", kept.article)
    return _settle(kept, "let_go")


def _open(draft: SetAside) -> SetAside:
    kept = SetAside.objects.select_for_update().get(pk=draft.pk)
    if kept.settled_at:
        raise Refused(f"This text was {kept.get_outcome_display().lower()} already.", code="settled")
    return kept


def _settle(draft: SetAside, outcome: str) -> SetAside:
    draft.settled_at, draft.outcome = now(), outcome
    draft.save()
    return draft
