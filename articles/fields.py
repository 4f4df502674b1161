"""Columns that hold HTML. What reaches them is sanitised on every path to the database.

A form's `clean` is one path of many: a shell, `bulk_create`, `update()` and fixtures pass it by, yet
all of them pass through `get_prep_value`.
"""

from typing import Any

from django.db import models
from django_prose_editor.fields import ProseEditorField

from articles.body import EXTENSIONS, clean_body, clean_rendered


class BodyField(ProseEditorField):
    """The body of a working copy: written in the editor, restricted to what the editor can make."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, extensions=dict(EXTENSIONS), sanitize=clean_body, **kwargs)

    def to_python(self, value: Any) -> Any:
        return clean_body(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return self.to_python(super().get_prep_value(value))


class RenderedField(models.TextField):
    """A body as readers saw it: the working copy's allow-list, block ids and the marks of claims."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return clean_rendered(value) if isinstance(value, str) else value
