"""The rows of the annotating desk as HTML.

Put together by hand: a template takes longer for some hundred rows than for all the rest of the page. A row
has what is read, found and filtered; its buttons are the same for all, and the page's script draws them.
"""

from collections.abc import Iterable
from functools import cache
from html import escape

from django.utils.safestring import SafeString

from claims.admin.rows import Row, worn_of


def listed(rows: Iterable[Row], kept: str) -> SafeString:
    """An item of a list for each row; `kept` is the desk's filter as a query string."""
    opens = escape(f"?{kept}&claim=" if kept else "?claim=")

    def item(row: Row) -> str:
        number = row.number
        return (
            f'<li class="annotate-row" id="note-{number}" data-number="{number}"{_place(row)}'
            f' data-flags="{" ".join(row.flags)}">'
            f'<a class="annotate-open" href="{opens}{number}#claim-{number}">'
            f'<span class="annotate-number">{number}</span> {escape(row.claim.proposition)}</a>'
            f"<p>{escape(row.put)}.{_badges(row.flags)}</p></li>\n"
        )

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
