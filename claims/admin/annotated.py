"""What the annotating desk shows of a piece: all of it for a page, or only what changed since."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.safestring import mark_safe

from articles.minting import now
from articles.models import Article
from articles.permissions import may
from claims.admin.listing import grouped, listed
from claims.admin.painting import covered, painted
from claims.admin.recording import Record, RecordForm, record_of
from claims.admin.rows import FLAGS, Row, counts, rows_of
from claims.anchoring.locate import context
from claims.coverage import Coverage, Standing, cover
from claims.models import Claim, Tally

OVERLAP = timedelta(minutes=1)
"""How far back an answer looks beyond what the page has: what was begun earlier may be saved later."""
SENTENCES = 25
"""Open sentences on one page."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be listed beside the text: the claims with a flag, with some words, or sentences."""

    show: str
    q: str
    page: str

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Wanted":
        return cls(given.get("show", ""), given.get("q", ""), given.get("page", ""))

    @property
    def kept(self) -> dict[str, Any]:
        """As it goes from address to address."""
        pairs = {"show": self.show, "q": self.q, "page": self.page}
        return {name: value for name, value in pairs.items() if value}

    @property
    def query(self) -> str:
        return urlencode(self.kept)

    def takes(self, row: Row) -> bool:
        return (self.show not in FLAGS or self.show in row.flags) and (not self.q or row.has(self.q))


def page_of(
    article: Article, by: User, wanted: Wanted, *, number: int | None, form: RecordForm | None, at: str
) -> dict[str, Any]:
    """The whole desk; `form` is that of claim `number`, when it was refused.

    `at` leads from the page's address to the desk's: nothing on the desk's own, which has the most rows.
    """
    moment, reading = now(), article.reading()
    rows = rows_of(article, by)
    set_aside = {dismissal.key: dismissal for dismissal in article.dismissals.select_related("by")}
    coverage = cover(reading.text, [row.span for row in rows if row.span], set_aside.keys())
    taken = [row for row in rows if wanted.takes(row)]
    lost, placed = ([row for row in taken if row.is_lost is lost] for lost in (True, False))
    linked: dict[str, Any] = {"at": at, "may_check": may(by, "check", article)}
    return {
        "title": f"Annotate: {article}",
        "is_nav_sidebar_enabled": False,
        **_of_every_answer(article, by, wanted, moment),
        "text": mark_safe(painted(article.body, reading, rows, coverage.open)),  # noqa: S308 (sanitised)
        "tally": tallied(coverage),
        "filters": counts(rows),
        "all": len(rows),
        "wanted": wanted,
        "lost": grouped(lost, wanted.query, **linked),
        "placed": grouped(placed, wanted.query, **linked),
        "has_lost": bool(lost),
        "is_empty": not taken,
        "chosen": _record(article, reading.text, rows, number, form),
        "sentences": _sentences(reading.text, coverage, wanted.page) if wanted.show == "open" else None,
        "set_aside": (
            [set_aside[standing.sentence.key] for standing in coverage.dismissed]
            if wanted.show == "dismissed"
            else None
        ),
    }


def part_of(
    article: Article,
    by: User,
    wanted: Wanted,
    *,
    since: str,
    touched: int | None,
    opened: int | None,
    form: RecordForm | None,
) -> dict[str, Any]:
    """The claims changed since a moment, and claim `touched`; the record of claim `opened`.

    The text is read again and not covered again: how far it is annotated was counted by the verb.
    """
    moment, reading = now(), article.reading()
    changed = _changed(article, since, touched)
    rows = rows_of(article, by, only=changed)
    shown = [replace(row, covers=tuple(covered(reading, row.span))) if row.span else row for row in rows]
    gone = article.claims.filter(pk__in=changed).exclude(removed_at=None)
    shared = _of_every_answer(article, by, wanted, moment)
    return {
        **shared,
        "rows": listed(shown, wanted.query, at=shared["desk"], may_check=shared["may_check"]),
        "gone": gone.values_list("number", flat=True),
        "tally": Tally.objects.filter(article=article).first(),
        "chosen": _record(article, reading.text, rows, opened, form),
    }


def _of_every_answer(article: Article, by: User, wanted: Wanted, moment: datetime) -> dict[str, Any]:
    return {
        "article": article,
        "may_check": may(by, "check", article),
        "moment": moment.timestamp(),
        "desk": reverse("admin:claims_claim_annotate", args=[article.pk]),
        "kept": wanted.query,
    }


def _record(
    article: Article, text: str, rows: list[Row], number: int | None, form: RecordForm | None
) -> Record | None:
    chosen = next((row for row in rows if row.number == number), None)
    return record_of(article, text, chosen, form) if chosen else None


def tallied(coverage: Coverage) -> Tally:
    """The numbers of a coverage, not saved."""
    return Tally(
        annotated=len(coverage.annotated), dismissed=len(coverage.dismissed), open=len(coverage.open)
    )


def _sentences(text: str, coverage: Coverage, page: str) -> Any:
    """A page of open sentences, each with its words and what stands around them."""
    sentences: Any = Paginator(coverage.open, SENTENCES).get_page(page)
    sentences.object_list = [_sentence(text, standing) for standing in sentences.object_list]
    return sentences


def _sentence(text: str, standing: Standing) -> dict[str, Any]:
    start, end = standing.sentence.start, standing.sentence.end
    prefix, suffix = context(text, start, end)
    return {"standing": standing, "quote": text[start:end], "prefix": prefix, "suffix": suffix}


def _changed(article: Article, since: str, touched: int | None) -> set[Any]:
    """The ids of the piece's claims that anybody changed since, and of the one with this number."""
    changed = set(article.claims.filter(number=touched).values_list("pk", flat=True)) if touched else set()
    try:
        moment = datetime.fromtimestamp(float(since), UTC) - OVERLAP
    except (ValueError, OverflowError, OSError):
        return changed
    history = Claim.history.filter(article_id=article.pk, history_date__gt=moment)
    return changed | set(history.values_list("id", flat=True))
