"""What the desk needs to put a claim right: where it stands, what its words were, where else it may stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from articles.texts.comparing import Run, compare_texts
from claims.anchoring.locate import context
from claims.models import Anchor, Claim, TextVersion
from claims.vocabulary import AnchorState


@dataclass(frozen=True, slots=True)
class Choice:
    """Words of the working copy that may be the claim's, as `annotating.place_again` takes them."""

    quote: str
    prefix: str
    suffix: str
    at: int
    score: float
    accepted: str

    @property
    def runs(self) -> list[Run]:
        """How these words differ from those accepted."""
        return compare_texts(self.accepted, self.quote)


@dataclass(frozen=True, slots=True)
class Place:
    anchor: Anchor | None
    accepted: str
    choices: tuple[Choice, ...]

    @property
    def runs(self) -> list[Run]:
        """How the words the claim stands on now differ from those accepted."""
        return compare_texts(self.accepted, self.anchor.exact if self.anchor else "")

    @property
    def is_changed(self) -> bool:
        """Whether it stands on changed words that nobody has accepted."""
        anchor = self.anchor
        return anchor is not None and anchor.state == AnchorState.CHANGED and anchor.settled_at is None


def place_in_working_copy(claim: Claim) -> Place:
    return places_of([claim])[claim.pk]


def places_of(claims: Iterable[Claim]) -> dict[UUID, Place]:
    """The place of each claim in its working copy, by claim: three queries, however many claims."""
    claims = list(claims)
    anchors = Anchor.objects.filter(claim__in=claims)
    here = anchors.filter(text_id=F("claim__article__fingerprint")).select_related("settled_by")
    by_claim = {anchor.claim_id: anchor for anchor in here}
    before = anchors.exclude(settled_at=None).exclude(text_id=F("claim__article__fingerprint"))
    accepted = dict(before.order_by("settled_at").values_list("claim_id", "exact"))
    texts = _texts(by_claim.values())
    return {
        claim.pk: _place(by_claim.get(claim.pk), accepted.get(claim.pk, claim.first_exact), texts)
        for claim in claims
    }


def _texts(anchors: Iterable[Anchor]) -> dict[str, str]:
    """The texts in which candidates stand, by fingerprint."""
    wanted = {anchor.text_id for anchor in anchors if anchor.candidates}
    return dict(TextVersion.objects.filter(pk__in=wanted).values_list("fingerprint", "text"))


def _place(anchor: Anchor | None, accepted: str, texts: dict[str, str]) -> Place:
    candidates = (anchor.candidates if anchor else None) or []
    choices = (_choice(texts[anchor.text_id], accepted, *one) for one in candidates if anchor)
    return Place(anchor, accepted, tuple(choices))


def _choice(text: str, accepted: str, start: int, end: int, score: float) -> Choice:
    prefix, suffix = context(text, start, end)
    return Choice(text[start:end], prefix, suffix, start, score, accepted)
