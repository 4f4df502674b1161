"""Sets of rows. Who may see what is spelled here and nowhere else."""

from datetime import datetime
from typing import NoReturn

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db import models
from django.db.models import Q

from articles.refusals import Refused


class ArticleQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser | AbstractBaseUser) -> "ArticleQuerySet":
        """The working copies this person may open: all for the desk, a contributor's own."""
        if not isinstance(user, User) or not user.has_perm("articles.view_article"):
            return self.none()
        if user.has_perm("articles.edit_article") or user.has_perm("articles.check_article"):
            return self
        return self.filter(started_by=user)


class FrozenQuerySet(models.QuerySet):
    """Rows that are written once. The database refuses too; here the refusal has words."""

    def update(self, **values: object) -> NoReturn:
        raise Refused(f"{str(self.model._meta.verbose_name_plural).capitalize()} are never changed.")

    def delete(self) -> NoReturn:
        raise Refused(f"{str(self.model._meta.verbose_name_plural).capitalize()} are never deleted.")


class EditionQuerySet(FrozenQuerySet):
    def public(self) -> "EditionQuerySet":
        """What readers are served: the newest edition of each published piece, newest piece first."""
        return (
            self.filter(live_for__isnull=False)
            .select_related("article")
            .defer("article__body", "article__standfirst")
            .order_by("-first_published_at", "-id")
        )

    def listed(self) -> "EditionQuerySet":
        """Without the texts, which no list shows."""
        return self.defer("html", "text", "parts", "article__body", "article__standfirst")

    def before(self, moment: datetime, id_: object) -> "EditionQuerySet":
        """The editions that follow, in `public()` order, the one published first at `moment` with this id."""
        return self.filter(Q(first_published_at__lt=moment) | Q(first_published_at=moment, id__lt=id_))


class PromotionQuerySet(models.QuerySet):
    def showing(self, at: datetime) -> "PromotionQuerySet":
        started = Q(starts_at=None) | Q(starts_at__lte=at)
        not_over = Q(ends_at=None) | Q(ends_at__gt=at)
        return self.filter(started & not_over)

    def beside(self, series_id: object) -> "PromotionQuerySet":
        """Those for every piece and those for this series (an id, or None)."""
        everywhere = Q(series=None)
        return self.filter(everywhere | Q(series=series_id) if series_id else everywhere)
