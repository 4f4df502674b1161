"""Revision history: one row per real change, with who, when, why and the relations as they then stood.

Built on django-simple-history, with four differences. A save that changed nothing leaves no row. Each
row carries `relations`, what the instance's own `relations()` says of its bylines, tags and the like, and
`changed`, the names of what it changed, with `extent`, by how much, so that a list of revisions need not
compare their texts. And the time comes from `minting.now`, so that fixtures can be rebuilt to the letter.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models, transaction
from simple_history.models import HistoricalRecords

from articles.minting import new_id, now


class Revisions(HistoricalRecords):
    """Put `history = Revisions()` on a model; give it `relations()` and `extent_since(older)` where they say
    something. Changes of `unremarkable` columns alone leave no row, and are not told."""

    def __init__(self, *, unremarkable: Collection[str] = (), **options: Any) -> None:
        self.unremarkable = frozenset(unremarkable)
        super().__init__(
            history_id_field=models.UUIDField(default=new_id),
            history_change_reason_field=models.TextField(blank=True, default=""),
            **options,
        )

    def contribute_to_class(self, cls: type[models.Model], name: str) -> None:
        super().contribute_to_class(cls, name)
        cls.revisions = self  # type: ignore[attr-defined]

    def get_extra_fields(self, model: type[models.Model], fields: Any) -> dict[str, Any]:
        return super().get_extra_fields(model, fields) | {
            "relations": models.JSONField(default=dict, editable=False),
            "changed": models.JSONField(default=list, editable=False),
            "extent": models.JSONField(default=dict, editable=False),
        }

    def _get_history_user_fields(self) -> dict[str, Any]:
        # Who changed a piece must outlive the account: one that stands in a history cannot be deleted.
        who = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
        return {"history_user": who}

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        newest_first = models.Index(fields=["id", "-history_date", "-history_id"])
        return super().get_meta_options(model) | {"indexes": [newest_first]}

    def create_historical_record(
        self, instance: models.Model, history_type: str, using: str | None = None
    ) -> None:
        history = getattr(instance, self.manager_name)
        row = {f.attname: f.to_python(getattr(instance, f.attname)) for f in self.fields_included(instance)}
        row["relations"] = instance.relations() if hasattr(instance, "relations") else {}
        older = history.first() if history_type == "~" else None
        if older is not None:
            row["changed"] = self._changed(older, row)
            if not row["changed"]:
                return
            row["extent"] = instance.extent_since(older) if hasattr(instance, "extent_since") else {}
        history.model(
            history_type=history_type,
            history_date=now(),
            history_user=self.get_history_user(instance),
            history_change_reason=self.get_change_reason_for_object(instance, history_type, using) or "",
            **row,
        ).save(using=using)

    def _changed(self, older: Any, row: Mapping[str, Any]) -> list[str]:
        """Names of the columns and relations in which `row` differs from the revision before it."""
        columns = [
            str(field.verbose_name)
            for field in older.tracked_fields
            if field.name not in self.unremarkable and getattr(older, field.attname) != row[field.attname]
        ]
        was, now = older.relations, row["relations"]
        return columns + sorted(name for name in was.keys() | now.keys() if was.get(name) != now.get(name))


@transaction.atomic
def keep(
    instance: models.Model,
    *,
    by: User,
    why: str = "",
    relations: Mapping[str, Iterable[models.Model]] | None = None,
) -> bool:
    """Write `instance` and its many-to-many `relations` as one change with one history row.

    Returns whether anything was written: unchanged input writes nothing. Raises ValidationError.
    """
    instance.full_clean()
    is_new = instance._state.adding
    wanted = {name: list(rows) for name, rows in (relations or {}).items()}
    if not is_new and not (changed_fields(instance) or _changed_relations(instance, wanted)):
        return False
    save_without_history(instance)
    for name, rows in wanted.items():
        getattr(instance, name).set(rows)
    record(instance, by=by, why=why, is_new=is_new)
    return True


def changed_fields(instance: models.Model) -> list[str]:
    """Names of the columns in which `instance` differs from its stored row."""
    stored = type(instance)._base_manager.get(pk=instance.pk)
    return [
        field.name
        for field in instance._meta.concrete_fields
        if field.to_python(getattr(instance, field.attname)) != getattr(stored, field.attname)
    ]


def save_without_history(instance: models.Model) -> None:
    """Save, leaving the history row to a later `record`, when the relations are in place too."""
    instance.skip_history_when_saving = True  # type: ignore[attr-defined]
    try:
        instance.save()
    finally:
        del instance.skip_history_when_saving  # type: ignore[attr-defined]


def record(instance: models.Model, *, by: User | None, why: str, is_new: bool = False) -> None:
    """Write the history row of a change whose columns and relations are in the database."""
    instance._history_user = by  # type: ignore[attr-defined]
    instance._change_reason = why  # type: ignore[attr-defined]
    type(instance).revisions.create_historical_record(instance, "+" if is_new else "~")  # type: ignore[attr-defined]


def _changed_relations(instance: models.Model, wanted: Mapping[str, list[models.Model]]) -> list[str]:
    return [name for name, rows in wanted.items() if set(getattr(instance, name).all()) != set(rows)]
