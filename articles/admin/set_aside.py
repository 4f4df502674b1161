"""The page of a text that was set aside: what clashes, side by side, and the choice that saves it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import mark_safe

from articles import setting_aside
from articles.admin.clashes import changes_by_itself, choices_of, questions_of
from articles.admin.pages import PiecePages
from articles.body import clean_body
from articles.desk import who
from articles.models import Article, SetAside
from articles.permissions import may, require
from articles.refusals import Conflict, Refused


class SetAsidePages(PiecePages):
    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("<uuid:pk>/set-aside/<uuid:id_>/", wrap(self.set_aside), name="articles_article_set_aside")
        ]
        return own + super().get_urls()

    def set_aside(self, request: HttpRequest, pk: Any, id_: Any) -> HttpResponse:
        article = self.piece(request, pk)
        draft = article.set_aside.select_related("by").filter(pk=id_).first()
        if draft is None:
            raise Http404("There is no such text.")
        if request.method == "POST":
            settle = _let_go if "let_go" in request.POST else _take_up
            try:
                told = settle(draft, request)
            except ValidationError as refusal:
                return self._draft_page(request, draft, refusal)
            messages.success(request, told)
            return self.back_to(article)
        return self._draft_page(request, draft)

    def _draft_page(
        self, request: HttpRequest, draft: SetAside, refusal: ValidationError | None = None
    ) -> HttpResponse:
        article = Article.objects.get(pk=draft.article_id)
        is_own = draft.by_id == who(request).pk
        may_take_up = draft.settled_at is None and may(request.user, "revise", article)
        context = self.admin_site.each_context(request) | {
            "title": "A text that was set aside",
            "opts": self.opts,
            "article": article,
            "draft": draft,
            "whose": called(draft.by),
            "is_own": is_own,
            "text": _text(draft),
            "told": _told(refusal),
            "may_let_go": draft.settled_at is None and (is_own or may(request.user, "edit", article)),
        }
        if draft.settled_at is None:
            context |= _comparison(request, draft, article)
            context["may_take_up"] = may_take_up and context["is_comparable"]
        return TemplateResponse(request, "admin/articles/article/set_aside.html", context)


def address_of(draft: SetAside) -> str:
    return reverse("admin:articles_article_set_aside", args=[draft.article_id, draft.pk])


def called(user: User | None) -> str:
    """What the desk calls somebody."""
    return (user.get_full_name() or user.get_username()) if user else "Somebody"


def _take_up(draft: SetAside, request: HttpRequest) -> str:
    require(request.user, "revise", draft.article)
    try:
        version = int(request.POST.get("version", ""))
    except ValueError:
        raise Refused("This page does not say which version it showed.", code="version") from None
    choices = choices_of(questions_of(setting_aside.outcome_of(draft), request.POST))
    setting_aside.take_up(draft, by=who(request), version=version, choices=choices)
    return "The text that was set aside is saved into the piece."


def _let_go(draft: SetAside, request: HttpRequest) -> str:
    setting_aside.let_go(draft, by=who(request))
    return "The text that was set aside is let go. It is kept, and no longer waits for anybody."


def _comparison(request: HttpRequest, draft: SetAside, article: Article) -> dict[str, Any]:
    """What the page shows of a draft and of the piece as it is now."""
    since = article.history.filter(version__gt=draft.started_from)
    context = {"saves": since.select_related("history_user").order_by("version")}
    try:
        outcome = setting_aside.outcome_of(draft)
    except Refused:
        return context | {"is_comparable": False}
    questions = questions_of(outcome, request.POST)
    return context | {
        "is_comparable": True,
        "questions": questions,
        "by_itself": changes_by_itself(outcome, article),
    }


def _told(refusal: ValidationError | None) -> list[str]:
    if isinstance(refusal, Conflict):
        return [
            "Somebody saved the piece while you were choosing. Look at what is different now, and save again."
        ]
    if getattr(refusal, "code", "") == "choice":
        return ["Nothing is saved yet: choose one wording in each of the places below."]
    return refusal.messages if refusal else []


def _text(draft: SetAside) -> dict[str, Any]:
    """The whole of what was sent, to be read and copied."""
    body = mark_safe(clean_body(draft.content.get("body", "")))  # noqa: S308 (sanitised)
    return {
        "headline": draft.content.get("headline"),
        "standfirst": draft.content.get("standfirst"),
        "body": body,
    }
