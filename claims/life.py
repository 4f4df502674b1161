"""Everything that ever happened to a claim: its record, places, evidence, findings, remarks and editions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby, pairwise
from typing import Any

from django.contrib.auth.models import User

from articles.models import Edition
from claims.changes import EVIDENCE, RECORD, Change, changes_of, compared
from claims.models import Anchor, Assessment, Claim, Evidence
from claims.vocabulary import AnchorState

PUT = "Put on these words"
# Other revisions have the words of a text that was saved in between; that is told with the text.
WITH_WORDS = ("Marked", PUT)
# What a revision of the record was, by a column it touched; the first that fits.
DONE = {
    "removed at": "Removed",
    "reopened at": "Reopened",
    "reopened because": "Reopened",
    "confirmed at": "Confirmed as recorded",
}
PLACED = {
    AnchorState.EXACT: "Its words stood as they were",
    AnchorState.MOVED: "It moved with its words",
    AnchorState.CHANGED: "Its words changed",
    AnchorState.AMBIGUOUS: "Its place became unclear",
    AnchorState.ORPHANED: "Its words were lost",
    AnchorState.REMOVED: "Removed from the text",
}


@dataclass(slots=True)
class Event:
    """One thing that happened. `kind` is record, place, evidence, finding, remark or edition.

    `row` is what it happened to or was done by; `told` is, of an edition, what its readers were told of the
    claim, None for nothing.
    """

    at: datetime
    kind: str
    title: str
    by: User | None
    why: str = ""
    changes: Sequence[Change] = ()
    row: Any = None
    told: dict[str, Any] | None = field(default=None)


def life_of(claim: Claim) -> list[Event]:
    """Newest first, in eight queries. What an edition told its readers is left to `recall`."""
    record = list(_record(claim))
    marked = record[0].at if record else claim.made_in.kept_at
    places = list(_places(claim, marked))
    parts = (
        _editions(claim, marked),
        _remarks(claim),
        _findings(claim),
        _evidence(claim),
        places,
        (event for event in reversed(record) if not _is_told(event, places)),
    )
    return sorted((event for part in parts for event in part), key=lambda event: event.at, reverse=True)


def recall(claim: Claim, events: Iterable[Event]) -> None:
    """Fill in what the editions among `events` told their readers: one query."""
    by_edition = {event.row.pk: event for event in events if event.kind == "edition"}
    for edition in Edition.objects.filter(pk__in=by_edition).only("parts"):
        told = (one for one in edition.claims if one["id"] == str(claim.pk))
        by_edition[edition.pk].told = next(told, None)


def _record(claim: Claim) -> Iterator[Event]:
    """Oldest first."""
    rows = list(claim.history.select_related("history_user").order_by("history_date", "history_id"))
    people = User.objects.filter(pk__in={row.assigned_to_id for row in rows})
    labels = {user.pk: user.get_full_name() or user.get_username() for user in people}
    for before, row in pairwise([None, *rows]):
        title = "Marked" if before is None else _what_was_done(set(row.changed))
        changes = [*changes_of(before, row, RECORD, labels)]
        if title in WITH_WORDS:
            changes += compared("Words", _words(before), _words(row))
        yield Event(row.history_date, "record", title, row.history_user, _why(row, title), changes, row)


def _why(row: Any, title: str) -> str:
    """The reason on record, unless it says what the title does."""
    why: str = row.history_change_reason
    return "" if why.lower() in title.lower() else why


def _is_told(event: Event, places: Iterable[Event]) -> bool:
    """Whether a revision says no more than a place does: that somebody put the claim on these words."""
    if event.row.changed != ["words"]:
        return False
    put = {(place.by, place.row.exact) for place in places if place.row.settled_at}
    return (event.by, _words(event.row)) in put


def _words(row: Any) -> str:
    return str(row.relations.get("words", "")) if row else ""


def _what_was_done(touched: set[str]) -> str:
    if touched == {"words"}:
        return PUT
    if "confirmed at" in touched and touched - {"confirmed at", "confirmed by", "words"}:
        return "Record changed and confirmed"
    return next((done for column, done in DONE.items() if column in touched), "Record changed")


def _places(claim: Claim, marked: datetime) -> Iterator[Event]:
    """How the claim came to its place in each text, and who put or accepted it there."""
    anchors = list(claim.anchors.select_related("text", "settled_by").defer("text__text"))
    saved = _saves(claim, anchors)
    accepted = ""
    for anchor in sorted(anchors, key=lambda anchor: _kept(anchor, saved, marked)):
        changes = list(compared("Words", accepted, anchor.exact)) if accepted and anchor.span else []
        if anchor.settled_at is None or anchor.state == AnchorState.CHANGED:
            save, title = saved.get(anchor.text_id), PLACED[AnchorState(anchor.state)]
            by = save.history_user if save else None
            at = _kept(anchor, saved, marked)
            yield Event(at, "place", title, by, anchor.explanation, changes, anchor)
        if anchor.settled_at:
            title = PUT if anchor.state == AnchorState.EXACT else "Accepted on these words"
            yield Event(anchor.settled_at, "place", title, anchor.settled_by, "", changes, anchor)
            accepted = anchor.exact


def _saves(claim: Claim, anchors: Iterable[Anchor]) -> dict[str, Any]:
    """The first revision of the piece that had each text, by the text's fingerprint."""
    revisions = claim.article.history.filter(fingerprint__in={anchor.text_id for anchor in anchors})
    names = ("username", "first_name", "last_name")
    shown = ("id", "fingerprint", "history_date", *(f"history_user__{name}" for name in names))
    rows = revisions.select_related("history_user").only(*shown).order_by("-history_date")
    return {row.fingerprint: row for row in rows}


