from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from articles.models import Article, Edition
from claims.models import Anchor, Claim, TextVersion


@transaction.atomic
def prune() -> tuple[int, int]:
    """Delete what no text in use needs; return how many anchors and how many texts went.

    A text is in use as a working copy, in an edition or in a revision. An anchor that a person settled,
    and the text a claim was made in, stay for ever.
    """
    in_use = Article.objects.values("fingerprint")
    published = Edition.objects.values("fingerprint")
    revised = Article.history.values("fingerprint")
    idle = Anchor.objects.filter(settled_at=None).exclude(text_id__in=in_use)
    idle = idle.exclude(text_id__in=published).exclude(text_id__in=revised)
    # Whoever saves such a piece at this moment may be about to restore the text: that comes first.
    pieces = Article.objects.filter(pk__in=idle.values("claim__article"))
    list(pieces.select_for_update().order_by("pk").values_list("pk", flat=True))
    anchors, _ = idle.delete()
    homes = Claim.objects.values("made_in")
    texts, _ = TextVersion.objects.filter(anchors=None).exclude(pk__in=homes).delete()
    return anchors, texts


class Command(BaseCommand):
    help = "Delete anchors in texts that no working copy, edition or revision has any more."

    def handle(self, *args: Any, **options: Any) -> None:
        anchors, texts = prune()
        self.stdout.write(f"Deleted {anchors} anchors and {texts} texts.")
