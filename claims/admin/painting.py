"""The working copy as the annotating desk shows it: every placed claim and every open sentence marked.

An edition shows only what may be published; here a claim is painted from the moment it is marked, and its
marks say by their class what is to be done about it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape

from articles.plaintext import Reading
from claims.admin.rows import Row, worn_of
from claims.anchoring.weave import Mark, weave
from claims.coverage import Checkable, Standing, cover

# Open sentences are woven with the claims, in one go, under numbers no claim has.
OPEN = 1_000_000
_WOVEN = re.compile(
    r'<mark class="claim" data-claims="(?P<numbers>[\d ]+)"(?: id="claim-(?P<begins>\d+)")?>'
    r'|<span id="claim-(?P<place>\d+)"></span>'
    r'|<a class="claim-ref"[^>]* data-number="(?P<ref>\d+)"[^>]*></a>'
)


def painted(html: str, reading: Reading, rows: Iterable[Row], still_open: Sequence[Standing]) -> str:
    """The body with a mark around each claim's words and each open sentence; links lead to the rows."""
    placed = {row.number: row for row in rows if row.span}
    sentences = {OPEN + at: standing.sentence for at, standing in enumerate(still_open)}
    marks = [Mark(number, *row.span, label=_label(row)) for number, row in placed.items() if row.span]
    marks += [Mark(number, one.start, one.end, label="") for number, one in sentences.items()]
    return _WOVEN.sub(_Painter(placed, sentences).tag, weave(html, reading.runs, marks))


def covered(reading: Reading, span: tuple[int, int]) -> list[int]:
    """Where the sentences begin that a claim covers; reads no more than the blocks it stands in."""
    first, last = reading.blocks[reading.block_at(span[0])], reading.blocks[reading.block_at(span[1] - 1)]
    around, at = reading.text[first.start : last.end], first.start
    found = cover(around, [(span[0] - at, span[1] - at)], ())
    return [standing.sentence.start + at for standing in found.annotated]


def _label(row: Row) -> str:
    return f"Claim {row.number}{_told(row.flags)}"


@cache
def _told(flags: tuple[str, ...]) -> str:
    return "".join(f", {label}" for _, label in worn_of(flags))


class _Painter:
    """Turns the weaver's tags into the desk's."""

    def __init__(self, rows: Mapping[int, Row], sentences: Mapping[int, Checkable]) -> None:
        self.rows, self.sentences = rows, sentences
        self.unexplained = set(sentences)

    def tag(self, tag: re.Match[str]) -> str:
        if tag["numbers"]:
            return self._mark(tag)
        if tag["place"]:
            return f"<span{self._id(tag['place'])}></span>"
        number = int(tag["ref"])
        return "" if number >= OPEN else tag[0].replace(f"#note-{number}", f"?claim={number}#claim-{number}")

    def _mark(self, tag: re.Match[str]) -> str:
        numbers = [int(number) for number in tag["numbers"].split()]
        claims = [number for number in numbers if number < OPEN]
        flags = dict.fromkeys(flag for number in claims for flag, _ in self.rows[number].worn)
        classes = [*(["claim"] if claims else []), *(f"is-{flag}" for flag in flags)]
        attributes = f' data-claims="{" ".join(map(str, claims))}"' if claims else ""
        for number in numbers[len(claims) :]:
            classes.append("is-open")
            attributes += self._sentence(number)
        return f'<mark class="{" ".join(classes)}"{self._id(tag["begins"])}{attributes}>'

    def _id(self, number: str | None) -> str:
        """What the claim or sentence that begins here is linked to by."""
        if number is None:
            return ""
        sentence = self.sentences.get(int(number))
        return f' id="open-{sentence.start}"' if sentence else f' id="claim-{number}"'

    def _sentence(self, number: int) -> str:
        """What a mark says of its open sentence; the first of a sentence also its key and why it is open."""
        sentence = self.sentences[number]
        opened = f' data-open="{sentence.start}"'
        if number not in self.unexplained:
            return opened
        self.unexplained.discard(number)
        return f'{opened} data-key="{sentence.short_key}" data-why="{escape(sentence.explanation)}"'
