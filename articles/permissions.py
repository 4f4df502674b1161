"""Who may do what to a piece: `may` is the single answer, asked by verbs, admin and templates.

People hold Django permissions through their group (settings.ROLES); an action on a piece also looks at
the piece.
"""

from collections.abc import Callable

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User

from articles.models import Article
from articles.refusals import NotAllowed
from articles.workflow import Stage

Person = User | AnonymousUser | AbstractBaseUser


def may(user: Person, action: str, article: Article | None = None) -> bool:
    """Whether `user` may take `action` on `article` (for "start", on none).

    Actions: start, view, revise, edit, check, sign_off, publish, override, retract. KeyError for any other.
    """
    rule = RULES[action]
    return isinstance(user, User) and user.is_active and rule(user, article)


def require(user: Person, action: str, article: Article | None = None) -> None:
    """Raise NotAllowed unless `user` may take `action` on `article`."""
    if not may(user, action, article):
        piece = f"“{article}”" if article else "a piece"
        raise NotAllowed(f"{user} may not {action} {piece}.")


def _holds(permission: str) -> Callable[[User, Article | None], bool]:
    return lambda user, article: user.has_perm(permission)


def _own(user: User, article: Article | None) -> bool:
    return article is not None and article.started_by_id == user.pk


def _view(user: User, article: Article | None) -> bool:
    desk = user.has_perm("articles.edit_article") or user.has_perm("articles.check_article")
    return user.has_perm("articles.view_article") and (desk or _own(user, article))


def _revise(user: User, article: Article | None) -> bool:
    """An editor any piece; a contributor their own, as long as it is a draft."""
    if user.has_perm("articles.edit_article"):
        return True
    is_own_draft = _own(user, article) and article is not None and article.stage == Stage.DRAFT
    return user.has_perm("articles.change_article") and is_own_draft


def _sign_off(user: User, article: Article | None) -> bool:
    """Who may check a piece says that it is ready; never who began it, nor who stands in its byline."""
    wrote_it = article is not None and (_own(user, article) or article.is_written_by(user))
    return user.has_perm("articles.check_article") and not wrote_it


RULES: dict[str, Callable[[User, Article | None], bool]] = {
    "start": _holds("articles.add_article"),
    "view": _view,
    "revise": _revise,
    "edit": _holds("articles.edit_article"),
    "check": _holds("articles.check_article"),
    "sign_off": _sign_off,
    "publish": _holds("articles.publish_article"),
    "override": _holds("articles.override_checks"),
    "retract": _holds("articles.retract_article"),
}