def _kept(anchor: Anchor, saved: Mapping[str, Any], marked: datetime) -> datetime:
    """When a text was first saved; of one that was there when the claim was marked, that moment."""
    save = saved.get(anchor.text_id)
    return max(marked, save.history_date if save else anchor.text.kept_at)


def _evidence(claim: Claim) -> Iterator[Event]:
    history: Any = Evidence.history.model.objects.filter(claim_id=claim.pk)
    rows = list(history.select_related("history_user", "source").order_by("id", "history_date"))
    labels = {row.source_id: str(row.source) for row in rows}
    for _, revisions in groupby(rows, key=lambda row: row.id):
        for before, row in pairwise([None, *revisions]):
            changes = list(changes_of(before, row, EVIDENCE, labels))
            title = _what_became(before, row)
            yield Event(row.history_date, "evidence", title, row.history_user, _why(row, title), changes, row)


def _what_became(before: Any, row: Any) -> str:
    if before is None:
        return "Evidence filed"
    is_withdrawn = row.withdrawn_at is not None and before.withdrawn_at is None
    return "Evidence withdrawn" if is_withdrawn else "Evidence changed"


def _findings(claim: Claim) -> Iterator[Event]:
    for row in claim.assessments.select_related("proposed_by", "signed_by"):
        yield (
            _signed(row)
            if row.is_signed
            else Event(row.proposed_at, "finding", "Finding proposed", row.proposed_by, row=row)
        )


def _signed(row: Assessment) -> Event:
    return Event(row.signed_at or row.proposed_at, "finding", "Finding signed", row.signed_by, row=row)


def _remarks(claim: Claim) -> Iterator[Event]:
    for remark in claim.remarks.select_related("by"):
        yield Event(remark.at, "remark", "Remark", remark.by, row=remark)


def _editions(claim: Claim, marked: datetime) -> Iterator[Event]:
    """Every edition since the claim was marked."""
    editions = claim.article.editions.listed().filter(published_at__gte=marked)
    for edition in editions.select_related("published_by"):
        title = f"Edition {edition.number}: {edition.get_kind_display().lower()}"
        yield Event(edition.published_at, "edition", title, edition.published_by, edition.note, row=edition)
