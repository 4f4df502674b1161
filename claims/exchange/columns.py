"""The columns of a sheet: how a value is put in words, and how words become a value again.

A widget raises ValueError, saying what would do, for words it does not understand.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.utils.timezone import localtime
from import_export.fields import Field
from import_export.widgets import Widget

from claims.exchange.cells import tidy


class Column(Field):
    """A column that is taken over when it comes back."""

    def __init__(
        self, attribute: str, column_name: str, widget: Widget | None = None, **options: Any
    ) -> None:
        super().__init__(attribute, column_name, widget or Words(), **options)


class ForReading(Column):
    """A column that says where a row belongs, or what the desk decided: it is not taken over."""

    def __init__(self, attribute: str, column_name: str, widget: Widget | None = None) -> None:
        super().__init__(attribute, column_name, widget, readonly=True)


class Words(Widget):
    def clean(self, value: str, row: Any = None, **options: Any) -> Any:
        return tidy(value)

    def render(self, value: Any, obj: Any = None, **options: Any) -> str:
        return "" if value is None else tidy(str(value))


class Choice(Words):
    """One of `choices`, in the words the desk reads; their value will do too."""

    def __init__(self, choices: Iterable[tuple[Any, str]]) -> None:
        super().__init__()
        self.words = {str(value): str(label) for value, label in choices}
        self.values = {label.casefold(): value for value, label in self.words.items()}
        self.values |= {value.casefold(): value for value in self.words}

    def clean(self, value: str, row: Any = None, **options: Any) -> str:
        if not value:
            return ""
        if value.casefold() not in self.values:
            raise ValueError(f"“{value}” is none of: {'; '.join(self.words.values())}")
        return self.values[value.casefold()]

    def render(self, value: Any, obj: Any = None, **options: Any) -> str:
        return self.words.get(str(value), "")


class Number(Choice):
    """A choice whose values are whole numbers."""

    def clean(self, value: str, row: Any = None, **options: Any) -> Any:
        return int(super().clean(value)) if value else ""


class YesNo(Choice):
    def __init__(self) -> None:
        super().__init__([("yes", "yes"), ("no", "no")])
        self.values |= {"true": "yes", "false": "no", "1": "yes", "0": "no"}

    def clean(self, value: str, row: Any = None, **options: Any) -> Any:
        return super().clean(value) == "yes" if value else ""

    def render(self, value: Any, obj: Any = None, **options: Any) -> str:
        return "" if value is None else "yes" if value else "no"


class Day(Words):
    def clean(self, value: str, row: Any = None, **options: Any) -> date | None:
        try:
            return date.fromisoformat(value) if value else None
        except ValueError as error:
            raise ValueError(f"“{value}” is no day written as in 2026-05-31.") from error

    def render(self, value: Any, obj: Any = None, **options: Any) -> str:
        return value.strftime("%Y-%m-%d") if value else ""


class Moment(Words):
    def render(self, value: Any, obj: Any = None, **options: Any) -> str:
        return localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""


class Person(Words):
    """Somebody of the desk, by the name they log in with."""

    def clean(self, value: str, row: Any = None, **options: Any) -> User | None:
        if not value:
            return None
        try:
            return User.objects.get(username=value, is_staff=True)
        except User.DoesNotExist as error:
            raise ValueError(f"Nobody at the desk is called “{value}”.") from error
