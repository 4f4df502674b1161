"""Sets of rows. Who may see what is spelled here and nowhere else."""

from datetime import UTC, datetime
from typing import Any, NoReturn
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db import connection, models
from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import TruncMonth

from articles.refusals import Refused
from articles.succession import CORRECTIONS

DIGEST_AT = """
SELECT edition.digest, edition.series_id
FROM articles_edition edition JOIN articles_article article ON article.live_id = edition.id
WHERE article.slug = %s AND edition.kind <> 'removal'
"""


class ArticleQuerySet(models.QuerySet):
    def visible_to(self, user: User | AnonymousUser | AbstractBaseUser) -> "ArticleQuerySet":
        """The working copies this person may open: all for the desk, a contributor's own."""
        if not isinstance(user, User) or not user.has_perm("articles.view_article"):
            return self.none()
        if user.has_perm("articles.edit_article") or user.has_perm("articles.check_article"):
            return self
        return self.filter(started_by=user)

    def written_by(self, user: User) -> "ArticleQuerySet":
        """Those whose byline has this person's login as an author."""
        return self.filter(bylines__role="author", bylines__author__user=user)


class FrozenQuerySet(models.QuerySet):
    """Rows that are written once. The database refuses too; here the refusal has words."""

    def update(self, **values: object) -> NoReturn:
        raise Refused(f"{str(self.model._meta.verbose_name_plural).capitalize()} are never changed.")

    def delete(self) -> NoReturn:
        raise Refused(f"{str(self.model._meta.verbose_name_plural).capitalize()} are never deleted.")


class EditionQuerySet(FrozenQuerySet):
    def current(self) -> "EditionQuerySet":
        """The newest edition of each piece ever published, newest piece first, tombstones included."""
        return (
            self.filter(live_for__isnull=False)
            .select_related("article")
            .defer("article__body", "article__standfirst")
            .order_by("-first_published_at", "-id")
        )

    def public(self) -> "EditionQuerySet":
        """What readers are served: the newest edition of each piece that was not removed."""
        return self.current().exclude(kind="removal")

    def digest_at(self, slug: str) -> tuple[str, UUID | None] | None:
        """What tells the page readers are served at this address from any other: a digest, and a series.

        Every reader of every piece asks this; Django takes longer to write the query than it takes.
        """
        with connection.cursor() as cursor:
            cursor.execute(DIGEST_AT, [slug])
            found = cursor.fetchone()
        return found and (found[0], found[1] and UUID(str(found[1])))

    def of_piece(self, slug: str) -> "EditionQuerySet":
        """Every edition of a piece readers can open, oldest first; none of a removed one."""
        return (
            self.filter(article__slug=slug)
            .exclude(article__live__kind="removal")
            .select_related("article")
            .defer("article__body", "article__standfirst")
            .order_by("number")
        )

    def months(self) -> "models.QuerySet[Any, dict[str, Any]]":
        """The first day of each month something was first published in, newest first, with the `count`."""
        dated = self.public().annotate(month=TruncMonth("first_published_at", tzinfo=UTC))
        return dated.order_by("-month").values("month").annotate(count=Count("pk"))

    def first_published_in(self, year: int, month: int) -> "EditionQuerySet":
        """Those of a month. ValueError or OverflowError for one no calendar has."""
        first = datetime(year, month, 1, tzinfo=UTC)
        after = first.replace(year=year + month // 12, month=month % 12 + 1)
        return self.filter(first_published_at__gte=first, first_published_at__lt=after)

    def in_series(self, series_id: object) -> "EditionQuerySet":
        return self.public().filter(series=series_id).in_order()

    def in_order(self) -> "EditionQuerySet":
        """As the parts of a series follow each other."""
        return self.order_by("place", "first_published_at")

    def state(self) -> str:
        """Another one after any edition, since they are only ever added."""
        told = self.aggregate(count=Count("pk"), last=Max("published_at"))
        return f"{told['count']}-{told['last'] and told['last'].timestamp()}"

    def corrections(self) -> "EditionQuerySet":
        """What the journal owned up to, newest first; of a removed piece its removal alone."""
        shown = Q(kind__in=CORRECTIONS) & (~Q(article__live__kind="removal") | Q(kind="removal"))
        return (
            self.filter(shown)
            .select_related("article")
            .defer("article__body", "article__standfirst")
            .order_by("-published_at", "-id")
        )

    def listed(self) -> "EditionQuerySet":
        """Without the texts, which no list shows."""
        return self.defer("html", "text", "parts", "article__body", "article__standfirst")

    def before(self, moment: datetime, id_: object, *, by: str = "first_published_at") -> "EditionQuerySet":
        """The editions that follow, in `public()` order, the one published first at `moment` with this id.

        In `corrections()` order they are those `by="published_at"`.
        """
        return self.filter(Q(**{f"{by}__lt": moment}) | Q(**{by: moment, "id__lt": id_}))


class ScheduleQuerySet(models.QuerySet):
    def due(self, at: datetime) -> "ScheduleQuerySet":
        return self.filter(at__lte=at).select_related("article", "by").order_by("at", "id")


class SetAsideQuerySet(models.QuerySet):
    def open(self) -> "SetAsideQuerySet":
        """Those that wait for somebody, newest first, without their texts."""
        return self.filter(settled_at=None).select_related("by").defer("content")


class DisclaimerQuerySet(models.QuerySet[Any]):
    def delete(self) -> tuple[int, dict[str, int]]:
        """All of them or, when a piece or a series carries one, none: ProtectedError."""
        if holders := {holder for disclaimer in self for holder in disclaimer.holders()}:
            raise models.ProtectedError("Pieces or series carry these disclaimers.", holders)
        return super().delete()

    delete.queryset_only = True  # type: ignore[attr-defined]  # as Django's: no manager deletes a whole table


class PolicyQuerySet(models.QuerySet):
    def published(self) -> "PolicyQuerySet":
        return self.filter(is_published=True)

    def dated(self) -> "PolicyQuerySet":
        """Each with `changed_at`, when it was last changed."""
        history: Any = self.model
        revisions = history.history.filter(id=OuterRef("pk")).order_by("-history_date", "-history_id")
        return self.annotate(changed_at=Subquery(revisions.values("history_date")[:1]))


class PromotionQuerySet(models.QuerySet):
    def not_over(self, at: datetime) -> "PromotionQuerySet":
        """Those that show now, or will."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at))

    def beside(self, series_id: object) -> "PromotionQuerySet":
        """Those for every piece and those for this series (an id, or None)."""
        everywhere = Q(series=None)
        return self.filter(everywhere | Q(series=series_id) if series_id else everywhere)
