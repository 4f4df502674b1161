"""Sentences that look like another and are not it: what a claim must not be put on."""

from __future__ import annotations

from collections import Counter
from random import Random

from benchmarks.prose import Document, Prose, Sentence, Token


def fresh(sentence: Sentence) -> Sentence:
    """A copy whose words are not the original's."""
    return [Token(token.text, token.space) for token in sentence]


def look_alike(sentence: Sentence, document: Document, prose: Prose, rng: Random) -> Sentence:
    """Another sentence of the same build: no name or number is the same, nor half of what else it tells.

    One with fewer other words would be what a rewrite makes of the sentence, and by its words be that.
    """
    counts = Counter(token.text for paragraph in document for sentence in paragraph for token in sentence)
    copy = fresh(sentence)
    telling = _telling(copy)
    names = [at for at in telling if _is_named(copy, at)]
    others = {at: 1 / max(1, counts[copy[at].text]) for at in telling if at not in names}
    changed = 0.0
    for at in (*names, *rng.sample(list(others), len(others))):
        if 2 * changed < sum(others.values()) or at in names:
            copy[at] = copy[at].changed(_other_than(copy[at].text, prose, rng, is_name=at in names))
            changed += others.get(at, 0.0)
    return copy


def sibling(sentence: Sentence, prose: Prose, rng: Random) -> Sentence:
    copy = fresh(sentence)
    facts = [
        at for at, token in enumerate(copy) if token.text[0].isdigit() or (at and token.text[0].isupper())
    ]
    for at in rng.sample(facts, min(len(facts), rng.randint(1, 2))):
        text = prose.number() if copy[at].text[0].isdigit() else prose.word()
        copy[at] = copy[at].changed(text)
    return copy


def _telling(sentence: Sentence) -> list[int]:
    """Words that are not there for grammar alone; a script without spaces has them of one letter."""
    words = [at for at, token in enumerate(sentence) if token.text[0].isalnum()]
    return [at for at in words if len(sentence[at].text) > 3 or not sentence[at].text.islower()] or words


def _is_named(sentence: Sentence, at: int) -> bool:
    """Whether a word is a number, or capitalised and not just because it comes first."""
    text = sentence[at].text
    following = sentence[at + 1].text if at + 1 < len(sentence) else ""
    return text[0].isdigit() or (text[0].isupper() and (at > 0 or following[:1].isupper()))


def _other_than(text: str, prose: Prose, rng: Random, *, is_name: bool) -> str:
    names = [*prose.places, *(word for name in prose.names for word in name.split())]

    def drawn() -> str:
        if text[0].isdigit():
            return prose.number()
        written = prose.sentence()
        return rng.choice(names) if is_name else written[rng.choice(_telling(written))].text

    return next(word for word in iter(drawn, None) if word != text)
