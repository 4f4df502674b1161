"""What the pages of a piece share."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from articles.desk import DeskAdmin
from articles.models import Article


class PiecePages(DeskAdmin):
    """Pages beside the form of a piece: each mixin adds its own in get_urls."""

    def piece(self, request: HttpRequest, pk: Any) -> Article:
        article = self.get_queryset(request).filter(pk=pk).first()
        if article is None:
            raise Http404("There is no such piece, or it is not yours to see.")
        return article

    def back_to(self, article: Article) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
