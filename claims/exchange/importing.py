"""A file taken in: first rehearsed, which writes nothing, then carried out as it was shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from articles.models import Article
from articles.permissions import require
from articles.refusals import Refused
from claims.exchange.exporting import SHEETS, WHY
from claims.exchange.outcomes import Plan
from claims.exchange.rows import VERSION
from claims.exchange.sheets import Row, Sheet
from claims.exchange.uploads import read_upload

KNOWN = {column for resource in SHEETS.values() for column in resource.columns()}


class Overtaken(Refused):
    """What would be written is no longer what was shown; `plan` is what would be by now."""

    def __init__(self, plan: Plan) -> None:
        super().__init__("Something changed after this was shown. Nothing was written: look again.")
        self.plan = plan


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a file by sheet, and what a person should look at before they are taken over."""

    name: str
    by_sheet: Mapping[str, Sequence[Row]]
    doubts: Sequence[str] = ()


def read_rows(name: str, data: bytes) -> Rows:
    """The rows of an uploaded file. Refused, with what to do about it, when they cannot be told."""
    upload = read_upload(name, data, KNOWN)
    by_sheet: dict[str, Sequence[Row]] = {}
    doubts = list(upload.doubts)
    for sheet in upload.sheets:
        kind = _kind(sheet)
        if kind is None:
            doubts.append(f"“{sheet.name}” has none of the columns known here, and is left aside.")
        elif kind in by_sheet:
            raise Refused(f"There are two sheets of {kind}. Put their rows into one.")
        else:
            by_sheet[kind] = sheet.rows
    if not by_sheet:
        raise Refused("Neither claims nor evidence nor findings. Export a sheet, and fill in that.")
    return Rows(name, by_sheet, doubts)


def _kind(sheet: Sheet) -> str | None:
    """Which sheet it is by its columns; None when it is something else. Refused for columns not known."""
    has = {*sheet.columns}
    kind = max(SHEETS, key=lambda name: len(has & {*SHEETS[name].columns()}))
    known = {*SHEETS[kind].columns(), WHY}
    if not has & known:
        return None
    if unknown := [column for column in sheet.columns if column not in known]:
        raise Refused([f"{sheet.name}: {_unknown(column, known)}" for column in unknown])
    return kind


def _unknown(column: str, known: Iterable[str]) -> str:
    meant = get_close_matches(column, known, n=1)
    advice = f"Is it “{meant[0]}”?" if meant else "Take it out, or nothing is imported."
    return f"the column “{column}” is not known. {advice}"


def rehearse(rows: Rows, pieces: Sequence[Article], *, by: User) -> Plan:
    """What the rows would do. Nothing is written: what the verbs did is undone."""
    with transaction.atomic():
        plan = _take(rows, pieces, by)
        transaction.set_rollback(True)
    return plan


@transaction.atomic
def carry_out(rows: Rows, pieces: Sequence[Article], *, by: User, shown: str) -> Plan:
    """Do what a plan with the digest `shown` said, all of it or, with Overtaken, nothing."""
    plan = _take(rows, pieces, by)
    if plan.digest != shown:
        raise Overtaken(plan)
    return plan


def _take(rows: Rows, pieces: Sequence[Article], by: User) -> Plan:
    """Claims first: new evidence and findings may be on new claims."""
    # Pieces before their claims, as the verbs lock them: else an import and a save could wait for each other.
    locked = Article.objects.select_for_update(of=("self",)).order_by("pk")
    list(locked.filter(pk__in=[piece.pk for piece in pieces]).values_list("pk", flat=True))
    for piece in pieces:
        require(by, "check", piece)
    why = f"Imported from {rows.name[-200:]}"
    outcomes = []
    for name, resource in SHEETS.items():
        if given := rows.by_sheet.get(name):
            outcomes += resource(pieces).take(given, by=by, why=why)
    return Plan(tuple(outcomes))


def with_versions(rows: Rows, plan: Plan) -> dict[str, Any]:
    """The rows as JSON, each stored one with the version that was shown, so that a later one is noticed."""
    found: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for outcome in plan.outcomes:
        cells = outcome.cells | {VERSION: outcome.cells.get(VERSION) or outcome.version}
        found.setdefault(outcome.sheet, []).append((outcome.line, cells))
    return {"name": rows.name, "doubts": [*rows.doubts], "sheets": found}


def from_json(kept: Mapping[str, Any]) -> Rows:
    """The rows that `with_versions` kept."""
    by_sheet = {name: [Row(line, cells) for line, cells in rows] for name, rows in kept["sheets"].items()}
    return Rows(kept["name"], by_sheet, kept["doubts"])
