from collections.abc import Callable
from typing import Any

from django.db import models

Key = Callable[[str], str | None]


def key_by(make: Key | None, value: str) -> str:
    """What a value is known by; nothing where it is empty or refused with ValueError."""
    try:
        return (make(value) if make and value else None) or ""
    except ValueError:
        return ""


class KeyField(models.CharField):
    """What a row is known by, derived from another of its columns each time the row is saved.

    `by` turns the value of the column `of` into the key; what it refuses with ValueError has none.
    """

    def __init__(self, *, of: str = "", by: Key | None = None, **options: Any) -> None:
        self.of, self.by = of, by
        known: dict[str, Any] = {"max_length": 500, "blank": True, "default": "", "editable": False}
        super().__init__(**known | options)

    def key_of(self, row: models.Model) -> str:
        return key_by(self.by, getattr(row, self.of))[: self.max_length]

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = self.key_of(model_instance)
        setattr(model_instance, self.attname, key)
        return key
