"""What the annotating desk's pages share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.desk import DeskAdmin, show_refusal
from articles.models import Article

Act = Callable[[Any, HttpRequest, forms.Form], str]


class OfVisiblePieces(admin.ModelAdmin):
    """Rows that hang, by `path_to_piece`, on a piece this person may open."""

    path_to_piece = "claim__article"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        visible = Article.objects.visible_to(request.user)
        return super().get_queryset(request).filter(**{f"{self.path_to_piece}__in": visible})


class VerbPages(DeskAdmin):
    """Pages beside the change form that put one small form to one verb."""

    def verb_page(
        self, request: HttpRequest, pk: Any, *, title: str, form_class: type[forms.Form], act: Act
    ) -> HttpResponse:
        """Show the form; on POST let `act` do it and say what was done, or put the refusal into the form."""
        obj = self.get_object(request, str(pk))
        if obj is None:
            raise Http404
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        form = form_class(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                messages.success(request, act(obj, request, form))
            except ValidationError as refusal:
                show_refusal(form, refusal)
            else:
                return HttpResponseRedirect(
                    reverse(f"admin:{self.opts.label_lower.replace('.', '_')}_change", args=[pk])
                )
        context = self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "object": obj,
            "form": form,
        }
        return TemplateResponse(request, "admin/verb.html", context)
