"""Edits within a sentence, which keep count of every word."""

from __future__ import annotations

from random import Random

from benchmarks.prose import Document, Prose, Sentence, Token, tokens


def pick(document: Document, rng: Random) -> tuple[int, int]:
    paragraph = rng.randrange(len(document))
    return paragraph, rng.randrange(len(document[paragraph]))


def some_sentence(document: Document, rng: Random) -> Sentence:
    paragraph, at = pick(document, rng)
    return document[paragraph][at]


def _words(sentence: Sentence) -> list[int]:
    long = [at for at, token in enumerate(sentence) if token.text[0].isalpha() and len(token.text) > 1]
    return long or [at for at, token in enumerate(sentence) if token.text[0].isalpha()] or [0]


def _other_word(prose: Prose, rng: Random) -> str:
    return rng.choice([token.text for token in prose.sentence() if token.text[0].isalpha()] or ["word"])


def typo(document: Document, prose: Prose, rng: Random) -> None:
    sentence = some_sentence(document, rng)
    at = rng.choice(_words(sentence))
    text = sentence[at].text
    cut = rng.randrange(len(text))
    letter = rng.choice("etaoinsr")
    spelled = rng.choice(
        [
            text[:cut] + text[cut + 1 :],
            text[:cut] + letter + text[cut:],
            text[:cut] + letter + text[cut + 1 :],
        ]
    )
    sentence[at] = sentence[at].changed(spelled or letter)


def number(document: Document, prose: Prose, rng: Random) -> None:
    numbered = [s for p in document for s in p if any(t.text[0].isdigit() for t in s)]
    if numbered:
        sentence = rng.choice(numbered)
        at = rng.choice([at for at, token in enumerate(sentence) if token.text[0].isdigit()])
        sentence[at] = sentence[at].changed(prose.number())


def replace_word(document: Document, prose: Prose, rng: Random) -> None:
    sentence = some_sentence(document, rng)
    at = rng.choice(_words(sentence))
    sentence[at] = sentence[at].changed(_other_word(prose, rng))


def insert_words(document: Document, prose: Prose, rng: Random) -> None:
    sentence = some_sentence(document, rng)
    at = rng.randrange(1, len(sentence)) if len(sentence) > 1 else 0
    sentence[at:at] = [Token(_other_word(prose, rng)) for _ in range(rng.randint(1, 4))]


def delete_words(document: Document, prose: Prose, rng: Random) -> None:
    sentence = some_sentence(document, rng)
    if len(sentence) > 4:
        size = rng.randint(1, max(1, len(sentence) // 3))
        at = rng.randrange(0, len(sentence) - size)
        del sentence[at : at + size]


def negate(document: Document, prose: Prose, rng: Random) -> None:
    sentence = some_sentence(document, rng)
    sentence.insert(max(1, len(sentence) // 2), Token("not"))


def swap_clauses(document: Document, prose: Prose, rng: Random) -> None:
    sentence = some_sentence(document, rng)
    commas = [at for at, token in enumerate(sentence) if token.text in (",", "，")]
    if commas and len(sentence) > 6:
        at = rng.choice(commas)
        sentence[:] = [*sentence[at + 1 : -1], sentence[at], *sentence[:at], sentence[-1]]


def requote(document: Document, prose: Prose, rng: Random) -> None:
    """Put a sentence in quotation marks and name a speaker."""
    sentence = some_sentence(document, rng)
    if len(sentence) > 4:
        said = tokens(f", {rng.choice(prose.names)} said.")
        sentence[:] = [Token("“"), *sentence[:-1], *said[:1], Token("”", False), *said[1:]]
        sentence[1].space = False


def rewrite(document: Document, prose: Prose, rng: Random) -> None:
    reword(some_sentence(document, rng), prose, rng, rng.uniform(0.1, 0.9))


def reword(sentence: Sentence, prose: Prose, rng: Random, share: float) -> None:
    """Replace, drop or pad a share of a sentence's words."""
    written: Sentence = []
    for token in sentence:
        chance = rng.random()
        if not token.text[0].isalnum() or rng.random() > share:
            written.append(token)
        elif chance < 0.65:
            written.append(token.changed(_other_word(prose, rng)))
        elif chance < 0.85:
            written += [token, Token(_other_word(prose, rng))]
    if written:
        sentence[:] = written
