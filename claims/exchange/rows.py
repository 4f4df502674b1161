"""What the rows of all sheets have in common: how one is found, compared, refused, and written by a verb."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet
from django.db.transaction import atomic
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.results import RowResult
from tablib import Dataset

from articles.models import Article
from articles.refusals import Refused
from claims.exchange.outcomes import Change, Outcome, State
from claims.exchange.sheets import Row

VERSION = "Version"
MOST_WRITES = 200
"""Rows of a sheet that one import writes: somebody waits for the page, and on SQLite whoever else saves waits
too. As many new rows in each of the three sheets, in a piece of 8,000 words, cost about 6 s of computing; new
claims cost most, as each counts the sentences of the whole piece again."""
STATES: dict[str, State] = {
    RowResult.IMPORT_TYPE_NEW: "new",
    RowResult.IMPORT_TYPE_UPDATE: "changed",
    RowResult.IMPORT_TYPE_SKIP: "unchanged",
    RowResult.IMPORT_TYPE_INVALID: "refused",
}


class DeskResource(Resource):
    """The rows of some pieces as one sheet. A row is known by the id in it; one without an id is new.

    `version` tells what could be taken over, so that a row somebody changed after the sheet was made is
    refused. `guarded` columns are not taken over either: for each it says what to do instead.
    """

    class Meta:
        instance_loader_class = BaseInstanceLoader
        using_db = DEFAULT_DB_ALIAS
        skip_diff = True
        clean_model_instances = False  # the verbs do

    sheet: ClassVar[str]
    id_column: ClassVar[str]
    guarded: ClassVar[dict[str, str]] = {}

    by: User
    why: str

    def __init__(self, pieces: Iterable[Article]) -> None:
        super().__init__()
        self.pieces = {piece.pk: piece for piece in pieces}
        self.changes: list[Change] = []
        self.was: dict[str, str] = {}
        self.left_aside: tuple[str, ...] = ()

    # What the sheets say for themselves.

    def rows(self) -> QuerySet[Any]:
        """The rows of these pieces, in the order of the sheet."""
        raise NotImplementedError

    def create(self, obj: Any, row: dict[str, str]) -> None:
        raise NotImplementedError

    def change(self, obj: Any, names: Sequence[str]) -> None:
        """Write a row of which the fields `names` changed."""
        raise NotImplementedError

    def label(self, row: dict[str, str]) -> str:
        raise NotImplementedError

    # Out.

    @classmethod
    def columns(cls) -> list[str]:
        return [field.column_name for field in cls.fields.values()]

    @classmethod
    def for_reading(cls) -> list[str]:
        return [field.column_name for field in cls.fields.values() if field.readonly]

    def cells(self, obj: Any) -> dict[str, str]:
        """A row as its cells, but for the version."""
        fields = [field for field in self.get_export_fields() if field.attribute]
        return {field.column_name: self.export_field(field, obj) for field in fields}

    def dehydrate_version(self, obj: Any) -> str:
        return self._version(self.cells(obj))

    def _version(self, cells: dict[str, str]) -> str:
        kept = [cells[field.column_name] for field in self.fields.values() if not field.readonly]
        kept += [cells[column] for column in self.guarded]
        return sha256("\0".join(kept).encode()).hexdigest()[:12]

    # In.

    def take(self, rows: Sequence[Row], *, by: User, why: str) -> list[Outcome]:
        """Write what the rows say; what became of each."""
        self.by, self.why, self.written = by, why, 0
        self.seen: dict[UUID, int] = {}
        self.outcomes: list[Outcome] = []
        self.lines = [row.line for row in rows]
        columns = [*rows[0].cells]
        self.import_data(
            Dataset(*([row.cells[column] for column in columns] for row in rows), headers=columns)
        )
        return self.outcomes

    def import_row(self, row: dict[str, str], instance_loader: Any, **options: Any) -> RowResult:
        self.changes, self.was, self.left_aside = [], {}, ()
        self.line = self.lines[options["row_number"] - 1]
        cells = dict(row)
        result = super().import_row(row, instance_loader, **options)
        if result.errors:
            raise result.errors[0].error
        refusal = result.validation_error
        self.outcomes.append(
            Outcome(
                sheet=self.sheet,
                line=self.line,
                state=STATES[result.import_type],
                label=self.label({**row, **self.was}),
                cells=cells,
                changes=tuple(self.changes),
                reasons=tuple(self._reasons(refusal)) if refusal else (),
                version=self._version(self.was) if self.was else "",
                left_aside=() if refusal else self.left_aside,
            )
        )
        return result

    def get_instance(self, instance_loader: Any, row: dict[str, str]) -> Any:
        given = row.get(self.id_column, "")
        if not given:
            return None
        obj = self.rows().select_for_update(of=("self",)).filter(pk=uuid_of(given)).first()
        if obj is None:
            raise Refused(f"{self.id_column}: there is no such row here. For a new one leave the id empty.")
        self.was = self.cells(obj)
        if (first := self.seen.setdefault(obj.pk, self.line)) != self.line:
            raise Refused(f"{self.id_column}: line {first} has the same. Keep one of the two.")
        return obj

    def import_instance(self, instance: Any, row: dict[str, str], **options: Any) -> None:
        try:
            super().import_instance(instance, row, **options)
        finally:
            self.changes = self._changed(instance, row)

    def _changed(self, obj: Any, row: dict[str, str]) -> list[Change]:
        if not self.was:
            given = [column for column in self.columns() if row.get(column)]
            return [Change(column, "", row[column]) for column in given]
        now = self.cells(obj)
        return [Change(name, was, now[name]) for name, was in self.was.items() if was != now[name]]

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        is_same = bool(self.was) and not self.changes and not self._meddled(row)
        return is_same and not import_validation_errors

    def save_instance(self, instance: Any, is_create: bool, row: dict[str, str], **options: Any) -> None:
        try:
            with atomic():  # what is refused half-way is not written
                self._write(instance, row)
        except PermissionDenied as refusal:
            raise Refused(str(refusal)) from refusal

    def _write(self, obj: Any, row: dict[str, str]) -> None:
        if self.written == MOST_WRITES:
            raise Refused(
                f"Of one sheet {MOST_WRITES} rows are written in one go. For the rest import the file again."
            )
        if self.was:
            self._refuse_stale(row)
            names = {field.column_name: field.attribute for field in self.fields.values()}
            self.change(obj, [names[change.column] for change in self.changes])
        else:
            self.create(obj, row)
        self.written += 1

    def _refuse_stale(self, row: dict[str, str]) -> None:
        if row.get(VERSION) and row[VERSION] != self._version(self.was):
            raise Refused("Somebody changed this row after the sheet was made. Export it again.")
        if meddled := self._meddled(row):
            raise Refused([f"{column}: {self.guarded[column]}" for column in meddled])

    def _meddled(self, row: dict[str, str]) -> list[str]:
        """Guarded columns that differ in a row, unless it is of another version than today's."""
        if row.get(VERSION, "") not in ("", self._version(self.was)):
            return []
        return [column for column in self.guarded if row.get(column, self.was[column]) != self.was[column]]

    def _reasons(self, refusal: ValidationError) -> list[str]:
        """Each thing a verb or a column said, with the column it is about."""
        names = {field.attribute: field.column_name for field in self.fields.values()} | {"quote": "Words"}
        by_field = getattr(refusal, "message_dict", {NON_FIELD_ERRORS: refusal.messages})
        return [
            message if field == NON_FIELD_ERRORS else f"{names.get(field, field)}: {message}"
            for field, messages in by_field.items()
            for message in messages
        ]

    # What new rows name.

    def piece_of(self, row: dict[str, str]) -> Article:
        """The piece a new row names, or the only one there is."""
        given = row.get("Piece id", "")
        if not given and len(self.pieces) == 1:
            return next(iter(self.pieces.values()))
        piece = self.pieces.get(uuid_of(given)) if given else None
        if piece is None:
            raise Refused("Piece id: name the piece by the id that its other rows have.")
        return piece


def version_field() -> Field:
    return Field(column_name=VERSION, readonly=True)


def uuid_of(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError as error:
        raise Refused(f"“{given}” is no id.") from error
