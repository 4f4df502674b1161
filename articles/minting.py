"""Where new ids and the present moment come from: chance and the clock, or a name while a fixture is built.

A fixture is built by the verbs an editor uses, yet must come out the same to the letter each time. Inside
`reproducible` ids follow from a name and a count, and each look at the clock finds it one second on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.utils import timezone


@dataclass
class _Mint:
    name: str
    at: datetime
    ids: int = 0

    def new_id(self) -> UUID:
        self.ids += 1
        return uuid5(NAMESPACE_URL, f"urn:cepa-edge:{self.name}:{self.ids}")

    def now(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


_mint: ContextVar[_Mint | None] = ContextVar("mint", default=None)


def new_id() -> UUID:
    mint = _mint.get()
    return mint.new_id() if mint else uuid4()


def now() -> datetime:
    mint = _mint.get()
    return mint.now() if mint else timezone.now()


@contextmanager
def reproducible(name: str, at: datetime) -> Iterator[None]:
    """Derive every id from `name` and every time from `at` until the block ends."""
    token = _mint.set(_Mint(name, at))
    try:
        yield
    finally:
        _mint.reset(token)
