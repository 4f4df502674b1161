"""The rows of the annotating desk as HTML.

Put together by hand: a template takes longer for some hundred rows than for all the rest of the page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString

from articles.models import Article
from claims.admin.rows import Row


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the links and forms of one desk lead; `kept` is its filter as a query string."""

    desk: str
    kept: str

    @classmethod
    def of(cls, article: Article, kept: dict[str, Any]) -> "Addresses":
        return cls(reverse("admin:claims_claim_annotate", args=[article.pk]), urlencode(kept))

    @property
    def query(self) -> str:
        return f"?{self.kept}" if self.kept else ""

    @property
    def opens(self) -> str:
        """What the link to an opened claim begins with; its number is put behind."""
        return f"{self.desk}{self.query}{'&' if self.kept else '?'}claim="


def listed(rows: Iterable[Row], addresses: Addresses, *, may_check: bool) -> SafeString:
    """An item of a list for each row."""
    opens, query = escape(addresses.opens), escape(addresses.query)
    pages = reverse("admin:claims_claim_changelist")

    def item(row: Row) -> str:
        number = row.number
        confirms = f"{addresses.desk}{number}/{query}" if may_check and row.claim.confirmed_at is None else ""
        return (
            f'<li {_attributes(row)}>\n<a class="annotate-open" href="{opens}{number}#claim-{number}">'
            f'<span class="annotate-number">{number}</span> {escape(row.claim.proposition)}</a>\n'
            f"<p>{escape(row.put)}. {_badges(row)}</p>\n"
            f'<p class="annotate-row-verbs">{_confirm(number, confirms)}'
            f'<a href="{pages}{row.claim.pk}/change/" aria-label="The page of claim {number}">Its page</a>'
            "</p>\n</li>\n"
        )

    return SafeString("".join(map(item, rows)))


def _attributes(row: Row) -> str:
    """What the script has to know of the row."""
    worn = "".join(f" is-{flag}" for flag, _ in row.worn)
    place = f' data-start="{row.claim.begins}" data-end="{row.claim.ends}"' if row.span else ""
    covers = "" if row.covers is None else f' data-covers="{" ".join(map(str, row.covers))}"'
    return (
        f'id="note-{row.number}" class="annotate-row{worn}" data-number="{row.number}"{place}'
        f' data-flags="{" ".join(row.flags)}" data-words="{escape(row.words)}"{covers}'
    )


def _badges(row: Row) -> str:
    return " ".join(f'<span class="annotate-flag is-{flag}">{label}</span>' for flag, label in row.worn)


def _confirm(number: int, address: str) -> str:
    return address and (
        f'<button form="annotate-act" formaction="{address}"'
        f' aria-label="Confirm claim {number} as recorded">Confirm</button>'
    )
