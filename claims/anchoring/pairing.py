"""Which changed sentences of an old and a new text are worth comparing, and what speaks for each pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from claims.anchoring.facts import contradict, facts
from claims.anchoring.likeness import Likeness, Side, compare
from claims.anchoring.matching import Matches
from claims.anchoring.sentences import Sentence
from claims.anchoring.spelling import is_typo
from claims.anchoring.tokens import FUNCTION_WORDS, Scale

TELLING_WORDS = 8
"""Words by which a sentence is looked up in the new text: those that weigh most."""

MOST_PLACES = 40
"""A word that stands in more open sentences tells nothing."""

MOST_CANDIDATES = 6
LEAST_VOTES = 0.25
"""The share of an old sentence's telling words, by weight, that a new one must have to be looked at."""

FAR_LESS = 0.65
"""The same, as a share of what the likeliest has."""

NEAR = 4
"""Sentences, at most, between one and a matched one whose neighbour it still is."""

SENTENCE = "\n"
"""What no word begins with."""

LEAST_LIKENESS = 0.35
FAR_MORE = 2.0
FEW_WORDS = 2


class Sides(dict[int, Side]):
    """The words, weights and facts of every sentence of a text, worked out when they are first asked for."""

    def __init__(self, sentences: list[Sentence], scale: Scale) -> None:
        super().__init__()
        self.sentences, self.scale = sentences, scale
        self.known_facts: dict[int, frozenset[str]] = {}
        self.known_content: dict[int, set[str]] = {}

    def __missing__(self, index: int) -> Side:
        words = self.sentences[index].tokens.words
        side = self[index] = Side(words, list(map(self.scale.__getitem__, words)))
        return side

    def facts(self, index: int) -> frozenset[str]:
        if index not in self.known_facts:
            self.known_facts[index] = facts(self.sentences[index].tokens)
        return self.known_facts[index]

    def content(self, index: int) -> set[str]:
        """The words of a sentence that are neither marks nor facts."""
        if index not in self.known_content:
            words = {word for word in self[index].words if word[0].isalnum()}
            self.known_content[index] = words - self.facts(index)
        return self.known_content[index]


class Pair(NamedTuple):
    """An old and a new sentence, by their indexes, and what they have in common.

    `agreement` is the share of facts both have, None if neither has any, and `facts_kept` how many of the
    old one's the new one has, None if it had none; contradicted is a pair if each has facts the other has
    not. `content` is the share of the old one's other words that are kept: who declines
    to comment here may disagree there. Repeated is a pair if either sentence is in its text.
    """

    i: int
    j: int
    likeness: Likeness
    agreement: float | None
    facts_kept: int | None
    is_contradicted: bool
    content: float
    weight: float
    is_repeated: bool
    was_repeated: bool
    is_verbatim: bool

    @property
    def alike(self) -> float:
        return max(self.likeness.kept, 0.8 * self.likeness.explained)

    @property
    def is_one_of_a_kind(self) -> bool:
        """Whether both read the same, and as nothing else does: no order of others speaks against it."""
        return self.is_verbatim and not self.is_repeated

    def wants_words_of(self, other: Pair) -> bool:
        """Whether both claim the same words of the sentence they share; if not, it was cut or joined."""
        return self.likeness.spends_words_of(other.likeness, 0 if self.i == other.i else 1)

    def explains_far_more(self, other: Pair) -> bool:
        """Whether it has at least twice the other's words in common: the other is but a fragment."""
        return self.likeness.shared >= FAR_MORE * other.likeness.shared

    def explains_more(self, other: Pair) -> bool:
        """Whether its old sentence, being longer and as much alike, leaves less of the same new one over."""
        return self.j == other.j and self.weight > other.weight and self.alike >= other.alike


