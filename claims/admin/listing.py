"""The rows of the annotating desk as HTML.

Put together by hand: a template takes longer for some hundred rows than for all the rest of the page. The
buttons of all rows share the form that is around the list, and its token.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape

from django.utils.safestring import SafeString

from claims.admin.rows import Row, worn_of

TOGETHER = 20
"""Rows that a browser lays out, or leaves alone, as one: to watch each takes longer than to lay them out."""


def grouped(rows: Sequence[Row], kept: str, *, at: str, may_check: bool) -> SafeString:
    """The lists of the page, of some rows each."""
    groups = [rows[first : first + TOGETHER] for first in range(0, len(rows), TOGETHER)] or [[]]
    lists = [listed(group, kept, at=at, may_check=may_check) for group in groups]
    return SafeString("".join(f'<ol class="annotate-list">{rows}</ol>\n' for rows in lists))


def listed(rows: Iterable[Row], kept: str, *, at: str, may_check: bool) -> SafeString:
    """An item of a list for each row.

    `kept` is the desk's filter as a query string, `at` what leads from the page to the desk's address.
    """
    opens = escape(f"?{kept}&claim=" if kept else "?claim=")
    query = escape(f"?{kept}" if kept else "")

    def item(row: Row) -> str:
        number = row.number
        return (
            f'<li class="annotate-row" id="note-{number}"{_place(row)} data-flags="{" ".join(row.flags)}">'
            f'<a class="annotate-open" href="{opens}{number}#claim-{number}">'
            f"<b>{number}</b> {escape(row.claim.proposition)}</a>"
            f"{escape(row.put)}.{_badges(row.flags)}{confirms(row)}"
            f' <a href="{at}{number}/page/">Page of claim {number}</a></li>\n'
        )

    def confirms(row: Row) -> str:
        if not may_check or "unconfirmed" not in row.flags:
            return ""
        return f' <button formaction="{at}{row.number}/{query}">Confirm claim {row.number}</button>'

    return SafeString("".join(map(item, rows)))


def _place(row: Row) -> str:
    """Where its words stand in the text of the page; of one that lost its place, the words themselves.

    Of a row that comes later both: the page may have an older text.
    """
    place = f' data-start="{row.claim.begins}" data-end="{row.claim.ends}"' if row.span else ""
    if row.span and row.covers is None:
        return place
    covers = "" if row.covers is None else f' data-covers="{" ".join(map(str, row.covers))}"'
    return f'{place} data-words="{escape(row.words)}"{covers}'


@cache
def _badges(flags: tuple[str, ...]) -> str:
    return "".join(f' <span class="annotate-flag is-{flag}">{label}</span>' for flag, label in worn_of(flags))
