"""The only writers of claims, their anchors, and of what is left unannotated."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max

from articles.history import keep, record, save_without_history
from articles.minting import now
from articles.models import Article
from articles.permissions import require
from articles.plaintext import fingerprint
from articles.refusals import Refused
from articles.revising import for_update
from claims.anchoring.locate import locate
from claims.coverage import Coverage, checkable_sentences, cover
from claims.models import Anchor, Claim, Dismissal, Tally, TextVersion
from claims.models.claim import remember
from claims.proposing import propose
from claims.vocabulary import AnchorState

# What a mark takes over from the proposal, and readers read even of a removed claim.
PROPOSED = "proposition", "modality", "attribution_kind", "attribution_name", "attribution_cue", "fact_kind"
# Of a claim; its piece, its number and its first words stay as they were.
AMENDABLE = {
    *(*PROPOSED, "checkable", "stakes", "legal_sensitivity"),
    *("internal_note", "assigned_to", "recheck_on"),
}


def find(text: str, quote: str, prefix: str = "", suffix: str = "", at: int | None = None) -> tuple[int, int]:
    """Start and end of `quote` in `text`; Refused, with the words, when it stands nowhere or twice.

    Of places that look alike, such as those of a copied paragraph, it is the one that begins `at`.
    """
    try:
        location = locate(text, quote, prefix, suffix)
    except ValueError as error:
        raise Refused({"quote": "Give the words of the claim, as they stand in the text."}) from error
    alike = [place for place in location.candidates if place.score == location.score]
    if chosen := next((place for place in alike if place.start == at), None):
        return chosen.start, chosen.end
    if location.start is None or location.end is None or location.status != "exact":
        raise Refused({"quote": f"“{quote}”: {location.explanation}"})
    return location.start, location.end


@transaction.atomic
def add_claim(
    article: Article, *, by: User, quote: str, prefix: str = "", suffix: str = "", **details: Any
) -> Claim:
    """Mark `quote` in the working copy as a claim. `details` are the claim's fields; `proposition` is needed.

    Raises NotAllowed, Refused when the words are not in the text or stand in more than one place, and
    ValidationError naming each wrong field.
    """
    article, text = _to_annotate(article, by)
    span = find(text, quote, prefix, suffix)
    return _add(article, text, span, by=by, confirmed_at=now(), confirmed_by=by, **details)


@transaction.atomic
def mark(article: Article, *, by: User, quote: str, prefix: str = "", suffix: str = "") -> Claim:
    """Mark `quote` as a claim whose record is proposed from its words, until a person confirms it.

    Raises NotAllowed, and Refused when the words are not in the text or stand in more than one place.
    """
    article, text = _to_annotate(article, by)
    start, end = find(text, quote, prefix, suffix)
    proposal = propose(text, start, end)
    proposed = {name: getattr(proposal, name) for name in PROPOSED}
    return _add(article, text, (start, end), by=by, assigned_to=by, **proposed)


@transaction.atomic
def amend(claim: Claim, *, by: User, why: str = "", **details: Any) -> Claim:
    """Change how a claim is recorded: proposition, modality, attribution and the like; never its words.

    Whoever does so vouches for the whole record. Of a removed claim only what readers go on reading is put
    right, and `why` is needed for that.
    """
    require(by, "check", claim.article)
    if details.keys() - AMENDABLE:
        raise Refused("It keeps its piece, its number and its first words.", code="stays")
    stored = Claim.objects.locked(claim.pk)
    if stored.is_removed:
        _refuse_amending_removed(stored, details, why)
    for name, value in details.items():
        setattr(stored, name, value)
    if not stored.is_confirmed:
        stored.confirmed_at, stored.confirmed_by = now(), by
    keep(stored, by=by, why=why)
    return stored


@transaction.atomic
def place_again(
    claim: Claim, *, by: User, quote: str, prefix: str = "", suffix: str = "", at: int | None = None
) -> Anchor:
    """Put a claim on words of the working copy that a person chose. Its first quote stays on record."""
    claim = _to_put_right(claim, by)
    text = claim.article.reading().text
    start, end = find(text, quote, prefix, suffix, at)
    anchor = _place(claim, remember(text), start, end, by=by)
    record(claim, by=by, why=f"Placed on “{anchor.exact}”")
    count(claim.article)
    return anchor


@transaction.atomic
def confirm(claim: Claim, *, by: User) -> Anchor:
    """Accept the changed words a claim was carried to: from now on they are the claim's words.

    What was found on the words before is stale until it is signed anew.
    """
    claim = _to_put_right(claim, by)
    anchor = claim.anchors.filter(text_id=claim.article.fingerprint).first()
    if anchor is None or anchor.state != AnchorState.CHANGED:
        raise Refused("The claim’s words have not changed: there is nothing to confirm.", code="unchanged")
    if anchor.settled_at is None:
        anchor.settled_at, anchor.settled_by = now(), by
        anchor.save()
        record(claim, by=by, why=f"Confirmed on “{anchor.exact}”")
    return anchor


@transaction.atomic
def remove(claim: Claim, *, by: User, reason: str) -> Claim:
    """Take a claim out on purpose. Its number stays taken, and its note says when and why it went."""
    claim = _to_put_right(claim, by)
    if not reason.strip():
        raise Refused({"reason": "Say why; readers will see it beside the claim’s number."})
    claim.removed_at, claim.removed_by, claim.removal_reason = now(), by, reason.strip()
    claim.full_clean()
    claim.anchors.filter(text_id=claim.article.fingerprint).update(
        state=AnchorState.REMOVED,
        start=None,
        end=None,
        settled_at=None,
        settled_by=None,
        explanation=claim.removal_reason,
    )
    save_without_history(claim)
    record(claim, by=by, why=f"Removed: {claim.removal_reason}")
    count(claim.article)
    return claim


@transaction.atomic
def dismiss(article: Article, *, by: User, key: str, reason: str) -> Dismissal:
    """Set a sentence aside as stating no fact to annotate. `key` is its key, or the short one.

    Raises Refused when it does not stand there, and when the key could mean another.
    """
    article, text = _to_annotate(article, by)
    if not reason.strip():
        raise Refused({"reason": "Say why it is no factual claim."})
    known = {one.key: one for one in reversed(checkable_sentences(text)) if one.is_known_as(key)}
    if not known:
        raise Refused("This sentence no longer stands in the text.", code="gone")
    if len(known) > 1:
        raise Refused("Two sentences have this key. Mark the words of this one instead.", code="unclear")
    [sentence] = known.values()
    words = text[sentence.start : sentence.end]
    decided = {"sentence": words, "reason": reason.strip(), "by": by, "at": now()}
    dismissal, _ = Dismissal.objects.update_or_create(article=article, key=sentence.key, defaults=decided)
    count(article)
    return dismissal


@transaction.atomic
def take_back(dismissal: Dismissal, *, by: User) -> None:
    """Open a sentence again that was set aside."""
    article, _ = _to_annotate(dismissal.article, by)
    Dismissal.objects.filter(pk=dismissal.pk).delete()
    count(article)


def coverage(article: Article) -> Coverage:
    """How far the working copy is annotated, sentence by sentence."""
    text = article.reading().text
    spans = Anchor.objects.placed_in(article, fingerprint(text)).values_list("start", "end")
    placed = [(start, end) for start, end in spans if start is not None and end is not None]
    return cover(text, placed, set(article.dismissals.values_list("key", flat=True)))


def count(article: Article) -> Tally:
    """Put down how far the annotating has come, for lists and the checklist."""
    found = coverage(article)
    counts = {
        "annotated": len(found.annotated),
        "dismissed": len(found.dismissed),
        "open": len(found.open),
    }
    tally, _ = Tally.objects.update_or_create(article=article, defaults=counts)
    return tally


def _to_annotate(article: Article, by: User) -> tuple[Article, str]:
    """The piece, locked, and its text, for somebody who may annotate it."""
    article = for_update(article)
    require(by, "check", article)
    return article, article.reading().text


def _to_put_right(claim: Claim, by: User) -> Claim:
    """A claim nobody removed and its piece, both locked, for somebody who may annotate it.

    The piece comes first: whoever saves it has it locked, and then waits for its claims.
    """
    article = for_update(claim.article)
    require(by, "check", article)
    claim = Claim.objects.locked(claim.pk)
    claim.article = article
    refuse_removed(claim)
    return claim


def _refuse_amending_removed(claim: Claim, details: Mapping[str, Any], why: str) -> None:
    changed = {name for name, value in details.items() if getattr(claim, name) != value}
    if not claim.is_confirmed or changed - {*PROPOSED}:
        refuse_removed(claim)
    if changed and not why.strip():
        raise Refused({"why": "Say why: readers still read it beside the claim’s number."}, code="reason")


def _add(article: Article, text: str, span: tuple[int, int], *, by: User, **details: Any) -> Claim:
    newest = article.claims.aggregate(newest=Max("number"))["newest"] or 0
    version, (start, end) = remember(text), span
    claim = Claim(
        article=article,
        number=newest + 1,
        made_in=version,
        first_exact=text[start:end],
        first_start=start,
        **details,
    )
    claim.full_clean()
    save_without_history(claim)
    _place(claim, version, start, end, by=by)
    record(claim, by=by, why="Marked", is_new=True)
    count(article)
    return claim


def _place(claim: Claim, version: TextVersion, start: int, end: int, *, by: User) -> Anchor:
    """Write the claim's one anchor in a text; what a person decided replaces what was there."""
    settled = Anchor.standing(claim.pk, version, start, end, settled_at=now(), settled_by=by)
    Anchor.objects.filter(claim=claim, text=version).delete()
    settled.save()
    return settled


def refuse_removed(claim: Claim) -> None:
    if claim.is_removed:
        raise Refused(f"Claim {claim.number} was removed: {claim.removal_reason}", code="removed")
