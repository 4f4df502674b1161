"""What is asked of an old and a new sentence before the one is taken for the other, edited.

The thresholds were measured on edits whose truth was known. Where two readings are nearly as good,
neither is taken: a claim that asks to be looked at costs a minute, one on a wrong sentence a correction.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from claims.anchoring.pairing import Pair
from claims.anchoring.placing import ANY_PLACE, OWN_PLACE, SAME_PLACE, SOME_PLACE


class Bar(NamedTuple):
    """What is asked of a pair in one kind of place.

    How much of the old sentence must be in the new one, if they share a fact and if not; or how much of the
    new one in the old, that being cut; in place of how much of the old sentence other words may stand; the
    shares of facts and of other words; and by how much the pair must be better than any other, where its
    place itself counts for something.
    """

    kept: float
    kept_without_fact: float
    explained: float
    replaced: float
    agreement: float
    content: float
    margin: float
    bonus: float

    def eased(self, other: Bar, share: float) -> Bar:
        """The bar that lies so far from this one towards another."""
        return Bar(*(own + share * (its - own) for own, its in zip(self, other, strict=True)))


BARS = {
    OWN_PLACE: Bar(0.42, 0.42, 2.0, 0.50, 0.0, 0.2, 0.06, 0.15),
    SAME_PLACE: Bar(0.45, 0.45, 0.80, 0.30, 0.0, 0.0, 0.06, 0.15),
    SOME_PLACE: Bar(0.55, 0.62, 0.85, 0.20, 0.01, 0.3, 0.12, 0.08),
    ANY_PLACE: Bar(0.74, 0.85, 0.90, 0.12, 0.5, 0.3, 0.15, 0.0),
}
# Where most of the text was rewritten, what stands in the same place is seldom another sentence.
BARS_IN_REWRITTEN = BARS | {
    OWN_PLACE: BARS[OWN_PLACE]._replace(kept=0.35, kept_without_fact=0.35),
    SAME_PLACE: BARS[SAME_PLACE]._replace(kept=0.37, kept_without_fact=0.42, replaced=0.5),
    SOME_PLACE: BARS[SOME_PLACE]._replace(kept=0.45, kept_without_fact=0.52, replaced=0.5),
}
LEAST_EXPLAINED = 0.35
"""What stands alone where a sentence stood is that sentence, edited, if so much of it is known: of such pairs
97 % were right, and hardly one of those with less."""

MOSTLY_KEPT = 0.75
"""With less of it, an old sentence is hardly what a new one that says much else was made of."""

SAME_CASE = 0.8
"""Where all names and numbers are others, and fewer of the other words are the same, another case may have
been put in a sentence's place."""

PRICE, PRICE_FACTLESS, PRICE_FACTS_GONE = 0.5, 2.0, 3.0
"""What a share of words in whose place others stand takes off the share that is kept: little if the facts are
there, more if a sentence has none to be known by, most if it lost them all. For so looks another sentence of
the same build that took its place."""

CONTRADICTED = 0.65
"""So much of what else might stand in other words may do so where names or numbers differ as well."""

LONG_RUN, LONG_SHARE, LONG_KEPT = 2.5, 0.3, 0.7
"""Words in a row that weigh so much, and so large a share of their sentence, do not stand in another one by
chance, if so much of the sentence is there in all."""

ALL = 0.99
"""The share of other words of a sentence in which nothing but names or numbers changed."""

LEAST_KEPT = 0.3
"""However much of a new sentence is explained, so much of the old one must be in it."""

HEAVY = 1.5
"""What weighs less is no sign of a sentence in another place: anybody may say that it was not all."""

NOT_LIGHT = 2.0
"""What weighs less and has lost a word is another sentence of the same build as often as it is an edited one,
unless both its neighbours are there."""

UNCHANGED = 0.98
"""A pair in which so much of the old sentence is kept has its words as they were, be it joined to others."""

LEAST_RIVAL, LEAST_RIVAL_OF_VERBATIM = 0.35, 0.45
"""How alike a sentence that stands in a better place must be to cast doubt on one that does not, and on one
that has the words unchanged."""

HALF = 0.5
"""And what share of the likeness of the one it casts doubt on: less is a fragment."""

LIKE_AN_EDIT = 0.9
"""So much alike, a sentence in as good a place may be the old one, edited, though another is its copy."""

NEARLY_VERBATIM = 0.9


