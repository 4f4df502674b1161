"""Where claims stand after many saves: carried save by save alone, and with the text they were made in.

    python -m benchmarks.chain [--seed 1] [--saves 300] [--pieces 5]

Each save is one ordinary edit. As in a save of the product, a claim that does not stand word for word is also
mapped from the text it was made in, and one that has become unclear from the last text that held it. The
truth is the identity of its words, from the first text to the last.
"""

import argparse
from collections import Counter
from itertools import pairwise
from random import Random

from benchmarks import edits
from benchmarks.cases import Answer, Case, case, score
from benchmarks.prose import Prose, render
from claims.anchoring.canonical import squeezed
from claims.anchoring.combining import combine_all
from claims.anchoring.relocate import relocate
from claims.anchoring.relocation import Relocation, Span

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
    spans = {at: claim.span for at, claim in enumerate(task.claims)}
    words = {at: squeezed(texts[0][slice(*span)]) for at, span in spans.items()}
    places: dict[int, Span] = dict(spans)
    held = {at: (texts[0], span) for at, span in spans.items()}
    for old, new in pairwise(texts):
        found = _relocate(old, new, places)
        # As a save decides: word for word where it stood last needs no second opinion.
        doubtful = {at: span for at, span in spans.items() if not _stands(new, found.get(at), words[at])}
        if with_origin and doubtful:
            from_last = {at: found[at] for at in doubtful if at in found}
            from_held = _from_held(new, {at: held[at] for at in doubtful.keys() & held.keys() - found.keys()})
            from_origin = _relocate(texts[0], new, doubtful)
            found |= combine_all(old, new, places, from_last, from_origin, from_held)
        places = {at: one.span for at, one in found.items() if one.span}
        gone = {at for at, one in found.items() if one.status == "orphaned" or len(one.candidates) > 1}
        held = {at: there for at, there in held.items() if at not in gone}
        held |= {at: (new, span) for at, span in places.items()}
    return [Answer(place := places.get(at), "attached" if place else "lost") for at in spans]


def _from_held(new: str, held: dict[int, tuple[str, Span]]) -> dict[int, Relocation]:
    """Where claims are that have become unclear, each mapped from the last text that held it."""
    return {at: relocate(text, new, [span])[0] for at, (text, span) in held.items()}


def _stands(text: str, found: Relocation | None, words: str) -> bool:
    return bool(found and found.span and found.is_verbatim and squeezed(text[slice(*found.span)]) == words)


def _relocate(old: str, new: str, places: dict[int, Span]) -> dict[int, Relocation]:
    return dict(zip(places, relocate(old, new, list(places.values())), strict=True))


if __name__ == "__main__":
    main()
