"""The claims of a piece, for the desk's pages about pieces: templates are where the apps meet."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.db.models import F

from articles import composing
from articles.models import Article, Edition
from articles.models.edition import EditionKind
from claims import annotating
from claims.admin.annotated import tallied
from claims.models import Claim, Tally
from claims.querysets import ClaimQuerySet
from claims.repair import Place, place_in_working_copy
from claims.vocabulary import is_painted
from claims.wording import how_put, where_it_stands

register = template.Library()


@register.simple_tag
def claims_of(article: Article) -> ClaimQuerySet:
    """The claims of `article` by number, each with its place in the working copy, from `begins` to `ends`."""
    claims: Any = Claim.objects.filter(article=article).with_place()
    return claims.annotate(begins=F("here__start"), ends=F("here__end")).order_by("number")


@register.filter
def in_text(claims: Iterable[Any]) -> list[dict[str, Any]]:
    """Where claims from `claims_of` stand in the working copy, in code points, and the words there."""
    return [
        {"number": claim.number, "start": claim.begins, "end": claim.ends, "words": claim.words}
        for claim in claims
        if claim.begins is not None and not claim.is_removed
    ]


@register.simple_tag(takes_context=True)
def as_read(context: Any, article: Article) -> Edition:
    """The working copy of `article` as a reader would get it, its claims painted; not saved."""
    return composing.from_working_copy(article, kind=EditionKind.UPDATE, note="", by=context["user"])


@register.simple_tag
def tally_of(article: Article) -> Tally:
    """How far the annotating of `article` has come, as last counted."""
    return Tally.objects.filter(article=article).first() or tallied(annotating.coverage(article))


@register.simple_tag
def place_of(claim: Claim) -> Place:
    """Where `claim` stands in the working copy, what its accepted words were, and where else it may stand."""
    return place_in_working_copy(claim)


@register.filter
def put(claim: Claim) -> str:
    return how_put(claim.modality, claim.attribution_kind, claim.attribution_name)


@register.filter
def place(claim: Claim) -> str:
    return where_it_stands(getattr(claim, "state", None), is_removed=claim.is_removed)


@register.filter
def wants_a_look(claim: Claim) -> bool:
    """Whether somebody must say where the claim stands: publication stops on it."""
    state, settled_at = getattr(claim, "state", None), getattr(claim, "settled_at", None)
    return not claim.is_removed and not is_painted(state, settled_at)
