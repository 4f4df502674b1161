"""One page of a history, found by key: the thousandth page costs what the first does."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

REVISIONS_A_PAGE = 50


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
    if key := _key(before):
        rows = list(_older_than(history, *key)[: REVISIONS_A_PAGE + 1])
        return _page(rows[:REVISIONS_A_PAGE], has_newer=bool(rows), has_older=len(rows) > REVISIONS_A_PAGE)
    if key := _key(after):
        nearest_first = _newer_than(history, *key).order_by("history_date", "history_id")
        rows = list(nearest_first[: REVISIONS_A_PAGE + 1])
        if len(rows) > REVISIONS_A_PAGE:
            return _page(rows[REVISIONS_A_PAGE - 1 :: -1], has_newer=True, has_older=True)
    rows = list(history.order_by("-history_date", "-history_id")[: REVISIONS_A_PAGE + 1])
    return _page(rows[:REVISIONS_A_PAGE], has_newer=False, has_older=len(rows) > REVISIONS_A_PAGE)


def _page(rows: list[Any], *, has_newer: bool, has_older: bool) -> Page:
    return Page(
        rows,
        newer=_spelled(rows[0]) if has_newer else "",
        older=_spelled(rows[-1]) if has_older else "",
    )


def _older_than(history: QuerySet, moment: datetime, id_: UUID) -> QuerySet:
    # The first condition is what an index can be entered by; the second alone would read it from its start.
    earlier = Q(history_date__lt=moment) | Q(history_date=moment, history_id__lt=id_)
    return history.filter(earlier, history_date__lte=moment).order_by("-history_date", "-history_id")


def _newer_than(history: QuerySet, moment: datetime, id_: UUID) -> QuerySet:
    later = Q(history_date__gt=moment) | Q(history_date=moment, history_id__gt=id_)
    return history.filter(later, history_date__gte=moment)


def _spelled(row: Any) -> str:
    return f"{row.history_date.isoformat().replace('+00:00', 'Z')},{row.history_id}"


def _key(spelled: str) -> tuple[datetime, UUID] | None:
    moment, _, id_ = spelled.partition(",")
    try:
        at, row = datetime.fromisoformat(moment.replace("Z", "+00:00")), UUID(id_)
    except ValueError:
        return None
    return (at, row) if at.tzinfo else None
