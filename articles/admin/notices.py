"""What the journal says about a text readers have: each notice on a page of its own."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles import publishing
from articles.admin.pages import PiecePages
from articles.admin.publishing_forms import NoticeForm
from articles.desk import show_refusal, who
from articles.models import Article
from articles.models.edition import EditionKind
from articles.permissions import may
from articles.succession import NOTICES, followers

# What each notice does, told to whoever is about to put it.
WHAT_IT_DOES = {
    "editors_note": (
        "Readers keep the text they have. Your note stands above it, and stays in the record of editions. "
        "Where there is an expression of concern, the note settles it."
    ),
    "expression_of_concern": (
        "Readers keep the text they have. Above it they are told that the journal has doubts about it, and "
        "which. It is listed among the corrections, and stands until a correction or an editor’s note "
        "settles it, or the piece is retracted."
    ),
    "retraction": (
        "The piece keeps its address, its text and all its editions, under a notice that it is retracted, "
        "and why. It is listed among the corrections. This cannot be taken back: only an editor’s note or a "
        "removal can follow."
    ),
    "removal": (
        "Text, byline, claims and every earlier edition are no longer shown. At the address stands only that "
        "the piece was removed, when, and your note; the removal is listed among the corrections. This "
        "cannot be taken back, and nothing can follow. The desk keeps the working copy and its history."
    ),
}


def notices_for(user: Any, article: Article) -> list[tuple[str, str]]:
    """The notices this person may put to the piece as it stands: kind and label."""
    past = article.live.editions_so_far if article.live else []
    kinds = [kind for kind in followers(edition["kind"] for edition in past) if kind in NOTICES]
    return [(kind, str(EditionKind(kind).label)) for kind in kinds if _may_put(user, kind, article)]


def _may_put(user: Any, kind: str, article: Article) -> bool:
    return may(user, "publish" if kind == EditionKind.EDITORS_NOTE else "retract", article)


class NoticePages(PiecePages):
    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [path("<uuid:pk>/announce/<str:kind>/", wrap(self.announce), name="articles_article_announce")]
        return own + super().get_urls()

    def announce(self, request: HttpRequest, pk: Any, kind: str) -> HttpResponse:
        article = self.piece(request, pk)
        if kind not in NOTICES:
            raise Http404(f"There is no notice “{kind}”.")
        if not _may_put(request.user, kind, article):
            raise PermissionDenied
        if kind not in dict(notices_for(request.user, article)) and request.method != "POST":
            messages.error(request, f"“{EditionKind(kind).label}” cannot come next for this piece.")
            return HttpResponseRedirect(reverse("admin:articles_article_publish", args=[article.pk]))
        form = NoticeForm(kind, article, request.POST or None)
        if request.method == "POST":
            if form.is_valid() and (said := _put(request, article, kind, form)):
                messages.success(request, said)
                return self.back_to(article)
            form.look_again()
        context = self.admin_site.each_context(request) | {
            "title": f"{EditionKind(kind).label}: {article}",
            "opts": self.opts,
            "article": article,
            "form": form,
            "kind": kind,
            "label": EditionKind(kind).label,
            "what_it_does": WHAT_IT_DOES[kind],
        }
        return TemplateResponse(request, "admin/articles/article/announce.html", context)


def _put(request: HttpRequest, article: Article, kind: str, form: NoticeForm) -> str:
    """Put the notice and say so; "" where it was refused, and the form says why."""
    try:
        edition = publishing.announce(article, by=who(request), kind=kind, note=form.cleaned_data["note"])
    except ValidationError as refusal:
        show_refusal(form, refusal)
        return ""
    return f"{edition.get_kind_display()}: edition {edition.number} is published."
