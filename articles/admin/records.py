"""What the desk looks at and never changes."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.desk import ReadOnly
from articles.models import Article, Edition, FormerAddress, Schedule


@admin.register(Edition)
class EditionAdmin(ReadOnly):
    list_display = ["headline", "number", "kind", "published_at", "published_by"]
    list_filter = ["kind", "published_at"]
    list_select_related = ["published_by"]
    search_fields = ["headline", "text", "note"]
    ordering = ["-published_at"]
    fields = [
        "article",
        "number",
        "kind",
        "note",
        "published_at",
        "first_published_at",
        "published_by",
        "headline",
        "standfirst",
        "article_kind",
        "language",
        "text",
        "fingerprint",
        "furniture",
        "parts",
        "overridden",
        "digest",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        return super().get_queryset(request).select_related("article")


@admin.register(FormerAddress)
class FormerAddressAdmin(ReadOnly):
    list_display = ["slug", "article"]
    list_select_related = ["article"]
    search_fields = ["slug", "article__headline"]


@admin.register(Schedule)
class ScheduleAdmin(ReadOnly):
    """Publications to come. They are made and taken back on the page that publishes their piece."""

    list_display = ["article", "at", "kind", "by", "failed_at", "failure"]
    list_filter = ["kind", ("failed_at", admin.EmptyFieldListFilter)]
    list_select_related = ["article", "by"]
    search_fields = ["article__headline", "note"]
    fields = ["article", "at", "kind", "note", "override", "by", "made_at", "failed_at", "failure"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Schedule]:
        return super().get_queryset(request).filter(article__in=Article.objects.visible_to(request.user))
