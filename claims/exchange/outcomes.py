"""What an import does, or would do, to each row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from json import dumps
from typing import Literal

from articles.texts.comparing import Run, compare_texts

State = Literal["new", "changed", "unchanged", "refused"]

SOURCES_STAY = "Importing evidence changes no source: that is done in the library."


@dataclass(frozen=True, slots=True)
class Change:
    column: str
    before: str
    after: str

    @property
    def runs(self) -> list[Run]:
        return compare_texts(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row: of which sheet and line, what becomes of it, and why not. `cells` are as the file has them.

    `version` is that of the stored row; "" for a new one. `left_aside` are the columns that have something
    else of the row's source than the library: they change nothing.
    """

    sheet: str
    line: int
    state: State
    label: str
    cells: dict[str, str]
    changes: tuple[Change, ...] = ()
    reasons: tuple[str, ...] = ()
    version: str = ""
    left_aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Every row of a file, in its order."""

    outcomes: tuple[Outcome, ...]
    by_state: dict[State, list[Outcome]] = field(init=False)

    def __post_init__(self) -> None:
        states: tuple[State, ...] = ("refused", "new", "changed", "unchanged")
        found = {state: [one for one in self.outcomes if one.state == state] for state in states}
        object.__setattr__(self, "by_state", found)

    @property
    def writes(self) -> int:
        """How many rows it would write."""
        return len(self.by_state["new"]) + len(self.by_state["changed"])

    @property
    def on_sources(self) -> str:
        """What is to be said of rows that have something else of a source than the library; else ""."""
        rows = [outcome for outcome in self.outcomes if outcome.left_aside]
        if not rows:
            return ""
        columns = ", ".join(dict.fromkeys(column for outcome in rows for column in outcome.left_aside))
        have = "1 row of evidence has" if len(rows) == 1 else f"{len(rows)} rows of evidence have"
        return f"{have} something else of a source than the library ({columns}). {SOURCES_STAY}"

    @property
    def digest(self) -> str:
        """What two plans have in common that would do the same to the same rows."""
        rows = [_essence(outcome) for outcome in self.outcomes]
        return sha256(dumps(rows).encode()).hexdigest()


def _essence(outcome: Outcome) -> Sequence[object]:
    changes = [(change.column, change.before, change.after) for change in outcome.changes]
    return outcome.sheet, outcome.line, outcome.state, changes, outcome.reasons
