"""Saves of a piece: what two people changed is merged, what cannot be is set aside, and nothing is lost.

And who has the piece open at this moment.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import URLPattern, path
from django.utils.timesince import timesince
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from articles import presence, revising
from articles.admin.pages import PiecePages
from articles.admin.set_aside import address_of, called
from articles.content import spelled
from articles.desk import who
from articles.forms import ArticleForm, BylineFormSet
from articles.models import Article, Presence, SetAside
from articles.permissions import may
from articles.refusals import Conflict
from articles.setting_aside import set_aside


class SavingPages(PiecePages):
    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        attended = require_POST(wrap(self.attend))
        own = [path("<uuid:pk>/presence/", attended, name="articles_article_presence")]
        return own + super().get_urls()

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Nothing yet: the bylines are part of the same change, and come with save_related."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        [bylines] = formsets
        content = {name: form.cleaned_data[name] for name in ArticleForm.Meta.fields}
        content["bylines"] = bylines.credits()
        why = form.cleaned_data["why"]
        if change:
            version = form.cleaned_data["started_from"]
            revising.revise(form.instance, by=who(request), why=why, version=version, **content)
        else:
            form.instance.pk = revising.start(by=who(request), why=why, **content).pk
        form.instance.refresh_from_db()  # what others saved meanwhile is in it too

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        response = super().response_change(request, obj)
        if told := saved_meanwhile(obj, since=int(request.POST["started_from"]), by=who(request)):
            messages.info(request, told)
        return response

    def message_user(
        self, request: HttpRequest, message: Any, level: Any = messages.INFO, *args: Any, **kwargs: Any
    ) -> None:
        """After a save, also tell the browser that it need not keep its copy."""
        if level == messages.SUCCESS:
            kwargs["extra_tags"] = kept_mark(request)
        super().message_user(request, message, level, *args, **kwargs)

    def answer_to(
        self, refusal: ValidationError, request: HttpRequest, object_id: str | None
    ) -> HttpResponse | None:
        is_conflict = isinstance(refusal, Conflict)
        draft = self.keep_text(request, object_id) if is_conflict else None
        return HttpResponseRedirect(address_of(draft)) if draft else None

    def keep_text(self, request: HttpRequest, object_id: str | None) -> SetAside | None:
        """Set aside what was sent, in a transaction of its own.

        Not where the page did not say on which version it was written, nor for those who may not even view
        the piece.
        """
        article = self.get_queryset(request).filter(pk=object_id).first() if object_id else None
        if article is None or not may(request.user, "view", article):
            return None
        form = ArticleForm(request.POST, instance=Article.objects.get(pk=article.pk))
        form.is_valid()
        version = form.cleaned_data.get("started_from")
        if version is None:
            return None
        why = form.cleaned_data.get("why", "")
        draft = set_aside(article, _sent(form), by=who(request), version=version, why=why)
        messages.warning(
            request,
            "Your text is not in the piece. It is set aside as it was, and nothing of it is lost.",
            extra_tags=kept_mark(request),
        )
        return draft

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = kwargs.get("obj")
        if article is not None:
            if may(request.user, "revise", article):
                presence.opened(article, by=who(request))
            context |= {"others": present(article, who(request)), "drafts": article.set_aside.open()}
        return super().render_change_form(request, context, *args, **kwargs)

    def attend(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """A sign of life from a page that has the piece open, or its last one; answered with who else has."""
        article, user = self.piece(request, pk), who(request)
        if "leave" in request.POST:
            presence.left(article, by=user)
        elif may(user, "revise", article):
            presence.opened(article, by=user)
        latest = article.history.filter(version=article.version).select_related("history_user").first()
        return JsonResponse(
            {
                "others": present(article, user),
                "version": article.version,
                "saved_by": called(latest.history_user) if latest else "",
            }
        )


def saved_meanwhile(article: Article, *, since: int, by: User) -> str:
    """Who else saved a piece between the version `by` started from and their save; empty when nobody did."""
    saves = article.history.filter(version__gt=since, version__lte=article.version)
    saves = list(saves.select_related("history_user").order_by("version"))
    if saves and saves[-1].history_user_id == by.pk:
        saves.pop()
    if not saves:
        return ""
    told = "; ".join(f"{called(save.history_user)} ({', '.join(save.changed)})" for save in saves)
    return (
        f"While you had this piece open, others saved it too: {told}. Your changes and theirs are both in it."
    )


def present(article: Article, user: User) -> list[str]:
    """A sentence for everybody else who has the piece open."""
    return [
        f"{called(other.user)} has this piece open, seen {_ago(other)}."
        for other in presence.others(article, user)
    ]


def kept_mark(request: HttpRequest) -> str:
    """The class of a message that tells the browser: what the form with this copy brought is kept."""
    try:
        return f"kept-{UUID(request.POST.get('copy', ''))}"
    except ValueError:
        return ""


def _sent(form: ArticleForm) -> dict[str, Any]:
    """What a form brought, as content; without fields that are none."""
    content = {name: form.cleaned_data[name] for name in ArticleForm.Meta.fields if name in form.cleaned_data}
    bylines: Any = BylineFormSet(form.data, instance=form.instance)
    if bylines.is_valid():
        content["bylines"] = bylines.credits()
    return spelled(content)


def _ago(other: Presence) -> str:
    since = now() - other.seen_at
    return f"{timesince(other.seen_at)} ago" if since >= timedelta(minutes=1) else "just now"