class Scored(NamedTuple):
    score: float
    place: int
    pair: Pair

    def is_like(self, rewritten: float) -> bool:
        """Whether the pair is enough alike for its place, in a text of which so much counts as rewritten."""
        rewritten = 0.0 if self.pair.is_repeated else rewritten
        if self.place == OWN_PLACE:
            return self._fills_its_place(rewritten) or self._passes(SAME_PLACE, rewritten)
        return self._passes(self.place, rewritten)

    def _fills_its_place(self, rewritten: float) -> bool:
        """Whether what stands just where the old sentence stood is more than another of the same build."""
        pair, bar = self.pair, _bar(OWN_PLACE, rewritten)
        if pair.likeness.kept < bar.kept or pair.likeness.explained < LEAST_EXPLAINED:
            return False
        if pair.is_contradicted and not pair.facts_kept and pair.content < SAME_CASE:
            return False
        return pair.likeness.replaced <= bar.replaced and pair.content >= bar.content

    def _passes(self, place: int, rewritten: float) -> bool:
        pair, bar = self.pair, _bar(place, rewritten)
        if (pair.is_repeated and place < SAME_PLACE) or (pair.weight < HEAVY and place == ANY_PLACE):
            return False
        if place == SOME_PLACE and pair.weight < NOT_LIGHT and pair.content < 1:
            return False
        if pair.is_contradicted and place == ANY_PLACE:
            return False
        if self._has_long_run(place):
            return True
        if pair.likeness.kept < MOSTLY_KEPT and pair.likeness.explained < LEAST_EXPLAINED:
            return False
        if pair.likeness.replaced > bar.replaced * (CONTRADICTED if pair.is_contradicted else 1):
            return False
        if pair.content < bar.content or (pair.agreement is not None and pair.agreement < bar.agreement):
            return False
        price = _price(pair) * (1 - rewritten) * pair.likeness.replaced
        if pair.likeness.kept - price >= (bar.kept if pair.agreement else bar.kept_without_fact):
            return True
        return pair.likeness.kept >= LEAST_KEPT and pair.likeness.explained - price >= bar.explained

    def _has_long_run(self, place: int) -> bool:
        """Whether so many words in a row are the same that they need not be weighed.

        Other names or numbers speak against it, but not where both sides speak for the pair, nor, where one
        does, if nothing else changed. In its place a sentence that has none may have got one of its build.
        """
        pair, likeness = self.pair, self.pair.likeness
        if likeness.kept < LONG_KEPT or likeness.longest < max(LONG_RUN, LONG_SHARE * pair.weight):
            return False
        if place == SAME_PLACE:
            return pair.facts_kept is not None and not pair.is_repeated
        return not pair.is_contradicted or (place == SOME_PLACE and pair.content >= ALL)

    def is_like_an_edit(self) -> bool:
        """Whether the pair looks as one does that was edited. A look-alike has other facts."""
        return self.pair.alike >= LIKE_AN_EDIT and not self.pair.is_contradicted

    def is_clear_of(self, rival: Scored) -> bool:
        """Whether the pair is so much better than another that nobody would hesitate."""
        if self.place > ANY_PLACE and self.pair.explains_far_more(rival.pair):
            return True
        if rival.place > ANY_PLACE and rival.pair.explains_far_more(self.pair):
            return False
        least_rival = LEAST_RIVAL_OF_VERBATIM if self.pair.likeness.kept >= UNCHANGED else LEAST_RIVAL
        if self.place < rival.place and rival.pair.alike >= max(least_rival, HALF * self.pair.alike):
            return False
        if self.pair.is_verbatim and rival.place >= self.place and rival.is_like_an_edit():
            # A copy was pasted nearby: nobody knows which of the two was edited.
            return False
        if rival.pair.explains_more(self.pair):
            return False
        if rival.pair.is_verbatim:
            # Neighbours could not tell two copies apart, and to be somewhat nearer is no reason.
            if self.pair.is_verbatim and rival.place > ANY_PLACE:
                return False
            if self.pair.alike < NEARLY_VERBATIM:
                return False
        return self.score - rival.score >= BARS[self.place].margin


@lru_cache(maxsize=16)  # the same few are asked for with every pair of a text
def _bar(place: int, rewritten: float) -> Bar:
    return BARS[place].eased(BARS_IN_REWRITTEN[place], rewritten)


def _price(pair: Pair) -> float:
    if pair.facts_kept is None:
        return PRICE_FACTLESS
    return PRICE if pair.facts_kept else PRICE_FACTS_GONE
