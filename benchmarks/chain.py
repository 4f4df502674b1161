"""Where claims stand after many saves: carried save by save alone, and with the text they were made in.

    python -m benchmarks.chain [--seed 1] [--saves 300] [--pieces 5]

Each save is one ordinary edit. As in a save of the product, a claim that does not stand word for word is also
mapped from the text it was made in. The truth is the identity of its words, from the first text to the last.
"""

import argparse
from collections import Counter
from itertools import pairwise
from random import Random

from benchmarks import edits
from benchmarks.anchoring import Answer, Case, case, score
from benchmarks.prose import Prose, render
from claims.anchoring.canonical import squeezed
from claims.anchoring.relocate import relocate
from claims.anchoring.relocation import Relocation, combine

CLAIMS = 80
PARAGRAPHS = 20


def main() -> None:
    parser = argparse.ArgumentParser(description="Where claims stand after many saves.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--saves", type=int, default=300)
    parser.add_argument("--pieces", type=int, default=5)
    options = parser.parse_args()
    counts = {"save by save": Counter[str](), "and from the origin": Counter[str]()}
    for number in range(options.pieces):
        task, texts = _life(Random(f"chain {options.seed} {number}"), options.saves)
        score(task, _carried(task, texts, with_origin=False), counts["save by save"])
        score(task, _carried(task, texts, with_origin=True), counts["and from the origin"])
    print(f"{options.pieces} pieces, {options.saves} saves each, {counts['save by save']['all']} claims:")
    for way, count in counts.items():
        kept = 100 * count["kept right"] / (count["kept"] or 1)
        print(f"  {way:20} kept exact {kept:6.2f} %   wrong {count['wrong']}   silent {count['silent']}")


def _life(rng: Random, saves: int) -> tuple[Case, list[str]]:
    """The claims of the first text with their true places in the last, and every text between."""
    prose = Prose(rng)
    first = document = prose.document(PARAGRAPHS * 4)
    texts = [render(document)[0]]
    for _ in range(saves):
        document = edits.edited(document, prose, rng, edits.ORDINARY, 1)
        texts.append(render(document)[0])
    return case(first, document, rng, CLAIMS), texts


def _carried(task: Case, texts: list[str], *, with_origin: bool) -> list[Answer]:
    spans = [claim.span for claim in task.claims]
    words = [squeezed(texts[0][start:end]) for start, end in spans]
    places: list[tuple[int, int] | None] = list(spans)
    for old, new in pairwise(texts):
        found = _relocate(old, new, places)
        if with_origin:
            origin = relocate(texts[0], new, spans)
            each = zip(found, origin, words, strict=True)
            found = [_decided(new, from_last, from_origin, due) for from_last, from_origin, due in each]
        places = [_span(one) for one in found]
    return [Answer(place, "attached" if place else "lost") for place in places]


def _decided(text: str, from_last: Relocation | None, from_origin: Relocation, words: str) -> Relocation:
    """As a save decides: word for word where it stood last needs no second opinion."""
    span = _span(from_last)
    if span and from_last and from_last.is_verbatim and squeezed(text[slice(*span)]) == words:
        return from_last
    return combine(from_last, from_origin)


def _relocate(old: str, new: str, places: list[tuple[int, int] | None]) -> list[Relocation | None]:
    found = iter(relocate(old, new, [place for place in places if place]))
    return [next(found) if place else None for place in places]


def _span(found: Relocation | None) -> tuple[int, int] | None:
    return None if found is None or found.start is None or found.end is None else (found.start, found.end)


if __name__ == "__main__":
    main()
