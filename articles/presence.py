"""Who has a piece open. A courtesy to colleagues: nothing is locked, and no save depends on it."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import QuerySet

from articles.minting import now
from articles.models import Article, Presence
from articles.permissions import require

FORGOTTEN_AFTER = timedelta(minutes=15)


def opened(article: Article, by: User) -> None:
    """Note that somebody has the piece open to revise it, as of now. Raises NotAllowed."""
    require(by, "revise", article)
    seen = Presence(article=article, user=by, seen_at=now())
    Presence.objects.bulk_create(
        [seen], update_conflicts=True, unique_fields=["article", "user"], update_fields=["seen_at"]
    )


def left(article: Article, by: User) -> None:
    Presence.objects.filter(article=article, user=by).delete()


def others(article: Article, user: User) -> QuerySet[Presence]:
    """Those who had the piece open lately, `user` apart, whoever was seen last first."""
    lately = article.presences.filter(seen_at__gt=now() - FORGOTTEN_AFTER)
    return lately.exclude(user=user).select_related("user").order_by("-seen_at", "user_id")
