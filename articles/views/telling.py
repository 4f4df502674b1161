"""What readers are told of a piece's editions, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.models import Edition
from articles.models.edition import EditionKind
from articles.succession import ON_TOP, REVISED

# “Edition 3, corrected 4 May 2026”
DONE = {
    "first": "published",
    "update": "updated",
    "correction": "corrected",
    "clarification": "clarified",
    "editors_note": "editor’s note added",
    "annotation": "claims reviewed",
    "minor": "lightly edited",
    "expression_of_concern": "concern expressed",
    "retraction": "retracted",
    "removal": "removed",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One edition among those of its piece."""

    number: int
    kind: str
    at: datetime
    note: str

    @property
    def label(self) -> str:
        return str(EditionKind(self.kind).label)

    @property
    def done(self) -> str:
        return DONE[self.kind]

    @property
    def is_on_top(self) -> bool:
        """Whether a reader has to know the note before reading."""
        return self.kind in ON_TOP

    @property
    def before(self) -> int | None:
        """The number of the edition whose text this one changed; None for the first, and for notices."""
        return self.number - 1 if self.kind in REVISED else None


def told(edition: Edition) -> list[Told]:
    """The editions of a piece up to this one, oldest first."""
    return [
        Told(past["number"], past["kind"], datetime.fromisoformat(past["at"]), past["note"])
        for past in _so_far(edition)
    ]


def notices(editions: list[Told]) -> list[Told]:
    """What has to be known before reading, newest first. A notice stays, whatever editions follow it."""
    return [edition for edition in reversed(editions) if edition.is_on_top]


def _so_far(edition: Edition) -> list[dict[str, Any]]:
    if len(edition.past) == edition.number - 1:
        return edition.editions_so_far
    # An edition from before editions knew their past.
    earlier = Edition.objects.filter(article=edition.article_id, number__lte=edition.number)
    return [past.as_past() for past in earlier.listed().order_by("number")]
