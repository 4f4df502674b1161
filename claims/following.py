"""Claims follow their words: every claim of a piece, from the text it stood in to the text just saved."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from rapidfuzz.distance import Indel

from articles.minting import now
from articles.models import Article
from articles.plaintext import fingerprint
from claims.anchoring import explaining
from claims.anchoring.canonical import squeezed
from claims.anchoring.facts import changes
from claims.anchoring.relocate import relocate
from claims.anchoring.relocation import Relocation, combine
from claims.anchoring.tokens import tokenise
from claims.models import Anchor, Claim, TextVersion
from claims.models.claim import remember
from claims.vocabulary import AnchorState

Places = Mapping[Any, Anchor]  # by claim


def follow(article: Article, old_text: str, new_text: str) -> None:
    """Place every claim of `article` in `new_text`.

    A text a claim was placed in before gives the same place again, so undoing an edit undoes its moves.
    """
    anchors = Anchor.objects.filter(claim__article=article)
    placed = anchors.filter(text_id=fingerprint(new_text)).values("claim")
    claims = list(article.claims.filter(removed_at=None).exclude(pk__in=placed))
    if not claims:
        return
    last = {anchor.claim_id: anchor for anchor in anchors.filter(text_id=fingerprint(old_text))}
    settled = {a.claim_id: a for a in anchors.exclude(settled_at=None).order_by("settled_at")}
    found = _found(claims, last, settled, old_text, new_text)
    version = remember(new_text)
    Anchor.objects.bulk_create(
        _anchor(claim, version, found[claim.pk], settled[claim.pk]) for claim in claims
    )


def _found(
    claims: Sequence[Claim], last: Places, settled: Places, old_text: str, new_text: str
) -> dict[Any, Relocation]:
    """Where each claim went from the last text; where that is not word for word, also from its settled place.

    Mapping save by save alone would drift: small changes add up, and what was once lost stays lost.
    """
    from_last = _relocate({pk: anchor for pk, anchor in last.items() if anchor.span}, old_text, new_text)
    in_doubt = [claim.pk for claim in claims if not _is_verbatim(from_last.get(claim.pk))]
    from_settled: dict[Any, Relocation] = {}
    for text, anchors in _by_text([settled[pk] for pk in in_doubt]).items():
        from_settled |= _relocate({anchor.claim_id: anchor for anchor in anchors}, text, new_text)
    return {claim.pk: combine(from_last.get(claim.pk), from_settled.get(claim.pk)) for claim in claims}


def _relocate(places: Places, old_text: str, new_text: str) -> dict[Any, Relocation]:
    spans = [anchor.span or (0, 0) for anchor in places.values()]
    return dict(zip(places, relocate(old_text, new_text, spans), strict=True))


def _is_verbatim(relocation: Relocation | None) -> bool:
    return relocation is not None and relocation.is_verbatim


def _by_text(anchors: Sequence[Anchor]) -> dict[str, list[Anchor]]:
    """Anchors under the text they stand in; each text is fetched once."""
    texts = TextVersion.objects.in_bulk({anchor.text_id for anchor in anchors})
    by_text: dict[str, list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        by_text[texts[anchor.text_id].text].append(anchor)
    return by_text


def _anchor(claim: Claim, version: TextVersion, found: Relocation, settled: Anchor) -> Anchor:
    """The anchor of a claim `found` somewhere or nowhere; `settled` has the words a person accepted."""
    if found.start is None or found.end is None:
        return _lost(claim, version, found, settled)
    words = version.text[found.start : found.end]
    details = {"score": found.score, "context_changed": found.context_changed}
    if squeezed(words) == squeezed(settled.exact):
        state = AnchorState.MOVED if found.status == "moved" else AnchorState.EXACT
        details |= {"state": state, "explanation": found.explanation if found.is_verbatim else ""}
    else:
        details |= _change(settled.exact, words)
    return Anchor.standing(claim, version, found.start, found.end, **details)


def _change(accepted: str, words: str) -> dict[str, Any]:
    """What became of the accepted words: never in place again before somebody looked."""
    facts = changes(tokenise(accepted), tokenise(words))
    return {
        "state": AnchorState.CHANGED,
        "similarity": Indel.normalized_similarity(squeezed(accepted), squeezed(words)),
        "facts_changed": facts,
        "explanation": explaining.changed(facts),
    }


def _lost(claim: Claim, version: TextVersion, found: Relocation, settled: Anchor) -> Anchor:
    """Nowhere, with the words it is known by, what stood around them, and where it might be."""
    return Anchor(
        claim=claim,
        text=version,
        state=found.status,
        exact=settled.exact,
        prefix=settled.prefix,
        suffix=settled.suffix,
        score=found.score,
        similarity=0.0,
        explanation=found.explanation,
        candidates=found.candidates,
        placed_at=now(),
    )
