"""What every page of the desk shares: verbs write, a refusal comes back as a form error, history is ours."""

from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import FieldDoesNotExist, PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from articles.giving_back import typed_back
from articles.history import keep
from articles.paging import page_of


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

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, *args, **kwargs)
        except ValidationError as refusal:
            # The transaction is rolled back.
            if answer := self.answer_to(refusal, request, object_id):
                return answer
            # Ask the same form again, which now knows what the verb said.
            request.refusal = refusal  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, *args, **kwargs)
        except PermissionDenied:
            if request.method != "POST":
                raise
            return self._give_back(request, object_id)

    def answer_to(
        self, refusal: ValidationError, request: HttpRequest, object_id: str | None
    ) -> HttpResponse | None:
        """What to answer a refused save with, if not with its form."""
        return None

    def keep_text(self, request: HttpRequest, object_id: str | None) -> Any:
        """Keep on the server what a refused save brought, where that can be; return the row that has it."""
        return None

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

    def _give_back(self, request: HttpRequest, object_id: str | None) -> HttpResponse:
        """Answer a save this person may no longer make with the text they typed."""
        return typed_back(
            request,
            why="You may no longer change this: it has moved on, or your rights have.",
            draft=self.keep_text(request, object_id),
        )

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        obj = self.get_object(request, object_id)
        if obj is None or not self.has_view_permission(request, obj):
            raise PermissionDenied
        if not hasattr(obj, "history"):
            return super().history_view(request, object_id, extra_context)
        before, after = request.GET.get("before", ""), request.GET.get("after", "")
        page = page_of(revisions(obj), before=before, after=after)
        context = self.admin_site.each_context(request) | {
            "title": f"History: {obj}",
            "opts": self.opts,
            "object": obj,
            "page": page,
            **self.about_revisions(request, obj, page.rows),
        }
        return TemplateResponse(request, "admin/revisions.html", context)

    def about_revisions(self, request: HttpRequest, obj: Any, rows: list[Any]) -> dict[str, Any]:
        """What else the list of revisions shows."""
        return {}

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
    """The rows of a history without what they hold: who, when, why, and what changed by how much."""
    listed = ["history_id", "history_date", "history_type", "history_change_reason", "changed", "extent"]
    rows = obj.history.select_related("history_user")
    return rows.only(obj._meta.pk.attname, *listed, "history_user__username")
