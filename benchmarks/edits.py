"""Edits of a document that keep count of every word: what an editor does on a good day, and on a bad one."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from random import Random

from benchmarks.look_alikes import fresh, look_alike, sibling
from benchmarks.prose import Document, Prose, Sentence, Token, tokens
from benchmarks.rewording import (
    delete_words,
    insert_words,
    negate,
    number,
    pick,
    replace_word,
    requote,
    reword,
    rewrite,
    some_sentence,
    swap_clauses,
    typo,
)

Edit = Callable[[Document, Prose, Random], None]


def _copied(sentence: Sentence) -> Sentence:
    return [token.copy() for token in sentence]


def insert_sentence(document: Document, prose: Prose, rng: Random) -> None:
    paragraph, at = pick(document, rng)
    document[paragraph].insert(at + rng.randint(0, 1), prose.new_sentence())


def delete_sentence(document: Document, prose: Prose, rng: Random) -> None:
    paragraph, at = pick(document, rng)
    del document[paragraph][at]
    _tidy(document)


def replace_sentence(document: Document, prose: Prose, rng: Random) -> None:
    paragraph, at = pick(document, rng)
    document[paragraph][at] = prose.new_sentence()


def move_sentence(document: Document, prose: Prose, rng: Random) -> None:
    paragraph, at = pick(document, rng)
    sentence = document[paragraph].pop(at)
    target = rng.randrange(len(document))
    document[target].insert(rng.randint(0, len(document[target])), sentence)
    _tidy(document)


def move_and_edit(document: Document, prose: Prose, rng: Random) -> None:
    paragraph, at = pick(document, rng)
    reword(document[paragraph][at], prose, rng, 0.2)
    sentence = document[paragraph].pop(at)
    target = rng.randrange(len(document))
    document[target].insert(rng.randint(0, len(document[target])), sentence)
    _tidy(document)


def copy_sentence(document: Document, prose: Prose, rng: Random) -> None:
    target, at = pick(document, rng)
    document[target].insert(at, _copied(some_sentence(document, rng)))


def copy_and_edit_original(document: Document, prose: Prose, rng: Random) -> None:
    paragraph, at = pick(document, rng)
    target = rng.randrange(len(document))
    original = document[paragraph][at]
    document[target].insert(rng.randint(0, len(document[target])), _copied(original))
    reword(original, prose, rng, 0.2)


def insert_look_alike(document: Document, prose: Prose, rng: Random) -> None:
    paragraph, at = pick(document, rng)
    document[paragraph].insert(
        at + rng.randint(0, 1), look_alike(document[paragraph][at], document, prose, rng)
    )


def delete_beside_look_alike(document: Document, prose: Prose, rng: Random) -> None:
    """Delete a sentence; a look-alike of it comes into some other place."""
    paragraph, at = pick(document, rng)
    sentence = document[paragraph].pop(at)
    _tidy(document)
    target = rng.randrange(len(document))
    document[target].insert(rng.randint(0, len(document[target])), look_alike(sentence, document, prose, rng))


def delete_a_sibling(document: Document, prose: Prose, rng: Random) -> None:
    """Of two sentences that differ in little, delete one. (The old text has both: see `with_siblings`.)"""
    seen: dict[tuple[str, ...], tuple[int, int]] = {}
    for p, paragraph in enumerate(document):
        for s, sentence in enumerate(paragraph):
            build = tuple(token.text for token in sentence if token.text.islower())
            if build in seen and len(build) > 3 and rng.random() < 0.5:
                chosen = rng.choice([(p, s), seen[build]])
                del document[chosen[0]][chosen[1]]
                _tidy(document)
                return
            seen[build] = (p, s)


def split_sentence(document: Document, prose: Prose, rng: Random) -> None:
    paragraph, at = pick(document, rng)
    sentence = document[paragraph][at]
    if len(sentence) < 10:
        return
    cut = rng.randint(4, len(sentence) - 4)
    first, second = sentence[:cut], sentence[cut:]
    if not first[-1].text.isalnum():
        first = first[:-1]
    second[0] = second[0].changed(second[0].text.capitalize())
    document[paragraph][at : at + 1] = [[*first, Token(".", False)], second]


def merge_sentences(document: Document, prose: Prose, rng: Random) -> None:
    paragraph, at = pick(document, rng)
    if at + 1 < len(document[paragraph]):
        first, second = document[paragraph][at : at + 2]
        joint = [Token(",", False), Token(rng.choice(["and", "but", "while"]))]
        second[0].space = True
        document[paragraph][at : at + 2] = [[*first[:-1], *joint, *second]]


def insert_paragraph(document: Document, prose: Prose, rng: Random) -> None:
    document.insert(rng.randint(0, len(document)), prose.new_paragraph())


def delete_paragraph(document: Document, prose: Prose, rng: Random) -> None:
    if len(document) > 3:
        del document[rng.randrange(len(document))]


def move_paragraph(document: Document, prose: Prose, rng: Random) -> None:
    paragraph = document.pop(rng.randrange(len(document)))
    document.insert(rng.randint(0, len(document)), paragraph)


def copy_paragraph(document: Document, prose: Prose, rng: Random) -> None:
    paragraph = [_copied(sentence) for sentence in document[rng.randrange(len(document))]]
    document.insert(rng.randint(0, len(document)), paragraph)


def replace_paragraph(document: Document, prose: Prose, rng: Random) -> None:
    """Another paragraph about the same subject: the same names and places in other sentences."""
    at = rng.randrange(len(document))
    names = [token.text for sentence in document[at] for token in sentence[1:] if token.text[0].isupper()]
    paragraph = prose.new_paragraph(len(document[at]))
    for sentence in paragraph:
        for index, token in enumerate(sentence):
            if index and token.text[0].isupper() and names:
                sentence[index] = token.changed(rng.choice(names))
    document[at] = paragraph


def split_paragraph(document: Document, prose: Prose, rng: Random) -> None:
    paragraph, at = pick(document, rng)
    if at:
        document[paragraph : paragraph + 1] = [document[paragraph][:at], document[paragraph][at:]]


def merge_paragraphs(document: Document, prose: Prose, rng: Random) -> None:
    if len(document) > 1:
        at = rng.randrange(len(document) - 1)
        document[at : at + 2] = [document[at] + document[at + 1]]


def typography(document: Document, prose: Prose, rng: Random) -> None:
    """The whole text from another keyboard; no word changes."""
    other = {"“": '"', "”": '"', "’": "'", "—": "–", "-": "‑"}
    for paragraph in document:
        for sentence in paragraph:
            sentence[:] = [
                token.changed("".join(other.get(letter, letter) for letter in token.text))
                for token in sentence
            ]


def _tidy(document: Document) -> None:
    document[:] = [paragraph for paragraph in document if paragraph] or [[tokens("Nothing is left.")]]


def with_siblings(document: Document, prose: Prose, rng: Random) -> None:
    """Give an old text what makes it hard: repeated sentences, and siblings but for a name or number."""
    for _ in range(max(1, sum(map(len, document)) // 15)):
        target, at = pick(document, rng)
        source = some_sentence(document, rng)
        copy = fresh(source) if rng.random() < 0.3 else sibling(source, prose, rng)
        document[target].insert(at, copy)


ORDINARY: list[Edit] = [
    *[typo] * 4,
    *[number] * 2,
    *[replace_word] * 4,
    *[insert_words] * 4,
    *[delete_words] * 2,
    *[insert_sentence] * 3,
    *[delete_sentence] * 2,
    *[negate, requote, move_sentence, split_sentence, merge_sentences, insert_paragraph, move_paragraph],
    *[delete_paragraph, split_paragraph, merge_paragraphs],
]
ADVERSARIAL: list[Edit] = [
    *[typo, number, replace_word, insert_words, delete_words, negate, swap_clauses, requote, rewrite],
    *[insert_sentence, delete_sentence, replace_sentence, move_sentence, move_and_edit, copy_sentence],
    *[copy_and_edit_original, insert_look_alike, delete_beside_look_alike, delete_a_sibling, split_sentence],
    *[merge_sentences, insert_paragraph, delete_paragraph, move_paragraph, copy_paragraph, replace_paragraph],
    *[split_paragraph, merge_paragraphs],
]
COPYING = (copy_sentence, copy_and_edit_original, copy_paragraph)


def edited(document: Document, prose: Prose, rng: Random, kinds: list[Edit], times: int) -> Document:
    """So many edits of these kinds. Copies come last: nobody tells one from an original changed later."""
    document = deepcopy(document)
    chosen = [rng.choice(kinds) for _ in range(times)]
    for edit in sorted(chosen, key=COPYING.__contains__):
        edit(document, prose, rng)
    return document


def rewritten(document: Document, prose: Prose, rng: Random, share: float) -> Document:
    """A share of the sentences rewritten: most of them in part, some replaced altogether."""
    document = deepcopy(document)
    for paragraph in document:
        for at, sentence in enumerate(paragraph):
            if rng.random() < share:
                if rng.random() < 0.2:
                    paragraph[at] = prose.new_sentence()
                else:
                    reword(sentence, prose, rng, rng.uniform(0.1, 0.6))
    return document
