"""Claims follow their words: every claim of a piece, from the text it stood in to the text just saved."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from uuid import UUID

from django.db.models import QuerySet
from rapidfuzz.distance import Indel

from articles.models import Article
from articles.plaintext import fingerprint
from claims.anchoring import explaining
from claims.anchoring.canonical import snapped, squeezed
from claims.anchoring.combining import combine_all
from claims.anchoring.facts import changes
from claims.anchoring.relocate import relocate
from claims.anchoring.relocation import Candidate, Relocation, Span
from claims.anchoring.tokens import UNSPACED, tokenise
from claims.models import Anchor, Claim, TextVersion
from claims.models.claim import remember
from claims.vocabulary import AnchorState

MOST_PLACES = 6
"""Of the same words as a lost claim’s; where they stand more often, that tells nothing."""

SAME_ELSEWHERE = "The words are gone from where they stood. The same stand elsewhere: are these the claim’s?"

# Between two letters of a word. Where a script writes no spaces, every character is a word of its own.
_LETTER = rf"[^\W{UNSPACED}]"
_INSIDE_A_WORD = rf"(?<={_LETTER})(?={_LETTER})"

Places = Mapping[UUID, Span]  # by claim
Relocations = dict[UUID, Relocation]  # by claim


def follow(article: Article, old_text: str, new_text: str) -> None:
    """Place every claim of `article` in `new_text`.

    A text a claim was placed in before gives the same place again, so undoing an edit undoes its moves.
    """
    anchors = Anchor.objects.filter(claim__article=article)
    placed = anchors.filter(text_id=fingerprint(new_text)).values("claim")
    claims = article.claims.filter(removed_at=None).exclude(pk__in=placed).values_list("pk", flat=True)
    if not claims:
        return
    version = remember(new_text)
    places, unconfirmed = _last_places(anchors, claims, old_text)
    found = _relocate(places, old_text, new_text)
    in_place = {claim: at for claim, at in found.items() if at.is_verbatim and claim not in unconfirmed}
    in_doubt = [claim for claim in claims if claim not in in_place]
    rows = [_in_place(claim, version, place) for claim, place in in_place.items()]
    if in_doubt:
        rows += _doubtful(anchors, in_doubt, version, places, found, old_text)
    Anchor.objects.bulk_create(rows)


def _last_places(
    anchors: QuerySet[Anchor], claims: Iterable[UUID], old_text: str
) -> tuple[Places, set[UUID]]:
    """Where claims stand in the old text; and which of them on changed words that nobody confirmed."""
    there = anchors.filter(text_id=fingerprint(old_text), start__isnull=False, claim__in=claims)
    rows = list(there.values_list("claim_id", "start", "end", "state", "settled_at"))
    places = {claim: (start or 0, end or 0) for claim, start, end, _, _ in rows}
    unconfirmed = {
        claim for claim, _, _, state, settled in rows if state == AnchorState.CHANGED and not settled
    }
    return places, unconfirmed


def _relocate(places: Places, old_text: str, new_text: str) -> Relocations:
    return dict(zip(places, relocate(old_text, new_text, list(places.values())), strict=True))


def _in_place(claim: UUID, version: TextVersion, found: Relocation) -> Anchor:
    return Anchor.standing(
        claim,
        version,
        found.start or 0,
        found.end or 0,
        state=AnchorState.MOVED if found.status == "moved" else AnchorState.EXACT,
        score=found.score,
        context_changed=found.context_changed,
        explanation=found.explanation,
    )


def _doubtful(
    anchors: QuerySet[Anchor],
    claims: Sequence[UUID],
    version: TextVersion,
    places: Places,
    found: Relocations,
    old_text: str,
) -> list[Anchor]:
    """Anchors of claims that do not stand word for word where they stood.

    These are also mapped from where a person last settled them. Mapping save by save alone would drift: small
    changes add up, and what was once lost would stay lost.
    """
    settled = _settled(anchors, claims)
    from_last = {claim: found[claim] for claim in claims if claim in found}
    in_last = {claim for claim in from_last if settled[claim].text.text == old_text}
    elsewhere = [anchor for claim, anchor in settled.items() if claim not in in_last]
    from_settled = {claim: found[claim] for claim in in_last} | _from_each(elsewhere, version.text)
    from_held = _from_each(_held(anchors, from_settled.keys() - from_last.keys()), version.text)
    combined = combine_all(old_text, version.text, places, from_last, from_settled, from_held)
    return [_anchor(version, combined[claim], settled[claim]) for claim in claims]


def _settled(anchors: QuerySet[Anchor], claims: Sequence[UUID]) -> dict[UUID, Anchor]:
    """Where a person last put or confirmed each claim; failing that, where it was made."""
    chosen = anchors.filter(claim__in=claims).exclude(settled_at=None).order_by("settled_at")
    settled = {anchor.claim_id: anchor for anchor in chosen.select_related("text")}
    for claim in Claim.objects.filter(pk__in=set(claims) - settled.keys()).select_related("made_in"):
        end = claim.first_start + len(claim.first_exact)
        settled[claim.pk] = Anchor.standing(claim.pk, claim.made_in, claim.first_start, end)
    return settled


def _held(anchors: QuerySet[Anchor], claims: Iterable[UUID]) -> list[Anchor]:
    """Where claims last stood that have had no place since, but were neither gone nor one of several."""
    rows = anchors.filter(claim__in=claims).order_by("text__kept_at")
    last = {
        claim: anchor
        for claim, anchor, state, candidates in rows.values_list("claim_id", "pk", "state", "candidates")
        if state != AnchorState.AMBIGUOUS or len(candidates or ()) > 1
    }
    return list(anchors.filter(pk__in=last.values(), start__isnull=False).select_related("text"))


def _from_each(anchors: Iterable[Anchor], new_text: str) -> Relocations:
    """Where claims are now, each mapped from the text of its anchor."""
    by_text: dict[str, dict[UUID, Span]] = defaultdict(dict)
    for anchor in anchors:
        if anchor.span:
            by_text[anchor.text.text][anchor.claim_id] = anchor.span
    found: Relocations = {}
    for text, there in by_text.items():
        found |= _relocate(there, text, new_text)
    return found


def _anchor(version: TextVersion, found: Relocation, settled: Anchor) -> Anchor:
    """The anchor of a claim `found` somewhere or nowhere; `settled` has the words a person accepted."""
    if found.start is None or found.end is None:
        return _lost(version, found, settled)
    words = version.text[found.start : found.end]
    if squeezed(words) == squeezed(settled.exact):
        return _in_place(settled.claim_id, version, found)
    facts = changes(tokenise(settled.exact), tokenise(words))
    return Anchor.standing(
        settled.claim_id,
        version,
        found.start,
        found.end,
        state=AnchorState.CHANGED,
        score=found.score,
        similarity=Indel.normalized_similarity(squeezed(settled.exact), squeezed(words)),
        facts_changed=facts,
        context_changed=True,
        explanation=explaining.changed(facts),
    )


def _lost(version: TextVersion, found: Relocation, settled: Anchor) -> Anchor:
    """Nowhere: with the words it is known by, what stood around them, and where it might be."""
    same = () if found.candidates else _same_words(version.text, settled.exact)
    return Anchor(
        claim_id=settled.claim_id,
        text=version,
        state=found.status,
        exact=settled.exact,
        prefix=settled.prefix,
        suffix=settled.suffix,
        score=found.score,
        similarity=0.0,
        explanation=SAME_ELSEWHERE if same else found.explanation,
        candidates=found.candidates or same,
    )


def _same_words(text: str, words: str) -> tuple[Candidate, ...]:
    """Where the words of a lost claim stand as another's, such as a copy; nothing if that is everywhere."""
    if words not in text:  # as mostly, and told much faster
        return ()
    whole = rf"(?!{_INSIDE_A_WORD}){re.escape(words)}(?!{_INSIDE_A_WORD})"
    spans = (at.span() for at in re.finditer(whole, text))
    found = (span for span in spans if snapped(text, *span) == span)
    places = tuple(Candidate(*span, 1.0) for span in islice(found, MOST_PLACES + 1))
    return places if len(places) <= MOST_PLACES else ()
