"""What the desk needs to put a claim right: where it stands, what its words were, where else it may stand."""

from dataclasses import dataclass

from claims.anchoring.locate import context
from claims.models import Anchor, Claim


@dataclass(frozen=True, slots=True)
class Choice:
    """Words of the working copy that may be the claim's, as `annotating.place_again` takes them."""

    quote: str
    prefix: str
    suffix: str
    score: float


@dataclass(frozen=True, slots=True)
class Place:
    anchor: Anchor | None
    accepted: str
    choices: tuple[Choice, ...]


def place_in_working_copy(claim: Claim) -> Place:
    anchors = claim.anchors.select_related("text")
    anchor = anchors.filter(text_id=claim.article.fingerprint).first()
    settled = anchors.exclude(settled_at=None).exclude(text_id=claim.article.fingerprint)
    before = settled.order_by("-settled_at").first()
    choices = (
        tuple(_choice(anchor.text.text, *candidate) for candidate in anchor.candidates or [])
        if anchor
        else ()
    )
    return Place(anchor, before.exact if before else claim.first_exact, choices)


def _choice(text: str, start: int, end: int, score: float) -> Choice:
    prefix, suffix = context(text, start, end)
    return Choice(text[start:end], prefix, suffix, score)
