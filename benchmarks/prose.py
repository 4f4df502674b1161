"""Invented news prose in several languages, and lists whose items look alike. Nobody in it is real."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count
from random import Random

from benchmarks.vocabulary import (
    CLAUSES,
    EN,
    ENDINGS,
    FORMS,
    HEADINGS,
    ITEMS,
    MIDDLES,
    ONSETS,
    OTHERS,
    SYLLABLES,
    VOWELS,
)

_PIECES = re.compile(
    r"\s*(?:\d+(?:[.,]\d+)*|(?:[^\W\d_]|[\u064b-\u065f\u0900-\u0963])+(?:['’][^\W\d_]+)*|\S)"
)
_UNSPACED = re.compile(r"\s*(?:\d+(?:[.,]\d+)*|[A-Za-z]+|\S)")
_ids = count(1)


@dataclass
class Token:
    """A word or mark. Its id stays with it through every edit; that is the truth all is scored by.

    A copy has an id of its own and remembers what it is a copy of; if the original is deleted, it was moved.
    """

    text: str
    space: bool = True
    id: int = field(default_factory=lambda: next(_ids))
    copy_of: int = 0

    def changed(self, text: str) -> Token:
        return Token(text, self.space, self.id, self.copy_of)

    def copy(self) -> Token:
        return Token(self.text, self.space, copy_of=self.copy_of or self.id)


Sentence = list[Token]
Paragraph = list[Sentence]
Document = list[Paragraph]

LANGUAGES = ["en", *OTHERS]
ENDS = {"zh": "。", "hi": "।"}


class Prose:
    """A writer with vocabulary, names and places of its own."""

    def __init__(self, rng: Random, language: str = "en") -> None:
        self.rng, self.language = rng, language
        self.names = [f"{self.word()} {self.word()}{rng.choice(ENDINGS)}" for _ in range(12)]
        self.places = [self.word() + rng.choice(["", "grad", "ville", "stan", "burg"]) for _ in range(10)]
        self.orgs = [
            f"the {self.word()} {kind}" for kind in ("Institute", "Post", "Group", "Agency", "Council")
        ]
        text = OTHERS.get(language, "")
        self.slots = [[part.strip() for part in slot.split("|")] for slot in text.split(";")]
        self.lexicon = [self._invented() for _ in range(150)]
        self.written: set[str] = set()

    def word(self) -> str:
        rng = self.rng
        return rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(MIDDLES) + rng.choice(VOWELS)

    def _invented(self) -> str:
        syllables = SYLLABLES.get(self.language, "")
        choices = syllables.split() if " " in syllables else list(syllables)
        return "".join(self.rng.choices(choices, k=2 if self.language == "zh" else 3)) if choices else ""

    def number(self) -> str:
        size = self.rng.random()
        if size < 0.5:
            return str(self.rng.randint(2, 99))
        return (
            f"{self.rng.randint(100, 99_999):,}"
            if size < 0.8
            else f"{self.rng.randint(1, 99)}.{self.rng.randint(1, 9)}"
        )

    def filled(self, form: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda slot: self._slot(slot[1]), form)

    def _slot(self, name: str) -> str:
        rng, plain = self.rng, name.lower()
        if plain in ("name", "place", "org"):
            value = rng.choice({"name": self.names, "place": self.places, "org": self.orgs}[plain])
        elif plain == "number":
            value = self.number()
        elif plain == "clause":
            value = self.filled(rng.choice(CLAUSES))
        elif plain == "the":
            value = "the"
        else:
            words = EN[plain]
            value = rng.choice([one.strip() for one in words.split("|")] if "|" in words else words.split())
        return value[0].upper() + value[1:] if name[0].isupper() else value

    def line(self) -> str:
        """One sentence as a string."""
        if self.language == "en":
            return self.filled(self.rng.choice(FORMS))
        glue = "" if self.language == "zh" else " "
        parts = self._clause()
        if self.rng.random() < 0.5:
            name = self.rng.choice(self.names)
            parts.insert(0, f"{name}:" if glue else name + "说，")
        if self.rng.random() < 0.5:
            parts += [",", *self._clause()]
        text = glue.join(parts).replace(" ,", ",").replace(",", "，" if not glue else ",")
        return text[0].upper() + text[1:] + ENDS.get(self.language, ".")

    def _clause(self) -> list[str]:
        """Words of the language, with some that it might have."""
        parts = [self.rng.choice(slot).replace("{n}", self.number()) for slot in self.slots]
        for _ in range(self.rng.randint(1, 4)):
            parts.insert(self.rng.randint(1, len(parts)), self.rng.choice(self.lexicon))
        return parts

    def sentence(self) -> Sentence:
        line = self.line()
        self.written.add(line)
        return tokens(line, self.language)

    def new_sentence(self) -> Sentence:
        """One that was not written before: who deletes a sentence and writes it elsewhere has moved it."""
        line = next(line for line in iter(self.line, None) if line not in self.written)
        self.written.add(line)
        return tokens(line, self.language)

    def paragraph(self, sentences: int | None = None) -> Paragraph:
        return [self.sentence() for _ in range(sentences or self.rng.randint(1, 6))]

    def new_paragraph(self, sentences: int | None = None) -> Paragraph:
        return [self.new_sentence() for _ in range(sentences or self.rng.randint(1, 6))]

    def document(self, sentences: int) -> Document:
        """Paragraphs, in English also headings and lists, of about so many sentences."""
        document: Document = []
        while sum(map(len, document)) < sentences:
            kind = self.rng.random()
            if self.language == "en" and kind < 0.08:
                document.append([tokens(self.filled(self.rng.choice(HEADINGS)))])
            elif self.language == "en" and kind < 0.14:
                form = self.rng.choice(ITEMS)
                document += [[tokens(self.filled(form))] for _ in range(self.rng.randint(3, 7))]
            else:
                document.append(self.paragraph())
        return document


def tokens(line: str, language: str = "en") -> Sentence:
    pieces = (_UNSPACED if language == "zh" else _PIECES).findall(line)
    return [Token(piece.strip(), piece[0].isspace()) for piece in pieces]


def render(document: Document) -> tuple[str, dict[int, tuple[int, int]]]:
    """The text, blocks separated by a blank line, and where each token stands, by its id."""
    parts: list[str] = []
    places: dict[int, tuple[int, int]] = {}
    at = 0

    def write(text: str) -> None:
        nonlocal at
        parts.append(text)
        at += len(text)

    for paragraph in document:
        if parts:
            write("\n\n")
        for number, sentence in enumerate(paragraph):
            if number and not paragraph[number - 1][-1].text.endswith("。"):
                write(" ")
            for index, token in enumerate(sentence):
                if index and token.space:
                    write(" ")
                places[token.id] = (at, at + len(token.text))
                write(token.text)
    return "".join(parts), places
