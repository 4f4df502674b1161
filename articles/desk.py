"""What every page of the desk shares: verbs write, a refusal comes back as a form error, history is ours."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import FieldDoesNotExist, PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles.history import keep

REVISIONS_A_PAGE = 50


class DeskForm(forms.ModelForm):
    """A form whose save is a verb's. What the verb refuses stands in the form, with all that was typed."""

    why = forms.CharField(
        label="Reason for this change",
        required=False,
        max_length=500,
        help_text="Kept in the history.",
    )
    refusal: ValidationError | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.refusal:
            show_refusal(self, self.refusal)
        return cleaned


def show_refusal(form: forms.BaseForm, refusal: ValidationError) -> None:
    """Put what a verb said into the form, beside the field it spoke of where the form has it."""
    by_field = getattr(refusal, "error_dict", {None: getattr(refusal, "error_list", [])})
    for field, errors in by_field.items():
        form.add_error(field if field in form.fields else None, errors)


def who(request: HttpRequest) -> User:
    """The person at the desk: the admin has turned everybody else away."""
    return cast(User, request.user)


class DeskAdmin(admin.ModelAdmin):
    """The base of the desk's pages: `write` does the work of a save, and by default nothing is deleted."""

    form = DeskForm
    formfield_overrides: ClassVar[Any] = {models.URLField: {"assume_scheme": "https"}}
    list_per_page = 50
    show_full_result_count = False

    def write(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save what the form holds, by a verb."""
        many = {field.name for field in obj._meta.many_to_many}
        relations = {name: rows for name, rows in form.cleaned_data.items() if name in many}
        keep(obj, by=who(request), why=form.cleaned_data.get("why", ""), relations=relations)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        self.write(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nothing: the verb wrote the relations with the row, as one change."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ValidationError as refusal:
            # The transaction is rolled back; ask the same form again, which now knows what the verb said.
            request.refusal = refusal  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)
        except PermissionDenied:
            if request.method != "POST":
                raise
            return self._give_back(request)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the address proposes for the form, without what cannot be meant."""
        proposed: dict[str, Any] = super().get_changeform_initial_data(request)
        return {name: value for name, value in proposed.items() if self._can_be_meant(name, value)}

    def _can_be_meant(self, name: str, value: Any) -> bool:
        try:
            self.opts.get_field(name).to_python(value)  # type: ignore[union-attr]
        except FieldDoesNotExist:
            return True
        except ValidationError:
            return False
        return True

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)
        return type(form.__name__, (form,), {"refusal": getattr(request, "refusal", None)})

    def _give_back(self, request: HttpRequest) -> HttpResponse:
        """Answer a save this person may no longer make with the text they typed."""
        typed = [(name, text) for name, text in request.POST.items() if len(text) > 20 and "csrf" not in name]
        context = self.admin_site.each_context(request) | {"title": "Not saved", "typed": typed}
        return TemplateResponse(request, "admin/not_saved.html", context, status=403)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        obj = self.get_object(request, object_id)
        if obj is None or not self.has_view_permission(request, obj):
            raise PermissionDenied
        if not hasattr(obj, "history"):
            return super().history_view(request, object_id, extra_context)
        page = Paginator(revisions(obj), REVISIONS_A_PAGE).get_page(request.GET.get("page"))
        context = self.admin_site.each_context(request) | {
            "title": f"History: {obj}",
            "opts": self.opts,
            "object": obj,
            "page": page,
            "rows": describe(page.object_list, revisions(obj), page.end_index()),
        }
        return TemplateResponse(request, "admin/revisions.html", context)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnly(admin.ModelAdmin):
    """Rows the desk looks at and only verbs write."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def revisions(obj: Any) -> models.QuerySet:
    return obj.history.select_related("history_user")


def describe(page: Iterable[Any], everything: models.QuerySet, until: int) -> list[dict[str, Any]]:
    """Each revision of a page with the names of what it changed; `until` is the page's last row, from 1."""
    rows = [*page, *everything[until : until + 1]]
    described = [{"row": newer, "changed": changed_names(older, newer)} for older, newer in pairs(rows)]
    if rows and len(described) < len(list(page)):
        described.append({"row": rows[-1], "changed": []})
    return described


def pairs(newest_first: list[Any]) -> list[tuple[Any, Any]]:
    return [(older, newer) for newer, older in pairwise(newest_first)]


def changed_names(older: Any, newer: Any) -> list[str]:
    """Verbose names of the columns and relations in which two revisions differ."""
    columns = [
        field.verbose_name
        for field in newer.tracked_fields
        if getattr(older, field.attname) != getattr(newer, field.attname) and field.name != "fingerprint"
    ]
    names = older.relations.keys() | newer.relations.keys()
    return columns + sorted(name for name in names if older.relations.get(name) != newer.relations.get(name))
