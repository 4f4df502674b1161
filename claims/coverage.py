"""Which sentences of a piece still want a claim: those that state something checkable and have none.

It shows a person where to look and decides nothing. Offsets are code points of the plain text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from claims.reading.checkable import Checkable, Reason, checkable_sentences, every_sentence
from claims.reading.patterns import Span, has_words

__all__ = [
    "Checkable",
    "Coverage",
    "Reason",
    "Span",
    "Standing",
    "checkable_sentences",
    "cover",
    "every_sentence",
]

ENOUGH = 4
"""Words a claim must share with a sentence to cover it, if it is neither half of it nor all of the claim."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A sentence, the indexes of the claims that cover it, and in words where it stands."""

    sentence: Checkable
    claims: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every checkable sentence, and every other one a claim covers, in the order of the text."""

    annotated: tuple[Standing, ...]
    dismissed: tuple[Standing, ...]
    open: tuple[Standing, ...]

    @property
    def total(self) -> int:
        return len(self.annotated) + len(self.dismissed) + len(self.open)

    @property
    def settled(self) -> int:
        return self.total - len(self.open)


def cover(text: str, spans: Sequence[Span], dismissed: Collection[str]) -> Coverage:
    """Which sentences have a claim, which were dismissed by their key, and which are open.

    A claim covers a sentence that shares `ENOUGH` words with it, or half its words, or all of the
    claim's. A claim counts for more than a dismissal.
    """
    sentences = every_sentence(text)
    found: dict[str, list[Standing]] = {"annotated": [], "dismissed": [], "open": []}
    for sentence, claims in zip(sentences, _claims_of(text, sentences, spans), strict=True):
        if claims:
            why = "A claim stands in it." if len(claims) == 1 else f"{len(claims)} claims stand in it."
            found["annotated"].append(Standing(sentence, tuple(claims), why))
        elif sentence.reasons and sentence.key in dismissed:
            why = "Somebody found no factual claim in these words."
            found["dismissed"].append(Standing(sentence, (), why))
        elif sentence.reasons:
            why = f"No claim stands in it, and it has {sentence.explanation}."
            found["open"].append(Standing(sentence, (), why))
    return Coverage(**{state: tuple(standings) for state, standings in found.items()})


def _claims_of(text: str, sentences: Sequence[Checkable], spans: Sequence[Span]) -> list[list[int]]:
    """For each sentence the indexes of the claims that cover it."""
    starts, ends = [one.start for one in sentences], [one.end for one in sentences]
    claims: list[list[int]] = [[] for _ in sentences]
    for number, (start, end) in enumerate(spans):
        for at in range(bisect_right(ends, start), bisect_left(starts, end)):
            if _covers(text, (start, end), (starts[at], ends[at])):
                claims[at].append(number)
    return claims


def _covers(text: str, claim: Span, sentence: Span) -> bool:
    start, end = max(claim[0], sentence[0]), min(claim[1], sentence[1])
    if (start, end) == sentence or has_words(text, start, end, ENOUGH):
        return True
    shared = next((count for count in range(ENOUGH - 1, 0, -1) if has_words(text, start, end, count)), 0)
    if not shared:
        return False
    return not has_words(text, *sentence, 2 * shared + 1) or not has_words(text, *claim, shared + 1)
