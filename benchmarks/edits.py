"""Edits of a document that keep count of every word: what an editor does on a good day, and on a bad one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from random import Random

from benchmarks.prose import Document, Prose, Sentence, Token, tokens

Edit = Callable[[Document, Prose, Random], None]


def _pick(document: Document, rng: Random) -> tuple[int, int]:
    paragraph = rng.randrange(len(document))
    return paragraph, rng.randrange(len(document[paragraph]))


def _words(sentence: Sentence) -> list[int]:
    long = [at for at, token in enumerate(sentence) if token.text[0].isalpha() and len(token.text) > 1]
    return long or [at for at, token in enumerate(sentence) if token.text[0].isalpha()] or [0]


def _fresh(sentence: Sentence) -> Sentence:
    """A copy whose words are not the original's."""
    return [Token(token.text, token.space) for token in sentence]


def _copied(sentence: Sentence) -> Sentence:
    return [token.copy() for token in sentence]


def _other_word(prose: Prose, rng: Random) -> str:
    return rng.choice([token.text for token in prose.sentence() if token.text[0].isalpha()] or ["word"])


def _edit(document: Document, rng: Random) -> Sentence:
    paragraph, at = _pick(document, rng)
    return document[paragraph][at]


def typo(document: Document, prose: Prose, rng: Random) -> None:
    sentence = _edit(document, rng)
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
    sentence = _edit(document, rng)
    at = rng.choice(_words(sentence))
    sentence[at] = sentence[at].changed(_other_word(prose, rng))


def insert_words(document: Document, prose: Prose, rng: Random) -> None:
    sentence = _edit(document, rng)
    at = rng.randrange(1, len(sentence)) if len(sentence) > 1 else 0
    sentence[at:at] = [Token(_other_word(prose, rng)) for _ in range(rng.randint(1, 4))]


def delete_words(document: Document, prose: Prose, rng: Random) -> None:
    sentence = _edit(document, rng)
    if len(sentence) > 4:
        size = rng.randint(1, max(1, len(sentence) // 3))
        at = rng.randrange(0, len(sentence) - size)
        del sentence[at : at + size]


def negate(document: Document, prose: Prose, rng: Random) -> None:
    sentence = _edit(document, rng)
    sentence.insert(max(1, len(sentence) // 2), Token("not"))


def swap_clauses(document: Document, prose: Prose, rng: Random) -> None:
    sentence = _edit(document, rng)
    commas = [at for at, token in enumerate(sentence) if token.text in (",", "，")]
    if commas and len(sentence) > 6:
        at = rng.choice(commas)
        sentence[:] = [*sentence[at + 1 : -1], sentence[at], *sentence[:at], sentence[-1]]


def requote(document: Document, prose: Prose, rng: Random) -> None:
    """Put a sentence in quotation marks and name a speaker."""
    sentence = _edit(document, rng)
    if len(sentence) > 4:
        said = tokens(f", {rng.choice(prose.names)} said.")
        sentence[:] = [Token("“"), *sentence[:-1], *said[:1], Token("”", False), *said[1:]]
        sentence[1].space = False


def rewrite(document: Document, prose: Prose, rng: Random) -> None:
    _rewrite(_edit(document, rng), prose, rng, rng.uniform(0.1, 0.9))


def _rewrite(sentence: Sentence, prose: Prose, rng: Random, share: float) -> None:
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


def insert_sentence(document: Document, prose: Prose, rng: Random) -> None:
    paragraph, at = _pick(document, rng)
    document[paragraph].insert(at + rng.randint(0, 1), prose.new_sentence())


def delete_sentence(document: Document, prose: Prose, rng: Random) -> None:
    paragraph, at = _pick(document, rng)
    del document[paragraph][at]
    _tidy(document)


def replace_sentence(document: Document, prose: Prose, rng: Random) -> None:
    paragraph, at = _pick(document, rng)
    document[paragraph][at] = prose.new_sentence()


def move_sentence(document: Document, prose: Prose, rng: Random) -> None:
    paragraph, at = _pick(document, rng)
    sentence = document[paragraph].pop(at)
    target = rng.randrange(len(document))
    document[target].insert(rng.randint(0, len(document[target])), sentence)
    _tidy(document)


def move_and_edit(document: Document, prose: Prose, rng: Random) -> None:
    paragraph, at = _pick(document, rng)
    _rewrite(document[paragraph][at], prose, rng, 0.2)
    sentence = document[paragraph].pop(at)
    target = rng.randrange(len(document))
    document[target].insert(rng.randint(0, len(document[target])), sentence)
    _tidy(document)


def copy_sentence(document: Document, prose: Prose, rng: Random) -> None:
    target, at = _pick(document, rng)
    document[target].insert(at, _copied(_edit(document, rng)))


def copy_and_edit_original(document: Document, prose: Prose, rng: Random) -> None:
    paragraph, at = _pick(document, rng)
    target = rng.randrange(len(document))
    original = document[paragraph][at]
    document[target].insert(rng.randint(0, len(document[target])), _copied(original))
    _rewrite(original, prose, rng, 0.2)


def _look_alike(sentence: Sentence, document: Document, prose: Prose, rng: Random) -> Sentence:
    """Another sentence of the same build: no name or number is the same, nor half of what else it tells.

    One with fewer other words would be what a rewrite makes of the sentence, and by its words be that.
    """
    counts = Counter(token.text for paragraph in document for sentence in paragraph for token in sentence)
    copy = _fresh(sentence)
    telling = _telling(copy)
    names = [at for at in telling if _is_named(copy, at)]
    others = {at: 1 / max(1, counts[copy[at].text]) for at in telling if at not in names}
    changed = 0.0
    for at in (*names, *rng.sample(list(others), len(others))):
        if 2 * changed < sum(others.values()) or at in names:
            copy[at] = copy[at].changed(_other_than(copy[at].text, prose, rng, is_name=at in names))
            changed += others.get(at, 0.0)
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


def insert_look_alike(document: Document, prose: Prose, rng: Random) -> None:
    paragraph, at = _pick(document, rng)
    document[paragraph].insert(
        at + rng.randint(0, 1), _look_alike(document[paragraph][at], document, prose, rng)
    )


def delete_beside_look_alike(document: Document, prose: Prose, rng: Random) -> None:
    """Delete a sentence; a look-alike of it comes into some other place."""
    paragraph, at = _pick(document, rng)
    sentence = document[paragraph].pop(at)
    _tidy(document)
    target = rng.randrange(len(document))
    document[target].insert(
        rng.randint(0, len(document[target])), _look_alike(sentence, document, prose, rng)
    )


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
    paragraph, at = _pick(document, rng)
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
    paragraph, at = _pick(document, rng)
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
    paragraph, at = _pick(document, rng)
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
        target, at = _pick(document, rng)
        source = _edit(document, rng)
        copy = _fresh(source) if rng.random() < 0.3 else _sibling(source, prose, rng)
        document[target].insert(at, copy)


def _sibling(sentence: Sentence, prose: Prose, rng: Random) -> Sentence:
    copy = _fresh(sentence)
    facts = [
        at for at, token in enumerate(copy) if token.text[0].isdigit() or (at and token.text[0].isupper())
    ]
    for at in rng.sample(facts, min(len(facts), rng.randint(1, 2))):
        text = prose.number() if copy[at].text[0].isdigit() else prose.word()
        copy[at] = copy[at].changed(text)
    return copy


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
                    _rewrite(sentence, prose, rng, rng.uniform(0.1, 0.6))
    return document
