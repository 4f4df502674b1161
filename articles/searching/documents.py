"""What is searched: public words with an address of their own, which any search engine could take. Pure."""

import hashlib
from dataclasses import astuple, dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    PIECE = "piece"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Document:
    """One thing to find. Everything in it is plain text, and may be shown to anybody.

    `label` says what it is, over its title; `beside` is searched and not shown (names, subjects). `standing`
    is a value of `succession.Standing`.
    """

    id: str
    kind: Kind
    url: str
    label: str
    title: str
    text: str
    published_at: datetime
    language: str
    standing: str = "current"
    is_example: bool = False
    beside: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 over all of it: equal as long as nothing about it has changed."""
        return hashlib.sha256(repr(astuple(self)).encode("utf-8", "replace")).hexdigest()
