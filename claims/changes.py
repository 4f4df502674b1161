"""What a revision of a claim or of its evidence changed, value by value, beside the one before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles.texts.comparing import Run, compare_texts

Labels = Mapping[Any, str]  # of rows that are only known by id

TEXTS = ("proposition", "attribution_cue", "internal_note", "excerpt", "note")
RECORD = (
    *("proposition", "modality", "attribution_kind", "attribution_name", "attribution_cue"),
    *("fact_kind", "checkable", "stakes", "legal_sensitivity", "internal_note", "assigned_to", "recheck_on"),
)
EVIDENCE = ("source", "relation", "locator", "excerpt", "credibility", "note", "is_public")


@dataclass(frozen=True, slots=True)
class Change:
    """What a value became: `runs` are word by word where it is a text, else the old and the new value."""

    label: str
    runs: Sequence[Run]


def changes_of(before: Any, row: Any, columns: Sequence[str], labels: Labels) -> Iterator[Change]:
    """The values in which a revision differs from the one before; all there are, where there is none."""
    for column in columns:
        was, now = (_shown(one, column, labels) if one else "" for one in (before, row))
        label = str(row._meta.get_field(column).verbose_name).capitalize()
        yield from compared(label, was, now, is_text=column in TEXTS)


def _shown(row: Any, column: str, labels: Labels) -> str:
    value = getattr(row, row._meta.get_field(column).attname)
    if column in {"assigned_to", "source"}:
        return labels.get(value, "")
    if isinstance(value, bool):
        return "Yes" if value else "No"
    display = getattr(row, f"get_{column}_display", None)
    return str(display() if display else value or "")


def compared(label: str, was: str, now: str, *, is_text: bool = True) -> Iterator[Change]:
    if was == now:
        return
    if not was:
        yield Change(label, [Run("equal", now)])
    elif is_text and now:
        yield Change(label, compare_texts(was, now))
    else:
        yield Change(label, [run for run in (Run("delete", was), Run("insert", now)) if run.text])
