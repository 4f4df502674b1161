"""What the desk looks at and never changes."""

from django.contrib import admin

from articles.desk import ReadOnly
from claims.models import Anchor, TextVersion


@admin.register(Anchor)
class AnchorAdmin(ReadOnly):
    list_display = ["claim", "state", "exact", "score", "placed_at"]
    list_filter = ["state"]
    list_select_related = ["claim"]
    search_fields = ["exact", "claim__proposition"]
    ordering = ["-placed_at"]


@admin.register(TextVersion)
class TextVersionAdmin(ReadOnly):
    list_display = ["fingerprint", "opening"]
    search_fields = ["fingerprint", "text"]

    @admin.display(description="text")
    def opening(self, version: TextVersion) -> str:
        return version.text[:120]
