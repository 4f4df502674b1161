"""The order of documents in time, and places in it. Pure.

A key is a whole number: milliseconds since 1970, then 20 bits that tell apart what was published at once. The
last of them is 1 for a claim.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zlib import crc32

from articles.searching.documents import Document, Kind
from articles.searching.interface import BadKey

ROOM = 20  # bits
END = 2**63 - 1
BEST_OF_ALL = -(10**9)  # scores: the smaller, the better

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KEY = "(-?[0-9]{1,19})"
_SPELLED = re.compile(f"{_KEY}(?:_(-?[0-9]{{1,6}})_{_KEY})?")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: below a key, and there after a score and the key that has it."""

    below: int = END
    score: int = BEST_OF_ALL
    key: int = END

    def __str__(self) -> str:
        return f"{self.below}_{self.score}_{self.key}" if self.score != BEST_OF_ALL else str(self.below)

    @classmethod
    def read(cls, spelled: str | None) -> "Place":
        """The place `spelled` by a page before; the beginning for None. Raises BadKey."""
        if spelled is None:
            return cls()
        match = _SPELLED.fullmatch(spelled)
        if match is None:
            raise BadKey(f"{spelled[:100]!r} is no place among results.")
        below, score, key = match.groups()
        place = cls(int(below)) if score is None else cls(int(below), int(score), int(key))
        if max(abs(place.below), abs(place.key)) > END:
            raise BadKey("There are no such keys.")
        return place


def only(kind: Kind) -> int:
    """The last bit of the keys of a kind."""
    return int(kind == Kind.CLAIM)


def keyed(
    documents: Iterable[Document], taken: Callable[[Iterable[int]], set[int]]
) -> list[tuple[int, Document]]:
    """Each document with a key of its own; `taken` says which of some keys others have."""
    found: dict[int, Document] = {}
    waiting = {document: key_of(document) for document in documents}
    while waiting:
        not_free = taken(waiting.values())
        clashing: dict[Document, int] = {}
        for document, key in waiting.items():
            if key in found or key in not_free:
                clashing[document] = key + 2
            else:
                found[key] = document
        waiting = clashing
    return list(found.items())


def key_of(document: Document) -> int:
    """The first key to try."""
    moment = (document.published_at - _EPOCH) // timedelta(milliseconds=1)
    some = crc32(document.id.encode()) % 2 ** (ROOM - 2)
    return (moment << ROOM) + 2 * some + only(document.kind)
