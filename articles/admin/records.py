"""What the desk looks at and never changes."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.desk import ReadOnly
from articles.models import Edition, FormerAddress


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
        "digest",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        return super().get_queryset(request).select_related("article")


@admin.register(FormerAddress)
class FormerAddressAdmin(ReadOnly):
    list_display = ["slug", "article"]
    list_select_related = ["article"]
    search_fields = ["slug", "article__headline"]
