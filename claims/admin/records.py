"""What the desk looks at and never changes: what a claim's page leads to, and no place to begin at."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.desk import ReadOnly
from claims.admin.desk import OfVisiblePieces
from claims.models import Anchor, TextVersion


class Record(OfVisiblePieces, ReadOnly):
    """Reached by its address; the first page of the desk does not list it."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Anchor)
class AnchorAdmin(Record):
    list_display = ["claim", "state", "exact", "score", "settled_at"]
    list_filter = ["state"]
    list_select_related = ["claim"]
    search_fields = ["exact", "claim__proposition"]
    ordering = ["-text__kept_at", "claim__number"]


@admin.register(TextVersion)
class TextVersionAdmin(Record):
    path_to_piece = "anchors__claim__article"
    list_display = ["fingerprint", "opening"]
    search_fields = ["fingerprint", "text"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[TextVersion]:
        return super().get_queryset(request).distinct()

    @admin.display(description="text")
    def opening(self, version: TextVersion) -> str:
        return version.text[:120]
