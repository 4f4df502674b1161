"""A text as the sentences it is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from claims.anchoring.canonical import squeezed
from claims.anchoring.tokens import Tokens, overlapped, tokenise

_CLOSERS = "\"'”’»›)\\]"
# All begin with a mark, so that the search can skip what is none; a run of them is looked at once.
_END = re.compile(
    rf"""[.!?…] (?<![.!?…][.!?…]) [.!?…]*+ (?<!\b\w\.)
        (?<!\b(?:Mr|Ms|Dr|St|No|vs)\.) (?<!\b(?:Mrs|Gen|Sen|Rep|Col|Sgt|Gov|Rev)\.)
        (?<!\b(?:Jan|Feb|Aug|Oct|Nov|Dec)\.) [{_CLOSERS}]* \s+ (?![a-zà-ÿа-я])
      | [!?…] [{_CLOSERS}]* \s+
      | [。！？｡][」』”’）]* \s*
      | [।॥؟۔] [{_CLOSERS}]* \s*""",
    re.VERBOSE,
)
# "4.2.", "Example 11.3.": a number, or a word and its number, is no sentence but counts the one behind it.
_NUMBER = re.compile(r"(?:\S+\s+)?\S*\d\.\s*")
_LONGEST_NUMBER = 40


class Sentence:
    """One sentence, or one line of a list: its text and span, without the space behind it.

    `key` is what sentences have in common that differ only in typography.
    """

    def __init__(self, text: str, start: int, block: int, key: str) -> None:
        self.text = text
        self.start = start
        self.end = start + len(text)
        self.block = block
        self.key = key

    def __repr__(self) -> str:
        return f"Sentence({self.start}, {self.text!r})"

    @cached_property
    def tokens(self) -> Tokens:
        return tokenise(self.text, self.start)


class Spans:
    """Where sentences begin and end, to look up those at a place."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.starts = [sentence.start for sentence in sentences]
        self.ends = [sentence.end for sentence in sentences]

    def overlapped(self, start: int, end: int) -> range:
        """The indexes of the sentences a span has a character of."""
        return overlapped(self.starts, self.ends, start, end)


Cut = dict[str, "list[tuple[int, str, str]]"]
"""Lines, with the offsets, texts and keys of the sentences they are made of."""


def split(text: str, start: int, end: int, known: Cut | None = None) -> list[Sentence]:
    """The sentences of a stretch of text. Every letter is in one, and none crosses the end of a line.

    `known` are lines that were cut before, and keeps these: most stand in the text before and after an edit.
    """
    known = {} if known is None else known
    sentences: list[Sentence] = []
    for block, line in enumerate(text[start:end].split("\n")):
        if line and line not in known:
            known[line] = _cut(line)
        sentences += [Sentence(words, start + at, block, key) for at, words, key in known.get(line, ())]
        start += len(line) + 1
    return sentences


def _cut(line: str) -> list[tuple[int, str, str]]:
    sentences: list[tuple[int, str]] = []
    start = len(line) - len(line.lstrip())
    for found in _END.finditer(line, start):
        if line[found.start() - 1].isdigit() and _is_number(line[start : found.end()]):
            continue
        if sentence := line[start : found.end()].rstrip():
            sentences.append((start, sentence))
        start = found.end()
    if sentence := line[start:].rstrip():
        sentences.append((start, sentence))
    return [(at, sentence, squeezed(sentence)) for at, sentence in sentences]


def _is_number(text: str) -> bool:
    return len(text) < _LONGEST_NUMBER and _NUMBER.fullmatch(text) is not None
