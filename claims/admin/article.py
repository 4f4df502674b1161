"""The list of pieces, which also says how many sentences of each still want a claim."""

from django.contrib import admin
from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin import ArticleAdmin
from articles.models import Article

admin.site.unregister(Article)


@admin.register(Article)
class AnnotatedArticleAdmin(ArticleAdmin):
    list_display = [*ArticleAdmin.list_display, "open_sentences"]
    list_select_related = [*ArticleAdmin.list_select_related, "tally"]

    @admin.display(description="open sentences", ordering="tally__open")
    def open_sentences(self, article: Article) -> SafeString | str:
        """As last counted; a piece never counted has none."""
        try:
            count = article.tally.open
        except ObjectDoesNotExist:
            return "—"
        desk = reverse("admin:claims_claim_annotate", args=[article.pk], query={"show": "open"})
        return format_html(
            '<a href="{}" aria-label="{} open sentences in {}">{}</a>', desk, count, article, count
        )
