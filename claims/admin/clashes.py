"""A record that somebody changed while somebody else had it open: both sides, and nothing overwritten."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.http import QueryDict

from articles.refusals import Refused
from claims.forms import ClaimForm
from claims.models import Claim


@dataclass(frozen=True, slots=True)
class Side:
    """A field somebody changed meanwhile: the value stored now, and the one that was sent, as a form has it.

    It clashes where both were changed.
    """

    field: str
    label: str
    theirs: str
    mine: str
    value: str
    is_clash: bool


class RecordClash(Refused):
    """Somebody changed the record after it was opened. `newest` is the revision it has now."""

    def __init__(self, by: User | None, sides: list[Side], newest: UUID) -> None:
        called = (by.get_full_name() or by.get_username()) if by else "Somebody"
        super().__init__(
            f"{called} changed this record while you had it open. Nothing is saved yet: look at what is "
            "different, and save again.",
            code="clash",
        )
        self.sides, self.newest = sides, newest

    def carried_on(self, sent: QueryDict) -> QueryDict:
        """The form as it was sent, on the record of today: with theirs where only they changed something."""
        data = sent.copy()
        data["seen"] = str(self.newest)
        for side in self.sides:
            if not side.is_clash:
                data[side.field] = side.value
        return data


def refuse_clash(form: ClaimForm) -> None:
    """Raise RecordClash when the record is not as the form showed it; hold it until the transaction ends."""
    stored = Claim.objects.locked(form.instance.pk)
    newest = stored.history.select_related("history_user").first()
    if newest is None or newest.history_id == form.cleaned_data["seen"]:
        return
    opened = stored.history.filter(pk=form.cleaned_data["seen"]).first()
    if opened is None:
        raise Refused("This page does not say which record it showed. Open the claim again.", code="seen")
    if sides := list(_sides(form, opened, stored)):
        raise RecordClash(newest.history_user, sides, newest.history_id)


def _sides(form: ClaimForm, opened: Any, stored: Claim) -> Iterator[Side]:
    for name in ClaimForm.Meta.fields:
        field = form.fields[name]
        was, theirs, mine = (
            _plain(field.prepare_value(value))
            for value in (_value(opened, name), _value(stored, name), form.cleaned_data[name])
        )
        if theirs not in (was, mine):
            label = str(field.label)
            yield Side(name, label, _shown(field, theirs), _shown(field, mine), theirs, mine != was)


def _value(row: Any, name: str) -> Any:
    return getattr(row, row._meta.get_field(name).attname)


def _plain(value: Any) -> str:
    return "" if value is None else str(value).replace("\r\n", "\n")


def _shown(field: Any, value: str) -> str:
    """A value as the form words it."""
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ()) if key not in ("", None)}
    return labels.get(value, value)
