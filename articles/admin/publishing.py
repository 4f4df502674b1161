"""The page on which a piece is published, at once or at a time: its checklist, and what would change."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles import publishing, revising, scheduling
from articles.admin.differences import LIVE, NOW, Differences, moment, state_of
from articles.admin.notices import NoticePages, notices_for
from articles.admin.publishing_forms import EmbargoForm, PublishForm
from articles.checklist import problems_of
from articles.desk import show_refusal, who
from articles.minting import now
from articles.models import Article, Schedule
from articles.permissions import may, require
from articles.refusals import Problem, Refused

# What the checklist asks of the piece itself, by the code of what may be wrong with it: what the desk calls
# it, and where on the page of a piece it is put right. Any other code is of its claims.
CHECKED = {
    "stage": ("stage", "#content-start"),
    "byline": ("byline", "#bylines-group"),
    "body": ("text", "#id_body"),
    "link": ("links", "#id_body"),
    "disclaimer": ("disclaimers", "#id_disclaimers"),
    "embargo": ("no embargo", "#embargo"),
}
OF_ITS_CLAIMS = ("claims", "#claims")


class PublishingPages(NoticePages):
    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        pages = {"publish": self.publish, "embargo": self.embargo, "unschedule": self.unschedule}
        own = [
            path(f"<uuid:pk>/{name}/", wrap(page), name=f"articles_article_{name}")
            for name, page in pages.items()
        ]
        return own + super().get_urls()

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return may(request.user, "publish")

    def publish(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """The checklist; and, for those who may, the form that publishes or schedules."""
        article = self.piece(request, pk)
        form = _publish_form(request, article, request.POST or None)
        if request.method == "POST":
            require(who(request), "publish", article)
            if form.is_valid() and (said := _published(request, article, form)):
                messages.success(request, said)
                return self.back_to(article)
            form.look_again()
        return self._page(request, article, form, EmbargoForm(initial={"until": article.embargoed_until}))

    def embargo(self, request: HttpRequest, pk: Any) -> HttpResponse:
        article = self.piece(request, pk)
        form = EmbargoForm(request.POST or None, initial={"until": article.embargoed_until})
        if request.method == "POST" and form.is_valid():
            until, why = form.cleaned_data["until"], form.cleaned_data["why"]
            try:
                scheduling.embargo(article, until=until, by=who(request), why=why)
            except ValidationError as refusal:
                show_refusal(form, refusal)
            else:
                said = f"Under embargo until {moment(until)}." if until else "There is no embargo now."
                messages.success(request, said)
                return _to_publish(article)
        return self._page(request, article, _publish_form(request, article), form)

    def unschedule(self, request: HttpRequest, pk: Any) -> HttpResponse:
        article = self.piece(request, pk)
        if request.method == "POST":
            scheduling.unschedule(article, by=who(request))
            messages.success(request, "Nothing is scheduled for this piece now.")
        return _to_publish(article)

    def _page(
        self, request: HttpRequest, article: Article, form: PublishForm, embargo_form: EmbargoForm
    ) -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "title": f"Publish: {article}",
            "opts": self.opts,
            "article": article,
            "form": form,
            "embargo_form": embargo_form,
            "problems": [(problem, _put_right(article, problem)) for problem in form.problems],
            "in_order": _in_order(form.problems),
            "differences": _since_live(article),
            "notices": notices_for(request.user, article),
            "may_publish": may(request.user, "publish", article),
        }
        return TemplateResponse(request, "admin/articles/article/publish.html", context)

    @admin.display(description="to come", ordering="schedule__at")
    def to_come(self, article: Article) -> str:
        """For the list of pieces: what it is scheduled for, or how long nobody may publish it."""
        if hasattr(article, "schedule"):
            said = f"{article.schedule.get_kind_display()}, {moment(article.schedule.at)}"
            return f"{said} (failed)" if article.schedule.failed_at else said
        if article.embargoed_until and article.embargoed_until > now():
            return f"Under embargo until {moment(article.embargoed_until)}"
        return "—"

    @admin.action(description="Publish a first edition of the selected pieces", permissions=["publish"])
    def publish_selected(self, request: HttpRequest, articles: QuerySet[Article]) -> None:
        for article in articles:
            try:
                publishing.publish(article, by=who(request))
            except ValidationError as refusal:
                messages.error(request, f"{article} was not published. {' '.join(refusal.messages)}")
            else:
                messages.success(request, f"{article} is published.")


class ToComeFilter(admin.SimpleListFilter):
    title = "to come"
    parameter_name = "to_come"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("scheduled", "Scheduled"), ("overdue", "Overdue"), ("embargoed", "Under embargo")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        match self.value():
            case "scheduled":
                return queryset.filter(schedule__isnull=False)
            case "overdue":
                return queryset.filter(schedule__in=Schedule.objects.due(now()))
            case "embargoed":
                return queryset.filter(embargoed_until__gt=now())
        return queryset


def _publish_form(request: HttpRequest, article: Article, data: Any = None) -> PublishForm:
    may_override = may(request.user, "override", article)
    return PublishForm(article, problems_of(article), data, may_override=may_override)


def _published(request: HttpRequest, article: Article, form: PublishForm) -> str:
    """Do what the form asks and say so; "" where it was refused, and the form says why."""
    try:
        with transaction.atomic():
            _look_alike(article, form.cleaned_data["version"])
            if form.is_for_later:
                at = form.cleaned_data["at"]
                schedule = scheduling.schedule(article, at=at, by=who(request), **form.arguments())
                return f"To be published on {moment(schedule.at)}."
            edition = publishing.publish(article, by=who(request), **form.arguments())
    except ValidationError as refusal:
        show_refusal(form, refusal)
        return ""
    return f"Edition {edition.number} is published."


def _look_alike(article: Article, version: int | None) -> None:
    """Refuse to publish another text than the page spoke of. To be called in a transaction."""
    if version is not None and revising.for_update(article).version != version:
        raise Refused("The piece has changed since you opened this page. Look again at what would change.")


def _put_right(article: Article, problem: Problem) -> str:
    """Where the desk puts a problem right."""
    _, place = CHECKED.get(problem.code, OF_ITS_CLAIMS)
    here = "" if problem.code == "embargo" else reverse("admin:articles_article_change", args=[article.pk])
    return here + place


def _in_order(problems: Iterable[Problem]) -> list[str]:
    """What the checklist asked for and found in order."""
    wrong = {CHECKED.get(problem.code, OF_ITS_CLAIMS) for problem in problems}
    return [name for name, place in (*CHECKED.values(), OF_ITS_CLAIMS) if (name, place) not in wrong]


def _since_live(article: Article) -> Differences | None:
    """What publishing would change of what readers have."""
    live, here = state_of(article, LIVE), state_of(article, NOW)
    return Differences(live, here) if live and here else None


def _to_publish(article: Article) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:articles_article_publish", args=[article.pk]))
