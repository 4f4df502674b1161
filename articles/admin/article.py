"""A piece on the desk: its form, its checklist and preview, and the moves it can make."""

from typing import Any

from csp.decorators import csp_update
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from js_asset import Media

from articles import composing, revising
from articles.admin.publishing import PublishingPages, ToComeFilter
from articles.admin.revisions import RevisionPages
from articles.admin.saving import SavingPages
from articles.admin.set_aside import SetAsidePages
from articles.desk import DeskAdmin, who
from articles.forms import ArticleForm, BylineForm, BylineRows
from articles.models import Article, Byline
from articles.models.edition import EditionKind
from articles.permissions import may
from articles.publication import current
from articles.views import piece_context
from articles.workflow import LABELS, MOVES, Stage, moves_from

# The editor puts one <style> of its own into the page; this is its fingerprint (a browser test watches it).
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"


class BylineInline(admin.TabularInline):
    model = Byline
    form = BylineForm
    formset = BylineRows
    extra = 1
    fields = ["author", "role", "position"]
    autocomplete_fields = ["author"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request.user, "revise", obj) if obj else may(request.user, "start")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True


@admin.register(Article)
class ArticleAdmin(SavingPages, SetAsidePages, PublishingPages, RevisionPages, DeskAdmin):
    form = ArticleForm
    inlines = [BylineInline]
    prepopulated_fields = {"slug": ["headline"]}
    autocomplete_fields = ["series", "disclaimers"]
    list_display = ["headline", "stage", "kind", "series", "written_by", "live_edition", "to_come"]
    list_filter = [
        "stage",
        "kind",
        "series",
        "is_example",
        ("live", admin.EmptyFieldListFilter),
        ToComeFilter,
    ]
    list_select_related = ["series", "live", "schedule"]
    search_fields = ["headline", "slug", "standfirst", "body"]
    actions = ["publish_selected"]
    fieldsets = [
        (None, {"fields": ["headline", "slug", "standfirst", "body"]}),
        (
            "Placing",
            {
                "fields": [
                    ("kind", "language"),
                    ("series", "place"),
                    "tags",
                    "disclaimers",
                    "is_example",
                ]
            },
        ),
        ("This change", {"fields": ["why"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return Article.objects.visible_to(request.user).prefetch_related("bylines__author")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may(request.user, "start")

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return may(request.user, "revise", obj) if obj else super().has_change_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return may(request.user, "view", obj) if obj else super().has_view_permission(request)

    @admin.display(description="byline")
    def written_by(self, article: Article) -> str:
        return ", ".join(byline.author.name for byline in article.bylines.all() if byline.role == "author")

    @admin.display(description="live", ordering="live__published_at")
    def live_edition(self, article: Article) -> str:
        return f"Edition {article.live.number}" if article.live else "—"

    @admin.display(description="text")
    def body_as_read(self, article: Article) -> SafeString:
        return format_html('<div class="as-read">{}</div>', mark_safe(article.body))  # noqa: S308 (sanitised)

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """For those who may not revise: the text as it is read, not as it is edited."""
        if obj is None or self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        return [
            (None, {"fields": ["headline", "slug", "standfirst", "body_as_read"]}),
            *self.fieldsets[1:-1],
        ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new piece is in the publication's language, unless it says otherwise."""
        return {"language": current().language, **super().get_changeform_initial_data(request)}

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> list[str]:
        return ["body_as_read"]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Article | None = None) -> Any:
        is_editable = obj is None or self.has_change_permission(request, obj)
        return self.prepopulated_fields if is_editable else {}

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """The form's own changes: its bylines are written by the verb, not by their formset."""
        return super().construct_change_message(request, form, [], add)

    @method_decorator(csp_update({"style-src": EDITOR_STYLE}))
    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().changeform_view(request, *args, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = kwargs.get("obj")
        # Without the nonce the browser drops the import map, and the editor is a bare text field.
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))  # type: ignore[attr-defined]
        if article is not None:
            context |= {
                "moves": [
                    (stage.value, LABELS[stage])
                    for stage in moves_from(article.stage)
                    if may(request.user, MOVES[Stage(article.stage), stage], article)
                ],
                "may_check": may(request.user, "check", article),
                "may_publish": may(request.user, "publish", article),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("<uuid:pk>/preview/", wrap(self.preview), name="articles_article_preview"),
            path("<uuid:pk>/move/", wrap(self.move), name="articles_article_move"),
        ]
        return own + super().get_urls()

    def preview(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """The working copy as a reader would see it."""
        article = self.piece(request, pk)
        kind = EditionKind.UPDATE if article.is_published else EditionKind.FIRST
        edition = composing.from_working_copy(article, kind=kind, note="", by=who(request))
        return TemplateResponse(request, "articles/piece.html", piece_context(edition))

    def move(self, request: HttpRequest, pk: Any) -> HttpResponse:
        article = self.piece(request, pk)
        if request.method == "POST":
            try:
                moved = revising.move(article, to=request.POST.get("to", ""), by=who(request))
            except (ValidationError, ValueError) as refusal:
                messages.error(request, " ".join(getattr(refusal, "messages", ["There is no such stage."])))
            else:
                messages.success(request, f"Moved to “{moved.get_stage_display()}”.")
        return self.back_to(article)