def pairs(matches: Matches, old: Sides, new: Sides) -> list[Pair]:
    """Open sentences that resemble one another; a few for each old one, however long the texts."""
    index = indexed([j for j, i in enumerate(matches.back) if i is None], new)
    found: list[Pair] = []
    for i in (i for i, j in enumerate(matches.to) if j is None):
        copies = index.get(SENTENCE + matches.old[i].key, ())
        if len(copies) > MOST_PLACES:
            # Nothing tells which it is of so many; to compare it with each would take long.
            matches.disputed[i].update(copies[:MOST_CANDIDATES])
            continue
        for j in _candidates(i, matches, old, index):
            if matches.new[j].key in matches.old_places and matches.new[j].key != matches.old[i].key:
                continue  # it reads as another old sentence did, and is that one's, or a copy of it
            likeness = compare(old[i], new[j])
            if max(likeness.kept, likeness.explained) >= LEAST_LIKENESS:
                found.append(_pair(i, j, likeness, matches, old, new))
    return found


def _pair(i: int, j: int, likeness: Likeness, matches: Matches, old: Sides, new: Sides) -> Pair:
    was, now = matches.old[i].key, matches.new[j].key
    was_repeated = len(matches.old_places[was]) > 1
    had, has = old.facts(i), new.facts(j)
    return Pair(
        i,
        j,
        likeness,
        agreement=_agreement(had, has),
        facts_kept=len(had & has) if had else None,
        is_contradicted=contradict(had, has),
        content=1.0 if was == now else _content(old, i, new, j),
        weight=old[i].weight(),
        is_repeated=was_repeated or len(matches.new_places[now]) > 1,
        was_repeated=was_repeated,
        is_verbatim=was == now,
    )


def indexed(places: Iterable[int], sides: Sides) -> dict[str, list[int]]:
    """In which of these sentences every word stands, and every whole sentence."""
    index: dict[str, list[int]] = defaultdict(list)
    for place in places:
        index[SENTENCE + sides.sentences[place].key].append(place)
        for word in set(sides[place].words):
            index[word].append(place)
    return index


def _candidates(i: int, matches: Matches, old: Sides, index: dict[str, list[int]]) -> Iterable[int]:
    """Open new sentences with telling words in common, and those where the old one would now stand."""
    return sorted({*lookalikes(i, old, index), *_gap_edges(i, matches)})


def lookalikes(at: int, sides: Sides, index: dict[str, list[int]]) -> set[int]:
    """Indexed sentences of another text that share a sentence's telling words, and its copies."""
    weights = dict(zip(sides[at].words, sides[at].weights, strict=True))
    telling = sorted((-weight, word) for word, weight in weights.items())[:TELLING_WORDS]
    votes: dict[int, float] = {}
    for weight, word in telling:
        places = index.get(word, ())
        if len(places) <= MOST_PLACES:
            for place in places:
                votes[place] = votes.get(place, 0.0) - weight
    least = -LEAST_VOTES * sum(weight for weight, _ in telling)
    least = max(least, FAR_LESS * max(votes.values(), default=0.0))
    likely = [(-vote, abs(place - at), place) for place, vote in votes.items() if vote >= least]
    best = {place for _, _, place in sorted(likely)[:MOST_CANDIDATES]}
    return best.union(index.get(SENTENCE + sides.sentences[at].key, ())[:MOST_CANDIDATES])


def _gap_edges(i: int, matches: Matches) -> Iterator[int]:
    """Where a sentence would be if nothing, or only what is between, came beside its nearest matched ones."""
    for step in (-1, 1):
        for away in range(1, NEAR + 1):
            beside = i + step * away
            at = matches.to[beside] if 0 <= beside < len(matches.to) else None
            if at is not None:
                places = {at - step, at - step * away}
                yield from (j for j in places if 0 <= j < len(matches.back) and matches.back[j] is None)
                break


def _agreement(old: frozenset[str], new: frozenset[str]) -> float | None:
    if not old and not new:
        return None
    return len(old & new) / min(len(old), len(new)) if old and new else 0.5


def _content(old: Sides, i: int, new: Sides, j: int) -> float:
    words = old.content(i)
    telling, there = words - FUNCTION_WORDS, new[j].words
    kept = words.intersection(there)
    if len(telling) <= FEW_WORDS and not kept & telling:
        kept |= {word for word in telling if any(is_typo(word, other) for other in there)}
    if telling:
        return len(kept & telling) / len(telling)
    return len(kept) / len(words) if words else 1.0
