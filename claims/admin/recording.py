"""How one claim is recorded, beside its text: its form, why it was proposed so, what became of its words."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict

from articles.desk import show_refusal
from articles.models import Article
from articles.texts.comparing import Run, compare_texts
from claims import annotating
from claims.admin.clashes import RecordClash, Side, refuse_clash
from claims.admin.rows import Row
from claims.forms import ClaimForm
from claims.models import Claim
from claims.proposing import Proposal, propose
from claims.repair import place_in_working_copy
from claims.vocabulary import AnchorState


class RecordForm(ClaimForm):
    """The claim's fields for a narrow place; several of these forms can be on one page."""

    why = None  # type: ignore[assignment]  # takes the field away

    class Meta(ClaimForm.Meta):
        widgets = {
            "proposition": forms.Textarea(attrs={"rows": 3}),
            "internal_note": forms.Textarea(attrs={"rows": 2}),
            "recheck_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, data: QueryDict | None = None, *, instance: Claim) -> None:
        super().__init__(data, instance=instance, auto_id=f"record-{instance.number}-%s")
        self.theirs: dict[str, Side] = {}

    def details(self) -> dict[str, Any]:
        """The fields that were posted."""
        return {name: value for name, value in super().details().items() if name in self.data}


def has_fields(data: QueryDict) -> bool:
    """Whether a record was sent; the form around the rows of the desk has no fields."""
    return bool(data.keys() & set(RecordForm.Meta.fields))


def write_record(claim: Claim, *, by: User, data: QueryDict) -> RecordForm | None:
    """Write what was posted, which confirms the record; or return the form with why nothing was written.

    What has no fields of a record confirms it as it is.
    """
    if not has_fields(data):
        annotating.amend(claim, by=by)
        return None
    form = RecordForm(data, instance=claim)
    if not form.is_valid():
        return form
    try:
        with transaction.atomic():
            refuse_clash(form)
            annotating.amend(claim, by=by, **form.details())
    except RecordClash as clash:
        return _with_both(claim, clash, data)
    except ValidationError as refusal:
        show_refusal(form, refusal)
        return form
    return None


def _with_both(claim: Claim, clash: RecordClash, data: QueryDict) -> RecordForm:
    """The form with what was typed, and beside it what somebody else saved meanwhile."""
    form = RecordForm(clash.carried_on(data), instance=Claim.objects.get(pk=claim.pk))
    form.theirs = {side.field: side for side in clash.sides}
    show_refusal(form, clash)
    return form


@dataclass(frozen=True, slots=True)
class Record:
    """A claim opened for recording."""

    row: Row
    claim: Claim
    form: RecordForm
    proposal: Proposal | None
    became: list[Run]

    @property
    def fields(self) -> list[dict[str, Any]]:
        """Each field with why it was proposed as it is, and with what somebody else saved in it."""
        reasons = {reason.field: reason.words for reason in self.proposal.reasons} if self.proposal else {}
        return [
            {"bound": bound, "why": reasons.get(bound.name), "theirs": self.form.theirs.get(bound.name)}
            for bound in self.form.visible_fields()
        ]


def record_of(article: Article, text: str, row: Row, form: RecordForm | None) -> Record:
    """The record of a row; `form` is one that was refused."""
    claim, span = article.claims.with_place().get(number=row.number), row.span
    proposal = propose(text, *span) if span and not claim.is_confirmed else None
    became: list[Run] = []
    if claim.state == AnchorState.CHANGED:
        became = compare_texts(place_in_working_copy(claim).accepted, claim.words)
    return Record(row, claim, form or RecordForm(instance=claim), proposal, became)
