"""Two states of a piece, side by side: what differs in its text, its fields and its relations, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.timezone import localtime

from articles.models import Article, Series
from articles.models.article import Role
from articles.succession import NOTICES
from articles.texts.comparing import BlockChange, Gap, Run, compare, compare_texts, extent, with_context

NOW, LIVE = "now", "live"

# What is compared besides the body: texts word by word, the rest as a whole.
TEXTS = {"headline": "Headline", "standfirst": "Standfirst"}
VALUES = (
    *("Address", "Kind", "Language", "Series", "Place in the series", "Byline", "Disclaimers", "Tags"),
    *("Fictional example", "Stage", "Embargoed until"),
)
# What restoring leaves alone: stage and embargo have verbs of their own.
NOT_RESTORED = ("Stage", "Embargoed until")


@dataclass(frozen=True, slots=True)
class State:
    """A piece as it is ("now"), as readers have it ("live"), or as a row of its history left it.

    `row` is the piece itself or the row, `relations` what either says of its bylines, disclaimers and tags.
    """

    key: str
    name: str
    row: Any
    relations: dict[str, Any]


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: str
    runs: Sequence[Run]


@dataclass(frozen=True)
class Differences:
    old: State
    new: State

    @cached_property
    def fields(self) -> list[FieldChange]:
        """Everything but the body that is different."""
        was, now = _values(self.old), _values(self.new)
        texts = [
            FieldChange(label, compare_texts(getattr(self.old.row, name), getattr(self.new.row, name)))
            for name, label in TEXTS.items()
            if getattr(self.old.row, name) != getattr(self.new.row, name)
        ]
        values = [
            FieldChange(label, _replaced(was[label], now[label]))
            for label in VALUES
            if was[label] != now[label]
        ]
        return texts + values

    @cached_property
    def restored_fields(self) -> list[FieldChange]:
        return [field for field in self.fields if field.label not in NOT_RESTORED]

    @cached_property
    def blocks(self) -> list[BlockChange | Gap]:
        """The body's blocks, unchanged ones in gaps; none where the body is the same."""
        changes = compare(self.old.row.body, self.new.row.body)
        return with_context(changes) if any(change.status != "same" for change in changes) else []

    @cached_property
    def extent(self) -> dict[str, int]:
        """How many words of the body came and went."""
        added, removed = extent(self.old.row.body, self.new.row.body)
        return {"added": added, "removed": removed}

    @property
    def has_same_body(self) -> bool:
        return bool(self.old.row.body == self.new.row.body)


def state_of(article: Article, key: str) -> State | None:
    """The state a key names: "now", "live", or the id of a revision. None where there is none."""
    if key == NOW:
        return State(NOW, "the working copy", article, article.relations())
    row = revision_of_live(article) if key == LIVE else _revision(article, key)
    if row is None:
        return None
    name = f"what readers have (edition {article.live.number})" if key == LIVE and article.live else ""
    return State(key, name or f"the revision of {moment(row.history_date)}", row, row.relations)


def revision_of_live(article: Article) -> Any:
    """The revision whose text readers have: of a notice, that of the edition it repeats.

    None for what was never published, or was removed.
    """
    if article.live is None or article.live.kind == "removal":
        return None
    holding = article.editions.exclude(kind__in=NOTICES).order_by("-number").values("pk")[:1]
    return article.history.filter(live__in=holding).order_by("version").first()


def moment(at: datetime) -> str:
    return date_format(localtime(at), "j F Y, H:i:s e")


def _revision(article: Article, key: str) -> Any:
    try:
        return article.history.filter(pk=UUID(key)).first()
    except ValueError:
        return None


def _values(state: State) -> dict[str, str]:
    """What the table of fields shows of a state, by label; "" for nothing."""
    row, relations = state.row, state.relations
    series = Series.objects.filter(pk=row.series_id).first() if row.series_id else None
    return {
        "Address": row.slug,
        "Kind": row.get_kind_display(),
        "Language": row.language,
        "Series": str(series or "a series that is gone") if row.series_id else "",
        "Place in the series": str(row.place or ""),
        "Byline": "; ".join(_credit(byline) for byline in relations["bylines"]),
        "Disclaimers": "; ".join(sorted(disclaimer["name"] for disclaimer in relations["disclaimers"])),
        "Tags": ", ".join(sorted(relations["tags"])),
        "Fictional example": "Yes" if row.is_example else "No",
        "Stage": row.get_stage_display(),
        "Embargoed until": moment(row.embargoed_until) if row.embargoed_until else "",
    }


def _credit(byline: dict[str, str]) -> str:
    return f"{byline['name']} ({Role(byline['role']).label.lower()})"


def _replaced(was: str, now: str) -> list[Run]:
    found = [Run("delete", was), Run("insert", now)]
    return [run for run in found if run.text]
