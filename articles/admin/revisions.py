"""A piece's history: its revisions listed, compared and restored."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from articles import revising
from articles.admin.differences import NOW, Differences, State, state_of
from articles.admin.pages import PiecePages
from articles.desk import revisions, show_refusal, who
from articles.models import Article, Edition
from articles.models.edition import EditionKind
from articles.permissions import may


class RestoreForm(forms.Form):
    """Why, and the version of the piece that the page compared with."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(
        label="Reason for this change", required=False, max_length=500, help_text="Kept in the history."
    )

    def look_again(self, version: int) -> None:
        """Let the form, when it is sent again, speak of the piece as its page now shows it."""
        self.data = {name: self.data[name] for name in self.data} | {"version": str(version)}


class RevisionPages(PiecePages):
    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("<uuid:pk>/history/compare/", wrap(self.compare), name="articles_article_compare"),
            path(
                "<uuid:pk>/history/<uuid:revision>/restore/",
                wrap(self.restore),
                name="articles_article_restore",
            ),
        ]
        return own + super().get_urls()

    def about_revisions(self, request: HttpRequest, obj: Article, rows: list[Any]) -> dict[str, Any]:
        """What the list needs to have two compared; a choice made on another page is shown on top."""
        chosen_from, chosen_to = request.GET.get("from", ""), request.GET.get("to", "")
        listed = [str(row.history_id) for row in rows]
        pinned = _pinned(obj, [chosen_from, chosen_to], listed)
        _name_editions(obj, [*pinned, *rows])
        return {
            "is_compared": True,
            "pinned": pinned,
            "has_live": Edition.objects.public().filter(article=obj).exists(),
            "chosen_from": chosen_from or (listed[1:2] or [""])[0],
            "chosen_to": chosen_to or (listed[:1] or [NOW])[0],
            "may_restore": may(request.user, "revise", obj),
        }

    def compare(self, request: HttpRequest, pk: Any) -> HttpResponse:
        article = self.piece(request, pk)
        old, new = _state(article, request.GET.get("from", "")), _state(article, request.GET.get("to", NOW))
        context = self._context(request, article, "Compare") | {
            "differences": Differences(old, new),
            "swapped": f"?from={new.key}&to={old.key}",
            "may_restore": may(request.user, "revise", article),
            "restorable": [state for state in (old, new) if state.key != NOW],
        }
        return TemplateResponse(request, "admin/articles/article/compare.html", context)

    def restore(self, request: HttpRequest, pk: Any, revision: Any) -> HttpResponse:
        """What restoring a revision would change, and the button that does."""
        article = self.piece(request, pk)
        if not may(request.user, "revise", article):
            raise PermissionDenied
        state = _state(article, str(revision))
        form = RestoreForm(request.POST or None, initial={"version": article.version})
        if request.method == "POST" and form.is_valid():
            if self._restored(request, article, state, form):
                return self.back_to(article)
            article = self.piece(request, pk)
            form.look_again(article.version)
        context = self._context(request, article, "Restore") | {
            "state": state,
            "differences": Differences(_state(article, NOW), state),
            "form": form,
        }
        return TemplateResponse(request, "admin/articles/article/restore.html", context)

    def _restored(self, request: HttpRequest, article: Article, state: State, form: RestoreForm) -> bool:
        """Whether it was restored, or was like that already; if not, the form says why."""
        why, version = form.cleaned_data["why"], form.cleaned_data["version"]
        try:
            restored = revising.restore(state.row, by=who(request), why=why, version=version)
        except ValidationError as refusal:
            show_refusal(form, refusal)
            return False
        if restored.version == article.version:
            messages.info(request, "The piece was like that already; nothing was saved.")
            return True
        messages.success(request, f"Restored {state.name}.")
        if restored.version != version + 1:
            messages.info(
                request, "What somebody else saved in the meantime was kept. Look at the text again."
            )
        return True

    def _context(self, request: HttpRequest, article: Article, doing: str) -> dict[str, Any]:
        shared = {"title": f"{doing}: {article}", "opts": self.opts, "object": article, "doing": doing}
        return self.admin_site.each_context(request) | shared


def _state(article: Article, key: str) -> State:
    state = state_of(article, key)
    if state is None:
        raise Http404("This piece has no such revision.")
    return state


def _pinned(article: Article, keys: Iterable[str], listed: Collection[str]) -> list[Any]:
    """The revisions chosen on another page of the list."""
    ids = []
    for key in keys:
        with suppress(ValueError):
            ids += [UUID(key)] if key not in listed else []
    return list(revisions(article).filter(pk__in=ids))


def _name_editions(article: Article, rows: Iterable[Any]) -> None:
    """Say of each row which edition it became, if any, as `row.became`."""
    published = [row.pk for row in rows if "live" in row.changed]
    columns = ("pk", "live__number", "live__kind")
    became = {
        pk: f"Edition {number}, {EditionKind(kind).label.lower()}"
        for pk, number, kind in article.history.filter(pk__in=published).values_list(*columns)
    }
    for row in rows:
        row.became = became.get(row.pk, "")
