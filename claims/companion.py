"""What claims do when a piece is revised, checked or frozen: the object behind articles' one door."""

from typing import Any

from articles.companions import Frozen
from articles.minting import now
from articles.models import Article, Edition
from articles.plaintext import fingerprint, read
from articles.refusals import Problem
from claims.anchoring.locate import context, locate
from claims.anchoring.weave import Mark, weave
from claims.annotating import remember
from claims.models import Anchor, Claim, TextVersion
from claims.publication import is_painted, published_claims, standing_assessment
from claims.vocabulary import PAINTED, AnchorState


class Claims:
    """The companion named in settings.ARTICLE_COMPANIONS."""

    def revised(self, article: Article, old_text: str, new_text: str) -> None:
        """Place every claim in the new text. A text it was placed in before gives the same places again."""
        there = Anchor.objects.filter(claim__article=article)
        placed = there.filter(text_id=fingerprint(new_text)).values("claim")
        waiting = article.claims.filter(removed_at=None).exclude(pk__in=placed)
        if not waiting:
            return
        version = remember(new_text)
        known = {anchor.claim_id: anchor for anchor in there.filter(text_id=fingerprint(old_text))}
        # A text that came in past the verbs has no anchors: then the last place a claim had anywhere.
        unknown = [claim.pk for claim in waiting if claim.pk not in known]
        known |= {a.claim_id: a for a in there.filter(claim__in=unknown).order_by("placed_at")}
        Anchor.objects.bulk_create(_follow(claim, known[claim.pk], version) for claim in waiting)

    def problems(self, article: Article) -> list[Problem]:
        claims = article.claims.filter(removed_at=None).with_place().with_evidence().order_by("number")
        return [problem for claim in claims for problem in _problems(claim)]

    def freeze(self, article: Article, edition: Edition) -> Frozen:
        """Mark the painted claims in the edition's body and list them all as published."""
        claims = published_claims(article, edition.fingerprint)
        marks = [_mark(claim) for claim in claims if is_painted(claim)]
        html = weave(edition.html, read(edition.html).runs, marks)
        return Frozen(html=html, name="claims", part=claims)


def _follow(claim: Claim, last: Anchor, version: TextVersion) -> Anchor:
    """The claim's anchor in a new text, found by its last words and what stood around them."""
    words, prefix, suffix = last.exact, last.prefix, last.suffix
    near = claim.first_start if last.start is None else last.start
    location = locate(version.text, words, prefix, suffix, near)
    if location.start is not None and location.end is not None:
        words = version.text[location.start : location.end]
        prefix, suffix = context(version.text, location.start, location.end)
    return Anchor(
        claim=claim,
        text=version,
        state=location.status,
        exact=words,
        prefix=prefix,
        suffix=suffix,
        start=location.start,
        end=location.end,
        score=location.score,
        explanation=location.explanation,
        candidates=[list(candidate) for candidate in location.candidates],
        placed_at=now(),
    )


def _problems(claim: Any) -> list[Problem]:
    """What the desk should know of one claim, which carries `state` and `words`."""
    if claim.state not in PAINTED:
        state = AnchorState(claim.state).label if claim.state else "no place in this text"
        words = claim.words or claim.first_exact
        return [Problem("anchor", f"Claim {claim.number}, {state}: “{words}”. Place it again or remove it.")]
    return [problem for problem in (_stale(claim), _unsigned(claim)) if problem]


def _stale(claim: Any) -> Problem | None:
    if not claim.signed_assessments or standing_assessment(claim, claim.words):
        return None
    message = f"Claim {claim.number} is shown as not yet assessed: its finding judged other words."
    return Problem("stale", message, blocks=False)


def _unsigned(claim: Any) -> Problem | None:
    if not claim.open_proposals:
        return None
    return Problem("unsigned", f"Claim {claim.number} has a finding that nobody has signed.", blocks=False)


def _mark(claim: dict[str, Any]) -> Mark:
    anchor = claim["anchor"]
    label = f"Note {claim['number']}: {_spoken(claim['put'])}; {_spoken(claim['found'])}"
    return Mark(number=claim["number"], start=anchor["start"], end=anchor["end"], label=label)


def _spoken(phrase: str) -> str:
    return phrase[:1].lower() + phrase[1:]
