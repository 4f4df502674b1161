"""What stands beside the pieces: put up, changed and taken down."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction

from articles.history import keep
from articles.models import Promotion
from articles.purging import purge_beside


@transaction.atomic
def promote(promotion: Promotion, *, by: User, why: str = "") -> Promotion:
    """Keep a promotion. Raises ValidationError."""
    before = set(Promotion.objects.filter(pk=promotion.pk).values_list("series", flat=True))
    if keep(promotion, by=by, why=why):
        purge_beside({*before, promotion.series_id})
    return promotion


@transaction.atomic
def take_down(promotions: Iterable[Promotion]) -> None:
    """Delete them."""
    gone = list(promotions)
    purge_beside({promotion.series_id for promotion in gone})
    for promotion in gone:
        promotion.delete()
