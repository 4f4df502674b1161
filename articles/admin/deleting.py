"""Deletion on the desk: of what nothing stands on. Of the rest a page says what does, and nothing happens."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import NestedObjects
from django.db import models
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst

TOLD = 50  # of what stands in the way, which may be all a journal ever published


class Deletable(admin.ModelAdmin):
    """For those whose role may delete such rows. Put it before DeskAdmin, which deletes nothing."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(admin.ModelAdmin.has_delete_permission(self, request, obj))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """As Django collects it, with what stands in the way under its own name.

        Django asks for the right to delete that too, and would speak of nothing else.
        """
        to_delete, counts, lacking, _ = super().get_deleted_objects(objs, request)
        in_the_way = [_told(row) for row in _in_the_way(list(objs))]
        return to_delete, counts, set() if in_the_way else lacking, in_the_way


def _in_the_way(rows: Sequence[Any]) -> list[models.Model]:
    """What stands on any of `rows`, each once, and no more than is told."""
    collector = NestedObjects(using="default")
    collector.collect(rows)
    joins = islice(collector.protected, TOLD)
    holders = {_holder(join) for join in joins}
    holders |= {holder for row in rows if hasattr(row, "holders") for holder in row.holders()[:TOLD]}
    return sorted(holders, key=lambda holder: (str(holder._meta.verbose_name), str(holder)))


def _holder(row: Any) -> models.Model:
    """The edition or the piece behind a row that has no page, being only its link to something."""
    if admin.site.is_registered(type(row)):
        return row
    return getattr(row, "edition", None) or getattr(row, "article", None) or row


def _told(holder: models.Model) -> str:
    kind, opts = capfirst(str(holder._meta.verbose_name)), holder._meta
    try:
        page = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[holder.pk])
    except NoReverseMatch:
        return f"{kind}: {holder}"
    return format_html('{}: <a href="{}">{}</a>', kind, page, holder)
