"""Editions as HTTP's Memento framework has them (RFC 7089), a TimeGate of its own beside each piece. Pure.

Moments are aware datetimes; the protocol knows whole seconds of GMT.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

LINK_FORMAT = "application/link-format"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
RFC_1123 = re.compile(
    rf"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) ({'|'.join(MONTHS)}) (\d{{4}}) (\d\d):(\d\d):(\d\d) GMT",
    re.ASCII,
)


def spelled(moment: datetime) -> str:
    """As in "Mon, 04 May 2026 09:30:00 GMT"."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def moment_of(header: str) -> datetime:
    """The moment an Accept-Datetime header names. Raises ValueError when it names none."""
    found = RFC_1123.fullmatch(header.strip())
    if found is None:
        raise ValueError(f"{header!r} is no date of the form Mon, 04 May 2026 09:30:00 GMT.")
    day, month, year, hour, minute, second = found.groups()
    date = (int(year), MONTHS.index(month) + 1, int(day))
    return datetime(*date, int(hour), int(minute), int(second), tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Memento:
    """What stood at `address` from the moment `at`, until the next memento."""

    address: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Archive:
    """The absolute addresses of a piece and of its past: one memento or more, oldest first."""

    original: str
    timegate: str
    timemap: str
    mementos: Sequence[Memento]

    def as_of(self, moment: datetime | None) -> int:
        """The index of what readers had at `moment`: before the first, the first; for None, the last."""
        if moment is None:
            return len(self.mementos) - 1
        began = [memento.at.replace(microsecond=0) <= moment for memento in self.mementos]
        return max(sum(began) - 1, 0)

    def link_of_memento(self, index: int) -> str:
        """The Link header of a memento."""
        return ", ".join([*self._around(), _link(self.timegate, "timegate"), *self._neighbours(index)])

    def link_of_timegate(self, index: int | None = None) -> str:
        """The Link header of the TimeGate: when it answers with a memento, or (None) when it does not."""
        return ", ".join([*self._around(), *(self._neighbours(index) if index is not None else ())])

    def listing(self) -> str:
        """The TimeMap, in link format."""
        first, last = self.mementos[0], self.mementos[-1]
        covered = {"type": LINK_FORMAT, "from": spelled(first.at), "until": spelled(last.at)}
        links = [
            _link(self.original, "original"),
            _link(self.timemap, "self", **covered),
            _link(self.timegate, "timegate"),
            *self._listed(range(len(self.mementos)), beside=None),
        ]
        return ",\n".join(links) + "\n"

    def _around(self) -> Iterator[str]:
        yield _link(self.original, "original")
        yield _link(self.timemap, "timemap", type=LINK_FORMAT)

    def _neighbours(self, index: int) -> Iterator[str]:
        """The memento itself, the ones beside it, the first and the last; each once, oldest first."""
        last = len(self.mementos) - 1
        return self._listed(sorted({0, max(index - 1, 0), index, min(index + 1, last), last}), beside=index)

    def _listed(self, indexes: Sequence[int], *, beside: int | None) -> Iterator[str]:
        last = len(self.mementos) - 1
        for index in indexes:
            words = {"first": index == 0, "last": index == last}
            if beside is not None:
                words |= {"prev": index == beside - 1, "next": index == beside + 1}
            rel = " ".join([*(word for word, holds in words.items() if holds), "memento"])
            memento = self.mementos[index]
            yield _link(memento.address, rel, datetime=spelled(memento.at))


def link_to_past(timegate: str, timemap: str) -> str:
    """The Link header of the piece itself."""
    return ", ".join([_link(timegate, "timegate"), _link(timemap, "timemap", type=LINK_FORMAT)])


def _link(address: str, rel: str, **attributes: str) -> str:
    named = {"rel": rel, **attributes}
    return "; ".join([f"<{address}>", *(f'{name}="{value}"' for name, value in named.items())])
