"""The publication's own pages on the desk: what it is called, how it looks, how it works."""

from typing import Any

from csp.decorators import csp_update
from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from js_asset import Media

from articles.admin.article import EDITOR_STYLE
from articles.desk import DeskAdmin, DeskForm, who
from articles.models import Policy, Publication
from articles.publication import SETTINGS, may_settle, settle, unnamed, write_policy
from articles.refusals import Refused

ASKED = [*SETTINGS, "logo_alt"]
TALLEST = 64  # pixels: the logo, on the desk


class PublicationForm(DeskForm):
    picture = forms.FileField(
        label="New logo",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png, image/jpeg, image/webp"}),
        help_text="PNG, JPEG or WebP, at most 2 MB. Readers get the picture alone, as PNG.",
    )
    without_logo = forms.BooleanField(label="Take the logo down", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("picture") and cleaned.get("without_logo"):
            self.add_error("without_logo", Refused("Take the logo down, or send a new one: not both."))
        return cleaned


@admin.register(Publication)
class PublicationAdmin(DeskAdmin):
    """One row. Whoever may look at the desk sees it; the publisher sets it."""

    form = PublicationForm
    list_display = ["name", "description"]
    readonly_fields = ["logo_now"]
    fieldsets = [
        (None, {"fields": ["name", "description", "language"]}),
        ("Who publishes it", {"fields": ["publisher", "publisher_url", "email"]}),
        (
            "Its look",
            {"fields": [("accent", "accent_dark"), "logo_now", "picture", "without_logo", "logo_alt"]},
        ),
        ("This change", {"fields": ["why"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_settle(request.user) and not Publication.objects.exists()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_settle(request.user)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """For those who may not set it: what it is, without what only a form has."""
        if obj is None or self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        return [(None, {"fields": [*ASKED, "logo_now"]})]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        proposed = unnamed()
        return {name: getattr(proposed, name) for name in ASKED} | super().get_changeform_initial_data(
            request
        )

    @admin.display(description="logo")
    def logo_now(self, publication: Publication) -> str:
        if not (logo := publication.logo):
            return "None."
        height = min(logo.height, TALLEST)
        return format_html(
            '<img src="{}" alt="{}" width="{}" height="{}">',
            logo.get_absolute_url(),
            publication.logo_alt or "The logo",
            round(logo.width * height / logo.height),
            height,
        )

    def write(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        typed = form.cleaned_data
        changes = {name: typed[name] for name in ASKED}
        if typed["without_logo"]:
            changes["logo"] = None
        picture = typed["picture"].read() if typed["picture"] else None
        settle(by=who(request), why=typed["why"], picture=picture, **changes)


@admin.register(Policy)
class PolicyAdmin(DeskAdmin):
    list_display = ["title", "kind", "is_published"]
    list_filter = ["is_published"]
    search_fields = ["title", "body"]
    fieldsets = [
        (None, {"fields": ["kind", "title", "body", "is_published"]}),
        ("This change", {"fields": ["why"]}),
    ]
    readonly_fields = ["body_as_read"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """For those who may not write it: the text as it is read, not as it is edited."""
        if obj is None or self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        return [(None, {"fields": ["kind", "title", "body_as_read", "is_published"]})]

    @admin.display(description="text")
    def body_as_read(self, policy: Policy) -> SafeString:
        return format_html('<div class="as-read">{}</div>', mark_safe(policy.body))  # noqa: S308 (sanitised)

    def write(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        write_policy(obj, by=who(request), why=form.cleaned_data["why"])

    @method_decorator(csp_update({"style-src": EDITOR_STYLE}))
    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().changeform_view(request, *args, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        # Without the nonce the browser drops the import map, and the editor is a bare text field.
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))  # type: ignore[attr-defined]
        return super().render_change_form(request, context, *args, **kwargs)
