"""What stands around the pieces."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.admin.deleting import Deletable
from articles.desk import DeskAdmin, who
from articles.models import Author, Disclaimer, Promotion, Series, Tag
from articles.promoting import promote, take_down


@admin.register(Author)
class AuthorAdmin(Deletable, DeskAdmin):
    list_display = ["name", "affiliation", "slug"]
    search_fields = ["name", "affiliation", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["user"]


@admin.register(Series)
class SeriesAdmin(Deletable, DeskAdmin):
    list_display = ["title", "kicker", "slug"]
    search_fields = ["title", "kicker"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["disclaimers"]


@admin.register(Disclaimer)
class DisclaimerAdmin(Deletable, DeskAdmin):
    list_display = ["name", "is_current"]
    list_filter = ["is_current"]
    search_fields = ["name", "text"]


@admin.register(Promotion)
class PromotionAdmin(DeskAdmin):
    list_display = ["title", "kind", "series", "starts_at", "ends_at"]
    list_filter = ["kind", "series"]
    list_select_related = ["series"]
    search_fields = ["title", "kicker", "text"]
    autocomplete_fields = ["series"]

    def write(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        promote(obj, by=who(request), why=form.cleaned_data["why"])

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        take_down([obj])

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        take_down(queryset)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return admin.ModelAdmin.has_delete_permission(self, request, obj)


@admin.register(Tag)
class TagAdmin(Deletable):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
