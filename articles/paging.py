"""Pages found by key: the thousandth costs what the first does.

A key names the last row of the page before, as `TIME,ID` or, in a list with places between, `TIME,PLACE,ID`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

REVISIONS_A_PAGE = 50


class NoSuchKey(ValueError):
    """A key that no page ever gave."""


def spelled(at: datetime, *rest: object) -> str:
    """The key of a row, as an address carries it; the last of the `rest` is its id."""
    return ",".join([at.isoformat().replace("+00:00", "Z"), *map(str, rest)])


def read(key: str, *, places: int = 0) -> tuple[Any, ...]:
    """The time, so many places and the id that `spelled` made a key of. Raises NoSuchKey."""
    try:
        moment, *between, id_ = key.split(",")
        at, numbers, last = datetime.fromisoformat(moment), [int(place) for place in between], UUID(id_)
    except ValueError as error:
        raise NoSuchKey(f"{key[:100]!r} is no key of a row.") from error
    if at.tzinfo != UTC or len(numbers) != places:
        raise NoSuchKey(f"{key[:100]!r} is no key of a row of this list.")
    return at, *numbers, last


@dataclass(frozen=True, slots=True)
class Page:
    """Rows, newest first; and the keys of its neighbours, for `before` and `after`, or "" at an end."""

    rows: list[Any]
    newer: str
    older: str


def page_of(history: QuerySet, *, before: str = "", after: str = "") -> Page:
    """The newest rows of a history; or those that follow the key `before`, or come ahead of `after`.

    A key that cannot be meant gives the newest.
    """
    if key := _read(before):
        rows = list(_older_than(history, *key)[: REVISIONS_A_PAGE + 1])
        return _page(rows[:REVISIONS_A_PAGE], has_newer=bool(rows), has_older=len(rows) > REVISIONS_A_PAGE)
    if key := _read(after):
        nearest_first = _newer_than(history, *key).order_by("history_date", "history_id")
        rows = list(nearest_first[: REVISIONS_A_PAGE + 1])
        if len(rows) > REVISIONS_A_PAGE:
            return _page(rows[REVISIONS_A_PAGE - 1 :: -1], has_newer=True, has_older=True)
    rows = list(history.order_by("-history_date", "-history_id")[: REVISIONS_A_PAGE + 1])
    return _page(rows[:REVISIONS_A_PAGE], has_newer=False, has_older=len(rows) > REVISIONS_A_PAGE)


def _page(rows: list[Any], *, has_newer: bool, has_older: bool) -> Page:
    return Page(
        rows,
        newer=_key_of(rows[0]) if has_newer else "",
        older=_key_of(rows[-1]) if has_older else "",
    )


def _older_than(history: QuerySet, moment: datetime, id_: UUID) -> QuerySet:
    # The first condition is what an index can be entered by; the second alone would read it from its start.
    earlier = Q(history_date__lt=moment) | Q(history_date=moment, history_id__lt=id_)
    return history.filter(earlier, history_date__lte=moment).order_by("-history_date", "-history_id")


def _newer_than(history: QuerySet, moment: datetime, id_: UUID) -> QuerySet:
    later = Q(history_date__gt=moment) | Q(history_date=moment, history_id__gt=id_)
    return history.filter(later, history_date__gte=moment)


def _key_of(row: Any) -> str:
    return spelled(row.history_date, row.history_id)


def _read(key: str) -> tuple[Any, ...] | None:
    try:
        return read(key)
    except NoSuchKey:
        return None
