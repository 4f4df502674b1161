"""Claims on the same words as a new one: two of the desk may have marked the same sentence, each alone."""

from django.urls import reverse
from django.utils.html import format_html_join

from claims.models import Anchor, Claim


def told_of_others(claim: Claim) -> str:
    """Which others stand on the words of a new claim, in words that link to them; "" where none does."""
    return format_html_join(
        " ",
        '<a href="{}">Claim {}</a> stands on the same words.',
        ((reverse("admin:claims_claim_change", args=[pk]), number) for pk, number in _others(claim)),
    )


def _others(claim: Claim) -> list[tuple[object, int]]:
    """The id and number of each standing claim on the words of a new one, but for signs around them."""
    begins, ends = claim.first_start, claim.first_start + len(claim.first_exact)
    standing = Anchor.objects.placed_in(claim.article_id, claim.made_in_id).exclude(claim=claim)
    there = standing.filter(start__lt=ends, end__gt=begins)
    rows = there.order_by("claim__number").values_list("claim", "claim__number", "start", "exact")
    words = _letters(begins, claim.first_exact)
    return [(pk, number) for pk, number, start, exact in rows if _letters(start or 0, exact) == words]


def _letters(start: int, exact: str) -> tuple[int, ...]:
    """Where the first and the last letter or digit of words stand, which begin at `start`."""
    places = [at for at, letter in enumerate(exact, start) if letter.isalnum()]
    return (*places[:1], *places[-1:])
