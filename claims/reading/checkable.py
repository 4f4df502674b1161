"""Which sentences state something that can be checked, and by which words."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from claims.reading.naming import known_names, names
from claims.reading.patterns import Span, plain
from claims.reading.signs import ATTRIBUTION, CAUSE, COMPARISON, DATE, EVENT, NUMBER, OPINION
from claims.reading.stretches import CLOSERS, headings, quotations, stretches

KEY = 16
"""Digits by which a sentence is asked for: no two sentences of a text ever share them by chance."""
SHOWN = 60
"""Characters of a quotation that a reason repeats."""

_ORDER = re.compile(
    r"(?:And |But |So |Please )?(?:Let|Take|Consider|Imagine|Look|Remember|Think|Recall|Suppose|Compare|Ask"
    r"|Do not|Don't|Picture|Forget|Stop|Start|Begin|Listen|Read|Watch|Note|See|Never mind)\b"
)
_WORDED = {
    "date": DATE,
    "number": NUMBER,
    "attribution": ATTRIBUTION,
    "cause": CAUSE,
    "comparison": COMPARISON,
    "event": EVENT,
}
# What is to be checked even in an opinion or an order.
_HARD = frozenset(("date", "number", "quotation", "attribution"))


class Reason(NamedTuple):
    """Why a sentence is checkable: date, number, attribution, cause, comparison, event, name or quotation."""

    kind: str
    words: str

    def __str__(self) -> str:
        return f"{'an' if self.kind[0] in 'aeiou' else 'a'} {self.kind}: {self.words}"


@dataclass(frozen=True, slots=True)
class Checkable:
    """A sentence, and what there is in it to check. Sentences of the same words share a key."""

    start: int
    end: int
    key: str
    reasons: tuple[Reason, ...]

    @property
    def short_key(self) -> str:
        return self.key[:KEY]

    def is_known_as(self, key: str) -> bool:
        """Whether this is its key, or the short one."""
        return key in (self.key, self.short_key)

    @property
    def explanation(self) -> str:
        return "; ".join(map(str, self.reasons))

    @property
    def is_hard(self) -> bool:
        """Whether it has a fact that even an opinion would be checked for."""
        return any(reason.kind in _HARD for reason in self.reasons)


def checkable_sentences(text: str) -> list[Checkable]:
    """The sentences that state something checkable, in order.

    None is a heading, a question, or an order or opinion without a fact.
    """
    return [sentence for sentence in every_sentence(text) if sentence.reasons]


def every_sentence(text: str) -> list[Checkable]:
    """Every sentence of a text, with reasons if it is checkable."""
    return list(_sentences(text))


# A desk asks of one text again and again: for every claim that is marked in it.
@lru_cache(maxsize=8)
def _sentences(text: str) -> tuple[Checkable, ...]:
    read, sentences = plain(text), stretches(text, 0, len(text))
    titles, quoted = headings(text), quotations(text, sentences)
    known = known_names(read, (one[:2] for one in sentences))
    found = []
    for one, quotes in zip(sentences, quoted, strict=True):
        states = one.start not in titles and not text[one.start : one.end].rstrip(CLOSERS).endswith("?")
        reasons = _reasons(text, read, one[:2], known, quotes) if states else ()
        found.append(Checkable(one.start, one.end, sha256(one.words.encode()).hexdigest(), reasons))
    return tuple(found)


def _reasons(
    text: str, read: str, sentence: Span, known: Collection[str], quotes: list[Span]
) -> tuple[Reason, ...]:
    places = {kind: [at.span() for at in way.finditer(read, *sentence)] for kind, way in _WORDED.items()}
    dated = {at for start, end in places["date"] for at in range(start, end)}
    places["number"] = [span for span in places["number"] if span[0] not in dated]
    places |= {"name": list(names(read, sentence, known)), "quotation": quotes}
    is_bare = not any(places[kind] for kind in _HARD)
    if is_bare and (_ORDER.match(read, *sentence) or OPINION.search(read, *sentence)):
        return ()
    reasons = [Reason(kind, _shown(text[slice(*span)])) for kind, spans in places.items() for span in spans]
    return tuple(dict.fromkeys(reasons))


def _shown(words: str) -> str:
    return words if len(words) <= SHOWN else words[:SHOWN].rstrip() + "…"
